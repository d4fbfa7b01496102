#![allow(unused)]

use http_core::prelude::*;

struct Name;

struct NoName;

impl std::str::FromStr for Name {
    type Err = NoName;

    fn from_str(_: &str) -> Result<Self, NoName> {
        Ok(Name)
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{name}")]
    fn show(&self, name: Name) {
        todo!()
    }
}

fn main() {}
