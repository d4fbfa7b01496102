//! How a server ends: what it lets finish, what it cuts, and that nothing is left of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::{Running, Stopper, Timeouts, handler_fn};
use std::net::TcpStream;
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};
use tests::{
    Client, PATIENCE, address, ask, count_own, get, is_alone, ms, output_alone, request, serve, serve_with, wait_until,
};

/// Says when it begins, and answers when it is told to.
struct Gate {
    begun: mpsc::Sender<()>,
    open: Mutex<mpsc::Receiver<()>>,
}

impl Handler for Gate {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        if request.path() == "/quick" {
            return response.send("quick\n");
        }
        self.begun.send(()).map_err(io::Error::other)?;
        self.open.lock().unwrap().recv_timeout(PATIENCE).map_err(io::Error::other)?;
        let content = body.read_all()?;
        response.send(content)
    }
}

struct Opener {
    begun: mpsc::Receiver<()>,
    open: mpsc::Sender<()>,
}

impl Opener {
    fn wait_for_handler(&self) {
        self.begun.recv_timeout(PATIENCE).expect("a handler that begins");
    }

    fn open(&self) {
        let _ = self.open.send(());
    }
}

fn gate() -> (Gate, Opener) {
    let (begun, has_begun) = mpsc::channel();
    let (open, is_open) = mpsc::channel();
    (Gate { begun, open: Mutex::new(is_open) }, Opener { begun: has_begun, open })
}

fn hello() -> impl Handler {
    handler_fn(|_: &Request, _: &mut Body| "hello\n")
}

/// Stops the server in another thread; the result is there once it has stopped.
fn stop_in_background(running: Running) -> thread::JoinHandle<http_core::Stats> {
    thread::spawn(move || running.stop())
}

fn wait_for_refusal(address: std::net::SocketAddr) {
    wait_until("nobody can connect any more", || TcpStream::connect(address).is_err());
}

#[test]
fn a_request_in_flight_is_finished_and_is_the_last_of_its_connection() {
    let (gate, opener) = gate();
    let running = serve(gate);
    let address = address(&running);
    let mut client = Client::connect(&running);
    client.send(get("/"));
    opener.wait_for_handler();
    let stopping = stop_in_background(running);
    wait_for_refusal(address);
    opener.open();
    client.answer().expect(200, "");
    client.expect_end();
    let stats = stopping.join().unwrap();
    assert_eq!((stats.requests, stats.cut_connections), (1, 0));
}

#[test]
fn a_request_that_begins_while_the_server_stops_is_answered_with_close() {
    let running = serve(hello());
    let address = address(&running);
    let mut client = Client::connect(&running);
    client.send("GET / HTTP/1.1\r\n");
    client.expect_silence(ms(50));
    let stopping = stop_in_background(running);
    wait_for_refusal(address);
    client.send("Host: a\r\n\r\n");
    client.answer().expect(200, "hello\n").expect_last();
    client.expect_end();
    assert_eq!(stopping.join().unwrap().cut_connections, 0);
}

#[test]
fn a_request_that_has_come_and_that_nobody_has_read_is_answered() {
    let (gate, opener) = gate();
    let running = serve_with(gate, |server| server.threads(1..=1));
    let address = address(&running);
    let [mut first, mut second] = [Client::connect(&running), Client::connect(&running)];
    second.ask(get("/quick")).expect(200, "quick\n");
    first.send(get("/"));
    opener.wait_for_handler();
    // The only thread is in the handler.
    second.send(get("/quick"));
    let stopping = stop_in_background(running);
    wait_for_refusal(address);
    opener.open();
    for (client, content) in [(&mut first, ""), (&mut second, "quick\n")] {
        client.answer().expect(200, content).expect_last();
        client.expect_end();
    }
    assert_eq!(stopping.join().unwrap().cut_connections, 0);
}

#[test]
fn content_that_is_on_its_way_is_waited_for() {
    let (gate, opener) = gate();
    let running = serve(gate);
    let address = address(&running);
    let mut client = Client::connect(&running);
    client.send(request("POST", "/", &["Content-Length: 5"]));
    client.expect_silence(ms(50));
    let stopping = stop_in_background(running);
    wait_for_refusal(address);
    client.send("hello");
    opener.wait_for_handler();
    opener.open();
    client.answer().expect(200, "hello").expect_last();
    client.expect_end();
    assert_eq!(stopping.join().unwrap().cut_connections, 0);
}

#[test]
fn a_response_that_is_on_its_way_is_sent_to_its_end() {
    const LENGTH: usize = 32 << 20;
    let running = serve(handler_fn(|_: &Request, _: &mut Body| vec![b'x'; LENGTH]));
    let address = address(&running);
    let mut client = Client::connect(&running);
    client.send(get("/"));
    assert_eq!(client.head().length(), Some(LENGTH));
    let stopping = stop_in_background(running);
    wait_for_refusal(address);
    assert_eq!(client.rest().len(), LENGTH);
    assert_eq!(stopping.join().unwrap().cut_connections, 0);
}

