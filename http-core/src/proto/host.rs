//! The `Host` field and the authority of a request target.
//!
//! Decides what `uri-host [ ":" port ]` is (RFC 9110 section 7.2, RFC 3986 section 3.2.2).

use super::syntax;
use std::net::Ipv6Addr;

/// Is this `uri-host [ ":" port ]`? An empty host is (RFC 9110 section 7.2 allows it).
pub(super) fn is_host_and_port(text: &[u8]) -> bool {
    match text.strip_prefix(b"[") {
        Some(rest) => is_bracketed(rest),
        None => is_name_and_port(text),
    }
}

fn is_name_and_port(text: &[u8]) -> bool {
    let (name, rest) = text.split_at(syntax::reg_name_length(text));
    is_colon_and_port(rest) && syntax::has_whole_escapes(name)
}

fn is_bracketed(after_bracket: &[u8]) -> bool {
    let Some(end) = memchr::memchr(b']', after_bracket) else { return false };
    let (literal, rest) = after_bracket.split_at(end);
    is_colon_and_port(&rest[1..]) && std::str::from_utf8(literal).is_ok_and(|text| text.parse::<Ipv6Addr>().is_ok())
}

/// A port may be left out, and be empty (RFC 3986 section 3.2.3).
fn is_colon_and_port(text: &[u8]) -> bool {
    match text {
        [] => true,
        [b':', port @ ..] => port.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}
