//! The simulated network: connections as pairs of byte queues, with what is under way between them.
//!
//! Decides how long bytes take and how they are cut. Behaves like TCP on Linux: in order, with limited room, an end of
//! stream in each direction, and a reset where somebody closes what was not read or sends what nobody reads.

use super::random::Random;
use super::readiness::{Source, Wakes};
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

pub(super) type ConnectionId = usize;

#[derive(Default)]
pub(super) struct Network {
    connections: Vec<Connection>,
    /// What arrives when; of two things at the same moment the one that was sent first.
    flying: BTreeMap<(Duration, u64), (ConnectionId, Packet)>,
    sent: u64,
    pub(super) listener: ListenerState,
    pub(super) latency: usize,
}

#[derive(Default)]
pub(super) struct ListenerState {
    pub(super) is_open: bool,
    pub(super) queue: VecDeque<ConnectionId>,
    /// Descriptors are used up until then.
    pub(super) exhausted_until: Duration,
}

/// One connection and its two directions.
#[derive(Default)]
pub(super) struct Connection {
    pub(super) to_server: Pipe,
    pub(super) to_client: Pipe,
    pub(super) server: End,
    pub(super) client: End,
    pub(super) accepted_at: Option<Duration>,
    pub(super) closed_at: Option<Duration>,
    pub(super) resets_when_closed: bool,
}

/// What one side knows of the connection.
#[derive(Default)]
pub(super) struct End {
    pub(super) is_closed: bool,
    pub(super) is_reset: bool,
    /// Reads nothing more, but the end of the stream.
    pub(super) is_deaf: bool,
}

#[derive(Default)]
pub(super) struct Pipe {
    pub(super) arrived: VecDeque<u8>,
    flying: usize,
    pub(super) capacity: usize,
    last_arrival: Duration,
    pub(super) is_shut: bool,
    pub(super) has_ended: bool,
}

impl Pipe {
    pub(super) fn room(&self) -> usize {
        self.capacity.saturating_sub(self.arrived.len() + self.flying)
    }

    /// The kernel tells of room once a third is free.
    fn has_much_room(&self) -> bool {
        self.room() * 3 >= self.capacity
    }

    pub(super) fn take(&mut self, most: usize) -> Vec<u8> {
        let length = self.arrived.len().min(most);
        self.arrived.drain(..length).collect()
    }
}

enum Packet {
    Opening,
    ToServer(Content),
    ToClient(Content),
}

enum Content {
    Bytes(Vec<u8>),
    End,
    Reset,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Server,
    Client,
}

impl Connection {
    pub(super) fn can_server_read(&self) -> bool {
        !self.to_server.arrived.is_empty() || self.has_server_heard_all()
    }

    pub(super) fn has_server_heard_all(&self) -> bool {
        self.to_server.has_ended || self.server.is_reset || self.server.is_deaf
    }

    pub(super) fn can_server_write(&self) -> bool {
        self.to_client.has_much_room() || self.server.is_reset || self.to_client.is_shut
    }

    pub(super) fn can_client_read(&self) -> bool {
        !self.to_client.arrived.is_empty() || self.to_client.has_ended || self.client.is_reset
    }

    pub(super) fn can_client_write(&self) -> bool {
        self.to_server.room() > 0 || self.client.is_reset
    }

    fn ends(&mut self, side: Side) -> (&mut End, &mut Pipe, &mut Pipe) {
        match side {
            Side::Server => (&mut self.server, &mut self.to_server, &mut self.to_client),
            Side::Client => (&mut self.client, &mut self.to_client, &mut self.to_server),
        }
    }
}

impl Network {
    pub(super) fn get(&self, id: ConnectionId) -> &Connection {
        &self.connections[id]
    }

    pub(super) fn get_mut(&mut self, id: ConnectionId) -> &mut Connection {
        &mut self.connections[id]
    }

    /// Connections that the server has accepted and not closed.
    pub(super) fn open(&self) -> usize {
        let is_open = |connection: &&Connection| connection.accepted_at.is_some() && !connection.server.is_closed;
        self.connections.iter().filter(is_open).count()
    }

    pub(super) fn connect(&mut self, now: Duration, random: &mut Random) -> ConnectionId {
        let id = self.connections.len();
        let mut connection = Connection::default();
        connection.to_server.capacity = random.pick(&[500, 3_000, 100_000]);
        connection.to_client.capacity = random.pick(&[300, 5_000, 256_000]);
        self.connections.push(connection);
        let arrival = self.arrival(now, Duration::ZERO, random);
        self.connections[id].to_server.last_arrival = arrival;
        self.fly(arrival, id, Packet::Opening);
        id
    }

    fn arrival(&self, now: Duration, last: Duration, random: &mut Random) -> Duration {
        (now + Duration::from_nanos(random.below(self.latency) as u64)).max(last)
    }

