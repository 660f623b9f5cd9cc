//! A number with its range, its sentence when it is out of it, and a slider.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::app::reactive::{Views, effect, handler, live, live_text, memo, shown};
use crate::config::Limit;
use crate::text::{decimal_mark, localized};
use crate::workspace::slider_scale::{
    STEPS, Track, next_in_series, next_multiple, next_power_of_two,
};
use crate::workspace::typed_number::{Typed, TypedNumberError, read, read_whole};

/// A number field. What is no number, or out of range, gets its sentence under the field
/// while the last good value stays in force; Escape brings that value back.
///
/// It is a text field, because a browser's own number field drops what it does not know
/// without a word: where its language has no decimal comma, 0,01 becomes 1.
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
    // Why what was typed is not in force.
    let problem = RwSignal::new(None::<String>);
    // The field is written to only when the value came from elsewhere (slider, undo, a
    // link): what the user is typing is theirs.
    let show = move |value: Option<f64>| {
        if let Some(input) = node.get_untracked()
            && read_whole(&input.value(), limit, unit).map(|number| number.map(parsed)) != Ok(value)
        {
            input.set_value(&written(value));
        }
    };
    effect(move || {
        let value = value.get();
        if node.get().is_some() {
            show(value);
            problem.set(None);
        }
    });
    let take = move |outcome: Result<Option<String>, TypedNumberError>| {
        let outcome = outcome.map(|number| number.map(parsed)).map_err(|error| error.to_string());
        let checked = outcome.and_then(|number| match number {
            None if may_be_empty => Ok(None),
            // An empty field is as wrong as one that is out of the limit.
            number => {
                let checked = limit.check(number.unwrap_or(f64::NAN));
                checked.map(|()| number).map_err(|error| error.to_string())
            }
        });
        match checked {
            Ok(number) => {
                problem.set(None);
                if number != value.get_untracked() {
                    set.run(number);
                }
                true
            }
            Err(sentence) => {
                problem.set(Some(sentence));
                false
            }
        }
    };
    let on_input = move |input: HtmlInputElement| {
        match read(&input.value(), limit, unit) {
            // "0," and "1e" are no numbers yet: unfinished, not wrong.
            Ok(Typed::Unfinished(_)) => {}
            Ok(Typed::Empty) => _ = take(Ok(None)),
            Ok(Typed::Number(number)) => _ = take(Ok(Some(number))),
            Err(error) => _ = take(Err(error)),
        }
    };
    let on_change = move |input: HtmlInputElement| {
        // How it was read is seen: 0,01 stands there as 0.01, in German the other way round.
        if take(read_whole(&input.value(), limit, unit)) {
            input.set_value(&written(value.get_untracked()));
        }
    };
    let on_keydown = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            problem.set(None);
            if let Some(input) = node.get_untracked() {
                input.set_value(&written(value.get_untracked()));
            }
        }
        key @ ("ArrowUp" | "ArrowDown") if !event.alt_key() => {
            event.prevent_default();
            let (now, up) = (value.get_untracked().unwrap_or(limit.default), key == "ArrowUp");
            let next = match track {
                Some(Track::Log(..)) => next_in_series(now, up),
                _ => next_multiple(now, limit.step, up),
            };
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
                        type="text"
                        role="spinbutton"
                        autocomplete="off"
                        class="number"
                        aria-valuemin=limit.min.to_string()
                        aria-valuemax=limit.max.to_string()
                        aria-valuenow=live(move || value.get().map(|value| value.to_string()))
                        // A browser reads the number above out with a point.
                        aria-valuetext=live(move || {
                            let value = value.get().filter(|_| decimal_mark() != '.');
                            value.map(|value| written(Some(value)))
                        })
                        placeholder=live_text(move || placeholder.get())
                        inputmode=if limit.whole { "numeric" } else { "decimal" }
                        aria-invalid=live(move || {
                            problem.with(Option::is_some).then(|| "true".to_owned())
                        })
                        aria-describedby=live(move || {
                            problem.with(Option::is_some).then(|| described_by.clone())
                        })
                        on:input=handler(move |event| on_input(event_target(&event)))
                        on:change=handler(move |event| on_change(event_target(&event)))
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
                let position = event_target::<HtmlInputElement>(&event).value_as_number();
                set.run(Some(track.value(position).clamp(limit.min, limit.max)));
            })
        />
    }
}

/// The number that digits spell, as the browser reads them: the page then needs no tables of
/// its own for it.
fn parsed(digits: String) -> f64 {
    // 0 has no sign.
    js_sys::Number::parse_float(&digits) + 0.0
}

/// As the reader writes it; [`read`] knows both decimal marks.
fn written(value: Option<f64>) -> String {
    value.map(|value| localized(value.to_string())).unwrap_or_default()
}
