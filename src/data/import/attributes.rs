//! ARFF, a CSV whose names stand above it, one a line: `@attribute age numeric`.

/// The names of such a file, and where they and the rows begin.
pub(super) struct Attributes {
    pub names: Vec<String>,
    /// Lines before the first name.
    pub line: usize,
    /// Bytes before the first row.
    pub rows: usize,
}

/// What stands above the rows, if `text` begins as ARFF does: remarks behind `%`, `@relation`,
/// an `@attribute` for each column and `@data`, in any case of letters.
///
/// Checked by `tests/it/data/import/cases_headers.rs`.
pub(super) fn attributes(text: &str) -> Option<Attributes> {
    let mut found = Attributes { names: Vec::new(), line: 0, rows: 0 };
    for (index, line) in text.split_inclusive('\n').enumerate() {
        found.rows += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('%') {
            continue;
        }
        let (keyword, rest) = line.split_at(line.find(char::is_whitespace).unwrap_or(line.len()));
        match keyword.to_ascii_lowercase().as_str() {
            "@relation" => {}
            "@attribute" => {
                if found.names.is_empty() {
                    found.line = index;
                }
                found.names.push(name(rest.trim()).to_owned());
            }
            "@data" if !found.names.is_empty() => return Some(found),
            _ => return None,
        }
    }
    None
}

/// The name before a type, in quotation marks or not.
fn name(rest: &str) -> &str {
    for quote in ['\'', '"'] {
        if let Some(inner) = rest.strip_prefix(quote) {
            return inner.split(quote).next().unwrap_or(inner);
        }
    }
    rest.split_whitespace().next().unwrap_or(rest)
}
