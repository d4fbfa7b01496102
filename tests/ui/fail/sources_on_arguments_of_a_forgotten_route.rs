use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}

    fn search(&self, #[query] words: &str, #[query] page: u32, #[cookie] session: &str) -> String {
        format!("{words} {page} {session}")
    }
}

fn main() {}
