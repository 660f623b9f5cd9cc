//! `descent lessons`: from how many of many seeds every task of a lesson is open before and done
//! after "Show me".

use std::time::Instant;

use descent::course::{Lesson, StepTrial, shipped_lessons, walk_lesson};

use crate::args::{CliError, SeedArgs};
use crate::over_seeds::{over_seeds, write_tables};
use crate::train::print_line;

/// Where `--write` puts the table, between two lines that say so.
const DOCUMENT: &str = "docs/LESSONS.md";
const MARKS: [&str; 2] = ["<!-- lessons -->", "<!-- /lessons -->"];

pub fn run(args: &SeedArgs) -> Result<(), CliError> {
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
    for line in &lines {
        print_line(line)?;
    }
    let wanted = |id: &str| args.names.is_empty() || args.names.iter().any(|name| name == id);
    for (id, lesson) in shipped.iter().filter(|(id, _)| wanted(id)) {
        for line in count(id, lesson, args)? {
            print_line(&line)?;
            lines.push(line);
        }
    }
    if args.write { write_tables(DOCUMENT, MARKS, args, &[lines]) } else { Ok(()) }
}

/// A line for every step with something to do; the time is that of the lesson, on its first.
fn count(id: &str, lesson: &Lesson, args: &SeedArgs) -> Result<Vec<String>, CliError> {
    let walked = over_seeds(args.first, args.seeds, |seed, tables| {
        let start = Instant::now();
        Ok((seed, walk_lesson(lesson, Some(seed), tables)?, start.elapsed().as_secs_f64()))
    });
    let walked = walked.map_err(|problem| CliError::Config(format!("{id}: {problem}")))?;
    let mut seconds: Vec<_> = walked.iter().map(|(_, _, seconds)| *seconds).collect();
    seconds.sort_by(f64::total_cmp);
    let median = seconds.get(seconds.len() / 2).copied().unwrap_or_default();
    let mut time = format!("{median:.2}");
    let mut lines = Vec::new();
    for (at, step) in lesson.steps.iter().enumerate().filter(|(_, step)| !step.tasks.is_empty()) {
        let fails =
            |(seed, trials, _): &(u32, Vec<StepTrial>, f64)| (!trials[at].holds()).then_some(*seed);
        let failed: Vec<_> = walked.iter().filter_map(fails).collect();
        lines.push(format!(
            "| {id} | {} | {} | {} of {} | {time} |",
            step.title,
            step.tasks.len(),
            walked.len() - failed.len(),
            walked.len()
        ));
        time.clear();
        if args.figures && !failed.is_empty() {
            print_line(&format!("    {id}, {}: fails from {failed:?}", step.title))?;
        }
    }
    Ok(lines)
}
