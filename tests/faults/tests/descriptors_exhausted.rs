//! R8: the process may open no further descriptor, and clients keep coming.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::{Good, run_for};
use faults::harness::{Server, Usage, expect_agreement, expect_unharmed, figures, pick};
use rustix::process::{Resource, Rlimit, prlimit};
use std::thread;
use std::time::Duration;

const CLIENTS: u64 = 2_000;
const FEW: u64 = 256;

/// Lowered under a running server, which could not have reckoned with it.
fn limit_descriptors(server: &Server, most: u64) {
    let maximum = rustix::process::getrlimit(Resource::Nofile).maximum;
    let limit = Rlimit { current: Some(most), maximum };
    prlimit(Some(server.process()), Resource::Nofile, limit).expect("a limit that may be lowered and raised");
}

struct Exhausted {
    at_start: Usage,
    at_end: Usage,
    cpu: f64,
}

/// An attack under which there are no descriptors left; then it ends and the limit is lifted.
fn exhaust(server: &Server, attack: &str, seconds: u64) -> Exhausted {
    limit_descriptors(server, FEW);
    let words = [format!("connections={CLIENTS}"), "interval_ms=1000".into(), format!("seconds={seconds}")];
    let flood = server.attack(attack, &words);
    thread::sleep(Duration::from_millis(1_000));
    let at_start = server.usage();
    thread::sleep(Duration::from_secs(seconds.saturating_sub(2)));
    let at_end = server.usage();
    flood.join();
    limit_descriptors(server, 4_000);
    Exhausted { at_start, at_end, cpu: at_end.cpu_since(&at_start) }
}

fn expect_patience(server: &Server, exhausted: &Exhausted, seconds: u64) {
    let Exhausted { at_start, at_end, cpu } = exhausted;
    assert!(at_start.descriptors as u64 >= FEW - 8 || at_end.descriptors as u64 >= FEW - 8, "{at_start}, {at_end}");
    assert!(*cpu < pick(60.0, 20.0), "{cpu} % of a core");
    let lines = server.log().lines().filter(|line| line.contains("accepting pauses")).count() as u64;
    assert!((1..=seconds + 2).contains(&lines), "{lines} lines in {seconds} s:\n{}", server.log());
}

#[test]
fn clients_that_say_nothing_make_room_for_those_that_do() {
    let seconds = pick(4, 30);
    let server = Server::start(&[]);
    let good = Good::start(server.address());
    let exhausted = exhaust(&server, "idle", seconds);
    let during = good.stop();
    let report = run_for(server.address(), Duration::from_secs(1));
    let after = server.expect_calm();
    figures(
        "R8 descriptors exhausted, by silence",
        &[
            &format_args!("{FEW} descriptors, {CLIENTS} clients, {seconds} s"),
            &format_args!("CPU {:.0} %", exhausted.cpu),
            &format_args!("meanwhile {during}"),
            &format_args!("from then on {report}"),
            &after,
        ],
    );
    expect_patience(&server, &exhausted, seconds);
    let ledger = server.ledger();
    assert_eq!(during.wrong, 0, "{during}");
    expect_unharmed_after(&report, &during, &ledger);
}

#[test]
fn a_server_that_can_accept_nobody_waits_calmly_and_then_goes_on() {
    let seconds = pick(4, 30);
    let server = Server::start(&["head_ms=60000"]);
    let exhausted = exhaust(&server, "head", seconds);
    let report = run_for(server.address(), Duration::from_secs(1));
    let after = server.expect_calm();
    figures(
        "R8 descriptors exhausted, by half heads",
        &[
            &format_args!("{FEW} descriptors, {CLIENTS} clients, {seconds} s"),
            &format_args!("CPU {:.0} %", exhausted.cpu),
            &format_args!("from then on {report}"),
            &after,
        ],
    );
    expect_patience(&server, &exhausted, seconds);
    expect_unharmed(&report, &server.ledger());
}

/// Two reports, one ledger.
fn expect_unharmed_after(
    report: &faults::good::Report,
    earlier: &faults::good::Report,
    ledger: &faults::harness::Ledger,
) {
    assert_eq!(report.failed(), 0, "{report}");
    let mut all = faults::good::Report::default();
    for part in [report, earlier] {
        all.answered.extend(&part.answered);
        all.failed.extend(&part.failed);
        all.retried.extend(&part.retried);
    }
    expect_agreement(&all, ledger);
}
