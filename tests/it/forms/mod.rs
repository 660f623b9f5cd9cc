//! The forms in which values cross the wire and are kept: each has a version, and none
//! changes without it.
//!
//! `tests/fixtures/forms` has each form in words. A change of a type shows there as a
//! difference of a line or two.

mod fixture;
mod made_up;
mod walk;

use descent::config::ExperimentConfig;
use descent::train::Checkpoint;
use descent::worker::{Command, Event, PROTOCOL_VERSION};
use descent::workspace::chart_view::KeptChartView;
use descent::workspace::experiment_record::{Kept, KeptRun, KeptTab, Record};
use descent::workspace::packing::Stored;
use descent::workspace::run_record::{RunBody, RunHead};

use fixture::{Form, Version};
use walk::Walk;

/// A new worker beside an old page, or the other way round, must notice.
#[test]
fn the_wire_keeps_its_version() {
    let mut walk = Walk::default();
    let mut written = walk.choice::<Command>("Command");
    written.extend(walk.choice::<Event>("Event"));
    Form::new(&walk, written).guard("wire", Version::Rises("PROTOCOL_VERSION", PROTOCOL_VERSION));
}

fn guard<T: Stored>(name: &str, constant: &'static str) {
    let mut walk = Walk::default();
    let written = walk.record::<T>(name);
    Form::new(&walk, written).guard(name, Version::Rises(constant, T::VERSION));
}

/// What is of another version is left to the link; what is misread would be lost.
#[test]
fn what_is_kept_keeps_its_version() {
    guard::<ExperimentConfig>("experiment", "ExperimentConfig::VERSION");
    guard::<Kept>("kept", "Kept::VERSION");
    guard::<KeptTab>("kept-tab", "KeptTab::VERSION");
    guard::<KeptRun>("kept-run", "KeptRun::VERSION");
    guard::<KeptChartView>("kept-chart-view", "KeptChartView::VERSION");
    let mut walk = Walk::default();
    let written = walk.record::<Checkpoint>("checkpoint");
    Form::new(&walk, written)
        .guard("checkpoint", Version::Rises("Checkpoint::VERSION", Checkpoint::VERSION));
}

#[test]
fn forms_that_every_version_reads_never_change() {
    let mut walk = Walk::default();
    let written = walk.record::<Record>("Record");
    Form::new(&walk, written).guard("record", Version::Forever);
    let mut walk = Walk::default();
    let written = walk.record::<RunHead>("RunHead");
    Form::new(&walk, written).guard("run-head", Version::Forever);
    let mut walk = Walk::default();
    let written = walk.record::<RunBody>("RunBody");
    Form::new(&walk, written).guard("run-body", Version::Forever);
}
