//! The protocol over real sockets: connections, the framing of responses, and what becomes of requests and handlers that go
//! wrong. Content of requests is in `content.rs`, what comes after HTTP in `upgrades.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::handler_fn;
use http_core::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use tests::{Client, ask, get, ms, post, request, serve, serve_with};

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

    #[get("/empty")]
    fn empty(&self) {}

    #[get("/not-modified")]
    fn not_modified(&self) -> Response {
        Response::new(StatusCode::NOT_MODIFIED).with_header("ETag", "\"a\"").with_body("never sent")
    }

    /// As many bytes as wanted, in pieces as large as wanted.
    #[get("/bytes/{count}/{piece}")]
    fn bytes(&self, count: usize, piece: usize, response: &mut ResponseWriter) -> io::Result<()> {
        let content = vec![b'x'; count];
        content.chunks(piece).try_for_each(|piece| response.write_all(piece))
    }

    #[get("/flush")]
    fn flush(&self, response: &mut ResponseWriter) -> io::Result<()> {
        for part in ["one", "two", "three"] {
            response.write_all(part.as_bytes())?;
            response.flush()?;
        }
        Ok(())
    }

    /// Promises a length and writes another.
    #[get("/promise/{promised}/{written}")]
    fn promise(&self, promised: &str, written: usize, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        response.send_header("Content-Length", promised)?;
        response.end_headers()?;
        response.write_all(&vec![b'x'; written])
    }

    #[get("/fail")]
    fn fail(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(b"nobody sees this")?;
        Err(io::Error::other("a secret"))
    }

    #[get("/fail/late")]
    fn fail_late(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(b"half")?;
        response.flush()?;
        Err(io::Error::other("a secret"))
    }

    #[get("/panic")]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new("a secret"));
    }

    #[get("/panic/late")]
    fn panic_late(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(b"half")?;
        response.flush()?;
        std::panic::resume_unwind(Box::new("a secret"));
    }

    #[get("/close")]
    fn close(&self) -> Response {
        Response::new(StatusCode::OK).with_header("Connection", "close").with_body("bye\n")
    }

    #[get("/close/by-hand")]
    fn close_by_hand(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.close_connection();
        response.write_all(b"bye\n")
    }

    #[get("/target")]
    fn target(&self, request: &Request) -> String {
        format!("{} {} {:?}", request.target(), request.path(), request.query())
    }
}

const HELD_BACK: usize = 16 * 1024;

// Connections

#[test]
fn a_connection_carries_many_requests() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    for _ in 0..10 {
        client.ask(get("/")).expect(200, "hello\n");
    }
    client.ask(post("/echo", "a")).expect(200, "a");
    drop(client);
    let stats = running.stop();
    assert_eq!((stats.connections, stats.requests), (1, 11));
}

#[test]
fn pipelined_requests_are_answered_in_their_order() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    let mut bytes = Vec::new();
    for number in 0..100 {
        bytes.extend(get(&format!("/target?{number}")));
        bytes.extend(post("/echo", format!("content {number}")));
    }
    client.send(bytes);
    for number in 0..100 {
        client.answer().expect(200, format!("/target?{number} /target Some(\"{number}\")"));
        client.answer().expect(200, format!("content {number}"));
    }
}

/// Neither side may wait for the other for ever.
#[test]
fn a_client_that_pipelines_much_before_it_reads_gets_all_of_it() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    let mut sender = client.stream().try_clone().unwrap();
    let sending = thread::spawn(move || sender.write_all(&get("/bytes/10000/10000").repeat(2_000)));
    for _ in 0..2_000 {
        assert_eq!(client.answer().content.len(), 10_000);
    }
    sending.join().unwrap().unwrap();
}

#[test]
fn a_request_may_come_byte_by_byte() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    let chunked = [&request("POST", "/echo", &["Transfer-Encoding: chunked"])[..], b"3\r\nabc\r\n0\r\n\r\n"].concat();
    for bytes in [get("/target?x"), post("/echo", "abc"), chunked] {
        for byte in &bytes {
            client.send([*byte]);
        }
        assert_eq!(client.answer().status, 200);
    }
}

