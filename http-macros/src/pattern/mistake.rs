//! Decides how a mistake in a path is told: a text with a drawing of the place.
//! Must not know which mistakes there are.

use std::fmt;

/// What is wrong with a path, where, and what to write instead.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(super) message: String,
    pub(super) drawing: Option<Drawing>,
    pub(super) help: String,
}

/// The path with a caret below one of its characters. Spans inside of string literals are not to be
/// had on stable, so the place is drawn into the message.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) text: String,
    pub(super) at: usize,
    pub(super) label: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(drawing) = &self.drawing {
            write!(f, "\n{drawing}")?;
        }
        write!(f, "\nhelp: {}", self.help)
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before: String = self.text.chars().take(self.at).collect();
        let column = format!("{before:?}").chars().count() - 1;
        let line = format!("    {:?}\n    {:column$}^ {}", self.text, "", self.label);
        f.write_str(line.trim_end())
    }
}

/// A mount with a parameter in its path.
pub(super) fn not_fixed() -> Mistake {
    plain(
        "mount path must be fixed; parameters belong to the routes below it",
        "leave the parameter out, and put it in the paths of the mounted handler",
    )
}

/// A mistake of the path as a whole.
pub(super) fn plain(message: impl Into<String>, help: impl Into<String>) -> Mistake {
    Mistake { message: message.into(), drawing: None, help: help.into() }
}
