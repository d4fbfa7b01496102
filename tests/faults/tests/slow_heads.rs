//! R1: half heads, and then a byte now and then (slowloris).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick};

#[test]
fn half_heads_are_cut_in_time_and_nobody_else_notices() {
    let (connections, seconds, head_ms) = pick((1_000, 4, 1_000), (10_000, 60, 10_000));
    let server = Server::start(&[&format!("head_ms={head_ms}"), "connections=15000"]);
    let good = Good::start(server.address());
    let words = [
        format!("connections={connections}"),
        format!("rate={}", pick(2_000, 5_000)),
        format!("seconds={seconds}"),
        format!("interval_ms={}", head_ms / 4),
    ];
    let flood = server.attack("head", &words);
    let bad = flood.join();
    let during = server.usage();
    let cpu = during.cpu_since(&server.usage_at_start());
    let report = good.stop();
    let after = server.expect_calm();
    let memory = during.peak.saturating_sub(server.usage_at_start().memory) / connections;
    figures(
        "R1 slow heads",
        &[
            &format_args!("{connections} at once for {seconds} s, {} in all", bad.get("opened")),
            &format_args!("{} answered 408, the latest after {} ms", bad.get("answered_408"), bad.get("cut_latest_ms")),
            &report,
            &format_args!("{memory} KiB each, CPU {cpu:.0} %, after it {after}"),
        ],
    );
    assert!(bad.get("answered_408") >= connections, "{bad}");
    assert_eq!(bad.get("answered_408"), bad.get("cut"), "{bad}");
    assert!(bad.get("cut_earliest_ms") + 1 >= head_ms, "{bad}");
    // Generous in the short version: the machine may be busy with other things.
    let late = pick(10_000, 1_000);
    assert!(bad.get("cut_latest_ms") <= head_ms + late && bad.get("open_oldest_ms") <= head_ms + late, "{bad}");
    assert!(memory <= 64, "{memory} KiB a connection");
    expect_unharmed(&report, &server.ledger());
}
