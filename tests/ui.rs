//! What the compiler says to misuse of the macros, word for word; and what it takes without a word.
//!
//! One file a mistake. `TRYBUILD=overwrite cargo test -p tests --test ui` writes the messages anew, to be read before
//! they are committed. Messages that are rustc's own change with its versions; they are those of Rust 1.95.

#[test]
fn misuse_is_refused_with_these_words() {
    trybuild::TestCases::new().compile_fail("ui/fail/*.rs");
}

#[test]
fn good_programs_are_accepted() {
    trybuild::TestCases::new().pass("ui/pass/*.rs");
}
