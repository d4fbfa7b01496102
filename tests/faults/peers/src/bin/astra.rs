//! `astra` with its defaults.

use astra::{Body, Request, Response, ResponseBuilder, Server};
use std::io::{self, Read};
use std::net::{TcpListener, TcpStream};
use std::thread;

fn main() {
    // It does not say which port it got.
    let address = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port");
    thread::spawn(move || {
        while TcpStream::connect(address).is_err() {
            thread::yield_now();
        }
        println!("http://{address}");
    });
    Server::bind(address).serve(|request, _| answer(request)).expect("a server");
}

fn answer(mut request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts[..] {
        ["hello" | "order", id] => text(200, hello(id)),
        ["big" | "ready", length] => {
            let content = io::repeat(b'x').take(length.parse().unwrap_or(0));
            Response::new(Body::wrap_reader(content))
        }
        ["upload"] => {
            let length = io::copy(&mut request.body_mut().reader(), &mut io::sink()).unwrap_or(0);
            text(200, format!("{length}\n"))
        }
        ["panic", ..] => panic!("as asked for"),
        _ => text(404, "not found\n".to_owned()),
    }
}

fn text(status: u16, content: String) -> Response {
    let response = ResponseBuilder::new().status(status).header("Content-Length", content.len());
    response.body(Body::new(content)).expect("a response")
}

fn hello(id: &str) -> String {
    format!("{:015x}\n", id.parse::<u64>().unwrap_or(0)).repeat(64)
}
