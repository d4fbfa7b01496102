//! Content that may be absent although its type does not look like it: an `Option` behind a name of the user's.
//!
//! Decides which types have a value where there is no content: those that serde gives one where a field is missing. Must
//! not know how content is read.

use serde_core::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde_core::forward_to_deserialize_any;
use std::fmt;

/// The value of such a type. For all others the compiler sees that there is none.
pub(super) fn absent<T: DeserializeOwned>() -> Option<T> {
    T::deserialize(Absent).ok()
}

struct Absent;

impl<'de> Deserializer<'de> for Absent {
    type Error = IsRequired;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, IsRequired> {
        Err(IsRequired)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, IsRequired> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[derive(Debug)]
struct IsRequired;

impl fmt::Display for IsRequired {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("there has to be content")
    }
}

impl std::error::Error for IsRequired {}

impl de::Error for IsRequired {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}
