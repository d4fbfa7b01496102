//! One client that asks and asks without waiting for answers.

use super::{Attack, Ending};
use crate::content::answer;
use crate::tally::Tally;
use crate::wire::{Head, get};
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

/// Bytes of answers that are kept before more is asked for.
const BUFFER: usize = 256 * 1024;

/// Sends all its requests in one stream and checks that the answers come in their order.
#[derive(Debug)]
pub struct Pipeline {
    total: u64,
    asked: u64,
    answered: u64,
    outgoing: Vec<u8>,
    incoming: Vec<u8>,
}

impl Pipeline {
    /// As many requests as this.
    pub fn new(total: u64) -> Self {
        Self { total, asked: 0, answered: 0, outgoing: Vec::new(), incoming: Vec::new() }
    }

    fn ask(&mut self, mut stream: &TcpStream) -> io::Result<()> {
        loop {
            while self.asked < self.total && self.outgoing.len() < 16 * 1024 {
                self.outgoing.extend(get(&format!("/order/{}", self.asked)));
                self.asked += 1;
            }
            if self.outgoing.is_empty() {
                return Ok(());
            }
            match stream.write(&self.outgoing) {
                Ok(length) => drop(self.outgoing.drain(..length)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads answers; false where one is wrong.
    fn check(&mut self, mut stream: &TcpStream) -> io::Result<bool> {
        let mut buffer = [0; BUFFER];
        loop {
            match stream.read(&mut buffer) {
                Ok(0) => return Err(io::ErrorKind::ConnectionReset.into()),
                Ok(length) => self.incoming.extend_from_slice(&buffer[..length]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(true),
                Err(error) => return Err(error),
            }
            if !self.take_answers() {
                return Ok(false);
            }
        }
    }

    fn take_answers(&mut self) -> bool {
        let mut taken = 0;
        while let Some(head) = Head::parse(&self.incoming[taken..]) {
            let Some(content) = self.incoming.get(taken + head.length..taken + head.total()) else { break };
            if head.status != 200 || content != answer(self.answered) {
                return false;
            }
            self.answered += 1;
            taken += head.total();
        }
        self.incoming.drain(..taken);
        true
    }
}

impl Attack for Pipeline {
    fn go_on(&mut self, stream: &TcpStream, _: Instant, tally: &mut Tally) -> io::Result<Option<Ending>> {
        let before = self.answered;
        self.ask(stream)?;
        let is_right = self.check(stream)?;
        tally.add("answers", self.answered - before);
        if !is_right {
            return Ok(Some(Ending::Wrong));
        }
        Ok((self.answered == self.total).then_some(Ending::Done))
    }
}
