//! Sockets that a service manager has opened (systemd's `sd_listen_fds`).
//!
//! Decides which descriptor is meant. Taking one by its number is the operating system's to do: it duplicates the
//! descriptor, so that no code here has to vouch for who owns it.

use rustix::process::{Pid, getpid};
use std::env;
use std::io;
use std::os::fd::OwnedFd;

/// The first descriptor that is passed; those below are standard input and output.
#[cfg(target_os = "linux")]
const FIRST: i32 = 3;

pub(crate) fn first_socket() -> io::Result<OwnedFd> {
    let Ok(pid) = env::var("LISTEN_PID") else {
        return Err(not_passed("LISTEN_PID is not set; a socket unit of systemd or `systemd-socket-activate` does it"));
    };
    if pid.parse() != Ok(getpid().as_raw_nonzero().get()) {
        return Err(not_passed("LISTEN_PID names another process"));
    }
    let count = env::var("LISTEN_FDS").ok().and_then(|count| count.parse::<u32>().ok());
    if count.unwrap_or(0) == 0 {
        return Err(not_passed("LISTEN_FDS names no socket"));
    }
    duplicate(getpid())
}

#[cfg(target_os = "linux")]
fn duplicate(own: Pid) -> io::Result<OwnedFd> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, pidfd_getfd, pidfd_open};
    let socket = pidfd_open(own, PidfdFlags::empty())
        .and_then(|process| pidfd_getfd(process, FIRST, PidfdGetfdFlags::empty()))
        .map_err(io::Error::from);
    socket.map_err(|error| {
        let needs = "this needs Linux 5.6 and, in a container, the right to call pidfd_getfd";
        io::Error::new(error.kind(), format!("can't take the socket that was passed: {error}; {needs}"))
    })
}

#[cfg(not(target_os = "linux"))]
fn duplicate(_: Pid) -> io::Result<OwnedFd> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "sockets can be taken from a service manager on Linux only"))
}

fn not_passed(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("no socket was passed to this process: {reason}"))
}
