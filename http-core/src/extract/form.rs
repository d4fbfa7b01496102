//! `#[form]`: content as HTML forms send it (`application/x-www-form-urlencoded`).
//!
//! Decides how pairs become the fields of a type. A small deserialiser of our own: the crates for it bring a hash map along,
//! which a form does not need.

use super::media_type::{FromContent, MediaType};
use super::query::pairs;
use crate::{Body, Rejection, Request};
use http::StatusCode;
use serde_core::de::value::{Error, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde_core::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor,
};
use serde_core::forward_to_deserialize_any;
use std::borrow::Cow;
use std::vec;

const FORM: &str = "application/x-www-form-urlencoded";

/// Pairs in one form. Each costs a comparison with those before it.
const MAX_PAIRS: usize = 1_000;

/// The content as a form: 415 for another media type, 400 for a broken escape, 422 for another shape.
pub fn form<T: FromContent>(request: &Request, body: &mut Body) -> Result<T, Rejection> {
    media_type().required(request, body)
}

/// The same, or `None` where there is no content.
pub fn optional_form<T: FromContent>(request: &Request, body: &mut Body) -> Result<Option<T>, Rejection> {
    media_type().optional(request, body)
}

fn media_type<T: DeserializeOwned>() -> MediaType<T> {
    MediaType { name: FORM, is_meant_by: |sent| sent == FORM, parse }
}

pub(crate) fn parse<T: DeserializeOwned>(content: &[u8]) -> Result<T, Rejection> {
    let not_text = |_| Rejection::new(StatusCode::BAD_REQUEST, "the form is not UTF-8");
    let text = std::str::from_utf8(content).map_err(not_text)?;
    T::deserialize(Form::from_text(text)?).map_err(|error: Error| {
        Rejection::new(StatusCode::UNPROCESSABLE_ENTITY, format!("the form is not what is wanted here: {error}"))
    })
}

/// All of it: a sequence gets the pairs as they came, anything else each name once with all its values.
struct Form<'f>(Vec<(Cow<'f, str>, Cow<'f, str>)>);

impl<'f> Form<'f> {
    fn from_text(text: &'f str) -> Result<Self, Rejection> {
        let pairs = pairs(text).take(MAX_PAIRS + 1).collect::<Result<Vec<_>, _>>()?;
        if pairs.len() > MAX_PAIRS {
            return Err(Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, "the form has too many fields"));
        }
        Ok(Self(pairs))
    }

    fn grouped(self) -> Vec<(Cow<'f, str>, Values<'f>)> {
        let mut fields: Vec<(Cow<'f, str>, Values<'f>)> = Vec::new();
        for (name, value) in self.0 {
            match fields.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => values.0.push(value),
                None => fields.push((name, Values(vec![value]))),
            }
        }
        fields
    }
}

impl<'de> Deserializer<'de> for Form<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Fields { rest: self.grouped().into_iter(), current: None })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let pairs = self.0.into_iter().map(|(name, value)| (name, Values(vec![value])));
        MapDeserializer::new(pairs).deserialize_seq(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// A form that is not there has not come this far.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// Each name with its values. What is wrong with a value is told with its name.
struct Fields<'f> {
    rest: vec::IntoIter<(Cow<'f, str>, Values<'f>)>,
    current: Option<(Cow<'f, str>, Values<'f>)>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.current = self.rest.next();
        let Some((name, _)) = &self.current else { return Ok(None) };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, values) =
            self.current.take().ok_or_else(|| Error::custom("a value is asked for before its name"))?;
        seed.deserialize(values).map_err(|error| Error::custom(format_args!("`{name}`: {error}")))
    }
}

/// The values of one name: a sequence gets them all, anything else the first.
struct Values<'f>(Vec<Cow<'f, str>>);

impl Values<'_> {
    fn first(&self) -> &str {
        self.0.first().map(AsRef::as_ref).unwrap_or_default()
    }
}

impl<'de> IntoDeserializer<'de, Error> for Values<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parse_first {
    ($($method:ident => $visit:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.first().parse().map_err(Error::custom)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Values<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.first())
    }

    /// A field of a form that was left empty is sent all the same.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.first().is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.0.into_iter().map(|value| Values(vec![value]))))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    /// A box that is ticked and has no value of its own is sent as `on` (HTML, section 4.10.5.1.15).
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.first() {
            "on" => visitor.visit_bool(true),
            text => visitor.visit_bool(text.parse().map_err(Error::custom)?),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        StrDeserializer::new(self.first()).deserialize_enum(name, variants, visitor)
    }

    parse_first! {
        deserialize_i8 => visit_i8,
        deserialize_i16 => visit_i16,
        deserialize_i32 => visit_i32,
        deserialize_i64 => visit_i64,
        deserialize_i128 => visit_i128,
        deserialize_u8 => visit_u8,
        deserialize_u16 => visit_u16,
        deserialize_u32 => visit_u32,
        deserialize_u64 => visit_u64,
        deserialize_u128 => visit_u128,
        deserialize_f32 => visit_f32,
        deserialize_f64 => visit_f64,
        deserialize_char => visit_char,
    }

    forward_to_deserialize_any! {
        str string bytes byte_buf unit unit_struct map struct identifier ignored_any
    }
}
