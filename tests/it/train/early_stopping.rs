//! Early stopping as data: losses, and the epoch at which the run stops.

use descent::config::EarlyStopping;
use descent::train::StoppingRule;

/// Where the run stops (none: never), and its best epoch then.
fn run(patience: u32, min_delta: f64, losses: &[f64]) -> (Option<u32>, u32) {
    let settings = EarlyStopping { min_delta, patience, ..EarlyStopping::default() };
    let mut rule = StoppingRule::new(Some(settings));
    for (epoch, &loss) in (1..).zip(losses) {
        if rule.observe(epoch, loss).stop {
            return (Some(epoch), rule.best_epoch());
        }
    }
    (None, rule.best_epoch())
}

/// Patience, minimum delta, losses, where it stops, its best epoch then, and why.
type Row = (u32, f64, &'static [f64], Option<u32>, u32, &'static str);

#[test]
fn stops_where_keras_stops() {
    const KERAS: [f64; 9] = [10.0, 9.0, 8.0, 9.0, 8.9, 8.8, 8.7, 8.6, 8.5];
    let table: [Row; 13] = [
        (0, 0.0, &KERAS, Some(4), 3, "patience 0 stops at the first rise"),
        (1, 0.0, &KERAS, Some(4), 3, "patience 1 as well"),
        (2, 0.0, &KERAS, Some(5), 3, "falling again, but not below the best"),
        (3, 0.0, &KERAS, Some(6), 3, "the third epoch without a best"),
        (7, 0.0, &KERAS, None, 3, "the epochs run out first"),
        (0, 0.0, &[5.0], None, 1, "never after the first epoch"),
        (0, 0.0, &[5.0, 5.0], Some(2), 1, "standing still is no improvement"),
        (1, 0.0, &[5.0, 6.0, 4.0], Some(2), 1, "a later fall comes too late"),
        (2, 0.0, &[5.0, 6.0, 4.0, 5.0, 5.0], Some(5), 3, "an improvement restarts the wait"),
        (1, 0.5, &[5.0, 4.5], Some(2), 1, "a fall of exactly min_delta does not count"),
        (1, 0.5, &[5.0, 4.4, 4.0], Some(3), 2, "the fall is measured from the best"),
        (2, 0.5, &[5.0, 4.6, 4.2, 4.1, 4.0], Some(5), 3, "small falls add up"),
        (3, 0.0, &[1e300, 1e299, 0.0], None, 3, "any size"),
    ];
    for (patience, min_delta, losses, stops_at, best, why) in table {
        assert_eq!(run(patience, min_delta, losses), (stops_at, best), "{why}");
    }
}

#[test]
fn switched_off_it_marks_the_lowest_loss_and_never_stops() {
    let mut rule = StoppingRule::new(None);
    let mut waits = Vec::new();
    for (epoch, loss) in (1..).zip([3.0, 2.0, 2.0, 1.999, 5.0, 6.0]) {
        assert!(!rule.observe(epoch, loss).stop);
        waits.push((rule.best_epoch(), rule.wait()));
    }
    assert_eq!(waits, [(1, 0), (2, 0), (2, 1), (4, 0), (4, 1), (4, 2)]);
    assert!(!rule.restores_best_weights());
}
