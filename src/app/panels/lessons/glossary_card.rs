//! The card of a term: its picture, its meaning, and where to read on.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use crate::app::actions;
use crate::app::reactive::{Views, effect, handler, live_text, live_view};
use crate::app::state::course::CourseState;
use crate::t;

const CARD: &str = "term-card";

/// Which term is looked up, and where its word stands.
#[derive(Clone, Copy)]
pub struct GlossaryCard {
    term: RwSignal<String>,
    place: RwSignal<(f64, f64)>,
}

impl GlossaryCard {
    pub fn new() -> Self {
        Self { term: RwSignal::new(String::new()), place: RwSignal::new((0.0, 0.0)) }
    }

    /// A word that opens the card.
    pub fn term(self, shown: String, term: String) -> AnyView {
        let open = move |event: MouseEvent| {
            self.term.set(term.clone());
            let word = event.current_target().and_then(|it| it.dyn_into::<Element>().ok());
            if let Some(word) = word {
                let edge = word.get_bounding_client_rect();
                self.place.set((edge.left(), edge.bottom()));
            }
        };
        view! {
            <button type="button" class="term" popovertarget=CARD on:click=handler(open)>
                {shown}
            </button>
        }
        .into_any()
    }

    /// The card itself.
    pub fn view(self, course: CourseState) -> AnyView {
        // What could not be fetched before is asked for with each word.
        effect(move || {
            if !self.term.with(String::is_empty) {
                actions::want_glossary(course);
            }
        });
        let content = move || {
            let word = self.term.get();
            let glossary = course.glossary.get();
            let Some(glossary) = glossary else {
                return view! { <p>{t!("The glossary could not be loaded.")}</p> }.into_any();
            };
            let Some(term) = glossary.get(&word) else { return ().into_any() };
            let picture = glossary.picture(term);
            let see = term.see.iter().map(|other| {
                let shown = glossary.get(other).map_or(other, |term| &term.name).clone();
                let name = other.clone();
                view! {
                    <button
                        type="button"
                        class="term"
                        on:click=handler(move |_| self.term.set(name.clone()))
                    >
                        {shown}
                    </button>
                }
            });
            view! {
                <div class="term-picture" aria-hidden="true" inner_html=picture></div>
                <h3>{term.name.clone()}</h3>
                <p>{term.meaning.clone()}</p>
                <p class="dim">{term.more.clone()}</p>
                <p>
                    <code translate="no">{term.keras.clone()}</code>
                </p>
                <p class="term-see">{see.collect::<Vec<_>>().views()}</p>
            }
            .into_any()
        };
        let name = move || {
            let word = self.term.get();
            let glossary = course.glossary.get();
            let term = glossary.as_ref().and_then(|glossary| glossary.get(&word));
            term.map_or(word.clone(), |term| term.name.clone())
        };
        let px = |at: f64| format!("{at}px");
        view! {
            <div
                id=CARD
                class="term-card"
                popover="auto"
                role="dialog"
                aria-label=live_text(name)
                style:--word-x=live_text(move || px(self.place.get().0))
                style:--word-y=live_text(move || px(self.place.get().1))
            >
                {live_view(content)}
            </div>
        }
        .into_any()
    }
}
