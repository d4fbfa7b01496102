//! The `log` crate where the feature `log` is on, nothing where it is off.
//!
//! Decides which levels there are and what each is for.

/// What the operator should look at.
macro_rules! error {
    ($($part:tt)*) => {{
        #[cfg(feature = "log")]
        ::log::error!($($part)*);
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
