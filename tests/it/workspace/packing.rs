//! What a version of the page kept is read by the next: bytes as they were written, by name,
//! in a fixture for each version of the forms.
//!
//! Where the version of a form rises, its bytes are nothing to the page any more: the link
//! opens, and record and head are read forever. `WRITE_FORMS=1` writes the fixture of a
//! version that has none yet.

use descent::config::{Activation, ExperimentConfig, Metric, Optimizer, Task, share};
use descent::plot::{ChartOptions, EpochWindow, YScale};
use descent::train::diagnosis::Verdict;
use descent::train::{Checkpoint, Trainer, Work};
use descent::train::{Outcome, StopReason};
use descent::worker::{Event, RunId, ShownDiagnosis, codec};
use descent::workspace::chart_view::{ChartView, CurveTab, KeptChartView};
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::experiment_record::{KeptExperiment, KeptRun, KeptTab, Record};
use descent::workspace::packing::{Stored, pack, unpack};
use descent::workspace::run_record::RunHead;
use descent::workspace::selection::Selection;
use descent::workspace::undo::{SettingChange, UndoStack};

use crate::support::{batch_norm, checked, dense, dropout, experiment, report};
use crate::train::checkpoint::{INPUTS, data};

/// Of the version before, and of this one.
const BEFORE: &str = include_str!("../../fixtures/stored-v8.txt");
const NOW: &str = include_str!("../../fixtures/stored-v9.txt");

/// What this version keeps under each name.
fn written() -> String {
    let selected = Selection::Blocks { anchor: 2, head: 1 };
    [
        ("record", codec::encode(&record())),
        ("head", head().to_bytes()),
        ("session", pack(&KeptTab { kept: kept(), selected })),
        ("experiment", pack(&trained())),
        ("run", pack(&KeptRun::of(&run(), "run-3".to_owned()))),
        ("chart", pack(&chart_view().kept())),
        ("checkpoint", halfway().checkpoint().to_bytes()),
    ]
    .map(|(name, bytes)| {
        let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{name} {}\n", digits.concat())
    })
    .concat()
}

