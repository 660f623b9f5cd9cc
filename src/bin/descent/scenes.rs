//! `descent scenes`: in how many of many seeds each scene's claim holds.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;
use descent::config::ThreeDigits;
use descent::course::{Scene, SceneTrial, Value, shipped};
use serde::Serialize;

use crate::errors::CliError;
use crate::files::{print_json, print_line};
use crate::over_seeds::{Seeds, over_seeds, write_tables};

/// Count from how many seeds the claim of each scene of the course holds
#[derive(Args)]
#[command(
    after_help = "Example:\n  descent scenes my-scene.json --seeds 20 --first 1000 --figures"
)]
pub struct ScenesArgs {
    /// Names of scenes, or files that end in .json; all scenes where none is given
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// How many seeds
    #[arg(long, value_name = "N", default_value_t = 100)]
    seeds: u32,
    /// The first of them
    #[arg(long, value_name = "N", default_value_t = 1)]
    first: u32,
    /// Also print the figures of every run
    #[arg(long)]
    figures: bool,
    /// Print one JSON document instead of a table
    #[arg(long)]
    json: bool,
    /// Also put the table into docs/SCENES.md
    #[arg(long)]
    write: bool,
}

/// Where `--write` puts the table, between two lines that say so.
const DOCUMENT: &str = "docs/SCENES.md";
const MARKS: [&str; 2] = ["<!-- make scenes -->", "<!-- end of make scenes -->"];

/// What `--json` prints of a scene.
#[derive(Serialize)]
struct SceneReport {
    scene: String,
    claim: String,
    holds_where: String,
    holds: usize,
    of: usize,
    /// The seeds from which it does not hold.
    fails_from: Vec<u32>,
    measured: String,
    lowest: Option<f64>,
    median: Option<f64>,
    median_seconds: f64,
    /// With `--figures`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    figures: Vec<RunFigure>,
}

/// A figure of a run of a scene, over all seeds.
#[derive(Serialize)]
struct RunFigure {
    run: String,
    figure: String,
    #[serde(flatten)]
    values: Values,
}

#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
enum Values {
    Numbers { lowest: f64, median: f64, highest: f64 },
    Words { yes: usize, of: usize },
}

/// What came of a scene from one seed.
struct Counted {
    seed: u32,
    trial: SceneTrial,
    took: Duration,
}

pub fn run(args: &ScenesArgs) -> Result<(), CliError> {
    let seeds = Seeds { first: args.first, count: args.seeds };
    let scenes = chosen(&args.names)?;
    let mut conditions = vec!["| Scene | Holds where |".to_owned(), "| --- | --- |".to_owned()];
    conditions.extend(scenes.iter().map(|scene| format!("| {} | `{}` |", scene.id, scene.holds)));
    let mut lines = vec![
        "| Scene | Claim | Holds | What is measured | Lowest | Median | Seconds |".to_owned(),
        "| --- | --- | ---: | --- | ---: | ---: | ---: |".to_owned(),
    ];
    let say = |line: &str| if args.json { Ok(()) } else { print_line(line) };
    for line in &lines {
        say(line)?;
    }
    let mut reports = Vec::new();
    for scene in &scenes {
        let counted = count(scene, seeds)?;
        let mut report = report(scene, &counted);
        lines.push(report.row());
        say(&report.row())?;
        if args.figures {
            report.figures = figures(scene, &counted);
            for line in report.figure_lines() {
                say(&line)?;
            }
        }
        reports.push(report);
    }
    if args.json {
        print_json("what was counted", &reports)?;
    }
    if args.write { write_tables(DOCUMENT, MARKS, seeds, &[lines, conditions]) } else { Ok(()) }
}

