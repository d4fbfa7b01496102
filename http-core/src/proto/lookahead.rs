//! Content that is kept unread until it is complete.
//!
//! Decides when it is. Must not take any of it: the handler reads it as if it came now.

use super::content::ContentDecoder;
use super::{Input, ProtocolError, Receiver};

/// How far content was looked through, with a decoder of its own.
#[derive(Debug, Default)]
pub(crate) struct Lookahead {
    decoder: Option<ContentDecoder>,
    seen: usize,
    /// Bytes of content among those seen.
    content: u64,
}

impl Lookahead {
    /// How many bytes more than those looked at are sure to come.
    pub(crate) fn announced(&self) -> u64 {
        self.decoder.as_ref().map_or(0, ContentDecoder::announced)
    }

    /// How many bytes of content there are, or are sure to be, in what is not yet complete.
    pub(crate) fn content(&self, receiver: &Receiver) -> u64 {
        receiver.remaining_content().unwrap_or_else(|| self.content.saturating_add(self.announced()))
    }

    /// Is the rest of the content that `receiver` stands before complete in `input`?
    pub(crate) fn is_complete(&mut self, receiver: &Receiver, input: &Input) -> Result<bool, ProtocolError> {
        let Some(decoder) = receiver.content_decoder() else { return Ok(true) };
        if let Some(remaining) = decoder.remaining() {
            return Ok(input.len() as u64 >= remaining);
        }
        let decoder = self.decoder.get_or_insert_with(|| decoder.clone());
        loop {
            let decoded = decoder.decode(&input.unread()[self.seen..])?;
            self.seen += decoded.consumed;
            self.content += decoded.data.len() as u64;
            if decoded.is_finished || decoded.consumed == 0 {
                return Ok(decoded.is_finished);
            }
        }
    }
}
