#![deny(warnings)]

use http_core::prelude::*;

#[handler]
struct r#Type {
    #[mount("/struct")]
    r#struct: r#Loop,
}

#[handler]
impl r#Type {
    #[get("/{type}/{*match}")]
    fn r#move(&self, r#type: u8, r#match: &str, #[query] r#in: Option<u8>, #[cookie] r#async: Vec<&str>) -> String {
        format!("{type} {match} {in:?} {}", r#async.len(), type = r#type, match = r#match, in = r#in)
    }

    #[get("/optional")]
    #[get("/optional/{loop}")]
    fn r#ref(&self, r#loop: Option<u8>) -> String {
        r#loop.unwrap_or_default().to_string()
    }

    #[r#post("/json")]
    fn r#dyn(&self, #[json] r#where: Vec<u8>) -> String {
        r#where.len().to_string()
    }

    #[before]
    fn r#if(&self, r#impl: &Request) -> Result<(), StatusCode> {
        (!r#impl.path().is_empty()).then_some(()).ok_or(StatusCode::BAD_REQUEST)
    }

    #[http_core::r#after]
    fn r#for(&self, r#mut: &mut ResponseHead) {
        r#mut.set_status(StatusCode::OK);
    }

    #[catch]
    fn r#else(&self, r#as: StatusCode) -> String {
        r#as.to_string()
    }
}

#[handler]
struct r#Loop;

#[handler]
impl r#Loop {
    #[get("/")]
    fn r#fn<'r#a>(&'r#a self) -> &'r#a str {
        "fn"
    }
}

fn main() {
    let routes = http_core::routes(&r#Type { r#struct: r#Loop });
    let names: Vec<&str> = routes.iter().map(|route| route.name()).collect();
    assert_eq!(names, ["Type::move", "Type::ref", "Type::ref", "Type::dyn", "Loop::fn"]);
    let parameters: Vec<&str> = routes[0].parameters().iter().map(|parameter| parameter.name()).collect();
    assert_eq!(parameters, ["type", "match", "in", "async"]);
    assert_eq!(routes[4].path(), "/struct/");
}
