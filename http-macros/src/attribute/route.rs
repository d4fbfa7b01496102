//! Decides what `#[get(..)]` and its kin and `#[route(..)]` take: methods, a path, options.
//! Must not know the method below, the impl's prefix or the other routes.

use super::list::{self, Argument, Named, ungrouped};
use super::methods::{self, Method};
use super::options::Options;
use super::{Mark, Name};
use crate::errors::Errors;
use crate::pattern::{Pattern, Use};
use crate::tokens::looks_constant;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Expr, Lit, LitStr, Meta};

/// What one attribute says.
pub(crate) struct RouteAttribute {
    pub(crate) methods: Vec<Method>,
    /// `None` for the bare form, which takes every path.
    pub(crate) path: Option<PathLiteral>,
    pub(crate) max_body: Option<Expr>,
    pub(crate) status: Option<u16>,
    pub(crate) allow_body: bool,
    pub(crate) hidden: bool,
}

/// A path as it was written and as it was read.
#[derive(Clone)]
pub(crate) struct PathLiteral {
    pub(crate) written: LitStr,
    pub(crate) pattern: Pattern,
}

const OPTIONS: &[&str] = &["max_body", "status", "allow_body", "hidden"];

const METHODS_ARE_LISTED: &str = "the methods are listed first: `#[route(GET | POST, \"/path\")]`";
const HOOKS: &str = "what comes before a route is a method of its own: `#[before]`";
const TYPES: &str = "the types say it: `#[json]` and `#[form]` of what is taken, `Json` and `Html` of what is returned";

/// What actix, rocket, flask and others take.
const FOREIGN: &[(&str, &str)] = &[
    ("method", METHODS_ARE_LISTED),
    ("methods", METHODS_ARE_LISTED),
    ("data", "the content is an argument: `#[json] value: T`, `#[form] value: T` or `body: &mut Body`"),
    ("rank", "the most specific path goes first, so there is no rank"),
    ("format", TYPES),
    ("consumes", TYPES),
    ("produces", TYPES),
    ("guard", HOOKS),
    ("wrap", HOOKS),
];

/// Reads one attribute; `None` where there was a mistake.
pub(crate) fn read(mark: &Mark, errors: &mut Errors) -> Option<RouteAttribute> {
    let before = errors.count();
    if let Meta::NameValue(pair) = &mark.meta {
        let value = pair.value.to_token_stream();
        let methods = if mark.name == Name::Route { "GET, " } else { "" };
        errors.at(&mark.meta, &format!("use parentheses: `#[{}({methods}{value})]`", mark.name.text()));
        return None;
    }
    let (methods, rest) = methods_and_rest(mark, errors)?;
    let options = Options::new(format!("`{}`", mark.title()), OPTIONS).with_foreign(FOREIGN);
    let mut reader = Reader { mark, path: None, has_path: false, has_stray_method: false, options };
    for part in list::read(rest) {
        reader.part(part, errors);
    }
    let attribute = reader.finish(methods, errors);
    (errors.count() == before).then_some(attribute)
}

/// `None` where the methods are missing, so that nothing can be said of what stands in their place.
fn methods_and_rest(mark: &Mark, errors: &mut Errors) -> Option<(Vec<Method>, TokenStream)> {
    let tokens = mark.arguments();
    if mark.name != Name::Route {
        let span = mark.meta.path().segments.last().map_or_else(Span::call_site, |last| last.ident.span());
        return Some((vec![Method { text: own_method(mark), span }], tokens));
    }
    let (first, rest) = list::split_first(tokens);
    Some((methods::read(&first, &mark.written, errors)?, rest))
}

/// "GET" of `#[get]`.
fn own_method(mark: &Mark) -> String {
    mark.name.text().to_ascii_uppercase()
}

struct Reader<'a> {
    mark: &'a Mark,
    path: Option<PathLiteral>,
    has_path: bool,
    /// One is refused; of those that follow there is nothing new to be said.
    has_stray_method: bool,
    options: Options,
}

