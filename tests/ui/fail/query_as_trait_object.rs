use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[query] name: &dyn ToString) -> String {
        name.to_string()
    }
}

fn main() {}
