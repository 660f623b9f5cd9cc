//! Questions about the network of the run on the page.

use descent::worker::RunId;
use descent::workspace::inspection::{Inspection, InspectionView};

fn opened() -> Inspection {
    let mut inspection = Inspection::default();
    inspection.view = Some(InspectionView::Predictions);
    inspection.set_question(vec![1]);
    inspection
}

#[test]
fn nothing_is_asked_for_while_the_curves_are_shown() {
    assert_eq!(Inspection::default().ask(), None);
}

#[test]
fn one_question_is_open_at_a_time() {
    let mut inspection = opened();
    assert!(!inspection.is_asking());
    assert_eq!(inspection.ask(), Some(vec![1]));
    assert!(inspection.is_asking());
    inspection.set_question(vec![2]);
    assert_eq!([inspection.ask(), inspection.ask()], [None, None]);
    inspection.hear(vec![1]);
    assert_eq!(inspection.ask(), None, "until the answer is drawn");
    assert!(inspection.drawn(), "and it is old");
    assert_eq!(inspection.ask(), Some(vec![2]));
    inspection.hear(vec![2]);
    assert!(!inspection.drawn());
    assert_eq!(inspection.answer.as_deref(), Some(&vec![2]));
}

#[test]
fn each_view_keeps_its_question() {
    let mut inspection = opened();
    inspection.view = Some(InspectionView::Picture);
    assert_eq!(inspection.ask(), None, "it has not said yet what it wants");
    inspection.set_question(vec![3]);
    inspection.view = Some(InspectionView::Predictions);
    assert_eq!(inspection.question(), [1]);
    inspection.view = None;
    inspection.set_question(vec![4]);
    assert!(inspection.question().is_empty());
    inspection.view = Some(InspectionView::Picture);
    assert_eq!(inspection.question(), [3]);
}

#[test]
fn a_worker_that_is_gone_answers_no_more() {
    let mut inspection = opened();
    inspection.ask();
    inspection.forget();
    assert_eq!(inspection.answer, None);
    assert!(!inspection.drawn());
    assert!(inspection.ask().is_some(), "the one that takes its place is asked");
}

#[test]
fn a_run_before_the_one_on_the_page_can_be_chosen() {
    let mut inspection = opened();
    let own = |number: u32| Some(RunId(number));
    for number in 1..=3 {
        inspection.begin(format!("run {number}"), RunId(number));
    }
    let earlier = |inspection: &Inspection, on_page: u32| -> Vec<String> {
        inspection.earlier(own(on_page)).map(|(key, _)| key.clone()).collect()
    };
    assert_eq!(earlier(&inspection, 3), ["run 2", "run 1"]);
    assert_eq!((inspection.run(own(3)), inspection.chosen(own(3))), (own(3), None));
    inspection.hear(vec![1]);
    inspection.choose("run 1");
    assert_eq!((inspection.run(own(3)), inspection.chosen(own(3))), (own(1), Some("run 1")));
    assert_eq!(inspection.answer, None, "the answer before was of another run");
    inspection.choose("");
    assert_eq!(inspection.run(own(3)), own(3));
    // Another run takes the page, and the views with it.
    inspection.choose("run 2");
    inspection.begin("run 4".to_owned(), RunId(4));
    assert_eq!(inspection.run(own(4)), own(4));
    // A run that goes on is the same one.
    inspection.begin("run 4".to_owned(), RunId(5));
    assert_eq!(earlier(&inspection, 5), ["run 3", "run 2", "run 1"]);
    for number in 6..20 {
        inspection.begin(format!("run {number}"), RunId(number));
    }
    assert_eq!(earlier(&inspection, 19).len(), 8);
    inspection.choose("run 18");
    inspection.by_hand.push(vec![1]);
    inspection.forget_runs();
    assert!(inspection.by_hand.is_empty(), "the weights are gone");
    assert_eq!((earlier(&inspection, 19).len(), inspection.run(own(19))), (0, own(19)));
}
