//! Who is let in: nobody who waits is forgotten, and nobody has to leave for somebody who is not there.

use super::accept::accept;
use super::server::{Server, model};
use crate::platform::Time;
use std::time::Duration;

impl Server {
    fn come_and_accept(&self) {
        self.clients.connect();
        self.accept_all();
    }

    /// Two threads were told.
    fn accept_at_once(&self) {
        let other = self.spawn(|server| accept(&server.engine));
        accept(&self.engine);
        other.join().unwrap();
    }
}

#[test]
fn whoever_waits_while_there_is_no_room_is_let_in_once_there_is() {
    model(1, Time::Stands, |server| {
        let token = server.insert();
        let connection = server.claim(token).unwrap();
        let leaving = server.spawn(move |server| server.release(token, connection));
        server.come_and_accept();
        leaving.join().unwrap();
        server.accept_all();
        assert_eq!(server.clients.counts().waiting, 0);
        assert_eq!(server.engine.table.open(), 1);
    });
}

#[test]
fn two_who_accept_at_once_let_in_all_who_come() {
    model(2, Time::Stands, |server| {
        let token = server.insert();
        let connection = server.claim(token).unwrap();
        let other = server.spawn(Server::come_and_accept);
        server.clients.connect();
        server.release(token, connection);
        server.accept_all();
        other.join().unwrap();
        server.accept_all();
        assert_eq!(server.clients.counts().waiting, 0);
        assert_eq!(server.engine.table.open(), 2);
    });
}

#[test]
fn nobody_has_to_leave_while_there_is_a_place() {
    model(2, Time::Stands, |server| {
        server.insert();
        Time::pass(Duration::from_secs(1));
        server.clients.connect();
        server.accept_at_once();
        assert_eq!(server.engine.table.open(), 2);
        assert_eq!(server.clients.counts().closed, 0);
    });
}

#[test]
fn one_has_to_leave_for_one_who_comes() {
    model(2, Time::Stands, |server| {
        server.insert();
        server.insert();
        Time::pass(Duration::from_secs(1));
        server.clients.connect();
        server.accept_at_once();
        assert_eq!(server.engine.table.open(), 2);
        assert_eq!(server.clients.counts().closed, 1);
    });
}

#[test]
fn accepting_is_tried_again_where_the_machine_had_nothing_left() {
    model(1, Time::Stands, |server| {
        server.clients.exhaust();
        let accepting = server.spawn(Server::come_and_accept);
        let _ = server.engine.steward.wait(Duration::ZERO);
        server.engine.steward.clear();
        server.engine.gate.resume(&server.engine.readiness);
        server.accept_all();
        accepting.join().unwrap();
        server.accept_all();
        assert_eq!(server.engine.table.open(), 1);
    });
}

#[test]
fn the_first_connection_wakes_the_steward() {
    model(2, Time::Stands, |server| {
        let other = server.spawn(Server::come_and_accept);
        server.come_and_accept();
        let _ = server.engine.steward.wait(Duration::ZERO);
        other.join().unwrap();
    });
}
