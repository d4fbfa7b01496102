//! Nothing: the examples beside this file are the package, but for those of `services/Cargo.toml`.
//! `cargo run --example hello` runs one.
