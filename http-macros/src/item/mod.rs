//! Decides what kind of item `#[handler]` was put on, and reads it into a tree of our own.
//!
//! Bodies of methods and all items that are no methods stay opaque tokens: editors expand half-written
//! code, and what we do not parse we cannot complain about. Must not know any rule about what a
//! handler may look like.

mod argument_pattern;
mod cover;
mod impl_block;
mod opaque;
mod signature;
mod slip;
mod type_item;

pub(crate) use argument_pattern::ArgumentPattern;
pub(crate) use cover::uncovered;
pub(crate) use impl_block::{ImplBlock, ImplMember, Method};
pub(crate) use opaque::Opaque;
pub(crate) use signature::{Argument, Receiver, ReceiverKind};
pub(crate) use type_item::{Field, TypeItem};

use crate::attribute;
use proc_macro2::{TokenStream, TokenTree};
use syn::Attribute;

/// What the attribute was put on.
pub(crate) enum Item {
    Type(Box<TypeItem>),
    Impl(Box<ImplBlock>),
    /// An impl of a trait, with the trait.
    TraitImpl(TokenStream),
    /// Anything else: what it is called, and its keyword.
    Other(&'static str, TokenTree),
    /// Not even its head can be read, so the compiler has a message of its own.
    Unreadable,
}

impl Item {
    pub(crate) fn parse(tokens: &TokenStream) -> Item {
        let Some(keyword) = keyword(tokens) else { return Item::Unreadable };
        match keyword.to_string().as_str() {
            "struct" | "enum" => TypeItem::parse(tokens),
            "impl" => ImplBlock::parse(tokens),
            "fn" => Item::Other("a function", keyword),
            "mod" => Item::Other("a module", keyword),
            "union" => Item::Other("a union", keyword),
            "trait" => Item::Other("a trait", keyword),
            "const" => Item::Other("a constant", keyword),
            "static" => Item::Other("a static", keyword),
            "type" => Item::Other("a type alias", keyword),
            "use" => Item::Other("an import", keyword),
            _ => Item::Other("this item", keyword),
        }
    }
}

const KEYWORDS: [&str; 10] = ["struct", "enum", "impl", "fn", "mod", "union", "trait", "static", "type", "use"];

/// The word that says what an item is: the first of the known ones, in front of which there are only
/// attributes, a visibility and qualifiers.
fn keyword(tokens: &TokenStream) -> Option<TokenTree> {
    let mut constant = None;
    for token in tokens.clone() {
        let TokenTree::Ident(word) = &token else { continue };
        if KEYWORDS.iter().any(|keyword| word == keyword) {
            return Some(token);
        }
        if word == "const" {
            constant = Some(token);
        } else if constant.is_some() && !["unsafe", "async", "extern"].iter().any(|qualifier| word == qualifier) {
            break;
        }
    }
    constant.or_else(|| tokens.clone().into_iter().next())
}

/// What holds for the code generated from an item as it does for the item: whether it exists, and what is allowed.
fn conditions(attributes: &[Attribute]) -> Vec<TokenStream> {
    let mut conditions = attribute::sort(attributes.to_vec(), |_| None).conditions;
    conditions.append(&mut attribute::lint_levels(attributes));
    conditions
}

#[cfg(test)]
mod tests {
    use super::{ImplMember, Item};
    use proc_macro2::{Delimiter, Group};
    use quote::{ToTokens, quote};

    fn members(tokens: proc_macro2::TokenStream) -> Vec<String> {
        let Item::Impl(block) = Item::parse(&tokens) else { panic!("not an impl") };
        let describe = |member: &ImplMember| match member {
            ImplMember::Method(method) => format!("method {} {}", method.signature.ident, method.marks.len()),
            ImplMember::Opaque(opaque) => format!("{} {}", opaque.noun.unwrap_or("unreadable"), opaque.name),
            ImplMember::Unfinished => "unfinished".to_owned(),
        };
        block.members.iter().map(describe).collect()
    }

