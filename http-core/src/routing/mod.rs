//! From a request to the function that answers it: paths, tables, mounts, methods.
//!
//! Decides which route a request takes and what is answered where there is none. Knows requests and
//! responses; no socket, and nothing of where arguments come from.

pub mod check;
mod dispatch;
mod handler;
mod listing;
mod matching;
mod method;
mod path;
mod table;
#[cfg(test)]
mod tests;

pub use listing::routes;
#[cfg(any(test, fuzzing))]
pub(crate) use path::{is_decodable, is_segment};
pub(crate) use path::{rest_segment_texts, rest_text, segment_text};
pub use table::{
    AfterHook, BeforeHook, Call, Catcher, Endpoint, Exchange, Mount, Mounted, Mounts, Node, Page, Parameter, Refusal,
    Route, Routes,
};
