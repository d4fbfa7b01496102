//! Slow heads and slow contents: an opening, then a byte now and then.

use super::{Attack, Ending, LastWords, Outgoing};
use crate::tally::Tally;
use crate::wire::post_head;
use std::io::{self, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Never comes to an end.
#[derive(Debug)]
pub struct Dribble {
    opening: Outgoing,
    interval: Duration,
    next: Option<Instant>,
    last_words: LastWords,
}

impl Dribble {
    /// Half a head.
    pub fn head(interval: Duration) -> Self {
        Self::new(b"GET / HTTP/1.1\r\nHost: faults\r\nX: ".to_vec(), interval)
    }

    /// A head that announces so many bytes of content.
    pub fn content(length: u64, interval: Duration) -> Self {
        Self::new(post_head("/upload", length), interval)
    }

    fn new(opening: Vec<u8>, interval: Duration) -> Self {
        Self { opening: Outgoing::new(opening), interval, next: None, last_words: LastWords::default() }
    }
}

impl Attack for Dribble {
    fn go_on(&mut self, mut stream: &TcpStream, now: Instant, _: &mut Tally) -> io::Result<Option<Ending>> {
        if let Some(ending) = self.last_words.read(stream)? {
            return Ok(Some(ending));
        }
        if !self.opening.send(stream)? {
            return Ok(None);
        }
        if now >= *self.next.get_or_insert(now + self.interval) {
            self.next = Some(now + self.interval);
            stream.write_all(b"x")?;
        }
        Ok(None)
    }
}
