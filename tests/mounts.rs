//! Mounts: who answers below a prefix, and what path it sees.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::handler_fn;
use http_core::prelude::*;
use std::sync::Arc;
use tests::{ask, get, post, request, serve};

/// Says who it is and which path it sees.
#[handler]
struct Named(&'static str);

#[handler]
impl Named {
    #[get]
    fn show(&self, request: &Request) -> String {
        format!("{} {}", self.0, request.path())
    }
}

/// Has one page only.
#[handler]
struct Small;

#[handler]
impl Small {
    #[get("/page")]
    fn page(&self, request: &Request) -> String {
        format!("small {} of {}", request.path(), request.target())
    }

    #[post("/")]
    fn root(&self) -> &'static str {
        "small root"
    }
}

#[handler]
struct Site {
    #[mount("/api")]
    api: Named,
    #[mount("/api/deep")]
    deep: Named,
    #[mount("/small")]
    small: Small,
    #[mount("/absent")]
    absent: Option<Named>,
    #[mount("/present")]
    present: Option<Named>,
    #[mount("/shared")]
    shared: Arc<Named>,
    #[mount("/boxed")]
    boxed: Box<dyn Handler>,
    #[mount("/dynamic")]
    dynamic: Arc<dyn Handler>,
    #[mount("/with%20space")]
    space: Named,
    #[mount("/nested")]
    nested: Nested,
}

#[handler]
impl Site {
    #[get("/{a}/page")]
    fn parameter(&self, a: &str) -> String {
        format!("own {a}")
    }

    #[get("/")]
    fn index(&self, request: &Request) -> String {
        format!("index {}", request.path())
    }
}

#[handler]
struct Nested {
    #[mount("/a/b")]
    inner: Named,
    #[mount("/")]
    last: Named,
}

#[handler]
impl Nested {
    #[get("/own")]
    fn own(&self, request: &Request) -> String {
        format!("nested own {}", request.path())
    }
}

fn site() -> Site {
    Site {
        api: Named("api"),
        deep: Named("deep"),
        small: Small,
        absent: None,
        present: Some(Named("present")),
        shared: Arc::new(Named("shared")),
        boxed: Box::new(Named("boxed")),
        dynamic: Arc::new(handler_fn(|request: &Request, _: &mut Body| format!("dynamic {}", request.path()))),
        space: Named("space"),
        nested: Nested { inner: Named("inner"), last: Named("last") },
    }
}

#[test]
fn a_mount_owns_its_prefix_and_sees_the_path_below_it() {
    let running = serve(site());
    let cases = [
        ("/", 200, "index /"),
        ("/api", 200, "api /"),
        ("/api/", 200, "api /"),
        ("/api/x", 200, "api /x"),
        ("/api/x/?q", 200, "api /x/"),
        ("/api//x", 200, "api //x"),
        ("/%61pi/x", 200, "api /x"),
        ("/api/a%20b", 200, "api /a%20b"),
        ("http://test/api/x", 200, "api /x"),
        ("http://test/api", 200, "api /"),
        // The longest prefix, and only whole segments of it.
        ("/api/deep", 200, "deep /"),
        ("/api/deep/x", 200, "deep /x"),
        ("/api/deeper", 200, "api /deeper"),
        ("/api%2Fdeep", 404, ""),
        ("/apis/x", 404, ""),
        ("/ap", 404, ""),
        ("/API/x", 404, ""),
        ("//api", 404, ""),
        // An own route that could reach in gives way.
        ("/small/page", 200, "small /page of /small/page"),
        ("/other/page", 200, "own other"),
        ("/api/page", 200, "api /page"),
        // What a mount lacks is its 404.
        ("/small/other", 404, ""),
        ("/small", 405, ""),
        // Every kind of field.
        ("/present/x", 200, "present /x"),
        ("/shared/x", 200, "shared /x"),
        ("/boxed/x", 200, "boxed /x"),
        ("/dynamic/x", 200, "dynamic /x"),
        ("/with%20space/x", 200, "space /x"),
        // One that is not there is as if it were not declared.
        ("/absent/x", 404, ""),
        ("/absent/page", 200, "own absent"),
    ];
    for (target, status, text) in cases {
        let answer = ask(&running, get(target));
        assert_eq!(answer.status, status, "{target}: {}", answer.text());
        assert!(text.is_empty() || answer.text() == text, "{target}: {}", answer.text());
    }
    ask(&running, post("/small", "")).expect(200, "small root");
    ask(&running, post("/small/", "")).expect(200, "small root");
}

