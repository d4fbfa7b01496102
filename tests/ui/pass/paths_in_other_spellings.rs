#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

#[handler]
struct Site {
    #[mount(r"/a%20b")]
    leaf: Leaf,
}

#[handler(prefix = r#"/v1"#)]
impl Site {
    #[get(r"/raw/{id}")]
    fn raw(&self, id: u8) -> String {
        id.to_string()
    }

    #[get(r##"/raw/"##)]
    fn slash(&self) -> &'static str {
        "slash"
    }

    #[get("\x2fescaped/\u{7b}name}")]
    fn escaped(&self, name: &str) -> String {
        name.to_owned()
    }

    #[get("/{{braces}}/%7Bx%7D")]
    fn braces(&self) -> &'static str {
        "braces"
    }

    #[get("/~!$&'()*+,;=:@-._")]
    fn signs(&self) -> &'static str {
        "signs"
    }

    #[get("/../.")]
    fn dots(&self) -> &'static str {
        "dots"
    }

    #[get(
        "/lines/\
         joined"
    )]
    fn joined(&self) -> &'static str {
        "joined"
    }
}

#[handler]
struct Leaf;

#[handler]
impl Leaf {
    #[get("/%C3%A9")]
    fn letter(&self) -> &'static str {
        "letter"
    }
}

fn main() {
    let client = Client::new(Site { leaf: Leaf });
    for (path, text) in [
        ("/v1/raw/1", "1"),
        ("/v1/raw/", "slash"),
        ("/v1/escaped/x%2Fy", "x/y"),
        ("/v1/%7bbraces%7d/%7bx%7d", "braces"),
        ("/v1/~!$&'()*+,;=:@-._", "signs"),
        ("/v1/../.", "dots"),
        ("/v1/lines/joined", "joined"),
        ("/a%20b/%c3%a9", "letter"),
        ("/%61%20b/%C3%A9", "letter"),
    ] {
        assert_eq!(client.get(path).send().text(), text, "{path}");
    }
}
