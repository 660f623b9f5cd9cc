//! The experiment as JSON that people write: what is taken, and what is refused where.

use descent::config::{
    Activation, AdamConfig, Clipping, DataSource, ExperimentConfig, Initializer, LayerConfig,
    LayerKind, Loss, Metric, Monitor, Optimizer, Scaling, Schedule, SyntheticConfig, TableSchema,
    Task, share,
};
use serde_json::{Value, json};

use crate::support::{in_german, wine_schema};

fn whole() -> Value {
    let source = DataSource::Gallery { id: "iris".to_owned() };
    let experiment = ExperimentConfig::propose("Iris", source, &TableSchema::default());
    serde_json::to_value(experiment).unwrap()
}

fn read(json: &Value) -> ExperimentConfig {
    share::decode(&json.to_string()).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(json: &Value) -> String {
    share::decode(&json.to_string()).expect_err("nothing that runs").to_string()
}

/// The experiment with one value more, or another.
fn with(pointer: &str, value: Value) -> Value {
    let mut json = whole();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    json.pointer_mut(parent).unwrap()[key] = value;
    json
}

#[test]
fn an_unknown_setting_is_refused_by_its_place() {
    for (pointer, said) in [
        (
            "/training/learning_rte",
            "\"training.learning_rte\" is no setting, so nothing was changed; did you mean \"learning_rate\"?",
        ),
        (
            "/training/stopping/patiense",
            "\"training.stopping.patiense\" is no setting, so nothing was changed; did you mean \"patience\"?",
        ),
        (
            "/netwrok",
            "\"netwrok\" is no setting, so nothing was changed; did you mean \"network\"?",
        ),
        (
            "/data/Target",
            "\"data.Target\" is no setting, so nothing was changed; did you mean \"target\"?",
        ),
        (
            "/data/source/gallery/name",
            "\"data.source.gallery.name\" is no setting, so nothing was changed; use one of: id.",
        ),
        (
            "/epochs",
            "\"epochs\" is no setting, so nothing was changed; use one of: title, data, network, training, seed.",
        ),
    ] {
        assert_eq!(refused(&with(pointer, json!(1))), said);
    }
    let layers = json!([{"dense": {"units": 4}}, {"dropout": {"rte": 0.5}}]);
    let said = refused(&with("/network/layers", layers));
    assert!(said.starts_with("\"network.layers[1].dropout.rte\" is no setting"), "{said}");
    let said = refused(&with("/training/optimizer", json!({"adam": {"beta1": 0.8}})));
    assert_eq!(
        said,
        "\"training.optimizer.adam.beta1\" is no setting, so nothing was changed; did you mean \"beta_1\"?"
    );
    let said = refused(&with("/data/preparation/columns", json!({"a.b": {"scalling": null}})));
    assert!(said.starts_with("\"data.preparation.columns.a.b.scalling\""), "{said}");
    assert!(said.ends_with("did you mean \"scaling\"?"), "{said}");
    assert_eq!(
        in_german(|| refused(&with("/training/learning_rte", json!(1)))),
        "„training.learning_rte“ ist keine Einstellung, deshalb wurde nichts geändert; meintest du „learning_rate“?"
    );
}

#[test]
fn a_wrong_value_is_refused_by_its_place() {
    for (pointer, value, said) in [
        (
            "/training/epochs",
            json!("ten"),
            "\"training.epochs\" must be a whole number, not \"ten\", so nothing was changed.",
        ),
        (
            "/training/epochs",
            json!(-1),
            "\"training.epochs\" must be a whole number from 0, not -1, so nothing was changed.",
        ),
        (
            "/training/epochs",
            json!(1.5),
            "\"training.epochs\" must be a whole number, not 1.5, so nothing was changed.",
        ),
        (
            "/seed",
            json!(5_000_000_000_u64),
            "\"seed\" must be a smaller whole number, not 5000000000, so nothing was changed.",
        ),
        (
            "/training/learning_rate",
            json!(null),
            "\"training.learning_rate\" must be a number, not null, so nothing was changed.",
        ),
        (
            "/training/shuffle",
            json!(1),
            "\"training.shuffle\" must be true or false, not 1, so nothing was changed.",
        ),
        ("/title", json!([]), "\"title\" must be a text, not a list, so nothing was changed."),
        (
            "/network/layers",
            json!({}),
            "\"network.layers\" must be a list, not an object, so nothing was changed.",
        ),
        (
            "/training/stopping",
            json!(3),
            "\"training.stopping\" must be an object, not 3, so nothing was changed.",
        ),
        (
            "/training/clipping",
            json!("nrm"),
            "\"training.clipping\" must be one of none, norm, value, not \"nrm\", so nothing was changed.",
        ),
        (
            "/training/clipping",
            json!({"norm": "1"}),
            "\"training.clipping.norm\" must be a number, not \"1\", so nothing was changed.",
        ),
        (
            "/training/metrics",
            json!(["auc", "f2"]),
            "\"training.metrics[1]\" must be one of accuracy, mean_absolute_error, mean_squared_error, root_mean_squared_error, r2_score, precision, recall, auc, not \"f2\", so nothing was changed.",
        ),
        (
            "/training/stopping/monitor",
            json!("val_los"),
            "\"training.stopping.monitor\" must be a figure such as \"val_loss\" or \"val_accuracy\", not \"val_los\", so nothing was changed.",
        ),
        (
            "/data/source",
            json!({"gallery": {}}),
            "\"data.source.gallery.id\" is missing, so nothing was changed.",
        ),
        (
            "/data/source",
            json!({"synthetic": {"shape": {"painted": {"points": [[1, 2]]}}}}),
            "\"data.source.synthetic.shape.painted.points[0]\" must be a list of 3 numbers, not a list, so nothing was changed.",
        ),
    ] {
        assert_eq!(refused(&with(pointer, value)), said);
    }
    let twice = whole().to_string().replacen("\"epochs\"", "\"epochs\":3,\"epochs\"", 1);
    assert_eq!(
        share::decode(&twice).expect_err("twice").to_string(),
        "\"training.epochs\" stands there twice, so nothing was changed."
    );
    let long = "long ".repeat(1_000);
    assert!(refused(&with("/training/loss", json!(long))).chars().count() < 300);
}

/// A link carries the same JSON, with its checksum right.
#[test]
fn a_link_is_read_as_strictly() {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let json = with("/training/learning_rte", json!(1)).to_string();
    let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI).checksum(json.as_bytes());
    let bytes = [&checksum.to_le_bytes(), json.as_bytes()].concat();
    let link = format!("http://127.0.0.1:8080/#v2.{}", URL_SAFE_NO_PAD.encode(bytes));
    let said = share::decode(&link).expect_err("a misspelt link").to_string();
    assert!(said.contains("training.learning_rte"), "{said}");
}

