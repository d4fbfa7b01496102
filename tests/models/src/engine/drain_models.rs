//! How a server ends: it always does, at once where nobody is left, and with every connection closed.

use super::server::{Server, model};
use super::table::{Parking, Token};
use crate::platform::Time;
use std::time::Duration;

impl Server {
    /// Serves a connection, which is idle then.
    fn serve(&self, token: Token) {
        let Some(mut connection) = self.claim(token) else { return };
        loop {
            if self.engine.is_draining() {
                return self.release(token, connection);
            }
            match self.engine.table.park(token, connection, Duration::from_secs(1000)) {
                Parking::Parked => return,
                Parking::Missed(again, _) => connection = again,
            }
        }
    }

    /// All that came was closed, and nobody can come.
    fn assert_ended(&self, connections: usize) {
        let counts = self.clients.counts();
        assert_eq!(self.engine.table.open(), 0);
        assert_eq!(counts.closed, connections + counts.accepted);
        assert!(counts.is_refused);
    }
}

/// Stops the server while `worker` runs, and waits for both.
fn stop_during(server: &Server, worker: impl FnOnce(&Server) + 'static) {
    let worker = server.spawn(worker);
    let steward = server.spawn_steward();
    server.stop();
    worker.join().unwrap();
    steward.join().unwrap();
}

#[test]
fn a_connection_that_is_released_ends_the_drain() {
    model(1, Time::Stands, |server| {
        let token = server.insert();
        let connection = server.claim(token).unwrap();
        stop_during(&server, move |server| server.release(token, connection));
        server.assert_ended(1);
    });
}

#[test]
fn the_last_of_two_connections_ends_the_drain() {
    model(2, Time::Stands, |server| {
        let [first, second] = [server.insert(), server.insert()];
        let [one, other] = [server.claim(first).unwrap(), server.claim(second).unwrap()];
        server.stop();
        let steward = server.spawn_steward();
        let worker = server.spawn(move |server| server.release(first, one));
        server.release(second, other);
        worker.join().unwrap();
        steward.join().unwrap();
        server.assert_ended(2);
    });
}

#[test]
fn idle_connections_are_closed_once_whoever_has_them() {
    model(2, Time::Passes, |server| {
        let token = server.insert();
        server.insert();
        stop_during(&server, move |server| server.serve(token));
        server.assert_ended(2);
    });
}

#[test]
fn whoever_is_let_in_at_the_last_moment_is_closed() {
    model(1, Time::Passes, |server| {
        stop_during(&server, |server| {
            server.clients.connect();
            server.accept_all();
        });
        server.assert_ended(0);
    });
}

#[test]
fn what_is_in_flight_is_cut_when_its_time_is_over() {
    model(1, Time::Flies, |server| {
        let token = server.insert();
        let connection = server.claim(token).unwrap();
        stop_during(&server, move |server| {
            connection.channel.transport.stream.wait_until_shut();
            server.release(token, connection);
        });
        server.assert_ended(1);
        assert_eq!(server.engine.counters.cut.get(), 1);
    });
}

#[test]
fn what_is_parked_at_the_last_moment_is_closed() {
    model(1, Time::Flies, |server| {
        let token = server.insert();
        let mut connection = server.claim(token).unwrap();
        connection.is_idle = false;
        stop_during(&server, move |server| {
            let _ = server.engine.table.park(token, connection, Duration::from_secs(1000));
        });
        server.assert_ended(1);
    });
}
