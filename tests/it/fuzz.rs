//! What the fuzz targets check, on the inputs they begin with: the table of cases, and
//! what fuzzing found. `make fuzz` writes them with `WRITE_SEEDS`, the folder they go to.

#[path = "../../fuzz/fuzz_targets/checks.rs"]
mod checks;

use std::path::Path;

use descent::config::{DataSource, DecimalMark, Delimiter, ExperimentConfig, TableSchema, share};
use descent::config::{Encoding, ReadingConfig};
use descent::models::zip;

use descent::export::safetensors;
use descent::models::keras;
use descent::models::zip::Archive;
use descent::nn::{LossInput, Network};

use crate::data::import::cases::all;
use crate::models::fixture;

/// The head that asks for `reading`, as far as a head can.
fn head(reading: &ReadingConfig) -> [u8; checks::HEAD] {
    fn at<T: PartialEq>(all: &[T], wanted: Option<&T>) -> u8 {
        wanted
            .and_then(|wanted| all.iter().position(|one| one == wanted))
            .map_or(0, |at| at as u8 + 1)
    }
    let header = match reading.header {
        None => 0,
        Some(true) => 1,
        Some(false) => 2,
    };
    let first = at(&Encoding::ALL, reading.encoding.as_ref())
        | at(&DecimalMark::ALL, reading.decimal.as_ref()) << 3
        | header << 5
        | u8::from(reading.usual_markers_are_words) << 7;
    let own = u8::from(!reading.missing.is_empty()) << 5;
    [first, at(&Delimiter::ALL, reading.delimiter.as_ref()) | own, 0, 64, 128, 192]
}

/// A target's seeds.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    match target {
        "import" | "import_long" => all()
            .iter()
            .flat_map(|(_, cases)| cases.iter())
            .map(|case| {
                let mut reading = ReadingConfig::default();
                (case.reading)(&mut reading);
                [&head(&reading)[..], case.input].concat()
            })
            .collect(),
        "formula" => [
            "x",
            "sin(3*x1) + 0.5*x2^2",
            "-(1e-3 / x) ^ 2 ^ x",
            "step(relu(tanh(x)))",
            "2 x (",
            "exp(ln(sqrt(abs(x))))*sigmoid(sign(cos(tan(x))))",
        ]
        .iter()
        .map(|text| text.as_bytes().to_vec())
        .collect(),
        "models" => {
            let of = |kind: u8, bytes: &[u8]| [&[kind], bytes].concat();
            let small = fixture("small.keras");
            let archive = Archive::open(&small).unwrap();
            let model = keras::open(&small).unwrap();
            let (inputs, output) = (model.inputs, model.output);
            let network = Network::new(&model.network, inputs, output, LossInput::Predictions, 1);
            let tensors = safetensors::write(&network).unwrap();
            vec![
                of(0, &small),
                of(0, &fixture("keras_2.keras")),
                of(0, &fixture("every_layer.keras")),
                of(0, &fixture("lambda.keras")),
                of(0, &fixture("every_layer.json")),
                of(1, &archive.read("config.json").unwrap()),
                of(1, &fixture("keras_2.json")),
                of(2, &archive.read("model.weights.h5").unwrap()),
                of(2, b"\x89HDF\r\n\x1a\n"),
                of(3, &tensors),
                of(3, &tensors[..tensors.len() / 2]),
            ]
        }
        "archive" => {
            let whole = include_bytes!("../fixtures/archive-v1.descent.zip");
            let manifest = br#"{"descent": 1, "runs": 0}"#.as_slice();
            let experiment = br#"{"data": {"source": {"gallery": {"id": "iris"}}}}"#.as_slice();
            let files = [("manifest.json", manifest), ("experiment.json", experiment)];
            let small = zip::write(&files).unwrap();
            let other = zip::write(&[("wine.csv", "x,y\n1,2\n")]).unwrap();
            vec![whole.to_vec(), small, other, b"PK\x05\x06".to_vec()]
        }
        _ => {
            let source = DataSource::Gallery { id: "red-wine".to_owned() };
            let experiment = ExperimentConfig::propose("Wine", source, &TableSchema::default());
            let json = serde_json::to_vec(&experiment).unwrap();
            let links = [
                include_str!("../fixtures/link-v1.txt").to_owned(),
                include_str!("../fixtures/link-v2.txt").to_owned(),
                share::encode(&experiment),
            ];
            let mut seeds: Vec<Vec<u8>> =
                links.iter().map(|link| [b"\0", link.as_bytes()].concat()).collect();
            seeds.push([b"\x01", &json[..]].concat());
            seeds
        }
    }
}

#[test]
fn every_seed_passes_what_the_fuzz_targets_check() {
    for seed in &seeds("import") {
        checks::any_import(seed);
    }
    for seed in &seeds("formula") {
        checks::any_formula(seed);
    }
    for seed in &seeds("link") {
        checks::any_link(seed);
    }
    for seed in &seeds("models") {
        checks::any_model(seed);
    }
    for seed in &seeds("archive") {
        checks::any_archive(seed);
    }
    // A few, for each takes a while.
    seeds("import_long").iter().step_by(16).for_each(|seed| checks::any_long_import(seed));
}

#[test]
fn the_seeds_are_written_where_asked() {
    let Some(folder) = std::env::var_os("WRITE_SEEDS") else { return };
    for target in ["import", "import_long", "formula", "link", "models", "archive"] {
        let folder = Path::new(&folder).join(target);
        std::fs::create_dir_all(&folder).unwrap();
        for (number, seed) in seeds(target).iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), seed).unwrap();
        }
    }
}
