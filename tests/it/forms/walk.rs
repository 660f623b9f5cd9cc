//! Finds the form of a type by having it read: a deserializer that makes up values, until
//! every variant of every enum inside has occurred, and notes what it was asked for.
//!
//! So no list of samples can be forgotten when a variant or a field is added, and types
//! that are private to their file are found like any other.

use std::collections::BTreeMap;
use std::fmt::Write;

use descent::worker::codec;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The forms met so far.
#[derive(Default)]
pub struct Walk {
    types: Vec<Type>,
    /// How often each variant of an enum was made, by the enum's visitor.
    made: BTreeMap<&'static str, Vec<usize>>,
    /// The variant of the outermost enum that is made next.
    outermost: Option<usize>,
    count: u32,
    /// What was read last.
    pub(super) form: String,
}

struct Type {
    /// The visitor's name, which has the path that the type's own name lacks.
    visitor: &'static str,
    name: String,
    /// For each variant, once it was met; a struct has one without a name.
    variants: Vec<(&'static str, Option<String>)>,
}

/// What the values of one type, or of one variant of an enum, are written as.
pub struct Written {
    pub name: String,
    pub values: usize,
    pub bytes: Vec<u8>,
}

impl Walk {
    /// A struct: values in which every variant inside occurs.
    pub fn record<T: Serialize + DeserializeOwned>(&mut self, name: &str) -> Vec<Written> {
        vec![self.written::<T>(name, None)]
    }

    /// An enum: the same for each of its variants.
    pub fn choice<T: Serialize + DeserializeOwned>(&mut self, name: &str) -> Vec<Written> {
        let first = self.written::<T>(name, Some(0));
        let own = self.types.iter().find(|one| one.name == name).expect("an enum of this name");
        let names: Vec<_> = own.variants.iter().map(|variant| variant.0).collect();
        let rest =
            names.iter().enumerate().skip(1).map(|(index, variant)| {
                self.written::<T>(&format!("{name}::{variant}"), Some(index))
            });
        let rest: Vec<_> = rest.collect();
        let first = Written { name: format!("{name}::{}", names[0]), ..first };
        [vec![first], rest].into_iter().flatten().collect()
    }

    fn written<T: Serialize + DeserializeOwned>(
        &mut self,
        name: &str,
        outermost: Option<usize>,
    ) -> Written {
        self.made.clear();
        self.count = 0;
        let mut written = Written { name: name.to_owned(), values: 0, bytes: Vec::new() };
        loop {
            self.outermost = outermost;
            let value = T::deserialize(&mut *self).expect("a value that can be made up");
            let bytes = codec::encode(&value);
            let again: T = codec::decode(&bytes).expect("it was written so");
            assert!(codec::encode(&again) == bytes, "{name} is not read as it is written");
            written.values += 1;
            written.bytes.extend(bytes);
            if self.made.values().flatten().all(|made| *made > 0) {
                return written;
            }
            assert!(written.values < 10_000, "{name} has variants that never come up");
        }
    }

    /// All types in the order in which they were met.
    pub fn types(&self) -> String {
        let text = |one: &Type| {
            let mut text = one.name.clone();
            for (index, (variant, form)) in one.variants.iter().enumerate() {
                let form = form.as_deref().unwrap_or("?");
                // A text takes whatever is written into it.
                let _ = match *variant {
                    "" => write!(text, " {form}"),
                    _ => write!(text, "\n  {index} {variant}{form}"),
                };
            }
            text
        };
        self.types.iter().map(text).collect::<Vec<_>>().join("\n\n")
    }

    /// The place of a type; its name is counted where another has the same.
    pub(super) fn place(
        &mut self,
        visitor: &'static str,
        name: &str,
        variants: &[&'static str],
    ) -> usize {
        if let Some(place) = self.types.iter().position(|one| one.visitor == visitor) {
            return place;
        }
        let is_free = |name: &String| self.types.iter().all(|one| one.name != *name);
        let counted = (2..).map(|number| format!("{name}{number}"));
        let name = std::iter::once(name.to_owned()).chain(counted).find(is_free);
        self.types.push(Type {
            visitor,
            name: name.expect("there are many numbers"),
            variants: variants.iter().map(|variant| (*variant, None)).collect(),
        });
        self.types.len() - 1
    }

    /// A variant of a type was read.
    pub(super) fn met(&mut self, place: usize, variant: usize) {
        let form = std::mem::take(&mut self.form);
        let one = &mut self.types[place];
        one.variants[variant].1.get_or_insert(form);
        self.form.clone_from(&one.name);
    }

    /// The variant that is made now: the one that was made least often.
    pub(super) fn choose(&mut self, visitor: &'static str, variants: usize) -> usize {
        self.outermost.take().unwrap_or_else(|| {
            let made = self.made.entry(visitor).or_insert_with(|| vec![0; variants]);
            let rarest = (0..variants).min_by_key(|index| made[*index]).expect("a variant");
            made[rarest] += 1;
            rarest
        })
    }

    /// A small number, another each time.
    pub(super) fn next(&mut self) -> u32 {
        self.count = (self.count + 1) % 100;
        self.count
    }
}
