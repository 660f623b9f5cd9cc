//! Reads experiments that were written before: links, JSON, and the runs that are compared.

use crate::config::LinkError;
use crate::config::diff::SettingsTable;
use crate::config::share::{self, Link};
use crate::worker::error::ReadLinkError;
use crate::worker::{Command, Event, comparison};

/// Who reads experiments. Only a function is known of it: its code is large, is in a file of its
/// own in the browser, and is loaded with the first link or finished run.
#[derive(Debug, Clone, Copy)]
pub struct ExperimentReader(fn(Command) -> Vec<Event>);

/// One that reads every form.
pub fn experiment_reader() -> ExperimentReader {
    ExperimentReader(read)
}

impl ExperimentReader {
    pub(super) fn obey(self, command: Command) -> Vec<Event> {
        (self.0)(command)
    }
}

fn read(command: Command) -> Vec<Event> {
    let event = match command {
        Command::ReadLink { text } => link_read(share::open(&text)),
        Command::ChangeExperiment { experiment, patch } => {
            link_read(share::changed(&experiment, &patch).map(Link::new))
        }
        Command::Compare { key, base, others } => {
            let (link, differences) = comparison::compare(&base, &others);
            Event::Compared { key, link, differences }
        }
        Command::Tabulate { links } => {
            let SettingsTable { names, rows, ranks } = comparison::settings(&links);
            Event::Tabulated { names, rows, ranks }
        }
        _ => return Vec::new(),
    };
    vec![event]
}

fn link_read(outcome: Result<Link, LinkError>) -> Event {
    Event::LinkRead { outcome: outcome.map(Box::new).map_err(|error| error.to_string()) }
}

/// What is said where the reader could not be loaded: a run that ended has its link all the
/// same, and differs in nothing that can be told.
pub(super) fn not_loaded(command: Command) -> Vec<Event> {
    let event = match command {
        Command::ReadLink { .. } | Command::ChangeExperiment { .. } => {
            Event::LinkRead { outcome: Err(ReadLinkError::NotLoaded.to_string()) }
        }
        Command::Compare { key, base, .. } => {
            Event::Compared { key, link: share::encode(&base), differences: Vec::new() }
        }
        _ => return Vec::new(),
    };
    vec![event]
}
