use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    fn check(&self, message: Json<String>) {}

    #[before]
    fn read(&self, body: Body) {}

    #[before]
    fn look(&self, request: Request) {}

    #[get("/")]
    fn index(&self) {}
}

fn main() {}
