//! `descent lessons`: from how many of many seeds every task of a lesson is open before and done
//! after "Show me".

use std::time::Instant;

use clap::Args;
use descent::course::{Lesson, StepTrial, shipped_lessons, walk_lesson};
use serde::Serialize;

use crate::errors::CliError;
use crate::files::{print_json, print_line};
use crate::over_seeds::{Seeds, over_seeds, write_tables};

/// Count from how many seeds each task of the lessons is open before and done after "Show me"
#[derive(Args)]
#[command(after_help = "Example:\n  descent lessons --seeds 5 --figures")]
pub struct LessonsArgs {
    /// Names of lessons; all of them where none is given
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// How many seeds
    #[arg(long, value_name = "N", default_value_t = 20)]
    seeds: u32,
    /// The first of them
    #[arg(long, value_name = "N", default_value_t = 1)]
    first: u32,
    /// Also name the seeds that fail
    #[arg(long)]
    figures: bool,
    /// Print one JSON document instead of a table
    #[arg(long)]
    json: bool,
    /// Also put the table into docs/LESSONS.md
    #[arg(long)]
    write: bool,
}

/// What `--json` prints of a step with something to do.
#[derive(Serialize)]
struct StepReport {
    lesson: String,
    step: String,
    tasks: usize,
    holds: usize,
    of: usize,
    /// The seeds from which it does not hold.
    fails_from: Vec<u32>,
    /// Of the whole lesson, with its first step.
    #[serde(skip_serializing_if = "Option::is_none")]
    median_seconds: Option<f64>,
}

/// Where `--write` puts the table, between two lines that say so.
const DOCUMENT: &str = "docs/LESSONS.md";
const MARKS: [&str; 2] = ["<!-- lessons -->", "<!-- /lessons -->"];

pub fn run(args: &LessonsArgs) -> Result<(), CliError> {
    let seeds = Seeds { first: args.first, count: args.seeds };
    let shipped = shipped_lessons().map_err(|problem| CliError::Config(problem.to_string()))?;
    if let Some(name) = args.names.iter().find(|name| shipped.iter().all(|(id, _)| id != name)) {
        let known: Vec<_> = shipped.iter().map(|(id, _)| *id).collect();
        let known = known.join(", ");
        return Err(CliError::Config(format!("There is no lesson \"{name}\", only {known}.")));
    }
    let mut lines = vec![
        "| Lesson | Step | Tasks | Hold from | Seconds |".to_owned(),
        "| --- | --- | ---: | ---: | ---: |".to_owned(),
    ];
    let say = |line: &str| if args.json { Ok(()) } else { print_line(line) };
    for line in &lines {
        say(line)?;
    }
    let wanted = |id: &str| args.names.is_empty() || args.names.iter().any(|name| name == id);
    let mut reports = Vec::new();
    for (id, lesson) in shipped.iter().filter(|(id, _)| wanted(id)) {
        for report in count(id, lesson, seeds)? {
            say(&report.row())?;
            if args.figures && !report.fails_from.is_empty() {
                say(&format!("    {id}, {}: fails from {:?}", report.step, report.fails_from))?;
            }
            lines.push(report.row());
            reports.push(report);
        }
    }
    if args.json {
        print_json("what was counted", &reports)?;
    }
    if args.write { write_tables(DOCUMENT, MARKS, seeds, &[lines]) } else { Ok(()) }
}

impl StepReport {
    fn row(&self) -> String {
        let time = self.median_seconds.map_or(String::new(), |seconds| format!("{seconds:.2}"));
        let Self { lesson, step, tasks, holds, of, .. } = self;
        format!("| {lesson} | {step} | {tasks} | {holds} of {of} | {time} |")
    }
}

/// Every step with something to do.
fn count(id: &str, lesson: &Lesson, seeds: Seeds) -> Result<Vec<StepReport>, CliError> {
    let walked = over_seeds(seeds, id, |seed, tables| {
        let start = Instant::now();
        Ok((seed, walk_lesson(lesson, Some(seed), tables)?, start.elapsed().as_secs_f64()))
    });
    let walked = walked.map_err(|problem| CliError::Config(format!("{id}: {problem}")))?;
    let mut seconds: Vec<_> = walked.iter().map(|(_, _, seconds)| *seconds).collect();
    seconds.sort_by(f64::total_cmp);
    let mut median_seconds = seconds.get(seconds.len() / 2).copied();
    let mut reports = Vec::new();
    for (at, step) in lesson.steps.iter().enumerate().filter(|(_, step)| !step.tasks.is_empty()) {
        let fails =
            |(seed, trials, _): &(u32, Vec<StepTrial>, f64)| (!trials[at].holds()).then_some(*seed);
        let fails_from: Vec<_> = walked.iter().filter_map(fails).collect();
        reports.push(StepReport {
            lesson: id.to_owned(),
            step: step.title.clone(),
            tasks: step.tasks.len(),
            holds: walked.len() - fails_from.len(),
            of: walked.len(),
            fails_from,
            median_seconds: median_seconds.take(),
        });
    }
    Ok(reports)
}
