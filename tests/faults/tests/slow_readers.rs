//! R3: clients that ask for much and read it slowly, and honest ones that have a slow line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick};
use faults::tally::Tally;

/// Bytes a second: an attack, and a slow line.
const ATTACK: u64 = 100;
const SLOW: u64 = 2_000;

struct Readers {
    bad: Tally,
    honest: Tally,
}

fn read_slowly(server: &Server, target: &str, bad: u64, honest: u64, seconds: u64) -> Readers {
    let words = |connections: u64, rate: u64| {
        [
            format!("connections={connections}"),
            format!("total={connections}"),
            format!("seconds={seconds}"),
            format!("target={target}"),
            format!("bytes_per_second={rate}"),
            "receive_buffer=4096".into(),
        ]
    };
    let attackers = server.attack("read", &words(bad, ATTACK));
    let honest = server.attack("read", &words(honest, SLOW));
    Readers { bad: attackers.join(), honest: honest.join() }
}

#[test]
fn slow_readers_of_a_stream_are_cut_and_honest_ones_never() {
    expect_honest_ones_to_go_on("made as it is sent", "/big/67108864");
}

#[test]
fn slow_readers_of_what_waits_in_memory_are_cut_and_honest_ones_never() {
    expect_honest_ones_to_go_on("ready at once", "/ready/4194304");
}

fn expect_honest_ones_to_go_on(name: &str, target: &str) {
    let (bad, honest, seconds, write_ms) = pick((20, 5, 8, 2_500), (200, 20, 80, 30_000));
    let server = Server::start(&[&format!("write_ms={write_ms}")]);
    let good = Good::start(server.address());
    let readers = read_slowly(&server, target, bad, honest, seconds);
    let report = good.stop();
    let during = server.usage();
    let after = server.expect_calm();
    figures(
        &format!("R3 slow readers, {name}"),
        &[
            &format_args!(
                "{bad} at {ATTACK} B/s: {} reset, the latest after {} ms",
                readers.bad.get("reset"),
                readers.bad.get("cut_latest_ms")
            ),
            &format_args!("{honest} at {SLOW} B/s: {} reset in {seconds} s", readers.honest.get("cut")),
            &report,
            &format_args!("peak {:.1} MiB, after it {after}", during.peak as f64 / 1024.0),
        ],
    );
    assert_eq!(readers.bad.get("reset"), bad, "{}", readers.bad);
    assert_eq!((readers.honest.get("cut"), readers.honest.get("open")), (0, honest), "{}", readers.honest);
    expect_unharmed(&report, &server.ledger());
}
