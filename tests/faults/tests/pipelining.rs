//! R6: one client that asks without end and without waiting.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick};

#[test]
fn answers_keep_their_order_and_others_get_theirs() {
    let requests = pick(20_000, 2_000_000);
    let server = Server::start(&[]);
    let good = Good::start(server.address());
    let before = server.usage();
    let bad = server.attack("pipeline", &["total=1".into(), format!("requests={requests}")]).join();
    let during = server.usage();
    let report = good.stop();
    let after = server.expect_calm();
    let rate = requests as f64 / (during.at - before.at).as_secs_f64();
    figures("R6 pipelining", &[&format_args!("{requests} requests in one stream, {rate:.0}/s"), &report, &after]);
    assert_eq!((bad.get("answers"), bad.get("done")), (requests, 1), "{bad}");
    expect_unharmed(&report, &server.ledger());
}
