//! How networks compute: ndarray and a seeded generator, nothing else.

/// The number type of the engine: `f32` as in Keras, `f64` with the feature
/// `float64`, so that gradients can be checked closely.
#[cfg(not(feature = "float64"))]
pub type Float = f32;
/// The number type of the engine: `f32` as in Keras, `f64` with the feature
/// `float64`, so that gradients can be checked closely.
#[cfg(feature = "float64")]
pub type Float = f64;
