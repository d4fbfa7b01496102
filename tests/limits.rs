//! One test for each field of `Limits`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::{Limits, Running, handler_fn};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tests::{Client, ask, count_own, get, is_alone, ms, post, request, send_content, serve_with, wait_until};

fn serve(handler: impl Handler, limits: Limits) -> Running {
    serve_with(handler, |server| server.limits(limits))
}

fn hello() -> impl Handler {
    handler_fn(|_: &Request, _: &mut Body| "hello\n")
}

#[test]
fn max_head_is_the_size_of_the_largest_head() {
    let small = request("GET", "/", &["X: 0123456789"]);
    let running = serve(hello(), Limits { max_head: small.len(), ..Limits::default() });
    let mut client = Client::connect(&running);
    client.ask(&small).expect(200, "hello\n");
    let answer = client.ask(request("GET", "/", &["X: 0123456789+"]));
    assert_eq!(answer.status, 431);
    answer.expect_last();
    client.expect_end();
}

/// It is refused when it is too large, not when it ends.
#[test]
fn a_head_without_an_end_is_refused_at_max_head() {
    let running = serve(hello(), Limits { max_head: 256, ..Limits::default() });
    let mut client = Client::connect(&running);
    client.send(format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(300)));
    assert_eq!(client.answer().status, 431);
    client.expect_end();
}

#[test]
fn max_target_is_the_length_of_the_longest_target() {
    let running = serve(hello(), Limits { max_target: 16, ..Limits::default() });
    ask(&running, get("/23456789abcdef?")).expect(200, "hello\n");
    assert_eq!(ask(&running, get("/23456789abcdef?x")).status, 414);
    assert_eq!(ask(&running, request("GET", "http://test/2345678", &[])).status, 414);
}

#[test]
fn max_fields_is_the_number_of_field_lines() {
    let running = serve(hello(), Limits { max_fields: 3, ..Limits::default() });
    ask(&running, request("GET", "/", &["A: b", "A: b"])).expect(200, "hello\n");
    assert_eq!(ask(&running, request("GET", "/", &["A: b", "A: b", "A: b"])).status, 431);
    let running = serve(hello(), Limits { max_fields: 500, ..Limits::default() });
    ask(&running, request("GET", "/", &["A: b"; 499])).expect(200, "hello\n");
    assert_eq!(ask(&running, request("GET", "/", &["A: b"; 500])).status, 431);
}

#[handler(max_body = 20)]
struct Outer {
    #[mount("/inner")]
    inner: Inner,
    #[mount("/plain")]
    plain: Plain,
}

#[handler]
impl Outer {
    #[post("/handler")]
    fn handler(&self, body: &mut Body) -> io::Result<String> {
        length(body)
    }

    #[post("/less", max_body = 5)]
    fn less(&self, body: &mut Body) -> io::Result<String> {
        length(body)
    }

    #[post("/more", max_body = 40)]
    fn more(&self, body: &mut Body) -> io::Result<String> {
        length(body)
    }

    /// The error does not get to the client by itself.
    #[post("/kept", max_body = 5)]
    fn kept(&self, body: &mut Body) -> String {
        body.read_all().map_or_else(|error| format!("{:?}", error.kind()), |content| content.len().to_string())
    }
}

#[handler(max_body = 30)]
struct Inner;

#[handler]
impl Inner {
    #[post("/handler")]
    fn handler(&self, body: &mut Body) -> io::Result<String> {
        length(body)
    }
}

#[handler]
struct Plain;

#[handler]
impl Plain {
    #[post("/handler")]
    fn handler(&self, body: &mut Body) -> io::Result<String> {
        length(body)
    }
}

fn length(body: &mut Body) -> io::Result<String> {
    Ok(body.read_all()?.len().to_string())
}

#[test]
fn max_body_is_the_length_of_the_longest_content() {
    let echo = handler_fn(|_: &Request, body: &mut Body| body.read_all());
    let running = serve(echo, Limits { max_body: 10, ..Limits::default() });
    let chunked = |content: &str| {
        [&request("POST", "/", &["Transfer-Encoding: chunked"])[..], content.as_bytes(), b"0\r\n\r\n"].concat()
    };
    ask(&running, post("/", "0123456789")).expect(200, "0123456789");
    ask(&running, chunked("5\r\n01234\r\n5\r\n56789\r\n")).expect(200, "0123456789");
    assert_eq!(ask(&running, post("/", "0123456789+")).status, 413);
    assert_eq!(ask(&running, chunked("5\r\n01234\r\n6\r\n56789+\r\n")).status, 413);
    assert_eq!(ask(&running, request("POST", "/", &["Content-Length: 9223372036854775807"])).status, 413);
}

