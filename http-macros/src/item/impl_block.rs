//! Decides how an inherent impl is read, and written again without our attributes: signatures are read, bodies are not.
//! Must not know what a method with one of our attributes may look like.

use super::cover::{uncovered, with_covered_head};
use super::opaque::{Opaque, can_end, method_tokens};
use super::signature::Signature;
use super::{Item, conditions};
use crate::attribute::{self, Mark, Name, Place};
use crate::types::ungrouped;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Generics, Path, Token, Type, Visibility, token};

/// An inherent impl.
pub(crate) struct ImplBlock {
    pub(crate) kept: Vec<Attribute>,
    pub(crate) conditions: Vec<TokenStream>,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) impl_token: Token![impl],
    pub(crate) generics: Generics,
    pub(crate) self_ty: Type,
    brace: token::Brace,
    pub(crate) members: Vec<ImplMember>,
    /// Is something in it covered, and has to be uncovered where it is emitted?
    pub(crate) is_covered: bool,
}

/// One item of an impl.
pub(crate) enum ImplMember {
    Method(Box<Method>),
    /// Not a method, or one that cannot be read.
    Opaque(Opaque),
    /// The beginning of an item. The compiler has said what it lacks, and would say it again, or lose its way in what
    /// follows: nothing of it is emitted.
    Unfinished,
}

/// A method: its signature is read, its body is not.
pub(crate) struct Method {
    pub(crate) kept: Vec<Attribute>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) conditions: Vec<TokenStream>,
    pub(crate) visibility: Visibility,
    pub(crate) defaultness: Option<Token![default]>,
    pub(crate) signature: Signature,
    is_covered: bool,
    body: TokenStream,
}

impl ImplBlock {
    pub(super) fn parse(tokens: &TokenStream) -> Item {
        if let Ok(item) = read_impl.parse2(tokens.clone()) {
            return item;
        }
        match read_impl.parse2(with_covered_head(tokens.clone())) {
            Ok(Item::Impl(block)) => Item::Impl(Box::new(ImplBlock { is_covered: true, ..*block })),
            Ok(Item::TraitImpl(the_trait)) => Item::TraitImpl(uncovered(the_trait)),
            _ => Item::Unreadable,
        }
    }
}

fn read_impl(input: ParseStream<'_>) -> syn::Result<Item> {
    let attributes = input.call(Attribute::parse_outer)?;
    let unsafety = input.parse()?;
    let impl_token = input.parse()?;
    let mut generics = if input.peek(Token![<]) { input.parse()? } else { Generics::default() };
    input.parse::<Option<Token![!]>>()?;
    let self_ty: Type = input.parse()?;
    if input.peek(Token![for]) {
        input.parse::<TokenStream>()?;
        return Ok(Item::TraitImpl(self_ty.into_token_stream()));
    }
    generics.where_clause = input.parse()?;
    let content;
    let brace = syn::braced!(content in input);
    let members = read_members(&content)?;
    let conditions = conditions(&attributes);
    let is_covered = members.iter().any(|member| matches!(member, ImplMember::Method(method) if method.is_covered));
    Ok(Item::Impl(Box::new(ImplBlock {
        kept: attributes,
        conditions,
        unsafety,
        impl_token,
        generics,
        self_ty,
        brace,
        members,
        is_covered,
    })))
}

fn read_members(content: ParseStream<'_>) -> syn::Result<Vec<ImplMember>> {
    let mut members = Vec::new();
    let inner = content.call(Attribute::parse_inner)?;
    if !inner.is_empty() {
        let tokens = quote!(#(#inner)*);
        members.push(ImplMember::Opaque(Opaque {
            marks: Vec::new(),
            noun: None,
            is_foreign: false,
            name: String::new(),
            tokens,
        }));
    }
    while !content.is_empty() {
        members.push(ImplMember::parse(content)?);
    }
    Ok(members)
}

impl ImplMember {
    fn parse(input: ParseStream<'_>) -> syn::Result<ImplMember> {
        let ahead = input.fork();
        if let Ok(method) = Method::parse(&ahead) {
            input.advance_to(&ahead);
            return Ok(ImplMember::Method(Box::new(method)));
        }
        let ahead = input.fork();
        if let Ok(method) = Method::parse_covered(&ahead) {
            input.advance_to(&ahead);
            return Ok(ImplMember::Method(Box::new(method)));
        }
        Opaque::parse(input).map(|opaque| opaque.map_or(ImplMember::Unfinished, ImplMember::Opaque))
    }

    /// Whether it is a method, as far as can be seen, whose signature cannot be read.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, ImplMember::Opaque(opaque) if opaque.noun.is_none() && !opaque.name.is_empty())
    }
}

impl Method {
    fn parse(input: ParseStream<'_>) -> syn::Result<Method> {
        let attributes = attribute::sort(input.call(Attribute::parse_outer)?, of_method);
        let is_ours = !attributes.marks.is_empty();
        let visibility = input.parse()?;
        let defaultness = input.parse()?;
        let signature = Signature::parse(input, is_ours)?;
        let body = input.parse::<TokenTree>()?;
        if !can_end(&body) {
            return Err(input.error("expected a body"));
        }
        Ok(Method {
            kept: attributes.kept,
            marks: attributes.marks,
            conditions: attributes.conditions,
            visibility,
            defaultness,
            signature,
            is_covered: false,
            body: body.into(),
        })
    }

    fn parse_covered(input: ParseStream<'_>) -> syn::Result<Method> {
        let covered = with_covered_head(method_tokens(input)?);
        Method::parse.parse2(covered).map(|method| Method { is_covered: true, ..method })
    }
}

/// Ours on a method are also those that belong elsewhere, where no path says that they are foreign.
fn of_method(path: &Path) -> Option<Name> {
    let name = Name::of(path)?;
    let is_misplaced = name != Name::Path && path.get_ident().is_some();
    (name.place() == Place::Method || is_misplaced).then_some(name)
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (unreadable, members): (Vec<_>, Vec<_>) = self.members.iter().partition(|member| member.is_unreadable());
        self.write(&members, tokens);
        // The compiler reads it in a block of its own, so that it finds what follows even where it can't read this either.
        for member in unreadable {
            self.write(&[member], tokens);
        }
    }
}

impl ImplBlock {
    /// A block with these members.
    fn write(&self, members: &[&ImplMember], tokens: &mut TokenStream) {
        tokens.append_all(&self.kept);
        self.unsafety.to_tokens(tokens);
        self.impl_token.to_tokens(tokens);
        self.generics.to_tokens(tokens);
        self.self_ty.to_tokens(tokens);
        self.generics.where_clause.to_tokens(tokens);
        self.brace.surround(tokens, |tokens| tokens.append_all(members));
    }
}

impl ToTokens for ImplMember {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            ImplMember::Method(method) => method.to_tokens(tokens),
            ImplMember::Opaque(opaque) => opaque.tokens.to_tokens(tokens),
            ImplMember::Unfinished => {}
        }
    }
}

impl ToTokens for Method {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.kept);
        self.visibility.to_tokens(tokens);
        self.defaultness.to_tokens(tokens);
        self.signature.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

impl ImplBlock {
    /// The place of the closing brace.
    pub(crate) fn end(&self) -> Span {
        self.brace.span.close()
    }

    /// The name of the type, where it has one.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match ungrouped(&self.self_ty) {
            Type::Path(path) if path.qself.is_none() => path.path.segments.last().map(|last| &last.ident),
            _ => None,
        }
    }
}
