//! Requests one after the other, as fast as they are answered.

use super::{Attack, Ending};
use crate::tally::Tally;
use crate::wire::{Head, get};
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

/// Asks for its targets in turn, and counts the statuses of the answers.
#[derive(Debug)]
pub struct Ask {
    targets: Vec<String>,
    /// Requests on this connection.
    total: u64,
    asked: u64,
    is_waiting: bool,
    incoming: Vec<u8>,
}

impl Ask {
    /// At most this many requests on one connection; `first` is the place of the first target.
    pub fn new(targets: Vec<String>, first: u64, total: u64) -> Self {
        Self { targets, total: first + total, asked: first, is_waiting: false, incoming: Vec::new() }
    }

    fn ask(&mut self, mut stream: &TcpStream) -> io::Result<()> {
        let target = &self.targets[self.asked as usize % self.targets.len()];
        stream.write_all(&get(target))?;
        self.asked += 1;
        self.is_waiting = true;
        Ok(())
    }

    /// The next answer; `WouldBlock` where it has not come completely.
    fn answer(&mut self, mut stream: &TcpStream) -> io::Result<Option<Head>> {
        let mut buffer = [0; 16 * 1024];
        loop {
            if let Some(head) = Head::parse(&self.incoming).filter(|head| self.incoming.len() >= head.total()) {
                self.incoming.drain(..head.total());
                self.is_waiting = false;
                return Ok(Some(head));
            }
            match stream.read(&mut buffer)? {
                0 => return Ok(None),
                length => self.incoming.extend_from_slice(&buffer[..length]),
            }
        }
    }
}

impl Attack for Ask {
    fn go_on(&mut self, stream: &TcpStream, _: Instant, tally: &mut Tally) -> io::Result<Option<Ending>> {
        loop {
            if self.is_waiting {
                let Some(head) = self.answer(stream)? else {
                    tally.count("unanswered");
                    return Ok(Some(Ending::Closed));
                };
                tally.count(&format!("status_{}", head.status));
                if head.closes || self.asked >= self.total {
                    return Ok(Some(Ending::Done));
                }
            }
            self.ask(stream)?;
        }
    }
}
