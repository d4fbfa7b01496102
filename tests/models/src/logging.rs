//! Nobody reads it.

macro_rules! unread {
    ($($part:tt)*) => {
        let _ = ::core::format_args!($($part)*);
    };
}

pub(crate) use {unread as debug, unread as warning};
