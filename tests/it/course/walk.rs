//! A learner's way through a step.

use descent::config::ExperimentConfig;
use descent::course::{
    CourseView, Experiment, Lesson, Looking, RunFigures, RunStanding, SeenCurves, Situation, Step,
    StepProgress, Value,
};
use descent::data::{RowCounts, gallery};
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

#[test]
fn a_sentence_keeps_the_figures_with_which_its_step_began() {
    let step = step(
        r#"{"title": "", "text": ["{batch_size} of {few}"], "given": {"few": 2},
            "predict": {"question": "?", "answers": ["{batch_size}"], "right": 0,
                        "because": "{batch_size} and {run.epochs}"},
            "do": [{"text": "", "done": "run.epochs >= few", "show": {}}]}"#,
    );
    let mut experiment = gallery::experiment(gallery::find("iris").unwrap());
    let began = f64::from(experiment.training.batch_size);
    let counts = RowCounts { read: 150, training: 105, validation: 45, ..RowCounts::default() };
    let mut progress = StepProgress { answer: Some(0), ..StepProgress::default() };
    let figures = run(&[0.5, 0.25]);
    let told = |progress: &StepProgress, situation: &Situation<'_>, name: &str| {
        progress.told(&step, situation, name)
    };
    let began_with = experiment.clone();
    let at = |experiment, counts, run| Situation {
        experiment: Experiment { experiment, schema: None, counts, inputs: 4 },
        run,
        sweep: None,
        history: None,
        standing: RunStanding::None,
        looking: Looking::default(),
    };
    // Before the rows are counted nothing is said, for it may be a guess.
    let early = at(&began_with, None, None);
    progress.advance(&step, &early);
    assert_eq!(told(&progress, &early, "batch_size"), None);
    assert_eq!(told(&progress, &early, "few"), Some(Value::Number(2.0)));
    progress.advance(&step, &at(&began_with, Some(counts), None));
    experiment.training.batch_size = 7;
    let ended_with = experiment.clone();
    let later = at(&ended_with, Some(counts), Some(&figures));
    progress.advance(&step, &later);
    assert!(progress.is_complete(&step));
    assert_eq!(told(&progress, &later, "batch_size"), Some(Value::Number(began)));
    assert_eq!(progress.kept(&step, "batch_size"), Some(Value::Number(began)));
    // The reason is as it was at the end, and stays so.
    experiment.training.batch_size = 9;
    let last = at(&experiment, Some(counts), None);
    let reasoned = |name| progress.reasoned(&step, &last, name);
    assert_eq!(reasoned("batch_size"), Some(Value::Number(7.0)));
    assert_eq!(reasoned("run.epochs"), Some(Value::Number(2.0)));
}

fn is_about(step: &Step, experiment: &ExperimentConfig) -> bool {
    step.is_about(&Experiment { experiment, schema: None, counts: None, inputs: 4 })
}

#[test]
fn another_table_is_not_the_steps() {
    let of = |open: &str| step(&format!(r#"{{"title": "", "text": [], "open": {open}}}"#));
    let iris = gallery::experiment(gallery::find("iris").unwrap());
    let mut other = iris.clone();
    let own = of(r#"{"data": {"source": {"gallery": {"id": "iris"}}, "target": "species"}}"#);
    assert!(is_about(&own, &iris));
    other.data.target = "petal_length".to_owned();
    assert!(!is_about(&own, &other));
    other.data = gallery::experiment(gallery::find("cereals").unwrap()).data;
    assert!(!is_about(&own, &other));
    let made = of(r#"{"data": {"source": {"synthetic": {"shape": "line"}}, "target": "y"}}"#);
    assert!(!is_about(&made, &iris));
    // A step without an experiment of its own takes any.
    assert!(is_about(&step(r#"{"title": "", "text": []}"#), &other));
}

#[test]
fn a_step_goes_on_with_the_experiment_before_it() {
    let lesson = r#"{"title": "", "about": "", "minutes": 1, "steps": [
        {"title": "", "text": []}, {"title": "", "text": [], "open": {}},
        {"title": "", "text": []}, {"title": "", "text": [], "open": {}}]}"#;
    let lesson = Lesson::parse(lesson).unwrap();
    let origins: Vec<_> = (0..5).map(|at| lesson.origin(at)).collect();
    assert_eq!(origins, [None, Some(1), Some(1), Some(3), Some(3)]);
}
