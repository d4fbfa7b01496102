//! Clients that let the server wait: none of them keeps its connection for longer than its time.

use super::answer::{Answer, Expected};
use super::exchange::Exchange;
use super::peer::Peer;
use super::{Client, Kind};
use crate::simulation::thread::sleep;
use crate::simulation::world::with;
use std::time::Duration;

/// How long a client that may still be sending is read off.
const LINGER: Duration = Duration::from_secs(2);

impl Client {
    /// The connection has to be over by now, so long after it was accepted.
    fn expect_closed_within(&self, peer: &Peer, time: Duration) {
        let (accepted, now) = with(|world| (world.network.get(peer.id).accepted_at, world.time));
        let Some(accepted) = accepted else { return };
        let latest = accepted + time + 2 * self.rules.tick + self.rules.slack;
        if now > latest {
            self.fail(&format!("{} was accepted at {accepted:?} and has ended at {now:?}, not {latest:?}", peer.id));
        }
    }

    pub(super) fn be_silent(self) {
        let mut peer = Peer::connect();
        peer.receive_to_end();
        if !peer.received.is_empty() {
            self.fail("an answer to nothing");
        }
        self.expect_closed_within(&peer, self.rules.timeouts.head);
    }

    pub(super) fn send_slowly(mut self) {
        let mut peer = Peer::connect();
        let pause = self.rules.timeouts.head / 8;
        let bytes = Exchange::simple(self.id(0), Kind::Quick, 0).bytes();
        self.dribble(&mut peer, &bytes[..bytes.len() - 1], pause);
        if self.rules.has_threads {
            self.expect_closed_within(&peer, 2 * self.rules.timeouts.head + LINGER);
        }
    }

    pub(super) fn send_content_slowly(mut self) {
        let mut peer = Peer::connect();
        let pause = self.rules.timeouts.body / 8;
        let head = format!("POST /echo/{}/0 HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n", self.id(0));
        peer.send(head.as_bytes());
        self.dribble(&mut peer, &[b'x'; 999], pause);
        if self.rules.has_threads {
            self.expect_closed_within(&peer, 2 * self.rules.timeouts.body + Duration::from_secs(2) + LINGER);
        }
    }

    pub(super) fn send_at_last_moment(mut self) {
        let mut peer = Peer::connect();
        let exchange = Exchange::simple(self.id(0), Kind::Quick, 0);
        let bytes = exchange.bytes();
        peer.send(&bytes[..10]);
        let looks = (self.rules.timeouts.head.as_nanos() / self.rules.tick.as_nanos()) as u32;
        sleep(self.rules.tick * (looks + 1) - Duration::from_millis(1));
        self.rest(Duration::from_micros(1_200));
        peer.send(&bytes[10..]);
        match self.read_answer(&mut peer, false) {
            None => {}
            Some(answer) if answer.status == 408 => self.expect_end(&mut peer),
            Some(answer) => {
                if let Err(text) = self.check(&exchange, &answer) {
                    self.fail(&text);
                }
            }
        }
        if self.rules.has_threads {
            self.expect_closed_within(&peer, self.rules.timeouts.head + LINGER);
        }
    }

    /// Sends a byte now and then until the server has enough of it.
    fn dribble(&mut self, peer: &mut Peer, bytes: &[u8], pause: Duration) {
        for byte in bytes {
            if peer.end.is_some() || !peer.send(&[*byte]) {
                break;
            }
            peer.receive(usize::MAX, Some(pause));
        }
        peer.receive_to_end();
        match Answer::take(&mut peer.received, Expected { is_head: false, has_ended: true }) {
            Ok(None) => {}
            Ok(Some(answer)) if matches!(answer.status, 408 | 503) => {}
            other => self.fail(&format!("{other:?} to a request that never came")),
        }
    }

    pub(super) fn be_deaf(mut self) {
        let mut peer = Peer::connect();
        let exchange = Exchange::simple(self.id(0), Kind::Large, 600_000);
        peer.send(&exchange.bytes());
        while with(|world| {
            world.network.get(peer.id).closed_at.is_none() && !world.network.get(peer.id).client.is_reset
        }) {
            sleep(Duration::from_millis(100));
        }
        if self.rules.has_threads {
            self.expect_closed_within(&peer, 2 * self.rules.timeouts.write);
        }
        peer.receive_to_end();
        self.rest(Duration::from_millis(1));
    }

    pub(super) fn read_slowly(mut self) {
        let mut peer = Peer::connect();
        let exchange = Exchange::simple(self.id(0), Kind::Large, 20_000);
        // So much at once that it is four times as fast as it must be.
        let pause = self.rules.timeouts.write / 20;
        let at_once = self.rules.timeouts.write_rate as usize * 4 * pause.as_millis() as usize / 1000;
        with(|world| world.network.get_mut(peer.id).to_client.capacity = 2 * at_once);
        peer.send(&exchange.bytes());
        match self.read_one(&mut peer, false, at_once, pause) {
            Some(answer) => {
                if let Err(text) = self.check(&exchange, &answer) {
                    self.fail(&text);
                }
            }
            None => self.expect_excuse(&peer, "no answer"),
        }
    }

    pub(super) fn be_idle(mut self) {
        let mut peer = Peer::connect();
        let exchange = Exchange::simple(self.id(0), Kind::Quick, 0);
        if !peer.send(&exchange.bytes()) || self.read_all(&mut peer, &[exchange]) {
            return;
        }
        let answered = with(|world| world.time);
        self.expect_end(&mut peer);
        let closed = with(|world| world.network.get(peer.id).closed_at.unwrap_or_default());
        let latest = answered + self.rules.timeouts.keep_alive + 2 * self.rules.tick + self.rules.slack;
        if closed > latest {
            self.fail(&format!("idle from {answered:?} to {closed:?}"));
        }
    }
}
