//! Routes as handlers declare them: which one takes a request, and what is answered where none does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use tests::{ask, get, post, request, serve};

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> &'static str {
        "index"
    }

    #[get("/users/me")]
    fn me(&self) -> &'static str {
        "me"
    }

    #[get("/users/{id}")]
    fn user(&self, id: &str) -> String {
        format!("user {id}")
    }

    #[delete("/users/{id}")]
    fn delete_user(&self, id: &str) -> String {
        format!("delete {id}")
    }

    #[get("/users/{id}/posts")]
    fn posts(&self, id: &str) -> String {
        format!("posts of {id}")
    }

    #[get("/users/{*rest}")]
    fn rest(&self, rest: &str) -> String {
        format!("rest {rest}")
    }

    #[get("/number/{n}")]
    fn number(&self, n: u8) -> String {
        format!("number {n}")
    }

    #[get("/number/{*text}")]
    fn text(&self, text: &str) -> String {
        format!("text {text}")
    }

    #[head("/own-head")]
    fn own_head(&self) -> Response {
        Response::new(StatusCode::OK).with_header("X-Own", "1")
    }

    #[get("/own-head")]
    fn get_beside_head(&self) -> &'static str {
        "get"
    }

    #[route(GET | PUT, "/both")]
    fn both(&self, request: &Request) -> String {
        request.method().to_string()
    }

    #[route("PROPFIND", "/dav")]
    fn dav(&self) -> &'static str {
        "dav"
    }

    #[get("/{{braces}}/a%20b")]
    fn escaped(&self) -> &'static str {
        "escaped"
    }

    #[options("/cors")]
    fn cors(&self) -> Response {
        Response::new(StatusCode::OK).with_header("X-Cors", "1")
    }

    #[get("/cors")]
    fn get_beside_options(&self) {}

    #[get("/hidden", hidden)]
    fn hidden(&self) -> &'static str {
        "found"
    }

    #[post]
    fn any_post(&self, request: &Request) -> String {
        format!("post {}", request.path())
    }
}

#[test]
fn the_most_specific_route_takes_a_request() {
    let running = serve(Site);
    let cases = [
        ("/", 200, "index"),
        ("/users/me", 200, "me"),
        ("/users/m%65", 200, "me"),
        ("/users/you", 200, "user you"),
        ("/users/you/posts", 200, "posts of you"),
        ("/users/me/posts", 200, "posts of me"),
        ("/users/you/posts/", 200, "rest you/posts/"),
        ("/users/you/other", 200, "rest you/other"),
        ("/users/", 200, "rest "),
        ("/users//", 200, "rest /"),
        ("/users//posts", 200, "rest /posts"),
        ("/users/a%2Fb", 200, "user a/b"),
        ("/users/%2e%2e/x", 200, "rest ../x"),
        ("/users/../x", 200, "rest ../x"),
        ("/number/7", 200, "number 7"),
        // A value that does not parse is 404, and goes to no other route.
        ("/number/x", 404, ""),
        ("/number/7/8", 200, "text 7/8"),
        ("/%7Bbraces%7D/a%20b", 200, "escaped"),
        ("/hidden", 200, "found"),
        // A bare verb takes every path, so these are known paths of another method.
        ("/users", 405, ""),
        ("/nowhere", 405, ""),
        ("//", 405, ""),
        // Broken paths.
        ("/users/%", 400, ""),
        ("/users/%4", 400, ""),
        ("/users/%zz", 400, ""),
        ("/users/%FF", 400, ""),
        ("/users/%C3", 400, ""),
        ("/users/%00", 400, ""),
        ("/users/%C3/%A9", 400, ""),
    ];
    for (target, status, text) in cases {
        let answer = ask(&running, get(target));
        assert_eq!(answer.status, status, "{target}: {}", answer.text());
        assert!(text.is_empty() || answer.text() == text, "{target}: {}", answer.text());
    }
}

#[test]
fn a_bare_verb_takes_what_no_other_route_of_its_method_does() {
    let running = serve(Site);
    for path in ["/", "/users/me", "/a/b/c", "/a//b/"] {
        ask(&running, post(path, "")).expect(200, format!("post {path}"));
    }
}

#[test]
fn a_route_may_have_several_methods_and_any_token_is_one() {
    let running = serve(Site);
    ask(&running, get("/both")).expect(200, "GET");
    ask(&running, request("PUT", "/both", &[])).expect(200, "PUT");
    assert_eq!(ask(&running, request("HEAD", "/both", &[])).length(), Some(4));
    ask(&running, request("PROPFIND", "/dav", &[])).expect(200, "dav");
    assert_eq!(ask(&running, request("BREW", "/dav", &[])).status, 501);
}

#[test]
fn head_goes_to_its_own_route_first_and_then_to_that_of_get() {
    let running = serve(Site);
    let answer = ask(&running, request("HEAD", "/own-head", &[]));
    assert_eq!((answer.status, answer.field("x-own")), (200, Some("1")));
    let answer = ask(&running, request("HEAD", "/users/you", &[]));
    assert_eq!((answer.status, answer.length()), (200, Some("user you".len())));
}

