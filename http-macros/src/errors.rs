//! Decides how mistakes are gathered and printed: all of one item at once, in the order found.
//! Must not know what any mistake means.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::fmt::Display;

/// The mistakes found so far in one annotated item.
#[derive(Default)]
pub(crate) struct Errors {
    list: Vec<syn::Error>,
}

impl Errors {
    /// Notes a mistake at the tokens of `place`.
    pub(crate) fn at(&mut self, place: impl ToTokens, message: impl Display) {
        self.push(&place, &message);
    }

    /// Compiled once, and not for every kind of place and message.
    fn push(&mut self, place: &dyn ToTokens, message: &dyn Display) {
        self.list.push(syn::Error::new_spanned(place, message));
    }

    /// Notes a mistake at `place`, with what to write instead.
    pub(crate) fn help(&mut self, place: impl ToTokens, message: impl Display, help: impl Display) {
        self.push(&place, &format_args!("{message}\nhelp: {help}"));
    }

    /// Notes a mistake where there are no tokens but a span.
    pub(crate) fn spanned(&mut self, span: Span, message: impl Display) {
        self.list.push(syn::Error::new(span, message));
    }

    /// Points at a place that has to do with the mistake noted before.
    pub(crate) fn note(&mut self, place: impl ToTokens, message: impl Display) {
        self.push(&place, &format_args!("note: {message}"));
    }

    /// How many were noted; a section that leaves it unchanged was without mistake.
    pub(crate) fn count(&self) -> usize {
        self.list.len()
    }

    /// One `compile_error!` for each mistake.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.list.iter().map(syn::Error::to_compile_error).collect()
    }
}
