//! A model file as the network of an experiment, and a run that begins with its weights.

use std::fmt::Write;

use descent::config::{Activation, ExperimentConfig};
use descent::models::zip;
use descent::worker::{
    Command, Event, ModelForm, OpenedModel, Pace, RunId, Session, TimeTravelRequest,
};

use crate::models::fixture;
use crate::support::{batch_norm, dense, dropout};
use crate::worker::models_out::written;
use crate::worker::session::{iris, losses, of_gallery, start, transcript, work};

/// A model that was read, and its weights.
#[derive(Debug)]
struct ReadModel {
    experiment: Box<ExperimentConfig>,
    sentences: Vec<String>,
    weights: Option<Vec<u8>>,
}

fn read(
    session: &mut Session,
    name: &str,
    experiment: &ExperimentConfig,
    bytes: &[u8],
) -> Result<ReadModel, String> {
    let (name, bytes) = (name.to_owned(), bytes.to_vec());
    let experiment = Box::new(experiment.clone());
    match session.handle(Command::ReadModel { name, experiment, bytes }).remove(0) {
        Event::ModelRead { outcome, weights } => {
            let OpenedModel { experiment, sentences, .. } = outcome.outcome()?;
            Ok(ReadModel { experiment, sentences, weights })
        }
        other => panic!("{other:?}"),
    }
}

fn start_with(session: &mut Session, run: u32, model: &ReadModel) -> Vec<Event> {
    let weights = model.weights.clone().expect("it has weights");
    let experiment = model.experiment.clone();
    session.handle(Command::StartWith { run: RunId(run), experiment, weights })
}

fn weights(session: &mut Session, run: u32) -> Vec<u8> {
    written(session, run, ModelForm::Safetensors).bytes
}

/// A trained network with every kind of block, on iris.
fn trained() -> (Session, ExperimentConfig) {
    let (mut session, mut experiment) = iris();
    experiment.network.layers =
        vec![dense(5, Activation::Tanh), batch_norm(0.9), dropout(0.2), dense(4, Activation::Relu)];
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    (session, experiment)
}

/// What another session opens of it, and the weights that it has then.
fn opened(form: ModelForm) -> (Session, ReadModel, Vec<u8>) {
    let (mut session, own) = trained();
    let model = written(&mut session, 1, form);
    let own_weights = weights(&mut session, 1);
    let (mut other, mut experiment) = iris();
    if form == ModelForm::Safetensors {
        experiment = own;
    }
    let model = read(&mut other, &model.name, &experiment, &model.bytes).unwrap();
    (other, model, own_weights)
}

#[test]
fn a_trained_network_comes_back_and_rests_before_its_first_epoch() {
    for form in [ModelForm::Keras, ModelForm::Safetensors] {
        let (mut session, model, own_weights) = opened(form);
        assert_eq!(model.experiment.network, trained().1.network);
        assert!(model.sentences[0].contains("the network has its weights"), "{model:?}");
        assert_eq!(transcript(&start_with(&mut session, 7, &model)), "started 7\nkept 7 at 0");
        assert!(!session.wants_work());
        assert_eq!(weights(&mut session, 7), own_weights);
    }
}

#[test]
fn training_goes_on_from_the_weights_wherever_it_is_taken_up() {
    let (mut session, model, own_weights) = opened(ModelForm::Keras);
    let begun = start_with(&mut session, 7, &model);
    let Some(Event::Checkpoint { bytes, .. }) = begun.get(1) else { panic!("{begun:?}") };
    session.handle(Command::Resume { run: RunId(7) });
    let straight = losses(&work(&mut session));
    assert_eq!(straight.len(), 6);

    // Not from the seed, to which the start is not brought back either.
    let experiment = &model.experiment;
    start(&mut session, 8, experiment, Pace::Continuous);
    assert_ne!(losses(&work(&mut session)), straight);
    start_with(&mut session, 9, &model);
    session.handle(Command::StepEpoch { run: RunId(9) });
    let first = losses(&work(&mut session));
    assert_eq!(first, straight[..1]);
    let request = TimeTravelRequest::Revisit { epoch: Some(0) };
    session.handle(Command::TimeTravel { run: RunId(9), request });
    work(&mut session);
    assert_eq!(weights(&mut session, 9), own_weights);
    session.handle(Command::Resume { run: RunId(9) });
    assert_eq!(losses(&work(&mut session)), straight);

    // After a reload, another worker has only what was kept before the first epoch.
    let (mut other, _) = iris();
    let (checkpoint, history) = (bytes.clone(), Box::default());
    let (run, experiment, pace) = (RunId(3), experiment.clone(), Pace::Continuous);
    other.handle(Command::GoOn { run, experiment, history, checkpoint, pace });
    assert_eq!(losses(&work(&mut other)), straight);
}