    fn fly(&mut self, arrival: Duration, id: ConnectionId, packet: Packet) {
        self.sent += 1;
        self.flying.insert((arrival, self.sent), (id, packet));
    }

    pub(super) fn next_arrival(&self) -> Option<Duration> {
        self.flying.keys().next().map(|(moment, _)| *moment)
    }

    fn post(&mut self, id: ConnectionId, from: Side, content: Content, now: Duration, random: &mut Random) {
        let last = self.connections[id].ends(from).2.last_arrival;
        let arrival = self.arrival(now, last, random);
        self.connections[id].ends(from).2.last_arrival = arrival;
        let packet = match from {
            Side::Server => Packet::ToClient(content),
            Side::Client => Packet::ToServer(content),
        };
        self.fly(arrival, id, packet);
    }

    /// Sends bytes for which there is room, in several packets.
    pub(super) fn send(
        &mut self,
        id: ConnectionId,
        from: Side,
        mut bytes: &[u8],
        split: usize,
        now: Duration,
        random: &mut Random,
    ) {
        self.connections[id].ends(from).2.flying += bytes.len();
        while !bytes.is_empty() {
            let length = if random.once_in(split) { random.between(1, bytes.len()) } else { bytes.len() };
            let (packet, rest) = bytes.split_at(length);
            self.post(id, from, Content::Bytes(packet.to_vec()), now, random);
            bytes = rest;
        }
    }

    pub(super) fn shut(&mut self, id: ConnectionId, from: Side, now: Duration, random: &mut Random) {
        let pipe = self.connections[id].ends(from).2;
        if !std::mem::replace(&mut pipe.is_shut, true) {
            self.post(id, from, Content::End, now, random);
        }
    }

    /// A close resets the connection where bytes were not read.
    pub(super) fn close(&mut self, id: ConnectionId, from: Side, now: Duration, random: &mut Random) {
        let resets = self.connections[id].resets_when_closed && from == Side::Server;
        let (end, incoming, _) = self.connections[id].ends(from);
        end.is_closed = true;
        let resets = resets || !incoming.arrived.is_empty();
        incoming.arrived.clear();
        if from == Side::Server {
            self.connections[id].closed_at = Some(now);
        }
        match resets {
            true => self.reset(id, from, now, random),
            false => self.shut(id, from, now, random),
        }
    }

    pub(super) fn reset(&mut self, id: ConnectionId, from: Side, now: Duration, random: &mut Random) {
        self.connections[id].ends(from).2.is_shut = true;
        self.post(id, from, Content::Reset, now, random);
    }

    pub(super) fn deliver(&mut self, now: Duration, wakes: &mut Wakes) {
        while let Some(entry) = self.flying.first_entry()
            && entry.key().0 <= now
        {
            let ((moment, _), (id, packet)) = entry.remove_entry();
            match packet {
                Packet::Opening => self.open_at(moment, id, wakes),
                Packet::ToServer(content) => self.arrive(moment, id, Side::Server, content, wakes),
                Packet::ToClient(content) => self.arrive(moment, id, Side::Client, content, wakes),
            }
        }
    }

    fn open_at(&mut self, moment: Duration, id: ConnectionId, wakes: &mut Wakes) {
        if self.listener.is_open {
            self.listener.queue.push_back(id);
            wakes.notify(Source::Listener);
            return;
        }
        self.refuse(moment, id);
    }

    /// Nobody will ever accept it.
    pub(super) fn refuse(&mut self, moment: Duration, id: ConnectionId) {
        self.connections[id].server.is_closed = true;
        self.fly(moment, id, Packet::ToClient(Content::Reset));
    }

    fn arrive(&mut self, moment: Duration, id: ConnectionId, at: Side, content: Content, wakes: &mut Wakes) {
        let (end, incoming, _) = self.connections[id].ends(at);
        match content {
            Content::Bytes(bytes) => {
                incoming.flying -= bytes.len();
                if end.is_closed {
                    return self.bounce(moment, id, at);
                }
                if end.is_reset {
                    return;
                }
                incoming.arrived.extend(bytes);
            }
            Content::End => incoming.has_ended = true,
            Content::Reset => {
                end.is_reset = true;
                incoming.arrived.clear();
            }
        }
        if at == Side::Server {
            wakes.notify(Source::Connection(id));
        }
    }

    /// Bytes for a socket that is closed: whoever sent them hears of it.
    fn bounce(&mut self, moment: Duration, id: ConnectionId, at: Side) {
        let packet = match at {
            Side::Server => Packet::ToClient(Content::Reset),
            Side::Client => Packet::ToServer(Content::Reset),
        };
        self.fly(moment, id, packet);
    }
}
