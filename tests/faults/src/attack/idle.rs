//! Connections that say nothing.

use super::{Attack, Ending, LastWords};
use crate::tally::Tally;
use std::io;
use std::net::TcpStream;
use std::time::Instant;

/// Holds a place.
#[derive(Debug, Default)]
pub struct Idle(LastWords);

impl Attack for Idle {
    fn go_on(&mut self, stream: &TcpStream, _: Instant, _: &mut Tally) -> io::Result<Option<Ending>> {
        self.0.read(stream)
    }
}
