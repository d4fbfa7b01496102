//! R24: clocks that jump. Timeouts go by the clock that nobody can set, dates by the one that people see.
//!
//! The wall clock of a machine that tests run on can't be set, so it is shown that the engine never looks at it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::harness::{Server, figures, pick};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

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

fn date(server: &Server) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(b"GET /order/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let line = answer.lines().find(|line| line.to_ascii_lowercase().starts_with("date: ")).unwrap();
    line[6..].to_owned()
}
