//! The types of an experiment's JSON, as `tests/fixtures/forms/experiment.txt` has them, which
//! the tests of forms hold to the code.

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Text,
    Bool,
    Whole,
    Number,
    Optional(Box<Kind>),
    List(Box<Kind>),
    /// By the names of columns.
    Map(Box<Kind>),
    /// Whole numbers.
    Tuple(usize),
    /// Another type, by its name.
    Named(String),
}

/// What stands behind a word.
#[derive(Debug, Clone, PartialEq)]
pub enum Settings {
    None,
    Fields(Vec<(String, Kind)>),
    Value(Kind),
}

/// A type: an object with these fields, or one of these words.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    Object(Vec<(String, Kind)>),
    Choice(Vec<(String, Settings)>),
}

/// All types with their names, the experiment first.
pub fn types() -> Vec<(String, Type)> {
    let text = include_str!("../../../fixtures/forms/experiment.txt");
    let blocks = text.split("\n\n").skip(2).map(str::trim).filter(|block| !block.is_empty());
    blocks.map(read).collect()
}

fn read(block: &str) -> (String, Type) {
    let (head, variants) = block.split_once('\n').unwrap_or((block, ""));
    if let Some((name, rest)) = head.split_once(" { ") {
        return (name.to_owned(), Type::Object(fields(rest)));
    }
    let variant = |line: &str| {
        let (_, line) = line.trim().split_once(' ').unwrap();
        if let Some((name, rest)) = line.split_once(" { ") {
            (name.to_owned(), Settings::Fields(fields(rest)))
        } else if let Some((name, rest)) = line.split_once('(') {
            (name.to_owned(), Settings::Value(kind(rest.strip_suffix(')').unwrap())))
        } else {
            (line.to_owned(), Settings::None)
        }
    };
    (head.to_owned(), Type::Choice(variants.lines().map(variant).collect()))
}

/// What stands between the braces; a comma within angle brackets or parentheses parts nothing.
fn fields(text: &str) -> Vec<(String, Kind)> {
    let text = text.strip_suffix(" }").unwrap();
    let (mut fields, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, letter) in text.char_indices().chain([(text.len(), ',')]) {
        match letter {
            '<' | '(' => depth += 1,
            '>' | ')' => depth -= 1,
            ',' if depth == 0 => {
                let (name, form) = text[start..at].trim().split_once(": ").unwrap();
                fields.push((name.to_owned(), kind(form)));
                start = at + 1;
            }
            _ => {}
        }
    }
    fields
}

fn kind(form: &str) -> Kind {
    let inside = |name: &str| {
        form.strip_prefix(name)?.strip_prefix('<')?.strip_suffix('>').map(str::to_owned)
    };
    if let Some(inner) = inside("Option") {
        Kind::Optional(Box::new(kind(&inner)))
    } else if let Some(inner) = inside("Vec") {
        Kind::List(Box::new(kind(&inner)))
    } else if let Some(inner) = inside("Map") {
        Kind::Map(Box::new(kind(inner.strip_prefix("text, ").unwrap())))
    } else if form.starts_with('(') {
        Kind::Tuple(form.split(',').count())
    } else {
        match form {
            "text" => Kind::Text,
            "bool" => Kind::Bool,
            "u32" => Kind::Whole,
            "f64" => Kind::Number,
            name => Kind::Named(name.to_owned()),
        }
    }
}
