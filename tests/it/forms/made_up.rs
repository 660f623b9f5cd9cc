//! The deserializer that makes values up: small numbers, one element in every list.

use std::any::type_name;

use serde::de::value::{Error, U32Deserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::walk::Walk;

/// Every text: one that is also the name of a figure, which some texts must be.
const TEXT: &str = "val_loss";

/// Numbers, each with the name of its type.
macro_rules! numbers {
    ($($read:ident $visit:ident $number:ident)*) => {$(
        #[allow(clippy::cast_lossless, reason = "wide types and narrow ones alike")]
        fn $read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            stringify!($number).clone_into(&mut self.form);
            visitor.$visit(self.next() as $number)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Walk {
    type Error = Error;

    numbers! {
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
        deserialize_f32 visit_f32 f32
        deserialize_f64 visit_f64 f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("this format says nothing of what it holds"))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        "bool".clone_into(&mut self.form);
        visitor.visit_bool(self.next() % 2 == 1)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        "char".clone_into(&mut self.form);
        visitor.visit_char(';')
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        "text".clone_into(&mut self.form);
        visitor.visit_str(TEXT)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        "bytes".clone_into(&mut self.form);
        // As many as two weights have, or one of twice the size.
        visitor.visit_byte_buf(vec![0, 0, 128, 63, 0, 0, 128, 63])
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = visitor.visit_some(&mut *self)?;
        self.form = format!("Option<{}>", self.form);
        Ok(value)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        "()".clone_into(&mut self.form);
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        name.clone_into(&mut self.form);
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let place = self.place(type_name::<V>(), name, &[""]);
        let value = visitor.visit_newtype_struct(&mut *self)?;
        self.form = format!("({})", self.form);
        self.met(place, 0);
        Ok(value)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let (value, forms) = self.parts(1, |parts| visitor.visit_seq(parts))?;
        self.form = format!("Vec<{}>", forms[0]);
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let (value, forms) = self.parts(length, |parts| visitor.visit_seq(parts))?;
        self.form = format!("({})", forms.join(", "));
        Ok(value)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        let place = self.place(type_name::<V>(), name, &[""]);
        let value = self.deserialize_tuple(length, visitor)?;
        self.met(place, 0);
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let (value, forms) = self.parts(2, |parts| visitor.visit_map(parts))?;
        self.form = format!("Map<{}>", forms.join(", "));
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let place = self.place(type_name::<V>(), name, &[""]);
        let value = self.fields(fields, visitor)?;
        self.met(place, 0);
        Ok(value)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let place = self.place(type_name::<V>(), name, variants);
        let variant = self.choose(type_name::<V>(), variants.len());
        let value = visitor.visit_enum(Variant { walk: self, variant })?;
        self.met(place, variant);
        Ok(value)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

impl Walk {
    fn parts<T>(
        &mut self,
        length: usize,
        read: impl FnOnce(&mut Parts<'_>) -> Result<T, Error>,
    ) -> Result<(T, Vec<String>), Error> {
        let mut parts = Parts { walk: self, left: length, forms: Vec::new() };
        let value = read(&mut parts)?;
        Ok((value, parts.forms))
    }

    fn fields<'de, V: Visitor<'de>>(
        &mut self,
        fields: &[&str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let (value, forms) = self.parts(fields.len(), |parts| visitor.visit_seq(parts))?;
        let fields: Vec<_> =
            fields.iter().zip(forms).map(|(field, form)| format!("{field}: {form}")).collect();
        self.form = format!("{{ {} }}", fields.join(", "));
        Ok(value)
    }
}

/// Values in a row, as many as are left.
struct Parts<'a> {
    walk: &'a mut Walk,
    left: usize,
    forms: Vec<String>,
}

impl Parts<'_> {
    fn read<'de, S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        self.left -= 1;
        let value = seed.deserialize(&mut *self.walk)?;
        self.forms.push(self.walk.form.clone());
        Ok(value)
    }
}

impl<'de> SeqAccess<'de> for &mut Parts<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        if self.left == 0 { Ok(None) } else { self.read(seed).map(Some) }
    }
}

impl<'de> MapAccess<'de> for &mut Parts<'_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        self.read(seed)
    }
}

struct Variant<'a> {
    walk: &'a mut Walk,
    variant: usize,
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        let index: U32Deserializer<Error> = (self.variant as u32).into_deserializer();
        Ok((seed.deserialize(index)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.walk.form.clear();
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        let value = seed.deserialize(&mut *self.walk)?;
        self.walk.form = format!("({})", self.walk.form);
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Error> {
        self.walk.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let value = self.walk.fields(fields, visitor)?;
        self.walk.form.insert(0, ' ');
        Ok(value)
    }
}
