//! Empty: this package is the examples beside this file, but for those that `services/Cargo.toml` lists.
//! `cargo run --example hello` runs one.
