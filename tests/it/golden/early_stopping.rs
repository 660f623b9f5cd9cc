//! `keras.callbacks.EarlyStopping`, its own class replayed on random series.

use descent::config::EarlyStopping;
use descent::train::StoppingRule;
use serde_json::Value;

use super::{cases, numbers, read};

/// The epoch at which it stops, the best epoch, and whose weights the run ends with.
fn replay(settings: EarlyStopping, values: &[f64]) -> (Option<u32>, Option<u32>, u32) {
    let mut rule = StoppingRule::new(Some(settings));
    let (mut stopped, mut last, mut best_weights) = (None, 0, None);
    for (epoch, &value) in (1..).zip(values) {
        last = epoch;
        let verdict = rule.observe(epoch, value);
        if verdict.improved && rule.restores_best_weights() {
            best_weights = Some(epoch);
        }
        if verdict.stop {
            stopped = Some(epoch);
            break;
        }
    }
    let best = Some(rule.best_epoch()).filter(|&epoch| epoch > 0);
    (stopped, best, best_weights.unwrap_or(last))
}

#[test]
fn it_stops_where_keras_stops_every_time() {
    let all = cases("early_stopping.json");
    for (index, case) in all.iter().enumerate() {
        let settings: EarlyStopping = read(&case["settings"]);
        let ours = replay(settings, &numbers(&case["values"]));
        let epoch = |value: &Value| value.as_u64().map(|epoch| epoch as u32);
        let keras = (
            epoch(&case["stopped_epoch"]),
            epoch(&case["best_epoch"]),
            epoch(&case["weights_of_epoch"]).unwrap(),
        );
        assert_eq!(ours, keras, "series {index}: {settings:?}");
    }
    assert!(all.len() >= 1_000, "{} series", all.len());
    let never = all.iter().filter(|case| case["stopped_epoch"].is_null()).count();
    assert!(never > 50 && all.len() - never > 500, "some stop, some do not");
}
