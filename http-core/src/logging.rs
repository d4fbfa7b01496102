//! The `log` crate where the feature `log` is on, nothing where it is off.
//!
//! Decides which levels there are and what each is for, and who is told of errors where nobody has set up a logger.

#[cfg(feature = "log")]
use {
    crate::panics::drop_quietly,
    log::Level,
    std::{
        fmt,
        io::{self, Write},
        panic::{AssertUnwindSafe, catch_unwind},
        sync::atomic::{AtomicU8, Ordering},
    },
};

macro_rules! line {
    ($level:ident, $($part:tt)*) => {{
        #[cfg(feature = "log")]
        $crate::logging::tell(::log::Level::$level, ::core::module_path!(), ::core::format_args!($($part)*));
        #[cfg(not(feature = "log"))]
        let _ = ::core::format_args!($($part)*);
    }};
}

/// What the operator should look at.
macro_rules! error {
    ($($part:tt)*) => { $crate::logging::line!(Error, $($part)*) };
}

/// What works, but not as it should.
macro_rules! warning {
    ($($part:tt)*) => { $crate::logging::line!(Warn, $($part)*) };
}

/// What clients do wrong: of interest only when somebody asks.
macro_rules! debug {
    ($($part:tt)*) => { $crate::logging::line!(Debug, $($part)*) };
}

pub(crate) use {debug, error, line, warning};

/// Who is told of errors while no logger is set up. As in Python, it is not nobody: who has just started a server or written a
/// test would look in vain for the reason of a 500.
#[cfg(feature = "log")]
#[derive(Clone, Copy)]
pub(crate) enum LastResort {
    /// Whoever reads standard error. This process is a server.
    StandardError = 1,
    /// Whoever sees the output of a test, which is shown where the test fails.
    TestOutput = 2,
}

#[cfg(feature = "log")]
static LAST_RESORT: AtomicU8 = AtomicU8::new(0);

#[cfg(feature = "log")]
impl LastResort {
    /// Holds from here on.
    pub(crate) fn choose(self) {
        LAST_RESORT.store(self as u8, Ordering::Relaxed);
    }
}

/// A logger may panic (one that uses `println!` does where its reader has gone), and so may the words of a user's error. No thread of
/// the server ends for that; there is nobody left to be told.
#[cfg(feature = "log")]
#[cold]
pub(crate) fn tell(level: Level, module: &str, text: fmt::Arguments<'_>) {
    let told = catch_unwind(AssertUnwindSafe(|| {
        log::log!(target: module, level, "{text}");
        if level == Level::Error {
            last_resort(text);
        }
    }));
    if let Err(panic) = told {
        drop_quietly(panic);
    }
}

#[cfg(feature = "log")]
fn last_resort(text: fmt::Arguments<'_>) {
    if log::max_level() != log::LevelFilter::Off {
        return;
    }
    match LAST_RESORT.load(Ordering::Relaxed) {
        // In one piece. Where this fails there is nobody left to be told.
        chosen if chosen == LastResort::StandardError as u8 => {
            let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
        }
        chosen if chosen == LastResort::TestOutput as u8 => eprintln!("{text}"),
        _ => {}
    }
}
