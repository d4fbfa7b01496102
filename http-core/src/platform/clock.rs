//! The time that deadlines are kept by.

use std::time::Instant;

pub(crate) fn now() -> Instant {
    Instant::now()
}
