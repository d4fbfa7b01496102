//! What is done for one connection when something has happened to it.
//!
//! Decides when to read, when to write, when to let go of it, and for how long it may be let alone. Nothing here
//! waits, but for handlers.

use super::connection::{Connection, Ending, Unsent};
use super::conversation::{Conversation, Next, Watcher};
use super::shared::{Engine, Told};
use super::table::{Parking, Token};
use super::takeover;
use super::waiting::Waiting;
use crate::Handler;
use crate::channel::Transport;
use crate::logging::debug;
use crate::platform::{Event, Interest, Room, now};
use crate::upgrade::Takeover;
use http::StatusCode;
use std::io::{self, ErrorKind};
use std::net::Shutdown;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How much is read at once, at least.
const READ: usize = 16 * 1024;

/// Serves connections, one after the other, with buffers of its own.
pub(super) struct Attendant {
    engine: Arc<Engine>,
    conversation: Conversation,
}

/// What becomes of a connection.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Park,
    Close,
}

impl Attendant {
    pub(super) fn new(engine: Arc<Engine>, handler: Arc<dyn Handler>) -> Self {
        let conversation = Conversation::new(Arc::clone(&engine.settings), handler);
        Self { engine, conversation }
    }

    pub(super) fn serve(&mut self, token: Token, mut event: Event, watcher: &mut dyn Watcher) {
        let Some(mut connection) = self.engine.table.claim(token, event) else { return };
        loop {
            let waited_for = connection.waiting();
            let has_served = std::mem::replace(&mut connection.has_served, false);
            let fate = self.attend(token, &mut connection, event, watcher);
            if fate == Fate::Close {
                return self.close(token, connection);
            }
            if connection.has_served || connection.waiting() != waited_for {
                connection.since = self.now();
            }
            connection.has_served |= has_served;
            let allowance = self.allowance(&connection);
            match self.engine.table.park(token, connection, allowance) {
                Parking::Parked => return,
                Parking::Missed(again, missed) => (connection, event) = (again, missed),
            }
        }
    }

    /// Time has passed since the last call.
    pub(super) fn look_at_clocks_again(&mut self) {
        self.conversation.response.clock.look_again();
    }

    fn now(&mut self) -> Instant {
        self.conversation.response.clock.now()
    }

    /// The client's time is over, unless it has sent something that nobody has read: nobody had the time, or a read stopped short
    /// of it, as it does at urgent data and, on Unix sockets, behind a descriptor that was passed. Of that nobody is told.
    pub(super) fn time_out(&mut self, token: Token, connection: Box<Connection>) {
        self.look_at_clocks_again();
        let is_receiving = connection.ending == Ending::GoOn && connection.unsent.is_none();
        if is_receiving && connection.channel.transport.stream.has_unread() {
            let until_later = (self.now() + self.engine.tick()).saturating_duration_since(connection.since);
            return self.engine.give_back(token, connection, until_later, Told::Again);
        }
        self.end_overdue(token, connection);
    }

    fn end_overdue(&mut self, token: Token, mut connection: Box<Connection>) {
        match connection.waiting() {
            Waiting::Reading => return self.judge_reader(token, connection),
            Waiting::RestOfHead | Waiting::Content => {}
            waiting => {
                debug!("{}: closed while {waiting:?}", connection.address);
                return self.close(token, connection);
            }
        }
        self.load(&mut connection);
        self.conversation.refuse(StatusCode::REQUEST_TIMEOUT, "the request did not come in time");
        if self.send_and(&mut connection, token, Ending::Linger) == Fate::Close {
            return self.close(token, connection);
        }
        self.wait_anew(token, connection, Told::Missed);
    }

    /// Its time is over, but a client that takes its response fast enough gets as much again.
    fn judge_reader(&mut self, token: Token, mut connection: Box<Connection>) {
        let passed = now().duration_since(connection.since);
        let told = match connection.send_unsent() {
            Ok(true) => Told::Again,
            Ok(false) if self.engine.patience.is_enough(connection.take_taken(), passed) => Told::Missed,
            Ok(false) | Err(_) => {
                debug!("{}: the response is not taken in time", connection.address);
                connection.channel.transport.stream.reset_when_closed();
                return self.close(token, connection);
            }
        };
        self.wait_anew(token, connection, told);
    }

