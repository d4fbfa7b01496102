//! Slow readers: they ask for much and take it a few bytes at a time.

use super::{Attack, Ending, Outgoing};
use crate::tally::Tally;
use crate::wire::get;
use std::io::{self, Read};
use std::net::TcpStream;
use std::time::Instant;

/// Reads at a rate, and never faster.
#[derive(Debug)]
pub struct SlowRead {
    request: Outgoing,
    /// Bytes a second.
    rate: u64,
    since: Option<Instant>,
    taken: u64,
}

impl SlowRead {
    /// Asks for this target.
    pub fn new(target: &str, rate: u64) -> Self {
        Self { request: Outgoing::new(get(target)), rate, since: None, taken: 0 }
    }

    /// What may be taken by now.
    fn allowance(&self, now: Instant) -> u64 {
        let passed = self.since.map_or(0, |since| (now - since).as_millis() as u64);
        (passed * self.rate / 1000).saturating_sub(self.taken)
    }
}

impl Attack for SlowRead {
    fn go_on(&mut self, mut stream: &TcpStream, now: Instant, tally: &mut Tally) -> io::Result<Option<Ending>> {
        // A reset is hidden behind bytes that nobody has read.
        if let Some(error) = stream.take_error()? {
            return Err(error);
        }
        if !self.request.send(stream)? {
            return Ok(None);
        }
        self.since.get_or_insert(now);
        let mut buffer = [0; 4096];
        loop {
            let room = buffer.len().min(self.allowance(now) as usize);
            if room == 0 {
                return Ok(None);
            }
            match stream.read(&mut buffer[..room])? {
                0 => return Ok(Some(Ending::Closed)),
                length => {
                    self.taken += length as u64;
                    tally.add("bytes", length as u64);
                }
            }
        }
    }
}
