//! Which sockets have something to read.
//!
//! Decides which way it is done; each has a file. Knows tokens, no connections.

#[cfg(all(target_os = "linux", not(http_core_portable)))]
mod epoll;
#[cfg(any(not(target_os = "linux"), http_core_portable))]
mod portable;

#[cfg(all(target_os = "linux", not(http_core_portable)))]
pub(crate) use epoll::Readiness;
#[cfg(any(not(target_os = "linux"), http_core_portable))]
pub(crate) use portable::Readiness;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use std::io;
use std::os::fd::BorrowedFd;
use std::time::Duration;

/// In seconds.
const DAY: i64 = 24 * 60 * 60;

/// Waits until `first` or `second` can be read, or the time is over. Is it `first`?
pub(super) fn wait_readable(
    first: BorrowedFd<'_>,
    second: Option<BorrowedFd<'_>>,
    timeout: Option<Duration>,
) -> io::Result<bool> {
    // Without a second one the first is watched twice, which does no harm.
    let mut fds = [first, second.unwrap_or(first)].map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN));
    match poll(&mut fds, timeout.map(timespec).as_ref()) {
        Ok(_) | Err(Errno::INTR) => Ok(!fds[0].revents().is_empty()),
        Err(error) => Err(error.into()),
    }
}

/// No longer than a day: some systems refuse more than 24 days, and all who wait look at the clock again.
pub(super) fn timespec(duration: Duration) -> Timespec {
    match i64::try_from(duration.as_secs()) {
        Ok(tv_sec @ ..DAY) => Timespec { tv_sec, tv_nsec: i64::from(duration.subsec_nanos()) },
        _ => Timespec { tv_sec: DAY, tv_nsec: 0 },
    }
}
