//! Errors of a machine that has run out of something.
//!
//! Decides which they are; what is done about them is decided where connections are accepted.

use rustix::io::Errno;
use std::io;

/// Out of descriptors or memory: it may be better in a moment.
pub(crate) fn is_exhausted(error: &io::Error) -> bool {
    let exhausted = [Errno::MFILE, Errno::NFILE, Errno::NOBUFS, Errno::NOMEM];
    error.raw_os_error().is_some_and(|code| exhausted.iter().any(|errno| errno.raw_os_error() == code))
}
