//! A kept run as bytes that every later version reads.

use descent::config::{Activation, Monitor, Task};
use descent::data::RowCounts;
use descent::train::{Outcome, StopReason};
use descent::worker::{Event, RunId};
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::run_record::{RunHead, body_bytes, read_body};
use proptest::prelude::*;

use crate::support::{dense, experiment, in_german, report};

const V1: [&str; 2] = ["tests/fixtures/run-head-v1.hex", "tests/fixtures/run-body-v1.hex"];

fn run(phase: Phase) -> CurrentRun {
    let layers = vec![dense(8, Activation::Relu)];
    let id = RunId(3);
    let mut run = CurrentRun::begin(id, experiment(Task::Regression, 2, layers), Phase::Running);
    let reports: Vec<_> = (1..=40)
        .map(|epoch| {
            let at = f64::from(epoch);
            let mut report = report(epoch, [1.0 / at, (at - 30.0).abs() + 0.5, 0.3], [0.4, at]);
            report.best_epoch = epoch.min(30);
            report.wait = epoch - report.best_epoch;
            report
        })
        .collect();
    run.apply(&Event::Progress { run: id, reports, epochs: 40, elapsed_ms: 80.0 });
    run.counts = Some(RowCounts {
        read: 100,
        dropped: 1,
        incomplete: 2,
        imputed: 3,
        training: 67,
        validation: 30,
        test: 0,
    });
    (run.phase, run.live) = (phase, Some((0.1, 8)));
    run
}

fn stopped(reason: StopReason) -> Phase {
    Phase::Finished(Outcome { reason, restored_epoch: Some(30) })
}

fn head() -> RunHead {
    let mut head = RunHead {
        number: 2,
        called: "dropout 0.3".to_owned(),
        link: "v2.abc".to_owned(),
        when_ms: 1.5e12,
        color: Some(3),
        ..RunHead::default()
    };
    head.follow(&run(stopped(StopReason::EarlyStopped { best_epoch: 30 })));
    // What only this version reads is not in the fixture.
    head.packed.clear();
    head
}

#[test]
fn a_head_says_how_its_run_stands() {
    let head = head();
    assert_eq!(head.best, Some((30, 0.5)));
    assert_eq!((head.epochs, head.losses), (40, Some((1.0 / 40.0, 10.5))));
    assert_eq!((head.metric.as_str(), head.metrics), ("MAE", Some((0.4, 40.0))));
    assert_eq!((head.monitor.as_str(), head.maximizes), ("Validation loss", false));
    assert_eq!((head.elapsed_ms, head.seed), (80.0, 44));
    assert_eq!((head.number, head.color), (2, Some(3)), "these are not the run's");
    assert_eq!(head.outcome, "Stopped early after epoch 40; weights restored from epoch 30.");
    let mut head = head;
    head.follow(&run(Phase::Paused));
    assert_eq!(head.outcome, "");
    assert_eq!(head.experiment(), run(Phase::Paused).experiment);
    head.packed[0] ^= 1;
    assert_eq!(head.experiment(), None, "another version's: the link has it");
}

/// Whatever language a run was trained in, and in whatever it is read.
#[test]
fn what_is_kept_is_english() {
    let english = head();
    let german = in_german(head);
    assert_eq!(german, english);
    in_german(|| {
        assert_eq!(german.monitor_label(), Monitor::ValLoss.label());
        assert_ne!(german.monitor_label(), german.monitor);
        assert_eq!(german.metric_label(), "MAE");
        let reasons = [
            StopReason::Completed,
            StopReason::EarlyStopped { best_epoch: 30 },
            StopReason::StoppedByUser,
            StopReason::Diverged { epoch: 41 },
        ];
        for reason in reasons {
            for restored_epoch in [None, Some(30)] {
                let outcome = Outcome { reason, restored_epoch };
                let mut head = head();
                head.follow(&run(Phase::Finished(outcome)));
                assert_eq!(head.outcome_words(), outcome.sentence(40));
                assert_ne!(head.outcome_words(), head.outcome);
            }
        }
        let other = RunHead { outcome: "Of another version.".to_owned(), ..head() };
        assert_eq!(other.outcome_words(), "Of another version.");
    });
}

