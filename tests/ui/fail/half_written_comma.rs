use http_core::prelude::*;

#[handler]
struct Site {
    count: u64
    #[mount("/api")]
    api: Api,
}

#[handler]
struct Api;

#[handler]
impl Api {
    #[get("/{id}")]
    fn show(&self, id: u64 #[query] page: u32) -> String {
        format!("{id} {page}")
    }

    #[get("/")]
    fn index(&self) {}
}

fn main() {}
