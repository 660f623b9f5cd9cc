//! A script of sections, which is also a notebook of cells.

use serde_json::{Value, json};

use crate::export::code::python::{Imports, comment};

/// Where a script reads what was asked of it.
const ARGUMENTS: &str = "args = parser.parse_args()";
/// The same in a notebook, whose process has arguments that are none of ours.
const IN_A_NOTEBOOK: &str = "# Options are set here, such as [\"--epochs\", \"10\"].
args = parser.parse_args([])";

/// A script in Python, section by section.
///
/// Checked by `tests/it/export/code.rs` and, by running them, `make export-check`.
#[derive(Debug, Clone)]
pub struct Script {
    pub(super) title: String,
    pub(super) imports: Imports,
    pub(super) sections: Vec<Section>,
}

/// A step of the course: what is said of it, and its code.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub title: &'static str,
    pub words: String,
    pub code: String,
}

impl Section {
    pub fn new(title: &'static str, words: impl Into<String>, code: impl Into<String>) -> Self {
        Self { title, words: words.into(), code: code.into() }
    }
}

impl Script {
    /// The script as a file.
    pub fn text(&self) -> String {
        let mut text = format!("\"\"\"{}\"\"\"\n\n{}", self.title, self.imports.code());
        for Section { title, words, code } in &self.sections {
            // Editors that know cells take these lines as their beginning.
            let after_function = text.trim_end().lines().last().is_some_and(is_within);
            text += if after_function { "\n\n" } else { "\n" };
            text += &format!("# %% {title}\n");
            if !words.is_empty() {
                text += &comment(words);
                // What is said of the section stands apart from what is said of a part of it.
                if code.starts_with(['#', '@']) || code.starts_with("def ") {
                    text += "\n\n";
                }
            }
            text += &spaced(code);
        }
        text
    }

    /// The same as a notebook, nbformat 4.5: a cell of text and one of code for each section.
    /// What the text says is the section's comment.
    pub fn notebook(&self) -> Value {
        let mut cells = Vec::new();
        let mut cell = |kind: &str, source: &str| {
            let mut cell = json!({
                "id": format!("cell-{}", cells.len() + 1),
                "cell_type": kind,
                "metadata": {},
                "source": source.trim_end().split_inclusive('\n').collect::<Vec<_>>(),
            });
            if kind == "code" {
                cell["execution_count"] = Value::Null;
                cell["outputs"] = json!([]);
            }
            cells.push(cell);
        };
        cell("markdown", &format!("# {}", self.title));
        cell("code", &self.imports.code());
        for Section { title, words, code } in &self.sections {
            cell("markdown", &format!("## {title}\n\n{words}"));
            cell("code", &spaced(&code.replace(ARGUMENTS, IN_A_NOTEBOOK)));
        }
        json!({
            "cells": cells,
            "metadata": {
                "kernelspec": {
                    "display_name": "Python 3", "language": "python", "name": "python3",
                },
                "language_info": {"name": "python"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        })
    }
}

fn is_within(line: &str) -> bool {
    line.starts_with(' ')
}

/// The code with two empty lines around functions and classes, and none at its end.
fn spaced(code: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut within = false;
    for line in code.trim_end().lines() {
        let begins = ["def ", "class ", "@"].iter().any(|word| line.starts_with(word));
        let is_first_of_it = begins && !lines.last().is_some_and(|last| last.starts_with('@'));
        let is_outside = !line.is_empty() && !line.starts_with([' ', ')', '#']);
        if is_first_of_it || within && is_outside && !begins {
            let comments = lines.iter().rev().take_while(|last| last.starts_with('#')).count();
            let mut at = lines.len() - comments;
            while at > 0 && lines[at - 1].is_empty() {
                lines.remove(at - 1);
                at -= 1;
            }
            if at > 0 {
                lines.splice(at..at, ["", ""]);
            }
        }
        within = begins || within && !is_outside;
        lines.push(line);
    }
    lines.join("\n") + "\n"
}
