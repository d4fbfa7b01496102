//! Decides which attributes are the language's own, and which of them hold for generated code too.
//! Must not know of ours.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Meta, Path};

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
pub(crate) fn lint_levels(attributes: &[Attribute]) -> Vec<TokenStream> {
    let mut levels = Vec::new();
    for attribute in attributes {
        let level = attribute.path().get_ident().map(ToString::to_string).unwrap_or_default();
        match (level.as_str(), &attribute.meta) {
            ("allow" | "warn" | "deny", _) => levels.push(attribute.to_token_stream()),
            ("expect", Meta::List(list)) => {
                let lints = &list.tokens;
                levels.push(quote!(#[allow(#lints)]));
            }
            ("deprecated", _) => levels.push(quote!(#[allow(deprecated)])),
            _ => {}
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::lint_levels;
    use quote::quote;
    use syn::{Attribute, parse::Parser};

    #[test]
    fn lint_levels_are_copied() {
        let attributes = quote!(#[inline] #[expect(a, b)] #[deny(c)] #[deprecated(note = "x")] #[doc = "allow"]);
        let attributes = Attribute::parse_outer.parse2(attributes).unwrap();
        let levels: Vec<String> = lint_levels(&attributes).iter().map(ToString::to_string).collect();
        assert_eq!(levels, ["# [allow (a , b)]", "# [deny (c)]", "# [allow (deprecated)]"]);
    }
}
