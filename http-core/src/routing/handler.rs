//! What makes a generated handler a handler.
//!
//! Decides that it takes no more than the table, so that there is one impl for a type and its routes. Must not know what
//! is in a table.

use super::table::{Mounts, Routes};
use crate::handler::{Announced, pass_on};
use crate::{Body, Handler, Request, ResponseHead, ResponseWriter, RouteInfo};
use std::io;

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl<H: Routes> Handler for H {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        let () = H::CHECKED;
        Routes::handle(self, request, body, response)
    }

    fn routes(&self) -> Vec<RouteInfo> {
        Routes::routes(self)
    }

    fn after(&self, request: &Request, head: &mut ResponseHead) {
        Routes::after(self, request, head);
    }

    fn methods(&self) -> Vec<&'static str> {
        Routes::methods(self)
    }

    fn wants_content(&self, request: &Request, content: Announced) -> bool {
        Routes::wants_content(self, request, content)
    }

    fn is_present(&self) -> bool {
        Routes::is_present(self)
    }
}

#[diagnostic::do_not_recommend]
impl<H: ?Sized + 'static> Mounts for Box<H> {}

/// To the compiler a `Box` of a type is that type's own, which might come with routes one day. So it is a handler in
/// the same way as those with routes.
#[diagnostic::do_not_recommend]
impl<H: Handler + ?Sized> Routes for Box<H> {
    pass_on!();
}
