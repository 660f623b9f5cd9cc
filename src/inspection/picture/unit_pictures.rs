//! Every unit of a small network as a function of what the network reads.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::ground::{Ground, able_columns};
use super::unit_outputs::UnitOutputs;
use super::{Held, PictureAxis, UNIT_PLACES, UnitSurface};
use crate::data::{Dataset, Table};
use crate::inspection::chain::{self, Block};
use crate::inspection::{Answer, DRAWN_UNITS, NetworkCopy, NotFinite};
use crate::t;
use crate::train::Trainer;

/// Pictures of units there are at most.
pub const MOST_UNIT_PICTURES: usize = 64;
/// Places of a unit's curve.
const CURVE_PLACES: usize = 96;

/// The network reads too much, or something else than numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error(
    "{}",
    t!("Where the network reads one or two columns, of numbers or dates, each unit has a picture of its own.")
)]
pub struct NoUnitPictures;

/// What each unit says over the one column or the two that the network reads.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct UnitPictures {
    /// One, or across and up.
    pub axes: Vec<PictureAxis>,
    /// Those of the inputs, then those of each block in the order of the chain: what leaves it in
    /// inference mode, of the output in the units of
    /// [`Predictions::predicted`](crate::inspection::Predictions::predicted). None of a layer of
    /// more than [`DRAWN_UNITS`], and none of one that would make them more than
    /// [`MOST_UNIT_PICTURES`].
    pub layers: Vec<Vec<UnitSurface>>,
}

/// All of them that does not depend on the weights.
pub struct UnitPicturesPlan {
    dataset: Rc<Dataset>,
    ground: Ground,
}

impl UnitPicturesPlan {
    /// Of the table on which the run trains.
    ///
    /// # Errors
    /// [`NoUnitPictures`], if the network does not read one column or two of numbers.
    pub fn new(trainer: &Trainer, table: &Table) -> Result<Self, NoUnitPictures> {
        let dataset = trainer.shared_dataset();
        let columns = able_columns(&dataset);
        let places = match (columns.len(), dataset.columns.len()) {
            (1, 1) => CURVE_PLACES,
            (2, 2) => UNIT_PLACES,
            _ => return Err(NoUnitPictures),
        };
        let ground = Ground::new(table, &dataset, &columns, Held::Typical, places);
        Ok(Self { dataset, ground })
    }

    /// Whether it is of this dataset.
    pub fn is_of(&self, trainer: &Trainer) -> bool {
        Rc::ptr_eq(&self.dataset, &trainer.shared_dataset())
    }
}

/// The pictures under way, with weights that stand still meanwhile.
///
/// Checked by `tests/it/inspection/unit_pictures.rs`.
pub struct UnitPicturesJob {
    plan: Rc<UnitPicturesPlan>,
    outputs: UnitOutputs,
}

impl UnitPicturesJob {
    /// With the weights that are copied now.
    pub fn new(trainer: &Trainer, copy: &mut NetworkCopy, plan: Rc<UnitPicturesPlan>) -> Self {
        copy.update(trainer);
        let outputs = UnitOutputs::new(layers(plan.dataset.inputs(), &chain::blocks(trainer)));
        Self { plan, outputs }
    }

    /// Works out the next places; the answer once all are there.
    pub fn advance(&mut self, copy: &mut NetworkCopy) -> Option<Answer> {
        let is_done = self.outputs.advance(&self.plan.ground, copy);
        is_done.then(|| {
            let found = self.finish().map(|found| Answer::UnitPictures(Ok(Box::new(found))));
            found.unwrap_or(Answer::Diverged)
        })
    }

    fn finish(&mut self) -> Result<UnitPictures, NotFinite> {
        let outputs = std::mem::replace(&mut self.outputs, UnitOutputs::new([(None, 0)]));
        let mut layers = outputs.surfaces()?;
        let (dataset, output) = (&self.plan.dataset, layers.last_mut());
        if dataset.facts().class_names.is_empty() {
            for unit in output.into_iter().flatten() {
                unit.range = unit.range.map(|value| dataset.target_scaler.inverse(value));
            }
        }
        Ok(UnitPictures { axes: self.plan.ground.axes.clone(), layers })
    }
}

/// The layers of the engine, and of each how many units have a picture. The output comes first,
/// then what is nearer to the inputs.
fn layers(inputs: usize, blocks: &[Block]) -> Vec<(Option<usize>, usize)> {
    let of_blocks = blocks.iter().map(|block| (Some(block.layers[1]), block.units));
    let mut layers: Vec<_> = std::iter::once((None, inputs)).chain(of_blocks).collect();
    let mut room = MOST_UNIT_PICTURES;
    let output = layers.len() - 1;
    for at in std::iter::once(output).chain(0..output) {
        let units = &mut layers[at].1;
        if *units > DRAWN_UNITS.min(room) {
            *units = 0;
        }
        room -= *units;
    }
    layers
}
