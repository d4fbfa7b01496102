//! rouille: `start_server_with_pool(None)`, 8 threads a core. The front-page call, `start_server`, starts a thread for
//! every request and takes five times as long.
use rouille::{Request, Response, router};
use serde::Serialize;
use std::io::Read;

#[derive(Serialize)]
struct Message {
    message: &'static str,
}

const TEXT: &str = "text/plain; charset=utf-8";

fn app(request: &Request) -> Response {
    router!(request,
        (GET) (/plaintext) => { Response::from_data(TEXT, "Hello, World!") },
        (GET) (/json) => { Response::json(&Message { message: "Hello, World!" }) },
        (GET) (/users/{id: u64}/posts/{slug: String}) => { Response::from_data(TEXT, format!("{id}:{slug}")) },
        (POST) (/echo) => {
            let kind = request.header("Content-Type").unwrap_or(TEXT).to_owned();
            let mut body = Vec::new();
            match request.data().map(|mut d| d.read_to_end(&mut body)) {
                Some(Ok(_)) => Response::from_data(kind, body),
                _ => Response::empty_400(),
            }
        },
        _ => Response::empty_404()
    )
}

fn main() {
    let port: u16 = std::env::args().nth(1).expect("port").parse().unwrap();
    rouille::start_server_with_pool(("127.0.0.1", port), None, app);
}
