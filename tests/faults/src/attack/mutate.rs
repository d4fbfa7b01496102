//! Requests that were right once.

use super::{Attack, Ending, LastWords, Outgoing};
use crate::random::Random;
use crate::tally::Tally;
use std::io;
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

const SEEDS: [&[u8]; 8] = [
    b"GET /order/1 HTTP/1.1\r\nHost: faults\r\n\r\n",
    b"GET /order/1?a=b&c=%20 HTTP/1.1\r\nHost: faults\r\nAccept: */*\r\nCookie: a=b; c=d\r\n\r\n",
    b"POST /upload HTTP/1.1\r\nHost: faults\r\nContent-Length: 5\r\n\r\nhello",
    b"POST /upload HTTP/1.1\r\nHost: faults\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n",
    b"POST /upload HTTP/1.1\r\nHost: faults\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
    b"HEAD /order/2 HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /order/3 HTTP/1.0\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: faults\r\n\r\nGET http://faults/order/4 HTTP/1.1\r\nHost: faults\r\n\r\n",
    b"GET /order/5 HTTP/1.1\r\nHost: faults\r\n\r\nPOST /upload HTTP/1.1\r\nHost: faults\r\nContent-Length: 1\r\n\r\nx",
];

const TOKENS: [&[u8]; 16] = [
    b"\r\n",
    b"\n",
    b"\r",
    b"\0",
    b" ",
    b"\t",
    b"\x0b",
    b"\xff",
    b":",
    b"Content-Length: 1\r\n",
    b"Content-Length: 18446744073709551616\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: identity, chunked\r\n",
    b"Host: other\r\n",
    b"ffffffffffffffff\r\n",
    b"%00%2e%2e/",
];

/// Makes malformed requests, the same ones from the same seed.
#[derive(Debug)]
pub struct Mutator(Random);

impl Mutator {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    /// The next request, changed in one to four places.
    pub fn request(&mut self) -> Vec<u8> {
        let mut bytes = SEEDS[self.0.below(SEEDS.len())].to_vec();
        for _ in 0..=self.0.below(4) {
            self.change(&mut bytes);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let (first, second) = (self.0.below(bytes.len()), self.0.below(bytes.len()));
        let range = first.min(second)..first.max(second).min(first.min(second) + 16);
        match self.0.below(7) {
            0 => bytes.truncate(first),
            1 => drop(bytes.drain(range)),
            2 => {
                let copy = bytes[range.clone()].to_vec();
                drop(bytes.splice(range.start..range.start, copy));
            }
            3 | 4 => drop(bytes.splice(first..first, TOKENS[self.0.below(TOKENS.len())].iter().copied())),
            5 => bytes.iter_mut().skip(first).take(1).for_each(|byte| *byte = self.0.number() as u8),
            _ => bytes.iter_mut().skip(first).take(1).for_each(|byte| *byte ^= 1 << self.0.below(8)),
        }
    }
}

/// Sends one such request and waits for what becomes of it.
#[derive(Debug)]
pub struct Mutate {
    request: Outgoing,
    /// Sends the end of the stream behind it. Otherwise the server has to find out that nothing more comes.
    ends: bool,
    patience: Duration,
    since: Option<Instant>,
    last_words: LastWords,
}

impl Mutate {
    /// A connection that takes no longer than `patience`.
    pub fn new(request: Vec<u8>, ends: bool, patience: Duration) -> Self {
        Self { request: Outgoing::new(request), ends, patience, since: None, last_words: LastWords::default() }
    }
}

impl Attack for Mutate {
    fn go_on(&mut self, stream: &TcpStream, now: Instant, _: &mut Tally) -> io::Result<Option<Ending>> {
        let was_sent = self.since.is_some();
        if !self.request.send(stream)? {
            return Ok(None);
        }
        let since = *self.since.get_or_insert(now);
        if self.ends && !was_sent {
            stream.shutdown(Shutdown::Write)?;
        }
        if let Some(ending) = self.last_words.read(stream)? {
            return Ok(Some(ending));
        }
        Ok((now - since > self.patience).then_some(Ending::Hung))
    }
}