#[test]
fn names_are_taken_as_keras_spells_them() {
    let loss = |word: &str| read(&with("/training/loss", json!(word))).training.loss;
    for word in ["mse", "MSE", "mean_squared_error", "MeanSquaredError"] {
        assert_eq!(loss(word), Loss::MeanSquaredError, "{word}");
    }
    for word in ["mae", "MAE", "MeanAbsoluteError"] {
        assert_eq!(loss(word), Loss::MeanAbsoluteError, "{word}");
    }
    for word in ["huber", "Huber"] {
        assert_eq!(loss(word), Loss::HUBER, "{word}");
    }
    assert_eq!(loss("log_cosh"), Loss::LogCosh);
    assert_eq!(loss("LogCosh"), Loss::LogCosh);
    let mut binary = with("/data/task", json!("binary_classification"));
    for (word, loss) in [
        ("bce", Loss::BinaryCrossentropy),
        ("BinaryCrossentropy", Loss::BinaryCrossentropy),
        ("binary_crossentropy", Loss::BinaryCrossentropy),
        ("Hinge", Loss::Hinge),
    ] {
        binary["training"]["loss"] = json!(word);
        assert_eq!(read(&binary).training.loss, loss, "{word}");
    }

    let optimizer = |value: Value| read(&with("/training/optimizer", value)).training.optimizer;
    for optimizer_of in Optimizer::ALL {
        let label = optimizer_of.label();
        for word in [label.to_owned(), label.to_lowercase(), label.to_uppercase()] {
            assert_eq!(optimizer(json!(word)), optimizer_of, "{word}");
        }
    }
    assert_eq!(optimizer(json!({"RMSprop": {}})), Optimizer::RMS_PROP);
    let adam = AdamConfig { beta_1: 0.8, ..AdamConfig::DEFAULT };
    assert_eq!(optimizer(json!({"Adam": {"beta_1": 0.8}})), Optimizer::Adam(adam));
    let sgd = optimizer(json!({"SGD": {"momentum": 0.5}}));
    assert!(matches!(sgd, Optimizer::Sgd(sgd) if sgd.momentum == 0.5));

    let output =
        |value: Value| read(&with("/network/output_activation", value)).network.output_activation;
    for (word, activation) in [
        ("ReLU", Activation::Relu),
        ("LeakyReLU", Activation::LeakyRelu),
        ("swish", Activation::Silu),
        ("Tanh", Activation::Tanh),
    ] {
        assert_eq!(output(json!(word)), Some(activation), "{word}");
    }
    assert_eq!(output(json!(null)), None);

    let layers = json!([
        {"Dense": {"activation": null, "kernel_initializer": "GlorotUniform", "bias_initializer": "normal", "kernel_regularizer": null}},
        "BatchNormalization",
        {"Dropout": {}},
    ]);
    let layers = read(&with("/network/layers", layers)).network.layers;
    let LayerConfig::Dense(dense) = &layers[0] else { panic!("{layers:?}") };
    assert_eq!(dense.activation, Activation::Linear, "Keras's None");
    assert_eq!(dense.kernel_initializer, Initializer::GlorotUniform);
    assert_eq!(dense.bias_initializer, Initializer::RandomNormal);
    assert!(dense.kernel_regularizer.is_none());
    assert_eq!(layers[1], LayerConfig::new(LayerKind::BatchNorm));
    assert_eq!(layers[2], LayerConfig::new(LayerKind::Dropout));

    let metrics = json!(["acc", "AUC", "mae", "RootMeanSquaredError", "rmse", "r2", "R2Score"]);
    assert_eq!(
        read(&with("/training/metrics", metrics)).training.metrics,
        [
            Metric::Accuracy,
            Metric::Auc,
            Metric::MeanAbsoluteError,
            Metric::RootMeanSquaredError,
            Metric::RootMeanSquaredError,
            Metric::R2,
            Metric::R2
        ]
    );
    for (word, monitor) in [
        ("loss", Monitor::Loss),
        ("val_loss", Monitor::ValLoss),
        ("val_mae", Monitor::ValMetric(Metric::MeanAbsoluteError)),
        ("mean_absolute_error", Monitor::Metric(Metric::MeanAbsoluteError)),
        ("val_r2_score", Monitor::ValMetric(Metric::R2)),
    ] {
        let json = with("/training/stopping/monitor", json!(word));
        let mut json = json;
        json["training"]["metrics"] = json!(["r2"]);
        assert_eq!(read(&json).training.stopping.monitor, monitor, "{word}");
    }
    let schedule = read(&with("/training/schedule", json!("ReduceLROnPlateau"))).training.schedule;
    assert_eq!(schedule, Schedule::all()[3]);
    let clipping = read(&with("/training/clipping", json!({"clipnorm": 2}))).training.clipping;
    assert_eq!(clipping, Clipping::Norm(2.0));
    let scaling = read(&with("/data/scaling", json!("MinMaxScaler"))).data.scaling;
    assert_eq!(scaling, Scaling::MinMax);
}

