#![deny(warnings)]

use http_core::prelude::*;

mod limits {
    pub const SMALL: u64 = 16;
    pub static LARGE: u64 = 1 << 20;

    pub const fn twice(limit: u64) -> u64 {
        limit * 2
    }

    pub const fn of(limit: fn() -> u64) -> u64 {
        size_of_val(&limit) as u64
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

    #[post("/parentheses", max_body = (if cfg!(debug_assertions) { 1 } else { u64::MAX }))]
    fn parentheses(&self, _body: &mut Body) {}

    #[post("/closure", max_body = limits::of(|| 1))]
    fn closure(&self, _body: &mut Body) {}

    #[post("/array", max_body = [1, 2][1] + match LIMIT { 100 => 1, _ => 2 })]
    fn array(&self, _body: &mut Body) {}

    #[post("/labelled", max_body = 'found: { if LIMIT > 1 { break 'found 1 } const { 2 } })]
    fn labelled(&self, _body: &mut Body) {}

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
    assert_eq!(http_core::routes(&Site::<3>).len(), 14);
    assert_eq!(http_core::routes(&Choice::One).len(), 1);
}