    /// From here on the client has its time once more.
    fn wait_anew(&self, token: Token, mut connection: Box<Connection>, told: Told) {
        connection.since = now();
        let allowance = self.allowance(&connection);
        self.engine.give_back(token, connection, allowance, told);
    }

    pub(super) fn close(&mut self, token: Token, connection: Box<Connection>) {
        drop(self.conversation.take_ends());
        drop(connection);
        self.engine.release(token);
    }

    fn attend(&mut self, token: Token, connection: &mut Connection, event: Event, watcher: &mut dyn Watcher) -> Fate {
        match connection.send_unsent() {
            Err(error) => return self.lost(connection, &error),
            Ok(true) => {}
            Ok(false) => return Fate::Park,
        }
        match connection.ending {
            Ending::GoOn => self.talk(token, connection, event, watcher),
            Ending::Close => Fate::Close,
            Ending::Linger => self.linger(connection),
            Ending::Lingering => self.read_off(connection),
        }
    }

    /// Reads, answers and writes until there is nothing more to do.
    fn talk(&mut self, token: Token, connection: &mut Connection, event: Event, watcher: &mut dyn Watcher) -> Fate {
        self.load(connection);
        let mut is_drained = false;
        loop {
            let next = self.conversation.advance(watcher);
            connection.has_served |= self.conversation.take_answered() > 0;
            let fate = match next {
                Next::Send => self.send_or_park(token, connection),
                Next::Receive => self.receive(token, connection, event, &mut is_drained),
                Next::Close => Some(self.send_and(connection, token, Ending::Close)),
                Next::Linger => Some(self.send_and(connection, token, Ending::Linger)),
                Next::Reset => Some(self.reset(connection)),
                Next::TakeOver(takeover) => Some(self.hand_over(connection, takeover)),
            };
            if let Some(fate) = fate {
                return fate;
            }
        }
    }

    /// Sends all output; a fate where that is not possible now.
    fn send_or_park(&mut self, token: Token, connection: &mut Connection) -> Option<Fate> {
        match self.send(connection, token) {
            Ok(true) => None,
            Ok(false) => Some(self.let_go(connection)),
            Err(error) => Some(self.lost(connection, &error)),
        }
    }

    /// Reads more, once what there is to say has been said; a fate where there is nothing more to read now.
    fn receive(
        &mut self,
        token: Token,
        connection: &mut Connection,
        event: Event,
        is_drained: &mut bool,
    ) -> Option<Fate> {
        if let Some(fate) = self.send_or_park(token, connection) {
            return Some(fate);
        }
        if *is_drained {
            return Some(self.let_go(connection));
        }
        match self.read(connection, event) {
            Ok(Received::Bytes { is_last }) => *is_drained = is_last,
            Ok(Received::Nothing) => *is_drained = true,
            Ok(Received::End) => return Some(self.ended(connection, token)),
            Err(error) => return Some(self.lost(connection, &error)),
        }
        None
    }

    fn load(&mut self, connection: &mut Connection) {
        self.conversation.begin(connection.address.clone(), connection.ends.take());
        if let Some(partial) = connection.partial.take() {
            self.conversation.resume(*partial);
        }
    }

    /// Stores what has to be remembered until the next event.
    fn let_go(&mut self, connection: &mut Connection) -> Fate {
        connection.partial = self.conversation.pause().map(Box::new);
        connection.ends = self.conversation.take_ends();
        if self.engine.is_draining() && connection.is_idle() { Fate::Close } else { Fate::Park }
    }

    fn read(&mut self, connection: &Connection, event: Event) -> io::Result<Received> {
        let expected = self.conversation.expected_content();
        let mut room = Room::Behind(self.conversation.input().with_room(READ.max(expected)));
        let length = room.len();
        match connection.channel.transport.stream.try_read(&mut room) {
            Ok(0) => Ok(Received::End),
            Ok(received) => Ok(Received::Bytes { is_last: received < length && !event.has_ended }),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(Received::Nothing),
            Err(error) => Err(error),
        }
    }

