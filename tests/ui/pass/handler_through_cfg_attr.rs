#![deny(warnings)]

use http_core::prelude::*;

#[cfg_attr(all(), handler(max_body = 10), derive(Debug))]
struct Site {
    #[cfg_attr(all(), mount("/leaf"), allow(dead_code))]
    leaf: Leaf,
}

#[cfg_attr(all(), handler(prefix = "/v1"))]
impl Site {
    #[cfg_attr(all(), cfg_attr(all(), get("/both"), doc = "Two conditions."), inline)]
    #[cfg_attr(any(), get("/neither"))]
    fn both(&self) {}

    #[cfg_attr(all(), before)]
    #[cfg_attr(any(), must_use)]
    fn check(&self) -> Result<(), StatusCode> {
        Ok(())
    }

    #[cfg_attr(all(), catch(404), catch(500..=599), must_use)]
    fn page(&self) -> &'static str {
        "page"
    }

    #[cfg_attr(any(), get("/helper/{number}"))]
    fn helper(&self, #[cfg_attr(all(), allow(unused_variables))] number: u8) {}
}

// Without its attribute it is a type like any other.
#[cfg_attr(any(), handler)]
#[derive(Debug)]
struct Leaf;

#[handler]
#[derive(Debug)]
struct Inner;

#[handler]
impl Inner {
    #[get("/")]
    fn index(&self) {}
}

impl Handler for Leaf {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        Inner.handle(request, body, response)
    }
}

fn main() {
    let site = Site { leaf: Leaf };
    let routes: Vec<String> = http_core::routes(&site).iter().map(|route| route.path().to_owned()).collect();
    assert_eq!(routes, ["/v1/both"]);
    assert_eq!((site.page(), site.check()), ("page", Ok(())));
    site.helper(1);
}
