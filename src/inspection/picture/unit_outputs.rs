//! What units of a network say at each place of a picture.

use serde::{Deserialize, Serialize};

use super::ground::Ground;
use crate::inspection::{NetworkCopy, NotFinite};
use crate::nn::{Float, Matrix, widen};

/// Places along each side of a unit's surface.
pub const UNIT_PLACES: usize = 24;

/// The output of a unit at each place: along one axis its curve, across two its surface.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct UnitSurface {
    /// `[places]` or `[up, across]`, from 0 at the unit's least output to 255 at its greatest;
    /// 0 throughout where it says the same everywhere.
    pub shades: Vec<u8>,
    /// Its least and its greatest output here.
    pub range: [f64; 2],
    /// The first places where it says the least and the greatest.
    pub at: [u32; 2],
    /// At how many places it says them.
    pub count: [u32; 2],
}

impl UnitSurface {
    fn new(values: &[Float]) -> Result<Self, NotFinite> {
        if values.iter().any(|value| !value.is_finite()) {
            return Err(NotFinite);
        }
        let low = values.iter().copied().fold(Float::INFINITY, Float::min);
        let high = values.iter().copied().fold(Float::NEG_INFINITY, Float::max);
        // Halves, for the whole may be more than the largest number.
        let spread = 0.5 * high - 0.5 * low;
        let shade = |value: Float| {
            if spread > 0.0 { 255.0 * (0.5 * value - 0.5 * low) / spread } else { 0.0 }
        };
        let ends = [low, high];
        let is_at = |end: Float| move |value: &&Float| **value == end;
        Ok(Self {
            shades: values.iter().map(|value| widen(shade(*value)) as u8).collect(),
            range: ends.map(widen),
            at: ends.map(|end| values.iter().position(|value| *value == end).unwrap_or(0) as u32),
            count: ends.map(|end| values.iter().filter(is_at(end)).count() as u32),
        })
    }

    /// What the unit says at a place, as near as the shade tells.
    pub fn value(&self, place: usize) -> f64 {
        let share = f64::from(self.shades.get(place).copied().unwrap_or_default()) / 255.0;
        self.range[0] * (1.0 - share) + self.range[1] * share
    }
}

/// Outputs of units under way, some places at a time.
pub(super) struct UnitOutputs {
    layers: Vec<LayerOutputs>,
    places_done: usize,
    inputs: Matrix,
}

/// Those of a layer.
struct LayerOutputs {
    /// Its place in the engine; before the first layer stand the inputs.
    layer: Option<usize>,
    /// The first units, each place by place.
    units: Vec<Vec<Float>>,
}

impl UnitOutputs {
    /// Of layers of the engine, of each the first units.
    pub(super) fn new<L: Into<Option<usize>>>(
        layers: impl IntoIterator<Item = (L, usize)>,
    ) -> Self {
        let of = |(layer, units): (L, usize)| LayerOutputs {
            layer: layer.into(),
            units: vec![Vec::new(); units],
        };
        Self {
            layers: layers.into_iter().map(of).collect(),
            places_done: 0,
            inputs: Matrix::default(),
        }
    }

    /// Asks the network of the next places. Whether that were the last.
    pub(super) fn advance(&mut self, ground: &Ground, copy: &mut NetworkCopy) -> bool {
        let places = ground.places();
        let to = (self.places_done + copy.portion()).min(places);
        ground.rows(self.places_done..to, &mut self.inputs);
        let network = copy.network_mut();
        network.predict(self.inputs.view());
        for LayerOutputs { layer, units } in &mut self.layers {
            let outputs = layer.map_or(&self.inputs, |layer| &network.outputs()[layer]);
            for row in outputs.view().iter_rows() {
                for (unit, value) in units.iter_mut().zip(row) {
                    unit.push(*value);
                }
            }
        }
        self.places_done = to;
        to == places
    }

    /// Layer by layer, unit by unit.
    pub(super) fn surfaces(self) -> Result<Vec<Vec<UnitSurface>>, NotFinite> {
        let surfaces = |layer: LayerOutputs| {
            layer.units.iter().map(|values| UnitSurface::new(values)).collect()
        };
        self.layers.into_iter().map(surfaces).collect()
    }
}