/// All scenes, or those named; a name that ends in .json is a file.
fn chosen(names: &[String]) -> Result<Vec<Scene>, CliError> {
    let refused = |problem: descent::course::SceneError| CliError::Config(problem.to_string());
    let shipped = shipped().map_err(refused)?;
    if names.is_empty() {
        return Ok(shipped);
    }
    let mut scenes = Vec::new();
    for name in names {
        let path = Path::new(name);
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
            let text = fs::read_to_string(path)
                .map_err(|source| CliError::Read { path: name.clone(), source })?;
            let id = path.file_stem().unwrap_or_default().to_string_lossy();
            scenes.push(Scene::read(&id, &text).map_err(refused)?);
        } else if let Some(scene) = shipped.iter().find(|scene| scene.id == *name) {
            scenes.push(scene.clone());
        } else {
            let known: Vec<_> = shipped.iter().map(|scene| scene.id.as_str()).collect();
            let known = known.join(", ");
            return Err(CliError::Config(format!("There is no scene \"{name}\", only {known}.")));
        }
    }
    Ok(scenes)
}

/// Trains a scene from every seed.
fn count(scene: &Scene, seeds: Seeds) -> Result<Vec<Counted>, CliError> {
    let counted = over_seeds(seeds, &scene.id, |seed, tables| {
        let start = Instant::now();
        let trial = SceneTrial::run(scene, seed, tables)?;
        Ok(Counted { seed, trial, took: start.elapsed() })
    });
    counted.map_err(|problem| CliError::Config(format!("{}: {problem}", scene.title)))
}

fn report(scene: &Scene, counted: &[Counted]) -> SceneReport {
    let measures = sorted(counted.iter().filter_map(|one| one.trial.measure));
    let seconds = sorted(counted.iter().map(|one| one.took.as_secs_f64()));
    SceneReport {
        scene: scene.id.clone(),
        claim: scene.claim.clone(),
        holds_where: scene.holds.to_string(),
        holds: counted.iter().filter(|one| one.trial.holds).count(),
        of: counted.len(),
        fails_from: counted.iter().filter(|one| !one.trial.holds).map(|one| one.seed).collect(),
        measured: scene.measure_means.clone(),
        lowest: measures.first().copied(),
        median: middle(&measures),
        median_seconds: seconds.get(seconds.len() / 2).copied().unwrap_or_default(),
        figures: Vec::new(),
    }
}

impl SceneReport {
    fn row(&self) -> String {
        let number =
            |value: Option<f64>| value.map_or("-".to_owned(), |v| ThreeDigits(v).to_string());
        format!(
            "| {} | {} | {} of {} | {} | {} | {} | {:.2} |",
            self.scene,
            self.claim,
            self.holds,
            self.of,
            self.measured,
            number(self.lowest),
            number(self.median),
            self.median_seconds
        )
    }

    fn figure_lines(&self) -> Vec<String> {
        let line = |one: &RunFigure| {
            let said = match one.values {
                Values::Numbers { lowest, median, highest } => {
                    let [low, middle, high] = [lowest, median, highest].map(ThreeDigits);
                    format!("{low} to {high}, median {middle}")
                }
                Values::Words { yes, of } => format!("yes in {yes} of {of}"),
            };
            format!("    {}.{}: {said}", one.run, one.figure)
        };
        let mut lines: Vec<_> = self.figures.iter().map(line).collect();
        if !self.fails_from.is_empty() {
            lines.push(format!("    fails from {:?}", self.fails_from));
        }
        lines
    }
}

/// The lowest, the median and the highest of every figure.
fn figures(scene: &Scene, counted: &[Counted]) -> Vec<RunFigure> {
    let mut figures = Vec::new();
    for (at, run) in scene.runs.iter().enumerate() {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in counted.iter().flat_map(|one| one.trial.runs[at].iter()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in names {
            let values = || counted.iter().filter_map(|one| one.trial.runs[at].get(name));
            let numbers = sorted(values().filter_map(|value| match value {
                Value::Number(number) => Some(number),
                Value::Word(_) => None,
            }));
            let ends = (numbers.first(), middle(&numbers), numbers.last());
            let values = if let (Some(&lowest), Some(median), Some(&highest)) = ends {
                Values::Numbers { lowest, median, highest }
            } else {
                let yes = values().filter(|v| *v == Value::Word("yes".to_owned())).count();
                Values::Words { yes, of: counted.len() }
            };
            figures.push(RunFigure { run: run.id.clone(), figure: name.to_owned(), values });
        }
    }
    figures
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The median of sorted values, the lower of two in the middle.
fn middle(sorted: &[f64]) -> Option<f64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}
