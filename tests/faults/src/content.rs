//! The content of answers, which both sides know beforehand.

/// Bytes of an answer to `GET /hello/{id}`.
pub const ANSWER: usize = 1024;

/// The answer to `GET /hello/{id}`: its number, again and again.
pub fn answer(id: u64) -> Vec<u8> {
    format!("{id:015x}\n").repeat(ANSWER / 16).into_bytes()
}

/// Bytes after which large content begins again: a prime, so that nothing can be left out or swapped unseen.
const PERIOD: usize = 251;

/// Fills a buffer with the bytes of large content from `place` on.
pub fn fill(mut buffer: &mut [u8], mut place: u64) {
    let period: [u8; PERIOD] = std::array::from_fn(|byte| byte as u8);
    while !buffer.is_empty() {
        let from = (place % PERIOD as u64) as usize;
        let length = buffer.len().min(PERIOD - from);
        let (part, rest) = buffer.split_at_mut(length);
        part.copy_from_slice(&period[from..from + length]);
        buffer = rest;
        place += length as u64;
    }
}

/// Compares large content as it comes with what it has to be.
#[derive(Debug, Default)]
pub struct Check {
    length: u64,
    expected: Vec<u8>,
    is_wrong: bool,
}

impl Check {
    /// Takes the next bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        self.expected.resize(bytes.len(), 0);
        fill(&mut self.expected, self.length);
        self.is_wrong |= self.expected != bytes;
        self.length += bytes.len() as u64;
    }

    /// What is to be told of it.
    pub fn verdict(&self) -> String {
        format!("{} bytes {}\n", self.length, if self.is_wrong { "wrong" } else { "right" })
    }
}
