//! Clients: honest ones, slow ones, and those that do as they please.
//!
//! Decides what they send, and what each of them may expect of the server.

mod answer;
mod exchange;
mod peer;
mod slow;
mod upgrade;

use super::application::Kind;
use super::random::Random;
use super::scenario::Rules;
use super::thread::sleep;
use super::world;
use answer::{Answer, Expected};
use exchange::Exchange;
use peer::{End, Peer};
use std::time::Duration;

/// What a client is like.
#[derive(Debug, Clone, Copy)]
enum Manner {
    Honest,
    /// Connects and says nothing.
    Silent,
    /// Sends a head so slowly that it takes too long.
    SlowHead,
    /// The same with the content.
    SlowContent,
    /// Sends the rest of a head at the moment when it is too late, more or less.
    LastMoment,
    /// Reads nothing of a large answer.
    Deaf,
    /// Reads slowly, but faster than it has to.
    SlowReader,
    /// Leaves in the middle of a request.
    Leaver,
    /// Sends what is no HTTP.
    Rude,
    /// Sends the end of the stream behind its requests, and reads the answers.
    HalfClosed,
    /// Waits for the server to close a connection that is kept alive.
    Idle,
    /// Leaves HTTP for another protocol.
    Upgrader,
}

const MANNERS: [Manner; 18] = [
    Manner::Honest,
    Manner::Honest,
    Manner::Honest,
    Manner::Honest,
    Manner::Honest,
    Manner::Honest,
    Manner::Honest,
    Manner::Silent,
    Manner::SlowHead,
    Manner::SlowContent,
    Manner::LastMoment,
    Manner::Deaf,
    Manner::SlowReader,
    Manner::Leaver,
    Manner::Rude,
    Manner::HalfClosed,
    Manner::Idle,
    Manner::Upgrader,
];

/// Sends one request on a connection of its own, and waits until there is something of the answer. The connection stays open
/// as long as somebody has it.
pub(super) fn ask(request: &[u8]) -> Peer {
    let mut peer = Peer::connect();
    peer.send(request);
    peer.receive(usize::MAX, None);
    peer
}

/// A client with its chance and its rules.
pub(super) struct Client {
    manner: Manner,
    number: usize,
    random: Random,
    rules: Rules,
}

impl Client {
    pub(super) fn new(number: usize, rules: Rules, random: &mut Random) -> Self {
        let manner = if rules.honest_only { Manner::Honest } else { random.pick(&MANNERS) };
        let random = Random::new(random.below(usize::MAX) as u64);
        Self { manner, number, random, rules }
    }

    /// A request like all others when all others are done.
    pub(super) fn probe(number: usize, rules: Rules) -> Self {
        Self { manner: Manner::Honest, number, random: Random::new(number as u64), rules }
    }

    pub(super) fn run(mut self) {
        self.rest(self.rules.arrivals);
        world::trace(|| format!("is {:?}", self.manner));
        match self.manner {
            Manner::Honest => self.be_honest(false),
            Manner::HalfClosed => self.be_honest(true),
            Manner::Silent => self.be_silent(),
            Manner::SlowHead => self.send_slowly(),
            Manner::SlowContent => self.send_content_slowly(),
            Manner::LastMoment => self.send_at_last_moment(),
            Manner::Deaf => self.be_deaf(),
            Manner::SlowReader => self.read_slowly(),
            Manner::Leaver => self.leave(),
            Manner::Rude => self.be_rude(),
            Manner::Idle => self.be_idle(),
            Manner::Upgrader => self.upgrade(),
        }
    }

    fn rest(&mut self, most: Duration) {
        sleep(Duration::from_nanos(self.random.below(most.as_nanos() as usize) as u64));
    }

    fn id(&self, place: usize) -> usize {
        self.number * 1000 + place
    }

    fn fail(&self, text: &str) {
        world::fail(format!("client {} ({:?}): {text}", self.number, self.manner));
    }

    /// Sends requests, several at a time, and reads the answers. All of them come unless the rules excuse the server.
    fn be_honest(mut self, shuts: bool) {
        let count = self.random.between(1, 6);
        let plan = |place| Exchange::plan(self.number * 1000 + place, place + 1 == count, &mut self.random);
        let exchanges: Vec<_> = (0..count).map(plan).collect();
        let mut peer = Peer::connect();
        let mut left = &exchanges[..];
        while !left.is_empty() {
            let most = if shuts { left.len() } else { left.len().min(4) };
            let (now, later) = left.split_at(self.random.between(if shuts { most } else { 1 }, most));
            left = later;
            let closed = match self.send_all(&mut peer, now) {
                true => {
                    if shuts {
                        peer.shut();
                    }
                    self.read_all(&mut peer, now)
                }
                false => self.read_all(&mut peer, now),
            };
            if closed {
                return;
            }
            if self.random.once_in(3) {
                self.rest(Duration::from_millis(3));
            }
        }
        if shuts {
            self.expect_end(&mut peer);
        }
    }