#[test]
fn a_client_that_asks_for_the_last_response_gets_one_and_the_end() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.ask(request("GET", "/", &["Connection: close"])).expect(200, "hello\n").expect_last();
    client.expect_end();
    let mut client = Client::connect(&running);
    client.send([request("GET", "/", &["Connection: close"]), get("/")].concat());
    client.answer().expect(200, "hello\n").expect_last();
    client.expect_end();
}

#[test]
fn a_handler_can_close_the_connection() {
    let running = serve(Site);
    for path in ["/close", "/close/by-hand"] {
        let mut client = Client::connect(&running);
        client.ask(get(path)).expect(200, "bye\n").expect_last();
        client.expect_end();
    }
}

#[test]
fn a_client_that_has_sent_its_end_still_gets_its_answers() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.send([get("/"), post("/echo", "abc")].concat());
    client.finish_sending();
    client.answer().expect(200, "hello\n");
    client.answer().expect(200, "abc");
    client.expect_end();
}

#[test]
fn a_connection_without_a_request_is_closed_without_a_word() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.finish_sending();
    client.expect_end();
    let mut client = Client::connect(&running);
    client.ask(get("/")).expect(200, "hello\n");
    client.finish_sending();
    client.expect_end();
}

#[test]
fn a_request_that_ends_too_early_is_refused() {
    let running = serve(Site);
    let partial = [
        &b"GET"[..],
        b"GET / HTTP/1.1\r\nHost: a\r\n",
        b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab",
    ];
    for bytes in partial {
        let mut client = Client::connect(&running);
        client.send(bytes);
        client.finish_sending();
        let answer = client.answer();
        assert_eq!(answer.status, 400);
        answer.expect_last();
        client.expect_end();
    }
}

/// RFC 9112 section 2.2: old clients send one behind content, and it is no request.
#[test]
fn an_empty_line_behind_a_request_is_nothing() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.send([&post("/echo", "abc")[..], b"\r\n"].concat());
    client.answer().expect(200, "abc");
    client.ask(get("/")).expect(200, "hello\n");
    client.send("\r\n");
    client.finish_sending();
    client.expect_end();
}

#[test]
fn an_empty_line_may_come_in_two_packets() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.ask(get("/")).expect(200, "hello\n");
    client.send("\r");
    client.expect_silence(ms(50));
    client.send("\n");
    client.expect_silence(ms(50));
    client.ask(get("/")).expect(200, "hello\n");
}

// HTTP/1.0

#[test]
fn http_1_0_closes_unless_it_is_asked_to_keep_the_connection() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.ask("GET / HTTP/1.0\r\n\r\n").expect(200, "hello\n").expect_last();
    client.expect_end();
    let mut client = Client::connect(&running);
    for _ in 0..2 {
        let answer = client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assert_eq!(answer.expect(200, "hello\n").field("connection"), Some("keep-alive"));
    }
}

#[test]
fn http_1_0_gets_content_of_unknown_length_up_to_the_end() {
    let running = serve(Site);
    for path in ["/flush", "/bytes/100000/1000"] {
        let mut client = Client::connect(&running);
        client.send(format!("GET {path} HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
        let head = client.head();
        assert!(!head.is_chunked() && head.length().is_none());
        head.expect_last();
        assert_eq!(client.rest().len(), if path == "/flush" { 11 } else { 100_000 });
    }
}

#[test]
fn half_a_response_that_ends_with_the_connection_is_no_whole_one() {
    let running = serve(Site);
    for path in ["/fail/late", "/panic/late"] {
        let mut client = Client::connect(&running);
        client.send(format!("GET {path} HTTP/1.0\r\n\r\n"));
        let failure = std::iter::repeat_with(|| client.stream().read(&mut [0; 1024]))
            .find(|read| !matches!(read, Ok(1..)))
            .expect("an end");
        let failure = failure.expect_err("the end of the stream would be that of the response");
        assert_eq!(failure.kind(), io::ErrorKind::ConnectionReset, "{path}: {failure}");
    }
}

// Responses

#[test]
fn head_gets_the_head_of_get_and_nothing_else() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    for path in ["/", "/target", "/bytes/5/5", "/bytes/16384/16384", "/promise/5/5", "/nowhere", "/empty"] {
        let of_get = client.ask(get(path));
        let of_head = client.ask(request("HEAD", path, &[]));
        assert_eq!(of_head.status, of_get.status, "{path}");
        let names = |fields: &[(String, String)]| fields.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&of_head.fields), names(&of_get.fields), "{path}");
        assert_eq!(of_head.length(), of_get.length(), "{path}");
    }
    client.ask(request("HEAD", "/flush", &[]));
    client.ask(request("HEAD", "/bytes/100000/1000", &[]));
    client.ask(get("/")).expect(200, "hello\n");
}

