//! The descriptors of this process: how many connections they are enough for.
//!
//! Decides what is left for others, and when the kernel's table of them grows: before there are threads.

use rustix::io::fcntl_dupfd_cloexec;
use rustix::process::{Resource, getrlimit};
use std::io;
use std::os::unix::net::UnixStream;

/// Descriptors that are left for files, databases and the like.
const FOR_OTHERS: u64 = 64;

/// Some systems permit a thousand times as many descriptors, for whose connections there would be no memory.
const MOST: usize = 1 << 20;

/// How many connections the process can have: nine tenths of its descriptors, once those for others are taken off.
pub(crate) fn affordable_connections() -> usize {
    let limit = getrlimit(Resource::Nofile).current;
    let affordable = limit.map_or(u64::MAX, |limit| limit.saturating_sub(FOR_OTHERS) / 10 * 9);
    usize::try_from(affordable).unwrap_or(MOST).clamp(1, MOST)
}

/// Makes the kernel's table of descriptors large enough while there is one thread, by opening and closing the last of them.
/// In a process of several threads each doubling of the table holds up all who open something for some ten milliseconds,
/// until no thread can still be looking at the old one.
pub(crate) fn make_room_for(connections: usize) -> io::Result<()> {
    let (any, _) = UnixStream::pair()?;
    let last = i32::try_from((connections as u64).saturating_add(FOR_OTHERS)).unwrap_or(i32::MAX);
    fcntl_dupfd_cloexec(&any, last)?;
    Ok(())
}
