//! Decides which attributes are ours, and takes them (also out of `cfg_attr`) from those that stay.
//! Must not know what routes, hooks or arguments are allowed to be; one file below reads each kind.

pub(crate) mod catch;
pub(crate) mod handler;
pub(crate) mod list;
pub(crate) mod mount;
pub(crate) mod route;
pub(crate) mod source;

use crate::suggest::nearest;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Meta, Path};

/// The attributes that mean something inside of a `#[handler]` item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Get,
    Head,
    Post,
    Put,
    Delete,
    Patch,
    Options,
    Route,
    Before,
    After,
    Catch,
    Mount,
    Query,
    Header,
    Cookie,
    Json,
    Form,
    Path,
}

/// What an attribute is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Method,
    Field,
    Argument,
}

const NAMES: [(&str, Name, Place); 18] = [
    ("get", Name::Get, Place::Method),
    ("head", Name::Head, Place::Method),
    ("post", Name::Post, Place::Method),
    ("put", Name::Put, Place::Method),
    ("delete", Name::Delete, Place::Method),
    ("patch", Name::Patch, Place::Method),
    ("options", Name::Options, Place::Method),
    ("route", Name::Route, Place::Method),
    ("before", Name::Before, Place::Method),
    ("after", Name::After, Place::Method),
    ("catch", Name::Catch, Place::Method),
    ("mount", Name::Mount, Place::Field),
    ("query", Name::Query, Place::Argument),
    ("header", Name::Header, Place::Argument),
    ("cookie", Name::Cookie, Place::Argument),
    ("json", Name::Json, Place::Argument),
    ("form", Name::Form, Place::Argument),
    ("path", Name::Path, Place::Argument),
];

/// What the attributes of arguments are called here, in the plural, and elsewhere.
const MEANT: [(&str, &[&str]); 14] = [
    ("query", &["query"]),
    ("queries", &["query"]),
    ("param", &["query", "path"]),
    ("params", &["query", "path"]),
    ("header", &["header"]),
    ("headers", &["header"]),
    ("cookie", &["cookie"]),
    ("cookies", &["cookie"]),
    ("json", &["json"]),
    ("form", &["form"]),
    ("forms", &["form"]),
    ("body", &["json", "form"]),
    ("payload", &["json", "form"]),
    ("path", &["path"]),
];

impl Name {
    /// The attribute that a path names: its last segment decides, so `#[http_core::get]` is `#[get]`.
    pub(crate) fn of(path: &Path) -> Option<Name> {
        let last = &path.segments.last()?.ident;
        NAMES.iter().find(|(text, ..)| last == text).map(|(_, name, _)| *name)
    }

    pub(crate) fn text(self) -> &'static str {
        NAMES.iter().find(|(_, name, _)| *name == self).map_or("", |(text, ..)| text)
    }

    pub(crate) fn place(self) -> Place {
        NAMES.iter().find(|(_, name, _)| *name == self).map_or(Place::Method, |(.., place)| *place)
    }

    /// The attributes of an argument that a misspelt or foreign one was meant to be.
    pub(crate) fn meant_by(path: &Path) -> Option<&'static [&'static str]> {
        let word = path.get_ident()?.to_string();
        let meant = |known: &str| MEANT.iter().find(|(text, _)| *text == known).map(|(_, meant)| *meant);
        meant(&word).or_else(|| {
            let known = NAMES.iter().filter(|(.., place)| *place == Place::Argument).map(|(text, ..)| *text);
            nearest(&word, known).and_then(meant)
        })
    }
}

/// One of our attributes, not yet read.
#[derive(Clone)]
pub(crate) struct Mark {
    pub(crate) name: Name,
    pub(crate) meta: Meta,
    /// The `#[cfg(..)]` it is subject to because it was written in a `cfg_attr`.
    pub(crate) conditions: Vec<TokenStream>,
    /// All of it, for messages to point at.
    pub(crate) written: TokenStream,
}

impl Mark {
    /// What stands in the parentheses.
    pub(crate) fn arguments(&self) -> TokenStream {
        match &self.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
        }
    }

    /// `#[get]`, as it is called in messages.
    pub(crate) fn title(&self) -> String {
        format!("#[{}]", self.name.text())
    }
}

