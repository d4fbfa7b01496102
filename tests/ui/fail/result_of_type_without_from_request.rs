use http_core::prelude::*;

struct User;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, user: Result<User, StatusCode>) -> StatusCode {
        user.err().unwrap_or(StatusCode::OK)
    }
}

fn main() {}
