//! R2: content that comes a byte at a time (R-U-Dead-Yet).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick};

/// More connections than there may be threads, and content too large to be received before the handler is called.
#[test]
fn slow_contents_are_cut_in_time_and_leave_threads_to_others() {
    let (connections, seconds, body_ms) = pick((200, 5, 1_500), (2_000, 60, 20_000));
    let most = pick("threads_most=64", "threads_most=512");
    let server = Server::start(&[&format!("body_ms={body_ms}"), "threads_least=4", most]);
    let good = Good::start(server.address());
    let words = [
        format!("connections={connections}"),
        "interval_ms=100".into(),
        "rate=2000".into(),
        format!("seconds={seconds}"),
    ];
    let bad = server.attack("body", &words).join();
    let during = server.usage();
    let report = good.stop();
    let after = server.expect_calm();
    figures(
        "R2 slow contents",
        &[
            &format_args!("{connections} at once for {seconds} s, {} in all", bad.get("opened")),
            &format_args!("{} answered 408, {} 503", bad.get("answered_408"), bad.get("answered_503")),
            &format_args!("the latest cut after {} ms", bad.get("cut_latest_ms")),
            &report,
            &format_args!("{} threads, after it {after}", during.threads),
        ],
    );
    assert!(bad.get("answered_408") > 0, "{bad}");
    assert_eq!(bad.get("answered_408") + bad.get("answered_503"), bad.get("cut"), "{bad}");
    let late = pick(10_000, 5_000);
    assert!(bad.get("cut_latest_ms").max(bad.get("open_oldest_ms")) <= body_ms + late, "{bad}");
    expect_unharmed(&report, &server.ledger());
}

/// Content that is small enough is received without a thread.
#[test]
fn small_slow_contents_hold_no_thread() {
    let connections = pick(300, 5_000);
    let server = Server::start(&["body_ms=3000", "threads_least=4", "threads_most=16"]);
    let good = Good::start(server.address());
    let words = [
        format!("connections={connections}"),
        "interval_ms=100".into(),
        "rate=2000".into(),
        format!("seconds={}", pick(5, 30)),
        "length=10000".into(),
    ];
    let bad = server.attack("body", &words).join();
    let report = good.stop();
    let after = server.expect_calm();
    figures(
        "R2 slow contents, small ones",
        &[&format_args!("{connections} at once, {} answered 408", bad.get("answered_408")), &report, &after],
    );
    assert!(bad.get("answered_408") >= connections, "{bad}");
    assert_eq!(bad.get("answered_408"), bad.get("cut"), "{bad}");
    expect_unharmed(&report, &server.ledger());
}
