//! Decides how a struct or an enum is read: its mounts are taken out, all else stays. Where its fields are half-written, no
//! more than its name and generics is known.
//! Must not know which fields may be mounted, nor where.

use super::{Item, conditions, ungrouped};
use crate::attribute::{self, Mark, Name};
use crate::fallback::stripped;
use crate::types::{is_no_mount, is_unsized};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Generics, ItemEnum, ItemStruct, Member, Path, Token, Type, Visibility, parse_quote};

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

impl TypeItem {
    pub(super) fn parse(tokens: &TokenStream) -> Item {
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
            let is_mounted = !sorted.marks.is_empty();
            if is_mounted {
                let ty = field.ty.clone();
                fields.push(Field { member, ty, is_movable, marks: sorted.marks, conditions: sorted.conditions });
            }
            if is_unsized(&field.ty) || is_mounted && is_no_mount(&field.ty) {
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
        Type::ImplTrait(inner) => {
            let bounds = &inner.bounds;
            parse_quote!(::std::boxed::Box<dyn #bounds>)
        }
        _ => parse_quote!(::std::string::String),
    }
}

fn is_mount(path: &Path) -> Option<Name> {
    Name::of(path).filter(|name| *name == Name::Mount)
}
