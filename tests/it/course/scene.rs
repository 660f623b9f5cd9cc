//! Scenes: what a file may hold, and that those which are shipped are true and readable.

use std::collections::BTreeSet;
use std::path::Path;

use descent::config::{DataSource, LayerConfig, Optimizer};
use descent::course::{CourseView, SHIPPED, Scene, SceneTables, SceneTrial, Text, Value, shipped};
use descent::data::Dataset;
use serde_json::{Value as Json, json};

/// Longer ones are not read from a stage.
const MOST_WORDS: usize = 20;

/// A scene of two runs.
fn small() -> Json {
    json!({
        "title": "Steps", "claim": "More steps learn more.",
        "holds": "long.training_loss < short.training_loss",
        "measure": "short.training_loss / long.training_loss", "measure_means": "how much more",
        "view": "loss",
        "question": { "ask": "Which learns more?", "answers": ["Long", "Short"], "right": 0 },
        "experiment": {
            "title": "Steps",
            "data": {
                "source": { "synthetic": { "shape": "line", "rows": 40, "noise": 0.1, "seed": 1 } },
                "target": "y", "task": "regression", "ignored": [],
                "validation_percent": 30, "scaling": "none",
            },
            "network": { "layers": [] },
            "training": { "optimizer": { "sgd": {} }, "epochs": 2, "batch_size": 8 },
            "seed": 1,
        },
        "runs": [
            { "id": "short", "name": "Few steps", "notes": ["It ends at {short.training_loss}."] },
            {
                "id": "long", "name": "Many steps",
                "change": { "training": { "epochs": 30, "optimizer": null } },
                "notes": ["It ends at {long.training_loss}.", "{long.accuracy} is no figure here."],
            },
        ],
    })
}

fn read(scene: &Json) -> Result<Scene, String> {
    Scene::read("steps", &scene.to_string()).map_err(|problem| problem.to_string())
}

#[test]
fn a_run_is_the_experiment_with_its_changes() {
    let scene = read(&small()).unwrap();
    let [short, long] = &scene.runs[..] else { panic!("two runs") };
    assert_eq!(short.experiment().unwrap().training.epochs, 2);
    assert_eq!(long.experiment().unwrap().training.epochs, 30);
    assert_eq!(long.experiment().unwrap().training.batch_size, 8);
    // Null takes a setting out, which is then at its default.
    assert!(matches!(short.experiment().unwrap().training.optimizer, Optimizer::Sgd(_)));
    assert_eq!(long.experiment().unwrap().training.optimizer, Optimizer::ADAM);
    assert_eq!(scene.view, CourseView::Loss);
}

#[test]
fn a_seed_draws_the_table_only_where_the_scene_is_about_data() {
    let table_seed = |scene: &Scene| match scene.experiment(&scene.runs[0], 7).unwrap().data.source
    {
        DataSource::Synthetic(table) => table.seed,
        other => panic!("{other:?}"),
    };
    let mut file = small();
    let scene = read(&file).unwrap();
    assert_eq!((table_seed(&scene), scene.experiment(&scene.runs[0], 7).unwrap().seed), (1, 7));
    file["draws_table"] = json!(true);
    assert_eq!(table_seed(&read(&file).unwrap()), 7);
}

#[test]
fn what_was_trained_fills_the_notes() {
    let scene = read(&small()).unwrap();
    let trial = SceneTrial::run(&scene, 1, &mut SceneTables::default()).unwrap();
    let notes = scene.notes(&trial.runs[..1]);
    assert!(notes[0].starts_with("It ends at 0.") || notes[0].starts_with("It ends at 1."));
    // A regression has no accuracy, so what would say it is left out.
    assert_eq!(scene.notes(&trial.runs).len(), 1);
    assert!(scene.notes(&[]).is_empty());
    assert_eq!(trial.holds, trial.measure.unwrap() > 1.0);
}

#[test]
fn what_is_no_scene_says_why() {
    type Change = fn(&mut Json);
    let refused = |change: Change| {
        let mut scene = small();
        change(&mut scene);
        read(&scene).unwrap_err()
    };
    let cases: [(Change, &str); 8] = [
        (|scene| scene["colour"] = json!("red"), "unknown field `colour`"),
        (|scene| scene["runs"][0]["colour"] = json!("red"), "unknown field `colour`"),
        (|scene| scene["holds"] = json!("long.training_loss <"), "a name or a number is missing"),
        (|scene| scene["view"] = json!("sideways"), "\"sideways\" is no view"),
        (|scene| scene["holds"] = json!("long.lost < 1"), "uses \"long.lost\", which is no figure"),
        (|scene| scene["measure"] = json!("tall.epochs"), "uses \"tall.epochs\""),
        (
            |scene| scene["runs"][0]["notes"] = json!(["Later {long.training_loss}"]),
            "uses \"long.training_loss\"",
        ),
        (
            |scene| scene["runs"][1]["change"] = json!({ "training": { "epochs": 0 } }),
            "The run \"long\" of the scene \"steps\"",
        ),
    ];
    for (change, words) in cases {
        let sentence = refused(change);
        assert!(sentence.contains(words), "{sentence}");
    }
}

