//! Whatever a handler calls on its `ResponseWriter`, in whatever order: what goes out is one response, or is cut short.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::Running;
use http_core::prelude::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::io::Cursor;
use std::net::TcpStream;
use std::sync::{Arc, Mutex, OnceLock};
use tests::{Answer, Client, address, get, request, serve};

/// Each letter is one call.
const CALLS: &str = "abcdefghijklmnopqrstuvwxyzABCD";

fn call(letter: char, response: &mut ResponseWriter) -> io::Result<()> {
    match letter {
        'a' => response.send_response(200),
        'b' => response.send_response(204),
        'c' => response.send_response(404),
        'd' => response.send_header("Content-Length", "5"),
        'e' => response.send_header("Connection", "close"),
        'f' => response.end_headers(),
        'g' => response.write_all(b"12345"),
        'h' => response.write_all(&[b'h'; 9_000]),
        'i' => response.write_all(&[b'i'; 20_000]),
        'j' => response.flush(),
        'k' => response.send("small"),
        'l' => response.send(vec![b'l'; 16 * 1024]),
        'm' => response.send(vec![b'm'; 30_000]),
        'n' => response.send(Json([1, 2, 3])),
        'o' => response.send(()),
        'p' => response.send(StatusCode::NOT_FOUND),
        'q' => response.send(Response::from_reader(&b"reader"[..], None)),
        'r' => response.send(Response::from_reader(io::repeat(b'r').take(30_000), Some(30_000))),
        's' => response.send(Response::from_reader(io::repeat(b's').take(30_000), Some(40_000))),
        't' => response.send_error(404, "not here"),
        'u' => response.send((StatusCode::NO_CONTENT, "dropped")),
        'v' => response.send(StatusCode::CONTINUE),
        'w' => response.send(Response::new(StatusCode::OK).with_header("Content-Length", "3").with_body("four")),
        'x' => response.send(Response::new(StatusCode::FORBIDDEN)),
        'A' => response.send_response(205),
        'B' => response.send_response(304),
        'C' => response.send_header("Content-Length", "9001"),
        'D' => response.send(Response::upgrade("echo/1", |stream| stream.write_all(b"gone"))),
        'y' => Err(io::Error::other("given up")),
        _ => std::panic::resume_unwind(Box::new(())),
    }
}

#[handler]
struct Caller;

#[handler]
impl Caller {
    /// Stops at the first call that fails.
    #[get("/careful/{*calls}")]
    fn careful(&self, calls: &str, response: &mut ResponseWriter) -> io::Result<()> {
        calls.chars().try_for_each(|letter| call(letter, response))
    }

    /// Goes on whatever happens.
    #[get("/careless/{*calls}")]
    fn careless(&self, calls: &str, response: &mut ResponseWriter) {
        for letter in calls.chars() {
            let _ = call(letter, response);
        }
    }

    #[get("/next")]
    fn next(&self) -> &'static str {
        "next"
    }

    #[after]
    fn change(&self, request: &Request, head: &mut ResponseHead) {
        match request.header("x-status").map(str::parse) {
            Some(Ok(status)) => head.set_status(StatusCode::from_u16(status).unwrap()),
            Some(Err(_)) => std::panic::resume_unwind(Box::new(())),
            None => {}
        }
    }

    #[catch(404)]
    fn lost(&self) -> Response {
        Response::from_reader(io::repeat(b'-').take(20_000), None)
    }
}

/// Where the content ends; `None` where it is cut short.
fn end_of_content(head: &Answer, is_head: bool, bytes: &[u8]) -> Option<usize> {
    if is_head || matches!(head.status, 204 | 304) {
        return Some(0);
    }
    if head.is_chunked() {
        return end_of_chunks(bytes);
    }
    head.length().filter(|length| *length <= bytes.len())
}

fn end_of_chunks(bytes: &[u8]) -> Option<usize> {
    let mut place = 0;
    loop {
        let line = bytes[place..].windows(2).position(|pair| pair == b"\r\n")?;
        let size = std::str::from_utf8(&bytes[place..place + line]).unwrap();
        let size = usize::from_str_radix(size, 16).expect("the size of a chunk");
        place += line + 2 + size + 2;
        assert!(bytes.get(place - 2..place).is_none_or(|end| end == b"\r\n"), "the end of a chunk");
        match size {
            _ if place > bytes.len() => return None,
            0 => return Some(place),
            _ => {}
        }
    }
}

