//! What a row needs: the server and the attackers as processes, their figures, and what must hold afterwards.

mod flood;
mod folder;
mod ledger;
mod server;
mod usage;
mod wall_clock;

pub use flood::Flood;
pub use ledger::Ledger;
pub use server::Server;
pub use usage::Usage;
pub use wall_clock::WallClock;

use crate::good::Report;
use std::fmt::Display;
use std::io::Write;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take that has no reason to take long. Generous: the machine may be busy.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Is this the full length (`FAULTS=full`), and not the short one of each `cargo test`?
pub fn is_full() -> bool {
    std::env::var("FAULTS").is_ok_and(|value| value == "full")
}

/// The short figure or the full one.
pub fn pick<T>(short: T, full: T) -> T {
    if is_full() { full } else { short }
}

/// Prints a line of figures, whether the test passes or not.
pub fn figures(row: &str, parts: &[&dyn Display]) {
    let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    // Not `println`, which a test that passes keeps to itself.
    writeln!(std::io::stderr(), "{row} | {}", parts.join(" | ")).expect("standard error");
}

/// Waits until something is so.
///
/// # Panics
///
/// Where it never comes to be.
pub fn wait_until(what: &str, is_so: impl FnMut() -> bool) {
    assert!(comes_to_be(PATIENCE, is_so), "it never came to be that {what}");
}

/// Looks until something is so, for this long at most.
pub fn comes_to_be(patience: Duration, mut is_so: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + patience;
    while !is_so() {
        if Instant::now() >= deadline {
            return false;
        }
        thread::sleep(Duration::from_millis(5));
    }
    true
}

/// Good clients are unharmed: nothing failed, no wrong byte, and client and handler agree on every request. Latencies
/// count where nothing else has the machine.
///
/// # Panics
///
/// Where they are harmed.
pub fn expect_unharmed(report: &Report, ledger: &Ledger) {
    assert!(!report.answered.is_empty(), "nothing was asked");
    assert_eq!(report.failed(), 0, "{report}");
    assert_eq!(report.answered.len() as u64, report.offered, "{report}");
    expect_agreement(report, ledger);
    if is_full() {
        let latency = report.latency();
        assert!(latency.p99 <= Duration::from_millis(50), "{report}");
        assert!(latency.p999 <= Duration::from_millis(250), "{report}");
    }
}

/// Every answer was right and was made once; a request without an answer was not served twice, and one that was asked
/// again not at all.
///
/// # Panics
///
/// Where the ledgers differ.
pub fn expect_agreement(report: &Report, ledger: &Ledger) {
    assert_eq!(report.wrong, 0, "{report}");
    for id in &report.answered {
        assert_eq!(ledger.seen(*id), 1, "request {id} was answered");
    }
    for id in &report.failed {
        assert!(ledger.seen(*id) <= 1, "request {id} was served more than once");
    }
    for id in &report.retried {
        assert_eq!(ledger.seen(*id), 0, "request {id} was asked again, but had been served");
    }
    let known = report.answered.len() + report.failed.len() + report.retried.len();
    assert!(ledger.total() as usize <= known, "the handler saw {} requests of {known}", ledger.total());
}

/// Another server than ours, for a comparison: the command that starts it.
fn other_server() -> Option<String> {
    std::env::var("FAULTS_SERVER").ok()
}

/// A program of this package, which Cargo builds beside its tests.
fn program(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("this test's program");
    own.parent().and_then(|deps| deps.parent()).expect("the folder of programs").join(name)
}
