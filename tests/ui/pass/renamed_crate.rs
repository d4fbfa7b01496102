#![deny(warnings)]

mod facade {
    pub extern crate http_core as renamed;
}

use facade::renamed::handler;

#[handler(crate = facade::renamed)]
struct Leaf;

#[handler(crate = crate::facade::renamed)]
impl Leaf {
    #[get("/")]
    fn index(&self) {}
}

mod deep {
    use super::facade::renamed as http;

    #[http::handler(crate = http)]
    pub struct Site {
        #[mount("/leaf")]
        pub leaf: super::Leaf,
    }

    #[http::handler(crate = http)]
    impl Site {
        #[http::get("/site")]
        fn index(&self, #[http::query] name: &str) -> String {
            name.to_owned()
        }
    }
}

fn main() {
    assert_eq!(facade::renamed::routes(&deep::Site { leaf: Leaf }).len(), 2);
}
