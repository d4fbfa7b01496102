use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    fn admit(&self, #[quer] token: &str) {
        let _ = token;
    }

    #[catch]
    fn page(&self, #[boddy] body: String) -> String {
        body
    }

    #[get("/")]
    fn index(&self, r#type: u8) -> String {
        r#type.to_string()
    }
}

fn main() {}
