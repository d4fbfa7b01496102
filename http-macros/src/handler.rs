//! Decides the order of the passes of `#[handler]`: read, check, expand; and that whatever happens the
//! user's item is emitted. Must not know any single rule.

use crate::attribute::handler::{of_impl, of_type};
use crate::errors::Errors;
use crate::item::{ImplBlock, Item, TypeItem};
use crate::{check, expand, fallback};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// Expands `#[handler(options)] item`.
pub(crate) fn expand(options: TokenStream, tokens: TokenStream) -> TokenStream {
    match Item::parse(&tokens) {
        Item::Type(item) => type_item(options, &item),
        Item::Impl(block) => impl_block(options, &block),
        Item::TraitImpl(the_trait) => refused(tokens, |errors| refuse_trait_impl(&the_trait, errors)),
        Item::Other(noun, keyword) => refused(tokens, |errors| refuse_item(noun, &keyword, errors)),
        Item::Unreadable => fallback::stripped(tokens),
    }
}

fn type_item(options: TokenStream, item: &TypeItem) -> TokenStream {
    let mut errors = Errors::default();
    let options = of_type(options, item.noun, &mut errors);
    let mounts = check::mounts(item, &mut errors);
    let expanded = expand::mounts(item, &options, &mounts);
    let (rest, errors) = (&item.rest, errors.into_tokens());
    quote!(#rest #expanded #errors)
}

fn impl_block(options: TokenStream, block: &ImplBlock) -> TokenStream {
    let mut errors = Errors::default();
    let options = of_impl(options, &mut errors);
    // An impl of a type without a name is refused by the compiler itself.
    let Some(name) = block.name() else { return block.to_token_stream() };
    let handler = check::handler(block, name, options, &mut errors);
    let expanded = expand::handler(&handler);
    let errors = errors.into_tokens();
    quote!(#block #expanded #errors)
}

fn refused(tokens: TokenStream, refuse: impl FnOnce(&mut Errors)) -> TokenStream {
    let mut errors = Errors::default();
    refuse(&mut errors);
    let (item, errors) = (fallback::stripped(tokens), errors.into_tokens());
    quote!(#item #errors)
}

fn refuse_trait_impl(the_trait: &TokenStream, errors: &mut Errors) {
    let name = the_trait.to_string().replace(' ', "");
    errors.help(
        the_trait,
        format!("`#[handler]` works on inherent impls; this is an impl of the trait `{name}`"),
        "put the routes in an `impl` block of the type itself",
    );
}

fn refuse_item(noun: &str, keyword: &impl ToTokens, errors: &mut Errors) {
    errors.help(
        keyword,
        format!("`#[handler]` goes on a struct (or enum) and on its `impl` block, not on {noun}"),
        "write `#[handler] impl Site { #[get(\"/\")] fn index(&self) -> &'static str { \"hello\" } }`",
    );
}
