//! One line for each request.
//!
//! Decides what the line looks like, and what happens when nobody takes the lines; nothing in one can break the line or
//! the terminal.

use crate::Address;
use crate::logging::warning;
use crate::platform::stderr;
use http::StatusCode;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Bytes of lines that wait to be written. Further ones are dropped.
const QUEUE: usize = 1 << 20;
/// Bytes that are written at once, about.
const BATCH: usize = 64 * 1024;
/// How long a server that stops waits for its last lines to be taken.
const FAREWELL: Duration = Duration::from_secs(1);

/// A log of requests. Set with [`HttpServer::access_log`](crate::HttpServer::access_log).
///
/// The lines are written by a thread of their own. Where they can't be written, or nobody takes them, requests go on:
/// past 1 MiB of waiting lines further ones are dropped, and a line tells how many.
///
/// ```
/// use http_core::{AccessLog, Body, HttpServer, Request, handler_fn};
///
/// let handler = handler_fn(|_: &Request, _: &mut Body| "hello\n");
/// let server = HttpServer::bind("127.0.0.1:0", handler)?.access_log(AccessLog::http_server());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct AccessLog(());

impl AccessLog {
    /// `http.server`'s lines, to standard error. Times are UTC. A request that was refused before its first lines could be
    /// read shows as `"-"`.
    ///
    /// ```text
    /// 127.0.0.1 - - [06/Nov/1994 08:49:37] "GET / HTTP/1.1" 200 -
    /// 127.0.0.1 - - [06/Nov/1994 08:49:38] "-" 400 -
    /// ```
    pub fn http_server() -> Self {
        Self(())
    }

    /// Starts the thread that writes.
    pub(crate) fn start(&self) -> io::Result<RunningLog> {
        RunningLog::start(stderr())
    }
}

/// The log of a server that runs.
#[derive(Debug, Clone)]
pub(crate) struct RunningLog {
    sender: Sender<Message>,
    queue: Arc<Queue>,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: AtomicUsize,
    dropped: AtomicU64,
}

#[derive(Debug)]
enum Message {
    Line(String),
    /// No more lines come; somebody waits to be told that they are written.
    End(Sender<()>),
}

impl RunningLog {
    fn start(output: impl Write + Send + 'static) -> io::Result<Self> {
        let (sender, receiver) = mpsc::channel();
        let queue = Arc::new(Queue::default());
        let mut writer = LogWriter { receiver, queue: Arc::clone(&queue), output, batch: String::new(), lines: 0 };
        thread::Builder::new().name("http-core log".into()).spawn(move || writer.run())?;
        Ok(Self { sender, queue })
    }

    pub(crate) fn write(&self, client: &Address, request_line: &str, status: StatusCode) {
        self.push(line(client, request_line, status, SystemTime::now()));
    }

    fn push(&self, line: String) {
        let length = line.len();
        if self.queue.waiting.fetch_add(length, Ordering::Relaxed) + length <= QUEUE
            && self.sender.send(Message::Line(line)).is_ok()
        {
            return;
        }
        self.queue.waiting.fetch_sub(length, Ordering::Relaxed);
        self.queue.dropped.fetch_add(1, Ordering::Relaxed);
    }

    /// Waits a moment until what was logged is written.
    pub(crate) fn finish(&self) {
        let (done, is_done) = mpsc::channel();
        if self.sender.send(Message::End(done)).is_ok() && is_done.recv_timeout(FAREWELL).is_err() {
            warning!("nobody takes the access log: its last lines are lost");
        }
    }
}

/// The thread that writes.
struct LogWriter<W> {
    receiver: Receiver<Message>,
    queue: Arc<Queue>,
    output: W,
    batch: String,
    /// How many lines the batch has.
    lines: u64,
}

impl<W: Write> LogWriter<W> {
    fn run(&mut self) {
        while let Ok(message) = self.receiver.recv() {
            let end = self.collect(message);
            self.write();
            if let Some(done) = end {
                // The server may have gone on without waiting.
                let _ = done.send(());
                return;
            }
        }
    }

    /// Puts together what waits; gives who waits for the end, if it has come.
    fn collect(&mut self, first: Message) -> Option<Sender<()>> {
        let mut next = Some(first);
        while let Some(message) = next {
            match message {
                Message::Line(line) => self.take(&line),
                Message::End(done) => return Some(done),
            }
            next = if self.batch.len() < BATCH { self.receiver.try_recv().ok() } else { None };
        }
        None
    }

    fn take(&mut self, line: &str) {
        self.queue.waiting.fetch_sub(line.len(), Ordering::Relaxed);
        self.batch.push_str(line);
        self.lines += 1;
    }

    /// What can't be written is counted as dropped; the next batch that can be says so.
    fn write(&mut self) {
        let dropped = self.queue.dropped.swap(0, Ordering::Relaxed);
        if dropped > 0 {
            let _ = writeln!(self.batch, "{dropped} lines of the access log were dropped");
        }
        if self.output.write_all(self.batch.as_bytes()).is_err() {
            self.queue.dropped.fetch_add(dropped + self.lines, Ordering::Relaxed);
        }
        self.batch.clear();
        self.lines = 0;
    }
}

