//! `descent scenes`: in how many of many seeds each scene's claim holds.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use descent::config::ThreeDigits;
use descent::course::{Scene, SceneTrial, Value, shipped};

use crate::args::{CliError, SeedArgs};
use crate::over_seeds::{over_seeds, write_tables};
use crate::train::print_line;

/// Where `--write` puts the table, between two lines that say so.
const DOCUMENT: &str = "docs/SCENES.md";
const MARKS: [&str; 2] = ["<!-- make scenes -->", "<!-- end of make scenes -->"];

/// What came of a scene from one seed.
struct Counted {
    seed: u32,
    trial: SceneTrial,
    took: Duration,
}

pub fn run(args: &SeedArgs) -> Result<(), CliError> {
    let scenes = chosen(&args.names)?;
    let mut conditions = vec!["| Scene | Holds where |".to_owned(), "| --- | --- |".to_owned()];
    conditions.extend(scenes.iter().map(|scene| format!("| {} | `{}` |", scene.id, scene.holds)));
    let mut lines = vec![
        "| Scene | Claim | Holds | What is measured | Lowest | Median | Seconds |".to_owned(),
        "| --- | --- | ---: | --- | ---: | ---: | ---: |".to_owned(),
    ];
    for line in &lines {
        print_line(line)?;
    }
    for scene in &scenes {
        let counted = count(scene, args.first, args.seeds)?;
        let line = row(scene, &counted);
        print_line(&line)?;
        lines.push(line);
        if args.figures {
            print_figures(scene, &counted)?;
        }
    }
    if args.write { write_tables(DOCUMENT, MARKS, args, &[lines, conditions]) } else { Ok(()) }
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
fn count(scene: &Scene, first: u32, seeds: u32) -> Result<Vec<Counted>, CliError> {
    let counted = over_seeds(first, seeds, |seed, tables| {
        let start = Instant::now();
        let trial = SceneTrial::run(scene, seed, tables)?;
        Ok(Counted { seed, trial, took: start.elapsed() })
    });
    counted.map_err(|problem| CliError::Config(format!("{}: {problem}", scene.title)))
}

fn row(scene: &Scene, counted: &[Counted]) -> String {
    let held = counted.iter().filter(|one| one.trial.holds).count();
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |v| ThreeDigits(v).to_string());
    let measures = sorted(counted.iter().filter_map(|one| one.trial.measure));
    let seconds = sorted(counted.iter().map(|one| one.took.as_secs_f64()));
    let (lowest, middle) = (number(measures.first().copied()), number(middle(&measures)));
    let seconds = seconds.get(seconds.len() / 2).copied().unwrap_or_default();
    format!(
        "| {} | {} | {held} of {} | {} | {lowest} | {middle} | {seconds:.2} |",
        scene.id,
        scene.claim,
        counted.len(),
        scene.measure_means
    )
}

/// The lowest, the median and the highest of every figure.
fn print_figures(scene: &Scene, counted: &[Counted]) -> Result<(), CliError> {
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
            let said = if let (Some(low), Some(middle), Some(high)) = ends {
                let [low, middle, high] = [*low, middle, *high].map(ThreeDigits);
                format!("{low} to {high}, median {middle}")
            } else {
                let yes = values().filter(|v| *v == Value::Word("yes".to_owned())).count();
                format!("yes in {yes} of {}", counted.len())
            };
            print_line(&format!("    {}.{name}: {said}", run.id))?;
        }
    }
    let failed: Vec<_> =
        counted.iter().filter(|one| !one.trial.holds).map(|one| one.seed).collect();
    if failed.is_empty() { Ok(()) } else { print_line(&format!("    fails from {failed:?}")) }
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
