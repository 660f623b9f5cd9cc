//! Writes the network of a run as a model file.

use std::io;

use crate::data::Table;
use crate::export::{file_name, safetensors, state_dict};
use crate::models::{ModelError, keras, onnx};
use crate::t;
use crate::train::Trainer;
use crate::worker::Event;
use crate::worker::model_files::{ModelForm, ModelRequest, WrittenModel};
use crate::worker::run::{NetworkPlace, Run};

/// Who writes models. Only a function is known of it: its code is in a file of its own in the
/// browser, and is loaded when a model is first asked for.
#[derive(Debug, Clone, Copy)]
pub struct ModelWriter(fn(&mut Run, &Table, &ModelRequest) -> ModelOutcome);

/// A model with its bytes, or the sentence that says why there is none.
type ModelOutcome = Result<(WrittenModel, Vec<u8>), String>;

/// A file's bytes, and what is to be known of them.
type Written = (Vec<u8>, Vec<String>);

/// One that writes every form.
pub fn model_writer() -> ModelWriter {
    ModelWriter(written)
}

impl ModelWriter {
    /// The network of a run as it stands.
    pub(super) fn write(self, run: &mut Run, table: &Table, request: &ModelRequest) -> Event {
        answer((self.0)(run, table, request))
    }
}

fn written(run: &mut Run, table: &Table, request: &ModelRequest) -> ModelOutcome {
    let ModelRequest { form, title, .. } = request;
    let (bytes, notes) = write(&mut run.trainer, table, *form)?;
    let NetworkPlace { epoch, is_within, is_last } = run.network_place();
    let name = match (is_within, is_last) {
        (false, true) => file_name(title, form.extension()),
        _ => file_name(&format!("{title} epoch {epoch}"), form.extension()),
    };
    let form = form.name();
    let sentence = match (epoch, is_within) {
        (0, _) => t!("The network before its first epoch as {form}: {name}", form, name),
        (_, true) => t!("The network within epoch {epoch} as {form}: {name}", epoch, form, name),
        _ => t!("The network of epoch {epoch} as {form}: {name}", epoch, form, name),
    };
    let sentences = std::iter::once(sentence).chain(notes).collect();
    Ok((WrittenModel { name, sentences }, bytes))
}

fn write(trainer: &mut Trainer, table: &Table, form: ModelForm) -> Result<Written, String> {
    let (checked, dataset) = (trainer.experiment().clone(), trainer.shared_dataset());
    if !trainer.has_usable_weights() {
        return Err(ModelError::NotFinite.to_string());
    }
    let network = trainer.network_mut();
    let (config, output) = (checked.config(), checked.output());
    let mut notes = Vec::new();
    let bytes = match form {
        ModelForm::Onnx => onnx::write(&checked, table.schema(), &dataset, network).map(|model| {
            notes = model.notes.iter().map(ToString::to_string).collect();
            model.bytes
        }),
        ModelForm::Keras => keras::write(config, output, dataset.inputs(), network),
        ModelForm::Safetensors => return tensors(safetensors::write(network)),
        ModelForm::StateDict => return tensors(state_dict(&config.network, output, network)),
    };
    bytes.map(|bytes| (bytes, notes)).map_err(|error| error.to_string())
}

/// A network of ours always fits the format.
fn tensors(
    bytes: Result<Vec<u8>, impl std::error::Error + Send + Sync + 'static>,
) -> Result<Written, String> {
    bytes.map(|bytes| (bytes, Vec::new())).map_err(|error| io::Error::other(error).to_string())
}

fn answer(outcome: ModelOutcome) -> Event {
    let (outcome, bytes) = match outcome {
        Ok((model, bytes)) => (Ok(model), bytes),
        Err(sentence) => (Err(sentence), Vec::new()),
    };
    Event::ModelWritten { outcome: (&outcome).into(), bytes }
}

/// There is no such run.
pub(super) fn gone() -> Event {
    let sentence =
        t!("The network of this run is not kept any more: train it again, then export it.");
    answer(Err(sentence.to_owned()))
}

/// The epoch that it was to be of was left before it was reached.
pub(super) fn left() -> Event {
    let sentence = t!(
        "The epoch that the model was to be of was left before it was reached; choose it again."
    );
    answer(Err(sentence.to_owned()))
}

/// Who could write could not be loaded.
pub(super) fn not_loaded() -> Event {
    let sentence = t!(
        "The part that writes models could not be loaded; is the connection gone? Choose it again."
    );
    answer(Err(sentence.to_owned()))
}
