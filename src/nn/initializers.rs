//! How weights start.

use rand_chacha::ChaCha8Rng;

use crate::config::Initializer;
use crate::nn::random::{normal, truncated_normal, uniform};
use crate::nn::{Float, narrow};

/// `keras.initializers.RandomNormal`'s default.
const NORMAL_DEVIATION: f64 = 0.05;
/// The standard deviation of a normal number that is redrawn beyond two deviations,
/// by which `keras.initializers.VarianceScaling` divides.
const TRUNCATED_DEVIATION: f64 = 0.879_625_661_034_239_8;

/// The stream from which all weights of a network are drawn, in the order of the chain.
pub struct WeightSampler {
    rng: ChaCha8Rng,
}

impl WeightSampler {
    /// From the start of `rng`.
    pub fn new(rng: ChaCha8Rng) -> Self {
        Self { rng }
    }

    /// The next numbers of an initializer, one a call.
    ///
    /// # Formula
    /// With `v` the variance `2 / (inputs + units)` (Glorot and Bengio, 2010, equation
    /// 16), `2 / inputs` (He et al., 2015) or `1 / inputs` (`LeCun` et al., 1998):
    /// uniform from `-sqrt(3 v)` to `sqrt(3 v)`, or normal with deviation
    /// `sqrt(v) / 0.8796`, redrawn beyond two deviations.
    ///
    /// # Shapes
    /// A kernel `[inputs, units]` is drawn row by row.
    ///
    /// Checked by `tests/it/golden/initializers.rs` against Keras's moments.
    pub fn initializer(
        &mut self,
        initializer: Initializer,
        inputs: usize,
        units: usize,
    ) -> impl FnMut() -> Float + '_ {
        let (inputs, units) = (inputs as f64, units as f64);
        let glorot = 2.0 / (inputs + units).max(1.0);
        let (he, lecun) = (2.0 / inputs.max(1.0), 1.0 / inputs.max(1.0));
        let draw = match initializer {
            Initializer::GlorotUniform => Distribution::Uniform((3.0 * glorot).sqrt()),
            Initializer::HeUniform => Distribution::Uniform((3.0 * he).sqrt()),
            Initializer::LecunUniform => Distribution::Uniform((3.0 * lecun).sqrt()),
            Initializer::GlorotNormal => {
                Distribution::Truncated(glorot.sqrt() / TRUNCATED_DEVIATION)
            }
            Initializer::HeNormal => Distribution::Truncated(he.sqrt() / TRUNCATED_DEVIATION),
            Initializer::LecunNormal => Distribution::Truncated(lecun.sqrt() / TRUNCATED_DEVIATION),
            Initializer::RandomNormal => Distribution::Normal(NORMAL_DEVIATION),
            Initializer::Zeros => Distribution::All(0.0),
            Initializer::Ones => Distribution::All(1.0),
        };
        let rng = &mut self.rng;
        move || {
            narrow(match draw {
                Distribution::Uniform(limit) => (2.0 * uniform(rng) - 1.0) * limit,
                Distribution::Truncated(deviation) => truncated_normal(rng) * deviation,
                Distribution::Normal(deviation) => normal(rng) * deviation,
                Distribution::All(number) => number,
            })
        }
    }
}

/// What is drawn.
#[derive(Clone, Copy)]
enum Distribution {
    /// From minus to plus this.
    Uniform(f64),
    /// With this deviation, none beyond two of them.
    Truncated(f64),
    /// With this deviation.
    Normal(f64),
    /// Always this.
    All(f64),
}
