//! Decides how mistakes are gathered and printed: all of one item at once, in the order found.
//! Must not know what any mistake means.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found so far in one annotated item.
#[derive(Default)]
pub(crate) struct Errors {
    list: Vec<syn::Error>,
}

impl Errors {
    /// Notes a mistake at the tokens of `place`.
    pub(crate) fn at(&mut self, place: &dyn ToTokens, message: &str) {
        self.list.push(syn::Error::new_spanned(place, message));
    }

    /// Notes a mistake at `place`, with what to write instead.
    pub(crate) fn help(&mut self, place: &dyn ToTokens, message: &str, help: &str) {
        self.at(place, &format!("{message}\nhelp: {help}"));
    }

    /// Notes a mistake where there are no tokens but a span.
    pub(crate) fn spanned(&mut self, span: Span, message: &str) {
        self.list.push(syn::Error::new(span, message));
    }

    /// Points at a place that has to do with the mistake noted before.
    pub(crate) fn note(&mut self, place: &dyn ToTokens, message: &str) {
        self.at(place, &format!("note: {message}"));
    }

    /// How many were noted; a section that leaves it unchanged was without mistake.
    pub(crate) fn count(&self) -> usize {
        self.list.len()
    }

    /// One `compile_error!` for each mistake.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let mut tokens = TokenStream::new();
        for error in self.list {
            tokens.extend(error.to_compile_error());
        }
        tokens
    }
}
