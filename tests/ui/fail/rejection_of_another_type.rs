use http_core::prelude::*;

struct User;

impl<'r> FromRequest<'r> for User {
    type Rejection = Redirect;

    fn from_request(_: &'r Request) -> Result<Self, Redirect> {
        Err(Redirect::see_other("/login"))
    }
}

#[handler]
struct App;

#[handler]
impl App {
    #[get("/")]
    fn index(&self, user: Result<User, StatusCode>) -> StatusCode {
        user.err().unwrap_or_default()
    }

    #[get("/pages")]
    fn page(&self, #[query] number: Result<u32, String>) -> String {
        number.map_or_else(|error| error, |number| number.to_string())
    }
}

fn main() {}
