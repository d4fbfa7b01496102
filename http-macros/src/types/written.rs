//! Decides how a type is written in messages and in the table. Must not know what is said of it.

use super::{last_name, ungrouped};
use crate::item::uncovered;
use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;

/// A type as people write it: the compiler's own spacing is not the same everywhere.
pub(crate) fn type_name(ty: &Type) -> String {
    let mut text = String::new();
    write_tokens(uncovered(ty.to_token_stream()), &mut text);
    text
}

fn write_tokens(tokens: TokenStream, text: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => write_group(&group, text),
            TokenTree::Punct(punct) => write_punct(&punct, text),
            word => {
                let joins = |last: char| last.is_alphanumeric() || matches!(last, '_' | ')' | '"' | '>');
                text.push_str(if text.ends_with(joins) { " " } else { "" });
                text.push_str(&word.to_string());
            }
        }
    }
}

fn write_punct(punct: &Punct, text: &mut String) {
    let is_alone = punct.spacing() == Spacing::Alone;
    match punct.as_char() {
        ':' if is_alone && !text.ends_with(':') => text.push_str(": "),
        sign @ (',' | ';') => text.extend([sign, ' ']),
        '+' => text.push_str(" + "),
        '=' => text.push_str(" = "),
        '-' => text.push_str(" -"),
        '>' if text.ends_with('-') => text.push_str("> "),
        sign => text.push(sign),
    }
}

fn write_group(group: &Group, text: &mut String) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    };
    text.push_str(open);
    write_tokens(group.stream(), text);
    text.push_str(close);
}

/// The type that owns what a reference of type `&T` refers to. Of a reference as such it is the same.
pub(crate) fn owned(inner: &Type) -> String {
    match ungrouped(inner) {
        Type::Reference(reference) => owned(&reference.elem),
        Type::Slice(slice) => format!("Vec<{}>", type_name(&slice.elem)),
        Type::TraitObject(_) => format!("Box<{}>", type_name(inner)),
        Type::ImplTrait(_) => format!("Box<{}>", type_name(inner).replacen("impl", "dyn", 1)),
        other if last_name(other).is_some_and(|name| name == "str") => "String".to_owned(),
        other => type_name(other),
    }
}

#[cfg(test)]
mod tests {
    use super::type_name;
    use syn::Type;

    #[test]
    fn types_are_named_as_people_write_them() {
        for text in [
            "u64",
            "Option<bool>",
            "&str",
            "&'static str",
            "Result<Vec<a::B>, Rejection>",
            "(u8, [u8; 4])",
            "Box<dyn Fn(u8) -> u8 + Send>",
            "&mut Body",
            "Session<'_>",
            "unsafe extern \"C\" fn(x: *mut u8, _: &u8) -> !",
            "dyn for<'a> Fn(&'a u8)",
        ] {
            let ty: Type = syn::parse_str(text).unwrap();
            assert_eq!(type_name(&ty), text);
        }
    }
}
