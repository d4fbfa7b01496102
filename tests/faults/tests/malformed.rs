//! R18: malformed requests, one after the other, beside good ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick};

#[test]
fn malformed_requests_are_refused_or_cut_and_never_hang() {
    let total = pick(10_000, 200_000);
    let server = Server::start(&["head_ms=1000", "body_ms=1000", "keep_alive_ms=1000"]);
    let good = Good::start(server.address());
    let seed = pick(1, 20_261_122);
    // One in so many leaves it to the server to notice that nothing more comes.
    let silent = format!("silent={}", pick(50, 1_000));
    let seed = format!("seed={seed}");
    let words = ["connections=256".into(), format!("total={total}"), seed.clone(), silent, "patience_ms=20000".into()];
    let before = server.usage();
    let bad = server.attack("mutate", &words).join();
    let during = server.usage();
    let report = good.stop();
    let after = server.expect_calm();
    figures(
        "R18 malformed requests",
        &[
            &format_args!("{total} with {seed}, {:.0}/s", total as f64 / (during.at - before.at).as_secs_f64()),
            &format_args!("{} answered 4xx, {} 5xx", bad.sum("answered_4"), bad.sum("answered_5")),
            &format_args!("{} closed, {} reset, {} hung", bad.get("closed"), bad.get("reset"), bad.get("hung")),
            &report,
            &after,
        ],
    );
    assert_eq!(bad.get("opened"), total, "{bad}");
    assert_eq!((bad.get("hung"), bad.get("answered_500")), (0, 0), "{bad}");
    assert!(bad.sum("answered_4") > total / 2, "{bad}");
    assert!(!server.log().contains("panicked"), "{}", server.log());
    expect_unharmed(&report, &server.ledger());
}
