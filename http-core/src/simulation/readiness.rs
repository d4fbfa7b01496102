//! What epoll does on the simulated machine, and signals to threads that wait for it.
//!
//! Decides which event is told first. A socket is told of once each time something arrives, as with an edge-triggered
//! epoll; now and then there is an event with nothing behind it.

use super::network::{ConnectionId, Network};
use super::socket::{Listener, Stream};
use super::world::{self, Wait, World, with};
use crate::platform::{Batch, Event, Interest};
use rustix::io::Errno;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::time::Duration;

/// What can be registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    Listener,
    Connection(ConnectionId),
    Signal(usize),
}

impl From<&Listener> for Source {
    fn from(_: &Listener) -> Self {
        Self::Listener
    }
}

impl From<&Stream> for Source {
    fn from(stream: &Stream) -> Self {
        Self::Connection(stream.id())
    }
}

impl From<&Signal> for Source {
    fn from(signal: &Signal) -> Self {
        Self::Signal(signal.0)
    }
}

/// All signals and all instances of epoll.
#[derive(Default)]
pub(super) struct Wakes {
    signals: Vec<bool>,
    instances: Vec<Instance>,
}

#[derive(Default)]
struct Instance {
    registered: BTreeMap<Source, (u64, Interest)>,
    queue: VecDeque<Queued>,
}

#[derive(Clone, Copy)]
struct Queued {
    source: Source,
    is_spurious: bool,
}

impl Wakes {
    pub(super) fn is_sent(&self, signal: usize) -> bool {
        self.signals[signal]
    }

    /// Something has happened there.
    pub(super) fn notify(&mut self, source: Source) {
        for instance in &mut self.instances {
            instance.enqueue(source, false);
        }
    }

    pub(super) fn forget(&mut self, source: Source) {
        for instance in &mut self.instances {
            instance.registered.remove(&source);
            instance.queue.retain(|queued| queued.source != source);
        }
    }

    pub(super) fn has_events(&self, network: &Network, instance: usize) -> bool {
        let instance = &self.instances[instance];
        instance.queue.iter().any(|queued| queued.is_spurious || self.is_ready(network, instance, queued.source))
    }

    fn is_ready(&self, network: &Network, instance: &Instance, source: Source) -> bool {
        let Some((_, interest)) = instance.registered.get(&source) else { return false };
        match source {
            Source::Signal(signal) => self.signals[signal],
            Source::Listener => !network.listener.queue.is_empty(),
            Source::Connection(id) => {
                let connection = network.get(id);
                let can_write = *interest == Interest::ReadingAndWriting && connection.can_server_write();
                connection.can_server_read() || can_write
            }
        }
    }
}

impl Instance {
    fn enqueue(&mut self, source: Source, is_spurious: bool) {
        let is_queued = self.queue.iter().any(|queued| queued.source == source);
        if !is_queued && self.registered.contains_key(&source) {
            self.queue.push_back(Queued { source, is_spurious });
        }
    }
}

#[derive(Debug)]
pub(crate) struct Signal(usize);

impl Signal {
    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(with(|world| {
            world.wakes.signals.push(false);
            Self(world.wakes.signals.len() - 1)
        }))
    }

    pub(crate) fn send(&self) {
        with(|world| {
            world.trace(|| format!("sends signal {}", self.0));
            world.wakes.signals[self.0] = true;
            world.wakes.notify(Source::Signal(self.0));
        });
        world::switch();
    }

    pub(crate) fn clear(&self) {
        world::switch();
        with(|world| world.wakes.signals[self.0] = false);
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn wait(&self, timeout: Duration) -> io::Result<bool> {
        let deadline = with(|world| world.time + timeout);
        Ok(world::wait(Wait::Signal(self.0), Some(deadline)))
    }
}

#[derive(Debug)]
pub(crate) struct Readiness(usize);

impl Readiness {
    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(with(|world| {
            world.wakes.instances.push(Instance::default());
            Self(world.wakes.instances.len() - 1)
        }))
    }

    pub(crate) fn register(&self, socket: impl Into<Source>, token: u64, interest: Interest) -> io::Result<()> {
        let source = socket.into();
        let is_connection = matches!(source, Source::Connection(_));
        world::switch();
        if is_connection && with(|world| world.random.once_in(world.chances.no_watch)) {
            return Err(Errno::NOSPC.into());
        }
        self.register_again(source, token, interest)
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn register_again(&self, socket: impl Into<Source>, token: u64, interest: Interest) -> io::Result<()> {
        let source = socket.into();
        with(|world| {
            let instance = &mut world.wakes.instances[self.0];
            instance.registered.insert(source, (token, interest));
            instance.enqueue(source, false);
        });
        world::switch();
        Ok(())
    }

    pub(crate) fn wait(&self, most: usize, timeout: Option<Duration>) -> io::Result<Batch> {
        let deadline = timeout.map(|timeout| with(|world| world.time + timeout));
        loop {
            world::switch();
            if with(|world| world.random.once_in(world.chances.interruption)) {
                return Ok(Batch::default());
            }
            let batch = with(|world| self.take_some(world, most));
            if !batch.is_empty() {
                return Ok(batch);
            }
            if !world::wait(Wait::Events { readiness: self.0 }, deadline) {
                return Ok(Batch::default());
            }
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn take(&self) -> io::Result<Batch> {
        world::switch();
        Ok(with(|world| self.take_some(world, 1)))
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn watch(&self, wake: &Signal, timeout: Option<Duration>) -> io::Result<bool> {
        let deadline = timeout.map(|timeout| with(|world| world.time + timeout));
        world::wait(Wait::EventsOrSignal { readiness: self.0, signal: wake.0 }, deadline);
        Ok(with(|world| world.wakes.is_sent(wake.0)))
    }

    pub(crate) fn has_events(&self) -> bool {
        with(|world| world.wakes.has_events(&world.network, self.0))
    }

    fn take_some(&self, world: &mut World, most: usize) -> Batch {
        self.imagine(world);
        let mut batch = Batch::default();
        let mut alarms = Vec::new();
        while batch.len() < most {
            let Some(queued) = self.take_one(world) else { break };
            let instance = &world.wakes.instances[self.0];
            let Some((token, interest)) = instance.registered.get(&queued.source).copied() else { continue };
            if !queued.is_spurious && !world.wakes.is_ready(&world.network, instance, queued.source) {
                continue;
            }
            let has_ended = match queued.source {
                Source::Connection(id) => world.network.get(id).has_server_heard_all(),
                _ => false,
            };
            batch.push(Event { token, has_ended });
            if interest == Interest::Alarm {
                alarms.push(queued);
            }
        }
        world.wakes.instances[self.0].queue.extend(alarms);
        if !batch.is_empty() {
            world.trace(|| format!("is told of {:x?}", batch.collect::<Vec<_>>()));
        }
        batch
    }

    /// Whatever waits, in any order.
    fn take_one(&self, world: &mut World) -> Option<Queued> {
        let queue = &mut world.wakes.instances[self.0].queue;
        let place = world.random.below(queue.len());
        queue.remove(place)
    }

    /// An event for a socket at which nothing has happened.
    fn imagine(&self, world: &mut World) {
        let instance = &mut world.wakes.instances[self.0];
        let sources = instance.registered.keys().filter(|source| matches!(source, Source::Connection(_)));
        let sources: Vec<Source> = sources.copied().collect();
        if !sources.is_empty() && world.random.once_in(world.chances.spurious_event) {
            let source = world.random.pick(&sources);
            instance.enqueue(source, true);
        }
    }
}
