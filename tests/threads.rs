//! Threads: handlers may block, and what waits for clients costs none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::{Limits, handler_fn};
use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use tests::{Client, PATIENCE, ask, count_own, get, is_alone, ms, request, serve, serve_with, wait_until};

/// Handlers wait in here for each other.
#[derive(Default)]
struct Meeting {
    present: Mutex<usize>,
    changed: Condvar,
    most: AtomicUsize,
}

impl Meeting {
    /// Waits until this many are here at once; false where they never come.
    fn wait_for(&self, wanted: usize) -> bool {
        let mut present = self.present.lock().unwrap();
        *present += 1;
        self.most.fetch_max(*present, Ordering::SeqCst);
        self.changed.notify_all();
        let (present, result) =
            self.changed.wait_timeout_while(present, PATIENCE, |present| *present < wanted).unwrap();
        drop(present);
        !result.timed_out()
    }
}

#[test]
fn many_more_blocking_handlers_than_cores_run_at_once() {
    const MANY: usize = 64;
    let meeting = Arc::new(Meeting::default());
    let handler = handler_fn(move |_: &Request, _: &mut Body| match meeting.wait_for(MANY) {
        true => "all here\n",
        false => "alone\n",
    });
    let running = serve(handler);
    let mut clients: Vec<Client> = (0..MANY).map(|_| Client::connect(&running)).collect();
    clients.iter_mut().for_each(|client| client.send(get("/")));
    for client in &mut clients {
        client.answer().expect(200, "all here\n");
    }
}

#[test]
fn quick_requests_are_answered_while_slow_ones_block() {
    let gate = Arc::new((Mutex::new(false), Condvar::new()));
    let inside = Arc::new(AtomicUsize::new(0));
    let (handlers_gate, handlers_inside) = (Arc::clone(&gate), Arc::clone(&inside));
    let running = serve(handler_fn(move |request: &Request, _: &mut Body| {
        if request.path() == "/slow" {
            handlers_inside.fetch_add(1, Ordering::SeqCst);
            let (is_open, changed) = &*handlers_gate;
            drop(changed.wait_timeout_while(is_open.lock().unwrap(), PATIENCE, |is_open| !*is_open));
        }
        "done\n"
    }));
    let mut slow: Vec<Client> = (0..32).map(|_| Client::connect(&running)).collect();
    slow.iter_mut().for_each(|client| client.send(get("/slow")));
    wait_until("all slow handlers run", || inside.load(Ordering::SeqCst) == 32);
    let mut quick = Client::connect(&running);
    for _ in 0..100 {
        quick.ask(get("/quick")).expect(200, "done\n");
    }
    *gate.0.lock().unwrap() = true;
    gate.1.notify_all();
    for client in &mut slow {
        client.answer().expect(200, "done\n");
    }
}

#[test]
fn no_more_handlers_run_at_once_than_there_may_be_threads() {
    let inside = Arc::new(AtomicUsize::new(0));
    let most = Arc::new(AtomicUsize::new(0));
    let threads = Arc::new(Mutex::new(HashSet::new()));
    let (handlers_inside, handlers_most, handlers_threads) =
        (Arc::clone(&inside), Arc::clone(&most), Arc::clone(&threads));
    let handler = handler_fn(move |_: &Request, _: &mut Body| {
        let now = handlers_inside.fetch_add(1, Ordering::SeqCst) + 1;
        handlers_most.fetch_max(now, Ordering::SeqCst);
        handlers_threads.lock().unwrap().insert(thread::current().id());
        thread::sleep(ms(20));
        handlers_inside.fetch_sub(1, Ordering::SeqCst);
        "done\n"
    });
    let running = serve_with(handler, |server| server.threads(1..=2));
    let mut clients: Vec<Client> = (0..20).map(|_| Client::connect(&running)).collect();
    clients.iter_mut().for_each(|client| client.send(get("/")));
    for client in &mut clients {
        client.answer().expect(200, "done\n");
    }
    assert_eq!(most.load(Ordering::SeqCst), 2, "both threads were used, and no more");
    assert_eq!(threads.lock().unwrap().len(), 2);
}

