//! A link for a class: what it shows, what it locks, and its task.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::actions;
use crate::app::reactive::{Views, handler, live, live_text, memo};
use crate::app::services::{address, clipboard};
use crate::app::state::AppState;
use crate::config::share::switches::{PagePart, Switches};
use crate::t;

/// The choices, and the link that follows from them.
pub fn for_the_class() -> AnyView {
    let state = AppState::here();
    // Of a page that has switches itself, these are where one begins.
    let (own, _) = Switches::read(&address::switches());
    let switches = RwSignal::new(own);
    let said = RwSignal::new(String::new());
    let link = memo(move || {
        let fragment = actions::fragment(state).unwrap_or_default();
        format!("{}#{fragment}{}", address::page(), switches.with(Switches::text))
    });
    let change = move |act: &dyn Fn(&mut Switches)| {
        switches.update(|switches| act(switches));
        said.set(String::new());
    };
    let copy = move |_| {
        let link = link.get_untracked();
        spawn_local(async move {
            let words = if clipboard::copy(&link).await {
                t!("Copied.")
            } else {
                t!("This browser does not let the page copy: select the link and copy it yourself.")
            };
            said.set(words.to_owned());
        });
    };
    let part = move |part: PagePart| {
        let choice = move |does: String, of: fn(&mut Switches) -> &mut Vec<PagePart>| {
            let is_in = move || switches.with(|all| of(&mut all.clone()).contains(&part));
            view! {
                <td>
                    <input
                        type="checkbox"
                        aria-label=does
                        prop:checked=live(is_in)
                        on:change=handler(move |event| {
                            let on = event_target_checked(&event);
                            change(
                                &|all| {
                                    let parts = of(all);
                                    parts.retain(|one| *one != part);
                                    if on {
                                        parts.push(part);
                                        parts.sort();
                                    }
                                },
                            );
                        })
                    />
                </td>
            }
        };
        view! {
            <tr>
                <th scope="row">{part.label()}</th>
                {choice(t!("Hide {part}", part = part.label()), |all| &mut all.hide)}
                {choice(t!("Lock {part}", part = part.label()), |all| &mut all.lock)}
            </tr>
        }
    };
    view! {
        <section class="for-the-class" aria-label=t!("For the class")>
            <p class="dim">
                {t!(
                    "A link that opens this experiment with some of the page hidden or locked. What is locked can be read, not changed."
                )}
            </p>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=live(move || switches.with(|all| all.presents))
                    on:change=handler(move |event| {
                        let on = event_target_checked(&event);
                        change(&|all| all.presents = on);
                    })
                />
                {t!("Start in Present")}
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=live(move || switches.with(|all| all.hides_validation))
                    on:change=handler(move |event| {
                        let on = event_target_checked(&event);
                        change(&|all| all.hides_validation = on);
                    })
                />
                {t!("Hide validation until it is revealed")}
            </label>
            <div class="field">
                <label for="class-task">{t!("Task")}</label>
                <input
                    id="class-task"
                    type="text"
                    maxlength="300"
                    prop:value=live(move || switches.with(|all| all.task.clone()))
                    on:input=handler(move |event| {
                        let task = event_target_value(&event);
                        change(&|all| all.task.clone_from(&task));
                    })
                />
            </div>
            <div class="class-parts" role="group" aria-label=t!("Panels and controls") tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t!("Panel or control")}</th>
                            <th scope="col">{t!("Hide")}</th>
                            <th scope="col">{t!("Lock")}</th>
                        </tr>
                    </thead>
                    <tbody>{PagePart::ALL.map(part).views()}</tbody>
                </table>
            </div>
            <div class="field">
                <label for="class-link">{t!("Link for the class")}</label>
                <input
                    id="class-link"
                    type="text"
                    readonly=true
                    prop:value=live(move || link.get())
                />
            </div>
            <div class="class-copy">
                <button type="button" class="button primary" on:click=handler(copy)>
                    {t!("Copy link for the class")}
                </button>
                <p role="status">{live_text(move || said.get())}</p>
            </div>
        </section>
    }
    .into_any()
}
