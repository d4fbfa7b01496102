//! Empty: this package is the examples that derive for serde, or need SQLite or TLS. Their sources are with the
//! others, one folder up; being a package of their own they are not compiled for `cargo run --example hello`.