#[test]
fn head_gets_no_content_where_it_is_refused_either() {
    let running = serve(Site);
    let broken = ["Transfer-Encoding: chunked"];
    let cases = [
        (request("HEAD", "*", &[]), 400),
        (request("HEAD", "/", &["Expect: the unexpected"]), 417),
        (request("HEAD", "/", &["Host: again"]), 400),
        ([&request("HEAD", "/", &broken)[..], b"x"].concat(), 400),
    ];
    for (request, status) in cases {
        let mut client = Client::connect(&running);
        client.send([&get("/")[..], &request].concat());
        client.answer().expect(200, "hello\n");
        let answer = client.answer_to_head();
        assert_eq!(answer.expect_last().status, status);
        assert!(answer.length().is_some_and(|length| length > 0));
        client.expect_end();
    }
}

#[test]
fn a_204_and_a_304_have_no_content() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    assert_eq!(client.ask(get("/empty")).status, 204);
    let answer = client.ask(get("/not-modified"));
    assert_eq!((answer.status, answer.field("etag")), (304, Some("\"a\"")));
    client.ask(get("/")).expect(200, "hello\n");
}

#[test]
fn up_to_16_kib_go_out_with_their_length_and_more_in_chunks() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    for (count, piece) in [(1, 1), (HELD_BACK, 100), (HELD_BACK, HELD_BACK)] {
        let answer = client.ask(get(&format!("/bytes/{count}/{piece}")));
        assert_eq!((answer.length(), answer.content.len()), (Some(count), count));
    }
    for (count, piece) in [(HELD_BACK + 1, 100), (HELD_BACK + 1, HELD_BACK + 1), (100_000, 1), (3_000_000, 1_000_000)] {
        let answer = client.ask(get(&format!("/bytes/{count}/{piece}")));
        assert!(answer.is_chunked(), "{count} bytes in pieces of {piece}");
        assert_eq!(answer.content, vec![b'x'; count]);
    }
    client.ask(get("/")).expect(200, "hello\n");
}

#[test]
fn what_is_flushed_is_a_chunk_of_its_own_and_is_there_at_once() {
    let (sender, receiver) = mpsc::channel::<()>();
    let receiver = std::sync::Mutex::new(receiver);
    struct Stepwise(std::sync::Mutex<mpsc::Receiver<()>>);
    impl Handler for Stepwise {
        fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            for part in ["one", "two"] {
                response.write_all(part.as_bytes())?;
                response.flush()?;
                self.0.lock().unwrap().recv_timeout(tests::PATIENCE).map_err(io::Error::other)?;
            }
            Ok(())
        }
    }
    let running = serve(Stepwise(receiver));
    let mut client = Client::connect(&running);
    client.send(get("/"));
    assert!(client.head().is_chunked());
    for part in ["one", "two"] {
        assert_eq!(client.chunk().as_deref(), Some(part.as_bytes()));
        client.expect_silence(ms(20));
        sender.send(()).unwrap();
    }
    assert_eq!(client.chunk(), None);
}

#[test]
fn a_promised_length_that_is_kept_goes_out_as_it_is() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    for length in [0, 5, HELD_BACK, 100_000] {
        let answer = client.ask(get(&format!("/promise/{length}/{length}")));
        assert_eq!((answer.status, answer.length(), answer.content.len()), (200, Some(length), length));
    }
}

