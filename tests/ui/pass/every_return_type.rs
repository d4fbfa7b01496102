#![deny(warnings)]

use http_core::prelude::*;

#[handler]
struct Site {
    name: String,
}

#[handler]
impl Site {
    #[get("/unit")]
    fn unit(&self) {}

    #[get("/unit/spelt")]
    fn unit_spelt(&self) -> () {}

    #[get("/borrowed")]
    fn borrowed(&self) -> &str {
        &self.name
    }

    #[get("/borrowed/{text}")]
    fn borrowed_argument<'a>(&self, text: &'a str) -> &'a str {
        text
    }

    #[get("/opaque", status = 202)]
    fn opaque(&self) -> impl IntoResponse {
        (StatusCode::OK, [("x", "y")], "text")
    }

    #[get("/opaque/inside")]
    fn opaque_inside(&self) -> Result<impl IntoResponse, StatusCode> {
        Ok("text")
    }

    #[get("/result")]
    fn result(&self) -> Result<String, http_core::Error> {
        Ok("1".parse::<u8>()?.to_string())
    }

    #[get("/never")]
    fn never(&self) -> ! {
        panic!("never")
    }

    #[post("/created", status = 201)]
    fn created(&self) -> String {
        self.name.clone()
    }
}

fn main() {
    let site = Site { name: "site".to_owned() };
    assert_eq!(site.borrowed(), "site");
    assert_eq!(http_core::routes(&site).len(), 9);
}
