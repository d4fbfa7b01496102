//! Nobody is waited for.

#[derive(Debug)]
pub(super) struct Patience;
