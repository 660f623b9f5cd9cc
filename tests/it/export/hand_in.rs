//! The page to hand in.

use descent::course::{Lesson, Progress, SeenCurves};
use descent::export::HandIn;

const LESSON: &str = r#"{"title": "Curves & noise", "about": "", "minutes": 1, "steps": [
    {"title": "Part", "text": [],
     "predict": {"question": "What will the [loss] do?", "answers": ["Fall", "Rise < fall"],
                 "right": 1, "because": "It rises."},
     "do": [{"text": "Train", "done": "run.epochs > 1", "show": {"train": true}}],
     "saw": "It rose."},
    {"title": "Untouched", "text": []}
]}"#;

fn page(progress: &Progress) -> String {
    let lesson = Lesson::parse(LESSON).unwrap();
    let draw = |seen: &SeenCurves| format!("<svg><!--{} points--></svg>\n", seen.epochs.len());
    let lessons = [("curves", &lesson)];
    HandIn { name: " <Ada> ", day: "2026-11-30", lessons: &lessons, progress, draw: &draw }.html()
}

#[test]
fn what_was_predicted_and_seen_is_on_it_and_nothing_else() {
    let mut progress = Progress::default();
    let step = progress.step_mut("curves", 0);
    step.answer = Some(1);
    step.done = vec![Vec::new()];
    step.saw = Some("It rose to 0.5 & more.".to_owned());
    step.curves =
        Some(SeenCurves { epochs: vec![1, 2], loss: vec![1.0, 0.5], val_loss: vec![1.0, 2.0] });
    insta::assert_snapshot!(page(&progress));
}

#[test]
fn a_prediction_that_was_not_tried_is_said_to_be_so() {
    let mut progress = Progress::default();
    progress.step_mut("curves", 0).answer = Some(0);
    assert!(
        page(&progress).contains("Predicted: Fall</strong> <span class=\"dim\">(not yet tried)")
    );
    // An answer that a newer lesson no longer has is left out.
    progress.step_mut("curves", 0).answer = Some(9);
    assert!(!page(&progress).contains("Predicted"));
    assert!(!page(&Progress::default()).contains("<h2>"));
}

#[test]
fn a_question_has_the_figures_that_were_seen_in_it() {
    let lesson = LESSON.replace("What will the [loss] do?", "{batch_size} of {few}?");
    let lesson = lesson.replace(r#""text": [],"#, r#""text": [], "given": {"few": 2},"#);
    let lesson = Lesson::parse(&lesson).unwrap();
    let progress = r#"{"lessons": {"curves": {"steps": [{"answer": 1, "done": [[]],
        "begun": [["batch_size", 16]], "is_answered_late": true}]}}}"#;
    let progress = Progress::parse(progress);
    let draw = |_: &SeenCurves| String::new();
    let lessons = [("curves", &lesson)];
    let hand_in = HandIn { name: "", day: "", lessons: &lessons, progress: &progress, draw: &draw };
    let html = hand_in.html();
    assert!(html.contains("16 of 2? <strong>"), "{html}");
    assert!(html.contains("(answered after the run)"), "{html}");
}
