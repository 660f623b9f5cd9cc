//! Experiments as scripts. That they come to the engine's numbers, `make export-check` shows.

use descent::config::{
    Activation, BatchNormConfig, CheckedExperiment, ClassWeights, DatePart, DenseConfig,
    DropoutConfig, ExperimentConfig, Imputer, Initializer, LayerConfig, Loss, Metric, Monitor,
    Optimizer, ReadingConfig, ReduceOnPlateau, Schedule, Task,
};
use descent::data::{self, Dataset, Table, gallery};
use descent::export::code::{Array, CodeExport, Numbers, OrderError, TableFile, npy, npz};
use descent::train::{Batches, Trainer};

/// An experiment with what its script is made of.
pub struct Made {
    pub checked: CheckedExperiment,
    pub table: Table,
    pub dataset: Dataset,
    pub file: TableFile,
}

impl Made {
    /// Of a file that was read as the experiment says.
    pub fn of(name: &str, bytes: &[u8], config: &ExperimentConfig) -> Self {
        let import = data::import(bytes, &config.data.reading).unwrap();
        let checked = config.check(import.table.schema()).unwrap();
        let dataset = Dataset::prepare(&import.table, &checked).unwrap();
        let columns = CodeExport::columns(config, &import.table);
        let file = TableFile::of(name, Some(bytes), &import.dialect, &import.table, &columns);
        Self { checked, table: import.table, dataset, file }
    }

    /// Of a set of the Gallery.
    pub fn gallery(id: &str, change: impl FnOnce(&mut ExperimentConfig)) -> Self {
        let set = gallery::find(id).unwrap();
        let mut config = gallery::experiment(set);
        change(&mut config);
        Self::of(set.file, gallery::bytes(set), &config)
    }

