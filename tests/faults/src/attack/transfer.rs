//! Honest clients that take their time: an upload or a download that lasts for a while and has to come out right.

use super::{Attack, Ending, Outgoing};
use crate::content::fill;
use crate::tally::Tally;
use crate::wire::{Head, get, post_head};
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Bytes that are sent at once.
const PIECE: usize = 64 * 1024;

/// Sends content at a steady rate, and checks that the server found all of it right.
#[derive(Debug)]
pub struct Upload {
    head: Outgoing,
    length: u64,
    duration: Duration,
    since: Option<Instant>,
    sent: u64,
    incoming: Vec<u8>,
}

impl Upload {
    /// So many bytes over so long a time.
    pub fn new(target: &str, length: u64, duration: Duration) -> Self {
        let head = Outgoing::new(post_head(target, length));
        Self { head, length, duration, since: None, sent: 0, incoming: Vec::new() }
    }

    /// How much should have been sent by now.
    fn due(&self, now: Instant) -> u64 {
        let Some(since) = self.since.filter(|_| !self.duration.is_zero()) else { return self.length };
        let due = u128::from(self.length) * (now - since).as_millis() / self.duration.as_millis().max(1);
        u64::try_from(due).unwrap_or(u64::MAX).min(self.length)
    }

    fn send(&mut self, mut stream: &TcpStream, due: u64) -> io::Result<()> {
        let mut piece = [0; PIECE];
        while self.sent < due {
            let length = PIECE.min((due - self.sent) as usize);
            fill(&mut piece[..length], self.sent);
            match stream.write(&piece[..length]) {
                Ok(length) => self.sent += length as u64,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Attack for Upload {
    fn go_on(&mut self, stream: &TcpStream, now: Instant, tally: &mut Tally) -> io::Result<Option<Ending>> {
        if !self.head.send(stream)? {
            return Ok(None);
        }
        if self.since.replace(self.since.unwrap_or(now)).is_none() {
            tally.count("begun");
        }
        self.send(stream, self.due(now))?;
        let Some(content) = receive(stream, &mut self.incoming)? else { return Ok(None) };
        let is_right = self.sent == self.length && content.text == format!("{} bytes right\n", self.length);
        Ok(Some(if is_right { Ending::Done } else { content.ending() }))
    }
}

/// Takes content as it comes, and checks that all of it does.
#[derive(Debug)]
pub struct Download {
    request: Outgoing,
    expected: String,
    incoming: Vec<u8>,
}

impl Download {
    /// The target's content has to be this.
    pub fn new(target: &str, expected: String) -> Self {
        Self { request: Outgoing::new(get(target)), expected, incoming: Vec::new() }
    }
}

impl Attack for Download {
    fn go_on(&mut self, stream: &TcpStream, _: Instant, tally: &mut Tally) -> io::Result<Option<Ending>> {
        let was_sent = self.request.sent > 0;
        if !self.request.send(stream)? {
            return Ok(None);
        }
        if !was_sent {
            tally.count("begun");
        }
        let Some(content) = receive(stream, &mut self.incoming)? else { return Ok(None) };
        Ok(Some(if content.text == self.expected { Ending::Done } else { content.ending() }))
    }
}

/// What came with an answer.
struct Content {
    status: u16,
    text: String,
    is_complete: bool,
}

impl Content {
    fn ending(&self) -> Ending {
        match self.status {
            200 if self.is_complete => Ending::Wrong,
            200 => Ending::Closed,
            status => Ending::Answered(status),
        }
    }
}

/// Reads an answer; `None` as long as it is not complete, and what there is of it when the connection ends.
fn receive(mut stream: &TcpStream, incoming: &mut Vec<u8>) -> io::Result<Option<Content>> {
    let mut buffer = [0; 16 * 1024];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return content(incoming).map(Some).ok_or(io::ErrorKind::ConnectionReset.into()),
            Ok(length) => incoming.extend_from_slice(&buffer[..length]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                return Ok(content(incoming).filter(|content| content.is_complete));
            }
            Err(error) => return Err(error),
        }
    }
}

fn content(incoming: &[u8]) -> Option<Content> {
    let head = Head::parse(incoming)?;
    let text = String::from_utf8_lossy(&incoming[head.length..]).into_owned();
    Some(Content { status: head.status, text, is_complete: incoming.len() >= head.total() })
}
