//! Errors of accepting a connection: what they are about.
//!
//! Decides which they are; what is done about them is decided where connections are accepted.

use rustix::io::Errno;
use std::io;

/// The one connection is gone, or was never whole. Linux tells of what has befallen it on the network as well, as the error of
/// accepting it (accept(2), "Error handling").
const OF_ONE_CONNECTION: [Errno; 10] = [
    Errno::CONNABORTED,
    Errno::CONNRESET,
    Errno::INTR,
    Errno::NETDOWN,
    Errno::NETUNREACH,
    Errno::HOSTDOWN,
    Errno::HOSTUNREACH,
    Errno::PROTO,
    Errno::NOPROTOOPT,
    Errno::OPNOTSUPP,
];

/// Is it of one connection, so that the next one may be fine? Any other error may come again at once, and for ever.
pub(crate) fn is_of_one_connection(error: &io::Error) -> bool {
    is_one_of(error, &OF_ONE_CONNECTION)
}

/// Out of descriptors or memory: it may be better in a moment.
pub(crate) fn is_exhausted(error: &io::Error) -> bool {
    is_one_of(error, &[Errno::MFILE, Errno::NFILE, Errno::NOBUFS, Errno::NOMEM])
}

fn is_one_of(error: &io::Error, errors: &[Errno]) -> bool {
    error.raw_os_error().is_some_and(|code| errors.iter().any(|errno| errno.raw_os_error() == code))
}
