//! Connections that pass from one thread to another: what comes meanwhile is served.

use super::server::model;
use super::shared::Told;
use crate::platform::{Time, now};
use loom::sync::Arc;
use loom::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[test]
fn what_comes_while_the_steward_has_a_connection_is_told_again() {
    model(1, Time::Stands, |server| {
        let token = server.insert();
        let is_read = Arc::new(AtomicBool::new(false));
        let reads = Arc::clone(&is_read);
        let worker = server.spawn(move |server| {
            if let Some(connection) = server.claim(token) {
                reads.store(true, Ordering::Relaxed);
                server.release(token, connection);
            }
        });
        let much_later = now() + Duration::from_secs(2000);
        server.engine.table.claim_overdue(much_later, |token, connection| {
            server.engine.give_back(token, connection, Duration::from_secs(4000), Told::Missed);
        });
        worker.join().unwrap();
        let is_told = server.engine.table.channel(token).is_some_and(|channel| channel.transport.stream.is_told());
        assert!(is_read.load(Ordering::Relaxed) || is_told);
    });
}
