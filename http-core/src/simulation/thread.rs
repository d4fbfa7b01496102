//! Threads of the simulated machine.

pub(crate) use super::world::yield_now;

use super::world::{self, TaskId, Wait, with};
use std::io;
use std::time::{Duration, Instant};

pub(crate) fn now() -> Instant {
    if world::is_simulated() { with(|world| world.now()) } else { Instant::now() }
}

#[derive(Debug)]
pub(crate) struct JoinHandle(TaskId);

impl JoinHandle {
    pub(crate) fn is_finished(&self) -> bool {
        with(|world| world.is_done(self.0))
    }

    /// A thread that panics fails the whole run.
    pub(crate) fn join(self) -> std::thread::Result<()> {
        world::wait(Wait::End(self.0), None);
        Ok(())
    }
}

#[derive(Debug)]
pub(crate) struct Thread(TaskId);

impl Thread {
    pub(crate) fn unpark(&self) {
        with(|world| world.unpark(self.0));
    }
}

pub(crate) fn current() -> Thread {
    Thread(with(|world| world.current()))
}

pub(crate) fn park_timeout(timeout: Duration) {
    let deadline = with(|world| world.time + timeout);
    world::wait(Wait::Unpark, Some(deadline));
    with(|world| world.take_unpark());
}

pub(crate) fn sleep(time: Duration) {
    let deadline = with(|world| world.time + time);
    world::wait(Wait::Time, Some(deadline));
}

pub(crate) fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle> {
    world::switch();
    if with(|world| world.random.once_in(world.chances.no_thread)) {
        world::trace(|| format!("there is no thread for {name}"));
        return Err(io::ErrorKind::WouldBlock.into());
    }
    Ok(JoinHandle(world::spawn(name, run)))
}

pub(super) const MOST_CORES: usize = 3;

pub(crate) fn cores() -> usize {
    with(|world| world.random.between(1, MOST_CORES))
}
