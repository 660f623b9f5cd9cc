//! An experiment as one file, and what pretends to be one.

use std::path::PathBuf;
use std::sync::LazyLock;

use descent::config::{DataSource, Metric, ReadingConfig};
use descent::data::{self, Dataset, gallery};
use descent::export::archive::{Archive, ArchiveError, ArchivedData, ArchivedRun, read, write};
use descent::export::safetensors;
use descent::models::zip::{self, ZipError};
use descent::train::{History, Outcome, StopReason, Trainer, Work};
use proptest::prelude::*;

/// Penguins, two runs of it, the first with its weights.
fn archive() -> Archive {
    let set = gallery::find("penguins").unwrap();
    let bytes = gallery::bytes(set).to_vec();
    let table = data::import(&bytes, &ReadingConfig::default()).unwrap().table;
    let mut experiment = gallery::experiment(set);
    experiment.training.epochs = 3;
    experiment.data.source =
        DataSource::File { name: "pinguïns.csv".to_owned(), columns: Vec::new() };
    let checked = experiment.check(table.schema()).unwrap();
    let mut trainer = Trainer::new(&checked, Dataset::prepare(&table, &checked).unwrap());
    let mut history = History::default();
    let outcome = loop {
        match trainer.work(&mut || true) {
            Work::Epoch(report) => history.push(&report),
            Work::Finished(outcome) => break outcome,
            Work::Yielded => {}
        }
    };
    let first = ArchivedRun {
        number: 1,
        called: "batch size 16".to_owned(),
        color: Some(2),
        when_ms: 1_796_048_260_458.591,
        elapsed_ms: 12.25,
        experiment: experiment.clone(),
        outcome: Some(outcome),
        best_epoch: Some(3),
        live: Some((0.002, 64)),
        counts: Some(trainer.dataset().facts().counts),
        history,
        weights: Some(safetensors::write(trainer.network_mut()).unwrap()),
        on_page: true,
        ..ArchivedRun::default()
    };
    let mut second = ArchivedRun {
        number: 7,
        name: "Zweiter \"Lauf\"".to_owned(),
        outcome: Some(Outcome {
            reason: StopReason::EarlyStopped { best_epoch: 2 },
            restored_epoch: Some(2),
        }),
        weights: None,
        checkpoint: Some(trainer.checkpoint().to_bytes()),
        on_page: false,
        ..first.clone()
    };
    second.history = History::of_count(40);
    Archive {
        experiment,
        runs: vec![first, second],
        data: Some(ArchivedData { name: "pinguïns.csv".to_owned(), bytes }),
    }
}

fn refused(bytes: &[u8]) -> ArchiveError {
    read(bytes).expect_err("no archive")
}

#[test]
fn what_is_written_is_read() {
    let whole = archive();
    assert_eq!(read(&write(&whole).unwrap()).unwrap(), whole);
    assert_eq!(write(&whole).unwrap(), write(&archive()).unwrap(), "the same bytes");
    let alone = Archive { runs: Vec::new(), data: None, ..archive() };
    assert_eq!(read(&write(&alone).unwrap()).unwrap(), alone);
}

/// What is large does not cross in a message, and nothing is mixed up on the way.
#[test]
fn large_parts_travel_apart() {
    let whole = archive();
    let mut message = whole.clone();
    let parts = message.take_parts();
    let sizes: Vec<_> = parts.iter().map(Option::is_some).collect();
    assert_eq!(sizes, [true, true, false, false, true]);
    let bytes = postcard::to_allocvec(&whole).unwrap();
    assert_eq!(postcard::to_allocvec(&message).unwrap(), bytes, "it held no large part before");
    let mut back: Archive = postcard::from_bytes(&bytes).unwrap();
    back.put_parts(parts);
    assert_eq!(back, whole);
    message.put_parts(Vec::new());
    assert_eq!((message.data, message.runs.len()), (None, 2));
}

