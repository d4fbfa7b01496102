use http_core::prelude::*;

const LIMIT: u64 = 4096;

struct Limits;

impl Limits {
    const LARGE: u64 = 1 << 20;
}

#[handler(max_body Limits::LARGE + 1)]
struct Site;

#[handler]
impl Site {
    #[post("/a", max_body LIMIT)]
    fn a(&self) -> &'static str {
        "a"
    }

    #[post("/b", hidden true)]
    fn b(&self) -> &'static str {
        "b"
    }
}

/// What stands before the missing comma may be no number.
#[handler(max_body = LIMIT as usize LIMIT)]
struct Cut;

#[handler]
impl Cut {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}
