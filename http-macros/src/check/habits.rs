//! Decides which arguments are written as other frameworks have them, or by value where the server only
//! lends, and what to write instead. Must not know the route, nor where its arguments come from.

use super::arguments::named_reference;
use crate::errors::Errors;
use crate::item::{self, ArgumentPattern};
use crate::model::Doubt;
use crate::types::{inside, is_scalar, last_name, referent, type_name, ungrouped, value_type};
use quote::ToTokens;
use syn::Type;
use syn::ext::IdentExt;

/// What the server lends, and what is said of it by value.
const LENT: [(&str, &str); 5] = [
    ("Request", "a request is lent to its handler: take `&Request`"),
    ("Body", "reading changes a `Body`: take `&mut Body`"),
    ("ResponseWriter", "writing changes a `ResponseWriter`: take `&mut ResponseWriter`"),
    ("ResponseHead", "only an `#[after]` hook takes the `ResponseHead`"),
    ("Response", "a route makes its `Response`: return it, or take `&mut ResponseWriter`"),
];

/// Types that are around a value elsewhere; here an attribute or the argument's name is.
const AROUND_VALUES: [&str; 4] = ["Json", "Form", "Query", "Path"];

/// Types that are around state elsewhere; here a field of the handler is.
const AROUND_STATE: [&str; 3] = ["State", "Data", "Extension"];

/// Complains about such a type, and says whether it did.
pub(super) fn refuse(name: &str, ty: &Type, errors: &mut Errors) -> bool {
    let doubt = find(name, ty);
    if let Some(Doubt { place, words }) = &doubt {
        errors.at(place, words);
    }
    doubt.is_some()
}

/// What is said of an argument without a source, unless its type is the user's own, which may have any name. In an
/// `Option` no type is an argument, so that is refused at once.
#[expect(clippy::option_option, reason = "a mistake is something else than no doubt")]
pub(super) fn doubt(name: &str, ty: &Type, errors: &mut Errors) -> Option<Option<Doubt>> {
    let result = inside(ty, "Result").unwrap_or(ty);
    if inside(result, "Option").is_some() {
        return (!refuse(name, ty, errors)).then_some(None);
    }
    Some(find(name, ty))
}

/// Whether a doubtful type stands for something that there is as soon as there is a request, and before its route is known.
pub(super) fn is_of_request(ty: &Type) -> bool {
    let later = ["Body", "Form", "Json", "Path", "Response", "ResponseHead", "ResponseWriter"];
    let named = referent(ty).map_or(ty, |(inner, _)| inner);
    !last_name(value_type(named)).is_some_and(|name| later.iter().any(|later| name == later))
}

/// The same for an argument that the content is read into: that may be called like a message of the protocol.
pub(super) fn refuse_content(name: &str, ty: &Type, errors: &mut Errors) -> bool {
    let is_message = last_name(value_type(ty)).is_some_and(|name| name == "Request" || name == "Response");
    !is_message && refuse(name, ty, errors)
}

fn find(name: &str, ty: &Type) -> Option<Doubt> {
    let result = inside(ty, "Result").unwrap_or(ty);
    let value = inside(result, "Option").unwrap_or(result);
    if is_own(value) {
        return None;
    }
    always_there(ty)
        .or_else(|| any_stream(ty))
        .or_else(|| lent(value))
        .or_else(|| around_value(name, ty, value))
        .or_else(|| around_state(value))
}

/// A pattern such as `Json(message): Json<Message>`, which takes such a type apart.
pub(super) fn refuse_pattern(pattern: &ArgumentPattern, ty: &Type, errors: &mut Errors) -> bool {
    let name = pattern.inner_name().map_or_else(|| "value".to_owned(), |name| name.unraw().to_string());
    refuse(&name, ty, errors)
}

/// An attribute on what comes without one.
pub(super) fn refuse_attribute(argument: &item::Argument, errors: &mut Errors) -> bool {
    let ty = value_type(&argument.ty);
    let Some(mark) = argument.marks.first() else { return false };
    let is_lent = named_reference(ty).is_some_and(|(name, _)| LENT.iter().any(|(lent, _)| *lent == name));
    if is_lent {
        let message = format!("`{}` comes without an attribute: leave `{}` out", type_name(ty), mark.title());
        errors.at(&mark.written, &message);
    }
    is_lent
}

/// Whether a path says that the type is the user's own, whatever it is called.
fn is_own(ty: &Type) -> bool {
    let Type::Path(path) = ungrouped(ty) else { return false };
    let segments = &path.path.segments;
    let first = segments.first().filter(|_| segments.len() > 1);
    first.is_some_and(|first| ["crate", "self", "super"].iter().any(|own| first.ident == own))
}

