//! Keras's JSON, as far as it can be trusted.

use serde_json::Value;

use crate::data::excerpt;
use crate::models::ModelError;

/// The object behind a key.
pub(super) fn part<'json>(of: &'json Value, key: &'static str) -> Result<&'json Value, ModelError> {
    of.get(key).ok_or(ModelError::NotKeras { key })
}

/// `class_name`, without the package that it is registered in.
pub(super) fn class(object: &Value) -> Result<&str, ModelError> {
    let class = object.get("class_name").and_then(Value::as_str);
    let class = class.ok_or(ModelError::NotKeras { key: "class_name" })?;
    Ok(class.rsplit('>').next().unwrap_or(class))
}

/// A number as it was typed: Keras writes one that it keeps in 32 bits with the digits of 64.
pub(super) fn number(value: &Value) -> Option<f64> {
    let number = value.as_f64()?;
    let short = number as f32;
    if f64::from(short) == number { short.to_string().parse().ok() } else { Some(number) }
}

/// A whole number.
pub(super) fn whole(value: &Value) -> Option<u32> {
    let number = value.as_f64().filter(|number| number.fract() == 0.0)?;
    (0.0..=f64::from(u32::MAX)).contains(&number).then_some(number as u32)
}

/// A value in a sentence, shortened.
pub(super) fn shown(value: &Value) -> String {
    excerpt(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}
