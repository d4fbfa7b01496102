//! The server under attack, as a process of its own.

use super::{Flood, Ledger, PATIENCE, Usage, comes_to_be, folder, is_full, other_server, program};
use crate::wire::{Head, get};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// More than this is not left behind after a row: descriptors, threads, KiB.
const SPARE_DESCRIPTORS: usize = 2;
const SPARE_THREADS: usize = 2;
const SPARE_MEMORY: u64 = 32 * 1024;
/// Less of a core than this is idle, in percent.
const IDLE: f64 = 10.0;

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: SocketAddr,
    folder: PathBuf,
    /// What it used before anybody came.
    start: Usage,
}

impl Server {
    /// Starts one; `words` are those of the program `victim`.
    ///
    /// # Panics
    ///
    /// Where it does not start.
    pub fn start(words: &[&str]) -> Self {
        Self::start_with(words, |_| {})
    }

    /// The same, with a last word on the process that will be started.
    ///
    /// # Panics
    ///
    /// Where it does not start.
    pub fn start_with(words: &[&str], adapt: impl FnOnce(&mut Command)) -> Self {
        let folder = folder::new();
        let log = File::create(folder.join("log")).expect("a file for the log");
        let mut command = command(words, &folder);
        command.stdout(Stdio::piped()).stderr(log);
        adapt(&mut command);
        let mut child = command.spawn().expect("the program victim, which Cargo builds for these tests");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line from the server");
        let address = line.trim().strip_prefix("http://").and_then(|address| address.parse().ok());
        let address = address.unwrap_or_else(|| panic!("the server did not start: {}", read(&folder, "log")));
        let start = Usage::of(child.id()).expect("a server that runs");
        let mut server = Self { child, address, folder, start };
        // It is complete once it has answered.
        server.ask("/ledger");
        server.start = server.settled();
        server
    }

    /// The program, for those who start it themselves.
    pub fn program() -> PathBuf {
        program("victim")
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it uses now.
    ///
    /// # Panics
    ///
    /// Where it is gone.
    pub fn usage(&self) -> Usage {
        Usage::of(self.child.id()).unwrap_or_else(|| panic!("the server has died: {}", self.log()))
    }

    /// What it used before anybody came.
    pub fn usage_at_start(&self) -> Usage {
        self.start
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        read(&self.folder, "log")
    }

    /// The folder that belongs to this server alone.
    pub fn folder(&self) -> &PathBuf {
        &self.folder
    }

    /// Begins an attack on it.
    pub fn attack(&self, attack: &str, words: &[String]) -> Flood {
        Flood::start(self.address, attack, words)
    }

    /// One request on a connection of its own: status and content.
    ///
    /// # Panics
    ///
    /// Where there is no complete answer.
    pub fn ask(&self, target: &str) -> (u16, Vec<u8>) {
        self.try_ask(target, PATIENCE).unwrap_or_else(|| panic!("no answer to {target}: {}", self.log()))
    }

    /// The same, where there may be no answer.
    pub fn try_ask(&self, target: &str, patience: Duration) -> Option<(u16, Vec<u8>)> {
        let mut stream = TcpStream::connect_timeout(&self.address, patience).ok()?;
        stream.set_read_timeout(Some(patience)).ok()?;
        stream.write_all(&get(target)).ok()?;
        let mut received = Vec::new();
        let mut buffer = [0; 64 * 1024];
        loop {
            let head = Head::parse(&received).filter(|head| received.len() >= head.total());
            if let Some(head) = head {
                return Some((head.status, received.split_off(head.length)));
            }
            match stream.read(&mut buffer).ok()? {
                0 => return None,
                length => received.extend_from_slice(&buffer[..length]),
            }
        }
    }

    /// The handler's side of the ledger, of a server that runs.
    pub fn ledger(&self) -> Ledger {
        Ledger(self.ask("/ledger").1)
    }

    /// How many uploads and trickling downloads its handlers have.
    ///
    /// # Panics
    ///
    /// Where it does not answer.
    pub fn running(&self) -> u64 {
        String::from_utf8_lossy(&self.ask("/running").1).parse().expect("a number")
    }

    /// Its side of the ledger once it has ended.
    ///
    /// # Panics
    ///
    /// Where it left none.
    pub fn last_ledger(&self) -> Ledger {
        Ledger(fs::read(self.folder.join("ledger")).unwrap_or_else(|_| panic!("no ledger: {}", self.log())))
    }

    /// The process, for signals and limits.
    ///
    /// # Panics
    ///
    /// Never: a child has a number.
    pub fn process(&self) -> Pid {
        Pid::from_raw(self.child.id().cast_signed()).expect("the number of a process")
    }

    /// Sends a signal.
    ///
    /// # Panics
    ///
    /// Where it is gone.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.process(), signal).expect("a server that runs");
    }

