//! A picture with its title, its words for those who do not see it, and the ways to take it away.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, live, live_text, memo};
use crate::app::services::download::PictureForm;
use crate::app::services::theme;
use crate::app::state::AppState;
use crate::plot::prediction_pictures::PictureSize;
use crate::plot::theme::{ChartTheme, DARK, LIGHT};
use crate::{t, text};

/// Wide enough for a phone; a wider column shows it larger.
const SIZE: PictureSize = PictureSize { width: 330.0, height: 250.0 };
/// On the stage all of it is in sight, its text as large as that beside it.
const ON_STAGE: PictureSize = PictureSize { width: 430.0, height: 150.0 };

/// How large a figure is drawn.
pub fn size(state: AppState) -> PictureSize {
    if state.stage.get().is_on { ON_STAGE } else { SIZE }
}

/// What lies over the SVG of a figure.
pub struct Over {
    pub view: AnyView,
    /// Whether there is anything now.
    pub is_there: Signal<bool>,
    /// Puts it into the SVG that is taken away.
    pub complete: Box<dyn Fn(String) -> String + Send + Sync>,
}

/// The name of a button that takes a picture away.
pub fn taken_away(picture: &str, format: &str) -> String {
    t!("{picture} as {format}", picture, format)
}

/// A figure: its SVG is drawn when what it reads has changed, and is what is taken away. Its
/// title is for [`text::shown`], as files are named in English.
pub fn figure(
    title: &'static str,
    words: impl FnMut() -> String + Send + 'static,
    draw: impl Fn(&ChartTheme) -> Option<String> + Send + Sync + 'static,
    below: AnyView,
) -> AnyView {
    let (view, is_there) = (().into_any(), Signal::stored(false));
    let over = Over { view, is_there, complete: Box::new(|svg| svg) };
    figure_with(title, words, draw, over, below)
}

/// The same with something over it.
pub fn figure_with(
    title: &'static str,
    words: impl FnMut() -> String + Send + 'static,
    draw: impl Fn(&ChartTheme) -> Option<String> + Send + Sync + 'static,
    over: Over,
    below: AnyView,
) -> AnyView {
    let state = AppState::here();
    let shown = text::shown(title);
    let system = RwSignal::new(0_u32);
    theme::on_system_change(move || system.update(|count| *count += 1));
    let svg = memo(move || {
        system.track();
        draw(if state.theme.get().is_dark() { &DARK } else { &LIGHT }).unwrap_or_default()
    });
    let complete = StoredValue::new(over.complete);
    let whole = move || complete.with_value(|complete| complete(svg.get_untracked()));
    let ways_out = [("PNG", PictureForm::Png), ("SVG", PictureForm::Svg)].map(|(name, form)| {
        view! {
            <button
                type="button"
                class="button quiet"
                aria-label=taken_away(shown, name)
                disabled=live(move || svg.with(String::is_empty))
                on:click=handler(move |_| {
                    actions::take_away(state, form, title, whole());
                })
            >
                {name}
            </button>
        }
    });
    view! {
        <section class="inspection-group" aria-label=shown>
            <div class="inspection-title">
                <h3>{shown}</h3>
                {ways_out.views()}
            </div>
            <div
                class="figure"
                aria-hidden=live(move || (!over.is_there.get()).then(|| "true".to_owned()))
            >
                <div aria-hidden="true" inner_html=live_text(move || svg.get())></div>
                {over.view}
            </div>
            {below}
            <p class="dim">{live_text(words)}</p>
        </section>
    }
    .into_any()
}
