//! The whole server on a simulated machine: time, threads and network come from a seed, so that a run can be repeated.
//!
//! Takes the place of `platform` where it is compiled in, with `--cfg http_core_simulation` and in tests only. `world`
//! decides who runs and what time it is, `network` and `readiness` behave like the kernel, `scenario` makes a run of a
//! seed and says what has to be true of it, `client` says what each client may expect.
//!
//! `SIMULATION_SEED=7` replays one seed and prints what happens; `SIMULATION_SEEDS=100000` runs so many.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod application;
mod client;
mod cold_start;
mod log;
mod network;
mod random;
mod readiness;
mod scenario;
mod socket;
pub(crate) mod thread;
mod world;

pub(crate) use log::stderr;
pub(crate) use readiness::{Readiness, Signal};
pub(crate) use socket::{Listener, Stream};
pub(crate) use thread::now;

use std::any::Any;
use std::panic;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};

/// How many seeds a test runs.
const SEEDS: u64 = 10_000;
/// How many failing seeds are printed.
const SHOWN: usize = 10;

/// Seeds that have found something. Where scenarios change, so does what a seed stands for: look for another one then, with
/// the mistake put back.
const REGRESSIONS: &[(u64, &str)] = &[
    (25, "a server that does not start leaves its threads behind"),
    (152, "what is accepted while the listener is closed stays open"),
];

/// Takes a lock as a thread of the simulated machine: others may run before, and while it waits.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    world::switch();
    loop {
        match mutex.try_lock() {
            Ok(guard) => return guard,
            Err(TryLockError::Poisoned(error)) => return error.into_inner(),
            Err(TryLockError::WouldBlock) if world::is_simulated() => world::yield_now(),
            Err(TryLockError::WouldBlock) => return mutex.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn whatever_happens_every_request_is_answered_once_or_its_connection_closed() {
    watch_panics();
    if let Some(seed) = number("SIMULATION_SEED") {
        let failures = scenario::play(seed, true);
        assert!(failures.is_empty(), "seed {seed}: {failures:#?}");
        return;
    }
    let seeds = number("SIMULATION_SEEDS").unwrap_or(SEEDS);
    let next = AtomicU64::new(0);
    let failed = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| play_some(&next, seeds, &failed));
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "replay with SIMULATION_SEED: {failed:#?}");
}

fn play_some(next: &AtomicU64, seeds: u64, failed: &Mutex<Vec<(u64, Vec<String>)>>) {
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= seeds || failed.lock().unwrap().len() >= SHOWN {
            return;
        }
        let failures = scenario::play(seed, false);
        if !failures.is_empty() {
            failed.lock().unwrap().push((seed, failures));
        }
    }
}

#[test]
fn what_was_found_once_stays_mended() {
    watch_panics();
    for &(seed, what) in REGRESSIONS {
        let failures = scenario::play(seed, false);
        assert!(failures.is_empty(), "seed {seed}, {what}: {failures:#?}");
    }
}

#[test]
fn a_seed_always_gives_the_same_run() {
    watch_panics();
    for seed in 0..100 {
        let end = || {
            let world = scenario::play_to_end(seed, false).0;
            (world.time, world.steps)
        };
        assert_eq!(end(), end(), "seed {seed}");
    }
}

/// Panics that are meant are not printed; all others fail the run, wherever they are caught.
fn watch_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !is_planned(panic.payload()) {
                world::set_panicked();
                usual(panic);
            }
        }));
    });
}

fn is_planned(payload: &dyn Any) -> bool {
    payload.downcast_ref::<&str>() == Some(&application::PLANNED)
}