/// The attributes of one item, field or argument, sorted.
#[derive(Default)]
pub(crate) struct Sorted {
    /// What stays where it is.
    pub(crate) kept: Vec<Attribute>,
    /// What is ours, in the order written.
    pub(crate) marks: Vec<Mark>,
    /// The `cfg`s that decide whether the item exists.
    pub(crate) conditions: Vec<TokenStream>,
}

/// Sorts `attributes`, where those for which `is_ours` says yes are ours.
pub(crate) fn sort(attributes: Vec<Attribute>, is_ours: fn(&Path) -> Option<Name>) -> Sorted {
    let mut sorted = Sorted::default();
    for attribute in attributes {
        if attribute.path().is_ident("cfg_attr") {
            sort_conditional(attribute, is_ours, &mut sorted);
            continue;
        }
        match is_ours(attribute.path()) {
            Some(name) => sorted.marks.push(Mark {
                name,
                written: attribute.to_token_stream(),
                meta: attribute.meta,
                conditions: Vec::new(),
            }),
            None => {
                if attribute.path().is_ident("cfg") {
                    sorted.conditions.push(attribute.to_token_stream());
                }
                sorted.kept.push(attribute);
            }
        }
    }
    sorted
}

/// Splits `#[cfg_attr(P, get("/x"), inline)]` into `#[cfg(P)]` for the route and
/// `#[cfg_attr(P, inline)]` that stays.
fn sort_conditional(attribute: Attribute, is_ours: fn(&Path) -> Option<Name>, sorted: &mut Sorted) {
    let Some((predicate, metas)) = conditional_parts(&attribute.meta) else {
        return sorted.kept.push(attribute);
    };
    let all = metas.len();
    let mut kept = Vec::new();
    for meta in metas {
        if let Some(name) = is_ours(meta.path()) {
            let conditions = vec![quote!(#[cfg(#predicate)])];
            sorted.marks.push(Mark { name, written: meta.to_token_stream(), meta, conditions });
        } else if let Some((inner, metas)) = conditional_parts(&meta) {
            let both = with_list(&attribute, &quote!(all(#predicate, #inner)), &metas);
            sort_conditional(both, is_ours, sorted);
        } else {
            kept.push(meta);
        }
    }
    for meta in kept.iter().filter(|meta| meta.path().is_ident("cfg")) {
        sorted.conditions.push(quote!(#[cfg_attr(#predicate, #meta)]));
    }
    if kept.len() == all {
        sorted.kept.push(attribute);
    } else if !kept.is_empty() {
        sorted.kept.push(with_list(&attribute, &predicate, &kept));
    }
}

/// The `cfg_attr` with another list of what depends on it.
fn with_list(attribute: &Attribute, predicate: &TokenStream, metas: &[Meta]) -> Attribute {
    let mut attribute = attribute.clone();
    if let Meta::List(list) = &mut attribute.meta {
        list.tokens = quote!(#predicate, #(#metas),*);
    }
    attribute
}

/// The predicate of a `cfg_attr` and what depends on it.
fn conditional_parts(meta: &Meta) -> Option<(TokenStream, Vec<Meta>)> {
    match meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => predicate_and_metas.parse2(list.tokens.clone()).ok(),
        _ => None,
    }
}

fn predicate_and_metas(input: ParseStream<'_>) -> syn::Result<(TokenStream, Vec<Meta>)> {
    let mut predicate = TokenStream::new();
    while !input.is_empty() && !input.peek(syn::Token![,]) {
        predicate.extend([input.parse::<TokenTree>()?]);
    }
    input.parse::<Option<syn::Token![,]>>()?;
    let metas = input.parse_terminated(Meta::parse, syn::Token![,])?;
    Ok((predicate, metas.into_iter().collect()))
}

/// The attributes of the language that a method or an argument may have.
const BUILT_IN: [&str; 14] = [
    "allow",
    "cfg",
    "cfg_attr",
    "cold",
    "deny",
    "deprecated",
    "doc",
    "expect",
    "forbid",
    "inline",
    "must_use",
    "target_feature",
    "track_caller",
    "warn",
];

/// Whether an attribute is the language's own: every other one can be meant for something.
pub(crate) fn is_built_in(path: &Path) -> bool {
    BUILT_IN.iter().any(|known| path.is_ident(known))
}

/// The lint levels set by `attributes`, and the one that calling something deprecated needs. An expectation is met
/// where it was written, so for generated code it is a permission.
pub(crate) fn lint_levels(attributes: &[Attribute]) -> impl Iterator<Item = TokenStream> {
    attributes.iter().filter_map(|attribute| {
        let level = attribute.path().get_ident()?.to_string();
        match level.as_str() {
            "allow" | "warn" | "deny" => Some(attribute.to_token_stream()),
            "expect" => attribute.meta.require_list().ok().map(|lints| {
                let lints = &lints.tokens;
                quote!(#[allow(#lints)])
            }),
            "deprecated" => Some(quote!(#[allow(deprecated)])),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Name, Place, lint_levels, sort};
    use quote::{ToTokens, quote};
    use syn::{Attribute, parse::Parser};

    fn sorted(tokens: proc_macro2::TokenStream) -> (Vec<String>, Vec<String>, Vec<String>) {
        let attributes = Attribute::parse_outer.parse2(tokens).unwrap();
        let sorted = sort(attributes, |path| Name::of(path).filter(|name| name.place() == Place::Method));
        let text = |tokens: &dyn ToTokens| tokens.to_token_stream().to_string();
        (
            sorted.kept.iter().map(|kept| text(kept)).collect(),
            sorted
                .marks
                .iter()
                .map(|mark| text(&mark.written) + &mark.conditions.iter().map(|c| text(c)).collect::<String>())
                .collect(),
            sorted.conditions.iter().map(|condition| text(condition)).collect(),
        )
    }

    #[test]
    fn foreign_attributes_stay_in_order() {
        let (kept, marks, conditions) = sorted(quote!(#[inline] #[http_core::get("/")] #[cfg(unix)] #[query]));
        assert_eq!(kept, ["# [inline]", "# [cfg (unix)]", "# [query]"]);
        assert_eq!(marks, ["# [http_core :: get (\"/\")]"]);
        assert_eq!(conditions, ["# [cfg (unix)]"]);
    }

    #[test]
    fn cfg_attr_is_split() {
        let (kept, marks, conditions) = sorted(quote!(#[cfg_attr(feature = "x", get("/"), inline)]));
        assert_eq!(kept, ["# [cfg_attr (feature = \"x\" , inline)]"]);
        assert_eq!(marks, ["get (\"/\")# [cfg (feature = \"x\")]"]);
        assert!(conditions.is_empty());
    }

    #[test]
    fn cfg_attr_inside_of_cfg_attr_needs_both() {
        let (kept, marks, _) = sorted(quote!(#[cfg_attr(a, inline, cfg_attr(b, get("/"), cold))]));
        assert_eq!(kept, ["# [cfg_attr (all (a , b) , cold)]", "# [cfg_attr (a , inline)]"]);
        assert_eq!(marks, ["get (\"/\")# [cfg (all (a , b))]"]);
    }

    #[test]
    fn a_cfg_inside_of_cfg_attr_is_a_condition() {
        let (kept, _, conditions) = sorted(quote!(#[cfg_attr(a, cfg(b))]));
        assert_eq!(kept, ["# [cfg_attr (a , cfg (b))]"]);
        assert_eq!(conditions, ["# [cfg_attr (a , cfg (b))]"]);
    }

    #[test]
    fn lint_levels_are_copied() {
        let attributes = quote!(#[inline] #[expect(a, b)] #[deny(c)] #[deprecated(note = "x")] #[doc = "allow"]);
        let attributes = Attribute::parse_outer.parse2(attributes).unwrap();
        let levels: Vec<String> = lint_levels(&attributes).map(|level| level.to_string()).collect();
        assert_eq!(levels, ["# [allow (a , b)]", "# [deny (c)]", "# [allow (deprecated)]"]);
    }
}
