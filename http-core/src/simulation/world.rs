//! The simulated machine: its threads, of which one runs at a time, and its clock.
//!
//! Decides who runs next and how much time that takes, by chance. Time jumps to the next moment at which something
//! happens when nobody can run. A thread is a coroutine: it is left where it asks the platform for something, nowhere
//! else, so that a seed always gives the same run.

use super::log::Log;
use super::network::{ConnectionId, Network};
use super::random::Random;
use super::readiness::Wakes;
use generator::{Generator, Gn};
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

/// In words of eight bytes.
const STACK: usize = 0x8000;
/// A run that takes longer than this has lost its way.
const LONGEST: Duration = Duration::from_secs(3600);
const MOST_STEPS: u64 = 2_000_000;

pub(super) type TaskId = usize;

pub(super) struct World {
    pub(super) random: Random,
    pub(super) network: Network,
    pub(super) wakes: Wakes,
    pub(super) log: Log,
    pub(super) chances: Chances,
    /// What a thread has found to be wrong.
    pub(super) failures: Vec<String>,
    pub(super) is_traced: bool,
    pub(super) peaks: Peaks,
    started: Instant,
    pub(super) time: Duration,
    tasks: Vec<Task>,
    current: TaskId,
    spawned: Vec<Box<dyn FnOnce() + Send>>,
    pub(super) steps: u64,
}

/// How often something happens: once in so many times, never with 0.
#[derive(Debug, Default, Clone)]
pub(super) struct Chances {
    pub(super) switch: usize,
    pub(super) preemption: usize,
    pub(super) no_thread: usize,
    pub(super) short_write: usize,
    pub(super) split: usize,
    pub(super) spurious_event: usize,
    pub(super) interruption: usize,
    pub(super) aborted_accept: usize,
    pub(super) exhausted_accept: usize,
    pub(super) no_watch: usize,
}

/// The most that there were at once.
#[derive(Debug, Default)]
pub(super) struct Peaks {
    pub(super) workers: usize,
    pub(super) connections: usize,
}

struct Task {
    name: String,
    state: State,
    is_unparked: bool,
}

enum State {
    Ready,
    Waiting(Wait, Option<Duration>),
    Done,
}

/// What a thread waits for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wait {
    Time,
    Unpark,
    End(TaskId),
    Events {
        readiness: usize,
    },
    Signal(usize),
    EventsOrSignal {
        readiness: usize,
        signal: usize,
    },
    ServerReads(ConnectionId),
    ServerWrites(ConnectionId),
    ClientReads(ConnectionId),
    /// There is room to write, or something to read.
    ClientMoves(ConnectionId),
}

thread_local! {
    static WORLD: RefCell<Option<World>> = const { RefCell::new(None) };
    static PANICKED: Cell<bool> = const { Cell::new(false) };
}

/// Is this a thread of a simulation?
pub(super) fn is_simulated() -> bool {
    WORLD.with_borrow(Option::is_some)
}

pub(super) fn with<T>(act: impl FnOnce(&mut World) -> T) -> T {
    WORLD.with_borrow_mut(|world| act(world.as_mut().expect("only threads of a simulation ask for this")))
}

/// What to print of a run that is replayed.
pub(super) fn trace(text: impl FnOnce() -> String) {
    with(|world| world.trace(text));
}

pub(super) fn fail(text: String) {
    trace(|| format!("FAILED: {text}"));
    with(|world| world.failures.push(text));
}

/// Somebody else may run here.
pub(super) fn switch() {
    if std::thread::panicking() || !is_simulated() {
        return;
    }
    if with(|world| world.random.once_in(world.chances.switch)) {
        yield_now();
    }
}

/// Lets somebody else run in any case.
#[expect(deprecated, reason = "what replaces it can't be called from deep within")]
pub(crate) fn yield_now() {
    generator::yield_with(());
}

/// Waits, and says whether it was for the time alone.
pub(super) fn wait(wait: Wait, deadline: Option<Duration>) -> bool {
    with(|world| world.tasks[world.current].state = State::Waiting(wait, deadline));
    yield_now();
    with(|world| world.is_over(wait))
}

pub(super) fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> TaskId {
    with(|world| {
        world.tasks.push(Task { name: name.to_owned(), state: State::Ready, is_unparked: false });
        world.spawned.push(Box::new(run));
        world.peaks.workers = world.peaks.workers.max(world.count("http-core worker"));
        world.tasks.len() - 1
    })
}

/// Lets `main` run on a machine of its own, with all threads that it starts.
pub(super) fn run(world: World, main: impl FnOnce() + Send + 'static) -> World {
    WORLD.set(Some(world));
    spawn("main", main);
    let mut stacks: Vec<Option<Generator<'static, (), ()>>> = Vec::new();
    loop {
        for body in with(|world| std::mem::take(&mut world.spawned)) {
            stacks.push(Some(Gn::new_opt(STACK, body)));
        }
        let Some(task) = with(World::choose) else { break };
        let stack = stacks[task].as_mut().expect("only threads that are not done are chosen");
        stack.resume();
        if stack.is_done() {
            stacks[task] = None;
            with(|world| world.tasks[task].state = State::Done);
        }
    }
    // Unwinding a thread that is stuck would have it run on.
    stacks.into_iter().flatten().for_each(std::mem::forget);
    WORLD.take().expect("it was set above")
}