#[test]
fn a_run_comes_back_from_its_two_parts() {
    for phase in [
        Phase::Running,
        Phase::Stepping,
        Phase::Paused,
        Phase::Interrupted,
        stopped(StopReason::Completed),
        stopped(StopReason::EarlyStopped { best_epoch: 30 }),
        stopped(StopReason::StoppedByUser),
        stopped(StopReason::Diverged { epoch: 41 }),
    ] {
        let before = run(phase);
        let after = read_body(&body_bytes(&before), before.experiment.clone());
        let after = after.expect("its figures are sound");
        assert_eq!(after.phase, phase);
        let same = CurrentRun { id: before.id, epoch_ms: before.epoch_ms, ..after };
        assert_eq!(same, before);
    }
    let mut unsound = run(Phase::Paused);
    unsound.history.val_loss[0] = f64::NAN;
    assert_eq!(read_body(&body_bytes(&unsound), None), None);
    // One whose last epochs were taken back, so that more were run than are kept.
    let mut cut = run(Phase::Paused);
    cut.history.truncate(35);
    let after = read_body(&body_bytes(&cut), None).expect("its figures are sound");
    assert_eq!(after.history, cut.history);
}

#[test]
fn a_head_is_light() {
    let run = run(Phase::Paused);
    let mut head = RunHead::default();
    head.follow(&run);
    let (head, body) = (head.to_bytes().len(), body_bytes(&run).len());
    assert!(head < 700, "{head} bytes, of which fifty are read with an experiment");
    // 40 epochs of five series of eight bytes, their number and whether they improved.
    assert!(body < 40 * 42 + 200, "{body} bytes");
}

/// Written once, by the first version; `WRITE_RUN_V1=1` writes them, for a form that has
/// never been released.
#[test]
fn the_first_version_opens_forever() {
    let run = run(stopped(StopReason::EarlyStopped { best_epoch: 30 }));
    let made = [head().to_bytes(), body_bytes(&run)];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("WRITE_RUN_V1").is_some() {
        for (path, bytes) in V1.iter().zip(&made) {
            let hex: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let lines: Vec<_> = hex.chunks(40).map(<[String]>::concat).collect();
            std::fs::write(root.join(path), lines.join("\n") + "\n").unwrap();
        }
    }
    let [kept_head, kept_body] = V1.map(|path| {
        let text: String = std::fs::read_to_string(root.join(path)).unwrap();
        let digits: Vec<char> = text.chars().filter(char::is_ascii_hexdigit).collect();
        let byte = |pair: &[char]| u8::from_str_radix(&String::from_iter(pair), 16).unwrap();
        digits.chunks(2).map(byte).collect::<Vec<_>>()
    });
    // The words of its day.
    let outcome =
        "Stopped early after epoch 40: best was epoch 30; weights restored from epoch 30.";
    let stored = RunHead { outcome: outcome.to_owned(), ..head() };
    assert_eq!(RunHead::read(&kept_head), Some(stored));
    let kept = read_body(&kept_body, None).expect("its figures are sound");
    assert_eq!((&kept.history, kept.phase), (&run.history, run.phase));
    assert_eq!((kept.counts, kept.live, kept.wait), (run.counts, run.live, run.wait));
}

proptest! {
    /// Bytes that something else wrote, cut or changed, never break the page.
    #[test]
    fn arbitrary_bytes_are_nothing(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        at in any::<prop::sample::Index>(),
        changed in any::<u8>(),
    ) {
        let other = [&[2][..], &bytes].concat();
        prop_assert_eq!(RunHead::read(&other), None);
        prop_assert_eq!(read_body(&other, None), None);
        let (mut head, mut body) = (head().to_bytes(), body_bytes(&run(Phase::Paused)));
        let place = at.index(head.len());
        prop_assert_eq!(RunHead::read(&head[..place]), None);
        head[place] = changed;
        let _ = RunHead::read(&head);
        let place = at.index(body.len());
        prop_assert_eq!(read_body(&body[..place], None), None);
        body[place] = changed;
        if let Some(run) = read_body(&body, None) {
            prop_assert!(run.history.is_sound());
        }
    }
}
