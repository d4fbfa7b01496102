//! The server under attack: what the rows of `tests/` need, with limits and timeouts from the command line.
//!
//! Prints its URL in one line. Leaves the handler's ledger in `folder=` when it is stopped.

#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used, reason = "a server that misbehaves on purpose")]

use faults::args::Args;
use faults::content::{Check, answer, fill};
use faults::harness::Ledger;
use faults::net::raise_descriptor_limit;
use http_core::prelude::*;
use http_core::{AccessLog, Limits, Timeouts};
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Numbers beyond this are nobody's.
const MOST: usize = 100_000_000;

#[handler(max_body = u64::MAX)]
struct Victim {
    ledger: Arc<Mutex<Ledger>>,
    folder: PathBuf,
    running: AtomicUsize,
}

#[handler]
impl Victim {
    /// A small answer that is the request's own, noted in the ledger.
    #[get("/hello/{id}")]
    fn hello(&self, id: usize) -> Result<Vec<u8>, StatusCode> {
        if id > MOST {
            return Err(StatusCode::NOT_FOUND);
        }
        self.ledger.lock().unwrap().count(id);
        Ok(answer(id as u64))
    }

    /// The same, noted nowhere.
    #[get("/order/{id}")]
    fn order(&self, id: u64) -> Vec<u8> {
        answer(id)
    }

    /// How often each number was asked for.
    #[get("/ledger")]
    fn ledger(&self) -> Vec<u8> {
        self.ledger.lock().unwrap().0.clone()
    }

    /// How many uploads and trickling downloads are running.
    #[get("/running")]
    fn running(&self) -> String {
        self.running.load(Ordering::Acquire).to_string()
    }

    /// Says whether what was sent came as it was meant.
    #[post("/upload")]
    fn upload(&self, body: &mut Body) -> io::Result<String> {
        let _running = Running::new(&self.running);
        let mut check = Check::default();
        let mut buffer = [0; 64 * 1024];
        loop {
            let part = body.read(&mut buffer)?;
            if part == 0 {
                return Ok(check.verdict());
            }
            check.update(&buffer[..part]);
        }
    }

    /// Keeps what was sent in a file, which is gone again if that fails.
    #[post("/store/{name}")]
    fn store(&self, name: u64, body: &mut Body) -> Result<String, StatusCode> {
        let path = self.folder.join(format!("stored-{name}"));
        let stored = File::create(&path).and_then(|mut file| io::copy(body, &mut file));
        stored.map(|length| format!("{length}\n")).map_err(|error| {
            fs::remove_file(&path).expect("the file that was just made");
            let is_full = error.kind() == io::ErrorKind::StorageFull;
            if is_full { StatusCode::INSUFFICIENT_STORAGE } else { StatusCode::INTERNAL_SERVER_ERROR }
        })
    }

    /// A large download, made as it is sent.
    #[get("/big/{length}")]
    fn big(&self, length: u64) -> Response {
        Response::from_reader(Pattern { place: 0, length }, Some(length))
    }

    /// A large download that is ready at once.
    #[get("/ready/{length}")]
    fn ready(&self, length: usize) -> Vec<u8> {
        let mut content = vec![0; length];
        fill(&mut content, 0);
        content
    }

    /// A download that lasts for so many milliseconds.
    #[get("/trickle/{lasting}")]
    fn trickle(&self, lasting: u64, response: &mut ResponseWriter) -> io::Result<()> {
        const STEP: u64 = 20;
        let _running = Running::new(&self.running);
        let steps = lasting / STEP;
        response.send_header("Content-Length", &(steps + 5).to_string())?;
        for _ in 0..steps {
            response.write_all(b".")?;
            response.flush()?;
            thread::sleep(Duration::from_millis(STEP));
        }
        response.write_all(b"done\n")
    }

