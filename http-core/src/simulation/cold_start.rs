//! The first slow requests of a server that has seen none: when each of them is begun, and who is left when all are done.

use super::client::ask;
use super::thread::{MOST_CORES, sleep};
use super::world::{self, Chances, Wait, World, with};
use crate::{Body, HttpServer, Request, handler_fn};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// No power of two, as the numbers of threads that are called in: the last of them find nothing to do.
const CLIENTS: usize = 100;
const SEEDS: u64 = 50;
/// When whoever is not needed has left.
const LONG_AFTER: Duration = Duration::from_secs(30);
/// How long a handler takes.
const BLOCKED: Duration = Duration::from_millis(20);

/// Has so many clients send a request to a new server at the same moment; how long after it each handler began.
fn play(seed: u64, threads: RangeInclusive<usize>, target: fn(usize) -> String) -> Vec<Duration> {
    let mut world = World::new(seed, false);
    world.chances = Chances { switch: 2, ..Chances::default() };
    let (least, most) = threads.clone().into_inner();
    let begun: Arc<Mutex<Vec<Duration>>> = Arc::default();
    let noted = Arc::clone(&begun);
    let world = world::run(world, move || {
        let handler = handler_fn(move |_: &Request, _: &mut Body| {
            noted.lock().unwrap().push(with(|world| world.time));
            sleep(BLOCKED);
            "done\n"
        });
        let server = HttpServer::bind("127.0.0.1:80", handler).expect("an address");
        let running = server.threads(threads).spawn().expect("a machine without faults");
        let client = |number| {
            world::spawn("client", move || {
                let _peer = ask(target(number).as_bytes());
                // Its end would be work for those who are not needed.
                sleep(LONG_AFTER);
            })
        };
        let clients: Vec<_> = (0..CLIENTS).map(client).collect();
        sleep(LONG_AFTER);
        let left = with(|world| world.count("http-core worker"));
        assert!(left <= least.max(MOST_CORES), "{left} threads are left");
        clients.into_iter().for_each(|client| _ = world::wait(Wait::End(client), None));
        running.stop();
    });
    assert!(world.failures.is_empty(), "seed {seed}: {:?}", world.failures);
    assert!(world.peaks.workers <= most, "seed {seed}: {:?}", world.peaks);
    let begun = begun.lock().unwrap().clone();
    assert_eq!(begun.len(), CLIENTS, "seed {seed}: everybody was served once");
    begun
}

fn same_kind(number: usize) -> String {
    format!("GET /slow/{number} HTTP/1.1\r\nHost: a\r\n\r\n")
}

fn another_kind_each(number: usize) -> String {
    format!("GET /{number}/slow HTTP/1.1\r\nHost: a\r\n\r\n")
}

/// Two of them are struck off, two milliseconds after they began; all others call in their replacement.
#[test]
fn slow_requests_of_one_kind_begin_before_the_first_of_them_ends() {
    for seed in 0..SEEDS {
        let last = play(seed, 1..=512, same_kind).into_iter().max().unwrap();
        assert!(last < Duration::from_millis(10), "seed {seed}: the last one began after {last:?}");
    }
}

/// Twice as many are called in every two milliseconds.
#[test]
fn slow_requests_that_have_nothing_in_common_begin_before_the_first_of_them_ends() {
    for seed in 0..SEEDS {
        let last = play(seed, 1..=512, another_kind_each).into_iter().max().unwrap();
        assert!(last < BLOCKED, "seed {seed}: the last one began after {last:?}");
    }
}

#[test]
fn no_more_slow_requests_begin_than_there_may_be_threads() {
    for seed in 0..SEEDS {
        let begun = play(seed, 1..=8, same_kind);
        assert_eq!(begun.iter().filter(|begun| **begun < BLOCKED).count(), 8, "seed {seed}");
    }
}
