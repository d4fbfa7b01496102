//! Which requests are likely to keep their thread for long.
//!
//! Decides by what was seen before of requests that look alike: the same method, the same first segment of the path, as
//! far as the beginning of the request line shows them.
//! A guess that is wrong costs a moment, nothing else.

use super::member::Note;
use crate::Request;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

const KINDS: usize = 1024;
/// What a slow one adds to the suspicion of its kind; a quick one, where it was expected to be slow, takes off one. A thread
/// that was merely preempted looks slow as well, so once is not enough.
const STEP: u8 = 2;
/// From here on a kind counts as slow.
const SLOW: u8 = 4;
const MOST: u8 = 8;

/// What is known of each kind of request.
#[derive(Debug)]
pub(super) struct Slowness {
    kinds: Box<[AtomicU8]>,
    /// How many kinds count as slow. On most servers none does.
    slow_kinds: AtomicUsize,
}

/// Requests that look alike.
#[derive(Debug, Clone, Copy)]
struct Kind(usize);

impl Default for Slowness {
    fn default() -> Self {
        Self { kinds: std::iter::repeat_with(AtomicU8::default).take(KINDS).collect(), slow_kinds: AtomicUsize::new(0) }
    }
}

/// The beginning of the request line, which is cheap to note for each request. Its kind is made of it where somebody asks.
pub(super) fn note(request: &Request) -> Note {
    let line = request.request_line().as_bytes();
    u128::from_ne_bytes(line.first_chunk().copied().unwrap_or_else(|| padded(line)))
}

/// A line as short as that of `GET / HTTP/1.1`.
fn padded(line: &[u8]) -> [u8; 16] {
    let mut bytes = [b' '; 16];
    bytes.iter_mut().zip(line).for_each(|(place, byte)| *place = *byte);
    bytes
}

impl Kind {
    fn of(note: Note) -> Self {
        let line = note.to_ne_bytes();
        let path = memchr::memchr(b' ', &line).map_or(line.len(), |space| space + 1);
        let after_slash = line.get(path + 1..).unwrap_or_default();
        let segment =
            after_slash.iter().position(|byte| matches!(byte, b'/' | b'?' | b' ')).unwrap_or(after_slash.len());
        // FNV-1a: the table is small and a collision harmless.
        let hash = line[..line.len() - after_slash.len() + segment]
            .iter()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
        Self(hash as usize % KINDS)
    }
}

impl Slowness {
    pub(super) fn is_slow(&self, note: Note) -> bool {
        self.slow_kinds.load(Ordering::Relaxed) > 0 && self.kinds[Kind::of(note).0].load(Ordering::Relaxed) >= SLOW
    }

    pub(super) fn was_slow(&self, note: Note) {
        let before = self.change(note, |suspicion| (suspicion + STEP).min(MOST));
        if (SLOW - STEP..SLOW).contains(&before) {
            self.slow_kinds.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(super) fn was_quick(&self, note: Note) {
        let before = self.change(note, |suspicion| suspicion.saturating_sub(1));
        if before == SLOW {
            self.slow_kinds.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// The suspicion before the change.
    fn change(&self, note: Note, change: impl Fn(u8) -> u8) -> u8 {
        let kind = &self.kinds[Kind::of(note).0];
        let changed = kind.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |suspicion| Some(change(suspicion)));
        changed.unwrap_or_else(|unchanged| unchanged)
    }
}
