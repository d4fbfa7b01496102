//! Runs an example's real binary and talks to it over a real socket.

#![allow(dead_code, reason = "each test file uses a part of this")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Nothing takes this long unless it hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// Set in many workplaces, and not meant for servers on this machine.
const PROXY_VARIABLES: [&str; 8] =
    ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

/// An example that runs. It is killed with its test.
pub(crate) struct Server {
    process: Child,
    address: String,
    /// Held, so that the example can go on printing.
    _output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts an example on a free port.
    pub(crate) fn start(example: &str) -> Self {
        Self::start_with(example, |_| {})
    }

    /// Starts it with more arguments or variables than the port.
    pub(crate) fn start_with(example: &str, prepare: impl FnOnce(&mut Command)) -> Self {
        let path = binary(example);
        let mut command = command_without_proxy(&path);
        command.arg("0").stdin(Stdio::null()).stdout(Stdio::piped());
        prepare(&mut command);
        let mut process = command.spawn().unwrap_or_else(|error| {
            panic!("{} does not start ({error}): `cargo test` without --test builds it", path.display())
        });
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("listening on http://").expect("a URL").to_owned();
        Self { process, address, _output: output }
    }

    /// Such as `127.0.0.1:40000`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn connect(&self) -> Connection {
        Connection::to(&self.address)
    }

    pub(crate) fn get(&self, target: &str) -> Response {
        self.connect().get(target)
    }

    /// Posts a form of these fields.
    pub(crate) fn post(&self, target: &str, fields: &[(&str, &str)]) -> Response {
        self.connect().post(target, fields)
    }

    /// Sends a signal: `INT`, `TERM`, `KILL`.
    pub(crate) fn signal(&self, name: &str) {
        let process = self.process.id().to_string();
        // The shell has `kill` built in, where the command may be missing.
        let status = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, &process]).status();
        assert!(status.expect("sh").success(), "no signal {name} for {process}");
    }

    /// Waits for the process to end by itself.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().expect("a process") {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the server does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Examples lie beside the folder that their tests lie in.
fn binary(example: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a path");
    let folder = test.parent().and_then(|deps| deps.parent()).expect("target/debug");
    folder.join("examples").join(format!("{example}{}", std::env::consts::EXE_SUFFIX))
}

/// Runs a tool; `None` where it is not installed.
pub(crate) fn output_of(tool: &str, arguments: &[&str]) -> Option<String> {
    match command_without_proxy(tool).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8(output.stdout).expect("UTF-8"))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => panic!("{tool}: {error}"),
    }
}

fn command_without_proxy(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    for name in PROXY_VARIABLES {
        command.env_remove(name);
    }
    command
}

/// A connection to a server, kept alive between requests.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Connection {
    pub(crate) fn to(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        Self { stream: BufReader::new(stream), host: address.to_owned() }
    }

    pub(crate) fn get(&mut self, target: &str) -> Response {
        self.send_head(&format!("GET {target}"), &[]);
        self.read_response()
    }

    /// The response to HEAD has no content, whatever its `Content-Length` says.
    pub(crate) fn head(&mut self, target: &str) -> Response {
        self.send_head(&format!("HEAD {target}"), &[]);
        self.read_head()
    }

    pub(crate) fn post(&mut self, target: &str, fields: &[(&str, &str)]) -> Response {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let form = pairs.join("&");
        let length = form.len().to_string();
        self.send_head(
            &format!("POST {target}"),
            &[("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", &length)],
        );
        self.send(&form);
        self.read_response()
    }

    /// Sends method and target with these fields and `Host`.
    pub(crate) fn send_head(&mut self, method_and_target: &str, fields: &[(&str, &str)]) {
        let fields: String = fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = &self.host;
        self.send(&format!("{method_and_target} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n"));
    }

    pub(crate) fn send(&mut self, text: &str) {
        self.stream.get_mut().write_all(text.as_bytes()).expect("the request is taken");
    }

    /// Reads a response whose content is as long as `Content-Length` says, which all of the examples' are.
    pub(crate) fn read_response(&mut self) -> Response {
        let mut response = self.read_head();
        let length = match (response.status, response.field("content-length")) {
            (100..200 | 204 | 304, None) => 0,
            (_, Some(length)) => length.parse().expect("a length"),
            (status, None) => panic!("a {status} without Content-Length: {:?}", response.fields),
        };
        response.content.resize(length, 0);
        self.stream.read_exact(&mut response.content).expect("the content");
        response
    }

    pub(crate) fn read_head(&mut self) -> Response {
        let line = self.read_line();
        let status = line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).and_then(|code| code.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status line: {line:?}"));
        let mut fields = Vec::new();
        loop {
            let line = self.read_line();
            if line.is_empty() {
                return Response { status, fields, content: Vec::new() };
            }
            let (name, value) = line.split_once(": ").expect("a field");
            fields.push((name.to_ascii_lowercase(), value.to_owned()));
        }
    }

    fn read_line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("a line");
        line.strip_suffix("\r\n").unwrap_or_else(|| panic!("a line that is cut short: {line:?}")).to_owned()
    }

    /// Waits for the server to close the connection without another word.
    pub(crate) fn read_close(&mut self) {
        let mut rest = String::new();
        self.stream.read_to_string(&mut rest).expect("an orderly close");
        assert_eq!(rest, "");
    }
}

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) fields: Vec<(String, String)>,
    content: Vec<u8>,
}

impl Response {
    /// The value of the field, of which there is one at most.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let mut values = self.fields.iter().filter(|(found, _)| found == name).map(|(_, value)| value.as_str());
        let value = values.next();
        assert_eq!(values.next(), None, "{name} comes twice");
        value
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.content).expect("UTF-8")
    }

    #[track_caller]
    pub(crate) fn assert_contains(&self, part: &str) {
        assert!(self.text().contains(part), "no {part:?} in {:?}", self.text());
    }

    #[track_caller]
    pub(crate) fn assert_lacks(&self, part: &str) {
        assert!(!self.text().contains(part), "{part:?} in {:?}", self.text());
    }

    #[track_caller]
    pub(crate) fn assert_redirects_to(&self, place: &str) {
        assert_eq!((self.status, self.field("location")), (303, Some(place)));
    }
}

/// As forms are sent: what is not plain ASCII is percent-encoded.
fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