/// The client sends no more than the size of a chunk, and waits.
#[test]
fn a_chunk_that_is_too_large_is_refused_before_it_comes() {
    let echo = handler_fn(|_: &Request, body: &mut Body| body.read_all());
    let running = serve(echo, Limits { max_body: 10, prefetched_body: 20, ..Limits::default() });
    for content in ["40\r\n", "5\r\n01234\r\n40\r\n"] {
        let mut client = Client::connect(&running);
        client.send(request("POST", "/", &["Transfer-Encoding: chunked"]));
        client.send(content);
        assert_eq!(client.answer().status, 413, "{content:?}");
    }
}

#[test]
fn max_body_of_a_route_goes_over_its_handlers_and_that_over_the_outer_ones_and_the_servers() {
    for server in [1, 1_000] {
        let running = serve(Outer { inner: Inner, plain: Plain }, Limits { max_body: server, ..Limits::default() });
        for (path, limit) in
            [("/handler", 20), ("/less", 5), ("/more", 40), ("/inner/handler", 30), ("/plain/handler", 20)]
        {
            ask(&running, post(path, vec![b'x'; limit])).expect(200, limit.to_string());
            assert_eq!(ask(&running, post(path, vec![b'x'; limit + 1])).status, 413, "{path} of {server}");
        }
    }
}

#[test]
fn a_handler_that_meets_the_limit_may_answer_as_it_likes() {
    let running = serve(Outer { inner: Inner, plain: Plain }, Limits::default());
    let mut client = Client::connect(&running);
    client.ask(post("/kept", "123456")).expect(200, "FileTooLarge");
    client.ask(post("/kept", "12345")).expect(200, "5");
}

/// Small content is there before the handler is called, so that a slow sender keeps no thread; large content is not.
#[test]
fn prefetched_body_is_received_before_the_handler_is_called() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let handler = handler_fn(move |_: &Request, body: &mut Body| {
        counter.fetch_add(1, Ordering::SeqCst);
        length(body)
    });
    let running = serve(handler, Limits { prefetched_body: 10, ..Limits::default() });

    for framing in ["Content-Length: 10", "Transfer-Encoding: chunked"] {
        calls.store(0, Ordering::SeqCst);
        let is_chunked = framing.starts_with('T');
        let mut client = Client::connect(&running);
        client.send(request("POST", "/", &[framing]));
        client.send(if is_chunked { "5\r\n012" } else { "012345678" });
        client.expect_silence(ms(100));
        assert_eq!(calls.load(Ordering::SeqCst), 0, "{framing}: called before the content was there");
        client.send(if is_chunked { "34\r\n0\r\n\r\n" } else { "9" });
        assert_eq!(client.answer().status, 200);
        assert_eq!(calls.load(Ordering::SeqCst), 1);
    }

    calls.store(0, Ordering::SeqCst);
    let mut client = Client::connect(&running);
    client.send(request("POST", "/", &["Content-Length: 11"]));
    wait_until("the handler is called before large content is there", || calls.load(Ordering::SeqCst) == 1);
    client.send("0123456789+");
    client.answer().expect(200, "11");
}

/// The limit is how many there may be, and nobody has to go before it is passed.
#[test]
fn as_many_connections_as_the_limit_says_stay_open() {
    let running = serve(hello(), Limits { max_connections: 3, ..Limits::default() });
    let mut clients: Vec<Client> = Vec::new();
    for _ in 0..3 {
        let mut client = Client::connect(&running);
        client.ask(get("/")).expect(200, "hello\n");
        clients.push(client);
    }
    for client in &mut clients {
        client.ask(get("/")).expect(200, "hello\n");
    }
    assert_eq!(running.stop().connections, 3);
}

#[test]
fn a_further_connection_takes_the_place_of_the_one_that_is_idle_for_longest() {
    let running = serve(hello(), Limits { max_connections: 3, ..Limits::default() });
    let mut clients: Vec<Client> = Vec::new();
    for _ in 0..3 {
        let mut client = Client::connect(&running);
        client.ask(get("/")).expect(200, "hello\n");
        clients.push(client);
    }
    // The first is used once more, so the second is idle for longest; only then its place is taken.
    std::thread::sleep(ms(20));
    clients[0].ask(get("/")).expect(200, "hello\n");
    let mut further = Client::connect(&running);
    further.ask(get("/")).expect(200, "hello\n");
    clients[1].expect_end();
    clients[0].ask(get("/")).expect(200, "hello\n");
    clients[2].ask(get("/")).expect(200, "hello\n");
}

