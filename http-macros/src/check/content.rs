//! Decides which routes may read content and write a response by hand, and that only one argument does.
//! Must not know where other arguments come from.

use super::binding::{Bound, Source};
use super::roles::RouteMark;
use crate::attribute::Name;
use crate::errors::Errors;
use crate::model::Taken;

/// The content can be read once, and only where there is some.
pub(super) fn check_body(marks: &[RouteMark], bound: &[Bound], errors: &mut Errors) {
    let mut readers = bound.iter().filter(|bound| bound.reads_body());
    let Some(first) = readers.next() else { return };
    if let Some(second) = readers.next() {
        refuse_second_reader(first, second, errors);
    }
    let bodiless = marks.iter().find_map(bodiless_method);
    if let Some((method, mark)) = bodiless {
        let title = mark.mark.title();
        let subject = match mark.mark.name {
            Name::Route => format!("`{method}`"),
            _ => format!("`{title}`"),
        };
        let help = match mark.mark.name {
            Name::Route => "add the option `allow_body` if your clients really send one".to_owned(),
            _ => format!("use `#[post]`, or `{}` if your clients really send one", with_allow_body(mark)),
        };
        errors.help(&first.place, &format!("{subject} requests have no body to read"), &help);
    }
}

fn refuse_second_reader(first: &Bound, second: &Bound, errors: &mut Errors) {
    let message = "the request body can be read only once";
    match (&first.source, &second.source) {
        (Source::Given(Taken::Content { source: one, .. }), Source::Given(Taken::Content { source: other, .. }))
            if one == other =>
        {
            errors.help(&second.place, message, "take one struct, with all that the content holds")
        }
        _ => errors.at(&second.place, message),
    }
    errors.note(&first.place, "it is already taken here");
}

fn bodiless_method(mark: &RouteMark) -> Option<(&str, &RouteMark)> {
    let attribute = mark.attribute.as_ref().filter(|attribute| !attribute.allow_body)?;
    let method = attribute.methods.iter().find(|method| matches!(method.text.as_str(), "GET" | "HEAD"))?;
    Some((&method.text, mark))
}

fn with_allow_body(mark: &RouteMark) -> String {
    let name = mark.mark.name.text();
    let path = mark.attribute.as_ref().and_then(|attribute| attribute.path.as_ref());
    match path {
        Some(path) => format!("#[{name}({:?}, allow_body)]", path.pattern.text),
        None => format!("#[{name}(allow_body)]"),
    }
}

pub(super) fn check_writer(bound: &[Bound], errors: &mut Errors) {
    let mut writers = bound.iter().filter(|bound| matches!(bound.source, Source::Given(Taken::Writer)));
    if let (Some(first), Some(second)) = (writers.next(), writers.next()) {
        errors.at(&second.place, "the `ResponseWriter` can be taken only once");
        errors.note(&first.place, "it is already taken here");
    }
}
