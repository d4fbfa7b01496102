//! Arguments of the programs: words of the form `name=value`.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::str::FromStr;
use std::time::Duration;

/// What a program was called with.
#[derive(Debug, Default)]
pub struct Args(BTreeMap<String, String>);

impl Args {
    /// Takes the words that have a name.
    ///
    /// # Panics
    ///
    /// Where a word has none.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let pair = |word: String| match word.split_once('=') {
            Some((name, value)) => (name.to_owned(), value.to_owned()),
            None => panic!("{word:?} is not of the form name=value"),
        };
        Self(words.into_iter().map(pair).collect())
    }

    /// The value of this name, if it was given.
    ///
    /// # Panics
    ///
    /// Where the value can't be parsed.
    pub fn get<T: FromStr<Err: Debug>>(&self, name: &str) -> Option<T> {
        let value = self.0.get(name)?;
        Some(value.parse().unwrap_or_else(|error| panic!("{name}={value}: {error:?}")))
    }

    /// The same, or else a default.
    pub fn get_or<T: FromStr<Err: Debug>>(&self, name: &str, default: T) -> T {
        self.get(name).unwrap_or(default)
    }

    /// A number of milliseconds.
    pub fn duration(&self, name: &str) -> Option<Duration> {
        self.get(name).map(Duration::from_millis)
    }
}
