//! Decides how one call of a user's method is written out: take each argument, call, pass on what
//! comes back. Types are the user's own tokens, or stand in their place, so that the compiler points at the signature.
//! Must not know of tables.

use super::{local, variable};
use crate::attribute::Name;
use crate::model::{Answer, Argument, Call, Count, Failure, Route, Shape, Taken, ValueType};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

/// The function of a route.
pub(super) fn of_route(route: &Route) -> TokenStream {
    let (this, exchange) = (local("this"), local("exchange"));
    let request = local("request");
    let call = &route.call;
    let uses_request =
        call.arguments.iter().any(|argument| !matches!(argument.taken, Taken::Body | Taken::Writer | Taken::Absent));
    let bind_request = uses_request.then(|| quote!(let #request = #exchange.request;));
    let takes = call.arguments.iter().map(take);
    let answer = answer(route);
    quote!(|#this, #exchange| { #bind_request #(#takes)* #answer })
}

fn answer(route: &Route) -> TokenStream {
    let (exchange, value) = (local("exchange"), local("value"));
    let called = called(&route.call);
    let generics = generics(&route.call.answer);
    if matches!(route.call.answer, Answer::Never) {
        return called;
    }
    let respond = match route.status.map(Literal::u16_unsuffixed) {
        _ if route.call.writes() => quote!(written #generics (#exchange, #value)),
        Some(status) => quote!(respond_with_status #generics (#exchange, #status, #value)),
        None => quote!(respond #generics (#exchange, #value)),
    };
    // A call by the dot would bring `#[handler]` into the compiler's message about a wrong type.
    quote!(let #value = #called; __http::Exchange::#respond)
}

/// The type of what comes back, so that where it is wrong the compiler points at the signature.
fn generics(answer: &Answer) -> TokenStream {
    match answer {
        Answer::Unit => quote!(::<()>),
        Answer::Type(ty) => quote!(::<#ty>),
        Answer::Never => TokenStream::new(),
    }
}

/// `Self::show(this, id_)`.
fn called(call: &Call) -> TokenStream {
    let this = local("this");
    let method = &call.method;
    let passed = call.arguments.iter().map(pass);
    quote!(Self::#method(#this #(, #passed)*))
}

/// The statements that take one argument.
fn take(argument: &Argument) -> Option<TokenStream> {
    let (request, variable) = (local("request"), variable(argument));
    let (source, shape) = match &argument.taken {
        Taken::Path { key, is_rest, segment, shape } => {
            let segment = Literal::usize_unsuffixed(*segment);
            let function = match (is_rest, shape.count) {
                (true, Count::Every) => quote!(rest_segments),
                (true, _) => quote!(rest),
                (false, _) => quote!(path),
            };
            (quote!(__http::#function(#request, #key, #segment)), shape)
        }
        Taken::Text { source, key, shape } => {
            let function = Ident::new(source.text(), Span::mixed_site());
            (quote!(__http::#function(#request, #key)), shape)
        }
        Taken::Content { source, shape } => {
            let read = read_content(*source, shape, argument.place);
            return Some(quote!(let #variable = #read;));
        }
        Taken::Own { ty, failure, doubt } => {
            let take = take_own(ty, failure.as_ref(), doubt.is_some());
            return Some(quote!(let #variable = #take;));
        }
        Taken::Absent => return Some(quote!(let #variable = __http::None;)),
        _ => return None,
    };
    let convert = convert(shape);
    let failure = shape.failure.as_ref();
    // Text is borrowed from what was found.
    Some(if matches!(shape.ty, ValueType::Text) {
        let value = or_failure(&quote!(#variable.#convert), failure);
        quote!(let #variable = #source; let #variable = #value;)
    } else {
        let value = or_failure(&quote!(#source.#convert), failure);
        quote!(let #variable = #value;)
    })
}

/// Answers with what went wrong, or hands that to the method, where its argument is a `Result`.
fn or_failure(result: &TokenStream, failure: Option<&Failure>) -> TokenStream {
    match failure {
        Some(Failure(error)) => quote!(__http::fallible::<#error, _, _>(#result)),
        None => quote!(#result?),
    }
}

/// Takes the values apart as the type of the argument says.
fn convert(shape: &Shape) -> TokenStream {
    let name = match shape.count {
        Count::One => "required",
        Count::Optional => "optional",
        Count::Every => "every",
    };
    match &shape.ty {
        ValueType::Text => {
            let function = local(&format!("{name}_text"));
            quote!(#function())
        }
        ValueType::Parsed(ty) => {
            let function = local(name);
            quote!(#function::<#ty>())
        }
    }
}

/// The value that content becomes. Where nothing can be lent to its type, the compiler points at the call.
fn read_content(source: Name, shape: &Shape, place: Span) -> TokenStream {
    let (request, exchange) = (local("request"), local("exchange"));
    let optional = if shape.count == Count::Optional { "optional_" } else { "" };
    let function = local(&format!("{optional}{}", source.text()));
    let ty = match (&shape.ty, shape.count) {
        (ValueType::Text, Count::Every) => quote!(__http::Vec<&__http::str>),
        (ValueType::Text, _) => quote!(&__http::str),
        (ValueType::Parsed(ty), _) => quote!(#ty),
    };
    let place = Span::mixed_site().located_at(place);
    let call = quote_spanned!(place=> __http::#function::<#ty>(#request, #exchange.body));
    or_failure(&call, shape.failure.as_ref())
}

fn take_own(ty: &TokenStream, failure: Option<&Failure>, is_doubtful: bool) -> TokenStream {
    let request = local("request");
    let result = match (failure, is_doubtful) {
        (Some(_), false) => quote!(__http::from_request::<#ty, _>(#request)),
        (None, false) => quote!(__http::argument::<#ty>(#request)),
        (Some(_), true) => quote!(__http::doubt::Argument::<#ty>::result(#request)),
        (None, true) => quote!(__http::doubt::Argument::<#ty>::required(#request)),
    };
    or_failure(&result, failure)
}

/// What stands for the argument in the call.
fn pass(argument: &Argument) -> TokenStream {
    let (exchange, page) = (local("exchange"), local("page"));
    match &argument.taken {
        Taken::Request => {
            let request = local("request");
            quote!(#request)
        }
        Taken::Body => quote!(&mut *#exchange.body),
        Taken::Writer => quote!(&mut *#exchange.response),
        Taken::Head => {
            let head = local("head");
            quote!(#head)
        }
        Taken::Status => quote!(#page.status),
        Taken::Cause => quote!(#page.cause),
        _ => {
            let variable = variable(argument);
            quote!(#variable)
        }
    }
}

/// The function of a `#[before]` hook.
pub(super) fn of_before(call: &Call) -> TokenStream {
    let (this, request, value) = (local("this"), local("request"), local("value"));
    let takes = call.arguments.iter().map(take);
    let (called, generics) = (called(call), generics(&call.answer));
    quote! {
        |#this, #request| {
            #(#takes)*
            let #value = #called;
            __http::passed #generics (#value)
        }
    }
}

/// The function of an `#[after]` hook.
pub(super) fn of_after(call: &Call) -> TokenStream {
    let (this, request, head) = (local("this"), local("request"), local("head"));
    let called = called(call);
    quote!(|#this, #request, #head| { #called; })
}

/// The function of a `#[catch]` page.
pub(super) fn of_catch(call: &Call) -> TokenStream {
    let (this, page, request, value) = (local("this"), local("page"), local("request"), local("value"));
    let uses_request = call.arguments.iter().any(|argument| matches!(argument.taken, Taken::Request));
    let bind_request = uses_request.then(|| quote!(let #request = #page.request;));
    let (called, generics) = (called(call), generics(&call.answer));
    quote! {
        |#this, #page| {
            #bind_request
            let #value = #called;
            __http::page #generics (#value)
        }
    }
}
