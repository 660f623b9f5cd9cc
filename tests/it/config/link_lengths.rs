//! How long links are: docs/LINKS.md has the table, `WRITE_LINKS=1` writes it anew.

use std::fmt::Write;

use descent::config::share::{self, Link, LinkedTable};
use descent::config::{
    BatchNormConfig, DataSource, DenseConfig, DropoutConfig, ExperimentConfig, LayerConfig,
    ReadingConfig, Shape, SyntheticConfig,
};
use descent::course::{Lesson, Scene};
use descent::data::{gallery, import, synthetic};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::config::edit_tables::{CHOICES, NUMBERS};

const DOCUMENT: &str = "docs/LINKS.md";
const BEGIN: &str = "<!-- lengths -->\n";
const END: &str = "<!-- /lengths -->\n";

fn texts(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "index"))
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        (id, std::fs::read_to_string(path).unwrap())
    };
    files.iter().map(read).collect()
}

fn of_lessons() -> Vec<ExperimentConfig> {
    let lessons = texts("assets/course/lessons");
    let lessons: Vec<_> = lessons.iter().map(|(_, text)| Lesson::parse(text).unwrap()).collect();
    let steps = lessons.iter().flat_map(|lesson| &lesson.steps);
    steps.filter_map(|step| step.opens()).map(Result::unwrap).collect()
}

fn of_scenes() -> Vec<ExperimentConfig> {
    let scenes = texts("assets/course/scenes");
    let scenes = scenes.iter().map(|(id, text)| Scene::read(id, text).unwrap());
    scenes.flat_map(|scene| scene.runs).map(|run| run.experiment().unwrap()).collect()
}

/// Experiments of the Gallery after so many edits of a user, drawn from all there are.
fn edited(edits: usize) -> Vec<ExperimentConfig> {
    let mut rng = ChaCha8Rng::seed_from_u64(edits as u64);
    let one = |_| {
        let mut experiment = gallery::first_experiment();
        experiment.network.layers = vec![
            LayerConfig::Dense(DenseConfig::default()),
            LayerConfig::Dropout(DropoutConfig::default()),
            LayerConfig::BatchNormalization(BatchNormConfig::default()),
            LayerConfig::Dense(DenseConfig::default()),
        ];
        for _ in 0..edits {
            let at = rng.random_range(0..4);
            if rng.random() {
                let (limit, set) = NUMBERS[rng.random_range(0..NUMBERS.len())];
                let share: f64 = rng.random();
                let number = limit.min + share * (limit.max - limit.min);
                let number = if limit.whole { number.round() } else { number };
                // As people choose them.
                let number = format!("{number:.2}").parse::<f64>().unwrap();
                set(&mut experiment, at, number.clamp(limit.min, limit.max));
            } else {
                let choose = CHOICES[rng.random_range(0..CHOICES.len())];
                choose(&mut experiment, at, rng.random_range(0..40));
            }
        }
        experiment
    };
    (0..100).map(one).collect()
}

/// A file of the user's own, with the columns of each set of the Gallery.
fn of_files() -> Vec<Link> {
    let of_set = |set: &gallery::GallerySet| {
        let bytes = gallery::bytes(set);
        let table = import(bytes, &ReadingConfig::default()).unwrap().table;
        let mut experiment = gallery::experiment(set);
        let columns = table.schema().columns.iter().map(|column| column.name.clone()).collect();
        experiment.data.source = DataSource::File { name: format!("my-{}.csv", set.id), columns };
        Link { experiment, table: LinkedTable::Expected(table.expected()) }
    };
    gallery::SETS.iter().map(of_set).collect()
}

fn with_iris() -> Link {
    let bytes = gallery::bytes(gallery::find("iris").unwrap());
    let mut link = of_files().into_iter().find(|link| link.experiment.title.contains("Iris"));
    let link = link.as_mut().unwrap();
    link.table = LinkedTable::File(bytes.to_vec());
    link.clone()
}

fn alone(experiments: Vec<ExperimentConfig>) -> Vec<Link> {
    experiments.into_iter().map(Link::new).collect()
}

/// Median, and the longest.
fn lengths(links: &[Link]) -> (usize, usize) {
    let mut lengths: Vec<_> = links.iter().map(|link| share::write(link).len()).collect();
    lengths.sort_unstable();
    (lengths[lengths.len() / 2], *lengths.last().unwrap())
}

fn groups() -> Vec<(&'static str, Vec<Link>)> {
    let made = Shape::all().into_iter().map(|shape| {
        synthetic::experiment(SyntheticConfig { shape, ..SyntheticConfig::default() })
    });
    vec![
        ("Sets of the Gallery", alone(gallery::SETS.iter().map(gallery::experiment).collect())),
        ("Synthetic tables", alone(made.collect())),
        ("Runs of the scenes", alone(of_scenes())),
        ("Steps of the lessons", alone(of_lessons())),
        ("After 10 random edits", alone(edited(10))),
        ("After 100 random edits", alone(edited(100))),
        ("A file of your own, named", of_files()),
        ("iris.csv with its 150 rows", vec![with_iris()]),
    ]
}

#[test]
fn the_lengths_in_the_docs_are_those_of_today() {
    let mut table =
        "| Experiments | Number | Median | Longest |\n| --- | --- | --- | --- |\n".to_owned();
    for (name, links) in groups() {
        let (median, longest) = lengths(&links);
        writeln!(table, "| {name} | {} | {median} | {longest} |", links.len()).unwrap();
    }
    let text = std::fs::read_to_string(DOCUMENT).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let today = format!("{before}{BEGIN}{table}{END}{after}");
    if std::env::var_os("WRITE_LINKS").is_some() {
        std::fs::write(DOCUMENT, &today).unwrap();
        return;
    }
    assert_eq!(text, today, "write it with WRITE_LINKS=1 cargo test --test it config::link");
}

#[test]
fn a_median_experiment_has_a_link_of_at_most_200_characters() {
    let mut links = Vec::new();
    // One group as much as any other; those of a file only where they are named.
    for (_, group) in groups().into_iter().filter(|(name, _)| !name.contains("rows")) {
        let (median, _) = lengths(&group);
        links.push(median);
    }
    links.sort_unstable();
    assert!(links[links.len() / 2] <= 200, "{links:?}");
}
