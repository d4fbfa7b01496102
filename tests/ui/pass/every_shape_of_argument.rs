#![deny(warnings)]

use http_core::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Form {
    text: String,
}

struct User<'r>(&'r str);

impl<'r> FromRequest<'r> for User<'r> {
    type Rejection = StatusCode;

    fn from_request(request: &'r Request) -> Result<Self, StatusCode> {
        request.header("user").map(User).ok_or(StatusCode::UNAUTHORIZED)
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/text/{a}/{b}")]
    fn text(&self, a: &str, #[path("b")] c: Result<&str, Rejection>) -> String {
        format!("{a} {}", c.unwrap_or_default())
    }

    #[get("/parsed/{a}")]
    fn parsed(&self, a: u8, #[query] b: Option<u8>, #[query] c: Vec<u8>, #[query] d: Result<u8, Rejection>) -> String {
        format!("{a} {b:?} {c:?} {}", d.is_ok())
    }

    #[get("/nested")]
    fn nested(
        &self,
        #[query] a: Result<Option<&str>, Rejection>,
        #[header("x-y")] b: Result<Vec<u8>, Rejection>,
        #[cookie("z")] c: Vec<&str>,
    ) -> String {
        format!("{} {} {}", a.is_ok(), b.is_ok(), c.len())
    }

    #[get("/user")]
    fn user<'a>(&self, user: User<'a>) -> &'a str {
        user.0
    }

    #[get("/user/maybe")]
    fn maybe(&self, user: Result<User<'_>, StatusCode>) -> StatusCode {
        user.err().unwrap_or(StatusCode::OK)
    }

    #[post("/json")]
    fn json(&self, #[json] form: Form) -> String {
        form.text
    }

    #[post("/json/maybe")]
    fn json_maybe(&self, #[json] form: Result<Option<Vec<Form>>, Rejection>) -> Result<String, Rejection> {
        Ok(form?.unwrap_or_default().len().to_string())
    }

    #[post("/form")]
    fn form(&self, #[form] form: Option<Form>) -> Option<String> {
        form.map(|form| form.text)
    }

    #[get("/body", allow_body)]
    fn body(&self, request: &Request, body: &mut Body) -> io::Result<Vec<u8>> {
        let mut content = request.path().as_bytes().to_vec();
        body.read_to_end(&mut content)?;
        Ok(content)
    }

    #[put("/echo")]
    fn echo(&self, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        io::copy(body, response)?;
        Ok(())
    }

    #[get("/pages")]
    #[get("/pages/{page}")]
    fn pages(&self, page: Option<u32>) -> String {
        page.unwrap_or(1).to_string()
    }
}

fn main() {
    let routes = http_core::routes(&Site);
    let pages = routes.iter().filter(|route| route.name() == "Site::pages");
    let parameters: Vec<usize> = pages.map(|route| route.parameters().len()).collect();
    assert_eq!(parameters, [0, 1]);
    assert_eq!(Site.pages(None), "1");
}
