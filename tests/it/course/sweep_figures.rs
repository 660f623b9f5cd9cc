//! The figures of a sweep by their names.

use descent::config::{LayerConfig, SweptBy, SweptSetting};
use descent::course::{
    Experiment, RunStanding, SWEEP_FIGURES, Situation, SweepFigures, SweptRun, Value, train_sweep,
};
use descent::data::{gallery, import};

fn run(value: f64, training_loss: f64, validation_loss: f64) -> SweptRun {
    SweptRun { values: [Some(value), None], training_loss, validation_loss }
}

fn figures() -> SweepFigures {
    SweepFigures {
        setting: SweptSetting::TrainingRows,
        second: None,
        is_running: false,
        runs: vec![run(45.0, 0.1, 0.9), run(90.0, 0.2, 0.5), run(180.0, 0.3, 0.6)],
    }
}

fn word(text: &str) -> Value {
    Value::Word(text.to_owned())
}

#[test]
fn a_sweep_has_the_figures_of_its_ends_and_of_its_best_value() {
    let all = figures();
    let number = |name: &str| match all.value(name) {
        Some(Value::Number(number)) => number,
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!(all.value("setting"), Some(word("training_rows")));
    assert_eq!(all.value("second"), Some(word("none")));
    assert_eq!(all.value("state"), Some(word("over")));
    assert_eq!(number("runs"), 3.0);
    assert_eq!((number("smallest_value"), number("largest_value")), (45.0, 180.0));
    assert_eq!((number("best_value"), number("best_validation_loss")), (90.0, 0.5));
    assert_eq!((number("first_training_loss"), number("first_validation_loss")), (0.1, 0.9));
    assert_eq!((number("last_training_loss"), number("last_validation_loss")), (0.3, 0.6));
    assert_eq!(all.value("second_best_value"), None, "there is no second setting");
    assert_eq!(all.value("no_such_figure"), None);
    let kept = all.numbers();
    assert!(kept.contains(&("sweep.best_value".to_owned(), 90.0)), "{kept:?}");
    assert_eq!(kept.len(), 9, "those that are numbers");
}

#[test]
fn every_figure_is_one_of_a_grid() {
    let grid = SweepFigures {
        second: Some(SweptSetting::Depth),
        runs: vec![SweptRun { values: [Some(1.0), Some(2.0)], ..run(1.0, 0.1, 0.2) }],
        ..figures()
    };
    for (name, _) in SWEEP_FIGURES {
        assert!(grid.value(name).is_some(), "{name}");
    }
    assert_eq!(grid.value("second"), Some(word("depth")));
    assert_eq!(grid.value("second_best_value"), Some(Value::Number(2.0)));
    let running = SweepFigures { is_running: true, ..figures() };
    assert_eq!(running.value("state"), Some(word("training")));
    let nothing = SweepFigures { runs: Vec::new(), ..figures() };
    assert_eq!(nothing.value("state"), Some(word("none")));
}

#[test]
fn conditions_ask_for_them_by_name() {
    let experiment = gallery::experiment(gallery::find("iris").unwrap());
    let known = Experiment { experiment: &experiment, schema: None, counts: None, inputs: 4 };
    let all = figures();
    let mut situation = Situation {
        experiment: known,
        run: None,
        sweep: Some(&all),
        history: None,
        standing: RunStanding::None,
        looking: descent::course::Looking::default(),
    };
    assert_eq!(situation.value("sweep.runs"), Some(Value::Number(3.0)));
    assert_eq!(situation.value("sweep.state"), Some(word("over")));
    situation.sweep = None;
    assert_eq!(situation.value("sweep.runs"), None);
    assert_eq!(situation.value("sweep.state"), Some(word("none")));
}

#[test]
fn a_sweep_is_trained_as_on_the_page() {
    let set = gallery::find("iris").unwrap();
    let mut experiment = gallery::experiment(set);
    experiment.training.epochs = 3;
    let table = import(gallery::bytes(set), &experiment.data.reading).unwrap().table;
    let rows = SweptBy { setting: SweptSetting::TrainingRows, values: vec![20.0, 40.0] };
    let one = train_sweep(&experiment, std::slice::from_ref(&rows), &table).unwrap();
    let values: Vec<_> = one.runs.iter().map(|run| run.values).collect();
    assert_eq!(values, [[Some(20.0), None], [Some(40.0), None]]);
    assert_ne!(one.runs[0].validation_loss, one.runs[1].validation_loss);
    // With 0 hidden layers, units are nothing that varies.
    experiment.network.layers.truncate(1);
    assert!(matches!(experiment.network.layers[..], [LayerConfig::Dense(_)]));
    let depth = SweptBy { setting: SweptSetting::Depth, values: vec![0.0, 1.0] };
    let units = SweptBy { setting: SweptSetting::Units, values: vec![2.0, 4.0] };
    let grid = train_sweep(&experiment, &[depth, units], &table).unwrap();
    let values: Vec<_> = grid.runs.iter().map(|run| run.values.map(Option::unwrap)).collect();
    assert_eq!(values, [[0.0, 2.0], [1.0, 2.0], [1.0, 4.0]]);
    assert!(train_sweep(&experiment, &[], &table).is_err());
}
