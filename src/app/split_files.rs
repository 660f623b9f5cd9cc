//! Which views come in files of their own. What only one of these tables reaches is in its
//! file alone; `.ci/split` cuts the files out of what cargo linked. One more is
//! `services/language.rs`'s, which is not a view.

use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
#[cfg(feature = "split")]
use leptos::wasm_split::wasm_split;

use crate::app::lazy::{Fetching, LazyFile, Table, when_idle};
use crate::app::panels::lazy_parts::{InCode, InDialog, InLessons, InPlace, InPresent, InView};
use crate::app::panels::{
    advice, appearance, archive_dialog, coach, code, curves, data, experiments, export, inspection,
    lessons, network, report, runs, share, shortcuts, stage, training,
};
use crate::app::services::address;

fn in_place(part: InPlace) -> AnyView {
    match part {
        InPlace::Appearance => appearance::appearance_menu(),
        InPlace::Chart(context) => curves::chart::chart(context),
        InPlace::Columns => data::columns::columns(),
        InPlace::Concerns => advice::concerns(),
        InPlace::DataWarnings => data::warnings::warnings(),
        InPlace::FileNotes { reading_is_open } => data::file_notes::file_notes(reading_is_open),
        InPlace::ExportMenu => export::export_menu(),
        InPlace::Coach => coach::coach_box::coach_box(),
        InPlace::Inspected { subject, more_is_open } => {
            network::inspector::inspected(subject, more_is_open)
        }
        InPlace::Preparation => data::more::more(),
        InPlace::RunNotes => curves::run_notes::run_notes(),
        InPlace::Runs => runs::list::runs(),
        InPlace::TimeSlider => curves::time_travel::slider(),
        InPlace::TrainingMore => training::more::more(),
        InPlace::ViewRow { context, table } => curves::view_row::row(context, table),
    }
}

fn in_dialog(part: InDialog) -> AnyView {
    match part {
        InDialog::Column => data::column_dialog::column(),
        InDialog::Experiments => experiments::experiments(),
        InDialog::Explanation => network::explanation::explanation(),
        InDialog::Figures => curves::table::figures(),
        InDialog::Gallery { open, made_is_open } => {
            data::gallery_dialog::gallery(open, made_is_open)
        }
        InDialog::Inside => inspection::inside::inside(),
        InDialog::Keys => shortcuts::keys(),
        InDialog::Reading => data::reading_dialog::reading(),
        InDialog::LossGap => curves::why_differ::loss_gap(),
        InDialog::Report => report::report(),
        InDialog::Rows { kind, sought } => data::rows_dialog::rows(kind, sought),
        InDialog::RunsTable(rows) => runs::table::runs(rows),
        InDialog::Sweep => runs::sweep_dialog::sweep(),
        InDialog::Synthetic => data::synthetic_dialog::synthetic(),
        InDialog::Templates => network::explanation::templates(),
    }
}

fn in_view(part: InView) -> AnyView {
    match part {
        InView::Picture => inspection::picture::picture(),
        InView::Predictions => inspection::predictions::predictions(),
    }
}

fn in_code(part: InCode) -> AnyView {
    match part {
        InCode::Archive => archive_dialog::archive(),
        InCode::Archives => archive_dialog::archives(),
        InCode::Panel => code::code_panel::code_panel(),
    }
}

fn in_lessons(part: InLessons) -> AnyView {
    match part {
        InLessons::Course => lessons::course_panel::course(),
    }
}

fn in_present(part: InPresent) -> AnyView {
    match part {
        InPresent::Link => share::link(),
        InPresent::Reveal => stage::reveal::reveal(),
        InPresent::Switched => stage::switched::switched(),
        InPresent::TopActions => stage::top_actions(),
    }
}

/// Declares a file: its name, the parts in it, and the table of their views. Without the
/// feature `split` all is in one file, which builds quicker.
macro_rules! split_file {
    ($file:ident, $part:ty, $table:expr, $retries:expr) => {{
        #[cfg_attr(feature = "split", wasm_split($file, fallible, wasm_split_path = leptos::wasm_split))]
        #[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
        fn table() -> Result<Table<$part>, SplitLoaderError> {
            Ok($table)
        }
        static TABLE: OnceLock<Table<$part>> = OnceLock::new();
        fn fetch() -> Fetching {
            Box::pin(async {
                #[cfg(feature = "split")]
                let fetched = table().await;
                #[cfg(not(feature = "split"))]
                let fetched = table();
                fetched.map(|table| TABLE.get_or_init(|| table)).is_ok()
            })
        }
        LazyFile::new(&TABLE, fetch, $retries)
    }};
}

/// Makes the files known to the page's parts, and has them fetched while it rests.
pub fn provide_split_files() {
    let retries = RwSignal::new(0);
    let in_place = split_file!(in_place, InPlace, in_place, retries);
    let in_dialog = split_file!(in_dialog, InDialog, in_dialog, retries);
    let in_view = split_file!(in_view, InView, in_view, retries);
    let in_present = split_file!(in_present, InPresent, in_present, retries);
    provide_context(in_place);
    provide_context(in_dialog);
    let in_code = split_file!(in_code, InCode, in_code, retries);
    provide_context(in_code);
    let in_lessons = split_file!(in_lessons, InLessons, in_lessons, retries);
    provide_context(in_view);
    provide_context(in_lessons);
    provide_context(in_present);
    // What is hidden is hidden soon.
    if !address::switches().is_empty() {
        in_present.fetch();
    }
    when_idle(move || {
        in_place.fetch();
        in_dialog.fetch();
        in_view.fetch();
        in_present.fetch();
    });
}
