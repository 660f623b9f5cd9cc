//! The forms in which values cross the wire and are kept: each has a version, and none
//! changes without it.
//!
//! `tests/fixtures/forms` has each form in words. A change of a type shows there as a
//! difference of a line or two.

mod fixture;
mod made_up;
mod walk;

use descent::config::ExperimentConfig;
use descent::data::TargetRelation;
use descent::export::code::ExportFile;
use descent::inspection::Answer;
use descent::train::Checkpoint;
use descent::worker::{
    ArchiveRefusal, Command, Event, Explanation, OpenedArchive, OpenedModel, PROTOCOL_VERSION,
    WrittenLink, WrittenModel,
};
use descent::workspace::chart_view::KeptChartView;
use descent::workspace::experiment_record::{KeptExperiment, KeptRun, KeptTab, Record};
use descent::workspace::packing::Stored;
use descent::workspace::run_record::{RunBody, RunHead};
use serde::Serialize;
use serde::de::DeserializeOwned;

use fixture::{Form, Version};
use walk::Walk;

/// A new worker beside an old page, or the other way round, must notice.
#[test]
fn the_wire_keeps_its_version() {
    let mut walk = Walk::default();
    let mut written = walk.choice::<Command>("Command");
    written.extend(walk.choice::<Event>("Event"));
    written.extend(walk.choice::<Answer>("Answer"));
    // What is packed in an event.
    written.extend(walk.record::<TargetRelation>("TargetRelation"));
    written.extend(walk.record::<ExportFile>("ExportFile"));
    written.extend(walk.record::<WrittenModel>("WrittenModel"));
    written.extend(walk.record::<OpenedModel>("OpenedModel"));
    written.extend(walk.record::<WrittenLink>("WrittenLink"));
    written.extend(walk.record::<OpenedArchive>("OpenedArchive"));
    written.extend(walk.record::<ArchiveRefusal>("ArchiveRefusal"));
    written.extend(walk.record::<Explanation>("Explanation"));
    let version = Version::Rises("PROTOCOL_VERSION", PROTOCOL_VERSION);
    all_well([Form::new(&walk, written).guard("wire", version)]);
}

/// What is of another version is left to the link; what is misread would be lost.
#[test]
fn what_is_kept_keeps_its_version() {
    let checkpoint = Version::Rises("Checkpoint::VERSION", Checkpoint::VERSION);
    all_well([
        kept::<ExperimentConfig>("experiment", "ExperimentConfig::VERSION"),
        kept::<KeptExperiment>("kept", "KeptExperiment::VERSION"),
        kept::<KeptTab>("kept-tab", "KeptTab::VERSION"),
        kept::<KeptRun>("kept-run", "KeptRun::VERSION"),
        kept::<KeptChartView>("kept-chart-view", "KeptChartView::VERSION"),
        record::<Checkpoint>("checkpoint", checkpoint),
    ]);
}

#[test]
fn forms_that_every_version_reads_never_change() {
    all_well([
        record::<Record>("record", Version::Forever),
        record::<RunHead>("run-head", Version::Forever),
        record::<RunBody>("run-body", Version::Forever),
    ]);
}

fn kept<T: Stored>(name: &str, constant: &'static str) -> Result<(), String> {
    record::<T>(name, Version::Rises(constant, T::VERSION))
}

fn record<T: Serialize + DeserializeOwned>(name: &str, version: Version) -> Result<(), String> {
    let mut walk = Walk::default();
    let written = walk.record::<T>(name);
    Form::new(&walk, written).guard(name, version)
}

fn all_well<const N: usize>(outcomes: [Result<(), String>; N]) {
    let refused: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
