//! What an open scene says, and what comes next in it.

use std::sync::Arc;

use descent::course::{RunFigures, Scene, SceneTables, SceneTrial, shipped};
use descent::worker::RunId;
use descent::workspace::open_scene::{OpenScene, SceneStep};

fn scene(id: &str) -> Scene {
    shipped().unwrap().into_iter().find(|scene| scene.id == id).unwrap()
}

/// The scene with the figures of all its runs.
fn trained(id: &str) -> (OpenScene, Vec<RunFigures>) {
    let scene = scene(id);
    let figures = SceneTrial::run(&scene, 1, &mut SceneTables::default()).unwrap().runs;
    (OpenScene::new(Arc::new(scene), None), figures)
}

#[test]
fn a_clicker_leads_from_the_question_to_what_it_shows() {
    let (mut open, figures) = trained("learning-rate");
    let mut hides = true;
    let mut steps = Vec::new();
    let mut busy = false;
    for _ in 0..12 {
        let step = open.next_step(busy, hides);
        steps.push(open.next_words(step));
        match step {
            SceneStep::Running => {
                busy = false;
                open.figures.push(figures[open.figures.len()].clone());
            }
            SceneStep::Reveal => hides = false,
            SceneStep::Run(at) => {
                assert_eq!(at, open.figures.len());
                busy = true;
            }
            SceneStep::Conclude => open.is_concluded = true,
            SceneStep::Over => break,
        }
    }
    let expected = [
        "Run: Learning rate 0.0001",
        "Running …",
        "Reveal validation",
        "Run: Learning rate 0.01",
        "Running …",
        "Run: Learning rate 1",
        "Running …",
        "What it shows",
        "From another seed",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn the_audience_hears_of_no_run_before_it_sees_validation() {
    let (mut open, figures) = trained("learning-rate");
    let asked = open.says(false);
    assert!(asked.starts_with(&open.scene.question.ask), "{asked}");
    assert!(asked.contains("\nA:\u{a0}") && asked.contains(" · B:\u{a0}"), "{asked}");
    open.figures.push(figures[0].clone());
    assert_eq!(open.says(true), asked);
    assert_eq!(open.says(false), open.scene.notes(&figures[..1]).join(" "));
    open.figures = figures;
    open.is_concluded = true;
    let said = open.says(false);
    assert!(said.starts_with(&open.scene.claim), "{said}");
    assert!(said.contains("So it is in these runs. The answer: "), "{said}");
}

#[test]
fn an_answer_is_compared_once_all_of_it_was_run() {
    let (mut open, figures) = trained("learning-rate");
    let right = open.scene.question.right;
    open.answer = Some(right);
    assert_eq!((open.claim(), open.verdict(), open.answer_words()), (None, None, None));
    open.figures = figures;
    assert_eq!(open.answer_words().unwrap(), "As you predicted.");
    open.answer = Some(right + 1);
    let words = open.answer_words().unwrap();
    assert_eq!(
        words,
        format!("Not as you predicted. It is: {}.", open.scene.question.answers[right])
    );
}

#[test]
fn a_seed_that_was_asked_for_is_the_experiments() {
    let scene = Arc::new(scene("learning-rate"));
    let own = scene.runs[0].experiment().unwrap();
    let with = |seed| OpenScene::new(Arc::clone(&scene), seed).seeded(own.clone());
    assert_eq!(with(None), own);
    assert_eq!(with(Some(7)).seed, 7);
    assert_eq!(OpenScene::new(Arc::clone(&scene), None).awaited, None::<RunId>);
}

#[test]
fn who_presses_train_runs_the_first_run() {
    let (mut open, figures) = trained("learning-rate");
    let first = open.scene.runs[0].experiment().unwrap();
    assert_eq!(open.first_run(&first), None, "nothing is open yet");
    open.first = Some(first.clone());
    assert_eq!(open.first_run(&first).as_deref(), Some("Learning rate 0.0001"));
    let mut other = first.clone();
    other.training.epochs += 1;
    assert_eq!(open.first_run(&other), None);
    open.figures.push(figures[0].clone());
    assert_eq!(open.first_run(&first), None, "it was run");
}