#[test]
fn idle_connections_are_closed_at_once_and_without_a_word() {
    let running =
        serve_with(hello(), |server| server.timeouts(Timeouts { drain: PATIENCE * 2, ..Timeouts::default() }));
    let mut used = Client::connect(&running);
    used.ask(get("/")).expect(200, "hello\n");
    let mut clients: Vec<Client> = (0..20).map(|_| Client::connect(&running)).collect();
    // They are accepted in turn, so once one more is served all of them are there.
    used.ask(get("/")).expect(200, "hello\n");
    Client::connect(&running).ask(get("/")).expect(200, "hello\n");
    let start = Instant::now();
    assert_eq!(running.stop().cut_connections, 0);
    assert!(start.elapsed() < PATIENCE, "the deadline is for what is in flight");
    used.expect_end();
    for client in &mut clients {
        client.expect_end();
    }
}

#[test]
fn what_is_in_flight_at_the_deadline_is_cut_and_counted() {
    let (gate, opener) = gate();
    let timeouts = Timeouts { drain: ms(200), ..Timeouts::default() };
    let running = serve_with(gate, |server| server.timeouts(timeouts));
    let mut half = Client::connect(&running);
    half.send("GET / HTTP/1.1\r\n");
    half.expect_silence(ms(50));
    let mut reading = Client::connect(&running);
    reading.send(request("POST", "/", &["Content-Length: 1000000"]));
    opener.wait_for_handler();
    // The handler is in a read now, which the cut has to end.
    opener.open();
    let start = Instant::now();
    let stats = running.stop();
    assert_eq!(stats.cut_connections, 2);
    assert!(start.elapsed() >= ms(200) && start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    half.rest();
    reading.rest();
}

#[test]
fn a_handler_that_does_not_return_does_not_keep_the_server() {
    let (gate, opener) = gate();
    let timeouts = Timeouts { drain: ms(100), ..Timeouts::default() };
    let running = serve_with(gate, |server| server.timeouts(timeouts));
    let mut client = Client::connect(&running);
    client.send(get("/"));
    opener.wait_for_handler();
    let start = Instant::now();
    assert_eq!(running.stop().cut_connections, 1);
    assert!(start.elapsed() < PATIENCE / 2, "{:?}", start.elapsed());
    opener.open();
    client.expect_end();
}

#[test]
fn a_stopper_stops_from_any_thread_and_as_often_as_one_likes() {
    let running = serve(hello());
    let stopper = running.stopper();
    Client::connect(&running).ask(get("/")).expect(200, "hello\n");
    let others: Vec<_> = (0..4).map(|_| stopper.clone()).map(|stopper| thread::spawn(move || stopper.stop())).collect();
    let stats = running.join();
    assert_eq!((stats.connections, stats.requests), (1, 1));
    others.into_iter().for_each(|other| other.join().unwrap());
    stopper.stop();
}

#[test]
fn join_waits_until_somebody_stops_the_server() {
    let running = serve(hello());
    let (stopper, address) = (running.stopper(), address(&running));
    let joining = thread::spawn(move || running.join());
    for _ in 0..20 {
        Client::connect_to(address).ask(get("/")).expect(200, "hello\n");
    }
    assert!(!joining.is_finished());
    stopper.stop();
    assert_eq!(joining.join().unwrap().requests, 20);
}

#[test]
fn a_handler_can_stop_its_own_server() {
    let slot: &'static Mutex<Option<http_core::Stopper>> = Box::leak(Box::default());
    let running = serve(handler_fn(move |_: &Request, _: &mut Body| {
        slot.lock().unwrap().as_ref().unwrap().stop();
        "stopping\n"
    }));
    *slot.lock().unwrap() = Some(running.stopper());
    let mut client = Client::connect(&running);
    client.ask(get("/")).expect(200, "stopping\n");
    client.expect_end();
    assert_eq!(running.join().requests, 1);
}

#[test]
fn dropping_a_running_server_stops_it() {
    let running = serve(hello());
    let address = address(&running);
    let mut client = Client::connect(&running);
    client.ask(get("/")).expect(200, "hello\n");
    drop(running);
    client.expect_end();
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_server_that_was_never_run_gives_its_port_back() {
    let server = HttpServer::bind("127.0.0.1:0", hello()).unwrap();
    let address = server.local_addr().socket_addr().unwrap();
    // The kernel takes connections already; they end with the server.
    let waiting = TcpStream::connect(address).unwrap();
    drop(server);
    assert!(TcpStream::connect(address).is_err());
    drop(waiting);
}

#[test]
fn the_port_can_be_bound_again_at_once() {
    let mut address = "127.0.0.1:0".parse().unwrap();
    for _ in 0..10 {
        let running = HttpServer::bind(address, hello()).unwrap().spawn().unwrap();
        address = tests::address(&running);
        let mut client = Client::connect(&running);
        client.ask(request("GET", "/", &["Connection: close"])).expect(200, "hello\n");
        client.expect_end();
        running.stop();
    }
}

#[test]
fn the_handler_is_dropped_with_its_server() {
    struct Telling(mpsc::Sender<()>);
    impl Drop for Telling {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }
    impl Handler for Telling {
        fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            response.send("hello\n")
        }
    }
    let (sender, receiver) = mpsc::channel();
    let running = serve(Telling(sender));
    Client::connect(&running).ask(get("/")).expect(200, "hello\n");
    running.stop();
    receiver.try_recv().expect("nobody holds the handler once stop has returned");
}

#[test]
fn a_stopper_keeps_no_handler_not_even_its_own() {
    let stopper = Arc::new(OnceLock::<Stopper>::new());
    let its_own = Arc::clone(&stopper);
    let running = serve(handler_fn(move |_: &Request, _: &mut Body| its_own.get().map(Stopper::stop)));
    stopper.set(running.stopper()).unwrap();
    let held_by_handler = Arc::downgrade(&stopper);
    let another = running.stopper();
    drop(stopper);
    Client::connect(&running).send(get("/"));
    running.join();
    assert!(held_by_handler.upgrade().is_none(), "the handler has been dropped");
    another.stop();
}

/// Threads and descriptors are the whole process's, so this has one of its own.
#[test]
fn a_hundred_starts_and_stops_leave_no_thread_and_no_descriptor() {
    if !is_alone("a_hundred_starts_and_stops_leave_no_thread_and_no_descriptor") {
        return;
    }
    let cycle = |number: usize| {
        let running = serve(hello());
        let mut clients: Vec<Client> = (0..3).map(|_| Client::connect(&running)).collect();
        clients[0].ask(get("/")).expect(200, "hello\n");
        clients[1].send("GET /half");
        if number.is_multiple_of(2) {
            clients.clear();
        }
        drop(clients.pop());
        drop(clients.pop());
        match number % 3 {
            0 => drop(running),
            1 => {
                running.stopper().stop();
                running.join();
            }
            _ => {
                running.stop();
            }
        }
    };
    cycle(0);
    let (threads, descriptors) = (count_own("task"), count_own("fd"));
    (0..100).for_each(cycle);
    wait_until("all threads are gone", || count_own("task") <= threads);
    wait_until("all descriptors are closed", || count_own("fd") <= descriptors);
}

#[test]
fn a_server_stops_quickly_when_there_is_nothing_to_wait_for() {
    let running =
        serve_with(hello(), |server| server.timeouts(Timeouts { drain: PATIENCE * 2, ..Timeouts::default() }));
    let start = Instant::now();
    running.stop();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// Runs a server until it has answered a request and had this signal.
fn run_until(signal: &str, handler: impl Handler, request: impl AsRef<[u8]>, status: u16) {
    let server = HttpServer::bind("127.0.0.1:0", handler).unwrap();
    let address = server.local_addr().socket_addr().unwrap();
    let server = thread::spawn(|| server.run_forever());
    // Once it answers, it watches for signals.
    let mut client = Client::connect_to(address);
    assert_eq!(client.ask(request).status, status);
    let process = std::process::id().to_string();
    let sent = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", signal, &process]).status();
    assert!(sent.unwrap().success());
    client.expect_end();
    server.join().unwrap().unwrap();
}

#[test]
fn a_server_that_a_signal_has_stopped_may_be_followed_by_another() {
    if !is_alone("a_server_that_a_signal_has_stopped_may_be_followed_by_another") {
        return;
    }
    for signal in ["INT", "TERM", "INT"] {
        run_until(signal, hello(), get("/"), 200);
    }
}

/// Refuses with a reason that is for the log.
fn broken() -> impl Handler {
    handler_fn(|request: &Request, _: &mut Body| -> Result<(), Error> {
        let status = StatusCode::from_u16(request.query().unwrap_or_default().parse()?)?;
        Err(Error::new("the disk is gone").with_status(status))
    })
}

#[test]
fn without_a_logger_errors_are_written_to_standard_error() {
    let Some(output) = output_alone("without_a_logger_errors_are_written_to_standard_error") else {
        assert_eq!(ask(&serve(broken()), get("/spawned?500")).status, 500);
        run_until("TERM", broken(), get("/broken?503"), 503);
        return run_until("TERM", broken(), get("/refused?403"), 403);
    };
    let line = "GET /broken?503 HTTP/1.1: 503 Service Unavailable because of the disk is gone";
    assert!(output.lines().any(|written| written == line), "{output}");
    assert_eq!(output.matches("the disk is gone").count(), 1, "{output}");
}

/// Takes nothing.
struct Deaf;

impl log::Log for Deaf {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        false
    }

    fn log(&self, _: &log::Record<'_>) {}

    fn flush(&self) {}
}

#[test]
fn with_a_logger_nothing_is_written_to_standard_error() {
    let Some(output) = output_alone("with_a_logger_nothing_is_written_to_standard_error") else {
        log::set_logger(&Deaf).unwrap();
        log::set_max_level(log::LevelFilter::Error);
        return run_until("TERM", broken(), get("/broken?500"), 500);
    };
    assert!(!output.contains("the disk is gone"), "{output}");
}