#[test]
fn where_no_connection_is_idle_a_further_one_waits() {
    let running = serve(hello(), Limits { max_connections: 2, ..Limits::default() });
    let mut busy: Vec<Client> = (0..2).map(|_| Client::connect(&running)).collect();
    for client in &mut busy {
        // In the middle of a head: nothing that could be closed without loss.
        client.send("GET / HTTP/1.1\r\n");
        client.expect_silence(ms(20));
    }
    let mut further = Client::connect(&running);
    further.send(get("/"));
    further.expect_silence(ms(100));
    busy[0].send("Host: a\r\nConnection: close\r\n\r\n");
    busy[0].answer().expect(200, "hello\n");
    further.answer().expect(200, "hello\n");
    drop(further);
    busy[1].send("Host: a\r\n\r\n");
    busy[1].answer().expect(200, "hello\n");
}

/// Many clients that come and go at the limit: each is served in its turn.
#[test]
fn at_the_limit_of_connections_everybody_is_served() {
    let running = serve(hello(), Limits { max_connections: 2, ..Limits::default() });
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..25 {
                    ask(&running, request("GET", "/", &["Connection: close"])).expect(200, "hello\n");
                }
            });
        }
    });
    assert_eq!(running.stop().requests, 200);
}

#[test]
fn the_defaults_let_ordinary_requests_pass() {
    let echo = handler_fn(|_: &Request, body: &mut Body| body.read_all());
    let running = serve(echo, Limits::default());
    let cookies = format!("Cookie: {}", "c".repeat(8_000));
    let target = format!("/?{}", "q".repeat(8_000 - 2));
    assert_eq!(ask(&running, send_content("POST", &target, &[&cookies], vec![b'x'; 1 << 20])).status, 200);
    assert_eq!(ask(&running, post("/", vec![b'x'; (1 << 20) + 1])).status, 413);
}

/// A chunked request to a handler that reads it.
fn chunked(content: &str) -> Vec<u8> {
    let mut request = request("POST", "/", &["Transfer-Encoding: chunked"]);
    request.extend_from_slice(content.as_bytes());
    request
}

fn serve_echo(limits: Limits) -> Running {
    serve(handler_fn(|_: &Request, body: &mut Body| body.read_all()), limits)
}

#[test]
fn max_chunk_extensions_is_for_all_extensions_of_a_content() {
    let running = serve_echo(Limits { max_chunk_extensions: 7, ..Limits::default() });
    ask(&running, chunked("1;a=b\r\nx\r\n0;a\r\n\r\n")).expect(200, "x");
    assert_eq!(ask(&running, chunked("1;a=b\r\nx\r\n1;a=b\r\ny\r\n0\r\n\r\n")).status, 400);
}

#[test]
fn max_trailer_is_the_length_of_the_trailer_section() {
    let running = serve_echo(Limits { max_trailer: 8, ..Limits::default() });
    ask(&running, chunked("1\r\nx\r\n0\r\nA: bcd\r\n\r\n")).expect(200, "x");
    assert_eq!(ask(&running, chunked("1\r\nx\r\n0\r\nA: bcde\r\n\r\n")).status, 431);
    let running = serve_echo(Limits { max_trailer: 0, ..Limits::default() });
    ask(&running, chunked("1\r\nx\r\n0\r\n\r\n")).expect(200, "x");
    assert_eq!(ask(&running, chunked("1\r\nx\r\n0\r\nA:\r\n\r\n")).status, 431);
}

#[test]
fn prefetched_content_takes_memory_as_it_comes() {
    let limits = Limits { max_body: u64::MAX, prefetched_body: usize::MAX, ..Limits::default() };
    let running = serve(handler_fn(|_: &Request, body: &mut Body| length(body)), limits);
    for length in [1 << 40, i64::MAX as u64] {
        let mut client = Client::connect(&running);
        client.send(request("POST", "/", &[&format!("Content-Length: {length}")]));
        client.send("x");
        client.finish_sending();
        assert_eq!(client.answer().status, 400, "{length}");
    }
    ask(&running, post("/", vec![b'x'; 300_000])).expect(200, "300000");
}

