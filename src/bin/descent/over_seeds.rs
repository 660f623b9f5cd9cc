//! The same from many seeds, on all cores, and a table of it in a document.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use descent::course::{SceneTables, TrialError};

use crate::errors::CliError;
use crate::progress::Progress;

/// Seeds that follow each other.
#[derive(Clone, Copy)]
pub struct Seeds {
    pub first: u32,
    pub count: u32,
}

/// Does something from each of the seeds and returns what came of it, by seed; `name` stands
/// behind the bar meanwhile.
pub fn over_seeds<T: Send>(
    seeds: Seeds,
    name: &str,
    act: impl Fn(u32, &mut SceneTables) -> Result<T, TrialError> + Sync,
) -> Result<Vec<T>, TrialError> {
    let next = AtomicU32::new(0);
    let progress = Progress::new(seeds.count, false);
    let results = Mutex::new(Vec::new());
    let work = || {
        let mut tables = SceneTables::default();
        loop {
            let step = next.fetch_add(1, Ordering::Relaxed);
            if step >= seeds.count {
                return;
            }
            let result = act(seeds.first.wrapping_add(step), &mut tables);
            progress.advance(name);
            let has_failed = result.is_err();
            if let Ok(mut results) = results.lock() {
                results.push((step, result));
            }
            if has_failed {
                next.store(seeds.count, Ordering::Relaxed);
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
    seeds: Seeds,
    tables: &[Vec<String>],
) -> Result<(), CliError> {
    let failed = |source| CliError::Read { path: document.to_owned(), source };
    let text = fs::read_to_string(document).map_err(failed)?;
    let (Some(from), Some(to)) = (text.find(marks[0]), text.find(marks[1])) else {
        let problem = format!("{document} has no lines \"{}\" and \"{}\".", marks[0], marks[1]);
        return Err(CliError::Config(problem));
    };
    let last = seeds.first.wrapping_add(seeds.count.saturating_sub(1));
    let tables: String = tables.iter().map(|table| table.join("\n") + "\n\n").collect();
    let written = format!(
        "{}\n\nCounted on seeds {} to {last}.\n\n{tables}{}",
        &text[..from + marks[0].len()],
        seeds.first,
        &text[to..]
    );
    fs::write(document, written)
        .map_err(|source| CliError::Write { path: document.to_owned(), source })
}
