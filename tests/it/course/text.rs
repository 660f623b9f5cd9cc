//! A lesson's sentences with their marks.

use descent::course::{Piece, Text, Value};
use proptest::prelude::*;

fn figures(name: &str) -> Option<Value> {
    match name {
        "run.best_epoch" => Some(Value::Number(29.0)),
        "run.validation_loss" => Some(Value::Number(0.507_81)),
        "optimizer" => Some(Value::Word("adam".to_owned())),
        _ => None,
    }
}

#[test]
fn figures_terms_and_code_are_told_apart() {
    let text = Text::parse("[Noise|noise] from epoch {run.best_epoch} on: see `fit`.").unwrap();
    let figure = |piece: &Piece| matches!(piece, Piece::Figure(_));
    assert_eq!(text.pieces().len(), 6);
    assert_eq!(
        text.pieces()[0],
        Piece::Term { shown: "Noise".to_owned(), term: "noise".to_owned() }
    );
    assert!(figure(&text.pieces()[2]));
    assert_eq!(text.pieces()[4], Piece::Code("fit".to_owned()));
    assert_eq!(text.names().collect::<Vec<_>>(), ["run.best_epoch"]);
    assert_eq!(text.terms().collect::<Vec<_>>(), ["noise"]);
}

#[test]
fn figures_are_filled_in_and_whole_numbers_stay_whole() {
    let filled = |text: &str| Text::parse(text).unwrap().filled(&figures);
    assert_eq!(filled("[Noise] from {run.best_epoch} on"), "Noise from 29 on");
    assert_eq!(filled("{600 * run.best_epoch}"), "17,400");
    assert_eq!(filled("{run.validation_loss}"), "0.508");
    assert_eq!(filled("{run.validation_loss * run.best_epoch}"), "14.7");
    // What is not known, and what is no number.
    assert_eq!(filled("{run.training_loss} {optimizer}"), "– –");
}

#[test]
fn a_text_is_known_once_all_its_figures_are() {
    let known = |text: &str| Text::parse(text).unwrap().is_known(&figures);
    assert!(known("nothing to know"));
    assert!(known("{run.best_epoch} and {run.validation_loss}"));
    assert!(!known("{run.best_epoch} and {run.training_loss}"));
}

#[test]
fn an_open_mark_is_said() {
    let said = |text: &str| Text::parse(text).unwrap_err().to_string();
    assert_eq!(said("until {run"), "the mark { is not closed in \"until {run\"");
    assert_eq!(said("a [term"), "the mark [ is not closed in \"a [term\"");
    assert_eq!(said("call `fit"), "the mark ` is not closed in \"call `fit\"");
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(written in ".{0,80}") {
        if let Ok(text) = Text::parse(&written) {
            let _ = text.filled(&figures);
            prop_assert_eq!(String::from(text), written);
        }
    }
}
