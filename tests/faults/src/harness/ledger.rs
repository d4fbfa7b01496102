//! The handler's side of the ledger: how often each number was asked for.

/// A count for each number.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Ledger(pub Vec<u8>);

impl Ledger {
    /// How often the handler saw this number.
    pub fn seen(&self, id: u64) -> u8 {
        usize::try_from(id).ok().and_then(|id| self.0.get(id)).copied().unwrap_or(0)
    }

    /// How many requests it saw in all.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|count| u64::from(*count)).sum()
    }

    /// Counts one more.
    pub fn count(&mut self, id: usize) {
        if self.0.len() <= id {
            self.0.resize(id + 1, 0);
        }
        self.0[id] = self.0[id].saturating_add(1);
    }
}
