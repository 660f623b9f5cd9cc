//! The network of a run as a model file, as the page asks for it.

use descent::config::{ExperimentConfig, Optimizer, ReadingConfig, SgdConfig};
use descent::data::{self, Dataset, gallery};
use descent::export::safetensors;
use descent::models::keras;
use descent::models::zip::Archive;
use descent::train::{StopReason, Trainer, Work};
use descent::worker::{
    Command, Event, ModelForm, ModelRequest, Pace, RunId, Session, TimeTravelRequest, WrittenModel,
};

use crate::worker::session::{iris, of_gallery, start, work};

/// A model with its bytes.
#[derive(Debug, PartialEq)]
pub struct ModelAsFile {
    pub name: String,
    pub bytes: Vec<u8>,
    sentences: Vec<String>,
}

/// The answer that is among events.
fn answer(events: &[Event]) -> Option<Result<ModelAsFile, String>> {
    events.iter().find_map(|event| match event {
        Event::ModelWritten { outcome, bytes } => {
            let bytes = bytes.clone();
            let with_bytes =
                |WrittenModel { name, sentences }| ModelAsFile { name, bytes, sentences };
            Some(outcome.outcome().map(with_bytes))
        }
        _ => None,
    })
}

fn ask(session: &mut Session, run: u32, form: ModelForm) -> Vec<Event> {
    let request = ModelRequest { run: RunId(run), form, title: "Iris 1".to_owned() };
    session.handle(Command::WriteModel(request))
}

pub fn written(session: &mut Session, run: u32, form: ModelForm) -> ModelAsFile {
    answer(&ask(session, run, form)).expect("it is answered").unwrap()
}

fn refusal(session: &mut Session, run: u32, form: ModelForm) -> String {
    answer(&ask(session, run, form)).expect("it is answered").expect_err("it is refused")
}

fn revisit(session: &mut Session, epoch: u32) -> Vec<Event> {
    let request = TimeTravelRequest::Revisit { epoch: Some(epoch) };
    session.handle(Command::TimeTravel { run: RunId(1), request })
}

/// A run before its first epoch.
fn on_iris(experiment: &ExperimentConfig) -> Trainer {
    let bytes = gallery::bytes(gallery::find("iris").expect("it is in the Gallery"));
    let table = data::import(bytes, &ReadingConfig::default()).unwrap().table;
    let checked = experiment.check(table.schema()).unwrap();
    let dataset = Dataset::prepare(&table, &checked).unwrap();
    Trainer::new(&checked, dataset)
}

/// The weights after so many epochs, as the engine alone trains them.
fn trained(experiment: &ExperimentConfig, epochs: u32) -> Vec<u8> {
    let mut trainer = on_iris(experiment);
    while trainer.reported() < epochs {
        assert!(!matches!(trainer.work(&mut || true), Work::Finished(_)));
    }
    safetensors::write(trainer.network_mut()).unwrap()
}

#[test]
fn every_form_is_of_the_epoch_that_is_looked_at() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    for epoch in [2, 6, 0] {
        revisit(&mut session, epoch);
        work(&mut session);
        let weights = written(&mut session, 1, ModelForm::Safetensors);
        assert_eq!(weights.bytes, trained(&experiment, epoch), "of epoch {epoch}");
        let stem = if epoch == 6 { "iris-1".to_owned() } else { format!("iris-1-epoch-{epoch}") };
        let of =
            if epoch == 0 { "before its first epoch".into() } else { format!("of epoch {epoch}") };
        for (form, end, name) in [
            (ModelForm::Onnx, "onnx", "ONNX"),
            (ModelForm::Keras, "keras", ".keras"),
            (ModelForm::Safetensors, "safetensors", "safetensors"),
            (ModelForm::StateDict, "pytorch.safetensors", "PyTorch state_dict"),
        ] {
            let model = written(&mut session, 1, form);
            assert_eq!(model.name, format!("{stem}.{end}"));
            let sentence = format!("The network {of} as {name}: {}", model.name);
            assert_eq!(model.sentences, [sentence]);
        }
        let model = written(&mut session, 1, ModelForm::Keras);
        assert!(Archive::open(&model.bytes).unwrap().holds("model.weights.h5"));
        let opened = keras::open(&model.bytes).unwrap();
        let mut trainer = on_iris(&experiment);
        opened.set_weights(trainer.network_mut()).unwrap();
        assert_eq!(safetensors::write(trainer.network_mut()).unwrap(), weights.bytes);
    }
}

