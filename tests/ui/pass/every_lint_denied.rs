// Lints look at the expansion as if the user had written it.
#![deny(
    warnings,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    unused,
    absolute_paths_not_starting_with_crate,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    non_ascii_idents,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![forbid(unsafe_code)]

use http_core::prelude::*;

#[handler(server = "Site/1.0", max_body = 10)]
#[derive(Debug, Clone, Copy)]
struct Site<T> {
    value: T,
    #[mount("/leaf")]
    leaf: Leaf,
}

#[derive(Debug, Clone, Copy)]
struct User<'r>(&'r str);

impl<'r> FromRequest<'r> for User<'r> {
    type Rejection = StatusCode;

    fn from_request(request: &'r Request) -> Result<Self, StatusCode> {
        request.header("user").map(User).ok_or(StatusCode::UNAUTHORIZED)
    }
}

#[handler(prefix = "/v1")]
impl<T: Copy + Into<u64>> Site<T> {
    #[get("/{id}/{*rest}", status = 202)]
    fn show(&self, id: u64, rest: &str, user: User<'_>, #[query] page: Option<u8>) -> Result<String, Rejection> {
        Ok(format!("{} {rest} {} {page:?}", id + self.value.into(), user.0))
    }

    #[get("/optional/{id}")]
    #[get("/optional")]
    fn optional(&self, id: Option<u8>) -> String {
        id.unwrap_or_default().to_string()
    }

    #[post("/json", max_body = 5)]
    fn json(&self, #[json] numbers: Vec<u8>) -> Json<usize> {
        Json(numbers.len())
    }

    #[put("/write")]
    fn write(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        let _length = io::copy(body, response)?;
        response.write_all(request.path().as_bytes())
    }

    #[delete]
    fn any(&self) {}

    #[get("/never")]
    fn never(&self) -> ! {
        panic!("never")
    }

    #[before]
    fn check(&self, _user: Result<User<'_>, StatusCode>) -> Result<(), StatusCode> {
        Ok(())
    }

    #[after]
    fn stamp(&self, head: &mut ResponseHead) {
        head.set_status(StatusCode::OK);
    }

    #[catch(404)]
    #[catch]
    fn page(&self, cause: Option<&Error>) -> impl IntoResponse + use<T> {
        cause.is_some().to_string()
    }
}

#[handler]
#[derive(Debug, Clone, Copy)]
struct Leaf;

#[handler]
impl Leaf {
    #[cfg(all())]
    #[get("/")]
    fn index(&self) {}

    #[cfg(any())]
    #[get("/")]
    fn absent(&self) {}
}

fn main() {
    let site = Site { value: 1_u8, leaf: Leaf };
    assert_eq!(http_core::routes(&site).len(), 8);
    assert_eq!(site.show(1, "x", User("u"), None).as_deref(), Ok("2 x u None"));
}
