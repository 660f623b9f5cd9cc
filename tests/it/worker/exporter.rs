//! An experiment as code, as the page asks for it.

use descent::config::{DataSource, ExperimentConfig, ReadingConfig, SyntheticConfig};
use descent::data::gallery;
use descent::export::code::ExportFile;
use descent::worker::{CodeForm, CodeRequest, Command, Event, Library, Session, TableId};

fn loaded(bytes: &[u8]) -> Session {
    let mut session = Session::default();
    session.load(TableId(1), bytes, &ReadingConfig::default());
    session
}

fn write(
    session: &mut Session,
    experiment: &ExperimentConfig,
    library: Library,
    form: CodeForm,
) -> Result<ExportFile, String> {
    let (request, experiment) = (CodeRequest { library, form }, Box::new(experiment.clone()));
    match session.handle(Command::WriteCode { request, experiment }).remove(0) {
        Event::CodeWritten { request: of, outcome } => {
            assert_eq!(of, request);
            outcome.outcome()
        }
        other => panic!("{other:?}"),
    }
}

fn text(file: &ExportFile) -> String {
    String::from_utf8(file.bytes.clone()).unwrap()
}

#[test]
fn the_script_reads_the_file_of_the_table() {
    let set = gallery::find("red-wine").unwrap();
    let experiment = gallery::experiment(set);
    let mut session = loaded(gallery::bytes(set));
    session.keep_file("red-wine.csv".to_owned(), gallery::bytes(set).to_vec());
    for (library, words, name) in [
        (Library::Keras, "keras.Sequential(", "red-wine_keras"),
        (Library::PyTorch, "nn.Sequential(", "red-wine_pytorch"),
    ] {
        let shown = write(&mut session, &experiment, library, CodeForm::Text).unwrap();
        assert_eq!(shown.name, format!("{name}.py"));
        assert!(text(&shown).contains(words), "{}", text(&shown));
        assert!(text(&shown).contains("default=\"red-wine.csv\""));

        // A zip of the same script, the table as it was read, and what else it reads.
        let taken = write(&mut session, &experiment, library, CodeForm::Script).unwrap();
        assert_eq!(taken.name, format!("{name}.zip"));
        let holds = |bytes: &[u8]| taken.bytes.windows(bytes.len()).any(|part| part == bytes);
        assert!(holds(&shown.bytes) && holds(gallery::bytes(set)) && holds(b"parts.npz"));
        let notebook = write(&mut session, &experiment, library, CodeForm::Notebook).unwrap();
        let holds = |bytes: &[u8]| notebook.bytes.windows(bytes.len()).any(|part| part == bytes);
        assert!(holds(b".ipynb") && !holds(&shown.bytes));
    }
}

#[test]
fn a_made_table_goes_with_the_script() {
    let config = SyntheticConfig::default();
    let mut session = Session::default();
    let Event::TableLoaded { summary, .. } = session.make(TableId(1), &config) else {
        panic!("no table")
    };
    let source = DataSource::Synthetic(config.clone());
    let experiment = ExperimentConfig::propose("Made", source, &summary.schema);
    let shown = write(&mut session, &experiment, Library::Keras, CodeForm::Text).unwrap();
    assert!(text(&shown).contains(&format!("default=\"{}.csv\"", config.shape.id())));
}

#[test]
fn what_cannot_run_has_no_code() {
    let set = gallery::find("iris").unwrap();
    let mut experiment = gallery::experiment(set);
    let mut session = loaded(gallery::bytes(set));
    experiment.data.target = "no such column".to_owned();
    let sentence = write(&mut session, &experiment, Library::Keras, CodeForm::Text).unwrap_err();
    assert!(sentence.contains("no such column"), "{sentence}");
    let none = write(&mut Session::default(), &experiment, Library::Keras, CodeForm::Text);
    assert!(none.unwrap_err().ends_with('.'));
}
