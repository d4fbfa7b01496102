use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
#[get("/")]
impl Site {
    fn index(&self) -> &'static str {
        "index"
    }
}

#[handler]
struct Other;

#[handler]
impl Other {
    #[get("/")]
    fn index(&self) -> &'static str {
        #[post("/")]
        let text = "index";
        text
    }
}

fn main() {}
