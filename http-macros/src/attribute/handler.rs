//! Decides what `#[handler(..)]` itself takes, on a type and on an impl.
//! Must not look at the item below it.

use super::list::{self, Argument, Named, ungrouped};
use super::options::Options;
use crate::errors::Errors;
use crate::pattern::Pattern;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, Lit, LitStr};

/// The options of `#[handler]` on a struct or enum.
pub(crate) struct TypeOptions {
    /// Where the runtime is found.
    pub(crate) runtime: TokenStream,
    pub(crate) server: Option<LitStr>,
    pub(crate) max_body: Option<Expr>,
}

/// The options of `#[handler]` on an impl.
pub(crate) struct ImplOptions {
    /// Where the runtime is found.
    pub(crate) runtime: TokenStream,
    pub(crate) prefix: Prefix,
}

/// What goes before every path of an impl.
pub(crate) enum Prefix {
    Known(Option<Pattern>),
    /// There is a mistake where it should be, so nothing is known of the names in it.
    Unknown,
}

const OF_TYPES: &[&str] = &["crate", "server", "max_body"];
const OF_IMPLS: &[&str] = &["crate", "prefix"];

const FOREIGN_TO_TYPES: &[(&str, &str)] = &[
    ("timeout", "timeouts are the server's: `HttpServer::timeouts`"),
    ("timeouts", "timeouts are the server's: `HttpServer::timeouts`"),
    ("threads", "threads are the server's: `HttpServer::threads`"),
    ("workers", "threads are the server's: `HttpServer::threads`"),
    ("port", "the address is the server's: `HttpServer::bind`"),
    ("address", "the address is the server's: `HttpServer::bind`"),
    ("name", "what the field `Server` says is `server = \"Name/1.0\"`"),
    ("state", "state is in the fields of the type"),
];

const FOREIGN_TO_IMPLS: &[(&str, &str)] = &[
    ("path", "for a path before all others write `prefix = \"/v1\"`"),
    ("base", "for a path before all others write `prefix = \"/v1\"`"),
    ("scope", "for a path before all others write `prefix = \"/v1\"`"),
    ("mount", "a handler is mounted by a field of another: `#[mount(\"/api\")] api: Api`"),
];

/// Reads the options on a type, which is called `noun`: "struct" or "enum".
pub(crate) fn of_type(tokens: TokenStream, noun: &str, errors: &mut Errors) -> TypeOptions {
    let owner = format!("`#[handler]` on {}", with_article(noun));
    let mut options = Options::new(owner, OF_TYPES).with_foreign(FOREIGN_TO_TYPES);
    let misplaced = format!("belongs on the `#[handler] impl` block, not on the {noun}");
    let before = errors.count();
    meet_all(tokens, &mut options, OF_IMPLS, &misplaced, errors);
    let is_cut_short = errors.count() > before;
    TypeOptions {
        runtime: runtime(&mut options, errors),
        server: server(&mut options, errors),
        max_body: options.max_body(errors).filter(|_| !is_cut_short),
    }
}

/// Reads the options on an impl.
pub(crate) fn of_impl(tokens: TokenStream, errors: &mut Errors) -> ImplOptions {
    let mut options = Options::new("`#[handler]` on an impl", OF_IMPLS).with_foreign(FOREIGN_TO_IMPLS);
    let misplaced = "belongs on the `#[handler]` of the type, not on its impl block";
    meet_all(tokens, &mut options, OF_TYPES, misplaced, errors);
    let runtime = runtime(&mut options, errors);
    let prefix = match prefix(&mut options, errors) {
        // It may also be in a second `#[handler]`.
        None if errors.count() > 0 => Prefix::Unknown,
        prefix => Prefix::Known(prefix),
    };
    ImplOptions { runtime, prefix }
}

fn with_article(noun: &str) -> String {
    let article = if noun == "enum" { "an" } else { "a" };
    format!("{article} {noun}")
}

fn meet_all(tokens: TokenStream, options: &mut Options, elsewhere: &[&str], misplaced: &str, errors: &mut Errors) {
    if is_key_value(&tokens) {
        return;
    }
    let mut follows_mistake = false;
    for part in list::read(tokens) {
        let before = errors.count();
        match part {
            Argument::Unseparated(_) if follows_mistake => {}
            Argument::Named(named) if is_misplaced(&named, options, elsewhere) => {
                errors.at(&named.name, &format!("`{}` {misplaced}", named.name));
            }
            Argument::Named(named) => options.meet(named, errors),
            Argument::Literal(Lit::Str(path)) if path.value().starts_with('/') => {
                refuse_path(&path, if elsewhere == OF_TYPES { "" } else { " on the impl" }, errors);
            }
            part => options.refuse(&part, errors),
        }
        follows_mistake = errors.count() > before;
    }
}

/// Whether it was `#[handler = value]`, of which no more than the value can be seen here. The compiler refuses it.
fn is_key_value(tokens: &TokenStream) -> bool {
    let attribute = Span::call_site().source_text().unwrap_or_default();
    // The first bracket is that of the attribute itself.
    let inside = attribute.split_once('[').map_or("", |(_, inside)| inside);
    let delimiter = inside.chars().find(|character| matches!(character, '(' | '[' | '{' | '='));
    !tokens.is_empty() && delimiter == Some('=')
}

fn refuse_path(path: &LitStr, place: &str, errors: &mut Errors) {
    let path_text = path.token().to_string();
    let message = format!("expected an option `name = value`, found `{path_text}`");
    errors.help(path, &message, &format!("for a path before all others write `prefix = {path_text}`{place}"));
}

fn is_misplaced(named: &Named, options: &Options, elsewhere: &[&str]) -> bool {
    !options.knows(&named.name) && elsewhere.iter().any(|other| named.name == other)
}

fn runtime(options: &mut Options, errors: &mut Errors) -> TokenStream {
    let default = quote!(::http_core);
    let Some(named) = options.take("crate") else { return default };
    match named.value.as_ref().map(ungrouped) {
        Some(Expr::Path(path)) => path.to_token_stream(),
        _ => {
            errors.at(&named.written, "`crate` takes a path without quotes: `crate = my_crate::http_core`");
            default
        }
    }
}

fn server(options: &mut Options, errors: &mut Errors) -> Option<LitStr> {
    let named = options.take("server")?;
    let Some(text) = text_of(&named) else {
        errors.at(&named.written, "`server` takes a text, like `server = \"Name/1.0\"`");
        return None;
    };
    let value = text.value();
    if value.is_empty() || !value.chars().all(|character| matches!(character, ' '..='~')) {
        errors.at(&text, "`server` becomes a header field: it takes printable ASCII, like \"Name/1.0\"");
        return None;
    }
    Some(text)
}

fn prefix(options: &mut Options, errors: &mut Errors) -> Option<Pattern> {
    let named = options.take("prefix")?;
    let Some(text) = text_of(&named) else {
        errors.at(&named.written, "`prefix` takes a path in quotes, like `prefix = \"/v1\"`");
        return None;
    };
    Pattern::parse_prefix(&text.value()).map_err(|mistake| errors.at(&text, &mistake.to_string())).ok()
}

/// The value of an option that is a string literal.
fn text_of(named: &Named) -> Option<LitStr> {
    match ungrouped(named.value.as_ref()?) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) if text.suffix().is_empty() => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}
