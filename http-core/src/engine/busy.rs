//! The answer while every thread there may be is stuck in a handler.
//!
//! Decides its status and text. Must not wait for anything: it is the steward that gives it.

use super::conversation::Watcher;
use crate::handler::Announced;
use crate::{Body, Handler, Request, ResponseWriter};
use http::StatusCode;
use std::io;

/// Stands in for the handler: 503, and the connection stays.
#[derive(Debug)]
pub(super) struct Busy;

impl Handler for Busy {
    fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        let text = "every thread of the server is busy\n";
        response.send((StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "1")], text))
    }

    fn wants_content(&self, _: &Request, _: Announced) -> bool {
        false
    }
}

/// It needs no thread of its own, so nobody has to be called in.
impl Watcher for Busy {
    fn before_handler(&mut self, _: &Request) {}

    fn after_handler(&mut self, _: &Request) -> bool {
        false
    }
}
