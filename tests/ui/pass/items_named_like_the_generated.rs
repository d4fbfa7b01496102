#![deny(warnings)]

use http_core::prelude::*;

// Whatever the expansion calls, it calls by trait or by path, so a user's method of that name is never taken for it.

#[handler(max_body = 10)]
struct Site {
    #[mount("/leaf")]
    leaf: Leaf,
}

#[allow(dead_code)]
#[handler]
impl Site {
    const NAME: u8 = 1;
    const ROUTES: [u8; 2] = [1, 2];
    const TREE: () = ();
    const DENSE: &'static str = "no";
    const BEFORE: u8 = 3;
    const AFTER: u8 = 4;
    const CATCHERS: u8 = 5;
    const MOUNTS: u8 = 6;
    const MAX_BODY: &'static str = "all";
    const SERVER: u16 = 7;
    const TABLE: u8 = 8;
    const IS_FAULTY: u8 = 9;

    #[get("/after")]
    fn after(&self) {}

    #[get("/methods")]
    fn methods(&self) -> Vec<u8> {
        vec![Self::NAME, Self::BEFORE]
    }

    #[get("/wants_content")]
    fn wants_content(&self) -> &'static str {
        Self::MAX_BODY
    }

    #[get("/is_present")]
    fn is_present(&self) -> String {
        false.to_string()
    }

    #[get("/respond/{required}")]
    fn respond(&self, required: &str) -> String {
        required.to_owned()
    }

    #[get("/respond_to/{exchange}")]
    fn respond_to(&self, exchange: u8, request: &Request, #[query] response: Option<u8>) -> String {
        format!("{exchange} {} {response:?}", request.path())
    }

    #[get("/into_response")]
    fn into_response(&self) {}

    #[before]
    fn before(&self) {}

    #[catch]
    fn page(&self, page: &Request, request: StatusCode, value: Option<&Error>) -> String {
        format!("{} {request} {}", page.path(), value.is_some())
    }

    fn get(&self) {}
    fn check(&self) {}
    fn mounted(&self) {}
    fn passed(&self) {}
}

#[handler]
struct Leaf;

#[handler]
impl Leaf {
    #[get("/")]
    fn new(&self) {}

    #[get("/self")]
    fn r#fn(&self, #[query] r#self_: Option<u8>, #[query("r#in")] r#in: Option<u8>) -> String {
        format!("{self_:?} {:?}", r#in)
    }
}

fn main() {
    let site = Site { leaf: Leaf };
    assert_eq!(http_core::routes(&site).len(), 9);
    assert_eq!((site.methods(), site.is_present()), (vec![1, 3], "false".to_owned()));
    assert!(Handler::is_present(&site));
    assert_eq!(Handler::methods(&site).len(), 9);
}
