//! Connections that end rudely, each in another place.

use super::{Attack, Ending, Outgoing};
use crate::net::reset_when_closed;
use crate::tally::Tally;
use crate::wire::{get, post_head};
use std::io::{self, Read};
use std::net::TcpStream;
use std::time::Instant;

/// One connection that the client ends.
#[derive(Debug)]
pub struct Reset {
    request: Outgoing,
    waits_for_answer: bool,
    resets: bool,
}

impl Reset {
    /// At once, with a reset or without; in a head, in a content, in a response: in turn.
    pub fn new(number: u64) -> Self {
        let (request, waits_for_answer) = match number % 5 {
            0 | 1 => (Vec::new(), false),
            2 => (b"GET / HTTP/1.1\r\nHo".to_vec(), false),
            3 => ([post_head("/upload", 100_000), vec![b'x'; 1000]].concat(), false),
            _ => (get("/big/8388608"), true),
        };
        Self { request: Outgoing::new(request), waits_for_answer, resets: number % 5 != 1 }
    }
}

impl Attack for Reset {
    fn go_on(&mut self, mut stream: &TcpStream, _: Instant, _: &mut Tally) -> io::Result<Option<Ending>> {
        if !self.request.send(stream)? {
            return Ok(None);
        }
        if self.waits_for_answer && stream.read(&mut [0; 1024])? == 0 {
            return Ok(Some(Ending::Closed));
        }
        if self.resets {
            reset_when_closed(stream)?;
        }
        Ok(Some(Ending::Done))
    }
}