/// The bytes that a fixture has under a name.
fn stored(fixture: &str, name: &str) -> Vec<u8> {
    let line = fixture.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let digits = line.expect("the fixture has it").as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

fn trained() -> ExperimentConfig {
    let layers = vec![dense(8, Activation::Relu), batch_norm(0.9), dropout(0.2)];
    let mut experiment = experiment(Task::MulticlassClassification, 4, layers);
    "Kept".clone_into(&mut experiment.title);
    experiment
}

fn kept() -> KeptExperiment {
    let mut undo = UndoStack::default();
    let mut experiment = trained();
    for (seed, epochs) in [(5, 30), (6, 40), (7, 50)] {
        let before = experiment.clone();
        (experiment.seed, experiment.training.epochs) = (seed, epochs);
        let change = SettingChange {
            name: "Seed".to_owned(),
            from: before.seed.to_string(),
            to: experiment.seed.to_string(),
        };
        undo.record(before, &experiment, change, None);
    }
    let (experiment, _) = undo.undo(experiment).expect("there are three steps");
    KeptExperiment { experiment, undo }
}

/// As the second version of links was kept; any version opens.
const LINK: &str = "v2.l3SgrHsiZGF0YSI6eyJpZ25vcmVkIjpbXSwic2NhbGluZyI6Im5vbmUiLCJzb3VyY2UiOnsiZ2FsbGVyeSI6eyJpZCI6InRlc3QifX0sInRhcmdldCI6InkiLCJ0YXNrIjoibXVsdGljbGFzc19jbGFzc2lmaWNhdGlvbiIsInZhbGlkYXRpb25fcGVyY2VudCI6MzB9LCJuZXR3b3JrIjp7ImxheWVycyI6W3siZGVuc2UiOnsidW5pdHMiOjh9fSx7ImJhdGNoX25vcm1hbGl6YXRpb24iOnsibW9tZW50dW0iOjAuOX19LHsiZHJvcG91dCI6e319XX0sInNlZWQiOjYsInRpdGxlIjoiS2VwdCIsInRyYWluaW5nIjp7ImJhdGNoX3NpemUiOjE2LCJlYXJseV9zdG9wcGluZyI6ZmFsc2UsImVwb2NocyI6NDAsImxlYXJuaW5nX3JhdGUiOjAuMDUsImxvc3MiOiJjYXRlZ29yaWNhbF9jcm9zc2VudHJvcHkiLCJvcHRpbWl6ZXIiOnsic2dkIjp7Im1vbWVudHVtIjowLjAsIm5lc3Rlcm92IjpmYWxzZX19LCJzdG9wcGluZyI6eyJtaW5fZGVsdGEiOjAuMCwicGF0aWVuY2UiOjN9fX0";

fn record() -> Record {
    Record {
        name: "Kept".to_owned(),
        about: "Iris, 3 blocks".to_owned(),
        when_ms: 1.5e12,
        deleted_ms: Some(1.6e12),
        run: "run-3".to_owned(),
        link: LINK.to_owned(),
        body: kept().pack(),
    }
}

fn run() -> CurrentRun {
    let id = RunId(3);
    let mut run = CurrentRun::begin(id, trained(), Phase::Running);
    let reports = (1..=3)
        .map(|epoch| report(epoch, [0.5, 0.6, 0.7].map(|x| x / f64::from(epoch)), [0.8, 0.75]));
    run.apply(&Event::Progress { run: id, reports: reports.collect(), epochs: 3, elapsed_ms: 9.0 });
    let diagnosis = ShownDiagnosis {
        kind: Verdict::TooSlow,
        headline: "Too slow".to_owned(),
        sentence: "It ends before it has learned much.".to_owned(),
        evidence: vec!["Loss fell by 2 %.".to_owned()],
        findings: vec!["Two classes are rare.".to_owned()],
        gap: Some("A small gap.".to_owned()),
        alert: None,
        suggestions: vec![("Raise it".to_owned(), "Faster.".to_owned(), Box::new(trained()))],
    };
    run.apply(&Event::Diagnosed { run: id, diagnosis: Box::new(diagnosis) });
    let reason = StopReason::EarlyStopped { best_epoch: 2 };
    run.apply(&Event::Finished { run: id, outcome: Outcome { reason, restored_epoch: Some(2) } });
    run.live = Some((0.01, 8));
    run
}

fn chart_view() -> ChartView {
    ChartView {
        tab: CurveTab::Metric(Metric::Auc),
        as_logged: true,
        options: ChartOptions {
            scale: YScale::Log,
            smoothing: 0.5,
            window: Some(EpochWindow { start: 2.0, end: 9.0 }),
            hidden: 1,
        },
        sounds: true,
    }
}

fn head() -> RunHead {
    let mut head = RunHead { number: 4, ..RunHead::default() };
    head.follow(&run());
    // A sentence may be worded otherwise one day; what was stored keeps the words it had.
    "Stopped early.".clone_into(&mut head.outcome);
    head
}

/// A run in its third epoch.
fn halfway() -> Trainer {
    let (config, data) = (learned(), data());
    let mut trainer = Trainer::new(&checked(&config, INPUTS), data);
    while trainer.reported() < 2 {
        let _ = trainer.work(&mut || false);
    }
    let _ = trainer.work(&mut || false);
    trainer
}

/// With all that a checkpoint has: moving statistics, dropout, the optimizer's memory, the
/// best weights.
fn learned() -> ExperimentConfig {
    let layers = vec![dense(4, Activation::Tanh), batch_norm(0.9), dropout(0.3)];
    let mut experiment = experiment(Task::MulticlassClassification, INPUTS, layers);
    experiment.training.optimizer = Optimizer::ADAM;
    experiment.training.epochs = 4;
    experiment.training.early_stopping = true;
    experiment.training.stopping.restore_best_weights = true;
    experiment
}

#[test]
fn this_version_writes_what_its_fixture_has() {
    let path = format!("tests/fixtures/stored-v{}.txt", KeptTab::VERSION);
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    if recorded.is_empty() && std::env::var_os("WRITE_FORMS").is_some() {
        std::fs::write(&path, written()).unwrap();
    }
    assert_eq!(recorded, NOW, "NOW is the fixture of the newest version");
    assert_eq!(written(), NOW);
}

#[test]
fn experiments_open_with_their_undo() {
    let read = Record::read(&stored(NOW, "record")).expect("its form never changes");
    assert_eq!(read, record());
    assert_eq!(read.kept(), Some(kept()));
    // Packed by another version: the link has the experiment, and only the undo is gone.
    let read = Record::read(&stored(BEFORE, "record")).expect("its form never changes");
    let without_body = |record: &Record| Record { body: Vec::new(), ..record.clone() };
    assert_eq!(without_body(&read), without_body(&record()));
    assert_eq!(read.kept(), None);
    assert_eq!(share::decode(&read.link), Ok(kept().experiment));
}

#[test]
fn heads_of_runs_open_with_their_experiment() {
    let read = RunHead::read(&stored(NOW, "head")).expect("its form never changes");
    assert_eq!(read, head());
    assert_eq!(read.experiment(), Some(trained()));
    let read = RunHead::read(&stored(BEFORE, "head")).expect("its form never changes");
    assert_eq!(read.experiment(), None, "of another version");
    let rest = |head: RunHead| RunHead { packed: Vec::new(), outcome: String::new(), ..head };
    assert_eq!(rest(read), rest(head()));
}

#[test]
fn a_tab_comes_back_as_it_was() {
    assert_eq!(unpack(&stored(NOW, "experiment")), Some(trained()));
    let selected = Selection::Blocks { anchor: 2, head: 1 };
    assert_eq!(unpack(&stored(NOW, "session")), Some(KeptTab { kept: kept(), selected }));
    let run = KeptRun::of(&run(), "run-3".to_owned());
    assert_eq!(unpack(&stored(NOW, "run")), Some(run));
    let chart: KeptChartView = unpack(&stored(NOW, "chart")).expect("of this version");
    assert_eq!(chart.restored(), chart_view());
    assert_eq!(unpack::<ExperimentConfig>(&stored(BEFORE, "experiment")), None);
    assert_eq!(unpack::<KeptTab>(&stored(BEFORE, "session")), None);
    assert_eq!(unpack::<KeptRun>(&stored(BEFORE, "run")), None);
}

#[test]
fn a_run_goes_on_from_its_checkpoint_with_the_same_bits() {
    let resumed = |fixture| {
        let checkpoint = Checkpoint::from_bytes(&stored(fixture, "checkpoint")).ok()?;
        Trainer::resume(&checked(&learned(), INPUTS), data(), checkpoint).ok()
    };
    let to_the_end = |mut trainer: Trainer| {
        let mut reports = Vec::new();
        loop {
            match trainer.work(&mut || true) {
                Work::Yielded => {}
                Work::Epoch(report) => reports.push(report),
                Work::Finished(outcome) => return (reports, outcome),
            }
        }
    };
    assert_eq!(to_the_end(resumed(NOW).expect("of this run")), to_the_end(halfway()));
    assert!(resumed(BEFORE).is_none(), "its settings are encoded otherwise");
}
