//! Decides what kind of item `#[handler]` was put on, and reads it into a tree of our own.
//!
//! Bodies of methods and all items that are no methods stay opaque tokens: editors expand half-written
//! code, and what we do not parse we cannot complain about. Must not know any rule about what a
//! handler may look like.

use crate::attribute::{self, Mark, Name, Place};
use crate::fallback::stripped;
use crate::types::is_unsized;
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{
    Attribute, FnArg, Generics, ItemEnum, ItemStruct, Member, Path, Signature, Token, Type, Visibility, parse_quote,
    token,
};

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

/// A struct or an enum.
pub(crate) struct TypeItem {
    /// "struct" or "enum".
    pub(crate) noun: &'static str,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) conditions: Vec<TokenStream>,
    pub(crate) fields: Vec<Field>,
    /// Could its fields be read?
    pub(crate) is_whole: bool,
    /// The types of fields that have no size. In `rest` they have one, so that nothing else is wrong.
    pub(crate) unsized_fields: Vec<Type>,
    /// Mounts on variants of an enum and on their fields.
    pub(crate) stray_mounts: Vec<Mark>,
    /// The item without our attributes.
    pub(crate) rest: TokenStream,
}

/// A field that carries one of our attributes.
pub(crate) struct Field {
    pub(crate) member: Member,
    pub(crate) ty: Type,
    /// It has a number instead of a name, which depends on a `cfg` before it.
    pub(crate) is_movable: bool,
    pub(crate) marks: Vec<Mark>,
    pub(crate) conditions: Vec<TokenStream>,
}

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
    /// Without our attributes on the arguments.
    pub(crate) signature: Signature,
    pub(crate) arguments: Vec<Argument>,
    body: TokenStream,
}

/// What was written on one argument; the argument itself is in the signature at the same place, not
/// counting the receiver.
pub(crate) struct Argument {
    pub(crate) marks: Vec<Mark>,
    pub(crate) others: Vec<Attribute>,
    pub(crate) typed: syn::PatType,
}

/// Something in an impl that is passed on as it is.
pub(crate) struct Opaque {
    pub(crate) marks: Vec<Mark>,
    /// "a constant", or `None` for a method that cannot be read.
    pub(crate) noun: Option<&'static str>,
    pub(crate) name: String,
    tokens: TokenStream,
}

