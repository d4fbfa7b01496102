//! What one seed makes of a run: the server's settings, its clients, the faults, and what has to be true at the end.

use super::application::Application;
use super::client::Client;
use super::log;
use super::thread::{MOST_CORES, now, sleep};
use super::world::{self, Chances, Wait, World, with};
use crate::{AccessLog, HttpServer, Limits, Running, Timeouts};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How much longer than its time something may take, because threads are preempted and bytes are under way.
const SLACK: Duration = Duration::from_millis(300);
/// What threads get to come home once the time for draining is over.
const HOMECOMING: Duration = Duration::from_secs(1);

/// What the clients know of the run.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) timeouts: Timeouts,
    pub(super) tick: Duration,
    pub(super) slack: Duration,
    /// How long after the start the last client comes.
    pub(super) arrivals: Duration,
    /// The server may close any connection: it is stopped, has too few places, or the machine fails.
    pub(super) is_harsh: bool,
    /// There is a thread for everybody.
    pub(super) has_threads: bool,
    pub(super) honest_only: bool,
}

struct Scenario {
    rules: Rules,
    limits: Limits,
    threads: RangeInclusive<usize>,
    clients: Vec<Client>,
    /// When the server is stopped, where it is not for all clients to be done.
    stop: Option<Duration>,
    handled: Arc<Mutex<Vec<usize>>>,
}

/// Runs one seed; what was wrong with it.
pub(super) fn play(seed: u64, is_traced: bool) -> Vec<String> {
    play_to_end(seed, is_traced).1
}

/// The same, with the machine as it is at the end.
pub(super) fn play_to_end(seed: u64, is_traced: bool) -> (World, Vec<String>) {
    let mut world = World::new(seed, is_traced);
    let scenario = Scenario::plan(&mut world);
    let (most_threads, most_connections) = (*scenario.threads.end(), scenario.limits.max_connections);
    let handled = Arc::clone(&scenario.handled);
    let mut world = world::run(world, || scenario.run());
    let mut failures = std::mem::take(&mut world.failures);
    if failures.is_empty() {
        failures.extend(check_end(&world, &handled));
    }
    let peaks = &world.peaks;
    // A thread that is still accepting holds on to a socket for a moment longer than the table.
    if peaks.workers > most_threads.max(1) || peaks.connections > most_connections + MOST_CORES {
        failures.push(format!("{peaks:?} is more than {most_threads} threads and {most_connections} connections"));
    }
    if world::take_panic() {
        failures.push("a thread panicked".to_owned());
    }
    (world, failures)
}

/// What has to be true once all threads are gone.
fn check_end(world: &World, handled: &Arc<Mutex<Vec<usize>>>) -> Vec<String> {
    let mut failures = Vec::new();
    if world.network.open() > 0 {
        failures.push(format!("{} connections are left open", world.network.open()));
    }
    if Arc::strong_count(handled) > 1 {
        failures.push("the server is still held by somebody".to_owned());
    }
    let mut handled = handled.lock().expect("nobody panics with it").clone();
    handled.sort_unstable();
    if let Some(twice) = handled.windows(2).find(|pair| pair[0] == pair[1]) {
        failures.push(format!("request {} was handled twice", twice[0]));
    }
    failures
}

impl Scenario {
    fn plan(world: &mut World) -> Self {
        let random = &mut world.random;
        let milliseconds = |choice: u64| Duration::from_millis(choice);
        let timeouts = Timeouts {
            head: milliseconds(random.pick(&[2_000, 5_000])),
            body: milliseconds(random.pick(&[1_500, 6_000])),
            keep_alive: milliseconds(random.pick(&[1_000, 20_000])),
            write: milliseconds(random.pick(&[2_000, 6_000])),
            drain: milliseconds(random.pick(&[1, 100, 10_000])),
            ..Timeouts::default()
        };
        let threads = random.pick(&[(1, 1), (1, 2), (2, 4), (1, 64), (4, 512), (4, 512)]);
        let most_connections = random.pick(&[1, 3, 10, 1000, 1000, 1000]);
        let is_crowded = threads.1 > 32 && most_connections > 3 && random.once_in(200);
        let count = if is_crowded { 200 } else { random.between(1, 24) };
        let stop = random.once_in(3).then(|| Duration::from_micros(random.below(30_000) as u64));
        let has_faults = random.once_in(3);
        let (has_threads, honest_only) = (threads.1 > 32, random.once_in(3));
        // Where all threads wait for slow clients, nobody is left to take what others would read.
        let is_starved = !has_threads && !honest_only;
        let is_harsh = stop.is_some() || has_faults || most_connections <= count || is_starved;
        let tick = (timeouts.shortest() / 10).clamp(milliseconds(5), milliseconds(80));
        let rules = Rules {
            tick,
            slack: SLACK,
            arrivals: Duration::from_micros(random.pick(&[1, 1_000, 20_000])),
            is_harsh,
            has_threads,
            honest_only,
            timeouts,
        };
        let clients = (0..count).map(|number| Client::new(number + 1, rules.clone(), random)).collect();
        let limits = Limits {
            max_connections: most_connections,
            prefetched_body: random.pick(&[0, 10, 64 * 1024]),
            ..Limits::default()
        };
        world.chances = chances(has_faults, random);
        world.network.latency = random.pick(&[1, 50_000, 3_000_000]);
        Self { rules, limits, threads: threads.0..=threads.1, clients, stop, handled: Arc::default() }
    }