    /// Waits for its end.
    ///
    /// # Panics
    ///
    /// Where it does not end in time.
    pub fn wait(&mut self, patience: Duration) -> ExitStatus {
        let mut status = None;
        comes_to_be(patience, || {
            status = self.child.try_wait().expect("a child");
            status.is_some()
        });
        status.unwrap_or_else(|| panic!("the server does not end: {}", self.log()))
    }

    /// R30: nothing is left of an attack. Threads that were needed may stay for ten seconds, which only the full
    /// length waits for.
    ///
    /// # Panics
    ///
    /// Where something is left.
    pub fn expect_calm(&self) -> Usage {
        let is_back = |usage: &Usage| {
            usage.descriptors <= self.start.descriptors + SPARE_DESCRIPTORS
                && usage.memory <= self.start.memory + SPARE_MEMORY
                && (!is_full() || usage.threads <= self.start.threads + SPARE_THREADS)
        };
        if other_server().is_some() {
            // Its figures are to be seen, whatever they are.
            comes_to_be(Duration::from_secs(5), || is_back(&self.usage()));
            return self.usage();
        }
        let patience = Duration::from_secs(60);
        let calm = comes_to_be(patience, || is_back(&self.usage()));
        let usage = self.usage();
        assert!(calm, "before: {}, after: {usage}\n{}", self.start, self.log());
        assert!(comes_to_be(patience, || self.is_idle()), "it does not come to rest");
        usage
    }

    /// What it uses once that changes no more.
    fn settled(&self) -> Usage {
        let mut usage = self.usage();
        comes_to_be(PATIENCE, || {
            let earlier = usage;
            std::thread::sleep(Duration::from_millis(50));
            usage = self.usage();
            (usage.descriptors, usage.threads) == (earlier.descriptors, earlier.threads)
        });
        usage
    }

    fn is_idle(&self) -> bool {
        let before = self.usage();
        std::thread::sleep(Duration::from_millis(200));
        self.usage().cpu_since(&before) < IDLE
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            self.child.kill().and_then(|()| self.child.wait().map(drop)).expect("the end of the server");
        }
        // A row that fails keeps its logs.
        if std::thread::panicking() {
            eprintln!("the server's log is in {}", self.folder.display());
        } else {
            folder::remove(&self.folder);
        }
    }
}

fn command(words: &[&str], folder: &std::path::Path) -> Command {
    if let Some(line) = other_server() {
        let mut parts = line.split_whitespace();
        let mut command = Command::new(parts.next().expect("FAULTS_SERVER names a program"));
        command.args(parts);
        return command;
    }
    let mut command = Command::new(program("victim"));
    command.args(words).arg(format!("folder={}", folder.display()));
    command
}

fn read(folder: &std::path::Path, name: &str) -> String {
    let text = fs::read(folder.join(name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let text = text.unwrap_or_else(|error| error.to_string());
    // The end says what happened.
    text.chars().rev().take(4000).collect::<Vec<_>>().into_iter().rev().collect()
}
