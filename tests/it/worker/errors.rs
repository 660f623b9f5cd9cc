//! What can go wrong between page and worker, in the user's words.

use descent::config::{ConfigError, Metric, SweptSetting};
use descent::train::CheckpointError;
use descent::worker::LoadError;
use descent::worker::codec::CodecError;
use descent::worker::error::{
    ExperimentError, FileError, FileReason, ReadLinkError, SweepError, VersionMismatch,
};

fn file(reason: FileReason) -> FileError {
    FileError::Unreadable { name: "wine.csv".to_owned(), reason }
}

fn set(reason: FileReason) -> FileError {
    FileError::NotFetched { name: "sonar.csv".to_owned(), reason }
}

fn two_problems() -> ExperimentError {
    ExperimentError::Settings(vec![
        ConfigError::TooManyBlocks { received: 1000 },
        ConfigError::NotMeasured { metric: Metric::Recall },
    ])
}

/// Every sentence of the boundary, as the user reads it. What it takes over from other
/// layers stands with theirs.
#[test]
fn worker_sentences() {
    let shown = |error: &dyn std::error::Error| error.to_string();
    let sentences = [
        shown(&CodecError),
        shown(&ExperimentError::NoTable),
        shown(&two_problems()),
        shown(&SweepError::NothingVaries(SweptSetting::Seed)),
        shown(&SweepError::NothingVaries(SweptSetting::Units)),
        shown(&SweepError::NothingVaries(SweptSetting::Dropout)),
        shown(&SweepError::NothingVaries(SweptSetting::TrainingRows)),
        shown(&SweepError::TooManyRows { asked: 1200.0, rows: 105 }),
        shown(&SweepError::TooMany { runs: 70 }),
        shown(&SweepError::CannotRun {
            setting: SweptSetting::Depth,
            name: "20".to_owned(),
            problem: ConfigError::TooManyBlocks { received: 1000 },
        }),
        shown(&file(FileReason::NotThere)),
        shown(&file(FileReason::Status(404))),
        shown(&file(FileReason::Browser("The user denied it".to_owned()))),
        shown(&file(FileReason::Unknown)),
        shown(&set(FileReason::Status(404))),
        shown(&set(FileReason::Browser("Failed to fetch".to_owned()))),
        shown(&ReadLinkError::NoAnswer),
        shown(&VersionMismatch),
    ];
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn each_problem_is_a_sentence_of_its_own() {
    let problems = two_problems();
    let sentences = problems.sentences();
    assert_eq!(sentences.len(), 2);
    assert_eq!(problems.to_string(), sentences.join(" "));
    assert_eq!(ExperimentError::NoTable.sentences(), [ExperimentError::NoTable.to_string()]);
}

/// What comes from another layer keeps that layer's words.
#[test]
fn the_words_of_others_are_passed_on() {
    let damaged = CheckpointError::Damaged;
    assert_eq!(ExperimentError::from(damaged).to_string(), damaged.to_string());
    let problem = ConfigError::TooManyBlocks { received: 1000 };
    assert_eq!(ExperimentError::from(problem.clone()).to_string(), problem.to_string());
    let error = SweepError::from(ExperimentError::NoTable);
    assert_eq!(error.to_string(), ExperimentError::NoTable.to_string());
    let refused = LoadError::from(file(FileReason::NotThere));
    assert_eq!(refused.sentence, file(FileReason::NotThere).to_string());
}
