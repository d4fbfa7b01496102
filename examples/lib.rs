//! Nothing: the examples beside this file are the package. `cargo run --example hello` runs one.