    pub fn with<T>(&self, use_it: impl FnOnce(&CodeExport<'_>) -> T) -> T {
        let mut trainer = Trainer::new(&self.checked, self.dataset.clone());
        let network = trainer.network_mut();
        let file = self.file.clone();
        use_it(&CodeExport::new(&self.checked, &self.table, &self.dataset, file, network))
    }

    pub fn scripts(&self) -> [String; 2] {
        self.with(|export| [export.keras_script().text(), export.pytorch_script().text()])
    }
}

fn dense(units: u32, activation: Activation) -> LayerConfig {
    LayerConfig::Dense(DenseConfig::new(units, activation))
}

#[test]
fn iris_in_keras_reads_as_in_the_course() {
    let iris = Made::gallery("iris", |config| {
        config.network.layers = vec![dense(4, Activation::Relu)];
        config.training.epochs = 50;
    });
    insta::assert_snapshot!(iris.scripts()[0]);
}

#[test]
fn titanic_in_pytorch_says_where_it_differs_from_keras() {
    let titanic = Made::gallery("titanic", |config| {
        config.network.layers = vec![
            dense(16, Activation::Elu),
            LayerConfig::BatchNormalization(BatchNormConfig::default()),
            LayerConfig::Dropout(DropoutConfig { rate: 0.3, seed: None }),
        ];
        config.training.class_weights = ClassWeights::Balanced;
        config.data.split.test_percent = 10;
    });
    insta::assert_snapshot!(titanic.scripts()[1]);
}

#[test]
fn a_scaled_regression_with_a_callback_in_both() {
    let concrete = Made::gallery("concrete", |config| {
        config.network.layers = vec![dense(8, Activation::Relu)];
        config.data.preparation.target_scaling = descent::config::Scaling::Standard;
        config.data.preparation.columns.insert(
            "age".to_owned(),
            descent::config::ColumnConfig { log: true, clip_percent: 5.0, ..Default::default() },
        );
        let training = &mut config.training;
        training.metrics = vec![Metric::R2];
        training.schedule = Schedule::ReduceOnPlateau(ReduceOnPlateau::default());
        training.stopping.monitor = Monitor::ValMetric(Metric::R2);
    });
    let [keras, pytorch] = concrete.scripts();
    insta::assert_snapshot!("a_scaled_regression_in_keras", keras);
    insta::assert_snapshot!("a_scaled_regression_in_pytorch", pytorch);
}

#[test]
fn no_script_says_where_it_comes_from() {
    for script in Made::gallery("sonar", |_| {}).scripts() {
        let script = script.to_lowercase();
        assert!(!script.contains("descent") && !script.contains("generated"), "{script}");
    }
}

#[test]
fn every_activation_initializer_and_optimizer_has_a_word_in_both() {
    let of = |change: &dyn Fn(&mut ExperimentConfig)| {
        Made::gallery("iris", |config| change(config)).scripts()
    };
    let base = of(&|config| config.network.layers = vec![dense(4, Activation::Linear)]);
    let differs = |scripts: [String; 2], what: &str| {
        for (script, base) in scripts.iter().zip(&base) {
            assert_ne!(script, base, "{what}");
        }
    };
    for activation in Activation::ALL.into_iter().skip(1) {
        let set =
            |config: &mut ExperimentConfig| config.network.layers = vec![dense(4, activation)];
        differs(of(&set), activation.name());
    }
    for initializer in Initializer::ALL.into_iter().skip(1) {
        let own = DenseConfig {
            kernel_initializer: initializer,
            ..DenseConfig::new(4, Activation::Linear)
        };
        let set =
            |config: &mut ExperimentConfig| config.network.layers = vec![LayerConfig::Dense(own)];
        differs(of(&set), initializer.name());
    }
    for optimizer in Optimizer::ALL.into_iter().skip(1) {
        let set = |config: &mut ExperimentConfig| {
            config.network.layers = vec![dense(4, Activation::Linear)];
            config.training.optimizer = optimizer;
        };
        let scripts = of(&set);
        assert!(scripts[0].contains(&format!("keras.optimizers.{}(", optimizer.label())));
        differs(scripts, optimizer.label());
    }
}

#[test]
fn every_loss_and_metric_has_a_word_in_both() {
    for (id, task) in [
        ("red-wine", Task::Regression),
        ("sonar", Task::BinaryClassification),
        ("iris", Task::MulticlassClassification),
    ] {
        let mut seen: Vec<[String; 2]> = Vec::new();
        for &loss in Loss::for_task(task) {
            let made = Made::gallery(id, |config| {
                config.set_task(task);
                config.training.loss = loss;
                config.training.metrics = Metric::all_for_task(task).to_vec();
            });
            let scripts = made.scripts();
            assert!(scripts[0].contains(&format!("loss=\"{}\"", loss.name())), "{}", scripts[0]);
            for metric in Metric::all_for_task(task) {
                for script in &scripts {
                    assert!(script.contains(&format!("\"{}\": ", metric.name())), "{script}");
                }
            }
            assert!(seen.iter().all(|other| other[1] != scripts[1]), "{}", loss.name());
            seen.push(scripts);
        }
    }
}

#[test]
fn a_script_comes_with_what_it_reads() {
    let names = |made: &Made, as_notebook: bool| -> Vec<String> {
        made.with(|export| {
            let files = export.files("wine", &export.keras_script(), as_notebook);
            files.into_iter().map(|file| file.name).collect()
        })
    };
    let small = Made::gallery("iris", |config| {
        config.network.layers = vec![dense(4, Activation::Relu)];
    });
    assert_eq!(names(&small, false), ["wine.py"]);
    let large = Made::gallery("titanic", |config| {
        config.network.layers = vec![dense(64, Activation::Relu)];
    });
    assert_eq!(names(&large, true), ["wine.ipynb", "weights.npz", "parts.npz"]);
}

#[test]
fn a_notebook_has_the_scripts_code_and_words() {
    let made = Made::gallery("iris", |_| {});
    let (script, notebook) =
        made.with(|export| (export.keras_script().text(), export.keras_script().notebook()));
    assert_eq!((&notebook["nbformat"], &notebook["nbformat_minor"]), (&4.into(), &5.into()));
    let cells = notebook["cells"].as_array().unwrap();
    let source = |cell: &serde_json::Value| -> String {
        cell["source"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect()
    };
    let code = cells.iter().filter(|cell| cell["cell_type"] == "code").map(source);
    for code in code {
        for line in
            code.lines().filter(|line| !line.contains("parse_args") && !line.starts_with('#'))
        {
            assert!(script.contains(line), "{line}");
        }
    }
    assert!(cells.iter().any(|cell| source(cell).contains("parser.parse_args([])")));
    assert!(cells.iter().any(|cell| source(cell).starts_with("## Parts")));
}

#[test]
fn the_order_is_the_trainers() {
    let made = Made::gallery("iris", |config| {
        config.training.epochs = 3;
        config.training.batch_size = 8;
    });
    let (rows, seed) = (made.dataset.training.rows(), made.checked.config().seed);
    let mut batches = Batches::new(rows, true, seed);
    let mut orders = Vec::new();
    for _ in 0..3 {
        batches.begin_epoch(8);
        orders.extend(batches.order().iter().map(|&row| row as i32));
    }
    let array =
        Array { name: String::new(), shape: vec![3, rows], numbers: Numbers::Int32(orders) };
    let file = made.with(|export| export.order()).unwrap();
    assert_eq!((file.name.as_str(), file.bytes), ("order.npy", npy(&array)));
}

#[test]
fn an_order_of_too_many_epochs_is_refused() {
    let made = Made::gallery("iris", |config| config.training.epochs = 1_000_000_000);
    let rows = made.dataset.training.rows();
    let refused = made.with(|export| export.order());
    assert_eq!(refused, Err(OrderError::TooLarge { rows, epochs: 1_000_000_000 }));
}

#[test]
fn arrays_are_files_that_numpy_reads() {
    let array = |name: &str, numbers| Array { name: name.to_owned(), shape: vec![2, 1], numbers };
    let floats = array("0/kernel", Numbers::Float32(vec![1.5, -2.0]));
    let file = npy(&floats);
    assert_eq!(&file[..8], b"\x93NUMPY\x01\x00");
    let header = usize::from(u16::from_le_bytes([file[8], file[9]]));
    assert_eq!((10 + header) % 64, 0);
    let text = std::str::from_utf8(&file[10..10 + header]).unwrap();
    assert!(text.starts_with("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1,), }"));
    assert_eq!(file[10 + header..], [0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0]);
    let zip = npz(&[floats, array("train", Numbers::Int32(vec![3, 4]))]);
    assert_eq!(&zip[..4], b"PK\x03\x04");
    let end = &zip[zip.len() - 22..];
    assert_eq!((&end[..4], &end[8..12]), (&b"PK\x05\x06"[..], &[2, 0, 2, 0][..]));
}

#[test]
fn dates_and_dropped_rows_are_prepared_as_the_experiment_says() {
    let line = |row: usize| {
        let size = if row % 9 == 4 { String::new() } else { format!("{}.5", row % 7) };
        format!("{:02}.03.2024;{size};{}\n", row % 28 + 1, row * 3)
    };
    let csv = "day;size;price\n".to_owned() + &(0..40).map(line).collect::<Vec<_>>().concat();
    let import = data::import(csv.as_bytes(), &ReadingConfig::default()).unwrap();
    let source = descent::config::DataSource::File { name: "days.csv".to_owned(), columns: vec![] };
    let mut config = ExperimentConfig::propose("Days", source, import.table.schema());
    config.set_target("price", import.table.schema());
    config.data.ignored.clear();
    config.data.preparation.imputer = Imputer::DropRow;
    let own = descent::config::ColumnConfig {
        dates: vec![DatePart::Weekday, DatePart::DaysSince],
        ..Default::default()
    };
    config.data.preparation.columns.insert("day".to_owned(), own);
    let [keras, _] = Made::of("days.csv", csv.as_bytes(), &config).scripts();
    assert!(keras.contains("format=\"%d.%m.%Y\""), "{keras}");
    assert!(keras.contains("\"parts\": [\"days_since\", \"weekday\"]"), "{keras}");
    assert!(keras.contains("table.dropna(subset=[\"size\"])"), "{keras}");
    assert!(!keras.contains("SimpleImputer"), "{keras}");
}

/// Lines of code end before column 89, texts of a table aside.
#[test]
fn lines_are_short() {
    for set in gallery::SETS {
        for script in Made::gallery(set.id, |_| {}).scripts() {
            for line in script.lines() {
                assert!(line.chars().count() <= 88, "{line}");
            }
        }
    }
}
