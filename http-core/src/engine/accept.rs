//! New connections.
//!
//! Decides how many there may be, whose place a further one takes, and when accepting has to pause. Never dies,
//! never spins.

use super::connection::Connection;
use super::shared::{Engine, Told};
use super::socket::Socket;
use super::table::{Reserved, Token};
use crate::Address;
use crate::channel::Channel;
use crate::logging::{debug, warning};
use crate::platform::{Event, Interest, Listener, Stream, now};
use rustix::io::Errno;
use std::io;
use std::sync::Arc;

/// Accepts all connections that wait.
pub(super) fn accept(engine: &Arc<Engine>) {
    while let Some(listener) = engine.gate.listener() {
        let place = match room(engine, &listener) {
            Room::Free(place) => place,
            Room::LookAgain => continue,
            Room::None => return,
        };
        match listener.accept() {
            Ok((stream, address)) => admit(engine, place, stream, address),
            Err(error) => {
                engine.table.give_back(place);
                if !goes_on(engine, &error) {
                    return;
                }
            }
        }
    }
}

/// Is there more to accept behind this error?
fn goes_on(engine: &Arc<Engine>, error: &io::Error) -> bool {
    if error.kind() == io::ErrorKind::WouldBlock {
        return false;
    }
    if is_exhausted(error) {
        if engine.complaints.may_complain() {
            warning!("accepting pauses: {error}");
        }
        evict(engine);
        engine.pause_accepting_for_a_while();
        return false;
    }
    // The client is gone already, or a signal came: the next one may be fine.
    debug!("a connection was not accepted: {error}");
    true
}

/// Whether there is a place for one connection more.
enum Room {
    Free(Reserved),
    /// Somebody has left at this moment: look again.
    LookAgain,
    None,
}

fn room(engine: &Arc<Engine>, listener: &Listener) -> Room {
    if let Some(place) = engine.table.reserve() {
        return Room::Free(place);
    }
    // Nobody loses a place to a connection that is not there.
    if !listener.has_waiting() {
        return Room::None;
    }
    match evict(engine) || !engine.pause_accepting() {
        true => Room::LookAgain,
        false => Room::None,
    }
}

fn admit(engine: &Arc<Engine>, place: Reserved, stream: Stream, address: Address) {
    engine.counters.connections.add(1);
    let now = now();
    let socket = Socket::new(stream, Arc::clone(&engine.patience));
    let channel = Arc::new(Channel::new(socket));
    let connection = Box::new(Connection::new(Arc::clone(&channel), address, now));
    let token = engine.table.insert(place, connection, now + engine.settings.timeouts.head);
    engine.wake_if_first();
    let stream = &channel.transport.stream;
    if let Err(error) = engine.readiness.register(stream, token.to_event_token(), Interest::Reading) {
        warning!("a connection can't be watched: {error}");
        drop(channel);
        take_back(engine, token);
    }
}

/// Frees the place of a connection that nobody will be told of, unless the steward has claimed it meanwhile.
fn take_back(engine: &Arc<Engine>, token: Token) {
    let event = Event { token: token.to_event_token(), has_ended: true };
    if let Some(connection) = engine.table.claim(token, event) {
        drop(connection);
        engine.release(token);
    }
}

/// Closes the connection that has been idle for longest. A new one has a second to say something, and one whose
/// request has just come is not idle.
fn evict(engine: &Arc<Engine>) -> bool {
    while let Some((token, mut connection)) = engine.table.claim_evictable(now()) {
        if connection.channel.transport.stream.has_unread() {
            connection.since = now();
            let deadline = connection.since + engine.settings.timeouts.head;
            engine.give_back(token, connection, deadline, Told::Again);
            continue;
        }
        debug!("{}: idle connection closed to make room", connection.address);
        drop(connection);
        engine.release(token);
        return true;
    }
    false
}

/// Out of descriptors or memory: it may be better in a moment.
fn is_exhausted(error: &io::Error) -> bool {
    let exhausted = [Errno::MFILE, Errno::NFILE, Errno::NOBUFS, Errno::NOMEM];
    error.raw_os_error().is_some_and(|code| exhausted.iter().any(|errno| errno.raw_os_error() == code))
}
