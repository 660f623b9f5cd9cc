//! A number with its range, its sentence when it is out of it, and a slider.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::app::track::{STEPS, Track, next_in_series};
use crate::config::Limit;

/// A number field. A value out of range gets its sentence under the field while the
/// last good value stays in force; Escape brings that value back.
///
/// The slider is a second way to the same number for pointers only: keyboards and
/// screen readers have the field, so that each setting is met once.
#[component]
pub fn NumberField(
    id: &'static str,
    limit: &'static Limit,
    #[prop(into)] value: Signal<f64>,
    #[prop(into)] set: Callback<f64>,
    #[prop(optional, into)] track: Option<Track>,
    #[prop(optional)] unit: &'static str,
    /// What stands beside the field, such as a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    // Only a change of this value matters, not every change of the experiment.
    let value = Memo::new(move |_| value.get());
    // What was typed and is not in force.
    let rejected = RwSignal::new(None::<String>);
    let problem = Memo::new(move |_| {
        let text = rejected.get()?;
        let number = text.trim().parse::<f64>().unwrap_or(f64::NAN);
        limit.check(number).err().map(|problem| problem.to_string())
    });
    // The field is written to only when the value came from elsewhere (slider, undo, a
    // link): what the user is typing is theirs.
    let show = move |value: f64| {
        if let Some(input) = node.get_untracked()
            && input.value().parse() != Ok(value)
        {
            input.set_value(&value.to_string());
        }
    };
    Effect::new(move |_| {
        let value = value.get();
        if node.get().is_some() {
            show(value);
            rejected.set(None);
        }
    });
    let take = move |input: HtmlInputElement| match input.value().trim().parse::<f64>() {
        Ok(number) if limit.holds(number) => {
            rejected.set(None);
            set.run(number);
        }
        // "0." and "1e" are no numbers yet: unfinished, not wrong.
        _ if input.validity().bad_input() => {}
        _ => rejected.set(Some(input.value())),
    };
    let finish = move |input: HtmlInputElement| {
        if input.validity().bad_input() {
            rejected.set(Some(input.value()));
        }
    };
    let on_keydown = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            rejected.set(None);
            show(value.get_untracked());
        }
        key @ ("ArrowUp" | "ArrowDown") if matches!(track, Some(Track::Log(..))) => {
            event.prevent_default();
            let next = next_in_series(value.get_untracked(), key == "ArrowUp");
            set.run(next.clamp(limit.min, limit.max));
        }
        _ => {}
    };
    let problem_id = format!("{id}-problem");
    let described_by = problem_id.clone();
    view! {
        <div class="field">
            <div class="field-head">
                <label for=id>{limit.name}</label>
                <span class="field-value">
                    <input
                        node_ref=node
                        id=id
                        type="number"
                        class="number"
                        step=limit.step
                        inputmode=if limit.whole { "numeric" } else { "decimal" }
                        aria-invalid=move || problem.with(Option::is_some).then_some("true")
                        aria-describedby=move || {
                            problem.with(Option::is_some).then(|| described_by.clone())
                        }
                        on:input=move |event| take(event_target(&event))
                        on:change=move |event| finish(event_target(&event))
                        on:keydown=on_keydown
                    />
                    {(!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> })}
                    {children.map(|children| children())}
                </span>
            </div>
            {track
                .map(|track| {
                    view! {
                        <input
                            type="range"
                            class="slider"
                            tabindex="-1"
                            aria-hidden="true"
                            min="0"
                            max=STEPS
                            style:--share=move || {
                                format!("{}%", 100.0 * track.position(value.get()) / STEPS)
                            }
                            prop:value=move || track.position(value.get())
                            on:input=move |event| {
                                if let Ok(position) = event_target_value(&event).parse::<f64>() {
                                    set.run(track.value(position).clamp(limit.min, limit.max));
                                }
                            }
                        />
                    }
                })}
            <Show when=move || { problem.with(Option::is_some) }>
                <p class="problem" role="alert" id=problem_id.clone()>
                    {move || problem.get()}
                </p>
            </Show>
        </div>
    }
}