#[test]
fn mounts_nest_and_the_mount_at_the_root_is_the_last_resort() {
    let running = serve(site());
    let cases = [
        ("/nested/own", "nested own /own"),
        ("/nested/a/b", "inner /"),
        ("/nested/a/b/c", "inner /c"),
        ("/nested/a/c", "last /a/c"),
        ("/nested/own/", "last /own/"),
        ("/nested", "last /"),
        ("/nested/", "last /"),
    ];
    for (target, text) in cases {
        ask(&running, get(target)).expect(200, text);
    }
    // The path is one of its own routes', so the last resort is not asked.
    let answer = ask(&running, post("/nested/own", ""));
    assert_eq!((answer.status, answer.field("allow")), (405, Some("GET, HEAD, OPTIONS")));
}

/// Has a page for paths that can't be decoded.
#[handler]
struct Strict(&'static str);

#[handler]
impl Strict {
    #[get("/{name}")]
    fn show(&self, name: &str) -> String {
        format!("{} {name}", self.0)
    }

    #[catch(400)]
    fn broken(&self, request: &Request) -> String {
        format!("{} 400 of {}", self.0, request.path())
    }
}

#[handler]
struct Broken {
    #[mount("/strict")]
    strict: Strict,
    #[mount("/by-hand")]
    by_hand: Box<dyn Handler>,
    #[mount("/%25zz")]
    percent: Strict,
    #[mount("/")]
    last: Strict,
}

#[handler]
impl Broken {}

#[test]
fn a_path_that_cannot_be_decoded_is_refused_by_the_handler_that_has_it() {
    let by_hand = Box::new(handler_fn(|request: &Request, _: &mut Body| format!("by hand {}", request.path())));
    let (strict, percent, last) = (Strict("strict"), Strict("percent"), Strict("last"));
    let running = serve(Broken { strict, by_hand, percent, last });
    let cases = [
        ("/strict/%zz", 400, "strict 400 of /%zz"),
        ("/strict/%FF/x", 400, "strict 400 of /%FF/x"),
        ("/strict/%25zz", 200, "strict %zz"),
        ("/by-hand/%zz", 200, "by hand /%zz"),
        // What can't be decoded is no prefix.
        ("/%zz", 400, "last 400 of /%zz"),
        ("/%zz/strict", 400, "last 400 of /%zz/strict"),
        ("/strict%zz/x", 400, "last 400 of /strict%zz/x"),
        ("/%25zz/x", 200, "percent x"),
        ("/%25zz/%zz", 400, "percent 400 of /%zz"),
    ];
    for (target, status, text) in cases {
        ask(&running, get(target)).expect(status, text);
    }
}

#[test]
fn allow_is_of_the_table_that_has_the_path() {
    let running = serve(site());
    let cases = [
        ("OPTIONS", "/small/page", 204, "GET, HEAD, OPTIONS"),
        ("DELETE", "/small/page", 405, "GET, HEAD, OPTIONS"),
        ("OPTIONS", "/small", 204, "OPTIONS, POST"),
        ("DELETE", "/api/x", 405, "GET, HEAD, OPTIONS"),
        ("OPTIONS", "*", 204, "GET, HEAD, OPTIONS, POST"),
    ];
    for (method, target, status, allow) in cases {
        let answer = ask(&running, request(method, target, &[]));
        assert_eq!((answer.status, answer.field("allow")), (status, Some(allow)), "{method} {target}");
    }
}

/// A method that any mount knows is known everywhere; one that nobody knows is 501 everywhere.
#[test]
fn mounts_have_a_say_in_which_methods_are_known() {
    #[handler]
    struct Brewing;
    #[handler]
    impl Brewing {
        #[route("BREW", "/pot")]
        fn brew(&self) -> &'static str {
            "coffee"
        }
    }
    #[handler]
    struct Kitchen {
        #[mount("/pots")]
        brewing: Brewing,
    }
    #[handler]
    impl Kitchen {
        #[get("/")]
        fn index(&self) {}
    }
    let running = serve(Kitchen { brewing: Brewing });
    ask(&running, request("BREW", "/pots/pot", &[])).expect(200, "coffee");
    let cases = [
        ("BREW", "/", 405),
        ("BREW", "/nowhere", 404),
        ("BREW", "/pots/nowhere", 404),
        ("MASH", "/", 501),
        ("MASH", "/pots/pot", 501),
        ("MASH", "/nowhere", 501),
        ("PROPFIND", "/pots/pot", 405),
        ("PROPFIND", "/nowhere", 404),
        ("brew", "/pots/pot", 501),
        ("get", "/", 501),
    ];
    for (method, target, status) in cases {
        assert_eq!(ask(&running, request(method, target, &[])).status, status, "{method} {target}");
    }
}

