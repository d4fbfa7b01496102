//! Content of requests: how it comes, what becomes of it where nobody reads it or it is wrong, and when it is asked for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::{Limits, handler_fn};
use std::sync::Arc;
use std::thread;
use tests::{Answer, Client, ask, get, ms, post, request, send_content, serve, serve_with};

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn hello(&self) -> &'static str {
        "hello\n"
    }

    #[post("/echo")]
    fn echo(&self, body: &mut Body) -> io::Result<Vec<u8>> {
        body.read_all()
    }

    #[post("/ignore")]
    fn ignore(&self) -> &'static str {
        "ignored\n"
    }

    /// Takes the content, but does not look at it.
    #[post("/shrug")]
    fn shrug(&self, _body: &mut Body) -> &'static str {
        "shrugged\n"
    }

    /// Swallows what reading the content fails with.
    #[post("/swallow")]
    fn swallow(&self, body: &mut Body) -> &'static str {
        let _ = body.read_all();
        "fine\n"
    }

    #[get("/panic")]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new("a secret"));
    }
}

/// Sends while the answer is read: neither side may have to wait for the other.
fn ask_while_sending(client: &mut Client, bytes: Vec<u8>) -> Answer {
    let mut sender = client.stream().try_clone().unwrap();
    let sending = thread::spawn(move || sender.write_all(&bytes));
    let answer = client.answer();
    sending.join().unwrap().unwrap();
    answer
}

fn in_chunks(content: &[u8]) -> Vec<u8> {
    let mut bytes = request("POST", "/echo", &["Transfer-Encoding: chunked"]);
    for chunk in content.chunks(50_000) {
        bytes.extend(format!("{:x};ext=\"v\"\r\n", chunk.len()).bytes());
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\nTrailer: t\r\n\r\n");
    bytes
}

#[test]
fn content_comes_back_as_it_was_sent() {
    let running = serve_with(Site, |server| server.limits(Limits { max_body: 16 << 20, ..Limits::default() }));
    let mut client = Client::connect(&running);
    for length in [0, 1, 1_000, 16_384, 65_535, 65_536, 65_537, 1 << 20, 5_000_000] {
        let content: Vec<u8> = (0..length).map(|number| (number % 253) as u8).collect();
        for bytes in [post("/echo", &content), in_chunks(&content)] {
            let answer = ask_while_sending(&mut client, bytes);
            assert!(answer.status == 200 && answer.content == content, "{length} bytes");
        }
    }
}

#[test]
fn content_that_nobody_reads_does_not_get_in_the_way() {
    let running = serve(Site);
    let smuggled = get("/panic");
    for path in ["/ignore", "/shrug"] {
        let mut client = Client::connect(&running);
        client.send([post(path, &smuggled), get("/")].concat());
        assert_eq!(client.answer().status, 200);
        client.answer().expect(200, "hello\n");
        let chunk = [&b"23\r\n"[..], &smuggled[..], b"\r\n0\r\n\r\n"].concat();
        assert_eq!(smuggled.len(), 0x23);
        client.send([request("POST", path, &["Transfer-Encoding: chunked"]), chunk, get("/")].concat());
        assert_eq!(client.answer().status, 200);
        client.answer().expect(200, "hello\n");
    }
}

/// The answer does not wait for content that no route takes.
#[test]
fn content_that_no_route_takes_may_come_after_the_answer() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.ask(request("POST", "/ignore", &["Content-Length: 10"])).expect(200, "ignored\n");
    client.send("0123");
    client.expect_silence(ms(30));
    client.send([&b"456789"[..], &get("/")].concat());
    client.answer().expect(200, "hello\n");
}

