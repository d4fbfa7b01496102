//! Decides what is kept of one of our attributes until it is read; one file below reads each kind.
//! Must not know what routes, hooks or arguments are allowed to be.

pub(crate) mod catch;
pub(crate) mod handler;
mod language;
pub(crate) mod list;
mod methods;
pub(crate) mod mount;
mod name;
mod options;
pub(crate) mod route;
mod sorting;
pub(crate) mod source;

pub(crate) use language::{is_built_in, lint_levels};
pub(crate) use name::{Name, Place};
pub(crate) use sorting::{Sorted, sort};

use proc_macro2::TokenStream;
use syn::Meta;

/// One of our attributes, not yet read.
#[derive(Clone)]
pub(crate) struct Mark {
    pub(crate) name: Name,
    pub(crate) meta: Meta,
    /// The `#[cfg(..)]` it is subject to because it was written in a `cfg_attr`.
    pub(crate) conditions: Vec<TokenStream>,
    /// All of it, for messages to point at.
    pub(crate) written: TokenStream,
}

impl Mark {
    /// What stands in the parentheses.
    pub(crate) fn arguments(&self) -> TokenStream {
        match &self.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
        }
    }

    /// `#[get]`, as it is called in messages.
    pub(crate) fn title(&self) -> String {
        format!("#[{}]", self.name.text())
    }
}