/// A run on its way to an epoch of which a model is asked for, and the epoch.
fn waiting() -> (Session, ExperimentConfig, u32) {
    let (mut session, mut experiment) = iris();
    experiment.training.epochs = 60;
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    // Epochs that were kept are there at once; of many that end in one slice only one is.
    let is_waited_for = |epoch: &u32| {
        revisit(&mut session, *epoch);
        ask(&mut session, 1, ModelForm::Safetensors).is_empty()
    };
    let epoch = (1..60).find(is_waited_for).expect("an epoch that was not kept");
    (session, experiment, epoch)
}

#[test]
fn an_epoch_that_is_not_reached_yet_is_waited_for() {
    let (mut session, experiment, epoch) = waiting();
    let model = answer(&work(&mut session)).expect("it comes with the epoch");
    assert_eq!(model.unwrap().bytes, trained(&experiment, epoch));
}

#[test]
fn an_epoch_that_is_left_before_it_is_reached_has_no_model() {
    let back = TimeTravelRequest::Revisit { epoch: None };
    for leave in
        [Command::TimeTravel { run: RunId(1), request: back }, Command::Stop { run: RunId(1) }]
    {
        let (mut session, ..) = waiting();
        let outcome = answer(&session.handle(leave)).expect("it is answered at once");
        let sentence = outcome.expect_err("it is no other epoch's");
        assert!(sentence.contains("left before it was reached"), "{sentence}");
        assert_eq!(answer(&work(&mut session)), None);
    }
}

#[test]
fn a_run_under_way_is_written_as_it_stands() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    work(&mut session);
    let model = written(&mut session, 1, ModelForm::Safetensors);
    assert_eq!(model.sentences, ["The network of epoch 1 as safetensors: iris-1.safetensors"]);
    session.handle(Command::StepBatch { run: RunId(1) });
    work(&mut session);
    let within = written(&mut session, 1, ModelForm::Safetensors);
    assert!(within.sentences[0].starts_with("The network within epoch 2 as"), "{within:?}");
    assert_ne!(within.bytes, model.bytes);
}

#[test]
fn a_run_before_the_one_on_the_page_is_written_too() {
    let (mut session, mut experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    let first = written(&mut session, 1, ModelForm::Onnx);
    experiment.seed += 1;
    start(&mut session, 2, &experiment, Pace::Continuous);
    work(&mut session);
    assert_eq!(written(&mut session, 1, ModelForm::Onnx), first);
    assert_ne!(written(&mut session, 2, ModelForm::Onnx).bytes, first.bytes);
    let sentence = refusal(&mut session, 3, ModelForm::Onnx);
    assert!(sentence.contains("not kept any more"), "{sentence}");
}

/// A run that diverged, its experiment, and what happened.
pub fn diverged() -> (Session, ExperimentConfig, Vec<Event>) {
    let (mut session, mut experiment) = of_gallery("red-wine");
    experiment.training.optimizer = Optimizer::Sgd(SgdConfig::default());
    experiment.training.learning_rate = 10.0;
    experiment.training.epochs = 20;
    experiment.training.early_stopping = false;
    start(&mut session, 1, &experiment, Pace::Continuous);
    let events = work(&mut session);
    let Some(Event::Finished { outcome, .. }) = events.last() else { panic!("{events:?}") };
    assert!(matches!(outcome.reason, StopReason::Diverged { .. }));
    (session, experiment, events)
}

#[test]
fn a_run_that_diverged_is_no_model() {
    let (mut session, _, _) = diverged();
    for form in ModelForm::ALL {
        let sentence = refusal(&mut session, 1, form);
        assert!(sentence.contains("the run diverged; go back to an epoch"), "{sentence}");
    }
}