/// Padding would make half a response look like a whole one.
#[test]
fn a_promised_length_that_is_not_kept_ends_with_a_connection_closed_short() {
    let running = serve(Site);
    for (promised, written) in [(10, 5), (100_000, 99_999), (10, 0)] {
        let mut client = Client::connect(&running);
        client.send(get(&format!("/promise/{promised}/{written}")));
        let head = client.head();
        assert_eq!((head.status, head.length()), (200, Some(promised)));
        assert_eq!(client.rest().len(), written);
    }
}

/// Content past the promise would be taken for the next response.
#[test]
fn content_past_the_promised_length_never_goes_out() {
    let running = serve(Site);
    for (promised, written) in [(5, 10), (0, 1), (5, 100_000)] {
        let mut client = Client::connect(&running);
        client.send([get(&format!("/promise/{promised}/{written}")), get("/")].concat());
        let head = client.head();
        assert!(head.status == 500 || client.rest().len() <= promised, "{promised} promised, {written} written");
    }
}

#[test]
fn a_promised_length_that_is_no_number_is_a_500() {
    let running = serve(Site);
    for promised in ["x", "-1", "5x", "99999999999999999999999"] {
        assert_eq!(ask(&running, get(&format!("/promise/{promised}/5"))).status, 500, "{promised}");
    }
}

#[test]
fn an_error_before_any_output_is_a_500_that_tells_nothing() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.ask(get("/fail")).expect(500, "500 Internal Server Error\n");
    client.ask(get("/")).expect(200, "hello\n");
}

#[test]
fn an_error_after_output_closes_the_connection_short() {
    let running = serve(Site);
    for path in ["/fail/late", "/panic/late"] {
        let mut client = Client::connect(&running);
        client.send([get(path), get("/")].concat());
        assert!(client.head().is_chunked());
        assert_eq!(client.chunk().as_deref(), Some(&b"half"[..]));
        client.expect_end();
    }
}

#[test]
fn a_panic_is_a_500_and_costs_no_thread() {
    let running = serve_with(Site, |server| server.threads(1..=2));
    for _ in 0..50 {
        let mut client = Client::connect(&running);
        client.send([get("/panic"), get("/")].concat());
        client.answer().expect(500, "500 Internal Server Error\n").expect_last();
        client.expect_end();
    }
    ask(&running, get("/")).expect(200, "hello\n");
    assert_eq!(running.stop().requests, 51);
}

#[test]
fn a_large_response_reaches_a_client_that_reads_late() {
    let content: Vec<u8> = (0..8_000_000_u32).map(|number| (number % 251) as u8).collect();
    let expected = content.clone();
    let running = serve(handler_fn(move |_: &Request, _: &mut Body| content.clone()));
    let mut client = Client::connect(&running);
    client.send([get("/"), get("/")].concat());
    // The first response fills the socket and is parked; others are answered meanwhile.
    assert_eq!(client.head().length(), Some(expected.len()));
    assert_eq!(ask(&running, request("HEAD", "/", &[])).length(), Some(expected.len()));
    assert!(client.take(expected.len()) == expected, "the content as it was sent");
    assert!(client.answer().content == expected, "and once more");
}

// Refusals

#[test]
fn a_client_that_is_still_sending_sees_why_it_is_refused() {
    let running = serve(Site);
    let cases = [
        (b"GET / HTTP/1.1\r\n\r\n".to_vec(), 400),
        (b"GET / HTTP/3.0\r\n\r\n".to_vec(), 505),
        (request("POST", "/echo", &["Transfer-Encoding: gzip, chunked"]), 501),
        (request("GET", &format!("/{}", "a".repeat(10_000)), &[]), 414),
        (request("GET", "/", &[&format!("X: {}", "a".repeat(20_000))]), 431),
        (request("POST", "/echo", &["Expect: miracles", "Content-Length: 5"]), 417),
    ];
    for (bytes, status) in cases {
        let mut client = Client::connect(&running);
        client.send(bytes);
        client.send(vec![b'x'; 1_000_000]);
        let answer = client.answer();
        assert_eq!(answer.status, status);
        assert_eq!(answer.field("content-type"), Some("text/plain; charset=utf-8"));
        answer.expect_last();
        client.expect_end();
    }
}

