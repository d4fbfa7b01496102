//! Decides what a checked `#[handler] impl` consists of. Everything in here is right: it is built by
//! the checks, and turned into tokens without failing.
//! Must not know how it was written, nor what it expands to.

use crate::attribute::Name;
use crate::attribute::catch::Statuses;
use crate::pattern::Pattern;
use crate::types::{mentions, names_parameter};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{Expr, Generics, Type};

/// All of one impl.
pub(crate) struct Handler {
    /// Where the runtime is found.
    pub(crate) runtime: TokenStream,
    pub(crate) conditions: Vec<TokenStream>,
    /// Where the block begins and ends.
    pub(crate) start: Span,
    pub(crate) end: Span,
    pub(crate) generics: Generics,
    pub(crate) ty: Type,
    pub(crate) name: String,
    /// The attributes of its methods, as far as they are written as names alone: each name once.
    pub(crate) attributes: Vec<Ident>,
    /// Was all of the impl read, and without a mistake? If not, nothing can be said of what it lacks.
    pub(crate) is_whole: bool,
    pub(crate) routes: Vec<Route>,
    pub(crate) before: Vec<Hook>,
    pub(crate) after: Vec<Hook>,
    /// In the order in which they are asked.
    pub(crate) catchers: Vec<Catcher>,
    /// The names of methods with our attributes whose signatures cannot be read.
    pub(crate) unreadable: Vec<Ident>,
    /// What methods are left out for, if it has no size.
    pub(crate) unsized_types: Vec<UnsizedType>,
}

impl Handler {
    /// Is it known only where it is used what it consists of? A lifetime without a name is a parameter, too, and so is the `T`
    /// of an `impl Store<T>`: the compiler misses it, and would have other help beside the impl than in it.
    pub(crate) fn is_generic(&self) -> bool {
        let ty = self.ty.to_token_stream();
        !self.generics.params.is_empty() || mentions(&ty, "_") || names_parameter(ty)
    }
}

/// A type that looks as if it had no size.
pub(crate) struct UnsizedType {
    pub(crate) ty: TokenStream,
    pub(crate) conditions: Vec<TokenStream>,
}

/// One method and path of the table.
pub(crate) struct Route {
    pub(crate) method: String,
    /// With the impl's prefix.
    pub(crate) reach: Reach,
    pub(crate) call: Call,
    /// Without a part where there is no documentation.
    pub(crate) docs: Vec<DocPart>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) status: Option<u16>,
    pub(crate) max_body: Option<Expr>,
    pub(crate) hidden: bool,
    pub(crate) conditions: Vec<TokenStream>,
    /// The path or the bare attribute as it was written, for messages to point at.
    pub(crate) place: TokenStream,
}

/// A part of the documentation of a method.
pub(crate) enum DocPart {
    Text(String),
    /// A call of a macro that makes text.
    Call(Expr),
}

/// The paths that a route takes.
#[derive(Clone)]
pub(crate) enum Reach {
    /// Those that match.
    Path(Pattern),
    /// All at or below a prefix: the bare form.
    Below(Option<Pattern>),
}

/// A call of one of the user's methods.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: Ident,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) answer: Answer,
}

/// What a method returns.
#[derive(Clone)]
pub(crate) enum Answer {
    Unit,
    /// Whatever the signature says.
    Type(TokenStream),
    /// `!`.
    Never,
}

/// One argument and where its value comes from.
#[derive(Clone)]
pub(crate) struct Argument {
    pub(crate) name: String,
    /// Where its type is, which the compiler points at where it is another than that of the value.
    pub(crate) place: Span,
    pub(crate) taken: Taken,
}

/// Where a value comes from.
#[derive(Clone)]
pub(crate) enum Taken {
    /// From the segment at this index, or the rest of the path from there.
    Path {
        key: String,
        is_rest: bool,
        segment: usize,
        shape: Shape,
    },
    /// From a path parameter that this route does not have: `None`.
    Absent,
    /// From query, header or cookie.
    Text {
        source: Name,
        key: String,
        shape: Shape,
    },
    /// From the content: JSON or form.
    Content {
        source: Name,
        shape: Shape,
    },
    /// From a type of the user's.
    Own {
        ty: TokenStream,
        failure: Option<Failure>,
        doubt: Option<Doubt>,
    },
    Request,
    Body,
    Writer,
    Head,
    Status,
    Cause,
}

/// The type of an argument is called like something that is no argument.
#[derive(Clone)]
pub(crate) struct Doubt {
    /// The type as it was written.
    pub(crate) place: TokenStream,
    /// What is said of it, unless it is an argument all the same.
    pub(crate) words: String,
}

/// How a value stands in the type of its argument.
#[derive(Clone)]
pub(crate) struct Shape {
    pub(crate) failure: Option<Failure>,
    pub(crate) count: Count,
    pub(crate) ty: ValueType,
}

/// What stands for the error of an argument that is a `Result`.
#[derive(Clone)]
pub(crate) struct Failure(pub(crate) TokenStream);

/// How many values there may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    One,
    /// In an `Option`.
    Optional,
    /// In a `Vec`.
    Every,
}

/// The type of one value.
#[derive(Clone)]
pub(crate) enum ValueType {
    /// `&str`.
    Text,
    Parsed(TokenStream),
}

/// One entry of the listing.
#[derive(Clone)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) source: Name,
    pub(crate) type_name: String,
}

/// A `#[before]` or `#[after]` method.
pub(crate) struct Hook {
    pub(crate) call: Call,
    pub(crate) conditions: Vec<TokenStream>,
}

/// A `#[catch]` method with one of its attributes.
pub(crate) struct Catcher {
    pub(crate) statuses: Statuses,
    pub(crate) call: Call,
    pub(crate) conditions: Vec<TokenStream>,
    pub(crate) place: TokenStream,
}

impl Call {
    /// Whether the method is given the writer, so that it answers by itself.
    pub(crate) fn writes(&self) -> bool {
        self.arguments.iter().any(|argument| matches!(argument.taken, Taken::Writer))
    }
}