    fn send_all(&mut self, peer: &mut Peer, exchanges: &[Exchange]) -> bool {
        for exchange in exchanges {
            if !exchange.form.expects_continue {
                if !peer.send(&exchange.bytes()) {
                    return false;
                }
                continue;
            }
            if !peer.send(&exchange.head) {
                return false;
            }
            // Whatever comes, or nothing for a while.
            peer.receive(usize::MAX, Some(Duration::from_millis(5)));
            if !peer.send(&exchange.content) {
                return false;
            }
        }
        true
    }

    /// Reads the answers; true where the connection is over.
    fn read_all(&mut self, peer: &mut Peer, exchanges: &[Exchange]) -> bool {
        for exchange in exchanges {
            let Some(answer) = self.read_answer(peer, exchange.form.is_head) else {
                self.expect_excuse(peer, &format!("no answer to {}", exchange.id));
                return true;
            };
            if answer.status == 408 && self.rules.is_harsh {
                return true;
            }
            if let Err(text) = self.check(exchange, &answer) {
                self.fail(&text);
                return true;
            }
            if answer.closes {
                if !exchange.form.is_last && answer.status != 503 {
                    self.expect_excuse(peer, "closed before the last request");
                }
                self.expect_end(peer);
                return true;
            }
        }
        false
    }

    /// Is this the answer? Where all threads are stuck the server may say so instead.
    fn check(&self, exchange: &Exchange, answer: &Answer) -> Result<(), String> {
        let is_excused = self.rules.is_harsh && (answer.status == 503 || exchange.may_be_cut(answer));
        if is_excused { Ok(()) } else { exchange.check(answer) }
    }

    fn read_answer(&mut self, peer: &mut Peer, is_head: bool) -> Option<Answer> {
        self.read_one(peer, is_head, usize::MAX, Duration::ZERO)
    }

    fn read_one(&mut self, peer: &mut Peer, is_head: bool, most: usize, pause: Duration) -> Option<Answer> {
        loop {
            let expected = Expected { is_head, has_ended: peer.end.is_some() };
            match Answer::take(&mut peer.received, expected) {
                Ok(Some(answer)) if answer.status == 100 => continue,
                Ok(Some(answer)) => return Some(answer),
                Ok(None) => {}
                Err(text) => {
                    self.fail(&text);
                    return None;
                }
            }
            if peer.end.is_some() {
                return None;
            }
            if !pause.is_zero() {
                sleep(pause);
            }
            peer.receive(most, None);
        }
    }

    /// Nothing more may come, and no reset.
    fn expect_end(&mut self, peer: &mut Peer) {
        peer.receive_to_end();
        if !peer.received.is_empty() {
            self.fail(&format!("an answer to nothing: {}", peer.received.escape_ascii()));
        }
        if peer.end == Some(End::Reset) {
            self.expect_excuse(peer, "a reset");
        }
    }

    /// A connection may be closed early only where the rules say so.
    fn expect_excuse(&self, peer: &Peer, text: &str) {
        if !self.rules.is_harsh {
            self.fail(&format!("{text} on {}, {:?}", peer.id, peer.end));
        }
    }

    fn leave(mut self) {
        let mut peer = Peer::connect();
        let exchanges =
            [Exchange::plan(self.id(0), false, &mut self.random), Exchange::plan(self.id(1), true, &mut self.random)];
        let bytes = [exchanges[0].bytes(), exchanges[1].bytes()].concat();
        peer.send(&bytes[..self.random.below(bytes.len())]);
        self.rest(Duration::from_millis(5));
        if self.random.once_in(2) {
            peer.reset();
        }
    }

    fn be_rude(mut self) {
        let mut peer = Peer::connect();
        let good = Exchange::simple(self.id(0), Kind::Quick, 0);
        let bad: &[u8] = self.random.pick(&[
            b"\x16\x03\x01\x02\x00\r\n\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
            b"POST /echo/1/1 HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            b"GET /quick/1/1 HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        ]);
        if !peer.send(&[&good.bytes(), bad].concat()) {
            return self.expect_excuse(&peer, "no answer to what came before");
        }
        if self.read_all(&mut peer, &[good]) {
            return;
        }
        match self.read_answer(&mut peer, false) {
            Some(answer) if answer.status == 400 && answer.closes => self.expect_end(&mut peer),
            Some(answer) => self.fail(&format!("{answer:?} to what is no HTTP")),
            None => self.expect_excuse(&peer, "no answer to what is no HTTP"),
        }
    }
}
