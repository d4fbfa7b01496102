//! Load tools, and what the rows of `tests/` share: a server, an attacker and good clients as processes and threads of
//! their own, figures from `/proc`, and a ledger of every exchange.
//!
//! `docs/reliability.md` has the rows and their figures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

pub mod args;
pub mod attack;
pub mod chaos;
pub mod content;
pub mod flood;
pub mod good;
pub mod harness;
pub mod net;
pub mod random;
pub mod tally;
pub mod wire;
