//! An answer depends on its request alone: not on the head that its thread had before, nor on whose that was, nor on how
//! its bytes came.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::Timeouts;
use http_core::prelude::*;
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use tests::{Client, ms, serve, serve_with};

// A service whose answers say all there is to say

#[handler(max_body = 100)]
struct Outer {
    #[mount("/inner")]
    inner: Inner,
}

#[handler]
impl Outer {
    #[before]
    fn guard(&self, #[header("x-token")] token: Option<&str>) -> Result<(), StatusCode> {
        if token.is_some() { Err(StatusCode::FORBIDDEN) } else { Ok(()) }
    }

    #[after]
    fn sign(&self, request: &Request, head: &mut ResponseHead) {
        let seen = format!("{} {}", request.method(), request.path());
        head.headers_mut().insert("x-seen", seen.parse().unwrap());
    }

    #[get("/")]
    fn index(&self, request: &Request) -> String {
        described(request, "index")
    }

    #[get("/name/{name}")]
    fn name(&self, request: &Request, name: &str, #[query] q: Option<&str>) -> String {
        described(request, &format!("{name} {q:?}"))
    }

    #[post("/echo")]
    fn echo(&self, request: &Request, body: &mut Body) -> io::Result<String> {
        let limit = body.limit();
        let content = body.read_all()?;
        Ok(described(request, &format!("{limit} {}", content.escape_ascii())))
    }

    #[post("/few", max_body = 4)]
    fn few(&self, body: &mut Body) -> io::Result<Vec<u8>> {
        body.read_all()
    }

    /// Long enough for the thread to be replaced.
    #[get("/slow")]
    fn slow(&self, request: &Request) -> String {
        thread::sleep(ms(2));
        described(request, "slow")
    }

    #[get("/panic")]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new(()));
    }

    #[get("/stream")]
    fn stream(&self, request: &Request, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(b"stream\n")?;
        response.flush()?;
        response.write_all(described(request, "streamed").as_bytes())
    }

    #[get("/upgrade")]
    fn upgrade(&self) -> Response {
        Response::upgrade("echo/1", |stream| -> io::Result<()> {
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes)?;
            stream.write_all(&bytes)
        })
    }
}

#[handler(max_body = 50)]
struct Inner;

#[handler]
impl Inner {
    #[get("/name/{name}")]
    fn name(&self, request: &Request, name: &str) -> String {
        described(request, &format!("inner {name}"))
    }

    #[after]
    fn sign(&self, request: &Request, head: &mut ResponseHead) {
        head.headers_mut().insert("x-inner", request.path().parse().unwrap());
    }

    #[route("BREW", "/")]
    fn brew(&self, request: &Request) -> String {
        described(request, "brewed")
    }
}

/// All that a request says. The port has a width, so that answers to two clients are of one length.
fn described(request: &Request, extra: &str) -> String {
    let (path, query) = (request.path(), request.query());
    let port = request.client_address().socket_addr().unwrap().port();
    let mut text = format!("{} {path} {query:?} {extra} from port {port:05}\n", request.request_line());
    for (name, value) in request.headers().iter() {
        writeln!(text, "{name}: {}", value.escape_ascii()).unwrap();
    }
    text
}

/// However busy the machine is, nobody is told to hurry.
fn endless() -> Timeouts {
    let hour = Duration::from_secs(3600);
    Timeouts { head: hour, body: hour, keep_alive: hour, write: hour, linger: hour, ..Timeouts::default() }
}

fn service() -> Outer {
    Outer { inner: Inner }
}

// Requests, each of which shares its line or its fields with many others

const LINES: &[&str] = &[
    "GET / HTTP/1.1",
    "HEAD / HTTP/1.1",
    "GET / HTTP/1.0",
    "GET /?q=1 HTTP/1.1",
    "GET /name/anna HTTP/1.1",
    "GET /name/anne HTTP/1.1",
    "GET /name/anna?q=1 HTTP/1.1",
    "GET /name/%61nna HTTP/1.1",
    "GET /name/%zznna HTTP/1.1",
    "GET http://test/name/anna HTTP/1.1",
    "GET /inner/name/anna HTTP/1.1",
    "GET /inner HTTP/1.1",
    "BREW /inner HTTP/1.1",
    "BREW / HTTP/1.1",
    "FETCH / HTTP/1.1",
    "FETCH /inner HTTP/1.1",
    "POST /echo HTTP/1.1",
    "POST /few HTTP/1.1",
    "PUT /echo HTTP/1.1",
    "OPTIONS /echo HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "CONNECT test:80 HTTP/1.1",
    "GET /nowhere HTTP/1.1",
    "GET /slow HTTP/1.1",
    "GET /stream HTTP/1.1",
    "GET /panic HTTP/1.1",
    "GET /upgrade HTTP/1.1",
    "GET /upgrade  HTTP/1.1",
];

