//! What the integration tests share: a server on a free port, and a raw client that takes no byte for granted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::{Handler, HttpServer, Running};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take that has no reason to take long. Generous: the machine may be busy.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A server for this handler.
pub fn serve(handler: impl Handler) -> Running {
    serve_with(handler, |server| server)
}

/// A server for this handler, set up further.
pub fn serve_with(handler: impl Handler, set_up: impl FnOnce(HttpServer) -> HttpServer) -> Running {
    set_up(HttpServer::bind("127.0.0.1:0", handler).expect("a free port")).spawn().expect("threads")
}

/// Where a server on TCP listens.
pub fn address(running: &Running) -> SocketAddr {
    running.local_addr().socket_addr().expect("a TCP address")
}

/// A number of milliseconds.
pub fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// A request of HTTP/1.1 with these further field lines.
pub fn request(method: &str, target: &str, fields: &[&str]) -> Vec<u8> {
    let mut bytes = format!("{method} {target} HTTP/1.1\r\nHost: test\r\n");
    for field in fields {
        bytes.push_str(field);
        bytes.push_str("\r\n");
    }
    bytes.push_str("\r\n");
    bytes.into_bytes()
}

/// A GET without further ado.
pub fn get(target: &str) -> Vec<u8> {
    request("GET", target, &[])
}

/// A POST with `Content-Length`.
pub fn post(target: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    send_content("POST", target, &[], content)
}

/// A request with content and its `Content-Length`.
pub fn send_content(method: &str, target: &str, fields: &[&str], content: impl AsRef<[u8]>) -> Vec<u8> {
    let length = format!("Content-Length: {}", content.as_ref().len());
    let fields: Vec<&str> = fields.iter().copied().chain([length.as_str()]).collect();
    [&request(method, target, &fields)[..], content.as_ref()].concat()
}

/// One request on a connection of its own, and its response.
pub fn ask(running: &Running, request: impl AsRef<[u8]>) -> Answer {
    let mut client = Client::connect(running);
    client.send(&request);
    if request.as_ref().starts_with(b"HEAD ") { client.answer_to_head() } else { client.answer() }
}

/// Waits until something is so, without sleeping longer than needed.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "it never came to be that {what}");
        thread::sleep(ms(2));
    }
}

/// True in a process in which nothing but this test runs: the first call starts one, waits for it and gives false.
/// For tests that count what belongs to the whole process.
pub fn is_alone(test: &str) -> bool {
    output_alone(test).is_none()
}

/// The same: `None` in a process in which nothing but this test runs, elsewhere what that process has written.
pub fn output_alone(test: &str) -> Option<String> {
    const ALONE: &str = "HTTP_CORE_TEST_ALONE";
    if std::env::var(ALONE).is_ok_and(|name| name == test) {
        return None;
    }
    let program = std::env::current_exe().expect("this test's program");
    let output = Command::new(program).args(["--exact", test, "--nocapture"]).env(ALONE, test).output();
    let output = output.expect("a child process");
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{test} alone:\n{text}");
    Some(text)
}

/// What the kernel counts for this process in `/proc/self/task` or `/proc/self/fd`.
pub fn count_own(what: &str) -> usize {
    std::fs::read_dir(format!("/proc/self/{what}")).expect("/proc").count()
}

/// The client's end of a connection. Every read has a deadline, and every byte received is accounted for.
#[derive(Debug)]
pub struct Client<S = TcpStream> {
    stream: S,
    received: Vec<u8>,
}

impl Client {
    /// Connects to a server on TCP.
    pub fn connect(running: &Running) -> Self {
        Self::connect_to(address(running))
    }

    /// Connects to an address.
    pub fn connect_to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect_timeout(&address, PATIENCE).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a read timeout");
        stream.set_write_timeout(Some(PATIENCE)).expect("a write timeout");
        stream.set_nodelay(true).expect("no delay");
        Self::new(stream)
    }

    /// Sends the end of the stream; reading goes on.
    pub fn finish_sending(&self) {
        self.stream.shutdown(Shutdown::Write).expect("a connection that is open");
    }

    /// The socket itself.
    pub fn stream(&self) -> &TcpStream {
        &self.stream
    }

    /// Checks that nothing comes for as long as this, and that the connection stays open.
    pub fn expect_silence(&mut self, duration: Duration) {
        assert_eq!(shown(&self.received), "", "nothing was to come");
        self.stream.set_read_timeout(Some(duration)).expect("a read timeout");
        let result = self.stream.read(&mut [0]);
        self.stream.set_read_timeout(Some(PATIENCE)).expect("a read timeout");
        let error = result.expect_err("neither a byte nor the end was to come");
        assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
    }
}

