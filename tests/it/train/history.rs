//! Long runs are thinned: extremes, the best and the last stay, and what is kept depends
//! on the run alone.

use descent::config::Metric;
use descent::train::{EpochReport, History};
use proptest::prelude::*;

use crate::support::report;

/// A run that falls, jitters and now and then jumps, best where it was lowest.
fn run(epochs: u32) -> Vec<EpochReport> {
    let mut best = (f64::MAX, 0);
    (1..=epochs)
        .map(|epoch| {
            let jitter = f64::from(epoch.wrapping_mul(2_654_435_761) >> 16) / 65_536.0;
            let jump = if epoch % 7_919 == 0 { 5.0 } else { 0.0 };
            let loss = 1.0 / f64::from(epoch).sqrt() + 0.1 * jitter + jump;
            let val_loss = 0.5 + (f64::from(epoch) - 20_000.0).abs() / 1e5 + 0.1 * jitter;
            if val_loss < best.0 {
                best = (val_loss, epoch);
            }
            let report = report(epoch, [loss, val_loss, loss + 0.1], [1.0 - jitter, jitter]);
            EpochReport { best_epoch: best.1, ..report }
        })
        .collect()
}

fn history_of(reports: &[EpochReport]) -> History {
    let mut history = History::default();
    history.extend(reports);
    history
}

#[test]
fn a_figure_is_found_by_its_name() {
    let mut history = history_of(&run(3));
    history.metrics.push(vec![7.0, 8.0, 9.0]);
    history.val_metrics.push(vec![0.7, 0.8, 0.9]);
    let measured = [Metric::Auc, Metric::Recall];
    let curves = |metric, as_logged| history.curves(metric, &measured, as_logged);
    assert_eq!(curves(None, false), [&history.loss[..], &history.val_loss]);
    assert_eq!(curves(None, true), [&history.logged_loss[..], &history.val_loss]);
    assert_eq!(curves(Some(Metric::Recall), true), [[7.0, 8.0, 9.0], [0.7, 0.8, 0.9]]);
    assert_eq!(curves(Some(Metric::Precision), false), [[0.0; 0]; 2], "it is not measured");
    assert_eq!(History::default().curves(Some(Metric::Auc), &measured, false), [[0.0; 0]; 2]);
}

#[test]
fn what_is_not_long_is_whole() {
    let reports = run(16_384);
    let history = history_of(&reports);
    assert_eq!((history.count(), history.len()), (16_384, 16_384));
    assert!((1..=16_384).all(|epoch| history.index_of(epoch) == Some(epoch as usize - 1)));
}

#[test]
fn extremes_the_best_and_the_last_stay() {
    let reports = run(300_001);
    let history = history_of(&reports);
    assert_eq!(history.count(), 300_001);
    assert!(history.len() < 30_000, "{} of 300,001", history.len());
    assert!(history.is_sound());
    let mut must: Vec<u32> = vec![300_001, reports[300_000].best_epoch];
    for epochs in reports.chunks(256).filter(|chunk| chunk.len() == 256) {
        let by = |f: fn(&EpochReport) -> f64| {
            let low = epochs.iter().min_by(|a, b| f(a).total_cmp(&f(b))).unwrap();
            // The first of equals, as for the lowest.
            let high = epochs.iter().rev().max_by(|a, b| f(a).total_cmp(&f(b))).unwrap();
            [low.epoch, high.epoch]
        };
        must.extend(by(|r| r.figures.loss));
        must.extend(by(|r| r.figures.val_loss));
        must.extend(by(|r| r.figures.logged_loss));
        must.extend(by(|r| r.figures.metrics[0]));
        must.extend(by(|r| r.figures.val_metrics[0]));
    }
    for epoch in must {
        let index = history.index_of(epoch).unwrap_or_else(|| panic!("epoch {epoch} is gone"));
        assert_eq!(history.figures(index), reports[epoch as usize - 1].figures);
        assert_eq!(history.improved[index], reports[epoch as usize - 1].best_epoch == epoch);
    }
}

/// An hour at 100,000 epochs a second, by the most that is ever kept on the way there.
#[test]
fn a_history_never_grows_beyond_its_blocks() {
    let reports = run(16_384 * 4);
    let mut history = History::default();
    let mut most = 0;
    for portion in reports.chunks(1_000) {
        history.extend(portion);
        most = most.max(history.len());
    }
    // Of each block: two extremes of 5 series, the last, the last improvement.
    assert!(most < 2_048 * 12 + 1_000, "{most}");
    let far: Vec<_> = reports[..2_000]
        .iter()
        .map(|report| EpochReport { epoch: report.epoch + 359_990_000, ..report.clone() })
        .collect();
    history.extend(&far);
    assert_eq!(history.count(), 359_992_000);
    assert!(history.len() < 2_048 * 12, "{}", history.len());
}

#[test]
fn the_nearest_epoch_is_found() {
    let history = history_of(&run(40_000));
    for epoch in [0, 1, 17, 20_000, 39_999, 40_000, 50_000] {
        let found = history.epochs[history.nearest(epoch).unwrap()];
        let least = history.epochs.iter().map(|kept| kept.abs_diff(epoch)).min().unwrap();
        assert_eq!(found.abs_diff(epoch), least, "{epoch}");
    }
    assert_eq!(History::default().nearest(3), None);
}

#[test]
fn a_cut_history_counts_to_the_cut() {
    let mut history = history_of(&run(40_000));
    history.truncate(33_333);
    assert_eq!(history.count(), 33_333);
    assert!(history.is_sound() && history.epochs.iter().all(|epoch| *epoch <= 33_333));
    history.truncate(50_000);
    assert_eq!(history.count(), 33_333);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However a run comes, and whether the page hears only of what its worker keeps, both
    /// keep the same, also after a cut in between.
    #[test]
    fn portions_change_nothing(
        portions in prop::collection::vec(1..9_000_usize, 1..12),
        cut in 0..60_000_u32,
    ) {
        let reports = run(portions.iter().sum::<usize>() as u32);
        let (mut worker, mut page) = (History::default(), History::default());
        let mut at = 0;
        for portion in portions {
            let portion = &reports[at..at + portion];
            at += portion.len();
            worker.extend(portion);
            let heard: Vec<_> =
                portion.iter().filter(|r| worker.index_of(r.epoch).is_some()).cloned().collect();
            page.extend(&heard);
            prop_assert_eq!(&page, &worker);
        }
        prop_assert_eq!(&history_of(&reports), &worker);
        let count = worker.count();
        worker.truncate(cut);
        worker.extend(&reports[cut.min(count) as usize..]);
        prop_assert_eq!(worker, page);
    }
}
