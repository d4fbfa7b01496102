use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id?}")]
    fn index(&self, id: Option<u64>) -> String {
        format!("{id:?}")
    }
}

fn main() {}
