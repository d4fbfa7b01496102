//! hyper 1.x, raw, on tokio's multi-threaded runtime. `pipeline_flush` is on, as in hyper's own
//! TechEmpower entry: this peer stands for the best that hyper can do.
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue, SERVER};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, server::conn::http1};
use hyper_util::rt::TokioIo;
use serde::Serialize;

#[derive(Serialize)]
struct Message {
    message: &'static str,
}

const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

fn reply(kind: HeaderValue, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut r = Response::new(Full::new(body.into()));
    r.headers_mut().insert(SERVER, HeaderValue::from_static("hyper"));
    r.headers_mut().insert(CONTENT_TYPE, kind);
    r
}

fn status(code: StatusCode) -> Response<Full<Bytes>> {
    let mut r = Response::new(Full::default());
    *r.status_mut() = code;
    r
}

async fn app(req: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let get = req.method() == Method::GET;
    Ok(match req.uri().path() {
        "/plaintext" if get => reply(TEXT, "Hello, World!"),
        "/json" if get => reply(JSON, serde_json::to_vec(&Message { message: "Hello, World!" }).unwrap()),
        "/echo" if req.method() == Method::POST => {
            let kind = req.headers().get(CONTENT_TYPE).cloned().unwrap_or(TEXT);
            reply(kind, req.into_body().collect().await?.to_bytes())
        }
        path if get => {
            let mut parts = path[1..].split('/');
            match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some("users"), Some(id), Some("posts"), Some(slug), None) => match id.parse::<u64>() {
                    Ok(id) => reply(TEXT, format!("{id}:{slug}")),
                    Err(_) => status(StatusCode::BAD_REQUEST),
                },
                _ => status(StatusCode::NOT_FOUND),
            }
        }
        _ => status(StatusCode::NOT_FOUND),
    })
}

#[tokio::main]
async fn main() {
    let port: u16 = std::env::args().nth(1).expect("port").parse().unwrap();
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let mut http = http1::Builder::new();
    http.pipeline_flush(true);
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let _ = stream.set_nodelay(true);
        let conn = http.serve_connection(TokioIo::new(stream), service_fn(app));
        tokio::spawn(async move {
            let _ = conn.await;
        });
    }
}
