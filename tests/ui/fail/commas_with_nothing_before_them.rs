#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct About;

#[handler]
impl About {
    #[get("/")]
    fn about(&self) -> String {
        todo!()
    }
}

#[handler(, max_body = 5)]
struct Site {
    #[mount(,)]
    about: About,
}

#[handler]
impl Site {
    #[get("/a",, hidden)]
    fn a(&self, #[query(,)] page: u32) {
        todo!()
    }

    #[route(GET,, "/b")]
    fn b(&self) {
        todo!()
    }

    #[post(,)]
    fn c(&self) {
        todo!()
    }

    #[catch(,)]
    fn d(&self) {
        todo!()
    }
}

fn main() {}
