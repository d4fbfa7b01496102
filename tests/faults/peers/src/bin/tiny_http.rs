//! `tiny_http` with four threads, as its documentation has it.

use std::io::{self, Read};
use std::sync::Arc;
use std::thread;
use tiny_http::{Request, Response, Server};

fn main() {
    let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
    println!("http://{}", server.server_addr().to_ip().expect("TCP"));
    let serve = |server: Arc<Server>| move || while let Ok(request) = server.recv() { answer(request) };
    let threads: Vec<_> = (0..4).map(|_| thread::spawn(serve(Arc::clone(&server)))).collect();
    for thread in threads {
        let _ = thread.join();
    }
}

fn answer(mut request: Request) {
    let url = request.url().to_owned();
    let parts: Vec<&str> = url.split('/').skip(1).collect();
    // What becomes of the answer is the client's business.
    let _ = match parts[..] {
        ["hello" | "order", id] => request.respond(Response::from_string(hello(id))),
        ["big" | "ready", length] => {
            let length = length.parse().unwrap_or(0);
            request.respond(Response::new(200.into(), vec![], io::repeat(b'x').take(length), Some(length as usize), None))
        }
        ["upload"] => {
            let length = io::copy(request.as_reader(), &mut io::sink()).unwrap_or(0);
            request.respond(Response::from_string(format!("{length}\n")))
        }
        ["panic", ..] => panic!("as asked for"),
        _ => request.respond(Response::from_string("not found\n").with_status_code(404)),
    };
}

fn hello(id: &str) -> String {
    format!("{:015x}\n", id.parse::<u64>().unwrap_or(0)).repeat(64)
}
