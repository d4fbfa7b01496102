//! Decides which arguments of a route need a word on where they come from, and what is said of one that has none.
//! Must not know where the others come from.

use crate::attribute::route::PathLiteral;
use crate::errors::Errors;
use crate::types::{inside, is_scalar, owned, referent, type_name};
use proc_macro2::Ident;
use syn::Type;

/// Whether a type is a value, or several, that no type of the user's can be.
pub(super) fn is_value(ty: &Type) -> bool {
    match referent(ty) {
        Some((inner, _)) => is_scalar(inner) || matches!(inner, Type::Slice(_)) || type_name(inner) == "str",
        None => is_scalar(ty) || inside(ty, "Option").is_some() || inside(ty, "Vec").is_some(),
    }
}

/// Complains about an argument that is not in the path of its route.
pub(super) fn refuse(name: &str, ty: &Type, path: Option<&PathLiteral>, errors: &mut Errors) {
    let (message, lookalike) = match path {
        Some(path) => {
            let text = &path.pattern.text;
            let message = format!("argument `{name}` has no source: the path {text:?} has no `{{{name}}}`");
            (message, lookalike(text, name))
        }
        None => (format!("argument `{name}` has no source: this route has no path"), None),
    };
    errors.help(ty, &message, &lookalike.unwrap_or_else(|| sources(name, ty)));
}

/// What is said where a path has the name as it would be written elsewhere.
fn lookalike(path: &str, name: &str) -> Option<String> {
    let written = [format!("{{{{{name}}}}}"), format!("${name}")].into_iter().find(|written| path.contains(written))?;
    let meant = path.replace(&written, &format!("{{{name}}}"));
    Some(format!("`{written}` is text as it stands: write {meant:?}"))
}

/// Where an argument of this type could come from.
fn sources(name: &str, ty: &Type) -> String {
    let raw = if syn::parse_str::<Ident>(name).is_ok() { "" } else { "r#" };
    let query = format!("for a query parameter write `#[query] {raw}{name}: {}`", of_query(ty));
    let is_own = |inner: &&Type| !is_scalar(inner);
    match inside(ty, "Option").filter(is_own) {
        Some(own) => format!("{query}; of a type of your own take `Result<{}, its rejection>`", type_name(own)),
        None if is_content(name, ty) => format!("{query}; the content is read from `body: &mut Body`"),
        None => query,
    }
}

fn is_content(name: &str, ty: &Type) -> bool {
    match type_name(ty).as_str() {
        // Of most other names it is a parameter.
        "&str" => matches!(name, "body" | "content"),
        "String" | "Vec<u8>" | "&String" | "&[u8]" | "&mut [u8]" => true,
        _ => false,
    }
}

/// The type with which a query parameter can be taken.
fn of_query(ty: &Type) -> String {
    if let Some(inner) = inside(ty, "Result") {
        return format!("Result<{}, Rejection>", of_query(inner));
    }
    match referent(ty).map(|(inner, _)| owned(inner)).as_deref() {
        Some("String" | "Vec<u8>") => "&str".to_owned(),
        Some(owned) => owned.to_owned(),
        None => type_name(ty),
    }
}
