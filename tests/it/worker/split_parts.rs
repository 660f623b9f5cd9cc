//! What the worker says when a file of its own could not be loaded.

use descent::config::{Activation, ExperimentConfig, Task, share};
use descent::inspection::NOT_LOADED;
use descent::worker::{
    CodeForm, CodeRequest, Command, Event, Library, ModelForm, ModelRequest, RunId, SplitPart,
};

use crate::support::{dense, experiment};

fn config() -> Box<ExperimentConfig> {
    Box::new(experiment(Task::Regression, 1, vec![dense(2, Activation::Relu)]))
}

fn said(command: Command) -> Event {
    let mut events = SplitPart::not_loaded(command);
    assert_eq!(events.len(), 1);
    events.remove(0)
}

#[test]
fn whoever_waits_for_it_is_told() {
    let event = said(Command::Inspect { run: RunId(4), question: Vec::new() });
    let Event::Inspected { run: RunId(4), answer } = event else { panic!("{event:?}") };
    assert_eq!(answer, NOT_LOADED);

    let event = said(Command::ReadLink { text: "#d".to_owned() });
    let Event::LinkRead { outcome: Err(sentence) } = event else { panic!("{event:?}") };
    assert!(sentence.contains("could not be loaded"), "{sentence}");

    let patch = "{}".to_owned();
    let event = said(Command::ChangeExperiment { experiment: config(), patch });
    let Event::LinkRead { outcome: Err(sentence) } = event else { panic!("{event:?}") };
    assert!(sentence.contains("could not be loaded"), "{sentence}");

    let request = CodeRequest { library: Library::Keras, form: CodeForm::Text };
    let event = said(Command::WriteCode { request, experiment: config() });
    let Event::CodeWritten { request: of, outcome } = event else { panic!("{event:?}") };
    let sentence = outcome.outcome().unwrap_err();
    assert!(of == request && sentence.contains("could not be loaded"), "{sentence}");

    let event =
        said(Command::WriteArchive { archive: Vec::new(), runs: Vec::new(), parts: Vec::new() });
    let Event::ArchiveWritten { outcome, .. } = event else { panic!("{event:?}") };
    let sentence = outcome.outcome().unwrap_err();
    assert!(sentence.contains("could not be loaded"), "{sentence}");
    let event = said(Command::ReadArchive { bytes: Vec::new() });
    let Event::ArchiveRead { outcome, .. } = event else { panic!("{event:?}") };
    let refusal = outcome.open().unwrap().unwrap_err();
    assert!(refusal.is_of_descent && refusal.sentence == sentence, "{refusal:?}");
    let note = Box::default();
    let event = said(Command::WriteReport { run: RunId(4), note, test: None });
    let Event::ReportWritten { outcome, .. } = event else { panic!("{event:?}") };
    let sentence = outcome.outcome().unwrap_err();
    assert!(sentence.contains("could not be loaded"), "{sentence}");
}

#[test]
fn a_run_has_its_link_all_the_same() {
    let (key, base) = ("k".to_owned(), config());
    let event =
        said(Command::Compare { key, base: base.clone(), others: vec![share::encode(&base)] });
    let Event::Compared { link, differences, .. } = event else { panic!("{event:?}") };
    assert_eq!((share::decode(&link), differences.len()), (Ok(*base), 0));
}

#[test]
fn what_the_worker_always_has_needs_none() {
    assert_eq!(SplitPart::needed_by(&Command::Ping), None);
    assert!(SplitPart::not_loaded(Command::Ping).is_empty());
}

#[test]
fn models_that_cannot_be_written_or_read_are_told_of() {
    let title = String::new();
    let request = ModelRequest { run: RunId(1), form: ModelForm::Onnx, title };
    let event = said(Command::WriteModel(request));
    let Event::ModelWritten { outcome, .. } = event else { panic!("{event:?}") };
    let sentence = outcome.outcome().unwrap_err();
    assert!(sentence.contains("could not be loaded"), "{sentence}");
    let (name, experiment, bytes) = ("model.keras".to_owned(), config(), Vec::new());
    let event = said(Command::ReadModel { name, experiment, bytes });
    let Event::ModelRead { outcome, .. } = event else { panic!("{event:?}") };
    let sentence = outcome.outcome().unwrap_err();
    assert!(sentence.contains("could not be loaded"), "{sentence}");
}
