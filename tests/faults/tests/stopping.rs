//! R11: SIGTERM in the middle of uploads and downloads.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{PATIENCE, Server, expect_agreement, figures, pick, wait_until};
use rustix::process::Signal;
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Uploads, and as many downloads.
const TRANSFERS: u64 = 100;

#[test]
fn what_has_begun_is_finished() {
    for round in 1..=pick(1, 10) {
        stop_in_the_middle(round);
    }
}

fn stop_in_the_middle(round: u32) {
    let lasting = 5_000;
    let mut server = Server::start(&["drain_ms=30000"]);
    let good = Good::start(server.address());
    let connections = format!("connections={TRANSFERS}");
    let total = format!("total={TRANSFERS}");
    let uploads = [connections.clone(), total.clone(), "target=/upload".into(), "length=1000000".into()];
    let uploads = server.attack("upload", &[&uploads[..], &[format!("lasting_ms={lasting}")]].concat());
    let content = format!("content={}done", ".".repeat(lasting / 20));
    let downloads = server.attack("download", &[connections, total, format!("target=/trickle/{lasting}"), content]);
    wait_until("all transfers are running", || server.running() == 2 * TRANSFERS);
    server.signal(Signal::TERM);
    let stopped = Instant::now();
    wait_until("nobody can connect any more", || TcpStream::connect(server.address()).is_err());
    let refused = stopped.elapsed();
    let status = server.wait(PATIENCE);
    let ended = stopped.elapsed();
    let (uploads, downloads, report) = (uploads.join(), downloads.join(), good.stop());
    figures(
        "R11 stopping in the middle",
        &[
            &format_args!(
                "round {round}: {} uploads and {} downloads right",
                uploads.get("done"),
                downloads.get("done")
            ),
            &format_args!("nobody accepted after {refused:.0?}, ended after {ended:.1?} with {status}"),
            &format_args!("{} good answered until then, {} wrong", report.answered.len(), report.wrong),
        ],
    );
    assert_eq!(status.code(), Some(0), "{}", server.log());
    assert_eq!((uploads.get("done"), downloads.get("done")), (TRANSFERS, TRANSFERS), "{uploads}; {downloads}");
    // Whatever the handler saw has been answered: what failed was never seen.
    let ledger = server.last_ledger();
    expect_agreement(&report, &ledger);
    assert_eq!(ledger.total(), report.answered.len() as u64, "a request was served and its answer lost");
}

#[test]
fn what_never_ends_is_cut_at_the_deadline_and_told_of() {
    let drain = Duration::from_millis(pick(1_000, 10_000));
    let mut server = Server::start(&[&format!("drain_ms={}", drain.as_millis())]);
    let words = ["connections=50".into(), "total=50".into(), "target=/trickle/600000".into()];
    let downloads = server.attack("download", &words);
    wait_until("all downloads are running", || server.running() == 50);
    server.signal(Signal::TERM);
    let stopped = Instant::now();
    let status = server.wait(PATIENCE);
    let ended = stopped.elapsed();
    let downloads = downloads.join();
    figures(
        "R11 stopping what never ends",
        &[&format_args!(
            "{} cut, ended {:.1?} after the deadline with {status}",
            downloads.get("closed"),
            ended - drain
        )],
    );
    assert_eq!(status.code(), Some(0), "{}", server.log());
    assert!(ended >= drain, "{ended:?}");
    assert_eq!(downloads.get("closed"), 50, "{downloads}");
    assert!(server.log().contains("50 connections were cut"), "{}", server.log());
}

#[test]
fn idle_connections_are_closed_at_once() {
    let mut server = Server::start(&["drain_ms=60000"]);
    let flood = server.attack("idle", &["connections=200".into(), "total=200".into()]);
    let open = server.usage_at_start().descriptors + 200;
    wait_until("all are connected", || server.usage().descriptors >= open);
    server.signal(Signal::TERM);
    let stopped = Instant::now();
    let status = server.wait(PATIENCE);
    let idle = flood.join();
    figures(
        "R11 stopping when idle",
        &[&format_args!("{} closed, ended after {:.0?}", idle.get("closed"), stopped.elapsed())],
    );
    assert_eq!((idle.get("closed"), status.code()), (200, Some(0)), "{idle}");
}