    fn run(mut self) {
        let clients = std::mem::take(&mut self.clients);
        let Some(running) = self.start() else { return };
        let count = clients.len();
        let clients: Vec<_> = clients.into_iter().map(|client| world::spawn("client", || client.run())).collect();
        match self.stop {
            Some(time) => sleep(time),
            None => {
                for client in &clients {
                    world::wait(Wait::End(*client), None);
                }
                self.probe(count);
            }
        }
        self.stop(running);
        for client in clients {
            world::wait(Wait::End(client), None);
        }
    }

    /// A machine that has no threads is none to begin with.
    fn start(&self) -> Option<Running> {
        let application = Application { handled: Arc::clone(&self.handled) };
        let server = HttpServer::bind("127.0.0.1:80", application).expect("an address");
        let server = server.limits(self.limits.clone()).timeouts(self.rules.timeouts.clone());
        let server = server.access_log(AccessLog::http_server());
        let running = server.threads(self.threads.clone()).spawn();
        running.inspect_err(|error| world::trace(|| format!("does not start: {error}"))).ok()
    }

    /// After all that has happened every place can be taken again.
    fn probe(&self, count: usize) {
        with(|world| world.chances = Chances { switch: 1, ..Chances::default() });
        sleep(HOMECOMING);
        let rules =
            Rules { is_harsh: false, honest_only: true, arrivals: Duration::from_micros(1), ..self.rules.clone() };
        let places = self.limits.max_connections.min(4);
        let probes = (0..places).map(|place| Client::probe(count + 1 + place, rules.clone()));
        let probes: Vec<_> = probes.map(|probe| world::spawn("probe", || probe.run())).collect();
        for probe in probes {
            world::wait(Wait::End(probe), None);
        }
    }

    fn stop(&self, running: Running) {
        let began = now();
        // Somebody who holds on to one keeps nothing open.
        let _stopper = running.stopper();
        world::trace(|| "stops the server".to_owned());
        let stats = running.stop();
        let took = now().duration_since(began);
        world::trace(|| format!("has stopped it: {stats:?} after {took:?}"));
        if took > self.rules.timeouts.drain + HOMECOMING + SLACK {
            world::fail(format!("stopping took {took:?}"));
        }
        if with(|world| world.count("http-core worker")) == 0 {
            self.check_stopped();
        }
    }

    /// What has to be true of a server that has stopped, unless it has left a thread behind.
    fn check_stopped(&self) {
        let open = with(|world| world.network.open());
        if open > 0 {
            world::fail(format!("{open} connections are left open by a server that was stopped"));
        }
        let logged = log::logged();
        for id in self.handled.lock().expect("nobody panics with it").iter() {
            let times = logged.iter().filter(|other| *other == id).count();
            if times != 1 {
                world::fail(format!("request {id} is {times} times in the access log"));
            }
        }
    }
}

fn chances(has_faults: bool, random: &mut super::random::Random) -> Chances {
    let calm = Chances {
        switch: random.pick(&[1, 2, 8]),
        preemption: random.pick(&[0, 20, 500]),
        short_write: random.pick(&[0, 4]),
        split: random.pick(&[1, 2, 8, 0]),
        spurious_event: random.pick(&[0, 20]),
        interruption: random.pick(&[0, 50]),
        ..Chances::default()
    };
    if !has_faults {
        return calm;
    }
    Chances {
        no_thread: random.pick(&[0, 0, 3, 20]),
        aborted_accept: random.pick(&[0, 5]),
        exhausted_accept: random.pick(&[0, 10]),
        no_watch: random.pick(&[0, 10]),
        ..calm
    }
}
