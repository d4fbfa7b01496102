//! Classes of bytes, each a table made from its ABNF rule.
//!
//! Decides which bytes may stand where; knows nothing of messages.

type Class = [bool; 256];

const ALPHA_DIGIT: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const fn class(parts: &[&[u8]]) -> Class {
    let mut table = [false; 256];
    let mut part = 0;
    while part < parts.len() {
        let mut at = 0;
        while at < parts[part].len() {
            table[parts[part][at] as usize] = true;
            at += 1;
        }
        part += 1;
    }
    table
}

/// `tchar`, RFC 9110 section 5.6.2.
const TCHAR: Class = class(&[ALPHA_DIGIT, b"!#$%&'*+-.^_`|~"]);

/// `unreserved / pct-encoded / sub-delims`, RFC 3986 section 2: what a registered name consists of.
const REG_NAME: Class = class(&[ALPHA_DIGIT, b"-._~", b"%", b"!$&'()*+,;="]);

/// `pchar / "/"`, RFC 3986 section 3.3: what paths consist of.
const PATH: Class = class(&[ALPHA_DIGIT, b"-._~", b"%", b"!$&'()*+,;=", b":@", b"/"]);

/// `pchar / "/" / "?"`, RFC 3986 section 3.4, and what every browser sends in a query as it is typed: the URL Standard
/// encodes none of these there, so that refusing them would refuse `?tags[]=1` from people's links.
const QUERY: Class = class(&[ALPHA_DIGIT, b"-._~", b"%", b"!$&'()*+,;=", b":@", b"/?", b"[]{}|`"]);

pub(super) fn is_tchar(byte: u8) -> bool {
    TCHAR[byte as usize]
}

/// How many bytes at the start of `text` could be those of a token.
pub(super) fn token_length(text: &[u8]) -> usize {
    text.iter().position(|byte| !is_tchar(*byte)).unwrap_or(text.len())
}

pub(super) fn is_token(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(|byte| is_tchar(*byte))
}

/// How many bytes at the start of `text` could be those of a registered name.
pub(super) fn reg_name_length(text: &[u8]) -> usize {
    text.iter().position(|byte| !REG_NAME[*byte as usize]).unwrap_or(text.len())
}

/// `pct-encoded`, RFC 3986 section 2.1. Those of paths and queries are looked at by who decodes them.
pub(crate) fn has_whole_escapes(text: &[u8]) -> bool {
    let is_escape = |rest: &[u8]| matches!(rest, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    text.split(|byte| *byte == b'%').skip(1).all(is_escape)
}

/// How many bytes at the start of `text` could be those of a path.
pub(super) fn path_length(text: &[u8]) -> usize {
    text.iter().position(|byte| !PATH[*byte as usize]).unwrap_or(text.len())
}

pub(super) fn is_query(byte: u8) -> bool {
    QUERY[byte as usize]
}

/// `field-vchar / SP / HTAB`, RFC 9110 section 5.5.
pub(super) fn is_field_content(byte: u8) -> bool {
    byte == b'\t' || (byte >= b' ' && byte != 0x7f)
}

/// `qdtext`, RFC 9110 section 5.6.4.
pub(super) fn is_quoted_text(byte: u8) -> bool {
    is_field_content(byte) && byte != b'"' && byte != b'\\'
}

/// Optional whitespace, RFC 9110 section 5.6.3.
pub(super) fn is_whitespace(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}
