//! R26: large uploads, many at once and a very large one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::harness::{Server, figures, pick};
use std::time::Instant;

#[test]
fn many_uploads_at_once_are_all_right() {
    // As many may wait for their clients as three quarters of the threads.
    let (uploads, length): (u64, u64) = pick((32, 4 << 20), (1_000, 10 << 20));
    let server = Server::start(&["threads_least=4", "threads_most=1400"]);
    let words = [
        format!("connections={uploads}"),
        format!("total={uploads}"),
        "target=/upload".into(),
        format!("length={length}"),
    ];
    let start = Instant::now();
    let tally = server.attack("upload", &words).join();
    let rate = (uploads * length) as f64 / start.elapsed().as_secs_f64() / f64::from(1 << 20);
    let during = server.usage();
    let after = server.expect_calm();
    figures(
        "R26 uploads",
        &[
            &format_args!("{} of {uploads} x {} MiB right, {rate:.0} MiB/s", tally.get("done"), length >> 20),
            &format_args!("peak {:.0} MiB", during.peak as f64 / 1024.0),
            &after,
        ],
    );
    assert_eq!(tally.get("done"), uploads, "{tally}");
    assert!(during.peak <= 512 * 1024, "{during}");
}

#[test]
fn a_very_large_upload_needs_no_memory() {
    let length: u64 = pick(256 << 20, 10 << 30);
    let server = Server::start(&[]);
    let before = server.usage();
    let words = ["total=1".into(), "target=/upload".into(), format!("length={length}")];
    let tally = server.attack("upload", &words).join();
    let during = server.usage();
    let growth = during.peak.saturating_sub(before.memory) / 1024;
    figures(
        "R26 one large upload",
        &[&format_args!("{} MiB, {growth} MiB more memory", length >> 20), &server.expect_calm()],
    );
    assert_eq!(tally.get("done"), 1, "{tally}");
    assert!(growth <= 32, "{growth} MiB");
}
