//! R24: clocks that jump. Timeouts go by the clock that nobody can set, dates by the one that people see.
//!
//! The wall clock of a machine that tests run on can't be set. So a server gets one of its own, and beside that it is shown that
//! the engine never looks at one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, WallClock, expect_unharmed, figures, pick, wait_until};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Nothing that decides how long anything takes may know the wall clock.
#[test]
fn only_what_shows_dates_reads_the_wall_clock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../http-core/src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 50, "the sources are at {}", root.display());
    let reads = |path: &&PathBuf| fs::read_to_string(path).unwrap().contains("SystemTime::now");
    let mut names: Vec<_> = files.iter().filter(reads).map(|path| path.strip_prefix(&root).unwrap()).collect();
    names.sort();
    // The testing client's cookies have dates at which they expire.
    assert_eq!(names, ["access_log.rs", "date.rs", "testing/cookies.rs"].map(Path::new));
}

#[test]
fn the_date_of_answers_keeps_up_with_the_wall_clock() {
    let server = Server::start(&[]);
    let mut most = 0;
    for _ in 0..pick(4, 60) {
        let before = SystemTime::now();
        let date = date(&server);
        let after = SystemTime::now();
        // Whole seconds, formatted once a second.
        let earliest = before - Duration::from_millis(2_000);
        let in_words = |time| http_core::http_date(time);
        let mut moment = earliest;
        let mut steps = 0;
        while in_words(moment) != date {
            moment += Duration::from_millis(100);
            steps += 1;
            assert!(moment <= after + Duration::from_secs(1), "{date} is not between {before:?} and {after:?}");
        }
        most = most.max(20_u32.saturating_sub(steps));
        thread::sleep(Duration::from_millis(370));
    }
    figures("R24 clocks", &[&format_args!("the date of an answer is at most {} ms old", most * 100)]);
}

const DAY: i64 = 24 * 60 * 60;
/// Beyond 2038 and 2100, where narrower clocks and calendars end.
const FAR: i64 = 75 * 365 * DAY;

#[test]
fn a_wall_clock_that_jumps_ends_no_wait_early_or_late_and_dates_follow_it() {
    let (connections, seconds, head_ms) = pick((200, 3, 500), (2_000, 30, 5_000));
    let clock = WallClock::of_a_server();
    let head = format!("head_ms={head_ms}");
    let server = Server::start_with(&[&head, "access_log=true"], |command| clock.give_to(command));
    let good = Good::start(server.address());
    let words = [
        format!("connections={connections}"),
        format!("seconds={seconds}"),
        "rate=2000".into(),
        format!("interval_ms={}", head_ms / 4),
    ];
    let slow = server.attack("head", &words);
    let jumps = [DAY, -DAY, 13 * 365 * DAY, 0, 3_600, -3_600, 0, FAR];
    let latest = jumps.map(|ahead| follows(&server, &clock, ahead)).into_iter().max().unwrap();
    let year = format!("/{} ", &http_core::http_date(WallClock::shown(FAR))[12..16]);
    wait_until("the log has the year of its clock", || server.log().contains(&year));
    let slow = slow.join();
    let report = good.stop();
    let after = server.expect_calm();
    let (earliest, cut_latest) = (slow.get("cut_earliest_ms"), slow.get("cut_latest_ms"));
    let cuts = format!("{} half heads cut after {earliest} to {cut_latest} ms of {head_ms}", slow.get("cut"));
    figures(
        "R24 a wall clock that jumps",
        &[&format_args!("dates follow within {} ms", latest.as_millis()), &cuts, &report, &after],
    );
    assert!(slow.get("answered_408") >= connections, "{slow}");
    assert!(earliest + 1 >= head_ms, "{slow}");
    // Generous in the short version: the machine may be busy with other things.
    assert!(cut_latest <= head_ms + pick(10_000, 1_000), "{slow}");
    expect_unharmed(&report, &server.ledger());
}

/// How long it takes until answers have the date that the clock shows.
fn follows(server: &Server, clock: &WallClock, ahead: i64) -> Duration {
    let jump = Instant::now();
    clock.set(ahead);
    wait_until("dates follow the clock", || {
        let date = http_core::parse_http_date(&date(server)).unwrap();
        let shown = WallClock::shown(ahead);
        let distance = date.duration_since(shown).unwrap_or_else(|error| error.duration());
        distance < Duration::from_secs(3)
    });
    jump.elapsed()
}

fn date(server: &Server) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(b"GET /order/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let line = answer.lines().find(|line| line.to_ascii_lowercase().starts_with("date: ")).unwrap();
    line[6..].to_owned()
}
