//! Thousands of connections on one thread.
//!
//! Decides when connections are opened and how their ends are counted; what is done on them is an [`Attack`].

use crate::attack::{Attack, Ending};
use crate::net::{Poller, begin_to_connect};
use crate::tally::Tally;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// How often each connection is asked whether something is due.
const TICK: Duration = Duration::from_millis(20);

/// How many connections, how fast, for how long.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where to.
    pub address: SocketAddr,
    /// Open at once.
    pub connections: usize,
    /// Opened in all; it ends with the last of them.
    pub total: u64,
    /// Opened a second.
    pub rate: u64,
    /// How long it goes on at most.
    pub duration: Duration,
    /// The size of the receive buffer, where it is not the system's.
    pub receive_buffer: Option<usize>,
}

struct Connection {
    stream: TcpStream,
    attack: Box<dyn Attack>,
    since: Instant,
    is_connected: bool,
}

impl Connection {
    fn go_on(&mut self, tally: &mut Tally) -> io::Result<Option<Ending>> {
        if !self.is_connected {
            if let Some(error) = self.stream.take_error()? {
                return Err(error);
            }
            self.is_connected = self.stream.peer_addr().is_ok();
        }
        if self.is_connected { self.attack.go_on(&self.stream, Instant::now(), tally) } else { Ok(None) }
    }
}

/// Connections in all stages.
struct Swarm<'a> {
    plan: &'a Plan,
    poller: Poller,
    places: Vec<Option<Connection>>,
    free: Vec<usize>,
    opened: u64,
    tally: Tally,
}

/// Runs an attack and counts how its connections ended.
///
/// # Errors
///
/// Those of watching sockets; what happens to connections is counted instead.
pub fn run(plan: &Plan, mut attack: impl FnMut(u64) -> Box<dyn Attack>) -> io::Result<Tally> {
    let mut swarm = Swarm::new(plan)?;
    let start = Instant::now();
    let mut next_tick = start;
    while start.elapsed() < plan.duration && !swarm.is_done() {
        swarm.open(start, &mut attack);
        for number in swarm.poller.wait(TICK.min(swarm.pause(start)))? {
            swarm.go_on(number);
        }
        if Instant::now() >= next_tick {
            next_tick = Instant::now() + TICK;
            (0..swarm.places.len()).for_each(|number| swarm.go_on(number));
        }
    }
    Ok(swarm.finish())
}

impl<'a> Swarm<'a> {
    fn new(plan: &'a Plan) -> io::Result<Self> {
        let places = std::iter::repeat_with(|| None).take(plan.connections).collect();
        let free = (0..plan.connections).rev().collect();
        Ok(Self { plan, poller: Poller::new()?, places, free, opened: 0, tally: Tally::default() })
    }

    fn is_done(&self) -> bool {
        self.opened >= self.plan.total && self.free.len() == self.places.len()
    }

    /// How many may have been opened by now.
    fn due(&self, start: Instant) -> u64 {
        let due = u128::from(self.plan.rate) * start.elapsed().as_millis() / 1000 + 1;
        u64::try_from(due).unwrap_or(u64::MAX).min(self.plan.total)
    }

    /// Nothing is missed by waiting this long.
    fn pause(&self, start: Instant) -> Duration {
        let can_open = !self.free.is_empty() && self.opened < self.plan.total;
        match can_open {
            true if self.due(start) > self.opened => Duration::ZERO,
            true => Duration::from_millis(1),
            false => TICK,
        }
    }

    /// Opens what is due, but not so many that events have to wait for long.
    fn open(&mut self, start: Instant, attack: &mut impl FnMut(u64) -> Box<dyn Attack>) {
        let due = self.due(start).saturating_sub(self.opened).min(64);
        for _ in 0..due {
            let Some(place) = self.free.pop() else { return };
            let number = self.opened;
            self.opened += 1;
            if let Err(error) = self.open_one(place, number, attack(number)) {
                self.tally.count("not_opened");
                self.tally.count(&format!("error_{}", error.raw_os_error().unwrap_or(0)));
                self.free.push(place);
            }
        }
    }

    fn open_one(&mut self, place: usize, number: u64, attack: Box<dyn Attack>) -> io::Result<()> {
        let stream = begin_to_connect(self.plan.address, number, self.plan.receive_buffer)?;
        self.poller.watch(&stream, place)?;
        self.places[place] = Some(Connection { stream, attack, since: Instant::now(), is_connected: false });
        self.tally.count("opened");
        Ok(())
    }

    fn go_on(&mut self, place: usize) {
        let Some(connection) = &mut self.places[place] else { return };
        let ending = match connection.go_on(&mut self.tally) {
            Ok(None) => return,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => Ending::Refused,
            Err(_) => Ending::Reset,
            Ok(Some(ending)) => ending,
        };
        let age = connection.since.elapsed().as_millis() as u64;
        self.places[place] = None;
        self.free.push(place);
        self.tally.count(&ending.name());
        if ending.is_by_server() {
            self.tally.count("cut");
            self.tally.most("cut_latest_ms", age);
            self.tally.least("cut_earliest_ms", age);
        }
    }

    fn finish(mut self) -> Tally {
        for connection in self.places.iter().flatten() {
            self.tally.count("open");
            self.tally.most("open_oldest_ms", connection.since.elapsed().as_millis() as u64);
        }
        self.tally
    }
}