/// Whatever spelling was read, one is written, and a figure has one name everywhere.
#[test]
fn one_name_is_written() {
    let mut json = with("/training/metrics", json!(["r2", "rmse"]));
    json["training"]["stopping"]["monitor"] = json!("val_mae");
    json["training"]["loss"] = json!("mse");
    let written: Value = serde_json::from_str(&share::json(&read(&json))).unwrap();
    let training = &written["training"];
    assert_eq!(training["metrics"], json!(["r2_score", "root_mean_squared_error"]));
    assert_eq!(training["stopping"]["monitor"], "val_mean_absolute_error");
    assert_eq!(training["loss"], "mean_squared_error");
    for metric in Metric::ALL {
        assert_eq!(serde_json::to_value(metric).unwrap(), metric.name());
        assert_eq!(Monitor::Metric(metric).name(), metric.name());
        assert_eq!(Monitor::ValMetric(metric).name(), format!("val_{}", metric.name()));
    }
}

#[test]
fn every_setting_has_a_default_but_the_tables_source() {
    let nothing = share::from_json(b"{}").unwrap();
    assert_eq!(nothing, ExperimentConfig::default());
    assert_eq!(
        refused(&json!({})),
        "\"data.source\" is missing, so nothing was changed: name a set of the Gallery, a file or a synthetic table."
    );
    let least = read(&json!({"data": {"source": {"gallery": {"id": "iris"}}}}));
    assert_eq!(least.training, ExperimentConfig::default().training);
    let made = read(&json!({"data": {"source": {"synthetic": {"shape": "blobs"}}}}));
    let DataSource::Synthetic(SyntheticConfig { shape, .. }) = made.data.source else { panic!() };
    assert_eq!(serde_json::to_value(shape).unwrap(), json!({"blobs": {"classes": 3}}));
    // Each key of a whole experiment may be left out, however deep it stands.
    let whole = with("/data/split/method", json!({"grouped": {"column": "a"}}));
    let mut pointers = Vec::new();
    collect(&whole, "", &mut pointers);
    assert!(pointers.len() > 50, "{}", pointers.len());
    for pointer in pointers {
        let mut less = whole.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        less.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
        let outcome = share::from_json(less.to_string().as_bytes());
        // The words of a choice are no settings.
        let is_choice =
            ["/gallery", "/grouped", "/dense", "/id"].iter().any(|end| pointer.ends_with(end));
        assert!(outcome.is_ok() || is_choice, "{pointer}: {outcome:?}");
    }
}

