//! Decides which attributes are ours, and what they are written on; and which of them a misspelt one was meant to be.
//! Must not know what they take.

use crate::suggest::nearest;
use syn::Path;
use syn::ext::IdentExt;

/// The attributes that mean something inside of a `#[handler]` item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Get,
    Head,
    Post,
    Put,
    Delete,
    Patch,
    Options,
    Route,
    Before,
    After,
    Catch,
    Mount,
    Query,
    Header,
    Cookie,
    Json,
    Form,
    Path,
}

/// What an attribute is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Method,
    Field,
    Argument,
}

const NAMES: [(&str, Name, Place); 18] = [
    ("get", Name::Get, Place::Method),
    ("head", Name::Head, Place::Method),
    ("post", Name::Post, Place::Method),
    ("put", Name::Put, Place::Method),
    ("delete", Name::Delete, Place::Method),
    ("patch", Name::Patch, Place::Method),
    ("options", Name::Options, Place::Method),
    ("route", Name::Route, Place::Method),
    ("before", Name::Before, Place::Method),
    ("after", Name::After, Place::Method),
    ("catch", Name::Catch, Place::Method),
    ("mount", Name::Mount, Place::Field),
    ("query", Name::Query, Place::Argument),
    ("header", Name::Header, Place::Argument),
    ("cookie", Name::Cookie, Place::Argument),
    ("json", Name::Json, Place::Argument),
    ("form", Name::Form, Place::Argument),
    ("path", Name::Path, Place::Argument),
];

/// What the attributes of arguments are called here, in the plural, and elsewhere.
const MEANT: [(&str, &[&str]); 16] = [
    ("arg", &["query", "path"]),
    ("args", &["query", "path"]),
    ("query", &["query"]),
    ("queries", &["query"]),
    ("param", &["query", "path"]),
    ("params", &["query", "path"]),
    ("header", &["header"]),
    ("headers", &["header"]),
    ("cookie", &["cookie"]),
    ("cookies", &["cookie"]),
    ("json", &["json"]),
    ("form", &["form"]),
    ("forms", &["form"]),
    ("body", &["json", "form"]),
    ("payload", &["json", "form"]),
    ("path", &["path"]),
];

/// What elsewhere is an attribute of an argument, and here is none.
const OTHERWISE: [(&[&str], &str); 2] = [
    (&["state", "data", "extension", "inject"], "what belongs to the server is a field of the handler: use `self`"),
    (&["multipart", "file", "files"], "content of this type is read from `body: &mut Body`"),
];

/// The attributes of an argument.
const OF_ARGUMENTS: [&str; 6] = ["query", "header", "cookie", "json", "form", "path"];

fn meant(known: &str) -> Option<&'static [&'static str]> {
    MEANT.iter().find(|(text, _)| *text == known).map(|(_, meant)| *meant)
}

impl Name {
    /// The attribute that a path names: its last segment decides, so `#[http_core::get]` is `#[get]`.
    pub(crate) fn of(path: &Path) -> Option<Name> {
        let last = path.segments.last()?.ident.unraw();
        NAMES.iter().find(|(text, ..)| last == text).map(|(_, name, _)| *name)
    }

    pub(crate) fn text(self) -> &'static str {
        NAMES.iter().find(|(_, name, _)| *name == self).map_or("", |(text, ..)| text)
    }

    pub(crate) fn place(self) -> Place {
        NAMES.iter().find(|(_, name, _)| *name == self).map_or(Place::Method, |(.., place)| *place)
    }

    /// `mount`, where a misspelt attribute of a field was meant to be it, and not one of a derive, such as `count`.
    pub(crate) fn mount_meant_by(path: &Path) -> Option<Name> {
        let word = path.get_ident()?.to_string();
        nearest(&word, &["mount", "mounted"]).filter(|_| word.starts_with('m')).map(|_| Name::Mount)
    }

    /// Whether an attribute of an argument is one of ours, or was meant to be.
    pub(crate) fn is_for_argument(path: &Path) -> bool {
        Name::of(path).is_some() || Name::help_for(path).is_some()
    }

    /// What to write in place of a misspelt or foreign attribute of an argument.
    pub(crate) fn help_for(path: &Path) -> Option<String> {
        let word = path.get_ident()?.to_string();
        if let Some((_, help)) = OTHERWISE.iter().find(|(words, _)| words.contains(&word.as_str())) {
            return Some((*help).to_owned());
        }
        let meant = meant(&word).or_else(|| nearest(&word, &OF_ARGUMENTS).and_then(meant))?;
        Some(format!("did you mean `{}`?", meant.join("` or `")))
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, OF_ARGUMENTS, Place};

    #[test]
    fn all_attributes_of_arguments_can_be_meant() {
        let known = NAMES.iter().filter(|(.., place)| *place == Place::Argument).map(|(text, ..)| *text);
        assert_eq!(known.collect::<Vec<_>>(), OF_ARGUMENTS);
    }
}