#[test]
fn another_training_may_begin_with_the_same_weights() {
    let (mut session, mut model, own_weights) = opened(ModelForm::Keras);
    model.experiment.training.epochs = 2;
    model.experiment.training.learning_rate = 0.5;
    model.experiment.seed += 1;
    assert_eq!(transcript(&start_with(&mut session, 7, &model)), "started 7\nkept 7 at 0");
    assert_eq!(weights(&mut session, 7), own_weights);
    model.experiment.network.layers.pop();
    let rejected = transcript(&start_with(&mut session, 8, &model));
    assert!(rejected.starts_with("rejected 8: The opened weights are those of another network"));
}

#[test]
fn a_model_of_other_inputs_comes_without_its_weights() {
    let (mut session, _) = trained();
    let bytes = written(&mut session, 1, ModelForm::Keras).bytes;
    let (mut other, mut experiment) = iris();
    experiment.data.ignored.push("petal_width_cm".to_owned());
    let model = read(&mut other, "iris.keras", &experiment, &bytes).unwrap();
    assert_eq!(model.weights, None);
    assert_eq!(model.experiment.network, trained().1.network);
    let sentence = &model.sentences[0];
    assert!(
        sentence.starts_with("The model takes 4 numbers per row; this table is prepared as 3.")
    );
    let again = read(&mut other, "iris.keras", &model.experiment, &bytes).unwrap();
    assert_eq!(again.experiment, model.experiment);
    let sentence = &again.sentences[0];
    assert!(
        sentence
            .ends_with("The network has the layers of iris.keras already, so nothing is changed."),
        "{sentence}"
    );
}

#[test]
fn a_network_without_weights_opens_as_one() {
    let (mut session, experiment) = of_gallery("red-wine");
    let outcome = read(&mut session, "model.json", &experiment, &fixture("every_layer.json"));
    match outcome {
        Ok(model) => {
            assert_eq!(model.weights, None);
            assert!(model.sentences.join(" ").contains("without"), "{model:?}");
        }
        Err(sentence) => assert!(sentence.starts_with("The model gives"), "{sentence}"),
    }
}

#[test]
fn what_is_no_model_is_refused_in_a_sentence_and_changes_nothing() {
    let (mut session, experiment) = trained();
    let before = weights(&mut session, 1);
    let model = written(&mut session, 1, ModelForm::Keras).bytes;
    let (mut sonar, on_sonar) = of_gallery("sonar");
    start(&mut sonar, 1, &on_sonar, Pace::OneEpoch);
    work(&mut sonar);
    let of_sonar = weights(&mut sonar, 1);
    let bomb = zip::stored(&[("config.json", &vec![b'{'; 5_000_000])]);
    let files: [(&str, &[u8]); 9] = [
        ("lambda.keras", &fixture("lambda.keras")),
        ("nan.keras", &fixture("nan.keras")),
        ("random.keras", &[0x9c, 0x11, 0x7f, 0x45, 0xe0, 0x02, 0x80, 0x31]),
        ("random.safetensors", &[0x9c, 0x11, 0x7f, 0x45, 0xe0, 0x02, 0x80, 0x31]),
        ("empty.keras", &[]),
        ("truncated.keras", &model[..model.len() / 2]),
        ("large.keras", &bomb),
        ("sonar.safetensors", &of_sonar),
        ("truncated.safetensors", &before[..before.len() - 1]),
    ];
    let mut text = String::new();
    for (name, bytes) in files {
        let sentence = read(&mut session, name, &experiment, bytes).expect_err(name);
        let _ = writeln!(text, "{name}: {sentence}");
        assert!(!sentence.contains('\n'));
    }
    insta::assert_snapshot!(text);
    assert_eq!(weights(&mut session, 1), before);
    let mut empty = Session::default();
    let sentence = read(&mut empty, "model.keras", &experiment, &model).unwrap_err();
    assert!(sentence.starts_with("No table is loaded"), "{sentence}");
}
