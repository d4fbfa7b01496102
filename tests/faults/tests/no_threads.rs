//! R21: threads can't be created, at the start and under load.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::run_for;
use faults::harness::{Server, expect_unharmed, figures, pick};
use rustix::process::{Resource, Rlimit, prlimit};
use std::fs;
use std::process::Command;
use std::time::Duration;

/// So much address space is left: enough for buffers, not enough for the stack of a thread.
const SPARE: u64 = 1 << 20;

fn limit_memory(server: &Server, most: Option<u64>) {
    prlimit(Some(server.process()), Resource::As, Rlimit { current: most, maximum: None }).expect("a limit");
}

fn address_space(server: &Server) -> u64 {
    let process = server.process().as_raw_nonzero();
    let pages = fs::read_to_string(format!("/proc/{process}/statm")).unwrap();
    pages.split(' ').next().unwrap().parse::<u64>().unwrap() * rustix::param::page_size() as u64
}

#[test]
fn a_server_that_gets_no_further_threads_goes_on_with_those_it_has() {
    let server = Server::start(&["threads_least=4", "threads_most=512"]);
    limit_memory(&server, Some(address_space(&server) + SPARE));
    let total = pick(100, 5_000);
    let words = ["connections=32".into(), format!("total={total}"), "target=/sleep/20".into(), "requests=1".into()];
    let load = server.attack("ask", &words).join();
    let during = server.usage();
    limit_memory(&server, None);
    let report = run_for(server.address(), Duration::from_secs(1));
    let after = server.expect_calm();
    figures(
        "R21 no further threads",
        &[
            &format_args!("{} of {total} slow requests answered by {} threads", load.get("status_200"), during.threads),
            &format_args!("from then on {report}"),
            &after,
        ],
    );
    assert_eq!(load.get("status_200"), total, "{load}");
    assert!(server.log().contains("no further thread"), "{}", server.log());
    expect_unharmed(&report, &server.ledger());
}

/// It is a stack that finds no room here: with no memory left at all, the standard library aborts, be it in a thread that begins.
#[test]
fn a_server_that_can_not_start_says_why() {
    let program = Server::program();
    let words = ["threads_least=512", "threads_most=512", "address_space=200000000"];
    let large_stacks = [("RUST_MIN_STACK", (64 << 20).to_string()), ("MALLOC_ARENA_MAX", "1".to_owned())];
    let output = Command::new(program).args(words).envs(large_stacks).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    figures("R21 no threads at the start", &[&text.trim()]);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("can't start thread") && text.contains("of 512"), "{text}");
}