#[test]
fn one_thread_serves_everybody_in_turn() {
    let running =
        serve_with(handler_fn(|_: &Request, body: &mut Body| body.read_all()), |server| server.threads(1..=1));
    let mut clients: Vec<Client> = (0..50).map(|_| Client::connect(&running)).collect();
    for _ in 0..5 {
        clients.iter_mut().for_each(|client| client.send(tests::post("/", "abc")));
        for client in &mut clients {
            client.answer().expect(200, "abc");
        }
    }
}

#[test]
fn a_range_of_no_threads_still_serves() {
    #[expect(clippy::reversed_empty_ranges, reason = "what is tested")]
    for threads in [0..=0, 5..=1, 0..=1] {
        let running = serve_with(handler_fn(|_: &Request, _: &mut Body| "hello\n"), |server| server.threads(threads));
        ask(&running, get("/")).expect(200, "hello\n");
    }
}

/// Threads are the whole process's, so this has one of its own.
#[test]
fn a_thousand_clients_in_the_middle_of_something_cost_no_thread() {
    if !is_alone("a_thousand_clients_in_the_middle_of_something_cost_no_thread") {
        return;
    }
    let limits = Limits { max_connections: 2_000, ..Limits::default() };
    let handler = handler_fn(|_: &Request, body: &mut Body| body.read_all());
    let running = serve_with(handler, |server| server.limits(limits));
    ask(&running, get("/")).expect(200, "");
    let threads = count_own("task");
    let mut clients: Vec<Client> = (0..1_000).map(|_| Client::connect(&running)).collect();
    for (number, client) in clients.iter_mut().enumerate() {
        match number % 4 {
            0 => {}
            1 => client.send("GET / HT"),
            2 => client.send("GET / HTTP/1.1\r\nHost: a\r\n"),
            // A head, and a part of content that is small enough to be waited for.
            _ => client.send([&request("POST", "/", &["Content-Length: 10"])[..], b"01234"].concat()),
        }
    }
    for _ in 0..200 {
        ask(&running, get("/")).expect(200, "");
    }
    // On a busy machine one or the other thread is called in for the requests that are answered.
    let now = count_own("task");
    assert!(now <= threads + 8, "{now} threads, where {threads} were enough for one client");
    for (number, client) in clients.iter_mut().enumerate() {
        let (rest, content) = match number % 4 {
            0 => (get("/"), ""),
            1 => (b"TP/1.1\r\nHost: a\r\n\r\n".to_vec(), ""),
            2 => (b"\r\n".to_vec(), ""),
            _ => (b"56789".to_vec(), "0123456789"),
        };
        client.ask(rest).expect(200, content);
    }
    assert_eq!(running.stop().requests, 1_201);
}

/// A response that waits for its reader is parked too.
#[test]
fn clients_that_do_not_read_cost_no_thread() {
    let handler = handler_fn(|request: &Request, _: &mut Body| match request.path() {
        "/large" => vec![b'x'; 16 << 20],
        _ => b"small\n".to_vec(),
    });
    let running = serve_with(handler, |server| server.threads(1..=1));
    let mut lazy: Vec<Client> = (0..8).map(|_| Client::connect(&running)).collect();
    lazy.iter_mut().for_each(|client| client.send(get("/large")));
    for client in &mut lazy {
        assert_eq!(client.head().length(), Some(16 << 20));
    }
    ask(&running, get("/")).expect(200, "small\n");
    for client in &mut lazy {
        assert_eq!(client.take(16 << 20).len(), 16 << 20);
        client.ask(get("/")).expect(200, "small\n");
    }
}

#[test]
fn many_clients_at_once_get_their_own_answers() {
    let running = serve(handler_fn(|request: &Request, _: &mut Body| request.target().to_owned()));
    thread::scope(|scope| {
        for number in 0..32 {
            let running = &running;
            scope.spawn(move || {
                let mut client = Client::connect(running);
                for round in 0..100 {
                    let target = format!("/{number}/{round}");
                    client.ask(get(&target)).expect(200, &target);
                }
            });
        }
    });
    assert_eq!(running.stop().requests, 3_200);
}
