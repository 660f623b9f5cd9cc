//! `descent export report`

use std::path::PathBuf;

use clap::Args;
use descent::config::ColumnType;
use descent::data::number_text;
use descent::export::report::{Report, ReportNote, ReportedRun};
use descent::plot::{report_curves, report_learned};

use super::run::{FinishedRun, RunArgs, days_since_1970};
use crate::coach;
use crate::errors::CliError;
use crate::files::write;

#[derive(Args)]
pub struct ReportArgs {
    #[command(flatten)]
    run: RunArgs,
    /// Where the report goes
    #[arg(long, value_name = "FILE.html")]
    out: PathBuf,
    /// Who hands it in
    #[arg(long, default_value = "", hide_default_value = true)]
    name: String,
    /// What was to be found out
    #[arg(long, default_value = "", hide_default_value = true)]
    question: String,
    /// What was found
    #[arg(long, default_value = "", hide_default_value = true)]
    words: String,
    /// The day that stands on it; today unless said
    #[arg(long)]
    day: Option<String>,
    /// The address of a page with Descent, for the link
    #[arg(long, value_name = "ADDRESS", default_value = "", hide_default_value = true)]
    page: String,
}

pub fn run(args: &ReportArgs) -> Result<(), CliError> {
    let FinishedRun { table, mut trainer, history, outcome, .. } = args.run.finish()?;
    let verdict = outcome.filter(|_| history.count() > 0);
    let verdict = verdict.map(|outcome| coach::diagnosis(&trainer, &table, &history, outcome));
    let test = trainer.evaluate_test();
    let reported = ReportedRun::new(&mut trainer, &table, &history, test, verdict.map(Into::into));
    let today = || number_text(ColumnType::Date, days_since_1970().floor());
    let note = ReportNote {
        name: args.name.clone(),
        day: args.day.clone().unwrap_or_else(today),
        question: args.question.clone(),
        words: args.words.clone(),
        page: args.page.clone(),
    };
    let (curves, learned) = (report_curves(&reported), report_learned(&reported));
    let report = Report { note: &note, run: &reported, curves: &curves, learned: &learned };
    write(&args.out, report.html().as_bytes())
}
