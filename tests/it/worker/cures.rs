//! The session hands out what is to be tried, and says what came of it.

use descent::config::{Activation, ExperimentConfig, ReadingConfig};
use descent::data::gallery;
use descent::worker::{
    Command, CureRequest, Event, Pace, RunId, Session, ShownDiagnosis, TableId, TrialEnd,
};
use descent::workspace::coach::was_tried;

use crate::support::dense;
use crate::train::diagnosis::set::on;
use crate::worker::session::{start, work};

fn loaded() -> Session {
    let mut session = Session::default();
    let bytes = gallery::bytes(gallery::find("sonar").unwrap());
    let loaded = session.load(TableId(1), bytes, &ReadingConfig::default());
    assert!(matches!(loaded, Event::TableLoaded { .. }));
    session
}

/// Sonar, learned by heart.
fn overfit() -> (Session, ExperimentConfig) {
    let mut session = loaded();
    let mut experiment = on("sonar", 60, vec![dense(24, Activation::Relu)]);
    experiment.training.learning_rate = 0.02;
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    (session, experiment)
}

/// What the session says to a request: the next experiment of a place, and the diagnosis.
fn ask(
    session: &mut Session,
    request: CureRequest,
) -> (Option<Box<ExperimentConfig>>, Option<ShownDiagnosis>) {
    let (mut due, mut told) = (None, None);
    for event in session.handle(Command::TryCures { run: RunId(1), seconds: 5, request }) {
        match event {
            Event::CureDue { run: RunId(1), experiment, .. } => due = experiment,
            Event::Diagnosed { run: RunId(1), diagnosis } => told = Some(*diagnosis),
            other => panic!("{other:?}"),
        }
    }
    (due, told)
}

fn next(place: u32, ended: Option<TrialEnd>) -> CureRequest {
    CureRequest::Next { place, ended }
}

#[test]
fn two_workers_try_everything_and_the_best_is_told_once() {
    let (mut session, experiment) = overfit();
    let mut trained = Vec::new();
    let mut due = [next(0, None), next(1, None)].map(|request| ask(&mut session, request).0);
    let mut told = Vec::new();
    while due.iter().any(Option::is_some) {
        for (place, due) in (0..).zip(&mut due) {
            let Some(experiment) = due.take() else { continue };
            let stops = experiment.training.early_stopping;
            let ended = TrialEnd::ValLoss(if stops { 1e-3 } else { 9.0 });
            trained.push(*experiment);
            let (next, diagnosis) = ask(&mut session, next(place, Some(ended)));
            *due = next;
            told.extend(diagnosis);
        }
    }
    assert!(trained.iter().all(|one| one.data == experiment.data));
    let mut seeds: Vec<u32> = trained.iter().map(|one| one.seed).collect();
    seeds.sort_unstable();
    seeds.dedup();
    assert_eq!(seeds, [experiment.seed, experiment.seed + 1, experiment.seed + 2]);
    assert_eq!(told.len(), 1, "{told:?}");
    let (label, did, _) = &told[0].suggestions[0];
    assert_eq!(label, "Stop early");
    assert!(did.ends_with("lower in 3 of 3 starts."), "{did}");
    assert!(told[0].findings.iter().any(|line| line.starts_with("Tried with little or no gain: ")));
    // Nothing is left, and nothing is told twice.
    assert_eq!(ask(&mut session, next(0, None)), (None, None));
    assert_eq!(ask(&mut session, CureRequest::End), (None, None));
}

#[test]
fn when_the_time_is_over_the_rest_is_named() {
    let (mut session, _) = overfit();
    assert!(ask(&mut session, next(0, None)).0.is_some());
    let (_, told) = ask(&mut session, CureRequest::End);
    let told = told.expect("it says what it knows");
    assert!(was_tried(&told), "after a reload it is known that they were");
    // The run itself shows what stopping early does.
    assert_eq!(told.suggestions[0].0, "Stop early");
    assert!(
        told.suggestions[0].1.contains("from the one start that was tried"),
        "{:?}",
        told.suggestions[0]
    );
    assert_eq!(told.suggestions[1].1, "Could not be tried in 5 s.");
    // Each is said once: where its button is, or in the line.
    let rest =
        told.findings.iter().find(|line| line.starts_with("No time was left (5 s) to try: "));
    let rest = rest.expect("more than three were to be tried");
    assert!(told.suggestions.iter().all(|(label, ..)| !rest.contains(label.as_str())), "{rest}");
}

#[test]
fn a_trial_that_was_let_go_is_tried_again() {
    let (mut session, _) = overfit();
    let (first, _) = ask(&mut session, next(0, None));
    let (second, _) = ask(&mut session, next(1, None));
    assert_ne!(first, second);
    // The page had stopped, and begins anew.
    assert_eq!(ask(&mut session, next(0, None)).0, first);
    assert_eq!(ask(&mut session, next(1, None)).0, second);
}

#[test]
fn another_run_is_not_asked_about() {
    let (mut session, experiment) = overfit();
    start(&mut session, 2, &experiment, Pace::OneEpoch);
    assert_eq!(ask(&mut session, next(0, None)), (None, None));
}
