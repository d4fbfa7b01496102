//! A large download whose every byte is checked as it comes.

use super::{Attack, Ending, Outgoing};
use crate::content::Check;
use crate::tally::Tally;
use crate::wire::{Head, get};
use std::io::{self, Read};
use std::net::TcpStream;
use std::time::Instant;

/// Reads as fast as it can.
#[derive(Debug)]
pub struct Fetch {
    request: Outgoing,
    expected: String,
    length: usize,
    taken: usize,
    head: Vec<u8>,
    has_head: bool,
    check: Check,
}

impl Fetch {
    /// The target's content has to be large content of this length.
    pub fn new(target: &str, length: usize) -> Self {
        Self {
            request: Outgoing::new(get(target)),
            expected: format!("{length} bytes right\n"),
            length,
            taken: 0,
            head: Vec::new(),
            has_head: false,
            check: Check::default(),
        }
    }

    /// Takes the head off the first bytes; false where they are not the head that was expected.
    fn take(&mut self, bytes: &[u8]) -> bool {
        if self.has_head {
            self.taken += bytes.len();
            self.check.update(bytes);
            return true;
        }
        self.head.extend_from_slice(bytes);
        let Some(head) = Head::parse(&self.head) else { return true };
        self.has_head = true;
        let content = self.head.split_off(head.length);
        head.status == 200 && head.content == self.length && self.take(&content)
    }
}

impl Attack for Fetch {
    fn go_on(&mut self, mut stream: &TcpStream, _: Instant, tally: &mut Tally) -> io::Result<Option<Ending>> {
        if !self.request.send(stream)? {
            return Ok(None);
        }
        let mut buffer = [0; 16 * 1024];
        loop {
            let length = stream.read(&mut buffer)?;
            tally.add("bytes", length as u64);
            if length == 0 {
                return Ok(Some(Ending::Closed));
            }
            if !self.take(&buffer[..length]) {
                return Ok(Some(Ending::Wrong));
            }
            if self.taken >= self.length {
                let is_right = self.check.verdict() == self.expected;
                return Ok(Some(if is_right { Ending::Done } else { Ending::Wrong }));
            }
        }
    }
}
