#![deny(warnings)]

mod facade {
    pub use http_core as renamed;
    pub use http_core::handler as serves;
}

use facade::renamed;

// The last name of a path counts, wherever it leads.
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
    #[facade::renamed::delete("/a/{id}")]
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

#[renamed::handler]
struct Leaf;

// `#[handler]` itself the compiler finds, under whatever name.
#[facade::serves]
impl Leaf {
    #[facade::renamed::prelude::get("/")]
    fn index(&self) {}
}

fn main() {
    assert_eq!(http_core::routes(&Site { leaf: Leaf }).len(), 6);
    assert_eq!(Site { leaf: Leaf }.a(1, None, None, None), "1 None None None");
}
