//! `keras.optimizers.schedules` and `keras.callbacks.ReduceLROnPlateau`.

use descent::config::{ReduceOnPlateau, Schedule};
use descent::train::LearningRate;
use serde_json::Value;

use super::{cases, numbers, read};

/// Keras keeps the rate of a plateau in `f32`.
const PLATEAU_TOLERANCE: f64 = 1e-6;

fn assert_rate(ours: f64, keras: f64, tolerance: f64, what: &str) {
    assert!((ours - keras).abs() <= tolerance * keras, "{what}: {ours}, Keras has {keras}");
}

#[test]
fn schedules_fall_as_keras_s_do() {
    let all = cases("schedules.json");
    let steady = all.iter().filter(|case| case["schedule"].get("reduce_lr_on_plateau").is_none());
    let mut count = 0;
    for case in steady {
        let schedule: Schedule = read(&case["schedule"]);
        let mut rate = LearningRate::new(case["learning_rate"].as_f64().unwrap(), schedule);
        let steps: Vec<u64> = read(&case["steps"]);
        let mut done = 0;
        for (step, keras) in steps.into_iter().zip(numbers(&case["learning_rates"])) {
            for _ in done..step {
                rate.advance();
            }
            done = step;
            assert_rate(rate.now(), keras, 1e-9, &format!("{schedule:?}, step {step}"));
        }
        count += 1;
    }
    assert!(count >= 4);
}

fn plateau(settings: &Value) -> ReduceOnPlateau {
    ReduceOnPlateau {
        factor: settings["factor"].as_f64().unwrap(),
        patience: read(&settings["patience"]),
        min_delta: settings["min_delta"].as_f64().unwrap(),
        cooldown: read(&settings["cooldown"]),
        min_learning_rate: settings["min_lr"].as_f64().unwrap(),
    }
}

#[test]
fn plateaus_lower_the_rate_where_keras_does() {
    let all = cases("schedules.json");
    let mut count = 0;
    for case in &all {
        let Some(settings) = case["schedule"].get("reduce_lr_on_plateau") else { continue };
        // We watch the validation loss only; of a series to be maximized, its mirror.
        let sign = if settings["mode"] == "max" { -1.0 } else { 1.0 };
        let schedule = Schedule::ReduceOnPlateau(plateau(settings));
        let mut rate = LearningRate::new(case["learning_rate"].as_f64().unwrap(), schedule);
        let monitored = numbers(&case["monitored"]);
        for (epoch, (value, keras)) in
            monitored.iter().zip(numbers(&case["learning_rates"])).enumerate()
        {
            rate.observe(sign * value);
            let what = format!("{schedule:?}, epoch {}", epoch + 1);
            assert_rate(rate.now(), keras, PLATEAU_TOLERANCE, &what);
        }
        count += 1;
    }
    assert_eq!(count, 200);
}