    #[test]
    fn bodies_are_not_parsed() {
        let tokens = quote!(impl S { #[get("/")] fn f(&self) { self. } fn g() { x..; } });
        assert_eq!(members(tokens), ["method f 1", "method g 0"]);
    }

    #[test]
    fn other_items_are_opaque() {
        let tokens = quote! {
            impl S {
                const X: T = T { x: 1 };
                pub type Y = u8;
                const F: fn(u8) -> bool = if 1 < 2 { f } else { g };
                mac! { fn hidden() {} }
                mac!(fn);
                fn half(&self, x: ) {}
                pub(crate) const fn whole() -> [u8; { 3 }] { [0; 3] }
            }
        };
        assert_eq!(
            members(tokens),
            [
                "a constant X",
                "a type Y",
                "a constant F",
                "a macro call mac",
                "a macro call mac",
                "unreadable half",
                "method whole 0"
            ]
        );
    }

    #[test]
    fn what_has_only_been_begun_is_left_out() {
        let members_of = |begun| {
            let next = quote!(
                #[get("/next")]
                pub fn next(&self) {}
            );
            (members(quote!(impl S { #begun #next })), members(quote!(impl S { #next #begun })))
        };
        for begun in [
            quote!(#[get("/")] fn f(&self) -> { 1 }),
            quote!(#[get("/")] fn f(&self) -> Option< { 1 }),
            quote!(#[get("/")] fn f(&self) -> fn(u8) ->),
            quote!(#[get("/")] fn f<F: Fn(u8) -> u8>(&self) String { x }),
            quote!(fn f()),
            quote!(fn),
            quote!(pub),
            quote!(word),
            quote!(const),
            quote!(;),
            quote!(let x = 5;),
            quote!(#[get("/")] public fn f(&self) {}),
            quote!(#[get("/")] fun f(&self) {}),
        ] {
            let (before, after) = members_of(begun);
            assert_eq!(before, ["unfinished", "method next 1"]);
            assert_eq!(after, ["method next 1", "unfinished"]);
        }
        assert_eq!(members(quote!(impl S { fn f(&self) pub fn g() {} })), ["unfinished", "method g 0"]);
        assert_eq!(members(quote!(impl S { fn f fn g() {} #[inline] # })), ["unfinished", "method g 0", "unfinished"]);
        assert_eq!(members(quote!(impl S { #[] fn f() {} fn g() {} })), ["unreadable f", "method g 0"]);
    }

    #[test]
    fn items_in_invisible_groups_are_kept() {
        let item = Group::new(
            Delimiter::None,
            quote!(
                fn f() {}
            ),
        );
        let source = quote!(impl S { #item #item #[get("/")] fn g(&self) {} });
        let expected = quote!(impl S { #item #item fn g(&self) {} });
        let Item::Impl(block) = Item::parse(&source) else { panic!("not an impl") };
        assert_eq!(block.to_token_stream().to_string(), expected.to_string());
    }

    #[test]
    fn an_impl_is_emitted_as_it_was_without_our_attributes() {
        let source = quote! {
            #[doc = "x"]
            impl<T> S<T> where T: Clone {
                #![allow(dead_code)]
                #[inline] #[get("/{id}")] pub fn f<'a>(&'a self, #[path("id")] mut x: &'a str) -> u8 { 1 }
                const X: u8 = 1;
            }
        };
        let expected = quote! {
            #[doc = "x"]
            impl<T> S<T> where T: Clone {
                #![allow(dead_code)]
                #[inline] pub fn f<'a>(&'a self, mut x: &'a str) -> u8 { 1 }
                const X: u8 = 1;
            }
        };
        let Item::Impl(block) = Item::parse(&source) else { panic!("not an impl") };
        assert_eq!(block.to_token_stream().to_string(), expected.to_string());
    }

    #[test]
    fn dots_are_left_out_of_a_method_of_ours() {
        for dots in [quote!(...), quote!(...,), quote!(#[cfg(unix)] rest: ...), quote!(rest: ...,)] {
            let source = quote!(impl S { #[get("/")] fn f(&self, x: u8, #dots) {} fn g(x: u8, #dots) {} });
            let expected = quote!(impl S { fn f(&self, x: u8,) {} fn g(x: u8, #dots) {} });
            let Item::Impl(block) = Item::parse(&source) else { panic!("not an impl") };
            assert_eq!(block.to_token_stream().to_string(), expected.to_string());
        }
    }

    #[test]
    fn arguments_are_read_as_far_as_they_can_be() {
        let readable = [
            quote!(self),
            quote!(mut self,),
            quote!(&'a mut self, x: u8),
            quote!(self: Pin<&mut Self>, (x, y): T),
            quote!(x: [u8; if A { 1 } else { 2 }], y: S<{ let x = 1; x }>),
        ];
        for arguments in readable {
            assert_eq!(members(quote!(impl S { fn f(#arguments) -> impl A + use<'a> {} })), ["method f 0"]);
        }
        for arguments in [quote!(x: u8, self), quote!(&self, x), quote!(..., x: u8), quote!(Option<u8>)] {
            assert_eq!(members(quote!(impl S { fn f(#arguments) {} })), ["unreadable f"]);
        }
        assert_eq!(members(quote!(impl S { fn f(x: u8 y: u8) {} })), ["unfinished"]);
    }

    #[test]
    fn the_kind_of_an_item_is_seen_behind_qualifiers() {
        let kind = |tokens| match Item::parse(&tokens) {
            Item::Type(item) => item.noun,
            Item::Impl(_) => "impl",
            Item::TraitImpl(_) => "trait impl",
            Item::Other(noun, _) => noun,
            Item::Unreadable => "unreadable",
        };
        assert_eq!(
            kind(quote!(
                pub(crate) struct S;
            )),
            "struct"
        );
        assert_eq!(
            kind(quote!(
                #[derive(Clone)]
                enum E {
                    A,
                }
            )),
            "enum"
        );
        assert_eq!(kind(quote!(struct S { half: , })), "struct");
        assert_eq!(
            kind(quote!(
                pub const unsafe fn f() {}
            )),
            "a function"
        );
        assert_eq!(
            kind(quote!(
                const X: fn() = f;
            )),
            "a constant"
        );
        assert_eq!(kind(quote!(impl Display for S {})), "trait impl");
        assert_eq!(
            kind(quote!(
                unsafe extern "C" fn f() {}
            )),
            "a function"
        );
    }
}
