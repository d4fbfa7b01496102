//! R5: connections that are reset or closed at once, in a head, in a content, in a response.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick};

#[test]
fn resets_leave_nothing_behind() {
    let total = pick(10_000, 300_000);
    let server = Server::start(&[]);
    let good = Good::start(server.address());
    let before = server.usage();
    let bad = server.attack("reset", &["connections=64".into(), format!("total={total}")]).join();
    let during = server.usage();
    let report = good.stop();
    let after = server.expect_calm();
    figures(
        "R5 resets",
        &[
            &format_args!("{total}, {:.0}/s", total as f64 / (during.at - before.at).as_secs_f64()),
            &report,
            &format_args!("after it {after}"),
        ],
    );
    assert_eq!(bad.get("opened"), total, "{bad}");
    assert!(!server.log().contains("panicked"), "{}", server.log());
    expect_unharmed(&report, &server.ledger());
}
