//! The same from many seeds, on all cores, and a table of it in a document.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use descent::course::{SceneTables, TrialError};

use crate::args::{CliError, SeedArgs};

/// Does something from each of `seeds` seeds and returns what came of it, by seed.
pub fn over_seeds<T: Send>(
    first: u32,
    seeds: u32,
    act: impl Fn(u32, &mut SceneTables) -> Result<T, TrialError> + Sync,
) -> Result<Vec<T>, TrialError> {
    let next = AtomicU32::new(0);
    let results = Mutex::new(Vec::new());
    let work = || {
        let mut tables = SceneTables::default();
        loop {
            let step = next.fetch_add(1, Ordering::Relaxed);
            if step >= seeds {
                return;
            }
            let result = act(first.wrapping_add(step), &mut tables);
            let has_failed = result.is_err();
            if let Ok(mut results) = results.lock() {
                results.push((step, result));
            }
            if has_failed {
                next.store(seeds, Ordering::Relaxed);
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(work);
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(step, _)| *step);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Puts tables between the two marks of a document, with the seeds they were counted on.
pub fn write_tables(
    document: &str,
    marks: [&str; 2],
    args: &SeedArgs,
    tables: &[Vec<String>],
) -> Result<(), CliError> {
    let failed = |source| CliError::Read { path: document.to_owned(), source };
    let text = fs::read_to_string(document).map_err(failed)?;
    let (Some(from), Some(to)) = (text.find(marks[0]), text.find(marks[1])) else {
        let problem = format!("{document} has no lines \"{}\" and \"{}\".", marks[0], marks[1]);
        return Err(CliError::Config(problem));
    };
    let last = args.first.wrapping_add(args.seeds.saturating_sub(1));
    let tables: String = tables.iter().map(|table| table.join("\n") + "\n\n").collect();
    let written = format!(
        "{}\n\nCounted on seeds {} to {last}.\n\n{tables}{}",
        &text[..from + marks[0].len()],
        args.first,
        &text[to..]
    );
    fs::write(document, written)
        .map_err(|source| CliError::Write { path: document.to_owned(), source })
}
