//! A number with its range, its sentence when it is out of it, and a slider.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::app::reactive::{Views, effect, handler, live, live_text, memo, shown};
use crate::config::Limit;
use crate::workspace::slider_scale::{STEPS, Track, next_in_series, next_power_of_two};

/// A number field. A value out of range gets its sentence under the field while the
/// last good value stays in force; Escape brings that value back.
///
/// The slider is a second way to the same number for pointers only: keyboards and
/// screen readers have the field, so that each setting is met once.
#[component]
pub fn NumberField(
    #[prop(into)] id: String,
    limit: &'static Limit,
    /// `None` is an empty field.
    #[prop(into)]
    value: Signal<Option<f64>>,
    #[prop(into)] set: Callback<Option<f64>>,
    /// Otherwise an empty field is a mistake, and what is set is never `None`.
    #[prop(optional)]
    may_be_empty: bool,
    /// What an empty field stands for.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    #[prop(into)] label: String,
    #[prop(optional_no_strip)] track: Option<Track>,
    /// Buttons to the next power of two: the names of the one down and the one up.
    #[prop(optional_no_strip)]
    steps: Option<(&'static str, &'static str)>,
    #[prop(optional)] unit: &'static str,
    /// What stands beside the field, such as a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    // Only a change of this value matters, not every change of the experiment.
    let value = memo(move || value.get());
    // What was typed and is not in force; not a number where it is none.
    let rejected = RwSignal::new(None::<f64>);
    let problem =
        memo(move || limit.check(rejected.get()?).err().map(|problem| problem.to_string()));
    // The field is written to only when the value came from elsewhere (slider, undo, a
    // link): what the user is typing is theirs.
    let show = move |value: Option<f64>| {
        if let Some(input) = node.get_untracked()
            && number(&input) != value
        {
            input.set_value(&value.map(|value| value.to_string()).unwrap_or_default());
        }
    };
    effect(move || {
        let value = value.get();
        if node.get().is_some() {
            show(value);
            rejected.set(None);
        }
    });
    let take = move |input: HtmlInputElement| {
        let number = number(&input);
        let is_good = match number {
            Some(number) => limit.holds(number),
            // "0." and "1e" are no numbers yet: unfinished, not wrong.
            None if input.validity().bad_input() => return,
            None => may_be_empty,
        };
        if is_good {
            rejected.set(None);
            set.run(number);
        } else {
            rejected.set(Some(number.unwrap_or(f64::NAN)));
        }
    };
    let finish = move |input: HtmlInputElement| {
        if input.validity().bad_input() {
            rejected.set(Some(f64::NAN));
        }
    };
    let on_keydown = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            rejected.set(None);
            show(value.get_untracked());
        }
        key @ ("ArrowUp" | "ArrowDown") if matches!(track, Some(Track::Log(..))) => {
            event.prevent_default();
            let now = value.get_untracked().unwrap_or(limit.default);
            let next = next_in_series(now, key == "ArrowUp");
            set.run(Some(next.clamp(limit.min, limit.max)));
        }
        _ => {}
    };
    let step = move |sign: &'static str, name: &'static str, up: bool| {
        let press = move |_| {
            let next = next_power_of_two(value.get_untracked().unwrap_or(limit.default), up);
            set.run(Some(next.clamp(limit.min, limit.max)));
        };
        view! {
            <button type="button" class="button step" aria-label=name on:click=handler(press)>
                {sign}
            </button>
        }
    };
    let problem_id = format!("{id}-problem");
    let described_by = problem_id.clone();
    view! {
        <div class="field">
            <div class="field-head">
                <label for=id.clone()>{label}</label>
                <span class="field-value">
                    {steps.map(|(down, _)| step("−", down, false)).views()}
                    <input
                        node_ref=node
                        id=id
                        type="number"
                        class="number"
                        step=limit.step.to_string()
                        placeholder=live_text(move || placeholder.get())
                        inputmode=if limit.whole { "numeric" } else { "decimal" }
                        aria-invalid=live(move || {
                            problem.with(Option::is_some).then(|| "true".to_owned())
                        })
                        aria-describedby=live(move || {
                            problem.with(Option::is_some).then(|| described_by.clone())
                        })
                        on:input=handler(move |event| take(event_target(&event)))
                        on:change=handler(move |event| finish(event_target(&event)))
                        on:keydown=handler(on_keydown)
                    /> {steps.map(|(_, up)| step("+", up, true)).views()}
                    {(!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> }).views()}
                    {children.map(|children| children())}
                </span>
            </div>
            {track.map(|track| view! { <Slider track limit value set /> }).views()}
            {shown(
                move || { problem.with(Option::is_some) },
                move || {
                    view! {
                        <p class="problem" role="alert" id=problem_id.clone()>
                            {live_text(move || problem.get())}
                        </p>
                    }
                },
            )}
        </div>
    }
}

#[component]
fn Slider(
    track: Track,
    limit: &'static Limit,
    value: Memo<Option<f64>>,
    set: Callback<Option<f64>>,
) -> impl IntoView {
    let position = move || track.position(value.get().unwrap_or(limit.default));
    view! {
        <input
            type="range"
            class="slider"
            tabindex="-1"
            aria-hidden="true"
            min="0"
            max=STEPS.to_string()
            style:--share=live_text(move || format!("{}%", 100.0 * position() / STEPS))
            prop:value=live(position)
            on:input=handler(move |event| {
                if let Some(position) = number(&event_target(&event)) {
                    set.run(Some(track.value(position).clamp(limit.min, limit.max)));
                }
            })
        />
    }
}

/// What stands in a field, as the browser reads it: the page then needs no tables of its
/// own for reading numbers.
fn number(input: &HtmlInputElement) -> Option<f64> {
    Some(input.value_as_number()).filter(|number| !number.is_nan())
}
