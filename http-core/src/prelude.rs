//! All that a server in one file needs: `use http_core::prelude::*;`. The root of the crate has it too.

#[cfg(feature = "json")]
pub use crate::Json;
pub use crate::{
    Body, Error, FromRequest, Handler, Html, HttpServer, IntoResponse, Redirect, Rejection, Request, Response,
    ResponseHead, ResponseWriter, StatusCode, after, before, catch, delete, get, handler, head, options, patch, post,
    put, route,
};
pub use std::io::{self, Read, Write};