/// `WRITE_FORMS=1` writes the fixture of a form that is new.
#[test]
fn the_first_version_opens_forever() {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archive-v1.descent.zip");
    if std::env::var_os("WRITE_FORMS").is_some() && !path.exists() {
        std::fs::write(&path, write(&archive()).unwrap()).unwrap();
    }
    let opened = read(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(opened.data, archive().data);
    assert_eq!(opened.experiment, archive().experiment);
    let run = &opened.runs[0];
    assert_eq!((run.number, run.history.len(), run.live), (1, 3, Some((0.002, 64))));
    assert_eq!(run.outcome.unwrap().reason, StopReason::Completed);
    assert!(run.weights.as_ref().is_some_and(|weights| weights.len() > 100));
    // Added later.
    assert_eq!((run.on_page, &run.checkpoint), (false, &None));
    assert_eq!(
        (opened.runs[1].history.count(), opened.runs[1].name.as_str()),
        (40, "Zweiter \"Lauf\"")
    );
}

/// Metrics are found again by name, whatever else is measured then.
#[test]
fn metrics_keep_their_names() {
    let mut whole = archive();
    let run = &mut whole.runs[0];
    run.experiment.set_task(descent::config::Task::Regression);
    run.experiment.training.metrics = vec![Metric::R2];
    run.history.metrics = vec![vec![1.0; 3], vec![2.0; 3]];
    run.history.val_metrics = run.history.metrics.clone();
    assert_eq!(read(&write(&whole).unwrap()).unwrap(), whole);
}

#[test]
fn other_archives_are_refused_in_a_sentence() {
    let with = |files: &[(&str, &str)]| refused(&zip::write(files).unwrap()).to_string();
    let manifest = r#"{"descent": 1, "runs": 1}"#;
    let experiment = r#"{"data": {"source": {"gallery": {"id": "iris"}}}}"#;
    let run = |json: &str| {
        with(&[
            ("manifest.json", manifest),
            ("experiment.json", experiment),
            ("runs/1/run.json", json),
        ])
    };
    let sentences = [
        refused(b"").to_string(),
        with(&[]),
        with(&[("manifest.json", "{}")]),
        with(&[("manifest.json", "no")]),
        with(&[("manifest.json", r#"{"descent": 2}"#)]),
        with(&[("manifest.json", manifest)]),
        with(&[("manifest.json", manifest), ("experiment.json", r#"{"sed": 3}"#)]),
        with(&[("manifest.json", manifest), ("experiment.json", "{}")]),
        with(&[("manifest.json", manifest), ("experiment.json", experiment)]),
        with(&[
            ("manifest.json", manifest),
            ("experiment.json", experiment),
            ("runs/1/run.json", r#"{"experiment": {}}"#),
            ("runs/1/weights.safetensors", "xx"),
        ]),
        with(&[
            ("manifest.json", r#"{"descent": 1, "data": "a.csv"}"#),
            ("experiment.json", experiment),
        ]),
        with(&[
            ("manifest.json", r#"{"descent": 1, "runs": 999999999999}"#),
            ("experiment.json", experiment),
        ]),
        run("{}"),
        run(r#"{"experiment": {}, "history": {"count": 2, "epochs": [2, 1]}}"#),
        run(r#"{"experiment": {}, "best_epoch": 999}"#),
        run(r#"{"experiment": {}, "outcome": {"reason": "completed", "restored_epoch": 7}}"#),
        run(r#"{"experiment": {}, "outcome": {"reason": {"diverged": {"epoch": 9}}}}"#),
        run(
            r#"{"experiment": {}, "history": {"count": 1, "epochs": [1], "improved": [true], "loss": [1e999]}}"#,
        ),
    ];
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn a_file_that_broke_off_is_refused() {
    let whole = write(&archive()).unwrap();
    for length in (0..whole.len()).step_by(whole.len() / 60) {
        assert_eq!(refused(&whole[..length]), ArchiveError::Zip(ZipError::NotZip));
    }
}

/// Made once, for it takes a run.
static WHOLE: LazyLock<Vec<u8>> =
    LazyLock::new(|| write(&Archive { data: None, ..archive() }).unwrap());

proptest! {
    #[test]
    fn broken_archives_end_in_a_sentence(
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = WHOLE.clone();
        for (at, value) in changes {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        if let Err(error) = read(&bytes) {
            prop_assert!(error.to_string().ends_with(['.', '?']), "{}", error);
        }
    }
}
