//! Decides what a path means: `/literal/{name}/{*rest}`, split, decoded and checked.
//! Must not know of tokens, attributes or arguments.

mod meant;
mod mistake;
mod reader;
#[cfg(test)]
mod tests;

use mistake::{Mistake, not_fixed, plain};
use reader::{Reader, check_names_differ, check_no_slash_at_end, check_rest_is_last};

/// What a path is for; only the wording of mistakes depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Route,
    Mount,
    Prefix,
}

impl Use {
    fn noun(self) -> &'static str {
        match self {
            Use::Route => "route path",
            Use::Mount => "mount path",
            Use::Prefix => "prefix",
        }
    }
}

/// A path that has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// As it was written.
    pub(crate) text: String,
    /// What stands between the slashes, after the leading one.
    pub(crate) segments: Vec<Segment>,
}

/// One piece of a path between slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    /// Fixed text: percent-decoded, braces unescaped.
    Literal(String),
    /// `{name}`: any one segment that is not empty.
    Parameter(String),
    /// `{*name}`: the rest of the path.
    Rest(String),
}

impl Segment {
    /// The name that an argument can bind.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Segment::Literal(_) => None,
            Segment::Parameter(name) | Segment::Rest(name) => Some(name),
        }
    }
}

impl Pattern {
    /// Reads a path; the first mistake from the left ends it.
    pub(crate) fn parse(text: &str, used: Use) -> Result<Pattern, Mistake> {
        let reader = Reader { text, used };
        reader.check_is_no_expression()?;
        reader.check_start()?;
        reader.check_characters()?;
        let segments = reader.segments()?;
        check_rest_is_last(&reader, &segments)?;
        check_names_differ(&reader, &segments)?;
        Ok(Pattern { text: text.to_owned(), segments })
    }

    /// Reads the path of a mount: fixed, and without a slash at its end.
    pub(crate) fn parse_mount(text: &str) -> Result<Pattern, Mistake> {
        let mut pattern = Pattern::parse(text, Use::Mount)?;
        if pattern.segments.iter().any(|segment| segment.name().is_some()) {
            return Err(not_fixed());
        }
        if text == "/" {
            pattern.segments.clear();
        }
        check_no_slash_at_end(text, Use::Mount, pattern.segments.is_empty())?;
        Ok(pattern)
    }

    /// Reads the prefix of an impl: without a slash at its end, and without `{*rest}`.
    pub(crate) fn parse_prefix(text: &str) -> Result<Pattern, Mistake> {
        let pattern = Pattern::parse(text, Use::Prefix)?;
        check_no_slash_at_end(text, Use::Prefix, false)?;
        let takes_rest = pattern.segments.iter().any(|segment| matches!(segment, Segment::Rest(_)));
        match takes_rest {
            true => Err(plain(
                "`{*rest}` takes the rest of the path, so nothing could follow this prefix",
                "put `{*rest}` at the end of the routes' own paths",
            )),
            false => Ok(pattern),
        }
    }

    /// This prefix followed by a route's own path.
    pub(crate) fn join(&self, path: &Pattern) -> Pattern {
        Pattern {
            text: format!("{}{}", self.text, path.text),
            segments: self.segments.iter().chain(&path.segments).cloned().collect(),
        }
    }

    /// The names that arguments can bind, in order.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.segments.iter().filter_map(Segment::name).collect()
    }

    /// A path that this pattern matches, to show in a message.
    pub(crate) fn witness(&self) -> String {
        let mut path = String::new();
        for (written, segment) in self.text.split('/').skip(1).zip(&self.segments) {
            path.push_str(match segment {
                Segment::Literal(_) => "/",
                Segment::Parameter(_) => "/x",
                Segment::Rest(_) => "/x/y",
            });
            if let Segment::Literal(_) = segment {
                path.push_str(&written.replace("{{", "%7B").replace("}}", "%7D"));
            }
        }
        path
    }
}