impl Item {
    pub(crate) fn parse(tokens: &TokenStream) -> Item {
        let Some(keyword) = keyword(tokens) else { return Item::Unreadable };
        match keyword.to_string().as_str() {
            "struct" | "enum" => TypeItem::parse(tokens),
            "impl" => parse_impl(tokens),
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

impl TypeItem {
    fn parse(tokens: &TokenStream) -> Item {
        let read = if let Ok(item) = syn::parse2::<ItemStruct>(tokens.clone()) {
            Some(TypeItem::of_struct(item))
        } else if let Ok(item) = syn::parse2::<ItemEnum>(tokens.clone()) {
            Some(TypeItem::of_enum(item))
        } else {
            (|input: ParseStream<'_>| TypeItem::head(input, tokens)).parse2(tokens.clone()).ok()
        };
        read.map_or(Item::Unreadable, |item| Item::Type(Box::new(item)))
    }

    fn of_struct(mut item: ItemStruct) -> TypeItem {
        let mut fields = Vec::new();
        let mut unsized_fields = Vec::new();
        let mut follows_conditional = false;
        for (member, field) in item.fields.members().collect::<Vec<_>>().into_iter().zip(item.fields.iter_mut()) {
            let sorted = attribute::sort(std::mem::take(&mut field.attrs), is_mount);
            field.attrs = sorted.kept;
            let is_movable = follows_conditional && matches!(member, Member::Unnamed(_));
            follows_conditional |= !sorted.conditions.is_empty();
            if !sorted.marks.is_empty() {
                let ty = field.ty.clone();
                fields.push(Field { member, ty, is_movable, marks: sorted.marks, conditions: sorted.conditions });
            }
            if is_unsized(&field.ty) {
                let ty = field.ty.clone();
                field.ty = sized(&ty);
                unsized_fields.push(ty);
            }
        }
        TypeItem {
            noun: "struct",
            ident: item.ident.clone(),
            generics: item.generics.clone(),
            conditions: conditions(&item.attrs),
            fields,
            unsized_fields,
            is_whole: true,
            stray_mounts: Vec::new(),
            rest: item.into_token_stream(),
        }
    }

    fn of_enum(mut item: ItemEnum) -> TypeItem {
        let mut stray_mounts = Vec::new();
        let mut strip = |attributes: &mut Vec<Attribute>| {
            let sorted = attribute::sort(std::mem::take(attributes), is_mount);
            *attributes = sorted.kept;
            stray_mounts.extend(sorted.marks);
        };
        for variant in &mut item.variants {
            strip(&mut variant.attrs);
            variant.fields.iter_mut().for_each(|field| strip(&mut field.attrs));
        }
        TypeItem {
            noun: "enum",
            ident: item.ident.clone(),
            generics: item.generics.clone(),
            conditions: conditions(&item.attrs),
            fields: Vec::new(),
            unsized_fields: Vec::new(),
            is_whole: true,
            stray_mounts,
            rest: item.into_token_stream(),
        }
    }

    /// Reads only what is needed to emit an impl for a type whose fields are half-written.
    fn head(input: ParseStream<'_>, tokens: &TokenStream) -> syn::Result<TypeItem> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let noun = match input.parse::<Option<Token![struct]>>()? {
            Some(_) => "struct",
            None => input.parse::<Token![enum]>().map(|_| "enum")?,
        };
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        generics.where_clause = input.parse()?;
        input.parse::<TokenStream>()?;
        Ok(TypeItem {
            noun,
            ident,
            generics,
            conditions: conditions(&attributes),
            fields: Vec::new(),
            unsized_fields: Vec::new(),
            is_whole: false,
            stray_mounts: Vec::new(),
            rest: stripped(tokens.clone()),
        })
    }
}

/// What to take instead of a type without a size.
fn sized(ty: &Type) -> Type {
    match ungrouped(ty) {
        Type::Slice(slice) => {
            let element = &slice.elem;
            parse_quote!(::std::vec::Vec<#element>)
        }
        ty @ Type::TraitObject(_) => parse_quote!(::std::boxed::Box<#ty>),
        _ => parse_quote!(::std::string::String),
    }
}

fn is_mount(path: &Path) -> Option<Name> {
    Name::of(path).filter(|name| *name == Name::Mount)
}

/// What holds for the code generated from an item as it does for the item: whether it exists, and what is allowed.
fn conditions(attributes: &[Attribute]) -> Vec<TokenStream> {
    let sorted = attribute::sort(attributes.to_vec(), |_| None);
    sorted.conditions.into_iter().chain(attribute::lint_levels(attributes)).collect()
}

fn parse_impl(tokens: &TokenStream) -> Item {
    read_impl.parse2(tokens.clone()).unwrap_or(Item::Unreadable)
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
    Ok(Item::Impl(Box::new(ImplBlock {
        kept: attributes,
        conditions,
        unsafety,
        impl_token,
        generics,
        self_ty,
        brace,
        members,
    })))
}

fn read_members(content: ParseStream<'_>) -> syn::Result<Vec<ImplMember>> {
    let mut members = Vec::new();
    let inner = content.call(Attribute::parse_inner)?;
    if !inner.is_empty() {
        let tokens = quote!(#(#inner)*);
        members.push(ImplMember::Opaque(Opaque { marks: Vec::new(), noun: None, name: String::new(), tokens }));
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
        Opaque::parse(input).map(|opaque| opaque.map_or(ImplMember::Unfinished, ImplMember::Opaque))
    }
}

impl Method {
    fn parse(input: ParseStream<'_>) -> syn::Result<Method> {
        let attributes = attribute::sort(input.call(Attribute::parse_outer)?, of_method);
        let is_ours = !attributes.marks.is_empty();
        let visibility = input.parse()?;
        let defaultness = input.parse()?;
        let mut signature: Signature = input.parse()?;
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
            arguments: take_marks(&mut signature, is_ours),
            signature,
            body: body.into(),
        })
    }
}

/// Ours on a method are also those that belong elsewhere, where no path says that they are foreign.
fn of_method(path: &Path) -> Option<Name> {
    let name = Name::of(path)?;
    let is_misplaced = name != Name::Path && path.get_ident().is_some();
    (name.place() == Place::Method || is_misplaced).then_some(name)
}

/// Takes our attributes out. In a method of ours also those that are misspelt: the compiler would
/// complain about them a second time.
fn take_marks(signature: &mut Signature, is_ours: bool) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for input in &mut signature.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let sorted = attribute::sort(std::mem::take(&mut typed.attrs), |path| {
            Name::of(path).filter(|name| name.place() == Place::Argument)
        });
        let stays = |other: &&Attribute| !is_ours || Name::meant_by(other.path()).is_none();
        typed.attrs = sorted.kept.iter().filter(stays).cloned().collect();
        arguments.push(Argument { marks: sorted.marks, others: sorted.kept, typed: typed.clone() });
    }
    arguments
}

impl Opaque {
    /// Nothing for what is no whole item.
    fn parse(input: ParseStream<'_>) -> syn::Result<Option<Opaque>> {
        let ahead = input.fork();
        let attributes = match ahead.call(Attribute::parse_outer) {
            Ok(attributes) => {
                input.advance_to(&ahead);
                attribute::sort(attributes, |path| Name::of(path).filter(|name| name.place() == Place::Method))
            }
            Err(_) => {
                skip_attributes(input)?;
                attribute::Sorted::default()
            }
        };
        let kept = &attributes.kept;
        let mut tokens = quote!(#(#kept)*);
        let words = item_tokens(input)?;
        if is_unfinished(&words) {
            return Ok(None);
        }
        let (noun, name) = describe(&words);
        match (noun, words.split_last()) {
            // What cannot be read may have our attributes anywhere; the body, which ends it, is left alone.
            (None, Some((body, head))) => {
                tokens.extend(stripped(head.iter().cloned().collect()));
                body.to_tokens(&mut tokens);
            }
            _ => tokens.append_all(words),
        }
        Ok(Some(Opaque { marks: attributes.marks, noun, name, tokens }))
    }
}

/// Takes away attributes of which one cannot be read, such as a lone `#`.
fn skip_attributes(input: ParseStream<'_>) -> syn::Result<()> {
    while input.peek(Token![#]) && !input.peek2(Token![!]) {
        input.parse::<Token![#]>()?;
        if input.peek(token::Bracket) {
            input.parse::<TokenTree>()?;
        }
    }
    Ok(())
}

/// The tokens of one item: up to a semicolon, or a pair of braces where they can end it; or to the next item, where
/// this one has no end.
fn item_tokens(input: ParseStream<'_>) -> syn::Result<Vec<TokenTree>> {
    let mut tokens: Vec<TokenTree> = Vec::new();
    while !input.is_empty() && !begins_another(input, &tokens) {
        let token = input.parse::<TokenTree>()?;
        let ends = is_semicolon(&token) || (is_braces(&token) && !needs_semicolon(&tokens));
        tokens.push(token);
        if ends {
            break;
        }
    }
    Ok(tokens)
}

/// After `tokens`, can what follows only be an item of its own? The type `fn()` is none, and constants may have
/// attributes in them.
fn begins_another(input: ParseStream<'_>, tokens: &[TokenTree]) -> bool {
    let is_in_method = tokens.iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "fn"));
    let is_method = input.peek(Token![pub]) || (input.peek(Token![fn]) && input.peek2(syn::Ident));
    let is_attribute = input.peek(Token![#]) && !tokens.is_empty() && !needs_semicolon(tokens);
    is_attribute || (is_in_method && is_method)
}

/// Whatever new syntax there may be, an item has an end, a type behind its arrow, and as many `<` as `>`.
fn is_unfinished(tokens: &[TokenTree]) -> bool {
    let Some((last, head)) = tokens.split_last() else { return true };
    !can_end(last)
        || cannot_begin(tokens)
        || describe(tokens).0.is_none() && (ends_in_arrow(head) || open_angles(head) != 0)
}

/// What items begin with, but for the call of a macro.
const BEGINNINGS: [&str; 20] = [
    "async", "auto", "const", "crate", "default", "enum", "extern", "fn", "gen", "impl", "macro", "mod", "pub", "safe",
    "static", "struct", "trait", "type", "unsafe", "use",
];

/// A lone semicolon, or a word before another that is no beginning, as in `public fn`.
fn cannot_begin(tokens: &[TokenTree]) -> bool {
    match tokens {
        [token] => is_semicolon(token),
        [TokenTree::Ident(first), TokenTree::Ident(_), ..] => BEGINNINGS.iter().all(|word| first != word),
        _ => false,
    }
}

fn ends_in_arrow(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., TokenTree::Punct(minus), TokenTree::Punct(arrow)] if minus.as_char() == '-' && arrow.as_char() == '>')
}

fn open_angles(tokens: &[TokenTree]) -> isize {
    let mut open = 0;
    let mut follows_minus = false;
    for token in tokens {
        let TokenTree::Punct(punct) = token else { continue };
        match punct.as_char() {
            '<' => open += 1,
            '>' if !follows_minus => open -= 1,
            _ => {}
        }
        follows_minus = punct.as_char() == '-' && punct.spacing() == Spacing::Joint;
    }
    open
}

/// A body or a semicolon. `macro_rules` may have put a body, or a whole item, into an invisible group.
fn can_end(token: &TokenTree) -> bool {
    let is_body = |group: &Group| matches!(group.delimiter(), Delimiter::Brace | Delimiter::None);
    is_semicolon(token) || matches!(token, TokenTree::Group(group) if is_body(group))
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn needs_semicolon(tokens: &[TokenTree]) -> bool {
    matches!(describe(tokens).0, Some("a constant" | "a type"))
}

/// What an item is, and its name.
fn describe(tokens: &[TokenTree]) -> (Option<&'static str>, String) {
    let words: Vec<String> = tokens.iter().take_while(|token| !is_braces(token)).map(ToString::to_string).collect();
    for (place, word) in words.iter().enumerate() {
        let next = words.get(place + 1).cloned().unwrap_or_default();
        match word.as_str() {
            "fn" => return (None, next),
            "type" => return (Some("a type"), next),
            "const" if is_name_of_constant(&next) => return (Some("a constant"), next),
            _ => {}
        }
    }
    (Some("a macro call"), words.first().cloned().unwrap_or_default())
}

/// Not in `const unsafe fn`.
fn is_name_of_constant(word: &str) -> bool {
    let is_name = word.starts_with(|first: char| first.is_alphabetic() || first == '_');
    is_name && !["fn", "unsafe", "async", "extern"].contains(&word)
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.kept);
        self.unsafety.to_tokens(tokens);
        self.impl_token.to_tokens(tokens);
        self.generics.to_tokens(tokens);
        self.self_ty.to_tokens(tokens);
        self.generics.where_clause.to_tokens(tokens);
        self.brace.surround(tokens, |tokens| tokens.append_all(&self.members));
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
        self.signature_that_compiles().to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

impl Method {
    /// Without a `...`, which the checks refuse and the compiler would refuse once more.
    fn signature_that_compiles(&self) -> Signature {
        let mut signature = self.signature.clone();
        if !self.marks.is_empty() {
            signature.variadic = None;
        }
        signature
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

/// A type without parentheses and the invisible groups that `macro_rules` puts around its parts.
pub(crate) fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}

/// An identifier of ours for a local variable, which no code of users can see.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
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
