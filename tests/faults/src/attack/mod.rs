//! What is done on a connection: one file an attack.

mod ask;
mod dribble;
mod fetch;
mod idle;
mod mutate;
mod pipeline;
mod read;
mod reset;
mod transfer;

pub use ask::Ask;
pub use dribble::Dribble;
pub use fetch::Fetch;
pub use idle::Idle;
pub use mutate::{Mutate, Mutator};
pub use pipeline::Pipeline;
pub use read::SlowRead;
pub use reset::Reset;
pub use transfer::{Download, Upload};

use crate::tally::Tally;
use crate::wire::status_of;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

/// One connection's part in an attack.
pub trait Attack {
    /// Goes on as far as is possible now, without waiting; asked after each event and now and then. `Ok(None)`, and
    /// `WouldBlock`, keep the connection.
    ///
    /// # Errors
    ///
    /// Those of the connection, which end it.
    fn go_on(&mut self, stream: &TcpStream, now: Instant, tally: &mut Tally) -> io::Result<Option<Ending>>;
}

/// How a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The server has answered with this status and closed.
    Answered(u16),
    /// The server has closed without an answer.
    Closed,
    /// The connection was reset.
    Reset,
    /// There was nobody to connect to.
    Refused,
    /// The attack has done what it wanted.
    Done,
    /// An answer was not the right one.
    Wrong,
    /// The server has let the attack's own patience run out.
    Hung,
}

impl Ending {
    /// Its name in a tally.
    pub fn name(self) -> String {
        match self {
            Self::Answered(status) => format!("answered_{status}"),
            Self::Closed => "closed".into(),
            Self::Reset => "reset".into(),
            Self::Refused => "refused".into(),
            Self::Done => "done".into(),
            Self::Wrong => "wrong".into(),
            Self::Hung => "hung".into(),
        }
    }

    /// Has the server ended it?
    pub fn is_by_server(self) -> bool {
        matches!(self, Self::Answered(_) | Self::Closed | Self::Reset)
    }
}

/// What the server has sent so far on a connection that it will end.
#[derive(Debug, Default)]
struct LastWords(Vec<u8>);

impl LastWords {
    /// Reads what is there; the end, once it is there.
    fn read(&mut self, mut stream: &TcpStream) -> io::Result<Option<Ending>> {
        let mut buffer = [0; 4096];
        loop {
            match stream.read(&mut buffer) {
                Ok(0) => return Ok(Some(self.ending())),
                Ok(length) => self.keep(&buffer[..length]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
                // The answer may have come before the reset.
                Err(_) if !self.0.is_empty() => return Ok(Some(self.ending())),
                Err(error) => return Err(error),
            }
        }
    }

    /// The status line is enough.
    fn keep(&mut self, bytes: &[u8]) {
        let room = 64_usize.saturating_sub(self.0.len());
        self.0.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn ending(&self) -> Ending {
        status_of(&self.0).map_or(Ending::Closed, Ending::Answered)
    }
}

/// Bytes on their way out.
#[derive(Debug)]
struct Outgoing {
    bytes: Vec<u8>,
    sent: usize,
}

impl Outgoing {
    fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, sent: 0 }
    }

    /// Sends what the connection takes; true once all is gone.
    fn send(&mut self, mut stream: &TcpStream) -> io::Result<bool> {
        while self.sent < self.bytes.len() {
            match stream.write(&self.bytes[self.sent..]) {
                Ok(length) => self.sent += length,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}
