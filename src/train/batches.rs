//! Which rows form the next mini-batch.

use rand_chacha::ChaCha8Rng;

use crate::nn::random::{Stream, generator, shuffle};

/// The training rows in a new order every epoch, cut into mini-batches; the last one of
/// an epoch may be smaller. As `keras.Model.fit(shuffle=True)`.
///
/// Checked by `tests/it/training.rs::every_epoch_visits_every_row_once_in_a_new_order`.
pub struct Batches {
    rng: ChaCha8Rng,
    order: Vec<usize>,
    batch_size: usize,
    next: usize,
}

impl Batches {
    /// Before the first epoch: no batches until [`Batches::begin_epoch`].
    pub fn new(rows: usize, seed: u32) -> Self {
        let rng = generator(seed, Stream::Shuffle);
        Self { rng, order: (0..rows).collect(), batch_size: 1, next: rows }
    }

    /// Shuffles the rows. A batch size beyond them means one batch of all rows.
    pub fn begin_epoch(&mut self, batch_size: u32) {
        shuffle(&mut self.order, &mut self.rng);
        self.batch_size = (batch_size as usize).max(1);
        self.next = 0;
    }

    /// The rows of the next mini-batch, none when the epoch is over.
    pub fn next_batch(&mut self) -> Option<&[usize]> {
        let start = self.next;
        self.next = (start + self.batch_size).min(self.order.len());
        (start < self.next).then(|| &self.order[start..self.next])
    }

    /// Whether the epoch has another mini-batch.
    pub fn has_next(&self) -> bool {
        self.next < self.order.len()
    }
}
