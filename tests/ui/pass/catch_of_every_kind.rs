#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

#[handler]
struct Site {
    #[mount("/inner")]
    inner: Inner,
}

#[handler]
impl Site {
    #[catch]
    fn any(&self) -> &'static str {
        "any"
    }

    #[catch(450..=499)]
    #[catch(500..=502)]
    #[catch(599..=599)]
    fn range(&self) -> &'static str {
        "range"
    }

    #[catch(0x1f4)]
    #[catch(4_5_1)]
    fn exact(&self) -> &'static str {
        "exact"
    }

    #[cfg(any())]
    #[catch(404)]
    fn absent(&self) -> &'static str {
        "absent"
    }

    #[cfg(all())]
    #[catch(404u16)]
    fn lost(&self) -> &'static str {
        "lost"
    }

    #[get("/{status}")]
    fn fail(&self, status: u16) -> Result<(), StatusCode> {
        Err(StatusCode::from_u16(status).unwrap_or_default())
    }
}

#[handler]
struct Inner;

#[handler]
impl Inner {
    #[get("/")]
    fn index(&self) {}

    #[catch(400..=599)]
    fn all(&self) -> &'static str {
        "inner"
    }
}

fn main() {
    let client = Client::new(Site { inner: Inner });
    for (path, text) in [
        ("/400", "any"),
        ("/404", "lost"),
        ("/450", "range"),
        ("/451", "exact"),
        ("/499", "range"),
        ("/500", "exact"),
        ("/502", "range"),
        ("/503", "any"),
        ("/599", "range"),
        ("/inner/404", "inner"),
    ] {
        assert_eq!(client.get(path).send().text(), text, "{path}");
    }
}
