//! The report that is handed in.

use leptos::prelude::*;

use super::export::{offer, titled_file};
use super::{send, take_answers};
use crate::app::services::clock::today;
use crate::app::services::{address, download};
use crate::app::state::AppState;
use crate::export::report::ReportNote;
use crate::t;
use crate::worker::{Command, Event};

/// Asks for a report of the run on the page.
pub fn write_report(state: AppState) {
    let signals = state.report();
    let (run, test) = state.run.with_untracked(|run| (run.id, run.score.clone()));
    let Some(run) = run else {
        signals.said.set(t!("Train the network first; a report is of a run.").to_owned());
        return;
    };
    let note = ReportNote {
        name: signals.name.get_untracked(),
        day: today(),
        question: String::new(),
        words: signals.words.get_untracked(),
        page: address::page_for_others(),
    };
    signals.said.set(t!("The report is being written…").to_owned());
    send(state, Command::WriteReport { run, note: Box::new(note), test });
}

/// Takes in the report, or why there is none.
pub fn take_report(state: AppState) {
    let is_report = |event: &Event| matches!(event, Event::ReportWritten { .. });
    take_answers(state, is_report, move |event, _| {
        if let Event::ReportWritten { outcome } = event {
            hand_over(state, outcome.outcome());
        }
    });
}

fn hand_over(state: AppState, outcome: Result<String, String>) {
    let signals = state.report();
    match outcome {
        Ok(html) => {
            let name = titled_file(state, "report", "html");
            signals.said.set(t!("The report is among your downloads.").to_owned());
            offer(state, download::text(&name, "text/html", &html));
        }
        Err(sentence) => signals.said.set(sentence),
    }
}
