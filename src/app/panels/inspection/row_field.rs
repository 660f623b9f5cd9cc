//! A field for the number of a row; what names no row is said at it.

use leptos::prelude::*;

use crate::app::reactive::{handler, live, live_text, live_view};
use crate::workspace::row_number::row_number;

/// Shows `row`, counted from 0, or nothing, which `placeholder` is for; without one an empty field
/// changes nothing. What was typed goes to `set`, if there are as many `rows`.
pub fn row_field(
    (id, label, placeholder): (&'static str, &'static str, &'static str),
    row: impl Fn() -> Option<usize> + Copy + Send + Sync + 'static,
    rows: impl Fn() -> usize + Copy + Send + Sync + 'static,
    set: impl Fn(Option<usize>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let problem = RwSignal::new(None::<String>);
    // Another row than the one that was refused: the field shows it.
    let shown = move || {
        problem.track();
        row().map(|row| (row + 1).to_string()).unwrap_or_default()
    };
    let take = move |text: String| match row_number(&text, untrack(rows)) {
        Ok(None) if placeholder.is_empty() => problem.set(None),
        Ok(row) => {
            problem.set(None);
            set(row);
        }
        Err(why) => problem.set(Some(why.to_string())),
    };
    view! {
        <label for=id>{label}</label>
        <input
            id=id
            type="text"
            inputmode="numeric"
            placeholder=placeholder
            prop:value=live(shown)
            aria-invalid=live_text(move || problem.with(Option::is_some).to_string())
            on:change=handler(move |event| take(event_target_value(&event)))
        />
        {live_view(move || {
            problem
                .get()
                .map(|why| {
                    view! {
                        <p class="problem" role="alert">
                            {why}
                        </p>
                    }
                })
        })}
    }
    .into_any()
}
