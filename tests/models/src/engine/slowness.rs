//! Nothing is slow.

#[derive(Debug)]
pub(super) struct Slowness;
