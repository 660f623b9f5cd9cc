//! Figures of an experiment by name.

use descent::config::{
    Activation, ActivationConfig, ClassWeights, DenseConfig, DropoutConfig, Imputer, LayerConfig,
    ReadingConfig,
};
use descent::course::{EXPERIMENT_FIGURES, Experiment, Value};
use descent::data::{Dataset, gallery, import};

#[test]
fn every_figure_has_a_value_where_the_network_has_its_blocks() {
    let set = gallery::find("sonar").unwrap();
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let mut experiment = gallery::experiment(set);
    experiment.network.layers = vec![
        LayerConfig::Dense(DenseConfig::new(8, Activation::Linear)),
        LayerConfig::Dropout(DropoutConfig { rate: 0.25, seed: None }),
        LayerConfig::Activation(ActivationConfig { activation: Activation::Tanh }),
        LayerConfig::Dense(DenseConfig::new(4, Activation::Linear)),
        LayerConfig::Dropout(DropoutConfig { rate: 0.125, seed: None }),
        LayerConfig::Dropout(DropoutConfig { rate: 0.5, seed: None }),
    ];
    experiment.data.ignored = vec!["V1".to_owned()];
    let checked = experiment.check(table.schema()).unwrap();
    let dataset = Dataset::prepare(&table, &checked).unwrap();
    let facts = dataset.facts();
    let known = Experiment {
        experiment: &experiment,
        schema: Some(table.schema()),
        counts: Some(facts.counts),
        inputs: facts.input_names.len() as u64,
    };
    for (name, _) in EXPERIMENT_FIGURES {
        assert!(known.value(name).is_some(), "{name}");
    }
    assert_eq!(known.value("no_such_figure"), None);
    let number = |name: &str| match known.value(name) {
        Some(Value::Number(number)) => number,
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!(number("table_rows"), 208.0);
    assert_eq!(number("training_rows") + number("validation_rows"), 208.0);
    assert_eq!((number("columns_used"), number("inputs")), (59.0, 59.0));
    // 59 x 8 + 8, 8 x 4 + 4, 4 + 1.
    assert_eq!(number("parameters"), 521.0);
    assert_eq!((number("smallest_units"), number("largest_units")), (4.0, 8.0));
    // The Activation behind the Dropout bends the first Dense; nothing bends the second.
    assert_eq!(number("bent_layers"), 1.0);
    assert_eq!(known.value("hidden_activation"), Some(Value::Word("tanh".to_owned())));
    assert_eq!(number("dropout_rate"), 0.25);
    assert_eq!((number("smallest_dropout_rate"), number("largest_dropout_rate")), (0.125, 0.5));
    let words = [
        ("optimizer", "adam"),
        ("imputer", "median"),
        ("class_weights", "none"),
        ("column.V1", "ignored"),
        ("column.V2", "used"),
        ("column.Class", "target"),
    ];
    for (name, is) in words {
        assert_eq!(known.value(name), Some(Value::Word(is.to_owned())), "{name}");
    }
    assert_eq!(known.value("column.V61"), None);
}

#[test]
fn what_is_chosen_for_gaps_and_classes_is_known() {
    let mut experiment = gallery::experiment(gallery::find("titanic").unwrap());
    experiment.data.preparation.imputer = Imputer::DropRow;
    experiment.training.class_weights = ClassWeights::Balanced;
    let known = Experiment { experiment: &experiment, schema: None, counts: None, inputs: 7 };
    assert_eq!(known.value("imputer"), Some(Value::Word("drop row".to_owned())));
    assert_eq!(known.value("class_weights"), Some(Value::Word("balanced".to_owned())));
    assert_eq!(known.value("column.age"), None);
}

#[test]
fn what_is_not_there_has_no_value() {
    let mut experiment = gallery::experiment(gallery::find("iris").unwrap());
    experiment.network.layers.clear();
    let known = Experiment { experiment: &experiment, schema: None, counts: None, inputs: 4 };
    for name in ["training_rows", "outputs", "smallest_units", "hidden_activation", "dropout_rate"]
    {
        assert_eq!(known.value(name), None, "{name}");
    }
    assert_eq!(known.value("hidden_layers"), Some(Value::Number(0.0)));
}
