//! A report to hand in: what was asked, on which data, with which network, and what came of it.

mod columns;
mod data;
mod network;
mod note;
mod results;
mod run;
mod style;
mod training;

pub use note::ReportNote;
pub use run::{CoachVerdict, ReportedRun};

use std::fmt::Write;

use crate::config::diff::Setting;
use crate::config::{DataSource, ExperimentConfig, Grouped, Task, share};
use crate::export::html::{self, escaped, facts, paragraph, paragraphs};
use crate::{t, tn};

/// Names in a list, at most.
const NAMES: usize = 40;

/// A picture of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPicture {
    /// What it shows.
    pub title: String,
    /// What is said of it.
    pub words: String,
    /// It, light.
    pub svg: String,
}

/// What a report is made of.
pub struct Report<'a> {
    /// What the person says.
    pub note: &'a ReportNote,
    /// The run.
    pub run: &'a ReportedRun<'a>,
    /// Its curves, drawn by whoever can draw.
    pub curves: &'a [ReportPicture],
    /// What was learned.
    pub learned: &'a [ReportPicture],
}

impl Report<'_> {
    /// One HTML file that needs nothing else and prints well, in the language that is spoken.
    /// The same run and note give the same bytes.
    ///
    /// Checked by `tests/it/export/report.rs`.
    pub fn html(&self) -> String {
        let title = self.run.checked().config().title.trim();
        let title = if title.is_empty() { t!("An experiment") } else { title };
        let sections = [
            self.head(title),
            self.question(),
            section(t!("What I found"), &paragraphs(&self.note.words)),
            section(t!("Data"), &data::section(self.run)),
            section(t!("Network"), &network::section(self.run)),
            section(t!("Training"), &training::section(self.run)),
            section(t!("Learning curves"), &results::curves(self.run, self.curves)),
            section(t!("What the coach says"), &results::verdict(self.run)),
            section(t!("Figures"), &results::figures(self.run)),
            section(t!("What was learned"), &results::learned(self.run, self.learned)),
            section(t!("How to repeat it"), &self.again()),
        ];
        let body = format!("<main>\n{}</main>\n", sections.concat());
        html::document(&t!("Report: {title}", title), style::STYLE, &body)
    }

    fn head(&self, title: &str) -> String {
        let (name, day) = (self.note.name.trim(), self.note.day.trim());
        let mut html = format!("<p class=\"dim\">{}</p>\n", t!("Report on a run in Descent"));
        let _ = writeln!(html, "<h1>{}</h1>", escaped(title));
        if !(name.is_empty() && day.is_empty()) {
            let (name, day) = (escaped(name), escaped(day));
            let _ = writeln!(html, "<p>{name} <span class=\"dim\">{day}</span></p>");
        }
        html
    }

    fn question(&self) -> String {
        let run = self.run;
        let (config, schema) = (run.checked().config(), run.table.schema());
        let features: Vec<_> = config.features(schema).map(|column| column.name.clone()).collect();
        let (target, task) = (&config.data.target, config.data.task);
        let asked = match task {
            Task::Regression => tn!(
                features.len(),
                "Predict {target} from {count} column.",
                "Predict {target} from {count} columns.",
                target,
            ),
            Task::BinaryClassification | Task::MulticlassClassification => tn!(
                features.len(),
                "Classify {target} from {count} column.",
                "Classify {target} from {count} columns.",
                target,
            ),
        };
        let mut rows = vec![
            (t!("Target").to_owned(), target.clone()),
            (t!("Task").to_owned(), task.label().to_owned()),
            (t!("Inputs").to_owned(), named(&features)),
        ];
        if !config.data.ignored.is_empty() {
            rows.push((t!("Columns left out").to_owned(), named(&config.data.ignored)));
        }
        let facts_of_data = run.trainer.dataset().facts();
        if !facts_of_data.class_names.is_empty() {
            let classes = facts_of_data.class_names.iter().zip(&facts_of_data.class_counts);
            let classes: Vec<_> =
                classes.map(|(class, rows)| format!("{class} ({})", count(*rows))).collect();
            rows.push((t!("Classes, with their training rows").to_owned(), named(&classes)));
        }
        let own = paragraphs(&self.note.question);
        let body = own + &paragraph(&asked) + &facts(&rows);
        section(t!("Question"), &body)
    }

    /// What is needed to run it again.
    fn again(&self) -> String {
        let config = self.run.checked().config();
        let (fragment, page) = (share::encode(config), self.note.page.trim());
        let link = format!("{page}#{fragment}");
        let shown = escaped(&link);
        let link = if page.is_empty() {
            let words = t!(
                "The experiment as a link, to be put behind the address of a page with Descent:"
            );
            format!("{}<p class=\"link\">{shown}</p>\n", paragraph(words))
        } else {
            let words = t!("This link opens the experiment.");
            format!("{}<p class=\"link\"><a href=\"{shown}\">{shown}</a></p>\n", paragraph(words))
        };
        let again = paragraph(&self.what_comes_of_it(config));
        let rows = [
            (t!("Seed").to_owned(), config.seed.to_string()),
            (t!("Split seed").to_owned(), config.split_seed().to_string()),
            ("Descent".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        ];
        format!("<div class=\"whole\">\n{}{link}{again}</div>\n", facts(&rows))
    }

    /// Whether training it again gives the same curves.
    fn what_comes_of_it(&self, config: &ExperimentConfig) -> String {
        if self.run.trainer.began_with_weights() {
            return t!(
                "This run began with the weights of a model file, which no link holds: trained again it begins with its seed, and its curves are others."
            )
            .to_owned();
        }
        match &config.data.source {
            DataSource::File { name, .. } => t!(
                "The link does not hold the rows, so hand in {name} too: with it, trained from the start and with nothing changed on the way, the link gives the same curves.",
                name,
            ),
            DataSource::Gallery { .. } | DataSource::Synthetic(_) => t!(
                "Trained from the start, with nothing changed on the way, it gives the same curves."
            )
            .to_owned(),
        }
    }
}

/// A section under its heading; nothing without a content.
fn section(title: &str, content: &str) -> String {
    if content.is_empty() {
        return String::new();
    }
    format!("<section>\n<h2>{}</h2>\n{content}</section>\n", escaped(title))
}

/// Names in a row; of many the first.
fn named(names: &[String]) -> String {
    match names.split_at_checked(NAMES) {
        Some((told, rest)) if !rest.is_empty() => {
            t!("{told} and {more} more", told = told.join(", "), more = rest.len())
        }
        _ => names.join(", "),
    }
}

fn count(number: usize) -> String {
    Grouped(number as u64).to_string()
}

/// The settings whose paths begin with one of `always`, and others of `under` that are unusual;
/// a name and words each.
fn told(settings: &[Setting], under: &[&str], always: &[&str]) -> Vec<(String, String)> {
    let is_told = |one: &&Setting| {
        let is_under = || under.iter().any(|beginning| one.path.starts_with(beginning));
        always.contains(&one.path.as_str()) || !one.is_default && is_under()
    };
    let words = |one: &Setting| {
        let is_share = one.path.ends_with("_percent");
        if is_share { format!("{} %", one.words) } else { one.words.clone() }
    };
    settings.iter().filter(is_told).map(|one| (one.name.clone(), words(one))).collect()
}
