//! The server's side of the simulated network.

use super::network::{ConnectionId, Side};
use super::readiness::Source;
use super::world::{self, Wait, World, with};
use crate::Address;
use crate::platform::Room;
use rustix::io::Errno;
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

/// The one socket that simulated connections come from.
#[derive(Debug)]
pub(crate) struct Listener(SocketAddr);

impl Listener {
    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn bind(address: SocketAddr) -> io::Result<Self> {
        with(|world| world.network.listener.is_open = true);
        Ok(Self(address))
    }

    pub(crate) fn from_tcp(_: TcpListener) -> io::Result<Self> {
        Err(not_there())
    }

    pub(crate) fn bind_unix(_: &Path) -> io::Result<Self> {
        Err(not_there())
    }

    pub(crate) fn from_fd(_: OwnedFd) -> io::Result<Self> {
        Err(not_there())
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn local_addr(&self) -> io::Result<Address> {
        Ok(Address::tcp(self.0))
    }

    pub(crate) fn has_waiting(&self) -> bool {
        world::switch();
        with(|world| !world.network.listener.queue.is_empty())
    }

    pub(crate) fn accept(&self) -> io::Result<(Stream, Address)> {
        world::switch();
        with(|world| self.accept_one(world))
    }

    fn accept_one(&self, world: &mut World) -> io::Result<(Stream, Address)> {
        let listener = &mut world.network.listener;
        if world.random.once_in(world.chances.exhausted_accept) {
            listener.exhausted_until = world.time + Duration::from_millis(world.random.between(1, 300) as u64);
        }
        if world.time < listener.exhausted_until {
            return Err(Errno::MFILE.into());
        }
        let id = listener.queue.pop_front().ok_or(io::ErrorKind::WouldBlock)?;
        if world.random.once_in(world.chances.aborted_accept) {
            world.network.refuse(world.time, id);
            return Err(Errno::CONNABORTED.into());
        }
        world.network.get_mut(id).accepted_at = Some(world.time);
        world.peaks.connections = world.peaks.connections.max(world.network.open());
        world.trace(|| format!("accepts {id}"));
        Ok((Stream(id), Address::tcp(self.0)))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        with(|world| {
            world.network.listener.is_open = false;
            for id in std::mem::take(&mut world.network.listener.queue) {
                world.network.refuse(world.time, id);
            }
            world.wakes.forget(Source::Listener);
        });
    }
}

fn not_there() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "the simulated machine has no such sockets")
}

#[derive(Debug)]
pub(crate) struct Stream(ConnectionId);

impl Stream {
    pub(super) fn id(&self) -> ConnectionId {
        self.0
    }

    pub(crate) fn try_read(&self, room: &mut Room<'_>) -> io::Result<usize> {
        world::switch();
        let bytes = with(|world| {
            let connection = world.network.get_mut(self.0);
            if connection.server.is_reset {
                return Err(Errno::CONNRESET.into());
            }
            let bytes = connection.to_server.take(room.len());
            if bytes.is_empty() && !connection.has_server_heard_all() {
                return Err(io::ErrorKind::WouldBlock.into());
            }
            world.trace(|| format!("reads {} of {}", bytes.len(), self.0));
            Ok::<_, io::Error>(bytes)
        })?;
        Ok(room.put(&bytes))
    }

    pub(crate) fn try_write(&self, first: &[u8], second: &[u8]) -> io::Result<usize> {
        world::switch();
        with(|world| {
            let connection = world.network.get(self.0);
            if connection.server.is_reset || connection.to_client.is_shut {
                return Err(Errno::PIPE.into());
            }
            let mut length = (first.len() + second.len()).min(connection.to_client.room());
            if length == 0 {
                return Err(io::ErrorKind::WouldBlock.into());
            }
            if world.random.once_in(world.chances.short_write) {
                length = world.random.between(1, length);
            }
            let bytes = [first, second].concat();
            world.trace(|| format!("writes {length} of {} to {}", bytes.len(), self.0));
            let (split, time) = (world.chances.split, world.time);
            world.network.send(self.0, Side::Server, &bytes[..length], split, time, &mut world.random);
            Ok(length)
        })
    }

    pub(crate) fn has_unread(&self) -> bool {
        world::switch();
        with(|world| !world.network.get(self.0).to_server.arrived.is_empty())
    }

    pub(crate) fn shutdown(&self, how: Shutdown) {
        with(|world| {
            world.trace(|| format!("shuts down {} {how:?}", self.0));
            world.network.shut(self.0, Side::Server, world.time, &mut world.random);
            if how == Shutdown::Both {
                world.network.get_mut(self.0).server.is_deaf = true;
                world.wakes.notify(Source::Connection(self.0));
            }
        });
    }

    pub(crate) fn reset_when_closed(&self) {
        with(|world| world.network.get_mut(self.0).resets_when_closed = true);
    }

    pub(crate) fn wait_to_read(&self, deadline: Option<Instant>) -> io::Result<()> {
        self.wait(Wait::ServerReads(self.0), deadline)
    }

    pub(crate) fn wait_to_write(&self, deadline: Option<Instant>) -> io::Result<()> {
        self.wait(Wait::ServerWrites(self.0), deadline)
    }

    fn wait(&self, wait: Wait, deadline: Option<Instant>) -> io::Result<()> {
        let deadline = deadline.map(|deadline| with(|world| world.since_start(deadline)));
        if world::wait(wait, deadline) { Ok(()) } else { Err(io::ErrorKind::TimedOut.into()) }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        with(|world| {
            world.trace(|| format!("closes {}", self.0));
            world.wakes.forget(Source::Connection(self.0));
            world.network.close(self.0, Side::Server, world.time, &mut world.random);
        });
    }
}
