//! Rust's source as names, string literals and marks: as much of it as is needed to find the
//! sentences in it.

/// A piece of source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A name or a keyword, or a number.
    Name(String),
    /// What a string literal says.
    Text(String),
    /// Any other character but blanks.
    Mark(char),
}

/// The tokens of a file. Comments, lifetimes and characters are left out.
pub fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let next = |by: usize| letters.get(at + by).copied().unwrap_or(' ');
        match letters[at] {
            '/' if next(1) == '/' => at = end_of_line(&letters, at),
            '"' => {
                let (text, end) = quoted(&letters, at + 1);
                found.push(Token::Text(text));
                at = end;
            }
            'r' if next(1) == '"' || next(1) == '#' && (next(2) == '"' || next(2) == '#') => {
                let (text, end) = raw(&letters, at + 1);
                found.push(Token::Text(text));
                at = end;
            }
            '\'' if next(1) == '\\' => {
                at += 3;
                while letters[at] != '\'' {
                    at += 1;
                }
                at += 1;
            }
            '\'' if next(2) == '\'' => at += 3,
            '\'' => at += 1,
            letter if letter.is_alphanumeric() || letter == '_' => {
                let end = (at..letters.len())
                    .find(|&end| !letters[end].is_alphanumeric() && letters[end] != '_')
                    .unwrap_or(letters.len());
                found.push(Token::Name(letters[at..end].iter().collect()));
                at = end;
            }
            letter => {
                if !letter.is_whitespace() {
                    found.push(Token::Mark(letter));
                }
                at += 1;
            }
        }
    }
    found
}

fn end_of_line(letters: &[char], from: usize) -> usize {
    (from..letters.len()).find(|&at| letters[at] == '\n').unwrap_or(letters.len())
}

/// The text from `at` on up to its quotation mark, and where it ends.
fn quoted(letters: &[char], mut at: usize) -> (String, usize) {
    let mut text = String::new();
    while letters[at] != '"' {
        if letters[at] != '\\' {
            text.push(letters[at]);
            at += 1;
            continue;
        }
        at += 2;
        match letters[at - 1] {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            '0' => text.push('\0'),
            'u' => {
                let end = (at..letters.len()).find(|&end| letters[end] == '}').unwrap();
                let code: String = letters[at + 1..end].iter().collect();
                text.push(char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap());
                at = end + 1;
            }
            'x' => {
                let code: String = letters[at..at + 2].iter().collect();
                text.push(char::from(u8::from_str_radix(&code, 16).unwrap()));
                at += 2;
            }
            '\n' => {
                while letters[at].is_whitespace() {
                    at += 1;
                }
            }
            same => text.push(same),
        }
    }
    (text, at + 1)
}

/// The text of a raw string whose number signs or quotation mark begin at `from`.
fn raw(letters: &[char], from: usize) -> (String, usize) {
    let signs = letters[from..].iter().take_while(|letter| **letter == '#').count();
    let begin = from + signs + 1;
    let is_end = |at: usize| {
        letters[at] == '"'
            && letters[at + 1..].iter().take_while(|sign| **sign == '#').count() >= signs
    };
    let end = (begin..letters.len()).find(|&at| is_end(at)).unwrap();
    (letters[begin..end].iter().collect(), end + 1 + signs)
}

#[test]
fn literals_are_read_as_rust_reads_them() {
    let source = "fn a<'x>() { // \"no\"\n let c = '\"'; t!(\"a \\\"b\\\" \\u{fffd} \\\n      c\"); r#\"d \"e\"#; '\\'' }";
    let texts: Vec<_> = tokens(source)
        .into_iter()
        .filter_map(|token| match token {
            Token::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    assert_eq!(texts, ["a \"b\" \u{fffd} c", "d \"e"]);
}
