//! R29: what an ordinary user may not bind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::{Body, HttpServer, Request, handler_fn};
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Anybody but root.
const NOBODY: u32 = 65_534;

/// Nothing is refused to root, so this process runs itself once more as somebody else.
#[test]
fn what_needs_a_permission_is_refused_to_others() {
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        return refuse_without_permission();
    }
    let mut again = Command::new("/proc/self/exe");
    again.args(["--exact", "what_needs_a_permission_is_refused_to_others"]).uid(NOBODY).gid(NOBODY).current_dir("/");
    let output = again.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

fn refuse_without_permission() {
    let handler = || handler_fn(|_: &Request, _: &mut Body| "hello\n");
    expect_refusal(HttpServer::bind_unix("/refused.sock", handler()));
    // Containers may have it at 0.
    let first_free = std::fs::read_to_string("/proc/sys/net/ipv4/ip_unprivileged_port_start").unwrap();
    if first_free.trim().parse::<u16>().unwrap() > 80 {
        expect_refusal(HttpServer::bind("127.0.0.1:80", handler()));
    }
}

fn expect_refusal(bound: io::Result<HttpServer>) {
    let error = bound.map(drop).expect_err("a permission is missing");
    assert_eq!(error.kind(), ErrorKind::PermissionDenied, "{error}");
}
