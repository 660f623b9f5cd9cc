//! The different words of a column, each found by the hash of its text.

use crate::data::table::MISSING_CODE;
use crate::data::word_list::WordList;

/// Words, with their rows and the line of the first.
#[derive(Default)]
pub(super) struct WordTable {
    pub levels: WordList,
    /// Per level: rows, and the line of the first.
    pub counts: Vec<u32>,
    pub first_lines: Vec<usize>,
    /// A table of levels by the hash of their text; [`MISSING_CODE`] where it is free.
    slots: Vec<u32>,
}

impl WordTable {
    /// Bytes of memory it holds.
    pub fn bytes(&self) -> usize {
        self.levels.bytes() + 12 * self.counts.len() + 4 * self.slots.len()
    }

    /// The level of `field`, a new one if it is the first, with one row more.
    pub fn add(&mut self, field: &str, line: usize) -> u32 {
        let code = self.code(field, line);
        self.counts[code as usize] += 1;
        code
    }

    fn code(&mut self, field: &str, line: usize) -> u32 {
        if 2 * (self.levels.len() + 1) > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(field);
        if self.slots[slot] != MISSING_CODE {
            return self.slots[slot];
        }
        let code = self.levels.len() as u32;
        self.levels.push(field);
        self.counts.push(0);
        self.first_lines.push(line);
        self.slots[slot] = code;
        code
    }

    /// Where `field` is in the table, or where it belongs.
    fn slot(&self, field: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(field.as_bytes()) as usize & mask;
        while self.slots[slot] != MISSING_CODE && self.levels[self.slots[slot] as usize] != *field {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![MISSING_CODE; (4 * self.levels.len()).next_power_of_two().max(16)];
        for code in 0..self.levels.len() {
            let slot = self.slot(&self.levels[code]);
            self.slots[slot] = code as u32;
        }
    }

    /// Takes the levels in `gone` out, and `codes` of theirs with them.
    pub fn remove(&mut self, gone: &[u32], codes: &mut [u32]) {
        let old = std::mem::take(self);
        let mut place = vec![MISSING_CODE; old.levels.len()];
        for (code, level) in old.levels.iter().enumerate() {
            if !gone.contains(&(code as u32)) {
                place[code] = self.levels.len() as u32;
                self.levels.push(level);
                self.counts.push(old.counts[code]);
                self.first_lines.push(old.first_lines[code]);
            }
        }
        for code in codes.iter_mut().filter(|code| **code != MISSING_CODE) {
            *code = place[*code as usize];
        }
        self.grow();
    }

    /// The levels in the order of their code points.
    ///
    /// A million texts lie far apart in memory, so most comparisons are made with eight
    /// bytes of each, those behind what all begin with.
    pub fn sorted(&self) -> Vec<u32> {
        let mut levels = self.levels.iter().map(str::as_bytes);
        let first = levels.next().unwrap_or_default();
        let same = levels.fold(first.len(), |same, level| {
            let pairs = first[..same].iter().zip(level);
            pairs.take_while(|(a, b)| a == b).count()
        });
        let key = |level: &[u8]| {
            let mut key = [0; 8];
            let rest = &level[same..];
            let length = rest.len().min(key.len());
            key[..length].copy_from_slice(&rest[..length]);
            u64::from_be_bytes(key)
        };
        let keyed = self.levels.iter().map(|level| key(level.as_bytes()));
        let mut order: Vec<(u64, u32)> = keyed.zip(0..).collect();
        order.sort_unstable_by(|(a, a_code), (b, b_code)| {
            let text = |code: &u32| &self.levels[*code as usize];
            a.cmp(b).then_with(|| text(a_code).cmp(text(b_code)))
        });
        order.into_iter().map(|(_, code)| code).collect()
    }
}

/// A hash of a text, eight bytes at a time; it decides where a level is looked for and
/// nothing else.
fn hash(bytes: &[u8]) -> u64 {
    // Both halves of a product, so that every bit matters.
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        product as u64 ^ (product >> 64) as u64
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut hash = 0x9e37_79b9_7f4a_7c15 ^ bytes.len() as u64;
    for &chunk in chunks.iter().chain(std::iter::once(&last)) {
        hash = fold(hash ^ u64::from_le_bytes(chunk), 0xe703_7ed1_a0b4_28db);
    }
    hash
}
