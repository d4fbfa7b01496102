//! Counts with names, as one program tells them to another: `name=count` in one line.

use std::collections::BTreeMap;
use std::fmt;

/// Counts and extremes.
#[derive(Debug, Default, Clone)]
pub struct Tally(BTreeMap<String, u64>);

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, name: &str) {
        self.add(name, 1);
    }

    /// Counts this many more.
    pub fn add(&mut self, name: &str, number: u64) {
        *self.entry(name, 0) += number;
    }

    /// Keeps the larger one.
    pub fn most(&mut self, name: &str, value: u64) {
        let entry = self.entry(name, value);
        *entry = value.max(*entry);
    }

    /// Keeps the smaller one.
    pub fn least(&mut self, name: &str, value: u64) {
        let entry = self.entry(name, value);
        *entry = value.min(*entry);
    }

    /// A count; 0 where there is none.
    pub fn get(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// The sum of all counts whose names begin like this.
    pub fn sum(&self, prefix: &str) -> u64 {
        self.0.iter().filter(|(name, _)| name.starts_with(prefix)).map(|(_, count)| count).sum()
    }

    /// Reads a line that was written by `Display`.
    pub fn parse(line: &str) -> Self {
        let pairs = line.split_whitespace().filter_map(|word| word.split_once('='));
        Self(pairs.filter_map(|(name, count)| Some((name.to_owned(), count.parse().ok()?))).collect())
    }

    fn entry(&mut self, name: &str, default: u64) -> &mut u64 {
        self.0.entry(name.to_owned()).or_insert(default)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self.0.iter().map(|(name, count)| format!("{name}={count}")).collect();
        formatter.write_str(&words.join(" "))
    }
}
