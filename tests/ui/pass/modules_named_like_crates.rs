#![deny(warnings)]

// Paths of the expansion begin with `::`, so that modules of these names are not what they find.

use ::http_core::prelude::*;

#[allow(dead_code)]
mod http_core {
    pub mod __private {}
    pub struct Request;
}

#[allow(dead_code)]
mod core {
    pub mod marker {
        pub trait Send {}
    }
}

mod alloc {}
mod __http {}
mod http {}

#[handler]
struct Site<T> {
    value: T,
    #[mount("/leaf")]
    leaf: Leaf,
}

#[handler]
impl<T: ToString> Site<T> {
    #[get("/{id}")]
    fn show(&self, id: u64, request: &Request) -> Option<String> {
        (request.path().len() > 1).then(|| format!("{id}{}", self.value.to_string()))
    }
}

#[handler]
struct Leaf;

#[handler]
impl Leaf {
    #[get("/")]
    fn index(&self, #[query] page: Option<u8>, #[cookie] names: Vec<&str>) -> Vec<u8> {
        vec![page.unwrap_or_default(), u8::from(names.is_empty())]
    }
}

mod std {}

fn main() {
    assert_eq!(::http_core::routes(&Site { value: 1, leaf: Leaf }).len(), 2);
    assert_eq!(Leaf.index(None, Vec::new()), [0, 1]);
}
