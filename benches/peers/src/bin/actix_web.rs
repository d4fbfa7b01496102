//! actix-web: one single-threaded worker a core (its default). Keep-alive raised from 5 s to 75 s
//! so that the idle test keeps its connections.
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, SERVER};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, Responder, get, post, web};
use serde::Serialize;
use std::time::Duration;

#[derive(Serialize)]
struct Message {
    message: &'static str,
}

const NAME: (actix_web::http::header::HeaderName, HeaderValue) = (SERVER, HeaderValue::from_static("actix-web"));
const TEXT: (actix_web::http::header::HeaderName, HeaderValue) =
    (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));

#[get("/plaintext")]
async fn plaintext() -> impl Responder {
    HttpResponse::Ok().insert_header(NAME).insert_header(TEXT).body("Hello, World!")
}

#[get("/json")]
async fn json() -> impl Responder {
    HttpResponse::Ok().insert_header(NAME).json(Message { message: "Hello, World!" })
}

#[get("/users/{id}/posts/{slug}")]
async fn post_of_user(path: web::Path<(u64, String)>) -> impl Responder {
    let (id, slug) = path.into_inner();
    HttpResponse::Ok().insert_header(NAME).insert_header(TEXT).body(format!("{id}:{slug}"))
}

#[post("/echo")]
async fn echo(req: HttpRequest, body: web::Bytes) -> impl Responder {
    let kind = req.headers().get(CONTENT_TYPE).cloned().unwrap_or(TEXT.1);
    HttpResponse::Ok().insert_header(NAME).insert_header((CONTENT_TYPE, kind)).body(body)
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let port: u16 = std::env::args().nth(1).expect("port").parse().unwrap();
    HttpServer::new(|| App::new().service(plaintext).service(json).service(post_of_user).service(echo))
        .keep_alive(Duration::from_secs(75))
        .backlog(4096)
        .bind(("127.0.0.1", port))?
        .run()
        .await
}
