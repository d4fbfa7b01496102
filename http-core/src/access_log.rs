//! One line for each request.
//!
//! Decides what the line looks like, and what happens when nobody takes the lines. Nothing that a client sends can end a line
//! early, or be an order to a terminal.

use crate::Address;
use crate::logging::warning;
use crate::platform::stderr;
use http::StatusCode;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Bytes of lines that wait to be written. Further ones are dropped.
const QUEUE: usize = 1 << 20;
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
#[doc(alias = "log_request")]
#[derive(Debug, Clone)]
pub struct AccessLog(());

impl AccessLog {
    /// The lines of `http.server`, to standard error.
    ///
    /// They show the client's address, the time in UTC, the request line and the status; never a length, which `http.server`
    /// writes as `-` too. A request whose head could not be read has `"-"` for its request line.
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

/// The log of a server that runs. With the last of its clones the thread that writes ends.
#[derive(Debug, Clone)]
pub(crate) struct RunningLog(Arc<Entrance>);

#[derive(Debug)]
struct Entrance(Arc<Queue>);

impl RunningLog {
    fn start(output: impl Write + Send + 'static) -> io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let writer = Arc::clone(&queue);
        thread::Builder::new().name("http-core log".into()).spawn(move || writer.write_to(output))?;
        Ok(Self(Arc::new(Entrance(queue))))
    }

    pub(crate) fn write(&self, client: &Address, request_line: &str, status: StatusCode) {
        self.queue().push(&line(client, request_line, status, SystemTime::now()));
    }

    /// Waits a moment until what was logged is written. No more lines are taken.
    pub(crate) fn finish(&self) {
        if !self.queue().finish() {
            warning!("nobody takes the access log: its last lines are lost");
        }
    }

    fn queue(&self) -> &Queue {
        let Entrance(queue) = &*self.0;
        queue
    }
}

impl Drop for Entrance {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Lines on their way to the thread that writes.
#[derive(Debug, Default)]
struct Queue {
    // Without `crate::lock`, which is simulated where threads are: the one that writes is a real one there, too.
    waiting: Mutex<Waiting>,
    has_changed: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    text: String,
    /// How many lines that is.
    lines: u64,
    dropped: u64,
    is_closed: bool,
    is_written: bool,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, line: &str) {
        let mut waiting = self.lock();
        if waiting.is_closed || waiting.text.len() + line.len() > QUEUE {
            waiting.dropped += 1;
            return;
        }
        let was_empty = waiting.text.is_empty();
        waiting.text.push_str(line);
        waiting.lines += 1;
        drop(waiting);
        // Where there was something, the thread that writes will look again by itself.
        if was_empty {
            self.has_changed.notify_all();
        }
    }

    /// The work of the thread that writes. What can't be written is counted as dropped; what was dropped is told behind the
    /// next lines that can be.
    fn write_to(&self, mut output: impl Write) {
        let mut is_last = false;
        while !is_last {
            let Waiting { mut text, lines, dropped, is_closed, .. } = self.take();
            if dropped > 0 {
                let _ = writeln!(text, "{dropped} lines of the access log were dropped");
            }
            if output.write_all(text.as_bytes()).is_err() {
                self.lock().dropped += dropped + lines;
            }
            is_last = is_closed;
        }
        self.lock().is_written = true;
        self.has_changed.notify_all();
    }

    /// Waits until there are lines, or no more will come, and takes all that waits.
    fn take(&self) -> Waiting {
        let is_quiet = |waiting: &mut Waiting| waiting.text.is_empty() && !waiting.is_closed;
        let waiting = self.has_changed.wait_while(self.lock(), is_quiet);
        let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        let is_closed = waiting.is_closed;
        mem::replace(&mut *waiting, Waiting { is_closed, ..Waiting::default() })
    }

    fn close(&self) {
        self.lock().is_closed = true;
        self.has_changed.notify_all();
    }

    /// False where what waits is not written in time.
    fn finish(&self) -> bool {
        self.close();
        let waiting = self.has_changed.wait_timeout_while(self.lock(), FAREWELL, |waiting| !waiting.is_written);
        waiting.unwrap_or_else(PoisonError::into_inner).0.is_written
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
            log.queue().push(&line);
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
        log.queue().push("lost\n");
        while log.queue().lock().dropped == 0 {
            std::thread::yield_now();
        }
        drop(open);
        log.queue().push("kept\n");
        log.finish();
        let text: String = lines.try_iter().collect();
        assert_eq!(text, "kept\n1 lines of the access log were dropped\n");
    }
}