impl<S: Read + Write> Client<S> {
    /// A client on a stream that has its timeouts.
    pub fn new(stream: S) -> Self {
        Self { stream, received: Vec::new() }
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).expect("a server that takes bytes");
    }

    /// Sends bytes to a server that may have had enough; false where it has.
    pub fn try_send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).is_ok()
    }

    /// Reads one response, its content included.
    pub fn answer(&mut self) -> Answer {
        self.read_answer(true)
    }

    /// Reads one response to HEAD, which has no content.
    pub fn answer_to_head(&mut self) -> Answer {
        self.read_answer(false)
    }

    /// Sends a request and reads its response.
    pub fn ask(&mut self, request: impl AsRef<[u8]>) -> Answer {
        self.send(&request);
        self.read_answer(!request.as_ref().starts_with(b"HEAD "))
    }

    /// Reads this many bytes as they come.
    pub fn take(&mut self, count: usize) -> Vec<u8> {
        while self.received.len() < count {
            assert!(self.receive(), "the end, after {:?}", shown(&self.received));
        }
        self.received.drain(..count).collect()
    }

    /// Checks that these bytes come next.
    pub fn expect(&mut self, bytes: impl AsRef<[u8]>) {
        let found = self.take(bytes.as_ref().len());
        assert_eq!(shown(&found), shown(bytes.as_ref()));
    }

    /// Reads to the end of the stream; a reset is no end.
    pub fn rest(&mut self) -> Vec<u8> {
        while self.receive() {}
        std::mem::take(&mut self.received)
    }

    /// Checks that the server closes the connection, with nothing more to say and without a reset.
    pub fn expect_end(&mut self) {
        let rest = self.rest();
        assert_eq!(shown(&rest), "", "only the end was to come");
    }

    /// The same where bytes of ours that nobody reads may make a reset of it.
    pub fn expect_gone(&mut self) {
        match self.stream.read(&mut [0]) {
            Ok(0) => {}
            Ok(_) => panic!("a byte where the end was to come"),
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}"),
        }
    }

    /// Reads a response head, up to its empty line, and leaves the content.
    pub fn head(&mut self) -> Answer {
        let end = loop {
            if let Some(place) = self.received.windows(4).position(|window| window == b"\r\n\r\n") {
                break place + 4;
            }
            assert!(self.receive(), "the end in the middle of a head: {:?}", shown(&self.received));
        };
        let head: Vec<u8> = self.received.drain(..end).collect();
        Answer::parse(&head)
    }

    /// Reads the next chunk of a chunked response; `None` for the last one.
    pub fn chunk(&mut self) -> Option<Vec<u8>> {
        let line = self.line();
        let is_plain = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(is_plain, "a chunk size: {line:?}");
        let size = usize::from_str_radix(&line, 16).expect("a chunk size");
        let data = self.take(size);
        self.expect("\r\n");
        (size > 0).then_some(data)
    }

    fn line(&mut self) -> String {
        let mut line = Vec::new();
        while !line.ends_with(b"\r\n") {
            line.extend(self.take(1));
        }
        String::from_utf8(line[..line.len() - 2].to_vec()).expect("ASCII")
    }

    fn read_answer(&mut self, may_have_content: bool) -> Answer {
        let mut answer = self.head();
        let has_content = may_have_content && !matches!(answer.status, 100..=199 | 204 | 304);
        if !has_content {
            return answer;
        }
        answer.content = if answer.is_chunked() {
            std::iter::from_fn(|| self.chunk()).flatten().collect()
        } else if let Some(length) = answer.length() {
            self.take(length)
        } else {
            let options = answer.field("connection").unwrap_or_default();
            assert!(options.split(", ").any(|option| option == "close"), "content without an end: {options:?}");
            self.rest()
        };
        answer
    }

    /// False at the end of the stream.
    fn receive(&mut self) -> bool {
        let mut buffer = [0; 16 * 1024];
        let result = match self.stream.read(&mut buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return true,
            result => result,
        };
        let length = result.unwrap_or_else(|error| panic!("{error}, after {:?}", shown(&self.received)));
        self.received.extend_from_slice(&buffer[..length]);
        length > 0
    }
}