const FIELDS: &[&str] = &[
    "Host: test",
    "Host: tess",
    "Host: test\r\nX-A: 1",
    "Host: test\r\nX-A: 2",
    "Host: test\r\nX-Token: wrong",
    "Host: test\r\nConnection: close",
    "Host: test\r\nConnection: keep-alive",
    "Host: test\r\nConnection: upgrade\r\nUpgrade: echo/1",
    "Host: test\r\nContent-Length: 5",
    "Host: test\r\nContent-Length: 5\r\nConnection: close",
    "Host: test\r\nTransfer-Encoding: chunked",
    "Host: test\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
    "Host: test\r\nHost: test",
    "X-A: 1",
];

/// What content looks like in the samples. What is sent is of the same length.
const SAMPLE: &[u8] = b"12345";

struct Template {
    line: &'static str,
    fields: String,
    /// The answer to it on a server that has had no other, and the port of who asked.
    answer: Vec<u8>,
    port: u16,
}

impl Template {
    fn sampled(line: &'static str, fields: String) -> Self {
        let mut template = Self { line, fields, answer: Vec::new(), port: 0 };
        let running = serve(service());
        let mut client = Client::connect(&running);
        client.send(template.request(SAMPLE));
        client.finish_sending();
        template.answer = client.rest();
        template.port = client.stream().local_addr().unwrap().port();
        assert_eq!(contains(&template.answer, b" port "), contains(&template.answer, &from(template.port)));
        template
    }

    fn request(&self, content: &[u8]) -> Vec<u8> {
        let head = format!("{}\r\n{}\r\n\r\n", self.line, self.fields);
        let content = match &self.fields {
            fields if fields.contains("chunked") => {
                [b"2;a=b\r\n", &content[..2], b"\r\n3\r\n", &content[2..], b"\r\n0\r\nA: b\r\n\r\n"].concat()
            }
            fields if fields.contains("Content-Length") => content.to_vec(),
            _ => Vec::new(),
        };
        [head.into_bytes(), content].concat()
    }

    /// The answer to be expected by a client at this port that has sent this content.
    fn answer_to(&self, content: &[u8], port: u16) -> Vec<u8> {
        let answer = replaced(&self.answer, &from(self.port), &from(port));
        replaced(&answer, SAMPLE, content)
    }

    fn closes(&self) -> bool {
        [&b"Connection: close\r\n"[..], b"Connection: upgrade, close\r\n"]
            .iter()
            .any(|line| contains(&self.answer, line))
    }

    fn upgrades(&self) -> bool {
        self.answer.starts_with(b"HTTP/1.1 101 ")
    }

    /// Whether the connection stays depends on how much of the content has come when it is refused.
    fn may_close(&self) -> bool {
        self.answer.starts_with(b"HTTP/1.1 413 ")
    }

    fn is_last(&self) -> bool {
        self.closes() || self.upgrades() || self.may_close()
    }
}

fn from(port: u16) -> Vec<u8> {
    format!(" port {port:05}").into_bytes()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let mut bytes = bytes.to_vec();
    for place in 0..bytes.len() {
        if bytes[place..].starts_with(old) {
            bytes[place..place + old.len()].copy_from_slice(new);
        }
    }
    bytes
}

/// Without what is the hour's or the network's.
fn comparable(answer: &[u8]) -> String {
    const DATE: &[u8] = b"\r\nDate: ";
    let mut answer = answer.to_vec();
    if let Some(place) = answer.windows(DATE.len()).position(|window| window == DATE) {
        answer[place + DATE.len()..][..29].fill(b'-');
    }
    answer.escape_ascii().to_string()
}

fn templates() -> Vec<Template> {
    // Some of these go past what is read at once.
    let large = format!("Host: test\r\nX-Large: {}", "x".repeat(6_000));
    let fields = || FIELDS.iter().map(|fields| (*fields).to_owned()).chain([large.clone()]);
    LINES.iter().flat_map(|line| fields().map(|fields| Template::sampled(line, fields))).collect()
}

// Clients

/// Numbers that are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn content(&mut self) -> Vec<u8> {
        (0..SAMPLE.len()).map(|_| b'a' + u8::try_from(self.below(26)).unwrap()).collect()
    }
}

