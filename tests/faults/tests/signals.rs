//! R25: a storm of signals, which interrupts system calls, and clients that make for short reads and writes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick};
use rustix::process::Signal;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

#[test]
fn signals_and_short_writes_cost_nobody_anything() {
    let server = Server::start(&[]);
    let good = Good::start(server.address());
    let (is_over, sent) = (AtomicBool::new(false), AtomicU64::new(0));
    let (uploads, downloads) = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Acquire) {
                server.signal(Signal::USR1);
                sent.fetch_add(1, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(1));
            }
        });
        let total = format!("total={}", pick(40, 1_000));
        let upload = ["connections=8".into(), total.clone(), "target=/upload".into(), "length=2000000".into()];
        let uploads = server.attack("upload", &[&upload[..], &["lasting_ms=300".into()]].concat());
        let fetch = ["connections=8".into(), total, "target=/big/500000".into(), "length=500000".into()];
        let downloads = server.attack("fetch", &[&fetch[..], &["receive_buffer=8192".into()]].concat());
        let results = (uploads.join(), downloads.join());
        is_over.store(true, Ordering::Release);
        results
    });
    let report = good.stop();
    let after = server.expect_calm();
    figures(
        "R25 signals",
        &[
            &format_args!("{} signals", sent.into_inner()),
            &format_args!("{} uploads, {} downloads right", uploads.get("done"), downloads.get("done")),
            &report,
            &after,
        ],
    );
    assert_eq!(
        (uploads.get("done"), downloads.get("done")),
        (pick(40, 1_000), pick(40, 1_000)),
        "{uploads}; {downloads}"
    );
    expect_unharmed(&report, &server.ledger());
}