#[test]
fn options_and_405_name_the_methods_of_the_path() {
    let running = serve(Site);
    let cases = [
        ("OPTIONS", "/", 204, "GET, HEAD, OPTIONS, POST"),
        ("OPTIONS", "/users/you", 204, "DELETE, GET, HEAD, OPTIONS, POST"),
        ("PUT", "/users/you", 405, "DELETE, GET, HEAD, OPTIONS, POST"),
        ("DELETE", "/dav", 405, "OPTIONS, POST, PROPFIND"),
        ("GET", "/nowhere", 405, "OPTIONS, POST"),
    ];
    for (method, target, status, allow) in cases {
        let answer = ask(&running, request(method, target, &[]));
        assert_eq!((answer.status, answer.field("allow")), (status, Some(allow)), "{method} {target}");
    }
    let answer = ask(&running, request("OPTIONS", "/cors", &[]));
    assert_eq!((answer.status, answer.field("x-cors")), (200, Some("1")));
}

#[test]
fn where_there_is_nothing_at_all_it_is_404() {
    #[handler]
    struct Small;
    #[handler]
    impl Small {
        #[get("/a/{b}")]
        fn only(&self, b: &str) -> String {
            b.to_owned()
        }
    }
    let running = serve(Small);
    for target in ["/", "/a", "/a/", "/a/b/", "/a/b/c", "/b", "/A/b", "//a/b"] {
        for method in ["GET", "POST", "OPTIONS", "HEAD"] {
            assert_eq!(ask(&running, request(method, target, &[])).status, 404, "{method} {target}");
        }
    }
    assert_eq!(ask(&running, request("CONNECT", "a:80", &[])).status, 404);
}

/// An impl with a prefix has its bare verbs take the prefix and all below it.
#[test]
fn a_prefix_goes_before_every_path_of_an_impl() {
    #[handler]
    struct Versioned;
    #[handler(prefix = "/v1")]
    impl Versioned {
        #[get("/users")]
        fn users(&self, request: &Request) -> String {
            request.path().to_owned()
        }
        #[get]
        fn any(&self, request: &Request) -> String {
            format!("any {}", request.path())
        }
    }
    let running = serve(Versioned);
    let cases = [
        ("/v1/users", 200, "/v1/users"),
        ("/v1", 200, "any /v1"),
        ("/v1/", 200, "any /v1/"),
        ("/v1/x/y", 200, "any /v1/x/y"),
        ("/v10", 404, ""),
        ("/users", 404, ""),
        ("/", 404, ""),
    ];
    for (target, status, text) in cases {
        let answer = ask(&running, get(target));
        assert_eq!(answer.status, status, "{target}");
        assert!(text.is_empty() || answer.text() == text, "{target}: {}", answer.text());
    }
}

/// Routes that are compiled out leave gaps among those that are there, each of which still is itself.
#[test]
fn routes_that_are_not_compiled_do_not_move_the_others() {
    #[handler]
    struct Conditional;
    #[handler]
    impl Conditional {
        #[cfg(any())]
        #[get("/absent")]
        fn absent(&self) -> &'static str {
            "absent"
        }
        #[get("/first")]
        fn first(&self) -> &'static str {
            "first"
        }
        #[cfg(not(unix))]
        #[get("/twin")]
        fn absent_twin(&self) -> &'static str {
            "absent twin"
        }
        #[cfg(unix)]
        #[get("/twin")]
        fn twin(&self) -> &'static str {
            "twin"
        }
        #[post("/last")]
        fn last(&self, body: &mut Body) -> io::Result<Vec<u8>> {
            body.read_all()
        }
    }
    let running = serve(Conditional);
    ask(&running, get("/first")).expect(200, "first");
    ask(&running, get("/twin")).expect(200, "twin");
    ask(&running, post("/last", "last")).expect(200, "last");
    assert_eq!(ask(&running, get("/absent")).status, 404);
    let allowed = ask(&running, get("/last"));
    assert_eq!((allowed.status, allowed.field("allow")), (405, Some("OPTIONS, POST")));
    let names: Vec<String> = http_core::routes(&Conditional).iter().map(|route| route.name().to_owned()).collect();
    assert_eq!(names, ["Conditional::first", "Conditional::twin", "Conditional::last"]);
}

#[test]
fn the_listing_names_every_route_but_hidden_ones() {
    let routes = http_core::routes(&Site);
    let lines: Vec<String> = routes.iter().map(ToString::to_string).collect();
    assert!(lines.contains(&"GET /users/{id} Site::user".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"PUT /both Site::both".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"POST /{*} Site::any_post".to_owned()), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.contains("hidden")), "{lines:#?}");
    let user = routes.iter().find(|route| route.name() == "Site::user").unwrap();
    let [id] = user.parameters() else { panic!("{:?}", user.parameters()) };
    assert_eq!((id.name(), id.source(), id.type_name()), ("id", "path", "&str"));
    assert!(user.file().ends_with("routes.rs") && user.line() > 1);
}
