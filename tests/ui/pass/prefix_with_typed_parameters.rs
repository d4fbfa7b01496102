#![deny(warnings)]

use http_core::prelude::*;
use std::net::IpAddr;

#[handler]
struct Site {
    #[mount("/v1x")]
    beside: Leaf,
}

#[handler(prefix = "/{{v1}}/{address}/{type}")]
impl Site {
    #[get("/users/{id}")]
    fn user(&self, id: u64, address: IpAddr, r#type: Result<u8, Rejection>) -> String {
        format!("{id} {address} {}", r#type.is_ok())
    }

    #[get("/files/{*path}")]
    fn file(&self, #[path("address")] from: &str, #[path("type")] kind: &str, path: &str) -> String {
        format!("{from} {kind} {path}")
    }

    #[post]
    #[put]
    fn any(&self, address: Option<IpAddr>, r#type: Option<&str>) -> String {
        format!("{address:?} {type:?}", type = r#type)
    }

    #[catch]
    fn page(&self) {}
}

#[handler]
struct Leaf;

#[handler(prefix = "/deep/er")]
impl Leaf {
    #[get]
    fn any(&self) {}
}

fn main() {
    let routes = http_core::routes(&Site { beside: Leaf });
    let paths: Vec<&str> = routes.iter().map(|route| route.path()).collect();
    assert_eq!(
        paths,
        [
            "/{{v1}}/{address}/{type}/users/{id}",
            "/{{v1}}/{address}/{type}/files/{*path}",
            "/{{v1}}/{address}/{type}/{*}",
            "/{{v1}}/{address}/{type}/{*}",
            "/v1x/deep/er/{*}"
        ]
    );
}
