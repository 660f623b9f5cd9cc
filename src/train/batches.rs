//! Which rows form the next mini-batch.

use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::data::Part;
use crate::nn::random::{Quick, Stream, generator, shuffle};

/// The rows of a mini-batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchRows<'a> {
    /// All of a part, in the order of the file.
    All,
    /// These, in this order.
    Some(&'a [usize]),
}

impl BatchRows<'_> {
    /// How many of `part` they are.
    pub fn count(self, part: &Part) -> usize {
        match self {
            BatchRows::All => part.rows(),
            BatchRows::Some(rows) => rows.len(),
        }
    }
}

/// The training rows, in a new order every epoch or always in that of the file, cut into
/// mini-batches; the last one of an epoch may be smaller. As `keras.Model.fit(shuffle)`.
///
/// A batch of all rows keeps the order of the file: within a batch it means nothing.
///
/// Checked by `tests/it/train/training.rs::every_epoch_visits_every_row_once_in_a_new_order`.
#[derive(Clone)]
pub struct Batches {
    /// `None` keeps the order.
    rng: Option<ChaCha8Rng>,
    order: Vec<usize>,
    shuffles: u32,
    batch_size: usize,
    next: usize,
}

/// Where [`Batches`] stand. The order itself is not in it: it is shuffled again as often,
/// which takes a small part of the time that its epochs took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchPosition {
    /// How often the rows took a new order.
    pub shuffles: u32,
    /// Rows of a mini-batch of this epoch.
    pub batch_size: usize,
    /// The first row of the next mini-batch, counted in the order of this epoch.
    pub next: usize,
}

impl Batches {
    /// Before the first epoch: no batches until [`Batches::begin_epoch`].
    pub fn new(rows: usize, shuffle: bool, seed: u32) -> Self {
        let rng = shuffle.then(|| generator(seed, Stream::Shuffle));
        Self { rng, order: (0..rows).collect(), shuffles: 0, batch_size: 1, next: rows }
    }

    /// Back to the first row, in the order of this epoch. A batch size beyond them means
    /// one batch of all rows.
    pub fn begin_epoch(&mut self, batch_size: u32) {
        self.batch_size = (batch_size as usize).max(1);
        self.next = 0;
        if let Some(rng) = self.rng.as_mut().filter(|_| self.batch_size < self.order.len()) {
            shuffle(&mut self.order, &mut Quick::draw(rng));
            self.shuffles += 1;
        }
    }

    /// Where they stand.
    pub fn position(&self) -> BatchPosition {
        BatchPosition { shuffles: self.shuffles, batch_size: self.batch_size, next: self.next }
    }

    /// From the start to where others of the same rows and seed stood.
    ///
    /// # Panics
    /// In the next mini-batch, if `position` lies beyond the rows.
    pub fn seek(&mut self, position: BatchPosition) {
        if let Some(rng) = &mut self.rng {
            for _ in self.shuffles..position.shuffles {
                shuffle(&mut self.order, &mut Quick::draw(rng));
            }
        }
        (self.shuffles, self.next) = (position.shuffles, position.next);
        self.batch_size = position.batch_size.max(1);
    }

    /// The rows of the next mini-batch, none when the epoch is over.
    pub fn next_batch(&mut self) -> Option<BatchRows<'_>> {
        let (start, rows) = (self.next, self.order.len());
        self.next = start.saturating_add(self.batch_size).min(rows);
        match (start, self.next) {
            (0, end) if end == rows && rows > 0 => Some(BatchRows::All),
            (start, end) if start < end => Some(BatchRows::Some(&self.order[start..end])),
            _ => None,
        }
    }

    /// The rows that [`Batches::next_batch`] gave last in this epoch, in their order.
    pub fn last_batch(&self) -> &[usize] {
        let before = self.next.saturating_sub(1) / self.batch_size * self.batch_size;
        &self.order[before..self.next.min(self.order.len())]
    }

    /// The order of the rows in this epoch.
    ///
    /// Checked by `tests/it/train/same_start.rs`.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Whether the epoch has another mini-batch.
    pub fn has_next(&self) -> bool {
        self.next < self.order.len()
    }
}
