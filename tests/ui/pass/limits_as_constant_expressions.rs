#![deny(warnings)]

use http_core::prelude::*;

mod limits {
    pub const SMALL: u64 = 16;
    pub static LARGE: u64 = 1 << 20;

    pub const fn twice(limit: u64) -> u64 {
        limit * 2
    }
}

const LIMIT: usize = 100;

#[handler(max_body = Self::LIMIT + N as u64)]
struct Site<const N: usize>;

#[handler]
impl<const N: usize> Site<N> {
    const LIMIT: u64 = 1_000;

    #[post("/literal", max_body = 0x10)]
    fn literal(&self, _body: &mut Body) {}

    #[post("/product", max_body = 64 * 1024)]
    fn product(&self, _body: &mut Body) {}

    #[post("/path", max_body = limits::SMALL)]
    fn path(&self, _body: &mut Body) {}

    #[post("/own", max_body = Self::LIMIT)]
    fn own(&self, _body: &mut Body) {}

    #[post("/parameter", max_body = N as u64)]
    fn parameter(&self, _body: &mut Body) {}

    #[post("/cast", max_body = LIMIT as u64, status = 201)]
    fn cast(&self, _body: &mut Body) {}

    #[post("/call", max_body = limits::twice(limits::SMALL))]
    fn call(&self, _body: &mut Body) {}

    #[post("/block", max_body = { let kilobytes = 2; kilobytes << 10 })]
    fn block(&self, _body: &mut Body) {}

    #[post("/choice", max_body = if cfg!(debug_assertions) { 1 } else { u64::MAX })]
    fn choice(&self, _body: &mut Body) {}

    #[post("/static", max_body = limits::LARGE)]
    fn r#static(&self, _body: &mut Body) {}

    #[get("/last", allow_body, hidden, max_body = std::mem::size_of::<[u8; 10]>() as u64)]
    fn last(&self, _body: &mut Body) {}
}

#[handler(max_body = limits::twice(1 + 1), server = "Limits/1.0")]
enum Choice {
    One,
}

#[handler]
impl Choice {
    #[post("/")]
    fn index(&self) {}
}

fn main() {
    assert_eq!(http_core::routes(&Site::<3>).len(), 10);
    assert_eq!(http_core::routes(&Choice::One).len(), 1);
}
