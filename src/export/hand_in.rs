//! What a learner did in the course, as a page to hand in.

use std::fmt::Write;

use crate::course::{Lesson, Progress, SeenCurves, Step, StepProgress, Text};
use crate::export::html::{document, escaped};
use crate::t;

/// What the page is made of.
pub struct HandIn<'a> {
    /// The learner's name, as it was typed.
    pub name: &'a str,
    /// The day, as it is written there.
    pub day: &'a str,
    /// All lessons with the names of their files.
    pub lessons: &'a [(&'a str, &'a Lesson)],
    /// What was done.
    pub progress: &'a Progress,
    /// Draws curves that were seen, as SVG.
    pub draw: &'a dyn Fn(&SeenCurves) -> String,
}

/// How it looks, on a screen and on paper.
const STYLE: &str = "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,\
sans-serif;color:#1b2430}h1{font-size:1.6rem}h2{margin-top:2.5rem;border-bottom:1px solid #cfd5dd}\
section{break-inside:avoid}svg{max-width:22rem;height:auto}.dim{color:#5d6978}";

impl HandIn<'_> {
    /// One HTML file that needs nothing else: of each step that was answered or done, the
    /// prediction, whether it was right, what was seen, and the curves.
    ///
    /// Checked by `tests/it/export/hand_in.rs`.
    pub fn html(&self) -> String {
        let mut html = format!("<h1>{}</h1>\n", t!("What I did in Descent's lessons"));
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(
            html,
            "<p>{} <span class=\"dim\">{}</span></p>",
            escaped(self.name.trim()),
            escaped(self.day)
        );
        for (at, (id, lesson)) in self.lessons.iter().enumerate() {
            let done = self.progress.steps_done(id, lesson);
            let steps = lesson.steps.iter().enumerate();
            let sections: String = steps
                .filter_map(|(step_at, step)| {
                    section(step, &self.progress.of_step(id, step_at), self.draw)
                })
                .collect();
            if !sections.is_empty() {
                let count = done.iter().filter(|done| **done).count();
                let _ = writeln!(
                    html,
                    "<h2>{}. {} <span class=\"dim\">{}</span></h2>\n{sections}",
                    at + 1,
                    escaped(&lesson.title),
                    t!("{done} of {all} steps", done = count, all = done.len())
                );
            }
        }
        document(t!("Descent: what I did"), STYLE, &html)
    }
}

/// Nothing of a step in which nothing was done.
fn section(
    step: &Step,
    progress: &StepProgress,
    draw: &dyn Fn(&SeenCurves) -> String,
) -> Option<String> {
    if progress.answer.is_none() && progress.done.is_empty() {
        return None;
    }
    let mut html = format!("<section>\n<h3>{}</h3>\n", escaped(&step.title));
    let answered = step.predict.as_ref().zip(progress.answer);
    if let Some((asked, answer)) = answered
        && let Some(said) = asked.answers.get(answer)
    {
        let verdict = match (progress.is_complete(step), answer == asked.right) {
            (false, _) => t!("not yet tried"),
            (true, _) if progress.is_answered_late => t!("answered after the run"),
            (true, true) => t!("so it was"),
            (true, false) => t!("it was otherwise"),
        };
        let _ = writeln!(
            html,
            "<p>{} <strong>{}</strong> <span class=\"dim\">({verdict})</span></p>",
            plain(&asked.question, step, progress),
            t!("Predicted: {answer}", answer = plain(said, step, progress))
        );
    }
    let _ = writeln!(
        html,
        "<p class=\"dim\">{}</p>",
        t!("{done} of {all} tasks done", done = progress.done.len(), all = step.tasks.len())
    );
    if let Some(saw) = &progress.saw {
        let _ = writeln!(html, "<p>{}</p>", escaped(saw));
    }
    if let Some(curves) = &progress.curves {
        html += &draw(curves);
    }
    Some(html + "</section>\n")
}

/// A text without its marks, with the figures that the learner saw in it.
fn plain(text: &Text, step: &Step, progress: &StepProgress) -> String {
    escaped(&text.filled(&|name| progress.kept(step, name)))
}
