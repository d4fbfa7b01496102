//! What a panic of the user's code leaves behind.
//!
//! Decides how its words are found and how it is dropped; what is answered is decided by whoever caught it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a panic said, for the log.
#[cold]
pub(crate) fn into_text(panic: Box<dyn Any + Send>) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no text").to_owned();
    drop_quietly(panic);
    text
}

/// What is the user's may panic when it is dropped: an error, a closure, the payload of a panic.
pub(crate) fn drop_quietly<T>(value: T) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| drop(value))) {
        std::mem::forget(panic);
    }
}
