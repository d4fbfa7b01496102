//! axum on tokio's multi-threaded runtime, `axum::serve` with TCP_NODELAY.
use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header::{CONTENT_TYPE, HeaderName, SERVER};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use serde::Serialize;

#[derive(Serialize)]
struct Message {
    message: &'static str,
}

const NAME: [(HeaderName, HeaderValue); 1] = [(SERVER, HeaderValue::from_static("axum"))];

async fn plaintext() -> impl IntoResponse {
    (NAME, "Hello, World!")
}

async fn json() -> impl IntoResponse {
    (NAME, Json(Message { message: "Hello, World!" }))
}

async fn post_of_user(Path((id, slug)): Path<(u64, String)>) -> impl IntoResponse {
    (NAME, format!("{id}:{slug}"))
}

async fn echo(headers: HeaderMap, body: Bytes) -> impl IntoResponse {
    let kind = headers.get(CONTENT_TYPE).cloned().unwrap_or(HeaderValue::from_static("text/plain; charset=utf-8"));
    (NAME, [(CONTENT_TYPE, kind)], body)
}

#[tokio::main]
async fn main() {
    let port: u16 = std::env::args().nth(1).expect("port").parse().unwrap();
    let app = Router::new()
        .route("/plaintext", get(plaintext))
        .route("/json", get(json))
        .route("/users/{id}/posts/{slug}", get(post_of_user))
        .route("/echo", post(echo));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap().tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, app).await.unwrap();
}
