//! What a session writes to be taken away: code, and a report of its run.

use crate::config::ExperimentConfig;
use crate::export::code::ExportFile;
use crate::export::report::ReportNote;
use crate::train::PartFigures;
use crate::worker::error::ExperimentError;
use crate::worker::exporter::{CodeRequest, CodeSource};
use crate::worker::report::{self, ReportSource};
use crate::worker::session_table::SessionTable;
use crate::worker::{RunId, Session};

impl Session {
    /// An experiment on the table as code, or the sentence that says why there is none.
    pub(super) fn write_code(
        &mut self,
        request: CodeRequest,
        experiment: &ExperimentConfig,
    ) -> Result<ExportFile, String> {
        let (checked, dataset) = self.prepare(experiment).map_err(|error| error.to_string())?;
        let (Some(loaded), Some(exporter)) = (&mut self.loaded, self.parts.exporter) else {
            return Err(ExperimentError::NoTable.to_string());
        };
        let SessionTable { table, file, read_by_script, .. } = loaded;
        let (checked, file) = (&checked, file.as_ref());
        let source = CodeSource { table, checked, dataset, file, read_by_script };
        Ok(exporter.write(source, request))
    }

    /// A report of the run, or the sentence that says why there is none.
    ///
    /// Checked by `tests/it/worker/report.rs`.
    pub(super) fn write_report(
        &mut self,
        run: RunId,
        note: &ReportNote,
        test: Option<PartFigures>,
    ) -> Result<String, String> {
        let own = self.run.as_mut().filter(|own| own.id == run && own.history.count() > 0);
        let (Some(own), Some(loaded), Some(reporter)) = (own, &self.loaded, self.parts.reporter)
        else {
            return Err(report::gone().to_owned());
        };
        let verdict = self.coach.verdict(own, loaded);
        let (trainer, table, history) = (&mut own.trainer, &loaded.table, &own.history);
        let source = ReportSource { trainer, table, history, test, verdict };
        Ok(reporter.write(source, note))
    }
}
