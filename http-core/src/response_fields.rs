//! The fields of a response.
//!
//! Decides where they are kept. Most responses have one, `Content-Type`: putting it into a map and taking it out again is a
//! tenth of what a small request costs, so it stands beside the map while it is alone. Whoever looks at the fields sees a map.

use crate::proto::NamedFields;
use http::header::MaxSizeReached;
use http::{HeaderMap, HeaderValue, header};
use std::fmt;
use std::sync::OnceLock;

#[derive(Clone, Default)]
pub(crate) struct ResponseFields {
    /// `Content-Type`, where it is the only field; then the map is empty.
    lone_content_type: Option<HeaderValue>,
    map: HeaderMap,
    /// What somebody has seen of a lone `Content-Type`, in a box because hardly anybody looks.
    shown: OnceLock<Box<HeaderMap>>,
}

impl ResponseFields {
    pub(crate) fn of_content_type(value: HeaderValue) -> Self {
        Self { lone_content_type: Some(value), ..Self::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lone_content_type.is_none() && self.map.is_empty()
    }

    pub(crate) fn clear(&mut self) {
        self.lone_content_type = None;
        self.shown.take();
        self.map.clear();
    }

    /// Takes the place of another `Content-Type`.
    ///
    /// # Errors
    ///
    /// Where there are more fields than a map can hold.
    pub(crate) fn set_content_type(&mut self, value: HeaderValue) -> Result<(), MaxSizeReached> {
        if self.map.is_empty() {
            self.lone_content_type = Some(value);
            self.shown.take();
            return Ok(());
        }
        self.map.try_insert(header::CONTENT_TYPE, value).map(drop)
    }

    pub(crate) fn content_length(&self) -> Option<&HeaderValue> {
        self.map.get(header::CONTENT_LENGTH)
    }

    pub(crate) fn map(&self) -> &HeaderMap {
        match &self.lone_content_type {
            None => &self.map,
            Some(value) => {
                self.shown.get_or_init(|| Box::new(HeaderMap::from_iter([(header::CONTENT_TYPE, value.clone())])))
            }
        }
    }

    pub(crate) fn map_mut(&mut self) -> &mut HeaderMap {
        if let Some(value) = self.lone_content_type.take() {
            self.shown.take();
            self.map.insert(header::CONTENT_TYPE, value);
        }
        &mut self.map
    }

    /// As they are to be sent.
    pub(crate) fn named(&self) -> NamedFields<'_> {
        self.lone_content_type.as_ref().map_or(NamedFields::Map(&self.map), NamedFields::ContentType)
    }
}

impl fmt::Debug for ResponseFields {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.map().fmt(formatter)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const TEXT: HeaderValue = HeaderValue::from_static("text/plain");
    const JSON: HeaderValue = HeaderValue::from_static("application/json");
    const TAG: HeaderValue = HeaderValue::from_static("\"1\"");

    fn lines(fields: &ResponseFields) -> Vec<(&str, &str)> {
        fields.map().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect()
    }

    #[test]
    fn a_lone_content_type_looks_like_any_field() {
        let mut fields = ResponseFields::of_content_type(TEXT);
        assert!(!fields.is_empty());
        assert_eq!(lines(&fields), [("content-type", "text/plain")]);
        fields.map_mut().insert(header::ETAG, TAG);
        assert_eq!(lines(&fields), [("content-type", "text/plain"), ("etag", "\"1\"")]);
        fields.set_content_type(JSON).unwrap();
        assert_eq!(lines(&fields), [("content-type", "application/json"), ("etag", "\"1\"")]);
    }

    #[test]
    fn what_was_shown_does_not_outlive_a_change() {
        let mut fields = ResponseFields::of_content_type(TEXT);
        assert_eq!(fields.map()[header::CONTENT_TYPE], TEXT);
        fields.set_content_type(JSON).unwrap();
        assert_eq!(fields.map()[header::CONTENT_TYPE], JSON);
        fields.map_mut().clear();
        assert!(fields.is_empty() && fields.map().is_empty());
        fields.set_content_type(TEXT).unwrap();
        assert_eq!(lines(&fields), [("content-type", "text/plain")]);
        fields.clear();
        assert!(fields.is_empty() && fields.map().is_empty());
    }

    #[test]
    fn a_copy_has_the_same_fields() {
        let fields = ResponseFields::of_content_type(TEXT);
        assert_eq!(format!("{:?}", fields.clone()), r#"{"content-type": "text/plain"}"#);
    }
}
