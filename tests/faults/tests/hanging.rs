//! R10: handlers that hang, all that there may be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::run_for;
use faults::harness::{PATIENCE, Server, expect_unharmed, figures, pick, wait_until};
use std::time::{Duration, Instant};

#[test]
fn while_all_threads_hang_requests_are_told_so_and_then_all_is_well_again() {
    let (threads, hang) = pick((16, 6_000), (512, 10_000));
    let server = Server::start(&["threads_least=4", &format!("threads_most={threads}")]);
    let words = [
        format!("connections={threads}"),
        format!("total={threads}"),
        format!("target=/sleep/{hang}"),
        "content=slept".into(),
    ];
    let flood = server.attack("download", &words);
    let mut waited = Duration::ZERO;
    wait_until("all threads hang", || {
        let asked = Instant::now();
        let answer = server.try_ask("/order/1", PATIENCE);
        waited = asked.elapsed();
        answer.is_some_and(|(status, _)| status == 503)
    });
    let during = run_for(server.address(), Duration::from_millis(500));
    let hanging = flood.join();
    let report = run_for(server.address(), Duration::from_secs(1));
    let after = server.expect_calm();
    figures(
        "R10 hanging handlers",
        &[
            &format_args!("{threads} threads, all hang for {hang} ms, {} answered", hanging.get("done")),
            &format_args!("the first 503 after {waited:.0?}"),
            &format_args!("meanwhile {during}"),
            &format_args!("from then on {report}"),
            &after,
        ],
    );
    assert_eq!(hanging.get("done"), threads, "{hanging}");
    assert!(waited < pick(Duration::from_secs(4), Duration::from_millis(1_500)), "{waited:?}");
    assert_eq!(during.failures.keys().collect::<Vec<_>>(), ["status 503"], "{during}");
    assert_eq!(during.failed(), during.offered, "{during}");
    assert!(server.log().contains("every thread is stuck"), "{}", server.log());
    expect_unharmed(&report, &server.ledger());
}