/// A pointer, or an `Option` that holds one, does all that the handler behind it does.
#[test]
fn what_is_mounted_is_whole_whatever_holds_it() {
    #[handler]
    struct Pots;
    #[handler]
    impl Pots {
        #[before]
        fn check(&self, request: &Request) -> Result<(), StatusCode> {
            if request.header("x-full").is_some() { Err(StatusCode::CONFLICT) } else { Ok(()) }
        }
        #[after]
        fn stamp(&self, head: &mut ResponseHead) {
            head.headers_mut().insert("x-pot", "1".parse().unwrap());
        }
        #[catch(409)]
        fn full(&self) -> &'static str {
            "full"
        }
        #[route("BREW", "/pot")]
        fn brew(&self) -> &'static str {
            "coffee"
        }
    }
    #[handler]
    struct Kitchen<H: Handler> {
        #[mount("/pots")]
        pots: H,
    }
    #[handler]
    impl<H: Handler> Kitchen<H> {}

    fn check<H: Handler>(pots: H) {
        let running = serve(Kitchen { pots });
        let answer = ask(&running, request("BREW", "/pots/pot", &[]));
        assert_eq!(answer.expect(200, "coffee").field("x-pot"), Some("1"));
        let answer = ask(&running, request("BREW", "/pots/pot", &["X-Full: 1"]));
        assert_eq!(answer.expect(409, "full").field("x-pot"), Some("1"));
        // Of a method that nobody knows it would be 501.
        assert_eq!(ask(&running, request("BREW", "/nowhere", &[])).status, 404);
    }
    check(Pots);
    check(Some(Pots));
    check(Arc::new(Pots));
    check(Box::new(Pots));
    check::<Box<dyn Handler>>(Box::new(Pots));
    check::<Arc<dyn Handler>>(Arc::new(Pots));
    check(Some(Arc::new(Pots)));
}

#[test]
fn the_listing_shows_mounted_routes_with_their_prefix() {
    let routes = http_core::routes(&site());
    let lines: Vec<String> = routes.iter().map(ToString::to_string).collect();
    for wanted in [
        "GET /{a}/page Site::parameter",
        "GET /api/{*} Named::show",
        "GET /api/deep/{*} Named::show",
        "GET /small/page Small::page",
        "POST /small/ Small::root",
        "GET /present/{*} Named::show",
        "GET /nested/own Nested::own",
        "GET /nested/a/b/{*} Named::show",
        "GET /nested/{*} Named::show",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted} in {lines:#?}");
    }
    assert!(!lines.iter().any(|line| line.contains("absent")), "{lines:#?}");
}
