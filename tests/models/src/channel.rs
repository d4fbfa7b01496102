//! The way to a client: whatever transport there is.

#[derive(Debug)]
pub(crate) struct Channel<T> {
    pub(crate) transport: T,
}

impl<T> Channel<T> {
    pub(crate) fn new(transport: T) -> Self {
        Self { transport }
    }
}