    /// The client sends nothing more. What it sent completely has been answered.
    fn ended(&mut self, connection: &mut Connection, token: Token) -> Fate {
        self.conversation.end();
        self.send_and(connection, token, Ending::Close)
    }

    /// Sends all output; false where the client does not take it now.
    #[inline]
    fn send(&mut self, connection: &mut Connection, token: Token) -> io::Result<bool> {
        let (first, second) = self.conversation.response.output();
        if first.is_empty() && second.is_empty() { Ok(true) } else { self.send_output(connection, token) }
    }

    fn send_output(&mut self, connection: &mut Connection, token: Token) -> io::Result<bool> {
        let (first, second) = self.conversation.response.output();
        let length = first.len() + second.len();
        let sent = match connection.channel.transport.stream.try_write(first, second) {
            Ok(sent) => sent,
            Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
            Err(error) => return Err(error),
        };
        if sent == length {
            first.clear();
            // Large content came from the handler; its memory is not kept.
            *second = Vec::new();
            return Ok(true);
        }
        connection.unsent = Some(Box::new(Unsent::new(std::mem::take(first), std::mem::take(second), sent)));
        let stream = &connection.channel.transport.stream;
        self.engine.readiness.register_again(stream, token.to_event_token(), Interest::ReadingAndWriting)?;
        Ok(false)
    }

    fn send_and(&mut self, connection: &mut Connection, token: Token, ending: Ending) -> Fate {
        connection.ending = ending;
        let sent = self.send(connection, token);
        connection.ends = self.conversation.take_ends();
        match sent {
            Err(error) => self.lost(connection, &error),
            Ok(false) => Fate::Park,
            Ok(true) if ending == Ending::Close => Fate::Close,
            Ok(true) => self.linger(connection),
        }
    }

    /// Sends the end of the stream at once and begins to read off what the client still sends.
    fn linger(&mut self, connection: &mut Connection) -> Fate {
        connection.ending = Ending::Lingering;
        connection.since = now();
        connection.channel.transport.stream.shutdown(Shutdown::Write);
        self.read_off(connection)
    }

    fn read_off(&mut self, connection: &Connection) -> Fate {
        let patience = self.engine.settings.timeouts.linger;
        let nowhere = self.conversation.input();
        loop {
            nowhere.clear();
            match connection.channel.transport.stream.try_read(&mut Room::Behind(nowhere.with_room(READ))) {
                // A client that never stops is not read off for longer than one that stalls.
                Ok(1..) if now().duration_since(connection.since) < patience => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Fate::Park,
                _ => return Fate::Close,
            }
        }
    }

    fn lost(&mut self, connection: &Connection, error: &io::Error) -> Fate {
        debug!("{}: connection lost: {error}", connection.address);
        self.conversation.forget_output();
        Fate::Close
    }

    /// A client that waits for the end of the stream must not take this for one.
    fn reset(&mut self, connection: &Connection) -> Fate {
        connection.channel.transport.stream.reset_when_closed();
        self.conversation.forget_output();
        Fate::Close
    }

    /// Gives the raw connection to the handler's closure, in this thread. What the closure has written last is not lost to a
    /// client that is still sending.
    fn hand_over(&mut self, connection: &mut Connection, takeover: Takeover) -> Fate {
        let (first, second) = self.conversation.response.output();
        if let Err(error) = connection.channel.transport.write_all(first, second) {
            return self.lost(connection, &error);
        }
        self.conversation.forget_output();
        let rest = std::mem::take(self.conversation.input());
        takeover::run(takeover, rest, Arc::clone(&connection.channel), &connection.address);
        connection.ends = self.conversation.take_ends();
        self.linger(connection)
    }

    fn allowance(&self, connection: &Connection) -> Duration {
        connection.allowance(&self.engine.settings.timeouts)
    }
}

enum Received {
    Bytes { is_last: bool },
    Nothing,
    End,
}
