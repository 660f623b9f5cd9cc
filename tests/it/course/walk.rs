//! A learner's way through a step.

use descent::course::{
    CourseView, Experiment, Lesson, Looking, RunFigures, RunStanding, SeenCurves, Situation, Step,
    StepProgress,
};
use descent::data::gallery;
use descent::train::History;

use crate::support::report;

fn step(json: &str) -> Step {
    let lesson = format!(r#"{{"title": "", "about": "", "minutes": 1, "steps": [{json}]}}"#);
    Lesson::parse(&lesson).unwrap().steps.remove(0)
}

const STEP: &str = r#"{
    "title": "Longer", "text": [], "given": {"few": 2},
    "predict": {"question": "?", "answers": ["a", "b"], "right": 1, "because": "b"},
    "do": [
        {"text": "Train", "done": "run.epochs >= few", "show": {"train": true}},
        {"text": "Look", "done": "view is picture and run.epochs > task1.epochs", "show": {}}
    ],
    "saw": "From {task1.training_loss} to {run.training_loss}."
}"#;

fn history(losses: &[f64]) -> History {
    let mut history = History::default();
    for (at, loss) in losses.iter().enumerate() {
        history.push(&report(at as u32 + 1, [*loss; 3], [0.5; 2]));
    }
    history
}

fn run(losses: &[f64]) -> RunFigures {
    let experiment = gallery::experiment(gallery::find("iris").unwrap());
    RunFigures::new(&experiment, &history(losses), None, None)
}

#[test]
fn tasks_are_done_in_order_after_the_prediction_and_stay_done() {
    let experiment = gallery::experiment(gallery::find("iris").unwrap());
    let step = step(STEP);
    let (short, long) = (run(&[0.5, 0.25]), run(&[0.5, 0.25, 0.125]));
    let known = Experiment { experiment: &experiment, schema: None, counts: None, inputs: 4 };
    let at = |run, view| Situation {
        experiment: known,
        run: Some(run),
        sweep: None,
        history: None,
        standing: RunStanding::Over,
        looking: Looking { view, ..Looking::default() },
    };
    let picture = Some(CourseView::Picture);
    let mut progress = StepProgress::default();
    // Nothing counts before something was predicted.
    assert!(!progress.advance(&step, &at(&short, None)));
    progress.answer = Some(0);
    assert!(progress.advance(&step, &at(&short, None)));
    assert_eq!(progress.done.len(), 1);
    // A run like the one of the first task is not enough for the second, nor is only a longer one.
    assert!(!progress.advance(&step, &at(&short, picture)));
    assert!(!progress.advance(&step, &at(&long, None)));
    assert!(progress.advance(&step, &at(&long, picture)));
    assert!(progress.is_complete(&step));
    assert_eq!(progress.saw.as_deref(), Some("From 0.25 to 0.125."));
    // What is done stays done, and what was seen as it was.
    assert!(!progress.advance(&step, &at(&short, None)));
    assert!(progress.is_complete(&step));
}

#[test]
fn progress_that_was_kept_is_the_same() {
    let progress = StepProgress {
        answer: Some(1),
        done: vec![vec![("training_loss".to_owned(), 0.1)]],
        saw: Some("seen".to_owned()),
        ..StepProgress::default()
    };
    let json = serde_json::to_string(&progress).unwrap();
    assert_eq!(serde_json::from_str::<StepProgress>(&json).unwrap(), progress);
    assert_eq!(serde_json::from_str::<StepProgress>("{}").unwrap(), StepProgress::default());
}

#[test]
fn curves_that_were_seen_are_thinned() {
    assert_eq!(SeenCurves::of(&History::default()), None);
    let one = SeenCurves::of(&history(&[0.5])).unwrap();
    assert_eq!((one.epochs, one.loss), (vec![1], vec![0.5]));
    let losses: Vec<f64> = (0..1000).map(f64::from).collect();
    let seen = SeenCurves::of(&history(&losses)).unwrap();
    assert_eq!((seen.epochs.len(), seen.epochs[0], seen.epochs[119]), (120, 1, 1000));
    assert!(seen.epochs.windows(2).all(|pair| (8..=9).contains(&(pair[1] - pair[0]))));
    assert_eq!(seen.val_loss[119], 999.0);
}