impl World {
    pub(super) fn new(seed: u64, is_traced: bool) -> Self {
        Self {
            random: Random::new(seed),
            network: Network::default(),
            wakes: Wakes::default(),
            log: Log::default(),
            chances: Chances::default(),
            failures: Vec::new(),
            is_traced,
            peaks: Peaks::default(),
            started: Instant::now(),
            time: Duration::ZERO,
            tasks: Vec::new(),
            current: 0,
            spawned: Vec::new(),
            steps: 0,
        }
    }

    pub(super) fn now(&self) -> Instant {
        self.started + self.time
    }

    pub(super) fn since_start(&self, moment: Instant) -> Duration {
        moment.saturating_duration_since(self.started)
    }

    pub(super) fn trace(&self, text: impl FnOnce() -> String) {
        if self.is_traced {
            let task = &self.tasks[self.current];
            println!("{:>12.6} {:2} {}: {}", self.time.as_secs_f64(), self.current, task.name, text());
        }
    }

    pub(super) fn current(&self) -> TaskId {
        self.current
    }

    pub(super) fn unpark(&mut self, task: TaskId) {
        self.tasks[task].is_unparked = true;
    }

    pub(super) fn take_unpark(&mut self) -> bool {
        std::mem::take(&mut self.tasks[self.current].is_unparked)
    }

    pub(super) fn is_done(&self, task: TaskId) -> bool {
        matches!(self.tasks[task].state, State::Done)
    }

    /// How many threads of this name there are.
    pub(super) fn count(&self, name: &str) -> usize {
        self.tasks.iter().filter(|task| task.name == name && !matches!(task.state, State::Done)).count()
    }

    fn is_over(&self, wait: Wait) -> bool {
        let network = &self.network;
        match wait {
            Wait::Time => false,
            Wait::Unpark => self.tasks[self.current].is_unparked,
            Wait::End(task) => self.is_done(task),
            Wait::Events { readiness } => self.wakes.has_events(network, readiness),
            Wait::Signal(signal) => self.wakes.is_sent(signal),
            Wait::EventsOrSignal { readiness, signal } => {
                self.wakes.is_sent(signal) || self.wakes.has_events(network, readiness)
            }
            Wait::ServerReads(id) => network.get(id).can_server_read(),
            Wait::ServerWrites(id) => network.get(id).can_server_write(),
            Wait::ClientReads(id) => network.get(id).can_client_read(),
            Wait::ClientMoves(id) => network.get(id).can_client_write() || network.get(id).can_client_read(),
        }
    }

    /// Who runs next; nobody when all are done or something is wrong.
    fn choose(&mut self) -> Option<TaskId> {
        loop {
            self.steps += 1;
            if self.steps > MOST_STEPS || self.time > LONGEST {
                self.give_up("it does not come to an end");
                return None;
            }
            self.network.deliver(self.time, &mut self.wakes);
            if let Some(task) = self.choose_ready() {
                self.let_time_pass();
                self.tasks[task].state = State::Ready;
                self.current = task;
                return Some(task);
            }
            let Some(next) = self.next_moment() else {
                if self.tasks.iter().any(|task| !matches!(task.state, State::Done)) {
                    self.give_up("nobody can go on");
                }
                return None;
            };
            self.time = next;
        }
    }

    fn choose_ready(&mut self) -> Option<TaskId> {
        let mut ready = Vec::new();
        for id in 0..self.tasks.len() {
            self.current = id;
            let is_ready = match self.tasks[id].state {
                State::Ready => true,
                State::Done => false,
                State::Waiting(wait, deadline) => {
                    deadline.is_some_and(|deadline| deadline <= self.time) || self.is_over(wait)
                }
            };
            if is_ready {
                ready.push(id);
            }
        }
        (!ready.is_empty()).then(|| self.random.pick(&ready))
    }

    fn let_time_pass(&mut self) {
        let most = if self.random.once_in(self.chances.preemption) { 3_000_000 } else { 3_000 };
        self.time += Duration::from_nanos(self.random.below(most) as u64);
    }

    fn next_moment(&self) -> Option<Duration> {
        let deadlines = self.tasks.iter().filter_map(|task| match task.state {
            State::Waiting(_, deadline) => deadline,
            _ => None,
        });
        deadlines.chain(self.network.next_arrival()).min()
    }

    fn give_up(&mut self, reason: &str) {
        let mut text = format!("{reason} after {:?}:", self.time);
        for (number, task) in self.tasks.iter().enumerate() {
            if let State::Waiting(wait, _) = task.state {
                text += &format!(" {number} {} waits for {wait:?};", task.name);
            }
        }
        self.failures.push(text);
    }
}

/// Has a thread panicked that should not?
pub(super) fn take_panic() -> bool {
    PANICKED.take()
}

pub(super) fn set_panicked() {
    PANICKED.set(true);
}
