//! The parts of the page whose code comes in a file of its own, by file. Which view each is
//! says `app/split_files.rs`, so that who shows a part need not know its file.

use leptos::prelude::*;

use super::curves::chart_context::ChartContext;
use super::network::inspector::subject::Subject;
use crate::worker::RowsState;
use crate::workspace::run_list::ListedRun;
use crate::workspace::sought_row::SoughtRow;

/// What has its place on the page, but can come once that stands.
#[derive(Clone, Copy)]
pub enum InPlace {
    Appearance,
    Chart(ChartContext),
    Coach,
    Columns,
    /// What keeps the experiment from running, and what is unwise about it.
    Concerns,
    /// What is unwise about the table.
    DataWarnings,
    ExportMenu,
    /// What was noticed while the file was read.
    FileNotes {
        reading_is_open: RwSignal<bool>,
    },
    Inspected {
        subject: Subject,
        more_is_open: RwSignal<bool>,
    },
    Preparation,
    RunNotes,
    Runs,
    TimeSlider,
    TrainingMore,
    ViewRow {
        context: ChartContext,
        table: RwSignal<bool>,
    },
}

/// What is shown of a trained network in place of the curves.
#[derive(Clone, Copy)]
pub enum InView {
    Picture,
    Predictions,
}

/// What is there for an audience.
#[derive(Clone, Copy)]
pub enum InPresent {
    /// The dialog of the link.
    Link,
    /// In the legend, while validation is hidden.
    Reveal,
    /// What the link hides and locks.
    Switched,
    /// The buttons of the stage, and of a frame.
    TopActions,
}

/// What opens on a click: dialogs, and a tab that would make the other views' file too large.
#[derive(Clone, Copy)]
pub enum InDialog {
    Column,
    Experiments,
    Explanation,
    Figures,
    Gallery {
        open: RwSignal<bool>,
        made_is_open: RwSignal<bool>,
    },
    /// A tab of the curves.
    Inside,
    Keys,
    Reading,
    LossGap,
    Report,
    Rows {
        kind: RwSignal<RowsState>,
        /// The row at which they are opened, where one is looked for.
        sought: Option<RwSignal<Option<SoughtRow>>>,
    },
    RunsTable(Memo<Vec<ListedRun>>),
    Sweep,
    Synthetic,
    Templates,
}

/// What takes the experiment along: as code, and as one file with its runs.
#[derive(Clone, Copy)]
pub enum InCode {
    Archive,
    /// Saves and opens such files; there is nothing to see of it.
    Archives,
    Panel,
}

/// The course.
#[derive(Clone, Copy)]
pub enum InLessons {
    Course,
}
