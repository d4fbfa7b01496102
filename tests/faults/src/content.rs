//! The content of answers, which both sides know beforehand.

/// Bytes of an answer to `GET /hello/{id}`.
pub const ANSWER: usize = 1024;

/// The answer to `GET /hello/{id}`: its number, again and again.
pub fn answer(id: u64) -> Vec<u8> {
    format!("{id:015x}\n").repeat(ANSWER / 16).into_bytes()
}

/// The byte at this place of a large download or upload: never the same for long, so that nothing can be left out or
/// swapped unseen.
pub fn byte_at(place: u64) -> u8 {
    (place ^ (place >> 8) ^ (place >> 16)) as u8
}

/// Fills a buffer with the bytes from `place` on.
pub fn fill(buffer: &mut [u8], place: u64) {
    for (byte, place) in buffer.iter_mut().zip(place..) {
        *byte = byte_at(place);
    }
}

/// A checksum of bytes as they pass (FNV-1a).
#[derive(Debug, Clone, Copy)]
pub struct Checksum(u64);

impl Default for Checksum {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Checksum {
    /// Takes the next bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The sum so far.
    pub fn value(self) -> u64 {
        self.0
    }

    /// That of an upload of this length, made of [`byte_at`].
    pub fn of_length(length: u64) -> u64 {
        let mut sum = Self::default();
        let mut buffer = [0; 4096];
        let mut place = 0;
        while place < length {
            let part = usize::try_from(length - place).map_or(buffer.len(), |left| left.min(buffer.len()));
            fill(&mut buffer[..part], place);
            sum.update(&buffer[..part]);
            place += part as u64;
        }
        sum.value()
    }
}
