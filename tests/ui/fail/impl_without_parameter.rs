use http_core::prelude::*;

#[handler]
struct Store<T> {
    value: T,
}

#[handler]
impl Store<T> {
    #[get("/")]
    fn index(&self) -> String {
        "index".to_owned()
    }
}

fn main() {}
