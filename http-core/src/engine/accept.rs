//! New connections.
//!
//! Decides how many there may be, whose place a further one takes, and when accepting has to pause. Never dies,
//! never spins.

use super::complaints::Complaint;
use super::connection::Connection;
use super::shared::Engine;
use super::socket::Socket;
use super::table::{Inserted, Reserved, Token};
use crate::Address;
use crate::channel::Channel;
use crate::logging::{debug, warning};
use crate::platform::{Event, Interest, Listener, Stream, is_exhausted, is_of_one_connection, now, thread};
use crate::sync::Arc;
use std::io;

/// Accepts all connections that wait.
pub(super) fn accept(engine: &Engine) {
    while let Some(listener) = engine.gate.listener() {
        let goes_on = match engine.table.reserve() {
            Some(place) => accept_one(engine, &listener, place),
            None => accept_without_place(engine, &listener),
        };
        if !goes_on {
            return;
        }
    }
}

/// Is there more to accept behind this one?
fn accept_one(engine: &Engine, listener: &Listener, place: Reserved) -> bool {
    match listener.accept() {
        Ok((stream, address)) => {
            admit(engine, place, stream, address);
            true
        }
        Err(error) => {
            engine.table.give_back(place);
            goes_on(engine, &error)
        }
    }
}

/// Somebody has to leave, or accepting pauses. One thread at a time sees to it, until the new connection has its place:
/// of two at once each would close a connection for the same new one.
fn accept_without_place(engine: &Engine, listener: &Listener) -> bool {
    let _turn = engine.gate.take_turn();
    if !engine.table.is_full() {
        // Somebody who accepts has the last place, and may not need it.
        thread::yield_now();
        return true;
    }
    // Nobody loses a place to a connection that is not there.
    if !listener.has_waiting() {
        return false;
    }
    if !evict(engine) {
        return !engine.pause_accepting();
    }
    engine.table.reserve().is_none_or(|place| accept_one(engine, listener, place))
}

/// Is there more to accept behind this error?
fn goes_on(engine: &Engine, error: &io::Error) -> bool {
    if error.kind() == io::ErrorKind::WouldBlock {
        return false;
    }
    if is_of_one_connection(error) {
        debug!("a connection was not accepted: {error}");
        return true;
    }
    if engine.complaints.may_complain(Complaint::AcceptingPauses) {
        warning!("accepting pauses: {error}");
    }
    if is_exhausted(error) {
        evict(engine);
    }
    engine.pause_accepting_for_a_while();
    false
}

fn admit(engine: &Engine, place: Reserved, stream: Stream, address: Address) {
    engine.counters.connections.add(1);
    let socket = Socket::new(stream, Arc::clone(&engine.patience));
    let channel = Arc::new(Channel::new(socket));
    let connection = Box::new(Connection::new(Arc::clone(&channel), address, now()));
    let Inserted { token, is_only_one } = engine.table.insert(place, connection, engine.settings.timeouts.head);
    if is_only_one {
        // Deadlines are looked at as long as there are connections.
        engine.steward.send();
    }
    let stream = &channel.transport.stream;
    if let Err(error) = engine.readiness.register(stream, token.to_event_token(), Interest::Reading) {
        if engine.complaints.may_complain(Complaint::CannotWatch) {
            warning!("a connection can't be watched: {error}");
        }
        drop(channel);
        take_back(engine, token);
    }
}

/// Frees the place of a connection that nobody will be told of, unless the steward has claimed it meanwhile.
fn take_back(engine: &Engine, token: Token) {
    let event = Event { token: token.to_event_token(), has_ended: true };
    if let Some(connection) = engine.table.claim(token, event) {
        drop(connection);
        engine.release(token);
    }
}

/// Closes the connection that has been idle for longest. A new one has a second to say something, and one whose
/// request has just come is not idle.
fn evict(engine: &Engine) -> bool {
    while let Some((token, connection)) = engine.table.claim_evictable(now()) {
        let Some(connection) = engine.give_back_if_unread(token, connection) else { continue };
        debug!("{}: idle connection closed to make room", connection.address);
        drop(connection);
        engine.release(token);
        return true;
    }
    false
}