const CHANGES: &[&str] = &[
    "X: none",
    "X: none",
    "X-Status: 200",
    "X-Status: 204",
    "X-Status: 205",
    "X-Status: 304",
    "X-Status: 100",
    "X-Status: panic",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_request_has_one_response_or_one_that_is_cut_short(
        calls in vec(select(CALLS.chars().collect::<Vec<_>>()), 0..6),
        method in select(vec!["GET", "HEAD"]),
        manner in select(vec!["careful", "careless"]),
        change in select(CHANGES),
    ) {
        static RUNNING: OnceLock<Running> = OnceLock::new();
        let mut client = Client::connect(RUNNING.get_or_init(|| serve(Caller)));
        let target = format!("/{manner}/{}", calls.iter().collect::<String>());
        client.send([request(method, &target, &[change]), request("GET", "/next", &["Connection: close"])].concat());
        let head = client.head();
        prop_assert!(head.status >= 200, "{}", head.status);
        let rest = client.rest();
        let end = end_of_content(&head, method == "HEAD", &rest).unwrap_or(rest.len());
        let next = rest[end..].escape_ascii().to_string();
        let is_next = next.starts_with("HTTP/1.1 200 ") && next.ends_with(r"\r\n\r\nnext");
        prop_assert!(next.is_empty() || is_next, "{}", &next[..next.len().min(200)]);
    }
}

/// What a handler has written, as far as it is known.
#[derive(Default)]
struct Record {
    content: Vec<u8>,
    /// A page, or nothing: not the handler's own words.
    is_other: bool,
    has_failed_late: bool,
}

impl Record {
    fn note(&mut self, letter: char, result: &io::Result<()>) {
        let written: &[u8] = match letter {
            'g' => b"12345",
            'h' => &[b'h'; 9_000],
            'i' => &[b'i'; 20_000],
            'd' | 'e' | 'f' | 'j' | 'C' | 'y' => return,
            _ => return self.start_over(letter, result),
        };
        if result.is_ok() {
            self.content.extend_from_slice(written);
        }
    }

    fn start_over(&mut self, letter: char, result: &io::Result<()>) {
        if result.is_err() {
            return;
        }
        self.content = match letter {
            'k' => b"small".to_vec(),
            'l' => vec![b'l'; 16 * 1024],
            'm' => vec![b'm'; 30_000],
            'n' => b"[1,2,3]".to_vec(),
            'q' => b"reader".to_vec(),
            'r' => vec![b'r'; 30_000],
            's' => vec![b's'; 30_000],
            _ => Vec::new(),
        };
        self.is_other = !"aklmnqrs".contains(letter);
    }
}

/// Notes what its calls come to.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Record>>);

impl Handler for Recorder {
    fn handle(&self, request: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        let (manner, calls) = request.path().strip_prefix('/').unwrap().split_once('/').unwrap();
        for letter in calls.chars() {
            // A panic leaves this as it is.
            self.0.lock().unwrap().has_failed_late = response.is_sent();
            let result = call(letter, response);
            self.0.lock().unwrap().note(letter, &result);
            if manner == "careful" {
                result?;
            }
        }
        self.0.lock().unwrap().has_failed_late = false;
        Ok(())
    }
}

/// The content that a client would take for whole.
fn whole_content(bytes: &[u8], has_ended: bool) -> Option<(Answer, Vec<u8>)> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = Client::new(Cursor::new(bytes.to_vec())).head();
    let rest = &bytes[end..];
    let is_whole = match end_of_content(&head, false, rest) {
        Some(place) => place == rest.len(),
        None => has_ended && !head.is_chunked() && head.length().is_none(),
    };
    is_whole.then(|| (head, Client::new(Cursor::new(bytes.to_vec())).answer().content))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_looks_whole_is_what_was_written(
        calls in vec(select(CALLS.chars().collect::<Vec<_>>()), 0..6),
        manner in select(vec!["careful", "careless"]),
        version in select(vec!["HTTP/1.0", "HTTP/1.1"]),
    ) {
        static RUNNING: OnceLock<(Running, Recorder)> = OnceLock::new();
        let (running, recorder) = RUNNING.get_or_init(|| {
            let recorder = Recorder::default();
            (serve(recorder.clone()), recorder)
        });
        let mut stream = TcpStream::connect(address(running)).unwrap();
        let calls: String = calls.iter().collect();
        write!(stream, "GET /{manner}/{calls} {version}\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        let has_ended = stream.read_to_end(&mut bytes).is_ok();
        let record = std::mem::take(&mut *recorder.0.lock().unwrap());
        if let Some((head, content)) = whole_content(&bytes, has_ended) {
            let is_whole_from_the_first = head.length().is_some() || matches!(head.status, 204 | 304);
            prop_assert!(!record.has_failed_late || is_whole_from_the_first, "{} and yet whole", head.status);
            if head.status == 200 && !record.is_other {
                prop_assert!(content == record.content, "{} bytes for {}", content.len(), record.content.len());
            }
        }
    }
}

#[test]
fn a_handler_that_fails_in_no_way_keeps_its_connection() {
    let running = serve(Caller);
    let mut client = Client::connect(&running);
    for calls in [
        "", "afg", "k", "kg", "kjg", "m", "mj", "mg", "mjg", "mi", "i", "ij", "q", "qg", "r", "n", "p", "pg", "t",
        "tj", "tg", "u",
    ] {
        let path = format!("/careful/{calls}");
        client.ask(get(&path));
        client.ask(request("HEAD", &path, &[]));
        client.ask(get("/next")).expect(200, "next");
    }
}
