//! From JSON to settings: nothing that stands there is passed over.
//!
//! One deserializer for all settings: it knows from serde which keys and which words each place
//! has, so it finds the unknown ones, says where they stand and what comes nearest, and takes a
//! word in every spelling of Keras. No key has ever gone since links of the second version
//! are written; one that goes must be known here.
//!
//! Checked by `tests/it/config/json.rs`.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

use super::node::{Node, short};
use crate::config::LinkError;
use crate::config::spelling::{named, nearest};
use crate::t;

/// The keys of an object.
type Keys = &'static [&'static str];

/// What is wrong, and where.
#[derive(Debug)]
pub struct Fault {
    /// `network.layers[0].dense.units`
    place: String,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    /// A key that its object does not have.
    Unknown {
        near: Option<&'static str>,
        keys: Keys,
    },
    /// A key that stands there twice.
    Twice,
    Missing,
    /// A word that none of the words at its place is.
    NoChoice {
        received: String,
        choices: Keys,
    },
    /// A value of another kind.
    Wrong {
        received: String,
        expected: String,
    },
    /// What a setting says of itself: no figure of a run.
    OfSetting,
}

impl Fault {
    fn new(problem: Problem) -> Self {
        Self { place: String::new(), problem }
    }

    fn unknown(key: &str, keys: Keys) -> Self {
        Self::new(Problem::Unknown { near: nearest(key, keys), keys }).within(&short(key))
    }

    /// The same, seen from one level above.
    fn within(mut self, step: &str) -> Self {
        let between = if self.place.is_empty() || self.place.starts_with('[') { "" } else { "." };
        self.place = format!("{step}{between}{}", self.place);
        self
    }

    /// The same of the value under a key.
    fn under(mut self, key: &str, node: &Node) -> Self {
        if matches!(self.problem, Problem::OfSetting) {
            let expected = t!("a figure such as \"val_loss\" or \"val_accuracy\"").to_owned();
            self.problem = Problem::Wrong { received: node.shown(), expected };
        }
        self.within(&short(key))
    }
}

impl From<Fault> for LinkError {
    fn from(fault: Fault) -> Self {
        let place = fault.place;
        match fault.problem {
            Problem::Unknown { near: Some(near), .. } => Self::Misspelt { place, near },
            Problem::Unknown { keys, .. } => Self::UnknownSetting { place, known: keys.join(", ") },
            Problem::Twice => Self::Twice { place },
            Problem::Missing => Self::Missing { place },
            Problem::NoChoice { received, choices } => Self::Wrong {
                place,
                received,
                expected: t!("one of {choices}", choices = choices.join(", ")),
            },
            Problem::Wrong { received, expected } => Self::Wrong { place, received, expected },
            Problem::OfSetting => Self::Damaged,
        }
    }
}

impl std::error::Error for Fault {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(Problem::OfSetting)
    }

    /// Of a whole number that its type does not hold, for all other kinds are told below.
    fn invalid_value(received: Unexpected<'_>, _: &dyn de::Expected) -> Self {
        let (received, expected) = match received {
            Unexpected::Signed(number) if number < 0 => (number, t!("a whole number from 0")),
            Unexpected::Signed(number) => (number, t!("a smaller whole number")),
            _ => (0, t!("a whole number")),
        };
        let (received, expected) = (received.to_string(), expected.to_owned());
        Self::new(Problem::Wrong { received, expected })
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(Problem::Missing).within(key)
    }

    fn duplicate_field(key: &'static str) -> Self {
        Self::new(Problem::Twice).within(key)
    }
}

/// What a word alone leaves to the defaults.
static NO_SETTINGS: Node = Node::Object(Vec::new());

impl Node {
    fn wrong<T>(&self, expected: &str) -> Result<T, Fault> {
        let (received, expected) = (self.shown(), expected.to_owned());
        Err(Fault::new(Problem::Wrong { received, expected }))
    }

