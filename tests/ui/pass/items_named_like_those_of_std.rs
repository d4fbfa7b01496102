#![deny(warnings)]
#![allow(non_camel_case_types, dead_code, unused_macros)]

// What the expansion needs of the language it names by paths, so that all of these names are the user's to take. The types
// of arguments stand in it as they were written.

use ::core::primitive as p;
use ::http_core as h;
use ::http_core::{Body, Error, Html, Json, Request, ResponseHead, ResponseWriter, StatusCode, handler};

mod std {}
mod core {}
mod alloc {}

struct str;
struct bool;
struct char;
struct u8;
struct u16;
struct u32;
struct u64;
struct usize;
struct i32;
struct Option;
struct Result;
struct Vec;
struct String;
struct Box;
struct Some;
struct None;
struct Ok;
struct Err;
struct PhantomData;
trait Send {}
trait Sync {}
trait Sized {}
trait Into {}
trait From {}
trait Fn {}
trait Default {}
trait Handler {}
trait FromRequest {}
trait IntoResponse {}
fn drop() {}
fn from_request() {}
fn json() {}

macro_rules! file {
    () => {
        file
    };
}
macro_rules! line {
    () => {
        line
    };
}
macro_rules! panic {
    () => {
        panic
    };
}
macro_rules! vec {
    () => {
        vec
    };
}
macro_rules! format {
    () => {
        format
    };
}
macro_rules! matches {
    () => {
        matches
    };
}
macro_rules! concat {
    () => {
        concat
    };
}
macro_rules! stringify {
    () => {
        stringify
    };
}

type Text = ::std::string::String;
type Fallible<T, E = h::Rejection> = ::std::result::Result<T, E>;

struct Name(Text);

impl h::FromRequest<'_> for Name {
    type Rejection = StatusCode;

    fn from_request(request: &Request) -> Fallible<Self, StatusCode> {
        Fallible::Ok(Name(request.path().into()))
    }
}

impl ::std::str::FromStr for Vec {
    type Err = Text;

    fn from_str(_: &p::str) -> Fallible<Self, Text> {
        Fallible::Ok(Vec)
    }
}

#[handler(server = "Own/1.0", max_body = 64 * 1024)]
struct Site {
    #[mount("/leaf")]
    leaf: Leaf<p::u8>,
    #[mount("/later")]
    later: ::std::option::Option<::std::sync::Arc<Leaf<p::u16>>>,
}

#[handler(prefix = "/v1")]
impl Site {
    /// Values of every kind.
    #[get("/{id}/{text}/{*rest}", status = 202, hidden)]
    #[allow(clippy::too_many_arguments)]
    fn values(
        &self,
        id: p::u64,
        text: &p::str,
        rest: Text,
        #[query] page: ::std::option::Option<p::u32>,
        #[query("word")] words: ::std::vec::Vec<&p::str>,
        #[header("x-flag")] flag: ::std::result::Result<p::bool, h::Rejection>,
        #[cookie] session: ::std::option::Option<&p::str>,
        name: Name,
        other: ::std::result::Result<Name, StatusCode>,
        request: &Request,
    ) -> ::std::option::Option<Html<Text>> {
        let _ = (id, text, rest, page, words, flag, session, other.is_ok(), request);
        ::std::option::Option::Some(Html(name.0))
    }

    #[get("/own/{value}")]
    fn own(&self, value: Vec, #[query] other: ::std::option::Option<Vec>) {
        let _ = (value, other);
    }

    #[get("/pages")]
    #[get("/pages/{page}")]
    fn pages(&self, page: ::std::option::Option<p::usize>) -> Text {
        page.unwrap_or(1).to_string()
    }

    #[post("/json", max_body = 4096)]
    fn read_json(&self, #[json] numbers: ::std::vec::Vec<p::i32>) -> (StatusCode, Json<p::usize>) {
        (StatusCode::CREATED, Json(numbers.len()))
    }

    #[post("/json/optional")]
    fn read_some_json(&self, #[json] number: ::std::option::Option<p::i32>) -> Fallible<Text> {
        Fallible::Ok(number.unwrap_or(0).to_string())
    }

    #[put("/form")]
    fn read_form(&self, #[form] pairs: ::std::vec::Vec<(Text, Text)>) -> impl h::IntoResponse + use<> {
        pairs.len().to_string()
    }

    #[route(GET | DELETE, "/written")]
    fn write(&self, response: &mut ResponseWriter) -> ::std::io::Result<()> {
        response.send_response(204)?;
        response.end_headers()
    }

    #[route("PROPFIND", "/dav")]
    fn read(&self, body: &mut Body) -> Fallible<Text, Error> {
        let mut text = Text::new();
        h::Read::read_to_string(body, &mut text)?;
        Fallible::Ok(text)
    }

    #[before]
    fn check(&self, #[query] key: ::std::option::Option<p::u16>) -> Fallible<(), StatusCode> {
        if key.is_none() { Fallible::Ok(()) } else { Fallible::Err(StatusCode::FORBIDDEN) }
    }

    #[after]
    fn stamp(&self, head: &mut ResponseHead) {
        head.set_status(head.status());
    }

    #[catch(400..=499)]
    fn page(&self, status: StatusCode, cause: ::std::option::Option<&Error>) -> (StatusCode, Text) {
        (status, cause.map(|cause| cause.to_string()).unwrap_or_default())
    }
}

#[handler]
struct Leaf<T, const N: p::usize = 3> {
    value: T,
}

#[handler]
impl<T: ToString, const N: p::usize> Leaf<T, N> {
    #[get]
    fn all(&self) -> Text {
        self.value.to_string()
    }
}

fn main() {
    let site = Site { leaf: Leaf { value: 1 }, later: ::std::option::Option::None };
    assert_eq!(h::routes(&site).len(), 10);
    assert_eq!(site.pages(::std::option::Option::None), "1");
}
