//! What the macro writes, whole and formatted, for people to read.
//!
//! Each `snapshots/NAME.in.rs` is a handler as users write it, and `snapshots/NAME.expanded.rs` is what the compiler
//! sees of it. `SNAPSHOTS=overwrite cargo test -p http-macros snapshots` writes them anew, to be read before they are
//! committed. The tests of `handler` check single rules; these show how the parts look together.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use crate::handler::expand;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Item, Meta};

#[test]
fn hello() {
    check("hello");
}

#[test]
fn paths_and_values() {
    check("paths_and_values");
}

#[test]
fn content_and_status() {
    check("content_and_status");
}

#[test]
fn hooks_pages_and_mounts() {
    check("hooks_pages_and_mounts");
}

#[test]
fn generics_and_cfg() {
    check("generics_and_cfg");
}

/// Compares the expansion with the one that was written down, or writes it down.
fn check(name: &str) {
    let source = fs::read_to_string(file(name, "in")).unwrap();
    let expanded = expand_file(&source);
    let path = file(name, "expanded");
    if std::env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite") {
        fs::write(&path, &expanded).unwrap();
        return;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    if let Some(difference) = first_difference(&known, &expanded) {
        panic!(
            "the expansion is not that of {}, from {difference}\nread the change after \
             `SNAPSHOTS=overwrite cargo test -p http-macros snapshots`",
            path.display()
        );
    }
}

fn file(name: &str, kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(format!("{name}.{kind}.rs"))
}

/// Both whole files would bury the line that matters.
fn first_difference(known: &str, expanded: &str) -> Option<String> {
    let mut pairs = known.lines().zip(expanded.lines()).enumerate();
    if let Some((index, (old, new))) = pairs.find(|(_, (old, new))| old != new) {
        return Some(format!("line {} on:\n- {old}\n+ {new}", index + 1));
    }
    let lengths = (known.lines().count(), expanded.lines().count());
    (known != expanded).then(|| format!("its end on: it had {} lines and now has {}", lengths.0, lengths.1))
}

fn expand_file(source: &str) -> String {
    let items = syn::parse_file(source).unwrap().items;
    let expanded = items.into_iter().map(expand_item).collect();
    prettyplease::unparse(&syn::parse2(expanded).expect("the expansion is Rust"))
}

/// What the compiler does with the attribute: it takes it off, and puts the expansion in place of the item.
fn expand_item(mut item: Item) -> TokenStream {
    let attributes = match &mut item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        other => return other.to_token_stream(),
    };
    match attributes.iter().position(|attribute| attribute.path().is_ident("handler")) {
        Some(place) => {
            let options = options(&attributes.remove(place));
            expand(options, item.into_token_stream())
        }
        None => item.into_token_stream(),
    }
}

fn options(attribute: &Attribute) -> TokenStream {
    match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
    }
}
