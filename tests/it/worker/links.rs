//! Links as the page has them written, and files that are compared with what they name.

use descent::config::share::{self, LinkedTable};
use descent::config::{DataSource, ExperimentConfig, ReadingConfig, limits};
use descent::data::gallery;
use descent::worker::{Command, Event, Session, TableId, WrittenLink};

fn session(bytes: &[u8]) -> Session {
    let mut session = Session::default();
    session.load(TableId(1), bytes, &ReadingConfig::default());
    session.keep_file("mine.csv".to_owned(), bytes.to_vec());
    session
}

fn experiment() -> ExperimentConfig {
    let mut experiment = gallery::experiment(gallery::find("iris").unwrap());
    experiment.data.source =
        DataSource::File { name: "mine.csv".to_owned(), columns: vec!["a".to_owned()] };
    experiment
}

fn iris() -> &'static [u8] {
    gallery::bytes(gallery::find("iris").unwrap())
}

fn written(session: &mut Session, experiment: ExperimentConfig, has_table: bool) -> WrittenLink {
    let experiment = Box::new(experiment);
    match session.handle(Command::WriteLink { experiment, has_table }).remove(0) {
        Event::LinkWritten { link } => link.open().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_small_file_travels_if_the_reader_wants() {
    let link = written(&mut session(iris()), experiment(), true);
    assert_eq!(link.experiment, experiment());
    let file = link.file.unwrap();
    assert_eq!((file.rows, file.columns), (150, 5));
    let opened = share::open(&file.with_rows.unwrap()).unwrap();
    assert_eq!(opened.experiment, experiment());
    assert_eq!(opened.table, LinkedTable::File(iris().to_vec()));
    let LinkedTable::Expected(expected) = share::open(&link.fragment).unwrap().table else {
        panic!("{}", link.fragment)
    };
    assert_eq!(expected.rows, 150);
}

#[test]
fn a_large_file_is_named() {
    let concrete = gallery::bytes(gallery::find("concrete").unwrap());
    let long = [b"a,b\n", "1,2\n".repeat(limits::MAX_LINKED_FILE_BYTES / 4).as_bytes()].concat();
    for bytes in [concrete, &long] {
        let link = written(&mut session(bytes), experiment(), true);
        assert_eq!(link.file.unwrap().with_rows, None);
        assert!(matches!(share::open(&link.fragment).unwrap().table, LinkedTable::Expected(_)));
    }
}

/// A set of the Gallery, another table than the experiment's, and none at all.
#[test]
fn nothing_is_said_of_a_table_that_is_not_the_experiments() {
    let set = gallery::experiment(gallery::find("iris").unwrap());
    let says_nothing = |mut session: Session, experiment: ExperimentConfig, has_table| {
        let link = written(&mut session, experiment.clone(), has_table);
        assert_eq!(link.file, None);
        assert_eq!(link.fragment, share::encode(&experiment));
    };
    says_nothing(session(iris()), set, true);
    says_nothing(session(iris()), experiment(), false);
    says_nothing(Session::default(), experiment(), true);
}

#[test]
fn a_file_is_compared_with_the_one_that_a_link_names() {
    let mut session = session(b"a,b\n1,2\n3,4\n5,7\n");
    let LinkedTable::Expected(expected) =
        share::open(&written(&mut session, experiment(), true).fragment).unwrap().table
    else {
        panic!("no table")
    };
    let mut compare = |columns: &[&str]| {
        let columns = columns.iter().map(|&column| column.to_owned()).collect();
        match session.handle(Command::CompareTable { columns, expected }).remove(0) {
            Event::TableCompared { differences } => differences,
            other => panic!("{other:?}"),
        }
    };
    assert!(compare(&["a", "b"]).is_empty());
    assert_eq!(compare(&["a", "b", "c"]), ["It has no column \"c\"."]);
}