/// A handler is called once the content is there if one of its arguments takes it, wherever it is mounted: with one thread,
/// others are answered meanwhile. Where none does, the answer is there before the content.
#[test]
fn who_waits_for_content_is_decided_by_the_route() {
    #[handler]
    struct Everywhere {
        #[mount("/mounted")]
        mounted: Site,
        #[mount("/boxed")]
        boxed: Box<dyn Handler>,
        #[mount("/shared")]
        shared: Arc<Site>,
        #[mount("/present")]
        present: Option<Site>,
        #[mount("/absent")]
        absent: Option<Site>,
        #[mount("/")]
        last: Site,
    }
    #[handler]
    impl Everywhere {
        #[post("/own")]
        fn own(&self, body: &mut Body) -> io::Result<Vec<u8>> {
            body.read_all()
        }
    }
    let boxed = Box::new(Site);
    let everywhere =
        Everywhere { mounted: Site, boxed, shared: Arc::new(Site), present: Some(Site), absent: None, last: Site };
    let running = serve_with(everywhere, |server| server.threads(1..=1));
    for path in ["/own", "/mounted/echo", "/boxed/echo", "/shared/echo", "/present/echo", "/echo"] {
        let mut client = Client::connect(&running);
        // What is answered first has been read, and so has what came with it.
        let begun = [get("/"), request("POST", path, &["Content-Length: 10"]), b"01234".to_vec()].concat();
        client.ask(begun).expect(200, "hello\n");
        ask(&running, get("/mounted/")).expect(200, "hello\n");
        client.ask("56789").expect(200, "0123456789");
    }
    for path in ["/mounted/ignore", "/boxed/ignore", "/shared/ignore", "/present/ignore", "/ignore"] {
        let mut client = Client::connect(&running);
        client.ask(request("POST", path, &["Content-Length: 10"])).expect(200, "ignored\n");
    }
    for path in ["/mounted/nowhere", "/absent/echo", "/nowhere"] {
        let mut client = Client::connect(&running);
        assert_eq!(client.ask(request("POST", path, &["Content-Length: 10"])).status, 404, "{path}");
    }
}

#[test]
fn much_content_that_nobody_reads_ends_the_connection() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.send(request("POST", "/ignore", &["Content-Length: 1000000"]));
    client.answer().expect(200, "ignored\n").expect_last();
    client.expect_end();
}

/// The 413 does not wait for content that is announced to be larger than the route, its handler or the server allows.
#[test]
fn content_that_is_announced_too_large_is_refused_before_it_comes() {
    #[handler(max_body = 20)]
    struct Small;
    #[handler]
    impl Small {
        #[post("/handler")]
        fn of_handler(&self, body: &mut Body) -> io::Result<Vec<u8>> {
            body.read_all()
        }
        #[post("/route", max_body = 40)]
        fn of_route(&self, body: &mut Body) -> io::Result<Vec<u8>> {
            body.read_all()
        }
    }
    #[handler]
    struct All {
        #[mount("/small")]
        small: Small,
        #[mount("/by-hand")]
        by_hand: Box<dyn Handler>,
    }
    #[handler]
    impl All {
        #[post("/server")]
        fn of_server(&self, body: &mut Body) -> io::Result<Vec<u8>> {
            body.read_all()
        }
    }
    let by_hand = Box::new(handler_fn(|_: &Request, body: &mut Body| body.read_all()));
    let limits = Limits { max_body: 30, ..Limits::default() };
    let running = serve_with(All { small: Small, by_hand }, |server| server.limits(limits));
    for (path, most) in [("/small/handler", 20), ("/server", 30), ("/by-hand", 30), ("/small/route", 40)] {
        let length = [format!("Content-Length: {}", most + 1)];
        let length = request("POST", path, &length.each_ref().map(String::as_str));
        let chunked = request("POST", path, &["Transfer-Encoding: chunked"]);
        let in_one = [&chunked[..], format!("{:x}\r\n", most + 1).as_bytes()].concat();
        let in_two = [&chunked[..], format!("1\r\na\r\n{most:x}\r\n").as_bytes()].concat();
        for bytes in [length, in_one, in_two] {
            let mut client = Client::connect(&running);
            assert_eq!(client.ask(bytes).status, 413, "{path}");
        }
        // What is allowed is waited for.
        let mut client = Client::connect(&running);
        client.send([&chunked[..], format!("1\r\na\r\n{:x}\r\n", most - 1).as_bytes()].concat());
        client.expect_silence(ms(30));
        let rest = "b".repeat(most - 1);
        client.ask(format!("{rest}\r\n0\r\n\r\n")).expect(200, format!("a{rest}"));
    }
}

