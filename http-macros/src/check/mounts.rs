//! Decides which fields are mounts, and that no two have the same prefix.
//! Must not know of routes: those are in another item.

use crate::attribute::Name;
use crate::attribute::mount::{self, Prefix};
use crate::errors::Errors;
use crate::item::{Field, TypeItem};
use crate::types::{is_data, is_no_mount, mentions, owned, type_name, ungrouped};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Member, Type};

/// A handler in a field.
pub(crate) struct Mount {
    pub(crate) prefix: Prefix,
    pub(crate) member: Member,
    pub(crate) ty: Type,
    pub(crate) conditions: Vec<TokenStream>,
}

/// Reads all mounts of a type, the longest prefix first.
pub(crate) fn mounts(item: &TypeItem, errors: &mut Errors) -> Vec<Mount> {
    for mark in &item.stray_mounts {
        errors.help(
            &mark.written,
            "`#[mount]` goes on a field of a struct, not in an enum",
            "put the enum into a field of a struct, and the mounted handler beside it",
        );
    }
    for ty in &item.unfit_fields {
        refuse_unfit(ty, errors);
    }
    let mut mounts: Vec<Mount> = Vec::new();
    for field in &item.fields {
        let Some(mount) = mount(field, errors) else { continue };
        if let Some(first) = mounts.iter().find(|first| can_meet(first, &mount)) {
            let written = mount.prefix.written.value();
            errors.at(&mount.prefix.written, &format!("two handlers are mounted at {written:?}"));
            errors.note(&first.prefix.written, "first mounted here");
        }
        let longer = mounts.partition_point(|other| length(other) >= length(&mount));
        mounts.insert(longer, mount);
    }
    mounts
}

fn refuse_unfit(ty: &Type, errors: &mut Errors) {
    let reason = match ungrouped(ty) {
        Type::Reference(reference) if is_data(&reference.elem) => {
            let message = format!("`{}` is not an HTTP handler", type_name(ty));
            return errors.help(ty, &message, "mount what answers the requests below this path: another `#[handler]`");
        }
        Type::Reference(_) => "a mounted handler is owned by its field",
        _ => "a handler has a known size",
    };
    errors.at(ty, &format!("{reason}: take `{}`", shared(ty)));
}

/// What a field may be in place of a type that it cannot have. Threads share it, for which a `dyn Handler` needs no words.
fn shared(ty: &Type) -> String {
    let mut shared = owned(ty);
    let tokens = ty.to_token_stream();
    let lacks_words = matches!(ungrouped(ty), Type::TraitObject(_)) && !mentions(&tokens, "Handler");
    for word in ["Send", "Sync"] {
        if lacks_words && !mentions(&tokens, word) {
            shared.insert_str(shared.len() - 1, &format!(" + {word}"));
        }
    }
    shared
}

fn length(mount: &Mount) -> usize {
    mount.prefix.pattern.segments.len()
}

fn mount(field: &Field, errors: &mut Errors) -> Option<Mount> {
    let (first, others) = field.marks.split_first()?;
    if let Some(second) = others.first() {
        errors.at(&second.written, "a field is mounted once");
        errors.note(&first.written, "first mounted here");
        return None;
    }
    if field.is_movable {
        let help = "give the fields names";
        errors.help(&first.written, "the number of this field depends on the `#[cfg]` of one before it", help);
        return None;
    }
    if Name::of(first.meta.path()).is_none() {
        let word = first.meta.path().to_token_stream();
        errors.help(&first.written, &format!("unknown field attribute `{word}`"), "did you mean `mount`?");
        return None;
    }
    let prefix = mount::read(first, errors).filter(|_| !is_no_mount(&field.ty))?;
    Some(Mount {
        prefix,
        member: field.member.clone(),
        ty: field.ty.clone(),
        conditions: field.conditions.iter().chain(&first.conditions).cloned().collect(),
    })
}

fn can_meet(first: &Mount, second: &Mount) -> bool {
    let may_never_meet = !first.conditions.is_empty() && !second.conditions.is_empty();
    !may_never_meet && first.prefix.pattern.segments == second.prefix.pattern.segments
}