fn said(place: &Type, words: impl Into<String>) -> Doubt {
    Doubt { place: place.to_token_stream(), words: words.into() }
}

/// A reader or writer of any type.
fn any_stream(ty: &Type) -> Option<Doubt> {
    let (Type::TraitObject(object), _) = referent(ty)? else { return None };
    let words = match object.bounds.to_token_stream().into_iter().last()?.to_string().as_str() {
        "Read" => "the content is read from the `Body`: take `&mut Body`, which is `Read`",
        "Write" => "the response is written to the `ResponseWriter`: take `&mut ResponseWriter`, which is `Write`",
        _ => return None,
    };
    Some(said(ty, words))
}

fn always_there(ty: &Type) -> Option<Doubt> {
    let always = match inside(ty, "Option").and_then(named_reference)? {
        ("Request", _) => "&Request",
        ("Body", _) => "&mut Body",
        ("ResponseWriter", _) => "&mut ResponseWriter",
        _ => return None,
    };
    Some(said(ty, format!("`{always}` is always there: take it without `Option`")))
}

fn lent(value: &Type) -> Option<Doubt> {
    let is_response = |ty: &Type| last_name(ty).is_some_and(|name| name == "Response");
    let named = match referent(value) {
        Some((inner, _)) if is_response(inner) => inner,
        _ => inside(value, "Box").unwrap_or(value),
    };
    let (_, words) = LENT.iter().find(|(lent, _)| last_name(named).is_some_and(|name| name == lent))?;
    Some(said(value, *words))
}

fn around_value(name: &str, ty: &Type, value: &Type) -> Option<Doubt> {
    let (around, content) = AROUND_VALUES.iter().find_map(|around| Some((*around, inside(value, around)?)))?;
    let text = match (inside(ty, "Result"), inside(ty, "Option")) {
        (Some(_), _) => format!("Result<{}, Rejection>", type_name(content)),
        (_, Some(_)) => format!("Option<{}>", type_name(content)),
        _ => type_name(content),
    };
    let help = match around {
        "Json" => format!("write `#[json] {name}: {text}`"),
        "Form" => format!("write `#[form] {name}: {text}`"),
        "Query" if is_scalar(content) => format!("write `#[query] {name}: {text}`"),
        "Query" => "take each parameter by its name, like `#[query] page: u32`".to_owned(),
        _ if is_scalar(content) => format!("write `{name}: {text}`, and `{{{name}}}` in the path"),
        _ => "take each parameter by its name, like `id: u64` for `{id}` in the path".to_owned(),
    };
    let message = format!("`{}` is no argument: an attribute or the name says where a value is from", type_name(value));
    Some(said(value, format!("{message}\nhelp: {help}")))
}

fn around_state(value: &Type) -> Option<Doubt> {
    let named = referent(value).map_or(value, |(inner, _)| inner);
    AROUND_STATE.iter().find(|around| inside(named, around).is_some())?;
    let message = format!("`{}` is no argument: state is in fields of the handler", type_name(value));
    Some(said(value, format!("{message}\nhelp: put it into a field, and use `self`")))
}

#[cfg(test)]
mod tests {
    use super::refuse;
    use crate::errors::Errors;
    use syn::{Type, parse_str};

    fn said(ty: &str) -> String {
        let mut errors = Errors::default();
        let was_refused = refuse("task", &parse_str::<Type>(ty).unwrap(), &mut errors);
        assert_eq!(was_refused, errors.count() == 1);
        errors.into_tokens().to_string()
    }

    #[test]
    fn each_habit_is_one_mistake() {
        for (ty, part) in [
            ("Json<Task>", "#[json] task: Task"),
            ("web::Json<Task>", "#[json] task: Task"),
            ("Option<Form<Task>>", "#[form] task: Option<Task>"),
            ("Result<Query<u8>, E>", "#[query] task: Result<u8, Rejection>"),
            ("Path<(u8, u8)>", "by its name"),
            ("&State<Task>", "fields of the handler"),
            ("Option<&Request>", "always there"),
            ("Option<Request>", "take `&Request`"),
            ("http_core::Body", "take `&mut Body`"),
            ("&mut Response", "return it"),
        ] {
            assert!(said(ty).contains(part), "{ty}: {}", said(ty));
        }
    }

    #[test]
    fn a_type_of_the_users_own_is_left_alone() {
        for ty in
            ["crate::Query<u8>", "self::Request", "super::a::Json<u8>", "Json", "Page", "&Request", "Option<Page>"]
        {
            assert_eq!(said(ty), "");
        }
    }
}
