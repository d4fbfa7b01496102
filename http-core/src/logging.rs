//! The `log` crate where the feature `log` is on, nothing where it is off.
//!
//! Decides which levels there are and what each is for, and who is told of errors where nobody has set up a logger.

#[cfg(feature = "log")]
use std::{
    fmt,
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
};

/// What the operator should look at.
macro_rules! error {
    ($($part:tt)*) => {{
        #[cfg(feature = "log")]
        {
            ::log::error!($($part)*);
            $crate::logging::last_resort(::core::format_args!($($part)*));
        }
        #[cfg(not(feature = "log"))]
        let _ = ::core::format_args!($($part)*);
    }};
}

/// What works, but not as it should.
macro_rules! warning {
    ($($part:tt)*) => {{
        #[cfg(feature = "log")]
        ::log::warn!($($part)*);
        #[cfg(not(feature = "log"))]
        let _ = ::core::format_args!($($part)*);
    }};
}

/// What clients do wrong: of interest only when somebody asks.
macro_rules! debug {
    ($($part:tt)*) => {{
        #[cfg(feature = "log")]
        ::log::debug!($($part)*);
        #[cfg(not(feature = "log"))]
        let _ = ::core::format_args!($($part)*);
    }};
}

pub(crate) use {debug, error, warning};

/// Is standard error told what no logger takes?
#[cfg(feature = "log")]
static HAS_LAST_RESORT: AtomicBool = AtomicBool::new(false);

/// From here on errors go to standard error while no logger is set up, as in Python: this process is a server, and who has
/// just started it would look in vain for the reason of a 500.
#[cfg(feature = "log")]
pub(crate) fn resort_to_stderr() {
    HAS_LAST_RESORT.store(true, Ordering::Relaxed);
}

#[cfg(feature = "log")]
#[cold]
pub(crate) fn last_resort(text: fmt::Arguments<'_>) {
    if HAS_LAST_RESORT.load(Ordering::Relaxed) && log::max_level() == log::LevelFilter::Off {
        // In one piece. Where this fails there is nobody left to be told.
        let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
    }
}