impl Reader<'_> {
    fn part(&mut self, part: Argument, errors: &mut Errors) {
        match part {
            Argument::Literal(Lit::Str(text)) => self.path(text, errors),
            Argument::Named(named) if is_method(&named) => {
                self.refuse_method(&named.written, &named.name.to_string(), errors);
            }
            Argument::Unseparated(tokens) if self.has_path => self.refuse_unseparated(tokens, errors),
            Argument::Named(named) if named.name == "path" && named.has_equals => {
                errors.at(&named.written, "the path stands alone, like `#[get(\"/users\")]`");
            }
            Argument::Named(named) if !named.has_equals && looks_constant(&named.name) => {
                self.refuse_constant(&named.name.to_string(), &named.written, errors);
            }
            Argument::Named(named) => self.options.meet(named, errors),
            Argument::Unseparated(tokens) => Options::refuse_unseparated(&tokens, errors),
            Argument::Missing(comma) => list::refuse_missing(&comma, errors),
            part if self.has_path => self.options.refuse(&part, errors),
            Argument::Other(tokens) if self.mark.name == Name::Route && begins_with_method(&tokens) => {
                self.refuse_methods_and_path(&tokens, errors);
            }
            part => self.refuse_path(&part, errors),
        }
    }

    fn path(&mut self, written: LitStr, errors: &mut Errors) {
        if self.has_path {
            return self.refuse_second_path(&written, errors);
        }
        if methods::is_registered(&written.value()) {
            return self.refuse_method(&written, &written.value(), errors);
        }
        self.has_path = true;
        match Pattern::parse(&written.value(), Use::Route) {
            Ok(pattern) => self.path = Some(PathLiteral { written, pattern }),
            Err(mistake) => errors.at(&written, &mistake.to_string()),
        }
    }

    /// A method where the path or the options should be.
    fn refuse_method(&mut self, place: &dyn ToTokens, method: &str, errors: &mut Errors) {
        if std::mem::replace(&mut self.has_stray_method, true) {
            return;
        }
        if self.mark.name == Name::Route {
            let message = format!("methods are separated by `|`: `#[route(GET | {method}, \"/path\")]`");
            return errors.at(place, &message);
        }
        self.refuse_extra(place, method, errors);
    }

    /// `POST "/path"`, after a comma.
    fn refuse_methods_and_path(&mut self, tokens: &TokenStream, errors: &mut Errors) {
        self.has_path = true;
        let message = "methods are separated by `|`, and a comma goes before the path";
        errors.help(tokens, message, "write `#[route(GET | POST, \"/path\")]`");
    }

    /// Something stands behind the path that is neither a path nor an option.
    fn refuse_extra(&self, place: &dyn ToTokens, text: &str, errors: &mut Errors) {
        let message = format!("`{}` takes one path, and options `name = value`", self.mark.title());
        let method = text.to_ascii_uppercase();
        if !methods::is_registered(&method) {
            let help = format!("a path begins with `/`; the options are {}", OPTIONS.join(", "));
            return errors.help(place, &message, &help);
        }
        let own = own_method(self.mark);
        let methods = match self.mark.name {
            Name::Route => method,
            _ if own == method => own,
            _ => format!("{own} | {method}"),
        };
        let help = format!("to list methods write `#[route({methods}, {})]`", self.first_path());
        errors.help(place, &message, &help);
    }

    /// The first path as it was written.
    fn first_path(&self) -> String {
        self.path.as_ref().map_or_else(|| "\"/path\"".to_owned(), |path| path.written.token().to_string())
    }

    /// A second path is one thing too many, whether or not there is a comma.
    fn refuse_unseparated(&self, tokens: TokenStream, errors: &mut Errors) {
        match syn::parse2::<LitStr>(tokens.clone()) {
            Ok(second) => self.refuse_second_path(&second, errors),
            Err(_) => Options::refuse_unseparated(&tokens, errors),
        }
    }

    fn refuse_second_path(&self, second: &LitStr, errors: &mut Errors) {
        if !second.value().starts_with('/') {
            return self.refuse_extra(second, &second.value(), errors);
        }
        let title = self.mark.title();
        let name = self.mark.name.text();
        let methods = if self.mark.name == Name::Route { "GET, " } else { "" };
        let first = self.first_path();
        let help = format!(
            "for two paths write two attributes: `#[{name}({methods}{first})] #[{name}({methods}{})]`",
            second.token()
        );
        errors.help(second, &format!("`{title}` takes one path"), &help);
    }

    /// Something stands where the path should: say what is nearest to it.
    fn refuse_path(&mut self, part: &Argument, errors: &mut Errors) {
        self.has_path = true;
        let text = part.to_token_stream().to_string().replace(" ", "");
        match part {
            Argument::Other(tokens) if is_constant_path(tokens) => self.refuse_constant(&text, tokens, errors),
            Argument::Other(_) if text.starts_with('/') => {
                let name = self.mark.name.text();
                let methods = if self.mark.name == Name::Route { "GET, " } else { "" };
                errors.at(part, &format!("the path must be a string: `#[{name}({methods}\"{text}\")]`"));
            }
            Argument::Literal(Lit::Int(_) | Lit::Bool(_) | Lit::Float(_)) => self.options.refuse(part, errors),
            _ => errors.at(part, "the path must be a string literal, like \"/users\""),
        }
    }

    fn refuse_constant(&mut self, name: &str, place: &dyn ToTokens, errors: &mut Errors) {
        self.has_path = true;
        errors.at(place, &format!("the path must be a string literal; a macro cannot read the constant `{name}`"));
    }

    fn finish(mut self, methods: Vec<Method>, errors: &mut Errors) -> RouteAttribute {
        RouteAttribute {
            methods,
            path: self.path,
            max_body: self.options.max_body(errors),
            status: self.options.take("status").and_then(|named| status(&named, errors)),
            allow_body: self.options.flag("allow_body", errors),
            hidden: self.options.flag("hidden", errors),
        }
    }
}

fn is_method(named: &Named) -> bool {
    !named.has_equals && methods::is_registered(&named.name.to_string())
}

fn begins_with_method(tokens: &TokenStream) -> bool {
    let first = tokens.clone().into_iter().next().map(|first| first.to_string());
    first.is_some_and(|first| methods::is_registered(&first))
}

fn is_constant_path(tokens: &TokenStream) -> bool {
    syn::parse2::<syn::Path>(tokens.clone()).is_ok()
}

fn status(named: &Named, errors: &mut Errors) -> Option<u16> {
    let literal = match named.value.as_ref().map(ungrouped) {
        Some(Expr::Lit(literal)) => &literal.lit,
        _ => return refuse_status(named, errors),
    };
    let Lit::Int(number) = literal else { return refuse_status(named, errors) };
    match number.base10_parse::<u16>() {
        _ if !matches!(number.suffix(), "" | "u16") => refuse_status(named, errors),
        Ok(status @ 200..=599) => Some(status),
        _ => {
            errors.at(number, &format!("status must be between 200 and 599, found {}", number.base10_digits()));
            None
        }
    }
}

fn refuse_status(named: &Named, errors: &mut Errors) -> Option<u16> {
    errors.at(&named.written, "`status` takes a number, like `status = 201`");
    None
}
