//! The error index of the guide: no message of the macros is missing in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const INDEX: &str = "\n## The messages of the compiler\n";

/// Unfinished code: what is wrong with it the compiler says alone.
const UNFINISHED: &str = "half_written_";

/// What the compiler puts before a message that comes out of a constant.
const OUT_OF_A_CONSTANT: &str = "evaluation panicked: ";

#[test]
fn every_message_is_in_the_index() {
    let guide = read("../docs/guide.md");
    let (_, index) = guide.split_once(INDEX).expect("the guide has an index of messages");
    let entries: BTreeSet<String> = entries(index).map(generalised).collect();
    assert!(entries.len() > 100, "only {} entries were found in the index", entries.len());

    let messages = messages();
    assert!(messages.len() > 100, "only {} messages were found in ui/fail", messages.len());
    let missing: Vec<String> = messages
        .iter()
        .filter(|(_, message)| !entries.contains(&generalised(message)))
        .map(|(file, message)| format!("{message}   ({file})"))
        .collect();
    assert!(missing.is_empty(), "not in the error index of docs/guide.md:\n{}", missing.join("\n"));
}

#[test]
fn names_make_no_difference_and_words_do() {
    let message = "path parameter `{id}` appears twice in \"/{id}/{id}\"";
    assert_eq!(generalised(message), generalised("path parameter `x` appears twice in \"/{x}/{x}\""));
    assert_ne!(generalised(message), generalised("path parameter `x` appears thrice in \"/{x}/{x}\""));
    assert_eq!(generalised("' ' cannot stand here"), generalised("'é' cannot stand here"));
    assert_ne!(generalised("'static cannot"), generalised("'other cannot"));
}

/// The messages of the index: what stands between double backticks.
fn entries(index: &str) -> impl Iterator<Item = &str> {
    index.split("``").skip(1).step_by(2).map(str::trim)
}

/// The first line of every error, and the file it is in.
fn messages() -> BTreeSet<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/fail");
    let mut messages = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the folder ui/fail") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name in UTF-8");
        if !name.ends_with(".stderr") || name.starts_with(UNFINISHED) {
            continue;
        }
        let text = read(&format!("ui/fail/{name}"));
        messages.extend(text.lines().filter_map(message).map(|message| (name.clone(), message.to_owned())));
    }
    messages
}

/// What follows `error: ` or `error[E0277]: `.
fn message(line: &str) -> Option<&str> {
    let (code, message) = line.strip_prefix("error")?.split_once(": ")?;
    let is_first_line = code.is_empty() || (code.starts_with('[') && code.ends_with(']'));
    is_first_line.then(|| message.strip_prefix(OUT_OF_A_CONSTANT).unwrap_or(message))
}

/// The message with a mark in place of all that is quoted.
fn generalised(message: &str) -> String {
    let mut general = String::new();
    let mut rest = message;
    while let Some(first) = rest.chars().next() {
        let length = quoted_length(rest);
        general.push(if length.is_some() { '…' } else { first });
        rest = &rest[length.unwrap_or(first.len_utf8())..];
    }
    general
}

/// How long the quotation is that `text` begins with, if it begins with one.
fn quoted_length(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|first| matches!(first, '`' | '"' | '\''))?;
    let (inside, _) = text[1..].split_once(quote)?;
    // An apostrophe quotes a single character.
    let is_quotation = quote != '\'' || inside.chars().count() == 1;
    is_quotation.then_some(inside.len() + 2)
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
