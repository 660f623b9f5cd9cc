//! The experiment as a link.

use descent::config::{
    Activation, ActivationConfig, AdamConfig, BatchNormConfig, ClassWeights, Clipping, DataSource,
    DenseConfig, DropoutConfig, EarlyStopping, ExperimentConfig, Initializer, LayerConfig,
    LayerKind, LinkError, Loss, Metric, Monitor, MonitorMode, Optimizer, Regularizer, Schedule,
    TableSchema, share,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn experiment() -> ExperimentConfig {
    let source = DataSource::Gallery { id: "red-wine".to_owned() };
    let mut experiment = ExperimentConfig::propose("Wine", source, &TableSchema::default());
    "quality".clone_into(&mut experiment.data.target);
    experiment.network.layers = vec![
        LayerConfig::Dense(DenseConfig::new(64, Activation::Relu)),
        LayerConfig::new(LayerKind::Dropout),
        LayerConfig::new(LayerKind::BatchNorm),
    ];
    experiment
}

/// A link of the first version, kept to the letter: it must open forever.
const FIRST: &str = include_str!("../../fixtures/link-v1.txt");

#[test]
fn a_link_survives_the_round_trip_with_and_without_its_address() {
    let experiment = experiment();
    let link = share::encode(&experiment);
    assert_eq!(share::decode(&link), Ok(experiment.clone()));
    assert_eq!(share::decode(&format!("http://127.0.0.1:8080/#{link}\n")), Ok(experiment));
}

#[test]
fn a_link_of_the_first_version_still_opens() {
    assert_eq!(share::decode(FIRST), Ok(experiment()));
}

/// A link of the second version, kept to the letter.
const SECOND: &str = include_str!("../../fixtures/link-v2.txt");

#[test]
fn a_link_of_the_second_version_still_opens() {
    let mut expected = experiment();
    expected.training.optimizer = Optimizer::NADAM;
    expected.training.stopping.monitor = Monitor::Loss;
    assert_eq!(share::decode(SECOND), Ok(expected));
}

/// One in which figures have the names of settings and monitors before they had one name.
const OLD_NAMES: &str = include_str!("../../fixtures/link-v2-old-names.txt");

#[test]
fn a_link_with_the_old_names_of_figures_still_opens() {
    let mut expected = experiment();
    let training = &mut expected.training;
    training.optimizer = Optimizer::RMS_PROP;
    training.metrics = vec![Metric::MeanSquaredError, Metric::RootMeanSquaredError, Metric::R2];
    training.stopping.monitor = Monitor::ValMetric(Metric::MeanAbsoluteError);
    assert_eq!(share::decode(OLD_NAMES), Ok(expected));
}

#[test]
fn the_outputs_activation_stands_in_a_link_only_where_it_is_the_users() {
    let mut experiment = experiment();
    let usual = share::encode(&experiment);
    for activation in Activation::ALL {
        experiment.network.output_activation = Some(activation);
        let link = share::encode(&experiment);
        assert!(link.len() > usual.len(), "{activation:?}");
        assert_eq!(share::decode(&link), Ok(experiment.clone()));
        assert_eq!(share::decode(&share::json(&experiment)), Ok(experiment.clone()));
    }
    experiment.network.output_activation = None;
    assert_eq!(share::encode(&experiment), usual);
}

#[test]
fn a_link_and_an_experiment_are_told_from_a_table() {
    let (link, json) = (share::encode(&experiment()), share::json(&experiment()));
    let address = format!("http://127.0.0.1:8080/#{link}");
    let experiments = [
        address.clone(),
        format!("Look at this: {address}).\nIt overfits."),
        format!("> Look\n> at {}\n> {}\n", &address[..50], &address[50..]),
        address.replace('#', "%23"),
        "see http://127.0.0.1:8080/#v9.AAAABBBBCCCCDDDD".to_owned(),
        json.clone(),
        format!("\n{json}\n"),
    ];
    for text in experiments {
        assert!(share::is_meant_as_experiment(&text), "{text}");
    }
    let tables = [
        "a,b\n1,2\n",
        "#v1.0 of the logger\na,b\n1,2\n",
        "x;y\nhttp://example.org/#version;2\n",
        "{\"a\": 1}\n{\"a\": 2}\n",
        "",
    ];
    for text in tables {
        assert!(!share::is_meant_as_experiment(text), "{text}");
    }
}

#[test]
fn a_file_of_json_is_read_or_says_where_it_fails() {
    let json = share::json(&experiment());
    assert_eq!(share::decode(&json), Ok(experiment()));
    let lines = json.lines().count();
    let half: Vec<_> = json.lines().take(lines / 2).collect();
    let line = half.len();
    assert_eq!(share::decode(&half.join("\n")), Err(LinkError::NoExperiment { line }));
}

#[test]
fn an_optimizer_with_defaults_is_a_word() {
    let written = |optimizer: Optimizer| {
        let mut experiment = experiment();
        experiment.training.optimizer = optimizer;
        let json: Value = serde_json::from_str(&share::json(&experiment)).unwrap();
        assert_eq!(share::decode(&share::encode(&experiment)).unwrap(), experiment);
        json["training"]["optimizer"].clone()
    };
    for (optimizer, word) in [
        (Optimizer::ADAM, "adam"),
        (Optimizer::RMS_PROP, "rms_prop"),
        (Optimizer::ADAGRAD, "adagrad"),
        (Optimizer::NADAM, "nadam"),
    ] {
        assert_eq!(written(optimizer), word);
    }
    let own = AdamConfig { beta_1: 0.5, ..AdamConfig::DEFAULT };
    let settings = json!({"beta_1": 0.5, "beta_2": 0.999, "epsilon": 1e-7});
    assert_eq!(written(Optimizer::Adam(own)), json!({ "adam": settings }));
    assert_eq!(written(Optimizer::Nadam(own)), json!({ "nadam": settings }));
}

#[test]
fn a_link_cut_anywhere_is_refused() {
    let link = share::encode(&experiment());
    for length in 0..link.len() {
        assert_eq!(share::decode(&link[..length]), Err(LinkError::Damaged), "cut at {length}");
    }
}

#[test]
fn a_link_with_one_wrong_letter_is_refused() {
    let link = share::encode(&experiment());
    for index in 3..link.len() {
        let mut letters = link.clone().into_bytes();
        letters[index] = if letters[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(letters).unwrap();
        assert!(share::decode(&changed).is_err(), "letter {index}");
    }
}

#[test]
fn absurd_numbers_are_refused_with_their_name() {
    let absurd: [fn(&mut ExperimentConfig); 6] = [
        |e| e.training.learning_rate = 1e300,
        |e| e.training.learning_rate = -1.0,
        |e| e.training.epochs = u32::MAX,
        |e| e.training.batch_size = 0,
        |e| e.data.validation_percent = 100,
        |e| e.network.layers = vec![LayerConfig::new(LayerKind::Dense); 1000],
    ];
    for (case, change) in absurd.into_iter().enumerate() {
        let mut experiment = experiment();
        change(&mut experiment);
        let refused = share::decode(&share::encode(&experiment));
        assert!(matches!(refused, Err(LinkError::Impossible { .. })), "case {case}: {refused:?}");
    }
}

#[test]
fn a_link_of_a_later_version_says_so() {
    let refused = share::decode("v7.AAAA");
    assert_eq!(refused, Err(LinkError::Newer { received: "v7".to_owned() }));
}

proptest! {
    #[test]
    fn arbitrary_text_is_refused_in_one_sentence(text in "\\PC{0,200}") {
        let refused = share::decode(&text).expect_err("no link").to_string();
        prop_assert!(!refused.is_empty() && !refused.contains('\n'));
    }

    #[test]
    fn arbitrary_payloads_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        use base64::Engine;
        let payload = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
        for version in ["v1", "v2", "v3"] {
            let link = format!("{version}.{payload}");
            prop_assert!(share::decode(&link).is_err());
        }
    }

    #[test]
    fn any_setting_survives_the_link(
        optimizer in prop::sample::select(Optimizer::ALL.to_vec()),
        schedule in prop::sample::select(Schedule::all().to_vec()),
        activation in prop::sample::select(Activation::ALL.to_vec()),
        initializer in prop::sample::select(Initializer::ALL.to_vec()),
        (l2, use_bias, center, seed) in (0.0..=1.0_f64, any::<bool>(), any::<bool>(), any::<Option<u32>>()),
        (shuffle, baseline) in (any::<bool>(), prop::option::of(-1e3..1e3_f64)),
        clipping in prop::sample::select(vec![Clipping::None, Clipping::Norm(1.5), Clipping::Value(0.1)]),
        weights in prop::sample::select(vec![
            ClassWeights::None,
            ClassWeights::Balanced,
            ClassWeights::Given(vec![1.0, 2.5]),
        ]),
    ) {
        let mut experiment = experiment();
        let dense = DenseConfig {
            use_bias,
            kernel_initializer: initializer,
            kernel_regularizer: Regularizer { l1: 0.0, l2 },
            ..DenseConfig::new(7, activation)
        };
        experiment.network.layers = vec![
            LayerConfig::Dense(dense),
            LayerConfig::Activation(ActivationConfig { activation }),
            LayerConfig::Dropout(DropoutConfig { rate: 0.2, seed }),
            LayerConfig::BatchNormalization(BatchNormConfig { center, ..Default::default() }),
        ];
        let training = &mut experiment.training;
        (training.optimizer, training.schedule, training.clipping) = (optimizer, schedule, clipping);
        (training.shuffle, training.class_weights) = (shuffle, weights);
        training.loss = Loss::Huber { delta: 0.5 + l2 };
        training.metrics = vec![Metric::R2];
        training.threshold = baseline;
        training.stopping = EarlyStopping {
            monitor: Monitor::ValMetric(Metric::R2),
            mode: MonitorMode::Max,
            baseline,
            start_from_epoch: 3,
            ..training.stopping
        };
        prop_assert_eq!(share::decode(&share::encode(&experiment)), Ok(experiment));
    }

    #[test]
    fn every_experiment_survives_its_link(
        units in 1..=4096_u32,
        rate in 0.0..=0.95_f64,
        learning_rate in 1e-6..=10.0_f64,
        seed in any::<u32>(),
        names in prop::collection::vec("\\PC{0,20}", 0..20),
    ) {
        let mut experiment = experiment();
        experiment.network.layers =
            vec![LayerConfig::Dense(DenseConfig::new(units, Activation::Tanh)), LayerConfig::Dropout(DropoutConfig { rate, seed: None })];
        experiment.training.learning_rate = learning_rate;
        experiment.seed = seed;
        experiment.data.source = DataSource::File { name: "mine.csv".to_owned(), columns: names };
        prop_assert_eq!(share::decode(&share::encode(&experiment)), Ok(experiment));
    }
}
