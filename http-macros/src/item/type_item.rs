//! Decides how a struct or an enum is read: its mounts are taken out, all else stays. Where its fields are half-written, no
//! more than its name and generics is known.
//! Must not know which fields may be mounted, nor where.

use super::cover::with_covered_fields;
use super::{Item, conditions};
use crate::attribute::{self, Mark, Name};
use crate::fallback::stripped;
use crate::types::{is_data, is_no_mount, is_unsized, ungrouped};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Data, DeriveInput, Error, Fields, Generics, Member, Path, Token, Type, Variant, Visibility};

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
    /// Is something in it covered, and has to be uncovered where it is emitted?
    pub(crate) is_covered: bool,
    /// The types of fields that no field can have. In `rest` they have another, so that nothing else is wrong.
    pub(crate) unfit_fields: Vec<Type>,
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

impl TypeItem {
    pub(super) fn parse(tokens: &TokenStream) -> Item {
        let read = whole(tokens.clone())
            .or_else(|_| whole(with_covered_fields(tokens.clone())).map(|item| TypeItem { is_covered: true, ..item }))
            .or_else(|_| (|input: ParseStream<'_>| TypeItem::head(input, tokens)).parse2(tokens.clone()));
        read.map_or(Item::Unreadable, |item| Item::Type(Box::new(item)))
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
            unfit_fields: Vec::new(),
            is_whole: false,
            is_covered: false,
            stray_mounts: Vec::new(),
            rest: with_end(stripped(tokens.clone())),
        })
    }
}

/// A `struct Id(u8)` without its semicolon, which the compiler has missed, and would miss again.
fn with_end(tokens: TokenStream) -> TokenStream {
    let ends_in_fields = matches!(tokens.clone().into_iter().last(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
    let semicolon = ends_in_fields.then(<Token![;]>::default);
    quote!(#tokens #semicolon)
}

fn whole(tokens: TokenStream) -> syn::Result<TypeItem> {
    let mut item: DeriveInput = syn::parse2(tokens)?;
    let mut parts = Parts::default();
    let noun = match &mut item.data {
        Data::Struct(data) => {
            parts.read_fields(&mut data.fields);
            "struct"
        }
        Data::Enum(data) => {
            data.variants.iter_mut().for_each(|variant| parts.read_variant(variant));
            "enum"
        }
        Data::Union(data) => return Err(Error::new_spanned(data.union_token, "expected a struct or an enum")),
    };
    Ok(TypeItem {
        noun,
        ident: item.ident.clone(),
        generics: item.generics.clone(),
        conditions: conditions(&item.attrs).into_iter().chain(parts.allow_deprecated).collect(),
        fields: parts.fields,
        unfit_fields: parts.unfit_fields,
        is_whole: true,
        is_covered: false,
        stray_mounts: parts.stray_mounts,
        rest: item.into_token_stream(),
    })
}

/// What is taken out of a type.
#[derive(Default)]
struct Parts {
    fields: Vec<Field>,
    unfit_fields: Vec<Type>,
    stray_mounts: Vec<Mark>,
    /// Requests still come for a deprecated field.
    allow_deprecated: Option<TokenStream>,
}

impl Parts {
    fn read_fields(&mut self, fields: &mut Fields) {
        let mut follows_conditional = false;
        for (place, field) in fields.iter_mut().enumerate() {
            let member = field.ident.clone().map_or_else(|| Member::from(place), Member::Named);
            let sorted = attribute::sort(std::mem::take(&mut field.attrs), mount_meant);
            field.attrs = sorted.kept;
            let is_movable = follows_conditional && matches!(member, Member::Unnamed(_));
            follows_conditional |= !sorted.conditions.is_empty();
            let is_mounted = !sorted.marks.is_empty();
            if is_mounted {
                if field.attrs.iter().any(|kept| kept.path().is_ident("deprecated")) {
                    self.allow_deprecated = Some(quote!(#[allow(deprecated)]));
                }
                let ty = field.ty.clone();
                self.fields.push(Field { member, ty, is_movable, marks: sorted.marks, conditions: sorted.conditions });
            }
            if is_unsized(&field.ty) || is_mounted && is_no_mount(&field.ty) {
                let ty = fit(&field.ty);
                self.unfit_fields.push(std::mem::replace(&mut field.ty, ty));
            }
        }
    }

    fn read_variant(&mut self, variant: &mut Variant) {
        self.read_stray(&mut variant.attrs);
        variant.fields.iter_mut().for_each(|field| self.read_stray(&mut field.attrs));
    }

    fn read_stray(&mut self, attributes: &mut Vec<Attribute>) {
        let sorted = attribute::sort(std::mem::take(attributes), is_mount);
        *attributes = sorted.kept;
        self.stray_mounts.extend(sorted.marks);
    }
}

/// What to take instead of a type without a size. Threads share it.
fn fit(ty: &Type) -> Type {
    Type::Verbatim(match ungrouped(ty) {
        Type::Slice(slice) => {
            let element = &slice.elem;
            quote!(::std::vec::Vec<#element>)
        }
        ty @ Type::TraitObject(_) => quote!(::std::boxed::Box<#ty + ::core::marker::Send + ::core::marker::Sync>),
        Type::ImplTrait(inner) => {
            let bounds = &inner.bounds;
            quote!(::std::boxed::Box<dyn #bounds + ::core::marker::Send + ::core::marker::Sync>)
        }
        Type::Reference(reference) if is_data(&reference.elem) => {
            let data = &reference.elem;
            quote!(&'static #data)
        }
        Type::Reference(reference) if is_unsized(&reference.elem) => return fit(&reference.elem),
        Type::Reference(reference) => reference.elem.to_token_stream(),
        _ => quote!(::std::string::String),
    })
}

fn is_mount(path: &Path) -> Option<Name> {
    Name::of(path).filter(|name| *name == Name::Mount)
}

/// A misspelt one is refused with the others, and not by the compiler, which has no word for what was meant.
fn mount_meant(path: &Path) -> Option<Name> {
    is_mount(path).or_else(|| Name::mount_meant_by(path))
}
