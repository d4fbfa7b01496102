#![deny(warnings)]

use http_core as renamed;

mod reexported {
    pub use http_core::{get as fetch, handler as serves, prelude};
}

// The last name of the path counts, wherever it leads.
#[http_core::handler]
struct Site {
    #[http_core::mount("/leaf")]
    leaf: Leaf,
}

#[::http_core::handler]
impl Site {
    #[http_core::get("/a/{id}")]
    #[::http_core::post("/a/{id}")]
    #[renamed::put("/a/{id}")]
    #[reexported::prelude::delete("/a/{id}")]
    #[http_core::route(PATCH, "/a/{id}")]
    fn a(
        &self,
        #[http_core::path("id")] number: u8,
        #[::http_core::query] page: Option<u8>,
        #[renamed::header("x-y")] field: Option<&str>,
        #[http_core::cookie] cookie: Option<&str>,
    ) -> String {
        format!("{number} {page:?} {field:?} {cookie:?}")
    }

    #[http_core::before]
    fn check(&self) {}

    #[http_core::after]
    fn stamp(&self) {}

    #[http_core::catch(404)]
    #[renamed::catch]
    fn page(&self) {}
}

#[reexported::serves]
struct Leaf;

// A name of one's own is resolved for the handler alone: its routes are known by theirs.
#[reexported::serves]
impl Leaf {
    #[http_core::prelude::get("/")]
    fn index(&self) {}
}

#[allow(unused_imports)]
use reexported::fetch;

fn main() {
    assert_eq!(http_core::routes(&Site { leaf: Leaf }).len(), 6);
    assert_eq!(Site { leaf: Leaf }.a(1, None, None, None), "1 None None None");
}