    fn entries<'de, V: Visitor<'de>>(
        &'de self,
        keys: Option<Keys>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Self::Object(entries) => {
                visitor.visit_map(Entries { rest: entries.iter(), present: None, keys })
            }
            // Keras's word for no regularizer.
            Self::Null if keys.is_some() => NO_SETTINGS.entries(keys, visitor),
            _ => self.wrong(t!("an object")),
        }
    }
}

macro_rules! whole_numbers {
    ($($read:ident)*) => {$(
        fn $read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self {
                Node::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                    visitor.visit_i64(*number as i64)
                }
                _ => self.wrong(t!("a whole number")),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Fault;

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    /// No setting is of a kind that only its value tells.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Bool(value) => visitor.visit_bool(*value),
            _ => self.wrong(t!("true or false")),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Number(number) => visitor.visit_f64(*number),
            _ => self.wrong(t!("a number")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Text(text) => visitor.visit_borrowed_str(text),
            _ => self.wrong(t!("a text")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Node::List(items) => visitor.visit_seq(Items { items, next: 0 }),
            _ => self.wrong(t!("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Node::List(items) if items.len() == length => self.deserialize_seq(visitor),
            _ => self.wrong(&t!("a list of {length} numbers", length)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.entries(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        keys: Keys,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.entries(Some(keys), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        choices: Keys,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let (word, settings) = match self {
            Node::Text(word) => (word.as_str(), &NO_SETTINGS),
            // Keras's word for no activation.
            Node::Null if choices.contains(&"linear") => ("linear", &NO_SETTINGS),
            Node::Null => ("none", &NO_SETTINGS),
            Node::Object(entries) if entries.len() == 1 => (entries[0].0.as_str(), &entries[0].1),
            _ => ("", self),
        };
        let Some(meant) = named(word, choices) else {
            let received = match self {
                Node::Object(entries) if entries.len() == 1 => format!("\"{}\"", short(word)),
                _ => self.shown(),
            };
            return Err(Fault::new(Problem::NoChoice { received, choices }));
        };
        visitor.visit_enum(Choice { word, meant, settings })
    }

    serde::forward_to_deserialize_any! {
        f32 char bytes byte_buf unit unit_struct newtype_struct tuple_struct identifier ignored_any
    }
}

struct Items<'n> {
    items: &'n [Node],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some(item) = self.items.get(self.next) else { return Ok(None) };
        let step = format!("[{}]", self.next);
        self.next += 1;
        seed.deserialize(item).map(Some).map_err(|fault| fault.within(&step))
    }
}

struct Entries<'n> {
    rest: std::slice::Iter<'n, (String, Node)>,
    present: Option<&'n (String, Node)>,
    /// Those that there can be; none where they are names of columns.
    keys: Option<Keys>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        self.present = self.rest.next();
        let Some((key, _)) = self.present else { return Ok(None) };
        if let Some(keys) = self.keys.filter(|keys| !keys.contains(&key.as_str())) {
            return Err(Fault::unknown(key, keys));
        }
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (key, node) = self.present.map_or(("", &NO_SETTINGS), |(key, node)| (key, node));
        seed.deserialize(node).map_err(|fault| fault.under(key, node))
    }
}

/// A word with what is set behind it.
struct Choice<'n> {
    /// As it was written.
    word: &'n str,
    meant: &'static str,
    settings: &'n Node,
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        Ok((seed.deserialize(BorrowedStrDeserializer::new(self.meant))?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.settings {
            Node::Null => Ok(()),
            Node::Object(entries) => match entries.first() {
                Some((key, _)) => Err(Fault::unknown(key, &[]).within(&short(self.word))),
                None => Ok(()),
            },
            _ => self.settings.wrong(t!("an object")),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.settings).map_err(|fault| fault.within(&short(self.word)))
    }

    fn tuple_variant<V: Visitor<'de>>(self, count: usize, visitor: V) -> Result<V::Value, Fault> {
        self.settings.deserialize_tuple(count, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, keys: Keys, visitor: V) -> Result<V::Value, Fault> {
        let read = self.settings.deserialize_struct("", keys, visitor);
        read.map_err(|fault| fault.within(&short(self.word)))
    }
}
