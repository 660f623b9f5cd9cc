//! Reads PO files, the format in which gettext's translators write.

use thiserror::Error;

use crate::t;

use crate::text::PluralRule;

/// What a PO file says: its header and its entries, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PoFile {
    /// The fields of the header, such as "Language".
    pub header: Vec<(String, String)>,
    /// The entries behind it.
    pub entries: Vec<PoEntry>,
}

/// A sentence and what it is in the file's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PoEntry {
    /// `msgctxt`
    pub context: Option<String>,
    /// `msgid`
    pub id: String,
    /// `msgid_plural`
    pub plural: Option<String>,
    /// `msgstr`, or `msgstr[0]` and the following; empty where nothing is translated yet.
    pub forms: Vec<String>,
    /// Whether a tool guessed it and nobody has looked at it since.
    pub is_fuzzy: bool,
    /// Where it begins, counted from 1.
    pub line: usize,
}

/// Where a file is no PO file, as the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PoError {
    /// A line that PO files do not have.
    #[error("{}", t!("line {line} of its file", line))]
    Line {
        /// Which one, counted from 1.
        line: usize,
    },
    /// A header that is missing or lacks what is needed.
    #[error("{}", t!("the header {field} of its file", field))]
    Header {
        /// The field.
        field: &'static str,
    },
}

impl PoFile {
    /// Reads a file's text.
    ///
    /// # Errors
    /// [`PoError::Line`] with the first line that cannot be read.
    ///
    /// Checked by `tests/it/text/po.rs`.
    pub fn read(text: &str) -> Result<Self, PoError> {
        let mut file = Self::default();
        let mut reader = EntryReader::default();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let number = index + 1;
            let (word, quoted) = match line.trim() {
                "" => continue,
                comment if comment.starts_with('#') => {
                    file.take(&mut reader)?;
                    reader.is_fuzzy |= comment.starts_with("#,") && comment.contains("fuzzy");
                    continue;
                }
                line => line.split_at(line.find('"').ok_or(PoError::Line { line: number })?),
            };
            let text = unescaped(quoted).ok_or(PoError::Line { line: number })?;
            let word = word.trim_end();
            if matches!(word, "msgctxt" | "msgid") {
                file.take(&mut reader)?;
            }
            reader.line(word, &text, number).ok_or(PoError::Line { line: number })?;
        }
        file.take(&mut reader)?;
        Ok(file)
    }

    /// A field of the header.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.header.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The rule for plurals.
    ///
    /// # Errors
    /// [`PoError::Header`] if it is missing or no rule.
    pub fn plural_rule(&self) -> Result<PluralRule, PoError> {
        let field = "Plural-Forms";
        self.field(field).and_then(PluralRule::read).ok_or(PoError::Header { field })
    }

    /// Takes over the entry if it is whole; an entry of which nothing but its context was read
    /// goes on.
    fn take(&mut self, reader: &mut EntryReader) -> Result<(), PoError> {
        match reader.last {
            None | Some(Part::Context) => return Ok(()),
            Some(Part::Form(_)) => {}
            Some(_) => return Err(PoError::Line { line: reader.entry.line }),
        }
        let mut entry = std::mem::take(&mut reader.entry);
        entry.is_fuzzy = std::mem::take(&mut reader.is_fuzzy);
        reader.last = None;
        let is_header = entry.id.is_empty() && entry.context.is_none();
        if is_header && self.header.is_empty() && self.entries.is_empty() {
            let fields = entry.forms[0].lines().filter_map(|line| line.split_once(':'));
            // One blank only: a mark between thousands may be a blank itself.
            let value = |value: &str| value.strip_prefix(' ').unwrap_or(value).to_owned();
            self.header = fields.map(|(name, text)| (name.to_owned(), value(text))).collect();
        } else if is_header {
            return Err(PoError::Line { line: entry.line });
        } else {
            self.entries.push(entry);
        }
        Ok(())
    }
}

/// The part of an entry that a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Context,
    Id,
    Plural,
    Form(usize),
}

#[derive(Default)]
struct EntryReader {
    entry: PoEntry,
    last: Option<Part>,
    is_fuzzy: bool,
}

impl EntryReader {
    /// A line of the entry; `None` if it cannot stand here.
    fn line(&mut self, word: &str, text: &str, number: usize) -> Option<()> {
        let part = match (word, self.last) {
            ("", Some(last)) => {
                self.text(last).push_str(text);
                return Some(());
            }
            ("msgctxt", None) => Part::Context,
            ("msgid", None | Some(Part::Context)) => Part::Id,
            ("msgid_plural", Some(Part::Id)) => Part::Plural,
            ("msgstr", Some(Part::Id)) => Part::Form(0),
            (word, Some(Part::Plural | Part::Form(_))) if self.entry.plural.is_some() => {
                let index = word.strip_prefix("msgstr[")?.strip_suffix(']')?.parse().ok()?;
                if index != self.entry.forms.len() {
                    return None;
                }
                Part::Form(index)
            }
            _ => return None,
        };
        if self.last.is_none() {
            self.entry.line = number;
        }
        self.last = Some(part);
        self.text(part).push_str(text);
        Some(())
    }

    fn text(&mut self, part: Part) -> &mut String {
        let entry = &mut self.entry;
        match part {
            Part::Context => entry.context.get_or_insert_default(),
            Part::Id => &mut entry.id,
            Part::Plural => entry.plural.get_or_insert_default(),
            Part::Form(index) => {
                if entry.forms.len() <= index {
                    entry.forms.push(String::new());
                }
                &mut entry.forms[index]
            }
        }
    }
}

/// The text between the quotation marks that `quoted` begins and ends with.
fn unescaped(quoted: &str) -> Option<String> {
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                same @ ('"' | '\\') => same,
                _ => return None,
            },
            '"' => return None,
            other => other,
        });
    }
    Some(text)
}