/// A connection, what is still to be sent on it, and what is still to come.
struct Dialogue {
    client: Client,
    pieces: VecDeque<Vec<u8>>,
    sent: usize,
    /// Each with the number of bytes after which it is due.
    answers: VecDeque<(usize, Vec<u8>)>,
    ending: Ending,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    None,
    Closed,
    Upgraded,
    Unknown,
}

impl Dialogue {
    fn new(client: Client, templates: &[Template], last: &mut usize, random: &mut Random) -> Self {
        let port = client.stream().local_addr().unwrap().port();
        let (mut bytes, mut answers, mut ending) = (Vec::new(), VecDeque::new(), Ending::None);
        for _ in 0..=random.below(5) {
            *last = next_template(templates.len(), *last, random);
            let template = &templates[*last];
            let content = random.content();
            if random.below(5) == 0 {
                bytes.extend_from_slice(b"\r\n");
            }
            bytes.extend(template.request(&content));
            answers.push_back((bytes.len(), template.answer_to(&content, port)));
            if template.is_last() {
                ending = match template {
                    template if template.upgrades() => Ending::Upgraded,
                    template if template.closes() => Ending::Closed,
                    _ => Ending::Unknown,
                };
                break;
            }
        }
        Self { client, pieces: cut(&bytes, random), sent: 0, answers, ending }
    }

    /// Goes on a little; false where it is over.
    fn step(&mut self, random: &mut Random) -> bool {
        if let Some(piece) = self.pieces.pop_front() {
            self.client.send(&piece);
            self.sent += piece.len();
        }
        if self.pieces.is_empty() || random.below(2) == 0 {
            self.read_what_is_due();
        }
        !self.answers.is_empty()
    }

    fn read_what_is_due(&mut self) {
        while self.answers.front().is_some_and(|(due, _)| *due <= self.sent) {
            let (_, expected) = self.answers.pop_front().unwrap();
            if self.ending == Ending::Unknown && self.answers.is_empty() {
                return assert_eq!(self.client.answer().status, 413);
            }
            let found = self.client.take(expected.len());
            assert_eq!(comparable(&found), comparable(&expected));
        }
    }

    /// Gives the connection back where it goes on.
    fn end(mut self) -> Option<Client> {
        match self.ending {
            Ending::None => return Some(self.client),
            Ending::Closed => self.client.expect_end(),
            Ending::Upgraded => {
                // Not HTTP any more, whatever it looks like.
                let bytes = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";
                self.client.send(bytes);
                self.client.finish_sending();
                self.client.expect(bytes);
                self.client.expect_end();
            }
            Ending::Unknown => {}
        }
        None
    }
}

/// The same again, one with the same line, one with the same fields, or any.
fn next_template(count: usize, last: usize, random: &mut Random) -> usize {
    let sections = FIELDS.len() + 1;
    match random.below(5) {
        0 | 1 => last,
        2 => last / sections * sections + random.below(sections),
        3 => random.below(LINES.len()) * sections + last % sections,
        _ => random.below(count),
    }
}

fn cut(bytes: &[u8], random: &mut Random) -> VecDeque<Vec<u8>> {
    let mut places: Vec<usize> = (0..random.below(4)).map(|_| random.below(bytes.len())).collect();
    places.extend([0, bytes.len()]);
    places.sort_unstable();
    places.windows(2).map(|pair| bytes[pair[0]..pair[1]].to_vec()).filter(|piece| !piece.is_empty()).collect()
}

#[test]
fn an_answer_depends_on_its_request_alone() {
    const CLIENTS: u64 = 6;
    const DIALOGUES: usize = 4;
    const STEPS: usize = 1_500;
    let templates: Arc<Vec<Template>> = Arc::new(templates());
    let running = Arc::new(serve_with(service(), |server| server.timeouts(endless())));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|seed| {
            let (templates, running) = (Arc::clone(&templates), Arc::clone(&running));
            thread::spawn(move || {
                let (mut random, mut last) = (Random(seed), 0);
                let mut begin = |client: Option<Client>, random: &mut Random| {
                    let client = client.unwrap_or_else(|| Client::connect(&running));
                    Dialogue::new(client, &templates, &mut last, random)
                };
                let mut dialogues: Vec<Dialogue> = (0..DIALOGUES).map(|_| begin(None, &mut random)).collect();
                for _ in 0..STEPS {
                    let place = random.below(DIALOGUES);
                    if !dialogues[place].step(&mut random) {
                        let client = dialogues.swap_remove(place).end();
                        dialogues.push(begin(client, &mut random));
                    }
                }
                for mut dialogue in dialogues {
                    while dialogue.step(&mut random) {}
                    dialogue.end();
                }
            })
        })
        .collect();
    clients.into_iter().for_each(|client| client.join().unwrap());
}
