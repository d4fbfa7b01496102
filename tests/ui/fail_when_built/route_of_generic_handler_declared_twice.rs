#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Pages<T: Send + Sync + 'static>(T);

#[handler]
impl<T: Send + Sync + 'static> Pages<T> {
    #[get("/about")]
    fn about(&self) {}
}

#[handler]
struct Site<T: Send + Sync + 'static> {
    #[mount("/")]
    pages: Pages<T>,
}

#[handler]
impl<T: Send + Sync + 'static> Site<T> {
    #[get("/about")]
    fn about(&self) {}
}

fn main() {
    let site: &dyn Handler = &Site { pages: Pages(1) };
}
