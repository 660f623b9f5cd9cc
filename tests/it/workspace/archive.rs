//! Runs on their way into an archive and out of one.

use descent::config::{ExperimentConfig, Task, share};
use descent::train::{Outcome, StopReason};
use descent::worker::RunId;
use descent::workspace::archive::{archived, opened, size_words};
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::run_record::RunHead;

use crate::support::{experiment, in_german, report};

fn trained(phase: Phase) -> (ExperimentConfig, CurrentRun) {
    let config = experiment(Task::Regression, 2, vec![]);
    let mut run = CurrentRun::begin(RunId(1), config.clone(), phase);
    for epoch in 1..=3 {
        run.history.push(&report(epoch, [0.5, 0.25, 0.5], [0.5, 0.5]));
    }
    (run.best_epoch, run.wait, run.live, run.elapsed_ms) = (Some(2), 1, Some((0.5, 8)), 12.5);
    (config, run)
}

fn head(run: &CurrentRun, link: &str) -> RunHead {
    let mut head = RunHead {
        number: 4,
        name: "The wide one".to_owned(),
        called: "64 units".to_owned(),
        group: "3 seeds".to_owned(),
        color: Some(3),
        when_ms: 1e12,
        link: link.to_owned(),
        ..RunHead::default()
    };
    head.follow(run);
    head
}

#[test]
fn a_run_comes_out_as_it_went_in() {
    let reason = StopReason::EarlyStopped { best_epoch: 2 };
    let over = Phase::Finished(Outcome { reason, restored_epoch: Some(2) });
    for phase in [over, Phase::Paused, Phase::Running] {
        let (config, run) = trained(phase);
        let link = share::encode(&config);
        let went = archived(&head(&run, "old"), run.clone(), true).expect("it is known");
        assert!(went.on_page && went.outcome == run.outcome());
        let (head_there, there) = opened(went, link.clone());
        let mut expected = run;
        // As after a reload.
        expected.interrupt();
        assert_eq!(there, expected);
        assert_eq!(head_there, head(&expected, &link));
    }
    let unknown = CurrentRun::default();
    assert_eq!(archived(&RunHead::default(), unknown, false), None);
}

/// Only so many colours are drawn.
#[test]
fn a_colour_that_is_none_is_not_taken() {
    let (_, run) = trained(Phase::Paused);
    let mut went = archived(&head(&run, ""), run, false).expect("it is known");
    went.color = Some(200);
    assert_eq!(opened(went, String::new()).0.color, None);
}

#[test]
fn sizes_are_said_in_full_units() {
    let words: Vec<_> = [0, 1, 84_100, 999_999, 1_000_000, 12_300_000].map(size_words).into();
    assert_eq!(words, ["0 kB", "1 kB", "85 kB", "1000 kB", "1 MB", "13 MB"]);
    assert_eq!(in_german(|| size_words(84_000)), "84 kB");
}
