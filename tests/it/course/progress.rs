//! Progress as the browser keeps it.

use descent::course::{Lesson, Progress, StepProgress};
use proptest::prelude::*;

const LESSON: &str = r#"{"title": "", "about": "", "minutes": 1, "steps": [
    {"title": "Read", "text": []},
    {"title": "Do", "text": [], "do": [{"text": "", "done": "run.epochs > 1", "show": {}}]},
    {"title": "Predict", "text": [],
     "predict": {"question": "", "answers": ["a"], "right": 0, "because": ""}}
]}"#;

#[test]
fn what_was_done_comes_back() {
    let mut progress = Progress::default();
    progress.step_mut("one", 2).answer = Some(0);
    progress.step_mut("one", 0).was_read = true;
    let back = Progress::parse(&progress.json());
    assert_eq!(back, progress);
    assert_eq!(back.of_step("one", 1), StepProgress::default());
    assert_eq!(back.of_step("two", 5), StepProgress::default());
    let lesson = Lesson::parse(LESSON).unwrap();
    assert_eq!(back.steps_done("one", &lesson), [true, false, true]);
    assert_eq!(back.steps_done("two", &lesson), [false; 3]);
    assert_eq!((back.first_undone("one", &lesson), back.first_undone("two", &lesson)), (1, 0));
    // What earlier versions kept besides.
    let older = progress.json().replacen('{', r#"{"open":"one","#, 1);
    assert_eq!(Progress::parse(&older), progress);
}

#[test]
fn a_step_that_is_no_longer_there_is_the_first() {
    let lesson = Lesson::parse(LESSON).unwrap();
    let mut progress = Progress::default();
    progress.lessons.entry("one".to_owned()).or_default().step = 2;
    assert_eq!(progress.open_step("one", &lesson), 2);
    progress.lessons.entry("one".to_owned()).or_default().step = 3;
    assert_eq!(progress.open_step("one", &lesson), 0);
}

proptest! {
    #[test]
    fn anything_else_is_a_course_not_begun(text in ".{0,60}") {
        prop_assert_eq!(Progress::parse(&text), Progress::default());
    }
}
