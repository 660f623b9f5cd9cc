//! Questions about the network of the run on the page.

use descent::inspection::PartName;
use descent::worker::Question;
use descent::workspace::inspection::{Inspection, InspectionView};

fn opened() -> Inspection {
    let mut inspection = Inspection::default();
    inspection.view = Some(InspectionView::Predictions);
    inspection
}

#[test]
fn nothing_is_asked_for_while_the_curves_are_shown() {
    assert_eq!(Inspection::default().ask(), None);
}

#[test]
fn one_question_is_open_at_a_time() {
    let mut inspection = opened();
    assert_eq!(inspection.ask(), Some(Question::Predictions(PartName::Validation)));
    inspection.part = PartName::Training;
    assert_eq!([inspection.ask(), inspection.ask()], [None, None]);
    assert!(inspection.hear(Some(vec![1])), "the answer is old");
    assert_eq!(inspection.ask(), Some(Question::Predictions(PartName::Training)));
    assert!(!inspection.hear(Some(vec![2])));
    assert_eq!(inspection.answer.as_deref(), Some(&vec![2]));
}

#[test]
fn an_answer_about_another_run_is_not_shown() {
    let mut inspection = opened();
    inspection.ask();
    inspection.hear(Some(vec![1]));
    inspection.ask();
    assert!(!inspection.hear(None));
    assert_eq!(inspection.answer.as_deref(), Some(&vec![1]));
}

#[test]
fn a_worker_that_is_gone_answers_no_more() {
    let mut inspection = opened();
    inspection.ask();
    inspection.forget();
    assert_eq!(inspection.answer, None);
    assert!(inspection.ask().is_some(), "the one that takes its place is asked");
}
