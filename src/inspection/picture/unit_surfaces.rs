//! What each unit before the output says across a plane.

use serde::{Deserialize, Serialize};

use super::PicturePlan;
use crate::inspection::NetworkCopy;
use crate::nn::{Float, Matrix, widen};
use crate::train::Trainer;

/// Places along each side.
pub const UNIT_PLACES: usize = 24;
/// More would be too small to see.
const MOST_UNITS: usize = 12;

/// The output of a unit at each place of a coarse plane.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitSurface {
    /// `[UNIT_PLACES, UNIT_PLACES]`, from 0 at the unit's least output to 255 at its greatest;
    /// 0 throughout where it says the same everywhere.
    pub shades: Vec<u8>,
    /// Its least and its greatest output here.
    pub range: [f64; 2],
}

/// Units of the last layer before the output; none without a hidden layer.
pub(super) fn unit_count(trainer: &Trainer) -> usize {
    let experiment = trainer.experiment();
    let layers = &experiment.config().network;
    let shapes = layers.shapes(trainer.dataset().inputs() as u64, experiment.output());
    match shapes.len() {
        0 | 1 => 0,
        layers => shapes[layers - 2].units as usize,
    }
}

/// The first units' surfaces, with the weights of `copy`; none along a single axis.
pub(super) fn unit_surfaces(plan: &PicturePlan, copy: &mut NetworkCopy) -> Vec<UnitSurface> {
    let [across, up] = plan.axes.as_slice() else { return Vec::new() };
    if plan.picture.unit_count == 0 {
        return Vec::new();
    }
    let mut inputs = Matrix::zeros(UNIT_PLACES * UNIT_PLACES, plan.base.len());
    let coarse = |at: usize, places: usize| at * (places - 1) / (UNIT_PLACES - 1);
    for at in 0..UNIT_PLACES * UNIT_PLACES {
        let row = inputs.row_mut(at);
        row[..plan.base.len()].copy_from_slice(&plan.base);
        across.set(row, coarse(at % UNIT_PLACES, across.places()));
        up.set(row, coarse(at / UNIT_PLACES, up.places()));
    }
    copy.hidden(inputs.view(), |outputs| {
        (0..outputs.cols().min(MOST_UNITS)).map(|unit| surface(outputs, unit)).collect()
    })
}

fn surface(outputs: &Matrix, unit: usize) -> UnitSurface {
    let values = || (0..outputs.rows()).map(|row| outputs.row(row)[unit]);
    let low = values().fold(Float::INFINITY, Float::min);
    let high = values().fold(Float::NEG_INFINITY, Float::max);
    let spread = high - low;
    let shade = |value: Float| if spread > 0.0 { 255.0 * (value - low) / spread } else { 0.0 };
    UnitSurface {
        shades: values().map(|value| widen(shade(value)) as u8).collect(),
        range: [low, high].map(widen),
    }
}
