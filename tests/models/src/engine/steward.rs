//! The steward as far as it drains; and what it does for connections.

use super::connection::Connection;
use super::shared::Engine;
use super::table::Token;
use crate::platform::now;
use loom::sync::Arc;
use std::time::Duration;

pub(super) struct Steward {
    pub(super) engine: Arc<Engine>,
    pub(super) attendant: Attendant,
}

pub(super) struct Attendant {
    engine: Arc<Engine>,
}

impl Steward {
    pub(super) fn new(engine: &Arc<Engine>) -> Self {
        Self { engine: Arc::clone(engine), attendant: Attendant { engine: Arc::clone(engine) } }
    }

    pub(super) fn run(mut self) {
        while !self.engine.is_draining() {
            let _ = self.engine.steward.wait(Duration::ZERO);
            self.engine.steward.clear();
            self.look_after_all();
        }
        self.drain();
    }

    pub(super) fn look_after_all(&mut self) {
        self.engine.gate.resume(&self.engine.readiness);
        let Self { engine, attendant } = self;
        engine.table.claim_overdue(now(), |token, connection| attendant.close(token, connection));
    }
}

impl Attendant {
    pub(super) fn close(&mut self, token: Token, connection: Box<Connection>) {
        drop(connection);
        self.engine.release(token);
    }
}
