//! Weights that a run begins with in place of those drawn from its seed.

use thiserror::Error;

use crate::nn::{Network, Weights};
use crate::t;
use crate::train::Trainer;
use crate::train::checkpoint::StoredWeights;

/// The weights are those of another network, or damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "{}",
    t!("The opened weights are those of another network, or damaged; open the model again, or press Reset and train from the seed.")
)]
pub struct WrongWeights;

/// The weights of a network as bytes, for [`Trainer::start_with`].
///
/// # Panics
/// Never: weights are plain data, which postcard can always encode.
pub fn start_weights(network: &Network) -> Vec<u8> {
    let mut weights = Weights::default();
    network.copy_weights(&mut weights);
    postcard::to_allocvec(&StoredWeights::from(weights)).expect("plain data can always be encoded")
}

impl Trainer {
    /// Takes over weights before the first epoch. All else stays as the seed has it: the order of
    /// the rows, dropout, and an optimizer that remembers nothing yet.
    ///
    /// Checked by `tests/it/train/start_weights.rs`.
    ///
    /// # Errors
    /// [`WrongWeights`], for bytes that are none, weights of another network, or no numbers; the
    /// run is then as it was.
    pub fn start_with(&mut self, bytes: &[u8]) -> Result<(), WrongWeights> {
        let weights = match postcard::take_from_bytes::<StoredWeights>(bytes) {
            Ok((weights, [])) => Weights::from(weights),
            _ => return Err(WrongWeights),
        };
        let network = self.network_mut();
        let are_finite =
            weights.values.iter().chain(&weights.statistics).all(|number| number.is_finite());
        if !are_finite || !network.fits(&weights) {
            return Err(WrongWeights);
        }
        network.restore(&weights);
        self.began_with_weights = true;
        Ok(())
    }

    /// Whether the run began with weights that no seed gives; its checkpoints know it too.
    ///
    /// Checked by `tests/it/train/start_weights.rs`.
    pub fn began_with_weights(&self) -> bool {
        self.began_with_weights
    }
}
