#![deny(warnings)]

use http_core::prelude::*;
use std::borrow::Cow;
use std::convert::Infallible;

struct Teapot;

impl IntoResponse for Teapot {
    fn into_response(self) -> Response {
        Response::new(StatusCode::IM_A_TEAPOT).with_body("short and stout")
    }
}

struct Wrapped<T>(T);

impl<T: IntoResponse> IntoResponse for Wrapped<T> {
    fn into_response(self) -> Response {
        self.0.into_response().with_header("x-wrapped", "yes")
    }
}

type Answer<T = String> = Result<T, Teapot>;

trait Speaks {
    type Word: IntoResponse;

    fn word(&self) -> Self::Word;
}

#[handler]
struct Site;

impl Speaks for Site {
    type Word = Wrapped<Cow<'static, str>>;

    fn word(&self) -> Self::Word {
        Wrapped("word".into())
    }
}

macro_rules! answer {
    () => { Answer<Wrapped<()>> };
}

#[handler]
impl Site {
    #[get("/own")]
    fn own(&self) -> Teapot {
        Teapot
    }

    #[get("/alias")]
    fn alias(&self) -> Answer {
        Ok(String::new())
    }

    #[get("/macro")]
    fn made(&self) -> answer!() {
        Err(Teapot)
    }

    #[get("/projection")]
    fn projection(&self) -> <Self as Speaks>::Word {
        self.word()
    }

    #[get("/path")]
    fn path(&self) -> std::result::Result<std::option::Option<crate::Wrapped<Teapot>>, self::Teapot> {
        Ok(None)
    }

    #[get("/nested", status = 202)]
    fn nested(&self) -> Option<Result<(StatusCode, [(&'static str, String); 1], Wrapped<Json<u8>>), Infallible>> {
        Some(Ok((StatusCode::CREATED, [("x", "y".to_owned())], Wrapped(Json(1)))))
    }

    #[get("/bytes")]
    fn bytes(&self) -> Wrapped<&'static [u8]> {
        Wrapped(b"bytes")
    }

    #[get("/both")]
    fn both(&self) -> Result<impl IntoResponse, impl IntoResponse> {
        if self.alias().is_ok() { Ok(Wrapped("x")) } else { Err(Teapot) }
    }

    #[get("/never")]
    fn never(&self, response: &mut ResponseWriter) -> ! {
        panic!("{response:?}")
    }

    #[get("/written")]
    fn written(&self, response: &mut ResponseWriter) -> Answer<()> {
        response.send(Wrapped(1.to_string())).map_err(|_| Teapot)
    }

    #[before]
    fn check(&self) -> Answer<()> {
        Ok(())
    }

    #[catch(404)]
    fn lost(&self) -> Option<Wrapped<Teapot>> {
        Some(Wrapped(Teapot))
    }

    #[catch]
    fn page(&self) -> impl IntoResponse {
        Wrapped(Teapot)
    }
}

fn main() {
    assert_eq!(http_core::routes(&Site).len(), 10);
    assert_eq!(Site.projection().into_response().headers()["x-wrapped"], "yes");
    assert_eq!(Site.both().into_response().status(), StatusCode::OK);
}
