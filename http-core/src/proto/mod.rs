//! HTTP/1.1 as RFC 9112 writes it, for the server's side: bytes in, events out.
//!
//! Decides alone what a well-formed message is, where it ends, and which status a malformed one is
//! answered with. Knows no socket, thread, clock or log.

mod bounds;
mod chunked;
mod content;
mod control;
mod error;
mod fields;
mod framing;
mod head;
mod head_scan;
mod host;
mod input;
mod lookahead;
mod receiver;
mod request_line;
mod response;
mod syntax;
mod target;
#[cfg(test)]
mod tests;

pub(crate) use bounds::Bounds;
pub(crate) use chunked::decode_chunked;
pub(crate) use error::ProtocolError;
pub(crate) use fields::{has_list_member, list_members};
pub(crate) use framing::Framing;
pub(crate) use head::RequestHead;
pub(crate) use input::Input;
pub(crate) use lookahead::Lookahead;
pub(crate) use receiver::{Content, Receiver};
pub(crate) use response::{
    CONTINUE, NamedFields, Persistence, ResponseFraming, ServerName, StatusLineAndFields, drops_content,
    encode_chunk_head, encode_head, encode_last_chunk, has_no_content, server_line,
};
pub(crate) use syntax::has_whole_escapes;