    #[get("/sleep/{milliseconds}")]
    fn sleep(&self, milliseconds: u64) -> &'static str {
        thread::sleep(Duration::from_millis(milliseconds));
        "slept\n"
    }

    #[get("/panic")]
    fn panic(&self) -> &'static str {
        panic!("as asked for")
    }

    /// Panics once a part of the response is out.
    #[get("/panic/late")]
    fn panic_late(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(b"so far so good")?;
        response.flush()?;
        panic!("as asked for")
    }

    /// Panics with something that panics again when it is dropped.
    #[get("/panic/drop")]
    fn panic_drop(&self) -> &'static str {
        std::panic::panic_any(Bomb)
    }

    /// Panics while the content is read.
    #[post("/panic/body")]
    fn panic_body(&self, body: &mut Body) -> io::Result<()> {
        body.read_exact(&mut [0; 1])?;
        panic!("as asked for")
    }

    /// Panics while an argument is made.
    #[get("/panic/argument")]
    fn panic_argument(&self, _bomb: BombArgument) -> &'static str {
        "never said\n"
    }

    /// Panics while the answer is sent.
    #[get("/panic/reader")]
    fn panic_reader(&self) -> Response {
        Response::from_reader(BombReader, None)
    }

    #[get("/panic/upgraded")]
    fn panic_upgraded(&self) -> Response {
        Response::upgrade("bomb/1", |_| -> io::Result<()> { panic!("as asked for") })
    }
}

/// Counts a transfer for as long as it lasts.
struct Running<'a>(&'a AtomicUsize);

impl<'a> Running<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::AcqRel);
        Self(count)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("once more");
    }
}

struct BombArgument;

impl FromRequest<'_> for BombArgument {
    type Rejection = StatusCode;

    fn from_request(_: &Request) -> Result<Self, StatusCode> {
        panic!("as asked for")
    }
}

struct BombReader;

impl Read for BombReader {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        panic!("as asked for")
    }
}

/// Bytes that are known beforehand.
struct Pattern {
    place: u64,
    length: u64,
}

impl Read for Pattern {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length - self.place).unwrap_or(usize::MAX);
        let part = buffer.len().min(left);
        fill(&mut buffer[..part], self.place);
        self.place += part as u64;
        Ok(part)
    }
}

/// Everything that the library logs, to standard error.
struct Log;

impl log::Log for Log {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            eprintln!("{}: {}", record.level(), record.args());
        }
    }

    fn flush(&self) {}
}

fn main() -> io::Result<()> {
    let args = Args::new(std::env::args().skip(1));
    raise_descriptor_limit();
    if let Some(bytes) = args.get("address_space") {
        let limit = rustix::process::Rlimit { current: Some(bytes), maximum: Some(bytes) };
        rustix::process::setrlimit(rustix::process::Resource::As, limit)?;
    }
    log::set_logger(&Log).map(|()| log::set_max_level(log::LevelFilter::Warn)).expect("no other logger");
    if args.get_or("quiet_panics", true) {
        std::panic::set_hook(Box::new(|_| {}));
    }
    // What a storm of them does is up to the system calls that they interrupt.
    signal_hook::flag::register(signal_hook::consts::SIGUSR1, Arc::new(AtomicBool::new(false)))?;
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    let folder: PathBuf = args.get("folder").unwrap_or_else(std::env::temp_dir);
    let victim = Victim { ledger: Arc::clone(&ledger), folder: folder.clone(), running: AtomicUsize::new(0) };
    let server = set_up(HttpServer::bind(args.get_or("address", "127.0.0.1:0".to_owned()), victim)?, &args);
    println!("{}", server.url());
    server.run_forever()?;
    let ledger = ledger.lock().unwrap();
    fs::write(folder.join("ledger"), &ledger.0)
}

fn set_up(server: HttpServer, args: &Args) -> HttpServer {
    let timeouts = Timeouts::default();
    let limits = Limits::default();
    let server = server
        .timeouts(Timeouts {
            head: args.duration("head_ms").unwrap_or(timeouts.head),
            body: args.duration("body_ms").unwrap_or(timeouts.body),
            keep_alive: args.duration("keep_alive_ms").unwrap_or(timeouts.keep_alive),
            write: args.duration("write_ms").unwrap_or(timeouts.write),
            drain: args.duration("drain_ms").unwrap_or(timeouts.drain),
            ..timeouts
        })
        .limits(Limits { max_connections: args.get_or("connections", limits.max_connections), ..limits });
    let server = match (args.get("threads_least"), args.get("threads_most")) {
        (Some(least), Some(most)) => server.threads(least..=most),
        _ => server,
    };
    if args.get_or("access_log", false) { server.access_log(AccessLog::http_server()) } else { server }
}
