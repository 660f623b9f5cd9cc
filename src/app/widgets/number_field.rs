//! A number with its range, its sentence when it is out of it, and a slider.

use leptos::prelude::*;

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
    // What is typed and not in force; `None` while the field shows the value.
    let rejected = RwSignal::new(None::<String>);
    let problem = Memo::new(move |_| {
        let text = rejected.get()?;
        let number = text.trim().parse::<f64>().unwrap_or(f64::NAN);
        limit.check(number).err().map(|problem| problem.to_string())
    });
    let shown = move || rejected.get().unwrap_or_else(|| value.get().to_string());
    // Any other way to a new value (slider, undo, a link) takes the typed text away.
    Effect::new(move |before: Option<f64>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) {
            rejected.set(None);
        }
        now
    });
    let take = move |text: String| match text.trim().parse::<f64>() {
        Ok(number) if limit.holds(number) => {
            rejected.set(None);
            set.run(number);
        }
        _ => rejected.set(Some(text)),
    };
    let on_keydown = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => rejected.set(None),
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
                        id=id
                        type="number"
                        class="number"
                        step=limit.step
                        inputmode=if limit.whole { "numeric" } else { "decimal" }
                        prop:value=shown
                        aria-invalid=move || problem.with(Option::is_some).then_some("true")
                        aria-describedby=move || {
                            problem.with(Option::is_some).then(|| described_by.clone())
                        }
                        on:input=move |event| take(event_target_value(&event))
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
