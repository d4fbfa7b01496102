//! Decides which text the documentation of a method is, without the marks of its comments.
//! Must not know who shows it.

use crate::attribute::list::ungrouped;
use crate::model::DocPart;
use syn::{Attribute, Expr, Lit, Meta};

/// The documentation, in parts where some of it is made by a macro.
pub(super) fn of(attributes: &[Attribute]) -> Vec<DocPart> {
    let mut parts = Vec::new();
    let mut text = String::new();
    for value in attributes.iter().filter_map(doc_value) {
        match ungrouped(value) {
            Expr::Lit(literal) => push_lines(&literal.lit, &mut text),
            call @ Expr::Macro(_) => {
                parts.push(DocPart::Text(std::mem::take(&mut text)));
                parts.push(DocPart::Call(call.clone()));
                text.push('\n');
            }
            _ => {}
        }
    }
    parts.push(DocPart::Text(text));
    trim(&mut parts);
    parts
}

fn doc_value(attribute: &Attribute) -> Option<&Expr> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => Some(&pair.value),
        _ => None,
    }
}

/// The lines of one comment, without the space that follows `///`, or the stars of a `/** .. */`.
fn push_lines(literal: &Lit, text: &mut String) {
    let Lit::Str(comment) = literal else { return };
    let comment = comment.value();
    let has_stars = comment.lines().skip(1).all(|line| line.trim().is_empty() || line.trim_start().starts_with('*'));
    for (index, line) in comment.lines().enumerate() {
        let line = if has_stars && index > 0 { line.trim_start().trim_start_matches('*') } else { line };
        text.push_str(line.strip_prefix(' ').unwrap_or(line).trim_end());
        text.push('\n');
    }
    // A blank line has no text of its own, and still separates.
    if comment.is_empty() {
        text.push('\n');
    }
}

/// Takes the blank lines off both ends, and with them parts of nothing else.
fn trim(parts: &mut Vec<DocPart>) {
    if let Some(DocPart::Text(first)) = parts.first_mut() {
        *first = first.trim_start_matches('\n').to_owned();
    }
    if let Some(DocPart::Text(last)) = parts.last_mut() {
        *last = last.trim_end_matches('\n').to_owned();
    }
    parts.retain(|part| !matches!(part, DocPart::Text(text) if text.is_empty()));
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::model::DocPart;
    use quote::{ToTokens, quote};
    use syn::{Attribute, parse::Parser};

    fn docs(attributes: proc_macro2::TokenStream) -> Vec<String> {
        let attributes = Attribute::parse_outer.parse2(attributes).unwrap();
        let part = |part: &DocPart| match part {
            DocPart::Text(text) => text.clone(),
            DocPart::Call(call) => call.to_token_stream().to_string().replace(' ', ""),
        };
        of(&attributes).iter().map(part).collect()
    }

    #[test]
    fn doc_comments_become_text() {
        assert_eq!(docs(quote!(#[doc = " One."] #[inline] #[doc = ""] #[doc = "  - two"])), ["One.\n\n - two"]);
        assert_eq!(docs(quote!(#[doc = "*\n     * One.\n     *\n     * - two\n     "])), ["*\nOne.\n\n- two"]);
        assert_eq!(docs(quote!(#[doc = "\n     * One.\n     "])), ["One."]);
        assert_eq!(docs(quote!(#[doc = "\n One.\n * two\n"])), ["One.\n* two"]);
        assert!(docs(quote!(#[doc(hidden)] #[inline])).is_empty());
    }

    #[test]
    fn what_a_macro_makes_is_a_part_of_its_own() {
        assert_eq!(docs(quote!(#[doc = " One."] #[doc = include_str!("x")])), ["One.\n", "include_str!(\"x\")"]);
        assert_eq!(docs(quote!(#[doc = a!()] #[doc = "b"])), ["a!()", "\nb"]);
    }
}
