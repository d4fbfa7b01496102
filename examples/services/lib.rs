//! Nothing: the examples beside this file are the package. `cargo run -p services --example messageboard` runs one.