fn line(address: &Address, request_line: &str, status: StatusCode, now: SystemTime) -> String {
    let client = address.socket_addr().map_or_else(|| address.to_string(), |address| address.ip().to_string());
    let mut line = format!("{client} - - [{}] \"", time(now));
    escape(request_line.as_bytes(), &mut line);
    let _ = writeln!(line, "\" {} -", status.as_str());
    line
}

/// Writes otherwise what could end the line or the quotation, or mean something to a terminal.
fn escape(bytes: &[u8], line: &mut String) {
    for byte in bytes {
        match byte {
            b'"' | b'\\' => line.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => line.push(char::from(*byte)),
            _ => {
                let _ = write!(line, "\\x{byte:02x}");
            }
        }
    }
}

/// `06/Nov/1994 08:49:37`, out of `Sun, 06 Nov 1994 08:49:37 GMT`.
fn time(now: SystemTime) -> String {
    let date = crate::http_date(now.max(UNIX_EPOCH));
    let mut words = date.split(' ').skip(1);
    let mut next = || words.next().unwrap_or_default();
    format!("{}/{}/{} {}", next(), next(), next(), next())
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "tests")]
mod tests {
    use super::{QUEUE, RunningLog, escape, line, time};
    use crate::engine::{Conversation, Next, Nobody, Settings};
    use crate::{Address, Body, Request, handler_fn};
    use http::StatusCode;
    use std::io::{self, Write};
    use std::net::{Ipv4Addr, SocketAddr};
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn times_look_as_in_http_server() {
        assert_eq!(time(UNIX_EPOCH + Duration::from_secs(784_111_777)), "06/Nov/1994 08:49:37");
    }

    #[test]
    fn lines_look_as_in_http_server() {
        let client = Address::tcp(SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000)));
        let line = line(&client, "GET / HTTP/1.1", StatusCode::OK, UNIX_EPOCH);
        assert_eq!(line, "127.0.0.1 - - [01/Jan/1970 00:00:00] \"GET / HTTP/1.1\" 200 -\n");
    }

    #[test]
    fn a_request_that_is_refused_has_its_line_too() {
        let (log, open, lines) = log();
        drop(open);
        let settings = Settings { access_log: Some(log.clone()), ..Settings::default() };
        let handler = handler_fn(|_: &Request, _: &mut Body| ());
        let mut conversation = Conversation::new(Arc::new(settings), Arc::new(handler));
        conversation.begin(Address::unix(None), None);
        conversation.input().extend(b"GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
        while let Next::Send = conversation.advance(&mut Nobody) {
            conversation.forget_output();
        }
        log.finish();
        let text: String = lines.try_iter().collect();
        let ends: Vec<_> = text.lines().filter_map(|line| line.split_once("] ")).map(|(_, end)| end).collect();
        assert_eq!(ends, [r#""GET /a HTTP/1.1" 204 -"#, r#""-" 400 -"#]);
    }

    #[test]
    fn no_byte_breaks_a_line_or_a_terminal() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let mut line = String::new();
        escape(&all, &mut line);
        assert!(line.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{line}");
        assert_eq!(line.matches('"').count(), line.matches("\\\"").count(), "{line}");
        assert!(line.starts_with("\\x00\\x01") && line.contains("\\x1b") && line.ends_with("\\xff"), "{line}");
    }

    /// Writes when it is told to, and fails when it is told so.
    struct Gate {
        may_write: Receiver<bool>,
        written: Sender<String>,
    }

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if !self.may_write.recv().unwrap_or(true) {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.written.send(text).map_err(io::Error::other)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn log() -> (RunningLog, Sender<bool>, Receiver<String>) {
        let (open, may_write) = channel();
        let (written, lines) = channel();
        (RunningLog::start(Gate { may_write, written }).expect("a thread"), open, lines)
    }

    #[test]
    fn lines_that_nobody_takes_are_dropped_and_counted() {
        let (log, open, lines) = log();
        let line = "x".repeat(QUEUE / 4 - 1) + "\n";
        // What the writer has taken already does not wait.
        for _ in 0..20 {
            log.push(line.clone());
        }
        drop(open);
        log.finish();
        let text: String = lines.try_iter().collect();
        let written = text.lines().filter(|line| line.starts_with('x')).count();
        let told = text.lines().filter_map(|line| line.strip_suffix(" lines of the access log were dropped"));
        let dropped: usize = told.map(|number| number.parse::<usize>().unwrap_or(0)).sum();
        assert_eq!(written + dropped, 20, "{written} and {dropped}");
        assert!(written >= 4 && dropped > 0, "{written} and {dropped}");
    }

    #[test]
    fn a_full_disk_costs_lines_and_nothing_else() {
        let (log, open, lines) = log();
        assert!(open.send(false).is_ok());
        log.push("lost\n".into());
        while log.queue.dropped.load(super::Ordering::Relaxed) == 0 {
            std::thread::yield_now();
        }
        drop(open);
        log.push("kept\n".into());
        log.finish();
        let text: String = lines.try_iter().collect();
        assert_eq!(text, "kept\n1 lines of the access log were dropped\n");
    }
}
