//! Clients that leave HTTP: what they send then comes back to them, however long they rest in between.

use super::exchange::Exchange;
use super::peer::{End, Peer};
use super::{Client, Kind};
use crate::simulation::application::pattern;
use std::time::Duration;

/// Longer than any timeout of the server's, now and then.
const REST: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(1), Duration::from_millis(50), Duration::from_secs(25)];

impl Client {
    pub(super) fn upgrade(mut self) {
        let mut peer = Peer::connect();
        let before = Exchange::simple(self.id(0), Kind::Quick, 0);
        let upgrade = Exchange::simple(self.id(1), Kind::Upgrade, 0);
        // The client need not wait for the answer.
        let mut said = pattern(self.random.pick(&[0, 0, 1, 3_000]));
        if !peer.send(&[before.bytes(), upgrade.bytes(), said.clone()].concat()) {
            return self.expect_excuse(&peer, "no answer to what came before");
        }
        if self.read_all(&mut peer, &[before]) || !self.is_upgraded(&mut peer, &upgrade) {
            return;
        }
        for _ in 0..self.random.below(4) {
            let more = pattern(self.random.pick(&[1, 700, 20_000]));
            if !self.hear(&mut peer, &said) || !self.say(&mut peer, &more) {
                return self.expect_excuse(&peer, "an upgraded connection was closed");
            }
            said.extend(&more);
        }
        self.part(peer, &said);
    }

    fn is_upgraded(&mut self, peer: &mut Peer, upgrade: &Exchange) -> bool {
        let Some(answer) = self.read_answer(peer, false) else {
            self.expect_excuse(peer, "no answer to an upgrade");
            return false;
        };
        if let Err(text) = self.check(upgrade, &answer) {
            self.fail(&text);
        }
        answer.status == 101
    }

    fn say(&mut self, peer: &mut Peer, bytes: &[u8]) -> bool {
        let most = self.random.pick(&REST);
        self.rest(most);
        peer.send(bytes)
    }

    /// Waits for all that was said; false where the connection is over before.
    fn hear(&self, peer: &mut Peer, said: &[u8]) -> bool {
        while peer.received.len() < said.len() && peer.end.is_none() {
            peer.receive(usize::MAX, None);
        }
        if !said.starts_with(&peer.received) {
            self.fail(&format!("what came back of {} bytes is something else", said.len()));
        }
        peer.received.len() == said.len()
    }

    /// Leaves, politely or not.
    fn part(&mut self, mut peer: Peer, said: &[u8]) {
        if self.random.once_in(3) {
            return peer.reset();
        }
        peer.shut();
        peer.receive_to_end();
        if !self.hear(&mut peer, said) || peer.end != Some(End::Orderly) {
            self.expect_excuse(&peer, "an upgraded connection was cut");
        }
    }
}
