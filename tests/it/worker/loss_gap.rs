//! "Why do these differ?": what the worker says about a run of its own.

use descent::config::{Activation, DenseConfig, ExperimentConfig, LayerConfig, Regularizer};
use descent::worker::{Command, Event, Pace, RunId, Session, TimeTravelReply, TimeTravelRequest};

use crate::support::{batch_norm, dropout};
use crate::worker::session::{iris, losses, start, work};

fn asked(session: &mut Session, run: u32) -> Option<(Vec<[String; 2]>, Vec<String>)> {
    match &session
        .handle(Command::TimeTravel { run: RunId(run), request: TimeTravelRequest::LossGap })[..]
    {
        [] => None,
        [Event::TimeTravel { run: of, reply: TimeTravelReply::LossGap { lines, sentences } }]
            if of.0 == run =>
        {
            Some((lines.clone(), sentences.clone()))
        }
        other => panic!("{other:?}"),
    }
}

fn varied() -> ExperimentConfig {
    let (_, mut experiment) = iris();
    let kernel_regularizer = Regularizer { l1: 0.0, l2: 0.01 };
    let dense = DenseConfig { kernel_regularizer, ..DenseConfig::new(12, Activation::Relu) };
    experiment.network.layers = vec![LayerConfig::Dense(dense), batch_norm(0.9), dropout(0.5)];
    experiment
}

/// A shown figure, in units of its last decimal.
fn units(figure: &str) -> i64 {
    figure.replace('\u{2212}', "-").replace('.', "").parse().expect("a figure")
}

#[test]
fn the_figures_add_up_to_the_last_decimal() {
    let (mut session, _) = iris();
    for (run, experiment) in (1..).zip([iris().1, varied()]) {
        start(&mut session, run, &experiment, Pace::OneEpoch);
        for epoch in 1..=6 {
            let events = work(&mut session);
            let (lines, sentences) = asked(&mut session, run).expect("it is the run");
            let [first, steps @ .., last] = &lines[..] else { panic!("{lines:?}") };
            assert_eq!(first[0], format!("At the end of epoch {epoch}"));
            assert_eq!(last[0], "As Keras logs it");
            let sum: i64 = steps.iter().map(|[_, figure]| units(figure)).sum();
            assert_eq!(units(&first[1]) + sum, units(&last[1]), "{lines:?}");
            // Beside them stands what the page has of the epoch.
            let (_, loss, _) = losses(&events)[0];
            let shown: f64 = first[1].parse().unwrap();
            assert!((shown / loss - 1.0).abs() < 1e-3, "{shown} and {loss}");
            assert!(sentences.iter().all(|sentence| sentence.ends_with('.')), "{sentences:?}");
            session.handle(Command::StepEpoch { run: RunId(run) });
        }
    }
}

#[test]
fn the_answer_in_words() {
    let (mut session, _) = iris();
    let mut experiment = varied();
    experiment.training.epochs = 3;
    start(&mut session, 1, &experiment, Pace::Continuous);
    let (lines, sentences) = asked(&mut session, 1).expect("it is the run");
    assert_eq!(lines, Vec::<[String; 2]>::new());
    assert_eq!(sentences, ["There is nothing to compare yet: train an epoch first."]);
    work(&mut session);
    let (lines, sentences) = asked(&mut session, 1).expect("it is over, and still there");
    let lines: Vec<String> =
        lines.iter().map(|[name, figure]| format!("{name}: {figure}")).collect();
    insta::assert_snapshot!([lines, sentences].concat().join("\n"));
    assert_eq!(asked(&mut session, 2), None, "another run");
}
