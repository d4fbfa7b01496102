//! R4: more silent connections than there may be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, comes_to_be, expect_unharmed, figures, pick};
use std::time::Duration;

#[test]
fn silent_connections_make_room_for_those_that_say_something() {
    let (limit, flood) = pick((500, 750), (10_000, 15_000));
    let server = Server::start(&[&format!("connections={limit}"), "head_ms=60000"]);
    let good = Good::start(server.address());
    let seconds = pick(4, 60);
    let words = [
        format!("connections={flood}"),
        format!("total={flood}"),
        format!("rate={}", pick(500, 2_000)),
        format!("seconds={seconds}"),
    ];
    let attack = server.attack("idle", &words);
    let mut most = 0;
    comes_to_be(Duration::from_secs(seconds - 1), || {
        most = most.max(server.usage().descriptors);
        false
    });
    let bad = attack.join();
    let report = good.stop();
    let after = server.expect_calm();
    figures(
        "R4 idle flood",
        &[
            &format_args!("{flood} connections against a limit of {limit}, {} closed to make room", bad.get("cut")),
            &format_args!("at most {most} fds"),
            &report,
            &after,
        ],
    );
    assert!(bad.get("cut") >= flood - limit, "{bad}");
    // One or two may be on their way out.
    assert!(most <= limit as usize + server.usage_at_start().descriptors + 2, "{most} descriptors");
    expect_unharmed(&report, &server.ledger());
}
