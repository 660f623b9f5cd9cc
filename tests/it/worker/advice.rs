//! Advice and explanations as the worker gives them.

use descent::config::advice::AdvicePlace;
use descent::config::{Activation, DenseConfig, ExperimentConfig, LayerConfig, ReadingConfig};
use descent::data::gallery;
use descent::worker::{
    AdviceId, Command, Event, Explanation, Pace, RunId, Session, ShownAdvice, TableId,
};

fn iris() -> (Session, ExperimentConfig) {
    let set = gallery::find("iris").unwrap();
    let mut session = Session::default();
    session.load(TableId(1), gallery::bytes(set), &ReadingConfig::default());
    let mut experiment = gallery::experiment(set);
    experiment.network.layers.clear();
    (session, experiment)
}

fn advise(session: &mut Session, id: u32, experiment: &ExperimentConfig) -> Vec<ShownAdvice> {
    let experiment = Box::new(experiment.clone());
    let events = session.handle(Command::Advise { id: AdviceId(id), experiment });
    match &events[..] {
        [Event::Advised { id: answered, advice }] if *answered == AdviceId(id) => advice.clone(),
        other => panic!("{other:?}"),
    }
}

fn explain(
    session: &mut Session,
    experiment: &ExperimentConfig,
    run: Option<u32>,
) -> Result<Explanation, String> {
    let (experiment, run) = (Box::new(experiment.clone()), run.map(RunId));
    match session.handle(Command::Explain { experiment, run }).remove(0) {
        Event::Explained { outcome } => outcome.outcome(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn advice_comes_with_its_request_and_ready_fixes() {
    let (mut session, mut experiment) = iris();
    assert_eq!(advise(&mut session, 1, &experiment), []);
    experiment.network.layers = vec![LayerConfig::Dense(DenseConfig::new(8, Activation::Linear))];
    let advice = advise(&mut session, 2, &experiment);
    assert_eq!(advice.len(), 1);
    assert_eq!(advice[0].place, AdvicePlace::Block(0));
    assert_eq!(advice[0].also, Some(AdvicePlace::Output));
    let (label, result) = &advice[0].fixes[0];
    assert_eq!(label, "Add a relu");
    assert_eq!(advise(&mut session, 3, result), []);
    // Before there is a table nothing is known.
    assert_eq!(advise(&mut Session::default(), 4, &experiment), []);
}

#[test]
fn sizes_are_those_of_the_table_that_is_loaded() {
    let (mut session, _) = iris();
    let set = gallery::find("wine-cultivar").unwrap();
    let mut experiment = gallery::experiment(set);
    experiment.data.scaling = descent::config::Scaling::None;
    advise(&mut session, 1, &experiment);
    session.load(TableId(2), gallery::bytes(set), &ReadingConfig::default());
    let advice = advise(&mut session, 2, &experiment);
    assert_eq!(advice.len(), 1);
    assert_eq!(advice[0].place, AdvicePlace::Input);
    assert!(
        advice[0].sentence.starts_with("\"proline\" is not scaled and reaches 1,680"),
        "{advice:?}"
    );
}

#[test]
fn weights_are_live_only_of_the_run_that_trains_the_network() {
    let (mut session, experiment) = iris();
    let symbols = explain(&mut session, &experiment, None).unwrap();
    assert_eq!(symbols.epoch, None);
    assert!(symbols.lines[1].contains("softmax(W1 x + b1)"), "{:?}", symbols.lines);
    assert_eq!(symbols.summary, [["dense", "Dense", "(None, 3)", "15"].map(str::to_owned)]);
    assert_eq!(symbols.totals[0], "Total params: 15 (60.00 B)");

    let run = RunId(1);
    let start = Box::new(experiment.clone());
    session.handle(Command::Start {
        run,
        experiment: start,
        pace: Pace::OneEpoch,
        in_passing: false,
    });
    let mut epochs = Vec::new();
    for _ in 0..2 {
        while session.wants_work() {
            session.work(&mut || 0.0);
        }
        epochs.push(explain(&mut session, &experiment, Some(1)).unwrap());
        session.handle(Command::StepEpoch { run });
    }
    assert_eq!([epochs[0].epoch, epochs[1].epoch], [Some(1), Some(2)]);
    assert!(epochs[0].lines[0].starts_with("s1 = "), "{:?}", epochs[0].lines);
    assert_ne!(epochs[0].lines, epochs[1].lines);

    assert_eq!(explain(&mut session, &experiment, Some(2)).unwrap().epoch, None);
    let mut other = experiment.clone();
    other.network.layers = vec![LayerConfig::Dense(DenseConfig::new(4, Activation::Relu))];
    assert_eq!(explain(&mut session, &other, Some(1)).unwrap().epoch, None);
    // Another learning rate is the same network.
    other = experiment.clone();
    other.training.learning_rate /= 2.0;
    assert_eq!(explain(&mut session, &other, Some(1)).unwrap().epoch, Some(2));
}

#[test]
fn what_cannot_run_is_not_explained() {
    let (mut session, mut experiment) = iris();
    experiment.data.target.clear();
    let sentence = explain(&mut session, &experiment, None).unwrap_err();
    assert!(sentence.contains("choose another target"), "{sentence}");
}
