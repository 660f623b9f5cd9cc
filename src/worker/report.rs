//! Writes a report of the session's run.

use crate::data::Table;
use crate::export::report::{CoachVerdict, Report, ReportNote, ReportedRun};
use crate::plot::{report_curves, report_learned};
use crate::t;
use crate::train::{History, PartFigures, Trainer};
use crate::worker::{Event, ShownDiagnosis};

/// Who writes reports. Only a function is known of it: its code is in a file of its own in the
/// browser, and is loaded when a report is first asked for.
#[derive(Debug, Clone, Copy)]
pub struct Reporter(fn(ReportSource<'_>, &ReportNote) -> String);

/// One that writes all of it.
pub fn reporter() -> Reporter {
    Reporter(write)
}

/// What a report is written of.
pub(super) struct ReportSource<'session> {
    pub trainer: &'session mut Trainer,
    pub table: &'session Table,
    pub history: &'session History,
    /// Of the test rows, once they were measured.
    pub test: Option<PartFigures>,
    pub verdict: Option<ShownDiagnosis>,
}

impl Reporter {
    /// The report's HTML.
    pub(super) fn write(self, source: ReportSource<'_>, note: &ReportNote) -> Event {
        answer(Ok((self.0)(source, note)))
    }
}

fn write(source: ReportSource<'_>, note: &ReportNote) -> String {
    let ReportSource { trainer, table, history, test, verdict } = source;
    let verdict = verdict.map(Into::into);
    let run = ReportedRun::new(trainer, table, history, test, verdict);
    let (curves, learned) = (report_curves(&run), report_learned(&run));
    Report { note, run: &run, curves: &curves, learned: &learned }.html()
}

impl From<ShownDiagnosis> for CoachVerdict {
    fn from(shown: ShownDiagnosis) -> Self {
        let reasons = shown.evidence.into_iter().chain(shown.gap).chain(shown.findings);
        let suggestions = shown.suggestions.into_iter().map(|(label, why, _)| [label, why]);
        Self {
            headline: shown.headline,
            sentence: shown.sentence,
            reasons: reasons.collect(),
            suggestions: suggestions.collect(),
        }
    }
}

/// The run comes back to an epoch: its weights are of none that anybody asked for.
pub(super) fn on_its_way() -> Event {
    refused(t!("The run is on its way to another epoch; ask for the report again in a moment."))
}

/// Nothing else could be done meanwhile.
pub(super) fn takes_too_long() -> Event {
    refused(t!(
        "This network and its rows would keep the page busy for long; the command \"descent export report\" writes the report."
    ))
}

/// There is no such run: of one that was only read from storage there are curves and no network.
pub(super) fn gone() -> Event {
    refused(t!("The network of this run is no longer here; train it again for a report."))
}

/// Who could write could not be loaded.
pub(super) fn not_loaded() -> Event {
    refused(t!(
        "The part that writes reports could not be loaded; is the connection gone? Try again."
    ))
}

fn refused(sentence: &str) -> Event {
    answer(Err(sentence.to_owned()))
}

fn answer(outcome: Result<String, String>) -> Event {
    Event::ReportWritten { outcome: (&outcome).into() }
}
