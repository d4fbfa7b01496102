//! Which requests are likely to keep their thread for long.
//!
//! Decides by what was seen before of requests that look alike: the same method, the same first segment of the path.
//! A guess that is wrong costs a moment, nothing else.

use crate::Request;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

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
    /// Has any kind ever counted as slow? On most servers none has.
    has_slow: AtomicBool,
}

/// Requests that look alike.
#[derive(Debug, Clone, Copy)]
struct Kind(usize);

impl Default for Slowness {
    fn default() -> Self {
        Self {
            kinds: std::iter::repeat_with(AtomicU8::default).take(KINDS).collect(),
            has_slow: AtomicBool::new(false),
        }
    }
}

impl Slowness {
    fn kind(request: &Request) -> Kind {
        let path = request.path().as_bytes();
        let end = memchr::memchr(b'/', path.get(1..).unwrap_or_default()).map_or(path.len(), |slash| slash + 1);
        let method = request.method().as_str().as_bytes();
        // FNV-1a: the table is small and a collision harmless.
        let hash = method
            .iter()
            .chain(&path[..end])
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
        Kind(hash as usize % KINDS)
    }

    pub(super) fn is_slow(&self, request: &Request) -> bool {
        self.has_slow.load(Ordering::Relaxed) && self.kinds[Self::kind(request).0].load(Ordering::Relaxed) >= SLOW
    }

    pub(super) fn was_slow(&self, request: &Request) {
        let kind = Self::kind(request);
        let suspicion = (self.kinds[kind.0].load(Ordering::Relaxed) + STEP).min(MOST);
        self.kinds[kind.0].store(suspicion, Ordering::Relaxed);
        if suspicion >= SLOW {
            self.has_slow.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn was_quick(&self, request: &Request) {
        let kind = Self::kind(request);
        let suspicion = self.kinds[kind.0].load(Ordering::Relaxed);
        self.kinds[kind.0].store(suspicion.saturating_sub(1), Ordering::Relaxed);
    }
}
