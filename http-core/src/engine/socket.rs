//! A connection's socket as handlers use it: they wait.
//!
//! Decides how long they wait for a client, with the help of `patience`.

use super::patience::{Pace, Patience};
use crate::channel::Transport;
use crate::platform::{Room, Stream, now};
use std::io;
use std::sync::Arc;
use std::time::Instant;

/// A socket, and the patience its server has.
#[derive(Debug)]
pub(crate) struct Socket {
    pub(super) stream: Stream,
    patience: Arc<Patience>,
}

impl Socket {
    pub(super) fn new(stream: Stream, patience: Arc<Patience>) -> Self {
        Self { stream, patience }
    }

    /// Waits until there may be room to write; an error of kind `TimedOut` where the client is too slow.
    fn wait_for_room(&self, pace: &mut Pace) -> io::Result<()> {
        if pace.is_too_slow(&self.patience) {
            self.stream.reset_when_closed();
            return Err(io::ErrorKind::TimedOut.into());
        }
        let _waiting = self.patience.wait();
        match self.stream.wait_to_write(Some(now() + self.patience.probe())) {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => Ok(()),
            result => result,
        }
    }

    pub(super) fn read_until(&self, room: &mut Room<'_>, deadline: Option<Instant>) -> io::Result<usize> {
        loop {
            match self.stream.try_read(room) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.stream.wait_to_read(deadline)?,
                result => return result,
            }
        }
    }
}

impl Transport for Socket {
    fn read(&self, room: &mut Room<'_>, deadline: Instant) -> io::Result<usize> {
        match self.stream.try_read(room) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            result => return result,
        }
        if self.patience.is_exhausted() {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        let _waiting = self.patience.wait();
        self.read_until(room, Some(deadline))
    }

    fn write_all(&self, mut first: &[u8], mut second: &[u8]) -> io::Result<()> {
        let mut pace = None;
        while !first.is_empty() || !second.is_empty() {
            match self.stream.try_write(first, second) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => {
                    pace.iter_mut().for_each(|pace: &mut Pace| pace.took(written));
                    let of_first = written.min(first.len());
                    first = &first[of_first..];
                    second = &second[written - of_first..];
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.wait_for_room(pace.get_or_insert_with(Pace::new))?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
