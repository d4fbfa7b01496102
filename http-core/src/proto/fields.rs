//! Field values that are lists (RFC 9110 section 5.6.1).
//!
//! Decides where the members of `a, b ,c` are; knows nothing of what they mean.

use super::syntax;

/// The members of a comma-separated list, without the whitespace around them and without empty ones.
pub(crate) fn list_members(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|byte| *byte == b',').map(trim).filter(|member| !member.is_empty())
}

pub(crate) fn has_list_member(value: &[u8], member: &str) -> bool {
    list_members(value).any(|found| found.eq_ignore_ascii_case(member.as_bytes()))
}

fn trim(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && syntax::is_whitespace(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && syntax::is_whitespace(*last)
    {
        text = rest;
    }
    text
}
