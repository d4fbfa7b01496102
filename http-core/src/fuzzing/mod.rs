//! What must hold for any bytes that a client may send. Each function takes them and panics where it does not hold.
//!
//! `fuzz/` feeds them from libFuzzer, the tests here from proptest and from the corpus that was found. Only those
//! two builds have this module.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a breach is a panic")]

mod connection;
mod content;
mod cookie;
mod cuts;
pub(crate) mod grammar;
mod head;
mod head_grammar;
pub(crate) mod player;
mod query;
mod responses;
mod target;
#[cfg(test)]
mod tests;

pub use connection::connection;
pub use content::{chunked, content};
pub use cookie::cookie;
pub use head::head;
pub use query::query;
pub use target::target;

use crate::Request;
use crate::proto::{Bounds, Input, Receiver};

/// As a server has them that says nothing of its limits.
fn usual_bounds() -> Bounds {
    crate::Limits::default().bounds()
}

/// The request that these bytes begin with; `None` where they are refused, or not complete.
fn request(bytes: &[u8]) -> Option<Request> {
    let (mut receiver, mut input, mut request) = (Receiver::default(), Input::default(), Request::default());
    input.extend(bytes);
    let is_complete = receiver.head(&mut input, &mut request.head, &usual_bounds());
    is_complete.is_ok_and(|is_complete| is_complete).then_some(request)
}
