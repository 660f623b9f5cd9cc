//! Files that leave a session and come in: code, models and reports.

use crate::config::{ExperimentConfig, limits};
use crate::export::code::ExportFile;
use crate::export::report::ReportNote;
use crate::train::{PartFigures, Trainer};
use crate::worker::code_request::CodeRequest;
use crate::worker::error::ExperimentError;
use crate::worker::exporter::CodeSource;
use crate::worker::model_files::ModelRequest;
use crate::worker::models_in::{self, ModelFile};
use crate::worker::models_out;
use crate::worker::report::{self, ReportSource};
use crate::worker::run::Run;
use crate::worker::session_table::SessionTable;
use crate::worker::{Event, RunId, Session};

/// Weights times rows that a report may take: some five seconds, in which the worker hears
/// nothing.
const MOST_REPORT_WORK: f64 = 2e10;

/// What is measured for a report: the training rows, or a sample of them, and the validation
/// rows twice.
fn report_work(trainer: &Trainer) -> f64 {
    let (experiment, dataset) = (trainer.experiment(), trainer.dataset());
    let network = &experiment.config().network;
    let weights = network.parameters(dataset.inputs() as u64, experiment.output());
    let training = dataset.training.rows().min(limits::MAX_MEASURED_ROWS);
    weights as f64 * (training + 2 * dataset.validation.rows()) as f64
}

impl Session {
    /// Writes an experiment on the loaded table as code.
    pub(super) fn write_code(
        &mut self,
        request: CodeRequest,
        experiment: &ExperimentConfig,
    ) -> Event {
        let outcome = self.written_code(request, experiment).map_err(|error| error.to_string());
        Event::CodeWritten { request, outcome: (&outcome).into() }
    }

    fn written_code(
        &mut self,
        request: CodeRequest,
        experiment: &ExperimentConfig,
    ) -> Result<ExportFile, ExperimentError> {
        let (checked, dataset) = self.prepare(experiment)?;
        let (Some(loaded), Some(exporter)) = (&mut self.loaded, self.parts.exporter) else {
            return Err(ExperimentError::NoTable);
        };
        let SessionTable { table, file, read_by_script, .. } = loaded;
        let (checked, file) = (&checked, file.as_ref());
        let source = CodeSource { table, checked, dataset, file, read_by_script };
        Ok(exporter.write(source, request))
    }

    /// Writes the network of a run as it stands; that of an epoch on the way to which the run is
    /// once it is there.
    ///
    /// Checked by `tests/it/worker/models_out.rs`.
    pub(super) fn write_model(&mut self, request: ModelRequest) -> Vec<Event> {
        let own = self.run.as_ref().filter(|own| own.id == request.run);
        if let Some(epoch) = own.and_then(Run::way_to) {
            self.waiting_models.push((request, epoch));
            return Vec::new();
        }
        vec![self.written_model(&request)]
    }

    /// Writes the models that waited for their epoch; where the run goes elsewhere, it is said.
    pub(super) fn write_waiting_models(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        for (request, epoch) in std::mem::take(&mut self.waiting_models) {
            let own = self.run.as_ref().filter(|own| own.id == request.run);
            match own.map(|own| (own.way_to(), own.network_place())) {
                Some((Some(way), _)) if way == epoch => self.waiting_models.push((request, epoch)),
                Some((None, place)) if place.epoch == epoch && !place.is_within => {
                    events.push(self.written_model(&request));
                }
                _ => events.push(models_out::left()),
            }
        }
        events
    }

    fn written_model(&mut self, request: &ModelRequest) -> Event {
        let own = self.run.as_mut().filter(|own| own.id == request.run);
        let asked = own.or_else(|| self.earlier.get_mut(request.run));
        match (asked, &self.loaded, self.parts.model_writer) {
            (Some(run), Some(loaded), Some(writer)) => writer.write(run, &loaded.table, request),
            _ => models_out::gone(),
        }
    }

    /// Reads a model for an experiment on the loaded table; nothing changes by that.
    ///
    /// Checked by `tests/it/worker/models_in.rs`.
    pub(super) fn read_model(
        &mut self,
        name: &str,
        experiment: &ExperimentConfig,
        bytes: &[u8],
    ) -> Event {
        let schema = self.loaded.as_ref().map(|loaded| loaded.table.schema().clone());
        match (schema, self.parts.model_reader) {
            (Some(schema), Some(reader)) => {
                let file = ModelFile { name, bytes, experiment, schema: &schema };
                reader.read(file, &mut |experiment| self.prepare(experiment))
            }
            _ => models_in::refused(ExperimentError::NoTable.to_string()),
        }
    }

    /// A report of the run, or the sentence that says why there is none.
    ///
    /// Checked by `tests/it/worker/report.rs`.
    pub(super) fn write_report(
        &mut self,
        run: RunId,
        note: &ReportNote,
        test: Option<PartFigures>,
    ) -> Event {
        let own = self.run.as_mut().filter(|own| own.id == run && own.history.count() > 0);
        let (Some(own), Some(loaded), Some(reporter)) = (own, &self.loaded, self.parts.reporter)
        else {
            return report::gone();
        };
        if own.is_replaying() {
            return report::on_its_way();
        }
        if report_work(&own.trainer) > MOST_REPORT_WORK {
            return report::takes_too_long();
        }
        let verdict = self.coach.verdict(own, loaded);
        let (trainer, table, history) = (&mut own.trainer, &loaded.table, &own.history);
        let source = ReportSource { trainer, table, history, test, verdict };
        reporter.write(source, note)
    }
}
