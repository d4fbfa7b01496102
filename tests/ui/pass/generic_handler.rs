#![deny(warnings)]

use http_core::prelude::*;
use std::fmt::Display;
use std::str::FromStr;

#[handler]
struct Store<T, H: Handler, const N: usize = 1>
where
    T: Clone,
{
    value: T,
    #[mount("/inner")]
    inner: H,
}

#[handler]
impl<T, H: Handler, const N: usize> Store<T, H, N>
where
    T: Clone + Display + FromStr,
    T::Err: Display,
{
    #[get("/same/{value}")]
    fn same(&self, value: T) -> String {
        format!("{} {value} {N}", self.value)
    }

    #[before]
    fn check(&self) {}

    #[catch]
    fn page(&self) -> String {
        self.value.to_string()
    }
}

#[handler]
struct Leaf;

#[handler]
impl Leaf {
    #[get("/")]
    fn index(&self) {}
}

fn main() {
    let store: Store<u8, Leaf> = Store { value: 1, inner: Leaf };
    assert_eq!(http_core::routes(&store).len(), 2);
    assert_eq!(store.same(2), "1 2 1");
}