#[test]
fn limits_may_be_as_small_or_as_large_as_there_are_numbers() {
    for (most, statuses) in [(0, [414, 414]), (usize::MAX, [200, 200])] {
        let running = serve_echo(Limits {
            max_head: most,
            max_target: most,
            max_fields: most,
            max_body: most as u64,
            prefetched_body: most,
            max_chunk_extensions: most,
            max_trailer: most,
            max_trailer_fields: most,
            max_unread_body: most as u64,
            max_connections: most,
        });
        let answers =
            [post("/", "x"), chunked("1;a=b\r\nx\r\n0\r\nA: b\r\n\r\n")].map(|request| ask(&running, request));
        assert_eq!(answers.map(|answer| answer.status), statuses, "{most}");
    }
}

#[test]
fn max_trailer_fields_is_the_number_of_trailer_lines() {
    let running = serve_echo(Limits { max_trailer_fields: 2, ..Limits::default() });
    ask(&running, chunked("1\r\nx\r\n0\r\nA: b\r\nA: b\r\n\r\n")).expect(200, "x");
    assert_eq!(ask(&running, chunked("1\r\nx\r\n0\r\nA: b\r\nA: b\r\nA: b\r\n\r\n")).status, 431);
}

#[test]
fn max_unread_body_is_read_off_so_that_the_connection_goes_on() {
    let running = serve(hello(), Limits { max_unread_body: 10, prefetched_body: 0, ..Limits::default() });
    let mut client = Client::connect(&running);
    client.ask(post("/", [b'x'; 10])).expect(200, "hello\n");
    client.ask(get("/")).expect(200, "hello\n");
    client.send(request("POST", "/", &["Content-Length: 11"]));
    client.answer().expect(200, "hello\n").expect_last();
    client.expect_end();
}

/// Memory, threads and time go by what comes, not by what is announced.
#[test]
fn a_tebibyte_that_is_only_announced_costs_nothing() {
    if !is_alone("a_tebibyte_that_is_only_announced_costs_nothing") {
        return;
    }
    // On a busy machine a preempted thread is taken for a stuck one and gets company; two have to do for all.
    let running = serve_with(hello(), |server| server.threads(2..=2));
    ask(&running, get("/")).expect(200, "hello\n");
    let (memory, threads) = (resident_kib(), count_own("task"));
    let mut clients: Vec<Client> = (0..200).map(|_| Client::connect(&running)).collect();
    for client in &mut clients {
        client.send(request("GET", "/", &["Content-Length: 1099511627776"]));
        client.answer().expect(200, "hello\n");
    }
    assert!(resident_kib() < memory + 16 * 1024, "from {memory} to {} KiB", resident_kib());
    assert!(count_own("task") <= threads, "from {threads} to {} threads", count_own("task"));
}

fn resident_kib() -> usize {
    own_status("VmRSS")
}

fn own_status(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':')).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// While none is left a client waits; as soon as there is one again it is served.
#[test]
fn a_shortage_of_descriptors_is_survived() {
    if !is_alone("a_shortage_of_descriptors_is_survived") {
        return;
    }
    let running = serve(hello(), Limits::default());
    ask(&running, get("/")).expect(200, "hello\n");
    let mut files: Vec<std::fs::File> = std::iter::from_fn(|| std::fs::File::open("/dev/null").ok()).collect();
    // One for the client's end, none for the server's.
    files.pop();
    let mut client = Client::connect(&running);
    client.send(get("/"));
    client.expect_silence(ms(200));
    drop(files);
    client.answer().expect(200, "hello\n");
    ask(&running, get("/")).expect(200, "hello\n");
}

/// Later, with threads, it would have to be waited for each time that the kernel's table of them grows.
#[cfg(target_os = "linux")]
#[test]
fn there_is_room_for_the_descriptors_of_all_connections_from_the_start() {
    if !is_alone("there_is_room_for_the_descriptors_of_all_connections_from_the_start") {
        return;
    }
    let limits = Limits { max_connections: 600, ..Limits::default() };
    let open = count_own("fd");
    let running = serve(hello(), limits);
    assert!(own_status("FDSize") >= 600, "room for {} descriptors", own_status("FDSize"));
    assert!(count_own("fd") < open + 20, "room alone, no descriptors");
    ask(&running, get("/")).expect(200, "hello\n");
}
