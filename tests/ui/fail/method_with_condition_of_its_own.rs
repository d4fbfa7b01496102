#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Store<T> {
    value: T,
}

#[handler]
impl<T> Store<T>
where
    T: Clone,
{
    #[get("/")]
    fn show(&self) -> String
    where
        T: std::fmt::Display,
    {
        self.value.to_string()
    }

    #[before]
    fn check(&self)
    where
        T: Clone,
    {
    }
}

fn main() {}