#[test]
fn requests_before_a_malformed_one_are_answered() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.send([get("/"), b"GET\r\n\r\n".to_vec(), get("/")].concat());
    client.answer().expect(200, "hello\n");
    let answer = client.answer();
    assert_eq!(answer.status, 400);
    answer.expect_last();
    client.expect_end();
}

// Targets

#[test]
fn an_absolute_target_is_served_like_a_path() {
    let running = serve(Site);
    ask(&running, request("GET", "http://test/target?x", &[])).expect(200, "http://test/target?x /target Some(\"x\")");
    ask(&running, request("GET", "http://test", &[])).expect(200, "hello\n");
    assert_eq!(ask(&running, request("GET", "http://other/target", &[])).status, 400);
}

#[test]
fn options_asterisk_names_all_methods() {
    let running = serve(Site);
    let answer = ask(&running, request("OPTIONS", "*", &[]));
    assert_eq!((answer.status, answer.field("allow")), (204, Some("GET, HEAD, OPTIONS, POST")));
}

// Handlers written by hand

#[test]
fn a_handler_may_start_over_as_long_as_nothing_is_out() {
    struct Changeable;
    impl Handler for Changeable {
        fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            response.send_response(200)?;
            response.send_header("X-Old", "1")?;
            response.write_all(b"old")?;
            assert!(!response.is_sent());
            response.send_response(StatusCode::ACCEPTED)?;
            response.send_header("X-New", "1")?;
            response.write_all(b"new")?;
            response.flush()?;
            assert!(response.is_sent());
            assert!(response.send_response(200).is_err() && response.send("late").is_err());
            assert!(response.send_header("X-Late", "1").is_err());
            Ok(())
        }
    }
    let answer = ask(&serve(Changeable), get("/"));
    answer.expect(202, "new");
    assert_eq!((answer.field("x-new"), answer.field("x-old")), (Some("1"), None));
}

#[test]
fn a_handler_that_does_nothing_sends_an_empty_200() {
    struct Silent;
    impl Handler for Silent {
        fn handle(&self, _: &Request, _: &mut Body, _: &mut ResponseWriter) -> io::Result<()> {
            Ok(())
        }
    }
    let running = serve(Silent);
    let mut client = Client::connect(&running);
    assert_eq!(client.ask(get("/")).expect(200, "").length(), Some(0));
    assert_eq!(client.ask(get("/")).expect(200, "").length(), Some(0));
}

/// CWE-113: a value with a line end in it would be a response of its own.
#[test]
fn no_response_can_be_split_in_two() {
    struct Splitting;
    impl Handler for Splitting {
        fn handle(&self, request: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            let value = "a\r\nX-Evil: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
            match request.path() {
                "/writer" => response.send_header("X", value),
                "/name" => response.send_header(value, "x"),
                "/nul" => response.send_header("X", "a\0b"),
                "/framing" => response.send_header("Transfer-Encoding", "chunked"),
                "/response" => response.send(Response::new(StatusCode::OK).with_header("X", value)),
                "/tuple" => response.send((StatusCode::OK, [("X", value)], "")),
                _ => response.send(Redirect::found(value)),
            }
        }
    }
    let running = serve(Splitting);
    let mut client = Client::connect(&running);
    for path in ["/writer", "/name", "/nul", "/framing", "/response", "/tuple", "/redirect"] {
        let answer = client.ask(get(path));
        assert_eq!((answer.status, answer.field("x-evil")), (500, None), "{path}");
    }
}

#[test]
fn a_handler_is_called_once_for_each_request() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let running = serve(handler_fn(move |_: &Request, body: &mut Body| {
        counter.fetch_add(1, Ordering::SeqCst);
        body.read_all()
    }));
    let mut client = Client::connect(&running);
    for _ in 0..20 {
        client.ask(post("/", "abc")).expect(200, "abc");
    }
    assert_eq!(calls.load(Ordering::SeqCst), 20);
}
