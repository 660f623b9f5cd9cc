//! What came of a report's run: curves, the coach's verdict, figures, what was learned.

use std::fmt::Write;

use super::{ReportPicture, ReportedRun, count};
use crate::config::{FourDigits, Grouped, limits};
use crate::data::Scaler;
use crate::export::html::{escaped, list, paragraph, table};
use crate::inspection::{PartName, class_scores};
use crate::train::PartFigures;
use crate::train::diagnosis::best_index;
use crate::{t, tn};

/// Classes whose confusion matrix fits on a page.
const IN_MATRIX: usize = 12;
/// Classes that have a row of figures.
const LISTED_CLASSES: usize = 60;

/// The curves, how the run ended, and its best epoch.
pub(super) fn curves(run: &ReportedRun<'_>, pictures: &[ReportPicture]) -> String {
    let history = run.history;
    if history.count() == 0 {
        return paragraph(match run.trainer.outcome() {
            Some(outcome) if outcome.has_diverged() => {
                t!("The run diverged in its first epoch, so there are no curves.")
            }
            _ => t!("The weights come from a file, so there are no curves."),
        });
    }
    let epochs = history.count();
    let ended = match run.trainer.outcome() {
        Some(outcome) => outcome.sentence(epochs),
        None => tn!(
            Grouped(epochs.into()),
            "{count} epoch was run so far.",
            "{count} epochs were run so far.",
        ),
    };
    let best = best_index(history, epochs).map(|at| {
        t!(
            "Best epoch {epoch}: validation loss {loss}.",
            epoch = Grouped(history.epochs[at].into()),
            loss = FourDigits(history.val_loss[at]),
        )
    });
    let words = [Some(ended), best].into_iter().flatten().collect::<Vec<_>>().join(" ");
    paragraph(&words) + &shown(pictures, "")
}

/// What the coach says.
pub(super) fn verdict(run: &ReportedRun<'_>) -> String {
    let Some(verdict) = &run.verdict else { return String::new() };
    let mut html = format!("<p class=\"large\">{}</p>\n", escaped(&verdict.headline));
    html += &paragraph(&verdict.sentence);
    html += &list(&verdict.reasons);
    if !verdict.suggestions.is_empty() {
        let _ = writeln!(html, "<h3>{}</h3>", t!("To try next"));
        let all = verdict.suggestions.iter().map(|[label, why]| format!("{label}: {why}"));
        html += &list(&all.collect::<Vec<_>>());
    }
    html
}

/// Loss and metrics of each part.
pub(super) fn figures(run: &ReportedRun<'_>) -> String {
    let counts = run.trainer.dataset().facts().counts;
    let Some((epoch, [training, validation])) = &run.figures else {
        return paragraph(t!(
            "The run diverged before an epoch was over, so there are no figures."
        ));
    };
    let metrics = run.checked().metrics();
    let heads = [t!("Part"), t!("Rows"), t!("Loss")];
    let heads: Vec<_> = heads.into_iter().chain(metrics.iter().map(|one| one.label())).collect();
    let row = |part: PartName, rows: usize, figures: &PartFigures| {
        let numbers = [&figures.loss].into_iter().chain(&figures.metrics);
        let numbers = numbers.map(|figure| format!("{:#}", FourDigits(*figure)));
        [part.label().to_owned(), count(rows)].into_iter().chain(numbers).collect::<Vec<_>>()
    };
    let mut rows = vec![
        row(PartName::Training, counts.training, training),
        row(PartName::Validation, counts.validation, validation),
    ];
    rows.extend(run.test.as_ref().map(|test| row(PartName::Test, counts.test, test)));
    let mut words = match epoch {
        Some(epoch) => t!(
            "Measured with the weights of epoch {epoch}, without dropout.",
            epoch = Grouped((*epoch).into()),
        ),
        None => t!("Measured with the weights of a file, without dropout.").to_owned(),
    };
    let more = match (counts.test, &run.test) {
        (0, _) => t!("There is no test part."),
        (_, None) => t!("The test rows were not looked at."),
        (_, Some(_)) => t!("The test rows were measured with the same weights."),
    };
    words = format!("{words} {more}");
    if counts.training > limits::MAX_MEASURED_ROWS {
        let sample = Grouped(limits::MAX_MEASURED_ROWS as u64);
        let of_sample = t!("Of the training rows a fixed sample of {sample} was measured.", sample);
        words = format!("{words} {of_sample}");
    }
    if run.trainer.dataset().target_scaler != Scaler::NONE {
        words =
            format!("{words} {}", t!("All are in the units of the target, not of the scaled one."));
    }
    format!("<div class=\"whole\">\n{}{}</div>\n", table(&heads, &rows), paragraph(&words))
}

/// Which class is taken for which, and the pictures.
pub(super) fn learned(run: &ReportedRun<'_>, pictures: &[ReportPicture]) -> String {
    let Some(found) = &run.predictions else {
        return paragraph(t!("The network says no numbers any more, so there is nothing to show."));
    };
    let mut html = String::new();
    let is_of_figures = run.figures.as_ref().is_none_or(|(of, _)| *of == Some(found.epoch));
    if run.history.count() > 0 && !is_of_figures {
        html += &paragraph(&t!(
            "With the weights within epoch {epoch}; the figures above are of the epoch before.",
            epoch = Grouped(found.epoch.into()),
        ));
    }
    if found.are_classes() {
        let confusion = found.confusion_matrix(run.trainer.threshold());
        html += &matrix(&confusion, &found.classes);
        html += &by_class(&confusion, &found.classes);
    }
    html + &shown(pictures, " class=\"small\"")
}

fn matrix(confusion: &[Vec<usize>], classes: &[String]) -> String {
    if classes.len() > IN_MATRIX {
        return String::new();
    }
    let heads: Vec<_> =
        [t!("actual \\ predicted")].into_iter().chain(classes.iter().map(String::as_str)).collect();
    let rows = confusion.iter().zip(classes).map(|(row, class)| {
        [class.clone()].into_iter().chain(row.iter().map(|rows| count(*rows))).collect()
    });
    let title = t!("Confusion matrix of the validation rows");
    let table = table(&heads, &rows.collect::<Vec<_>>());
    let words = t!("A row for each class, a column for each prediction.");
    format!("<div class=\"whole\">\n<h3>{title}</h3>\n{table}{}</div>\n", paragraph(words))
}

fn by_class(confusion: &[Vec<usize>], classes: &[String]) -> String {
    let rows = class_scores(confusion).into_iter().zip(classes).take(LISTED_CLASSES);
    let rows = rows.map(|(scores, class)| {
        let figures = [scores.precision, scores.recall, scores.f1];
        let figures = figures.map(|figure| format!("{:#}", FourDigits(figure)));
        [class.clone()].into_iter().chain(figures).chain([count(scores.support)]).collect()
    });
    let heads = [t!("Class"), t!("Precision"), t!("Recall"), "F1", t!("Rows")];
    format!("<h3>{}</h3>\n{}", t!("By class"), table(&heads, &rows.collect::<Vec<_>>()))
}

fn shown(pictures: &[ReportPicture], class: &str) -> String {
    let mut html = String::new();
    for ReportPicture { title, words, svg } in pictures {
        let (title, words) = (escaped(title), escaped(words));
        let _ = writeln!(
            html,
            "<figure{class}>\n<h3>{title}</h3>\n<div role=\"img\" aria-label=\"{title}\">{svg}</div>\n\
             <figcaption>{words}</figcaption>\n</figure>"
        );
    }
    html
}
