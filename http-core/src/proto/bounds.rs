//! How much of a message is taken.
//!
//! Decides nothing: the numbers come from the server's `Limits`.

/// Bounds of everything in a message that its sender can make longer, but for the content itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Bytes of request line and field section together, the empty line included.
    pub(crate) head: usize,
    pub(crate) target: usize,
    /// Field lines of a head.
    pub(crate) fields: usize,
    /// Bytes of chunk extensions in one content.
    pub(crate) chunk_extensions: usize,
    /// Bytes and lines of the trailer section.
    pub(crate) trailer: usize,
    pub(crate) trailer_fields: usize,
}