#[test]
fn every_scene_in_the_folder_is_shipped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/course/scenes");
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let shipped = SHIPPED.iter().map(|(id, _)| format!("{id}.json"));
    let index = std::iter::once("index.json".to_owned());
    assert_eq!(files.collect::<BTreeSet<_>>(), shipped.chain(index).collect());
    // The page lists them in the same order.
    let index = include_str!("../../../assets/course/scenes/index.json");
    let index: Vec<String> = serde_json::from_str(index).unwrap();
    assert_eq!(index, SHIPPED.map(|(id, _)| id));
}

#[test]
fn every_scene_can_be_trained_and_read_aloud() {
    let mut tables = SceneTables::default();
    for scene in shipped().unwrap() {
        let id = &scene.id;
        for run in &scene.runs {
            let table = tables.table(&run.experiment().unwrap().data).unwrap();
            assert!(run.experiment().unwrap().check(table.schema()).is_ok(), "{id}, {}", run.id);
            assert!((1..=3).contains(&run.notes.len()), "{id}, {}", run.id);
        }
        let ids: BTreeSet<_> = scene.runs.iter().map(|run| &run.id).collect();
        assert_eq!(ids.len(), scene.runs.len(), "{id}");
        assert!(scene.question.right < scene.question.answers.len(), "{id}");
        if let CourseView::Metric(metric) = scene.view {
            let experiment = &scene.runs[0].experiment().unwrap();
            assert!(experiment.training.measured(experiment.data.task).contains(&metric), "{id}");
        }
    }
    for (id, text) in SHIPPED {
        let file: Json = serde_json::from_str(text).unwrap();
        let notes = file["runs"].as_array().unwrap().iter();
        let notes = notes.flat_map(|run| run["notes"].as_array().unwrap());
        let answers = file["question"]["answers"].as_array().unwrap();
        let said = [&file["claim"], &file["question"]["ask"], &file["measure_means"]];
        for sentence in said.into_iter().chain(notes).chain(answers) {
            for sentence in sentence.as_str().unwrap().split(". ") {
                let words = without_figures(sentence).split_whitespace().count();
                assert!(words <= MOST_WORDS, "{id}: {words} words: {sentence}");
            }
        }
    }
}

/// A figure is read as one word.
fn without_figures(sentence: &str) -> String {
    let mut text = String::new();
    for part in sentence.split('{') {
        text.push_str(part.split_once('}').map_or(part, |(_, after)| after));
        text.push_str(" x ");
    }
    text.strip_suffix(" x ").unwrap_or(&text).to_owned()
}

/// What only a look into the trained network tells, which the page does not take for a scene.
const OF_NO_PAGE: &str = "dead_relu_share";

#[test]
fn scenes_state_no_figure_that_the_page_does_not_have() {
    for scene in shipped().unwrap() {
        let notes = scene.runs.iter().flat_map(|run| &run.notes).flat_map(Text::names);
        let stated = scene.holds.names().into_iter().chain(scene.measure.names()).chain(notes);
        let asked = stated.into_iter().find(|name| name.ends_with(OF_NO_PAGE));
        assert_eq!(asked, None, "{}", scene.id);
    }
}

/// Why so few digits are right in it: the claim itself names what the page can measure.
#[test]
fn most_relus_of_the_scene_about_dead_ones_are_dead() {
    let scenes = shipped().unwrap();
    let scene = scenes.iter().find(|scene| scene.id == "dead-relu").unwrap();
    let trial = SceneTrial::run(scene, 1, &mut SceneTables::default()).unwrap();
    let share = |run: usize| match trial.runs[run].get(OF_NO_PAGE) {
        Some(Value::Number(share)) => share,
        other => panic!("{other:?}"),
    };
    assert!(share(0) < 0.2 && share(1) > 0.8, "{} and {}", share(0), share(1));
}

#[test]
fn the_numbers_in_a_runs_name_are_its_settings() {
    let mut tables = SceneTables::default();
    for scene in shipped().unwrap() {
        for run in &scene.runs {
            let experiment = run.experiment().unwrap();
            let table = tables.table(&experiment.data).unwrap();
            let checked = experiment.check(table.schema()).unwrap();
            let rows = Dataset::prepare(&table, &checked).unwrap().facts().counts.training;
            let training = &experiment.training;
            let mut settings = vec![rows as f64, training.learning_rate, experiment.threshold()];
            settings.push(f64::from(training.batch_size));
            settings.extend(experiment.network.dropout_rates());
            settings.extend(experiment.network.layers.iter().filter_map(|layer| match layer {
                LayerConfig::Dense(dense) => Some(f64::from(dense.units)),
                _ => None,
            }));
            let named = run.name.split(' ').filter_map(|word| word.parse::<f64>().ok());
            let other = named.into_iter().find(|named| !settings.contains(named));
            assert_eq!(other, None, "{}, {}: {settings:?}", scene.id, run.name);
        }
    }
}

/// Of the others says docs/SCENES.md in how many seeds they hold.
#[test]
fn quick_scenes_hold_from_their_own_seed() {
    let mut tables = SceneTables::default();
    let quick = ["linear-or-deep", "learning-rate", "batch-norm", "imbalance"];
    for scene in shipped().unwrap().iter().filter(|scene| quick.contains(&scene.id.as_str())) {
        let trial =
            SceneTrial::run(scene, scene.runs[0].experiment().unwrap().seed, &mut tables).unwrap();
        assert!(trial.holds, "{}: {:#?}", scene.id, trial.runs);
        assert_eq!(scene.notes(&trial.runs).len(), scene.runs[scene.runs.len() - 1].notes.len());
    }
}