/// A response that was strictly parsed.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status as a number.
    pub status: u16,
    /// The field lines in the order received.
    pub fields: Vec<(String, String)>,
    /// The content, decoded.
    pub content: Vec<u8>,
}

impl Answer {
    /// The value of the field of this name, which may be there once at most.
    pub fn field(&self, name: &str) -> Option<&str> {
        let values = self.values(name);
        assert!(values.len() < 2, "{name} is there more than once: {values:?}");
        values.first().copied()
    }

    /// All values of the fields of this name.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let is_wanted = |(found, _): &&(String, String)| found.eq_ignore_ascii_case(name);
        self.fields.iter().filter(is_wanted).map(|(_, value)| value.as_str()).collect()
    }

    /// The content as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.content).expect("text")
    }

    /// Does the content come in chunks?
    pub fn is_chunked(&self) -> bool {
        self.field("transfer-encoding").is_some()
    }

    /// What `Content-Length` says.
    pub fn length(&self) -> Option<usize> {
        self.field("content-length").map(|value| value.parse().expect("a length"))
    }

    /// Checks status and content.
    #[track_caller]
    pub fn expect(&self, status: u16, content: impl AsRef<[u8]>) -> &Self {
        assert_eq!((self.status, shown(&self.content)), (status, shown(content.as_ref())));
        self
    }

    /// Checks that the response says that the connection ends behind it.
    #[track_caller]
    pub fn expect_last(&self) -> &Self {
        assert_eq!(self.field("connection"), Some("close"));
        self
    }

    fn parse(head: &[u8]) -> Self {
        let text = String::from_utf8(head.to_vec()).expect("a head in UTF-8");
        let mut lines = text.strip_suffix("\r\n\r\n").expect("an empty line").split("\r\n");
        let status_line = lines.next().expect("a status line");
        let status = status_line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.split_once(' ')).map(|(code, _)| code);
        let status = status.filter(|code| code.len() == 3).and_then(|code| code.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status line: {status_line:?}"));
        let fields = lines.map(parse_field).collect();
        let answer = Self { status, fields, content: Vec::new() };
        answer.check(&text);
        answer
    }

    /// What has to be so in every response.
    fn check(&self, text: &str) {
        if self.status == 100 {
            return assert_eq!(text, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        assert!(self.field("date").is_some_and(|date| http_core::parse_http_date(date).is_some()), "{text}");
        assert!(self.field("server").is_some(), "{text}");
        let (length, coding) = (self.field("content-length"), self.field("transfer-encoding"));
        assert!(length.is_none() || coding.is_none(), "two framings: {text}");
        assert!(coding.is_none_or(|coding| coding == "chunked"), "{text}");
        if matches!(self.status, 100..=199 | 204) {
            assert!(length.is_none() && coding.is_none(), "a length where there is no content: {text}");
        }
        if let Some(length) = length {
            assert!(!length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()), "{text}");
        }
    }
}

fn parse_field(line: &str) -> (String, String) {
    let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("no field line: {line:?}"));
    let is_token = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    assert!(is_token, "no field name: {line:?}");
    let is_clean = value.chars().all(|character| character == '\t' || !character.is_control());
    assert!(is_clean && value.trim() == value, "no field value: {line:?}");
    (name.to_owned(), value.to_owned())
}

/// Bytes as a test's failure shows them: not too many of them.
fn shown(bytes: &[u8]) -> String {
    const MOST: usize = 2_000;
    if bytes.len() <= MOST {
        return bytes.escape_ascii().to_string();
    }
    format!("{}... ({} bytes)", bytes[..MOST].escape_ascii(), bytes.len())
}

/// Reads off whatever comes on a stream, at its own pace, and gives how many bytes there were.
///
/// # Errors
///
/// Those of reading.
pub fn drain(mut stream: impl Read) -> io::Result<u64> {
    io::copy(&mut stream, &mut io::sink())
}
