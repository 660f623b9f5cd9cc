//! "Why do these differ?": what the worker says about a run of its own.

use std::fmt::Write;

use descent::config::{
    Activation, DataSource, DenseConfig, ExperimentConfig, LayerConfig, ReadingConfig, Regularizer,
};
use descent::worker::{
    Command, Event, Pace, RunId, Session, TableId, TimeTravelReply, TimeTravelRequest,
};

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

/// 93 rows, of which 65 train.
fn straight() -> (Session, ExperimentConfig) {
    let mut text = "a,b,c,y\n".to_owned();
    let mut state = 1_u32;
    let mut number = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1 << 23) - 1.0
    };
    for _ in 0..93 {
        let [a, b, c] = [number(), number(), number()];
        writeln!(text, "{a:.4},{b:.4},{c:.4},{:.4}", 2.0 * a - b + c).unwrap();
    }
    let mut session = Session::default();
    let loaded = session.load(TableId(1), text.as_bytes(), &ReadingConfig::default());
    let Event::TableLoaded { summary, .. } = loaded else { panic!("{loaded:?}") };
    let source = DataSource::File { name: "rows.csv".to_owned(), columns: Vec::new() };
    let mut experiment = ExperimentConfig::propose("Rows", source, &summary.schema);
    experiment.network.layers =
        vec![LayerConfig::Dense(DenseConfig::new(16, Activation::Relu)), batch_norm(0.99)];
    experiment.training.early_stopping = false;
    experiment.training.epochs = 400;
    (session, experiment)
}

#[test]
fn a_last_batch_of_one_row_is_named_as_the_cause() {
    let (mut session, mut experiment) = straight();
    // Rows of a batch, and what is said of it.
    let cases = [
        (32, Some("the last batch of every epoch is a single row")),
        (64, Some("the last batch of every epoch is a single row")),
        (63, None),
        (13, None),
        (24, None),
        (65, None),
    ];
    for (run, (batch, cause)) in (1..).zip(cases) {
        experiment.training.batch_size = batch;
        start(&mut session, run, &experiment, Pace::Continuous);
        work(&mut session);
        let (_, sentences) = asked(&mut session, run).expect("it is the run");
        if let Some(cause) = cause {
            assert!(sentences[0].contains(cause), "{batch}: {sentences:?}");
        } else {
            assert!(!sentences[0].contains("the last batch"), "{batch}: {sentences:?}");
            assert!(!sentences[0].contains("lag behind"), "{batch}: {sentences:?}");
        }
    }
    // After a few epochs the statistics do lag behind.
    (experiment.training.epochs, experiment.training.batch_size) = (5, 13);
    start(&mut session, 9, &experiment, Pace::Continuous);
    work(&mut session);
    let (_, sentences) = asked(&mut session, 9).expect("it is the run");
    assert!(sentences[0].contains("lag behind"), "{sentences:?}");
}
