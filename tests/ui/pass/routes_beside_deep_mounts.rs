#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;
use std::sync::Arc;

// Each route below is nearly taken by somebody else, and is reached all the same.

#[handler]
struct Leaf;

#[handler]
impl Leaf {
    #[get("/")]
    fn index(&self) -> &'static str {
        "leaf index"
    }

    #[get("/{name}")]
    fn named(&self, name: &str) -> String {
        format!("leaf {name}")
    }

    #[get("/{*rest}")]
    fn rest(&self, rest: &str) -> String {
        format!("leaf rest {rest}")
    }

    #[post]
    fn any(&self) -> &'static str {
        "leaf post"
    }
}

#[handler]
struct Branch {
    #[mount("/leaf")]
    leaf: Arc<Leaf>,
    #[mount("/")]
    other: Option<Leaf>,
}

#[handler]
impl Branch {
    #[get("/v2/{id}/x")]
    fn x(&self, id: &str) -> String {
        format!("branch {id}")
    }
}

#[handler]
struct Site {
    #[mount("/")]
    branch: Branch,
    #[mount("/leaf/deep/er")]
    deeper: Leaf,
    #[mount("/v2/fixed")]
    fixed: Leaf,
    #[mount("/again")]
    again: Branch,
}

#[handler]
impl Site {
    // The leaf's index has a slash behind it, and is not this one.
    #[get("/leaf")]
    fn leaf(&self) -> &'static str {
        "site"
    }

    #[post("/leaf/known")]
    fn known(&self) -> &'static str {
        "site post"
    }

    #[get("/v2/{id}/y")]
    fn y(&self, id: &str) -> String {
        format!("site {id}")
    }
}

/// A handler in itself has no end.
#[handler]
struct Endless {
    #[mount("/inner")]
    inner: Option<Box<Endless>>,
    #[mount("/twin")]
    twin: Option<Arc<Twin>>,
    #[mount("/deep/er")]
    deeper: Option<Box<Self>>,
}

#[handler]
impl Endless {
    #[get("/x")]
    fn x(&self) {}
}

#[handler]
struct Twin {
    #[mount("/other")]
    other: Vec1<Endless>,
}

#[handler]
impl Twin {}

type Vec1<H> = Option<Arc<Box<H>>>;

fn main() {
    let branch = || Branch { leaf: Arc::new(Leaf), other: Some(Leaf) };
    let site = Client::new(Site { branch: branch(), deeper: Leaf, fixed: Leaf, again: branch() });
    let text = |path: &str| site.get(path).send().text().to_owned();
    assert_eq!(text("/leaf"), "site");
    assert_eq!(text("/leaf/"), "leaf index");
    assert_eq!(text("/leaf/unknown"), "leaf unknown");
    assert_eq!(text("/leaf/deep/x"), "leaf rest deep/x");
    assert_eq!(text("/v2/7/x"), "branch 7");
    assert_eq!(text("/v2/7/y"), "site 7");
    assert_eq!(text("/v2/fixed/x"), "leaf x");
    assert_eq!(text("/elsewhere"), "leaf elsewhere");
    assert_eq!(text("/again/leaf"), "leaf index");
    assert_eq!(site.post("/leaf").send().status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(site.post("/leaf/unknown").send().text(), "leaf post");

    let endless = Endless { inner: None, twin: Some(Arc::new(Twin { other: None })), deeper: None };
    assert_eq!(http_core::routes(&endless).len(), 1);
}
