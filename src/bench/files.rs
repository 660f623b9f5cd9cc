//! CSV files that nobody wrote: what the import's speed is measured on.
//!
//! Checked by `tests/it/bench/speed_page.rs`.

use std::fmt::Write;

use rand::RngCore;
use rand_chacha::ChaCha8Rng;

use crate::nn::random::{Stream, below, generator};

/// What is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileContent {
    /// 30 columns of numbers, 6 to 8 digits each, the mark anywhere, a quarter negative.
    Numbers,
    /// 10 columns of such numbers, two of words, one of them with delimiters in quotation
    /// marks, and one of dates; 2 % of all fields are empty.
    Mixed,
}

impl FileContent {
    /// By the name that a page uses.
    pub fn by_name(name: &str) -> Option<Self> {
        match name {
            "numbers" => Some(Self::Numbers),
            "mixed" => Some(Self::Mixed),
            _ => None,
        }
    }

    fn numbers(self) -> usize {
        match self {
            Self::Numbers => 30,
            Self::Mixed => 10,
        }
    }
}

/// A file, written piece by piece and always the same.
pub struct Writer {
    content: FileContent,
    rng: ChaCha8Rng,
}

/// Words of the quoted column.
const QUOTED: [&str; 4] = ["small, blue", "small, red", "large, blue", "large, red"];

impl Writer {
    /// Appends the line of names to `text`.
    pub fn begin(content: FileContent, text: &mut String) -> Self {
        for column in 0..content.numbers() {
            text.push_str(if column == 0 { "" } else { "," });
            write(text, format_args!("x{column}"));
        }
        text.push_str(if content == FileContent::Mixed { ",kind,town,day\n" } else { "\n" });
        Self { content, rng: generator(1, Stream::Table) }
    }

    /// Appends a row.
    pub fn row(&mut self, text: &mut String) {
        for column in 0..self.content.numbers() {
            text.push_str(if column == 0 { "" } else { "," });
            if !self.is_left_out() {
                self.number(column, text);
            }
        }
        if self.content == FileContent::Mixed {
            for word in [Self::quoted, Self::town, Self::day] {
                text.push(',');
                if !self.is_left_out() {
                    word(self, text);
                }
            }
        }
        text.push('\n');
    }

    fn is_left_out(&mut self) -> bool {
        self.content == FileContent::Mixed && below(50, &mut self.rng) == 0
    }

    fn number(&mut self, column: usize, text: &mut String) {
        let random = self.rng.next_u32();
        let digits = 6 + random % 3;
        let least = 10_u32.pow(digits - 1);
        let whole = least + below(9 * least, &mut self.rng);
        let behind = 10_u32.pow(1 + column as u32 % 5);
        let sign = if random >> 30 == 0 { "-" } else { "" };
        let width = 1 + column % 5;
        write(text, format_args!("{sign}{}.{:0width$}", whole / behind, whole % behind));
    }

    fn quoted(&mut self, text: &mut String) {
        let word = QUOTED[below(4, &mut self.rng) as usize];
        write(text, format_args!("\"{word}\""));
    }

    fn town(&mut self, text: &mut String) {
        let town = below(200, &mut self.rng);
        write(text, format_args!("town {town}"));
    }

    fn day(&mut self, text: &mut String) {
        let (year, month, day) =
            (below(30, &mut self.rng), below(12, &mut self.rng), below(28, &mut self.rng));
        write(text, format_args!("{}-{:02}-{:02}", 1995 + year, 1 + month, 1 + day));
    }
}

fn write(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("a String takes any text");
}
