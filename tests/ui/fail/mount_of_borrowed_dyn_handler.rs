use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/api")]
    api: &dyn Handler,
}

#[handler]
impl Site {}

fn main() {}
