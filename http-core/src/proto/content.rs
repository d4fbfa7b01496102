//! A request's content, taken out of what is received.
//!
//! Decides which received bytes are content; the framing was decided before.

use super::chunked::ChunkedDecoder;
use super::{Bounds, Framing, ProtocolError};
use std::ops::Range;

/// What a step of decoding found in the bytes it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// How many bytes are done with, `data` included.
    pub(super) consumed: usize,
    /// The content among them; empty where there was none yet, or where it is finished.
    pub(super) data: Range<usize>,
    pub(super) is_finished: bool,
}

/// The rest of one request's content.
#[derive(Debug, Clone)]
pub(super) enum ContentDecoder {
    Length(u64),
    Chunked(ChunkedDecoder),
}

impl ContentDecoder {
    /// None where there is no content.
    pub(super) fn new(framing: Framing, bounds: &Bounds) -> Option<Self> {
        match framing {
            Framing::Empty => None,
            Framing::Length(length) => Some(Self::Length(length)),
            Framing::Chunked => Some(Self::Chunked(ChunkedDecoder::new(bounds))),
        }
    }

    /// Takes as much of `bytes` as belongs together: up to the end of one run of content.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> Result<Decoded, ProtocolError> {
        match self {
            Self::Length(remaining) => Ok(counted(remaining, bytes)),
            Self::Chunked(decoder) => decoder.decode(bytes),
        }
    }

    /// `count` bytes of content of known length went another way.
    pub(super) fn count(&mut self, count: usize) {
        if let Self::Length(remaining) = self {
            *remaining = remaining.saturating_sub(count as u64);
        }
    }

    /// How many bytes of content are sure to be still to come: of a chunked one, those of its chunk.
    pub(super) fn announced(&self) -> u64 {
        match self {
            Self::Length(remaining) => *remaining,
            Self::Chunked(decoder) => decoder.announced(),
        }
    }

    /// How many bytes of content are still to come, where that is known.
    pub(super) fn remaining(&self) -> Option<u64> {
        match self {
            Self::Length(remaining) => Some(*remaining),
            Self::Chunked(_) => None,
        }
    }
}

fn counted(remaining: &mut u64, bytes: &[u8]) -> Decoded {
    let taken = bytes.len().min(usize::try_from(*remaining).unwrap_or(usize::MAX));
    *remaining -= taken as u64;
    Decoded { consumed: taken, data: 0..taken, is_finished: *remaining == 0 }
}
