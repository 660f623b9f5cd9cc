//! A lesson's text as it is read: terms that can be looked up, figures that follow the page.

use leptos::prelude::*;

use super::glossary_card::GlossaryCard;
use crate::app::actions;
use crate::app::reactive::{Views, live_view, memo};
use crate::app::state::AppState;
use crate::app::state::course::{CourseState, Place};
use crate::course::{Piece, Situation, Step, StepProgress, Text, Value, figure_text};

/// Where the figures of a text come from.
#[derive(Clone)]
pub struct TextPlace {
    pub state: AppState,
    pub course: CourseState,
    pub place: Place,
    pub step: StoredValue<Step>,
}

/// Which value a name has.
type ValueOf = fn(&StepProgress, &Step, &Situation<'_>, &str) -> Option<Value>;

impl TextPlace {
    /// The view of a text of the step, with the figures it began with.
    pub fn text(&self, text: &Text) -> AnyView {
        self.view(text, StepProgress::told)
    }

    /// That of the reason for an answer, with the figures as they were at the end.
    pub fn reason(&self, text: &Text) -> AnyView {
        self.view(text, StepProgress::reasoned)
    }

    fn view(&self, text: &Text, value: ValueOf) -> AnyView {
        let (here, card) = (self.clone(), expect_context::<GlossaryCard>());
        if text.names().next().is_none() {
            return pieces(text, &mut Vec::new().into_iter(), card);
        }
        let text = StoredValue::new(text.clone());
        let figures = memo(move || text.with_value(|text| here.figures(text, value)));
        live_view(move || {
            text.with_value(|text| pieces(text, &mut figures.get().into_iter(), card))
        })
        .into_any()
    }

    fn figures(&self, text: &Text, value: ValueOf) -> Vec<String> {
        let Self { state, course, place, step } = self;
        let of_step = course.progress.with(|all| all.of_step(&place.lesson, place.step));
        actions::in_situation(*state, |situation| {
            step.with_value(|step| {
                let value_of = |name: &str| value(&of_step, step, situation, name);
                let figures = text.pieces().iter().filter_map(|piece| match piece {
                    Piece::Figure(figure) => Some(figure_text(figure.value(&value_of))),
                    _ => None,
                });
                figures.collect()
            })
        })
    }
}

fn pieces(text: &Text, figures: &mut impl Iterator<Item = String>, card: GlossaryCard) -> AnyView {
    let all = text.pieces().iter().map(|piece| match piece {
        Piece::Words(words) => words.clone().into_any(),
        Piece::Code(code) => view! { <code translate="no">{code.clone()}</code> }.into_any(),
        Piece::Term { shown, term } => card.term(shown.clone(), term.clone()),
        Piece::Figure(_) => {
            view! { <b class="computed">{figures.next().unwrap_or_default()}</b> }.into_any()
        }
    });
    all.collect::<Vec<_>>().views()
}
