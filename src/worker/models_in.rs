//! Reads a model file as the network of an experiment.

use std::rc::Rc;

use crate::config::{CheckedExperiment, ExperimentConfig, TableSchema};
use crate::data::Dataset;
use crate::export::safetensors;
use crate::models::keras;
use crate::t;
use crate::train::{Trainer, start_weights};
use crate::worker::Event;
use crate::worker::error::ExperimentError;
use crate::worker::model_files::OpenedModel;

/// Who reads models. Only a function is known of it: its code is in a file of its own in the
/// browser, and is loaded with the first model.
#[derive(Debug, Clone, Copy)]
pub struct ModelReader(fn(ModelFile<'_>, Prepare<'_>) -> ModelOutcome);

/// A model with its weights, or the sentence that says why there is none.
type ModelOutcome = Result<(OpenedModel, Option<Vec<u8>>), String>;

/// Prepares the table for an experiment.
pub(super) type Prepare<'session> =
    &'session mut dyn FnMut(
        &ExperimentConfig,
    ) -> Result<(CheckedExperiment, Rc<Dataset>), ExperimentError>;

/// What is read, and for which experiment.
#[derive(Clone, Copy)]
pub(super) struct ModelFile<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub experiment: &'a ExperimentConfig,
    pub schema: &'a TableSchema,
}

/// One that reads every form.
pub fn model_reader() -> ModelReader {
    ModelReader(read)
}

impl ModelReader {
    /// The experiment with the network of a file; nothing changes by that.
    pub(super) fn read(self, file: ModelFile<'_>, prepare: Prepare<'_>) -> Event {
        answer((self.0)(file, prepare))
    }
}

fn read(file: ModelFile<'_>, prepare: Prepare<'_>) -> ModelOutcome {
    if is_safetensors(&file) { weights_alone(file, prepare) } else { keras_model(file, prepare) }
}

/// By what stands in it: its header is JSON behind eight bytes of length.
fn is_safetensors(file: &ModelFile<'_>) -> bool {
    let is_json = file.bytes.trim_ascii_start().starts_with(b"{");
    let is_zip = file.bytes.starts_with(b"PK");
    let has_header = file.bytes.get(8) == Some(&b'{');
    let is_named = file.name.to_ascii_lowercase().ends_with(".safetensors");
    !is_zip && !is_json && (has_header || is_named)
}

/// A model of Keras's: its network, what it was compiled with, and its weights if it has some
/// that fit.
fn keras_model(file: ModelFile<'_>, prepare: Prepare<'_>) -> ModelOutcome {
    let model = keras::open(file.bytes).map_err(|error| error.to_string())?;
    let mut experiment = Box::new(file.experiment.clone());
    let notes = model.adopt(&mut experiment, file.schema).map_err(|error| error.to_string())?;
    let (checked, dataset) = prepare(&experiment).map_err(|error| error.to_string())?;
    let name = file.name;
    let (first, weights) = match (model.check_inputs(dataset.inputs()), &model.weights) {
        (Ok(()), Some(_)) => {
            let mut trainer = Trainer::new(&checked, dataset);
            let network = trainer.network_mut();
            model.set_weights(network).map_err(|error| error.to_string())?;
            (opened_with_weights(name), Some(start_weights(network)))
        }
        (Ok(()), None) => (
            t!(
                "{name} is opened: it holds a network without weights, so Train starts from the seed.",
                name
            ),
            None,
        ),
        (Err(inputs), _) if *experiment == *file.experiment => (
            t!(
                "{inputs} The network has the layers of {name} already, so nothing is changed.",
                inputs,
                name
            ),
            None,
        ),
        (Err(inputs), _) => (
            t!(
                "{inputs} The layers of {name} are opened without its weights; Undo takes them back.",
                inputs,
                name
            ),
            None,
        ),
    };
    let notes = notes.iter().map(ToString::to_string);
    let sentences = std::iter::once(first).chain(notes).collect();
    let asked_for = Box::new(file.experiment.clone());
    Ok((OpenedModel { name: name.to_owned(), asked_for, experiment, sentences }, weights))
}

/// Weights for the network on the page.
fn weights_alone(file: ModelFile<'_>, prepare: Prepare<'_>) -> ModelOutcome {
    let experiment = Box::new(file.experiment.clone());
    let (checked, dataset) = prepare(&experiment).map_err(|error| error.to_string())?;
    let mut trainer = Trainer::new(&checked, dataset);
    let network = trainer.network_mut();
    safetensors::read(file.bytes, network).map_err(|error| error.to_string())?;
    let sentences = vec![opened_with_weights(file.name)];
    let asked_for = experiment.clone();
    let model = OpenedModel { name: file.name.to_owned(), asked_for, experiment, sentences };
    Ok((model, Some(start_weights(network))))
}

fn opened_with_weights(name: &str) -> String {
    t!(
        "{name} is opened: the network has its weights. Train goes on from them until the network or the data change; Reset starts from the seed.",
        name,
    )
}

/// Who could read could not be loaded.
pub(super) fn not_loaded() -> Event {
    refused(
        t!(
            "The part that reads models could not be loaded; is the connection gone? Open the file again."
        )
        .to_owned(),
    )
}

/// A model that is not opened.
pub(super) fn refused(sentence: String) -> Event {
    answer(Err(sentence))
}

fn answer(outcome: ModelOutcome) -> Event {
    let (outcome, weights) = match outcome {
        Ok((model, weights)) => (Ok(model), weights),
        Err(sentence) => (Err(sentence), None),
    };
    Event::ModelRead { outcome: (&outcome).into(), weights }
}

/// The file is more than any model of ours.
#[cfg(target_arch = "wasm32")]
pub(super) fn too_large(name: &str) -> Event {
    let most = crate::config::limits::MAX_MODEL_BYTES / (1024 * 1024);
    refused(t!("{name} is larger than {most} MB; no model that Descent can hold is.", name, most))
}
