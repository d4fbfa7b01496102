//! Shows how many requests are answered at the same time.
//!
//! The page has sixteen frames. Each takes a second and shows how many were in the making with it: a server that
//! does one thing after the other shows 1 in all of them, and takes sixteen seconds. (A browser asks for six or so
//! at a time.)
//!
//! `cargo run --example parallelometer`, then open <http://127.0.0.1:8000/>. Another port goes behind `--`.

use http_core::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const FRAMES: usize = 16;
const WORK: Duration = Duration::from_secs(1);

#[handler]
#[derive(Default)]
struct Parallelometer {
    in_flight: AtomicUsize,
}

#[handler]
impl Parallelometer {
    #[get("/")]
    fn page(&self) -> Html<String> {
        // What follows the `?` only keeps browsers from taking the frames for one and the same.
        let frames: String = (0..FRAMES).map(|number| format!("<iframe src=\"/frame?{number}\"></iframe>\n")).collect();
        Html(format!(
            r#"<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Parallelometer</title>
<style>iframe {{ width: 8em; height: 4em }}</style>
<h1>Parallelometer</h1>
<p>In flight before this page: {}</p>
{frames}</html>
"#,
            self.in_flight.load(Ordering::SeqCst)
        ))
    }

    #[get("/frame")]
    fn frame(&self) -> Html<String> {
        let flight = Flight::start(&self.in_flight);
        std::thread::sleep(WORK);
        Html(format!("<!DOCTYPE html>\n<title>Frame</title>\n<p>In flight: {}</p>\n", flight.count()))
    }
}

/// A request that is being answered. It counts from `start` until it is dropped, however its handler ends.
struct Flight<'a> {
    all: &'a AtomicUsize,
}

impl<'a> Flight<'a> {
    fn start(all: &'a AtomicUsize) -> Self {
        all.fetch_add(1, Ordering::SeqCst);
        Self { all }
    }

    /// How many there are now, this one included.
    fn count(&self) -> usize {
        self.all.load(Ordering::SeqCst)
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.all.fetch_sub(1, Ordering::SeqCst);
    }
}

fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("8000".to_owned());
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), Parallelometer::default())?;
    println!("listening on {}", server.url());
    server.run_forever()
}
