//! A bad network: a proxy that passes every byte on, but how.
//!
//! Decides what happens to bytes on their way; knows nothing of HTTP. Two threads a connection, which wait as they like.

use crate::net::reset_when_closed;
use crate::random::Random;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What the network does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    /// One byte a segment.
    Drizzle,
    /// Pieces of any size, and up to so much time before each of them.
    Fog(Duration),
    /// A long pause in the middle, in one direction and then in the other.
    Calm(Duration),
    /// The client's end of the stream comes right behind its request.
    HalfClosed,
    /// One connection in so many is reset somewhere.
    Lightning(u64),
}

/// A proxy that runs until it is dropped.
#[derive(Debug)]
pub struct Chaos {
    address: SocketAddr,
    resets: Arc<AtomicU64>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Chaos {
    /// A proxy in front of a server.
    ///
    /// # Errors
    ///
    /// Where it can't listen.
    pub fn start(server: SocketAddr, weather: Weather) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (resets, is_over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let (count, over) = (Arc::clone(&resets), Arc::clone(&is_over));
        let thread = thread::Builder::new().spawn(move || accept(&listener, server, weather, &count, &over))?;
        Ok(Self { address, resets, is_over, thread: Some(thread) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many connections it has reset.
    pub fn resets(&self) -> u64 {
        self.resets.load(Ordering::Acquire)
    }
}

impl Drop for Chaos {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Release);
        // It waits for a connection.
        let woken = TcpStream::connect(self.address).is_ok();
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            thread.join().expect("the proxy's thread");
        }
    }
}

fn accept(listener: &TcpListener, server: SocketAddr, weather: Weather, resets: &Arc<AtomicU64>, is_over: &AtomicBool) {
    // They are joined, not detached: glibc's `pthread_detach` reads memory that a thread which ends just then has freed.
    let mut pipes = Vec::new();
    for (number, client) in (1..).zip(listener.incoming()) {
        if is_over.load(Ordering::Acquire) {
            break;
        }
        pipes.extract_if(.., |pipe: &mut JoinHandle<()>| pipe.is_finished()).for_each(join);
        let passed = client.and_then(|client| pass(client, TcpStream::connect(server)?, weather, number, resets));
        match passed {
            Ok(both) => pipes.extend(both),
            Err(error) => eprintln!("connection {number} was not passed on: {error}"),
        }
    }
    pipes.into_iter().for_each(join);
}

fn join(pipe: JoinHandle<()>) {
    pipe.join().expect("a direction of a connection");
}

fn pass(
    client: TcpStream,
    server: TcpStream,
    weather: Weather,
    number: u64,
    resets: &Arc<AtomicU64>,
) -> io::Result<[JoinHandle<()>; 2]> {
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let mut random = Random::new(number);
    let strikes = matches!(weather, Weather::Lightning(one_in) if number.is_multiple_of(one_in));
    let mut direction = |from, to| {
        let struck_after = strikes.then(|| random.below(2_000));
        let mut pipe = Pipe { from, to, weather, random: random.clone(), passed: 0, struck_after };
        random.number();
        let resets = Arc::clone(resets);
        thread::Builder::new().spawn(move || {
            if pipe.run() {
                resets.fetch_add(1, Ordering::AcqRel);
            }
        })
    };
    let there = direction(client.try_clone()?, server.try_clone()?)?;
    Ok([there, direction(server, client)?])
}

/// One direction of a connection.
struct Pipe {
    from: TcpStream,
    to: TcpStream,
    weather: Weather,
    random: Random,
    passed: usize,
    /// Both connections are reset after this many bytes.
    struck_after: Option<usize>,
}

impl Pipe {
    /// Passes on what comes; true where it has reset the connection.
    fn run(&mut self) -> bool {
        let mut buffer = [0; 16 * 1024];
        loop {
            let length = match self.from.read(&mut buffer) {
                Ok(0) | Err(_) => break,
                Ok(length) => length,
            };
            match self.pass_on(&buffer[..length]) {
                Ok(false) => {}
                Ok(true) => return true,
                Err(_) => break,
            }
        }
        // One side is gone: the other is told, if it is still there.
        let _ = self.to.shutdown(Shutdown::Write);
        false
    }

    fn pass_on(&mut self, bytes: &[u8]) -> io::Result<bool> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (piece, later) = rest.split_at(self.piece(rest.len()));
            self.pause();
            self.to.write_all(piece)?;
            self.passed += piece.len();
            if self.struck_after.is_some_and(|after| self.passed > after) {
                return self.strike();
            }
            rest = later;
        }
        if self.weather == Weather::HalfClosed {
            // Where nothing more comes at once, nothing more comes at all.
            self.from.set_read_timeout(Some(Duration::from_millis(20)))?;
        }
        Ok(false)
    }

    fn piece(&mut self, length: usize) -> usize {
        match self.weather {
            Weather::Drizzle => 1,
            Weather::Fog(_) => 1 + self.random.below(length.min(400)),
            Weather::Calm(_) => length.div_ceil(2).clamp(500.min(length), length),
            Weather::HalfClosed => length,
            Weather::Lightning(_) => length.min(100),
        }
    }

    fn pause(&mut self) {
        match self.weather {
            Weather::Fog(most) => {
                thread::sleep(Duration::from_millis(self.random.below(most.as_millis() as usize + 1) as u64));
            }
            Weather::Calm(pause) if self.passed > 0 && self.random.below(4) == 0 => thread::sleep(pause),
            _ => {}
        }
    }

    fn strike(&self) -> io::Result<bool> {
        for side in [&self.from, &self.to] {
            reset_when_closed(side)?;
            side.shutdown(Shutdown::Both)?;
        }
        Ok(true)
    }
}
