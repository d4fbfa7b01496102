//! Memory that bytes are received into.
//!
//! Decides that memory need not be written twice: what is free in a vector is not zeroed first, because that would also make
//! the system provide all of its pages in each new thread.

/// Where received bytes go.
#[derive(Debug)]
pub(crate) enum Room<'a> {
    /// Over what is there.
    Over(&'a mut [u8]),
    /// Behind what is there, as far as there is capacity: the vector grows longer, and asks for no memory.
    Behind(&'a mut Vec<u8>),
}

impl Room<'_> {
    /// How many bytes there is room for.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Over(bytes) => bytes.len(),
            Self::Behind(bytes) => bytes.capacity() - bytes.len(),
        }
    }

    /// Takes as much of `received` as there is room for; how much that was.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn put(&mut self, received: &[u8]) -> usize {
        let length = self.len().min(received.len());
        match self {
            Self::Over(bytes) => bytes[..length].copy_from_slice(&received[..length]),
            Self::Behind(bytes) => bytes.extend_from_slice(&received[..length]),
        }
        length
    }
}
