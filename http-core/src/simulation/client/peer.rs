//! A client's socket.

use crate::simulation::network::{ConnectionId, Side};
use crate::simulation::readiness::Source;
use crate::simulation::world::{self, Wait, World, with};
use std::time::Duration;

pub(in crate::simulation) struct Peer {
    pub(super) id: ConnectionId,
    /// What was received and not looked at.
    pub(super) received: Vec<u8>,
    pub(super) end: Option<End>,
}

/// How the server ended the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Orderly,
    Reset,
}

impl Peer {
    pub(super) fn connect() -> Self {
        let id = with(|world| world.network.connect(world.time, &mut world.random));
        world::trace(|| format!("connects as {id}"));
        Self { id, received: Vec::new(), end: None }
    }

    /// Sends all, and takes what comes meanwhile. False where the server listens no more.
    pub(super) fn send(&mut self, mut bytes: &[u8]) -> bool {
        while !bytes.is_empty() {
            self.take_all();
            if self.end == Some(End::Reset) {
                return false;
            }
            let sent = with(|world| self.send_some(world, bytes));
            bytes = &bytes[sent..];
            if sent == 0 {
                world::wait(Wait::ClientMoves(self.id), None);
            }
        }
        true
    }

    fn send_some(&self, world: &mut World, bytes: &[u8]) -> usize {
        let length = bytes.len().min(world.network.get(self.id).to_server.room());
        if length > 0 {
            world.trace(|| format!("sends {length}: {}", bytes[..length.min(60)].escape_ascii()));
            let (split, time) = (world.chances.split, world.time);
            world.network.send(self.id, Side::Client, &bytes[..length], split, time, &mut world.random);
        }
        length
    }

    fn take_all(&mut self) {
        self.take(usize::MAX);
    }

    /// Takes what is there, and how it ended.
    fn take(&mut self, most: usize) {
        let (bytes, end) = with(|world| {
            let connection = world.network.get_mut(self.id);
            let bytes = connection.to_client.take(most);
            let end = match () {
                () if connection.client.is_reset => Some(End::Reset),
                () if connection.to_client.has_ended && connection.to_client.arrived.is_empty() => Some(End::Orderly),
                () => None,
            };
            if !bytes.is_empty() {
                world.wakes.notify(Source::Connection(self.id));
                world.trace(|| format!("receives {}: {}", bytes.len(), bytes[..bytes.len().min(60)].escape_ascii()));
            }
            (bytes, end)
        });
        if end != self.end {
            world::trace(|| format!("sees the end: {end:?}"));
        }
        self.end = end;
        self.received.extend(bytes);
    }

    /// Waits until there is more, up to `most` bytes; false at the end or when the time is over.
    pub(super) fn receive(&mut self, most: usize, timeout: Option<Duration>) -> bool {
        let before = self.received.len();
        let deadline = timeout.map(|timeout| with(|world| world.time + timeout));
        let is_there = world::wait(Wait::ClientReads(self.id), deadline);
        if is_there {
            self.take(most);
        }
        self.received.len() > before
    }

    /// Waits for the end; what comes before it is kept.
    pub(super) fn receive_to_end(&mut self) {
        while self.end.is_none() {
            self.receive(usize::MAX, None);
        }
    }

    pub(super) fn shut(&self) {
        world::trace(|| "sends the end".to_owned());
        with(|world| world.network.shut(self.id, Side::Client, world.time, &mut world.random));
    }

    pub(super) fn reset(self) {
        world::trace(|| "resets".to_owned());
        with(|world| world.network.reset(self.id, Side::Client, world.time, &mut world.random));
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        world::trace(|| "closes".to_owned());
        with(|world| world.network.close(self.id, Side::Client, world.time, &mut world.random));
    }
}