fn collect(value: &Value, at: &str, into: &mut Vec<String>) {
    let children: Vec<(String, &Value, bool)> = match value {
        Value::Object(fields) => {
            fields.iter().map(|(key, value)| (key.clone(), value, true)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (at.to_string(), value, false)).collect()
        }
        _ => Vec::new(),
    };
    for (key, child, is_field) in children {
        let pointer = format!("{at}/{key}");
        collect(child, &pointer, into);
        if is_field {
            into.push(pointer);
        }
    }
}

#[test]
fn an_experiment_without_a_target_takes_the_proposed_one() {
    let schema = wine_schema();
    let mut experiment = ExperimentConfig::default();
    experiment.refit(&schema);
    assert_eq!(
        (experiment.data.target.as_str(), experiment.data.task),
        ("quality", Task::Regression)
    );
    assert!(experiment.check(&schema).is_ok());

    let classes = crate::support::schema(
        60,
        &[
            ("x", descent::config::ColumnKind::Numeric, 9),
            ("kind", descent::config::ColumnKind::Text, 3),
        ],
    );
    let mut experiment = ExperimentConfig::default();
    experiment.refit(&classes);
    assert_eq!(experiment.data.task, Task::MulticlassClassification);
    assert_eq!(
        experiment.training.loss,
        Loss::MeanSquaredError,
        "it was asked for, or the default"
    );
    experiment.data.target.clear();
    experiment.data.task = Task::Regression;
    experiment.training.loss = Loss::LogCosh;
    experiment.refit(&classes);
    assert_eq!(experiment.training.loss, Loss::CategoricalCrossentropy, "the other does not fit");
    assert!(experiment.check(&classes).is_ok());
}
