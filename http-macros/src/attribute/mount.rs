//! Decides what `#[mount(..)]` takes.
//! Must not know the field below it or the other mounts.

use super::Mark;
use super::list::{self, Argument};
use crate::errors::Errors;
use crate::pattern::Pattern;
use quote::ToTokens;
use syn::{Lit, LitStr, Meta};

/// The prefix of a mount, as it was written and as it was read.
pub(crate) struct Prefix {
    pub(crate) written: LitStr,
    pub(crate) pattern: Pattern,
}

/// Reads the prefix.
pub(crate) fn read(mark: &Mark, errors: &mut Errors) -> Option<Prefix> {
    if let Meta::NameValue(pair) = &mark.meta {
        let value = pair.value.to_token_stream();
        errors.at(&mark.meta, &format!("use parentheses: `#[mount({value})]`"));
        return None;
    }
    let parts = list::read(mark.arguments());
    let Some(first) = parts.first() else {
        errors.at(&mark.written, "`#[mount]` needs a path: `#[mount(\"/api\")]`");
        return None;
    };
    if let Argument::Missing(comma) = first {
        list::refuse_missing(comma, errors);
        return None;
    }
    let Argument::Literal(Lit::Str(written)) = first else {
        errors.at(first, "the path of a mount must be a string literal: `#[mount(\"/api\")]`");
        return None;
    };
    if let Some(second) = parts.get(1) {
        errors.at(second, "`#[mount]` takes one path and nothing else");
        return None;
    }
    match Pattern::parse_mount(&written.value()) {
        Ok(pattern) => Some(Prefix { written: written.clone(), pattern }),
        Err(mistake) => {
            errors.at(written, &mistake.to_string());
            None
        }
    }
}
