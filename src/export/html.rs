//! Files of HTML that need nothing else: how they begin and end, and what is in them.

use std::fmt::Write;

use crate::text::language;

/// A whole document around a body.
pub(super) fn document(title: &str, style: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        language(),
        escaped(title)
    )
}

/// A text as HTML shows it, whatever is in it.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What somebody typed, with its paragraphs and lines; nothing of a text without words.
pub(super) fn paragraphs(text: &str) -> String {
    let mut html = String::new();
    let text = text.replace("\r\n", "\n");
    for paragraph in text.split("\n\n").map(str::trim).filter(|one| !one.is_empty()) {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(html, "<p>{}</p>", escaped(paragraph).replace('\n', "<br>"));
    }
    html
}

/// A sentence as a paragraph.
pub(super) fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escaped(text))
}

/// Sentences as a list; nothing without any.
pub(super) fn list(sentences: &[String]) -> String {
    let mut items = String::new();
    for one in sentences {
        let _ = writeln!(items, "<li>{}</li>", escaped(one));
    }
    if items.is_empty() { items } else { format!("<ul>\n{items}</ul>\n") }
}

/// Names with what they are, a row each; nothing without any.
pub(super) fn facts(rows: &[(String, String)]) -> String {
    let mut html = String::new();
    for (name, value) in rows {
        let (name, value) = (escaped(name), escaped(value));
        let _ = writeln!(html, "<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");
    }
    if html.is_empty() { html } else { format!("<table class=\"facts\">\n{html}</table>\n") }
}

/// A table with a head; the first cell of each row is its name, and cells that are numbers
/// stand on the right.
pub(super) fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let is_number = |cell: &String| {
        cell.chars().all(|letter| letter.is_ascii_digit() || ".,−–e".contains(letter))
    };
    let are_numbers = |at: usize| {
        let cells = || rows.iter().filter_map(|row| row.get(at));
        // A column of dashes alone holds words that are missing.
        let has_digits = || cells().any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
        at > 0 && cells().all(is_number) && has_digits()
    };
    let right: Vec<_> = (0..heads.len()).map(are_numbers).collect();
    let class = |at: usize| if right.get(at) == Some(&true) { " class=\"number\"" } else { "" };
    let mut html = String::from("<table>\n<thead><tr>");
    for (at, head) in heads.iter().enumerate() {
        let _ = write!(html, "<th scope=\"col\"{}>{}</th>", class(at), escaped(head));
    }
    html += "</tr></thead>\n<tbody>\n";
    for row in rows {
        html += "<tr>";
        for (at, cell) in row.iter().enumerate() {
            let cell = escaped(cell);
            let _ = match at {
                0 => write!(html, "<th scope=\"row\">{cell}</th>"),
                _ => write!(html, "<td{}>{cell}</td>", class(at)),
            };
        }
        html += "</tr>\n";
    }
    html + "</tbody>\n</table>\n"
}
