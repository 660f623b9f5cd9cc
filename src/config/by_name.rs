//! Settings of single columns, sorted by name.

use std::fmt;
use std::marker::PhantomData;

use litemap::LiteMap;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// What is set for columns, by their names.
pub type ByName<V> = LiteMap<String, V>;

/// Writes a map, an empty one too, which `litemap`'s own writing makes an empty list.
///
/// Checked by `tests/it/config/data.rs::settings_by_name_are_read_in_any_order`.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer, V: Serialize>(map: &ByName<V>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(map.iter())
}

/// Reads a map in any order; of two of a name the later counts. `litemap`'s own reading
/// sorts, and a sort for each kind of setting is 3 kB of the page gzipped.
///
/// Checked by `tests/it/config/data.rs::settings_by_name_are_read_in_any_order`.
///
/// # Errors
/// Those of the format.
pub fn deserialize<'de, D: Deserializer<'de>, V: Deserialize<'de>>(
    from: D,
) -> Result<ByName<V>, D::Error> {
    from.deserialize_map(Entries(PhantomData))
}

struct Entries<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
    type Value = ByName<V>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a map from the names of columns")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = ByName::new();
        while let Some((name, value)) = entries.next_entry()? {
            map.insert(name, value);
        }
        Ok(map)
    }
}
