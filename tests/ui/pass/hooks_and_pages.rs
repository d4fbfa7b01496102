#![deny(warnings)]

use http_core::prelude::*;

struct Token;

impl FromRequest<'_> for Token {
    type Rejection = StatusCode;

    fn from_request(_: &Request) -> Result<Self, StatusCode> {
        Ok(Token)
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    fn silent(&self) {}

    #[before]
    fn check(&self, request: &Request, #[cookie] session: Option<&str>, _token: Token) -> Result<(), Response> {
        match session {
            Some(_) => Ok(()),
            None => Err(Response::new(StatusCode::FORBIDDEN).with_body(request.path().to_owned())),
        }
    }

    #[before]
    fn io(&self, _token: Result<Token, StatusCode>) -> io::Result<()> {
        Ok(())
    }

    #[after]
    fn stamp(&self, head: &mut ResponseHead, request: &Request) {
        if request.path() == "/" {
            head.set_status(StatusCode::ACCEPTED);
        }
    }

    #[after]
    fn nothing(&self) {}

    #[catch(404)]
    #[catch(410)]
    fn lost(&self, request: &Request) -> Html<String> {
        Html(request.path().to_owned())
    }

    #[catch(500..=599)]
    fn broken(&self, cause: Option<&Error>, status: StatusCode) -> String {
        format!("{status} {}", cause.is_some())
    }

    #[catch]
    fn other(&self) -> &'static str {
        "other"
    }

    #[get]
    fn index(&self) {}
}

fn main() {
    assert!(Site.io(Ok(Token)).is_ok());
}
