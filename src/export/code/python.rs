//! Python as it is written: literals, calls that fit a line, imports in isort's order.

use std::fmt::Write;

/// Columns of a line, as ruff and black have it.
const WIDTH: usize = 88;

/// A text as a literal.
pub fn text(text: &str) -> String {
    let mut literal = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => literal += "\\\"",
            '\\' => literal += "\\\\",
            '\n' => literal += "\\n",
            '\t' => literal += "\\t",
            control if control.is_control() => {
                // Writing to a string cannot fail, here and below.
                let _ = write!(literal, "\\u{:04x}", u32::from(control));
            }
            other => literal.push(other),
        }
    }
    literal + "\""
}

/// A text within a comment or a docstring: of one line, and nothing that ends it.
pub fn plain(text: &str) -> String {
    let one_line: String =
        text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    one_line.replace('\\', "/").replace('"', "'")
}

/// A list of texts.
pub fn texts<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    names.into_iter().map(text).collect()
}

/// `head` with `items` between `open` and `close`: in one line where they fit, else as many in
/// a line as fit. `indent` is how far the first line stands in.
pub fn filled(head: &str, items: &[String], open: char, close: char, indent: usize) -> String {
    let one_line = format!("{head}{open}{}{close}", items.join(", "));
    if indent + one_line.chars().count() < WIDTH {
        return one_line;
    }
    let margin = " ".repeat(indent + 4);
    let mut lines = String::new();
    let mut line = margin.clone();
    for item in items {
        let is_full = line.chars().count() + item.chars().count() + 2 > WIDTH;
        if is_full && line.len() > margin.len() {
            lines += line.trim_end();
            lines.push('\n');
            line.clone_from(&margin);
        }
        line += item;
        line += ", ";
    }
    lines += line.trim_end();
    format!("{head}{open}\n{lines}\n{}{close}", " ".repeat(indent))
}

/// The same with `[` and `]`.
pub fn list(head: &str, items: &[String], indent: usize) -> String {
    filled(head, items, '[', ']', indent)
}

/// A call: in one line where it fits, else its arguments in one line of their own, else an
/// argument a line, as black has it.
pub fn call(head: &str, arguments: &[String], indent: usize) -> String {
    let within = arguments.join(", ");
    let one_line = format!("{head}({within})");
    let fits =
        |indent: usize, line: &str| indent + line.chars().count() < WIDTH && !line.contains('\n');
    if fits(indent, &one_line) {
        return one_line;
    }
    if fits(indent + 4, &within) {
        let margin = " ".repeat(indent);
        return format!("{head}(\n{margin}    {within}\n{margin})");
    }
    each_in_a_line(head, arguments, indent)
}

/// A call with an argument a line.
pub fn each_in_a_line(head: &str, arguments: &[String], indent: usize) -> String {
    let margin = " ".repeat(indent);
    let mut code = format!("{head}(\n");
    for argument in arguments {
        let _ = writeln!(code, "{margin}    {argument},");
    }
    code + &margin + ")"
}

/// `text` in comment lines.
pub fn comment(text: &str) -> String {
    wrapped(text, WIDTH - 2).iter().fold(String::new(), |code, line| code + "# " + line + "\n")
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && lines[last].chars().count() + 1 + word.chars().count() > width
        {
            lines.push(word.to_owned());
        } else {
            if !lines[last].is_empty() {
                lines[last].push(' ');
            }
            lines[last] += word;
        }
    }
    lines
}

/// What a script imports.
#[derive(Debug, Clone, Default)]
pub struct Imports {
    /// `import name`, with what follows it.
    modules: Vec<String>,
    /// `from module import name`.
    names: Vec<(String, String)>,
}

impl Imports {
    /// `import <module>`.
    pub fn module(&mut self, module: &str) {
        self.modules.push(module.to_owned());
    }

    /// `from <module> import <name>`.
    pub fn name(&mut self, module: &str, name: &str) {
        self.names.push((module.to_owned(), name.to_owned()));
    }

    /// As ruff's rule `I` wants them: the standard library, then the rest, each sorted.
    pub fn code(&self) -> String {
        let of = |is_standard: bool| {
            let belongs = |module: &str| is_standard_library(module) == is_standard;
            let mut lines: Vec<String> = Vec::new();
            let mut modules: Vec<&str> =
                self.modules.iter().map(String::as_str).filter(|module| belongs(module)).collect();
            modules.sort_unstable();
            modules.dedup();
            lines.extend(modules.into_iter().map(|module| format!("import {module}")));
            let mut names: Vec<_> =
                self.names.iter().filter(|(module, _)| belongs(module)).collect();
            names.sort_unstable();
            names.dedup();
            for from in names.chunk_by(|one, other| one.0 == other.0) {
                let names: Vec<&str> = from.iter().map(|(_, name)| name.as_str()).collect();
                let line = format!("from {} import {}", from[0].0, names.join(", "));
                if line.len() <= WIDTH {
                    lines.push(line);
                } else {
                    let names = names.join(",\n    ");
                    lines.push(format!("from {} import (\n    {names},\n)", from[0].0));
                }
            }
            lines.join("\n")
        };
        let groups = [of(true), of(false)];
        let groups: Vec<&str> =
            groups.iter().map(String::as_str).filter(|group| !group.is_empty()).collect();
        groups.join("\n\n") + "\n"
    }
}

fn is_standard_library(module: &str) -> bool {
    matches!(module, "argparse" | "copy" | "math" | "os" | "pathlib")
}
