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

/// What a generic handler consists of is known when it is built: `cargo check` says nothing of these.
#[test]
fn generic_handlers_are_checked_where_they_are_used() {
    let cases = trybuild::TestCases::new();
    // With a program that is to run, all are built.
    cases.pass("ui/pass/generic_handler.rs");
    cases.compile_fail("ui/fail_when_built/*.rs");
}
