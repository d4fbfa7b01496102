//! Decides what a path was probably meant to be that is written as elsewhere, for the help of a message.
//! Must not know what is wrong with it.

/// What other frameworks call the type of a parameter.
const KINDS: [&str; 8] = ["float", "int", "path", "slug", "str", "string", "u64", "uuid"];

/// A parameter of another framework, without what was around it: `id`, `int:id`, `id:int`, `path:rest`, `rest..`, `...rest`.
pub(super) fn in_our_braces(name: &str) -> String {
    let (kind, short) = match name.rsplit_once(':') {
        Some((short, kind)) if KINDS.contains(&kind.trim()) => (kind.trim(), short),
        Some(parts) => parts,
        None => ("", name),
    };
    let takes_rest = kind == "path" || name.contains("..");
    format!("{{{}{}}}", if takes_rest { "*" } else { "" }, as_identifier(short))
}

/// Whether the name of a parameter is written as elsewhere one that takes the rest is.
pub(super) fn takes_rest(name: &str) -> bool {
    ["..", "*", "+"].iter().any(|sign| name.starts_with(sign) || name.ends_with(sign))
}

/// The name of a `*name`.
pub(super) fn rest_name(star: &str) -> String {
    let name = star.trim_start_matches('*');
    if name.is_empty() { "rest".to_owned() } else { as_identifier(name) }
}

/// Whether a text has in it, outside of braces, what only regular expressions have.
pub(super) fn is_expression(text: &str) -> bool {
    let mut outside = String::new();
    for part in text.split('{') {
        outside.push_str(part.split_once('}').map_or(part, |(_, after)| after));
    }
    let signs = ["[0-9", "[a-z", "[A-Z", "[^", "\\d", "\\w", "(?", "|"];
    let is_wild = outside.split('/').any(|segment| [".*", ".+", "(.*)", "(.+)"].contains(&segment));
    is_wild || outside.starts_with('^') || signs.iter().any(|sign| outside.contains(sign))
}

/// The path that a text without a leading slash was meant to be: of a URL what follows the host, of a request line what follows
/// the method, and nothing of a query.
pub(super) fn rooted(text: &str) -> String {
    let text = text.split(['?', '#']).next().unwrap_or_default().trim();
    let text = match text.split_once(' ') {
        Some((method, path)) if path.starts_with('/') && method.chars().all(|c| c.is_ascii_uppercase()) => path,
        _ => text,
    };
    let local = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, local)| local),
        None => text.trim_start_matches("./").trim_start_matches(['/', '\\']),
    };
    format!("/{local}")
}

/// RFC 3986 `pchar` and `%`, and the slash between segments.
pub(super) fn is_path_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/".contains(character)
}

/// Percent-encodes what cannot stand in a path.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for character in text.chars() {
        if is_path_character(character) || matches!(character, '{' | '}') {
            encoded.push(character);
            continue;
        }
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

pub(super) fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    let starts_well = characters.next().is_some_and(|first| first.is_alphabetic() || first == '_');
    starts_well && name != "_" && characters.all(|character| character.is_alphanumeric() || character == '_')
}

/// The identifier that `name` was probably meant to be.
pub(super) fn as_identifier(name: &str) -> String {
    let mut replaced = String::new();
    for character in name.chars() {
        replaced.push(if character.is_alphanumeric() { character } else { '_' });
    }
    match replaced.trim_matches('_') {
        "" => "name".to_owned(),
        trimmed if trimmed.starts_with(|first: char| first.is_numeric()) => format!("_{trimmed}"),
        trimmed => trimmed.to_owned(),
    }
}