#[test]
fn content_that_breaks_its_framing_is_400_even_if_the_handler_does_not_care() {
    let running = serve(Site);
    for path in ["/echo", "/ignore", "/shrug", "/swallow"] {
        let mut client = Client::connect(&running);
        client.send(request("POST", path, &["Transfer-Encoding: chunked"]));
        client.send("3\r\nabcX");
        client.send(get("/"));
        let answer = client.answer();
        // A route that takes no content may have answered before it came.
        let is_early = path == "/ignore" && answer.status == 200;
        assert!(answer.status == 400 || is_early, "{path}: {}", answer.status);
        client.rest();
    }
}

#[test]
fn a_client_that_is_still_sending_sees_the_413() {
    let running = serve(Site);
    for framing in ["Content-Length: 8000000", "Transfer-Encoding: chunked"] {
        let mut client = Client::connect(&running);
        client.send(request("POST", "/echo", &[framing]));
        if framing.starts_with('T') {
            client.send("7a1200\r\n");
        }
        let mut sender = client.stream().try_clone().unwrap();
        // A browser sends all of its upload before it reads.
        let sending = thread::spawn(move || sender.write_all(&vec![b'x'; 4_000_000]));
        sending.join().unwrap().expect("a server that reads off what it has refused");
        let answer = client.answer();
        assert_eq!((answer.status, answer.field("connection")), (413, Some("close")), "{framing}");
        client.finish_sending();
        client.expect_end();
    }
}

// Expect: 100-continue

#[test]
fn content_is_asked_for_when_it_is_read() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    for framing in ["Content-Length: 5", "Transfer-Encoding: chunked"] {
        client.send(request("POST", "/echo", &["Expect: 100-continue", framing]));
        assert_eq!(client.head().status, 100, "{framing}");
        client.expect_silence(ms(20));
        client.send(if framing.starts_with('C') { "hello" } else { "5\r\nhello\r\n0\r\n\r\n" });
        client.answer().expect(200, "hello");
    }
}

#[test]
fn content_that_is_not_read_is_never_asked_for() {
    let running = serve(Site);
    for path in ["/ignore", "/shrug", "/nowhere"] {
        let mut client = Client::connect(&running);
        client.send(request("POST", path, &["Expect: 100-continue", "Content-Length: 5"]));
        let answer = client.answer();
        assert_ne!(answer.status, 100, "{path}");
        // Nobody can tell whether the content will come.
        answer.expect_last();
        client.expect_end();
    }
}

#[test]
fn content_that_is_too_large_is_never_asked_for() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.send(request("POST", "/echo", &["Expect: 100-continue", "Content-Length: 5000000"]));
    let answer = client.answer();
    assert_eq!(answer.status, 413);
    answer.expect_last();
    client.expect_end();
}

#[test]
fn content_that_came_unasked_is_not_asked_for() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    let bytes = send_content("POST", "/echo", &["Expect: 100-continue"], "hello");
    client.ask(&bytes).expect(200, "hello");
    // HTTP/1.0 knows no interim responses (RFC 9110 section 10.1.1).
    client.send("POST /echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    client.expect_silence(ms(50));
    client.send("hello");
    client.answer().expect(200, "hello");
}

#[test]
fn earlier_responses_go_before_a_100() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    let expecting = request("POST", "/echo", &["Expect: 100-continue", "Content-Length: 5"]);
    client.send([get("/"), expecting].concat());
    client.answer().expect(200, "hello\n");
    assert_eq!(client.head().status, 100);
    client.send("hello");
    client.answer().expect(200, "hello");
}

#[test]
fn an_unknown_expectation_is_417() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    let answer = client.ask(request("POST", "/echo", &["Expect: miracles", "Content-Length: 0"]));
    assert_eq!(answer.status, 417);
    answer.expect_last();
    client.expect_end();
}
