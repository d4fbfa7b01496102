//! What the simulated server does with requests, and what their answers have to be.

use super::thread::sleep;
use crate::{Body, Handler, Request, Response, ResponseWriter, StatusCode, Upgraded};
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The text of panics that are meant.
pub(super) const PLANNED: &str = "a panic as planned";

/// What connections are upgraded to.
pub(super) const PROTOCOL: &str = "echo/1";

/// Handles requests to `/<kind>/<id>/<number>`, and notes which.
pub(super) struct Application {
    pub(super) handled: Arc<Mutex<Vec<usize>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Quick,
    /// Sleeps for so many milliseconds.
    Sleep,
    Panic,
    /// Sends so many lines with pauses in between.
    Stream,
    /// Sends so many bytes.
    Large,
    /// Sends the content back.
    Echo,
    /// Reads no content.
    Ignore,
    /// Leaves HTTP, and sends back whatever comes.
    Upgrade,
}

const KINDS: [(Kind, &str); 8] = [
    (Kind::Quick, "quick"),
    (Kind::Sleep, "sleep"),
    (Kind::Panic, "panic"),
    (Kind::Stream, "stream"),
    (Kind::Large, "large"),
    (Kind::Echo, "echo"),
    (Kind::Ignore, "ignore"),
    (Kind::Upgrade, "upgrade"),
];

impl Kind {
    pub(super) fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    fn of(name: &str) -> Option<Self> {
        KINDS.iter().find(|(_, other)| *other == name).map(|(kind, _)| *kind)
    }

    pub(super) fn takes_no_content(self) -> bool {
        !matches!(self, Self::Echo | Self::Ignore)
    }

    /// The content of the answer to a request with this number and content.
    pub(super) fn answer(self, number: usize, content: &[u8]) -> Vec<u8> {
        match self {
            Self::Quick | Self::Sleep | Self::Ignore => self.name().into(),
            Self::Panic | Self::Upgrade => Vec::new(),
            Self::Stream => (0..number).flat_map(line).collect(),
            Self::Large => pattern(number),
            Self::Echo => content.to_vec(),
        }
    }
}

fn line(number: usize) -> Vec<u8> {
    format!("line {number}\n").into_bytes()
}

/// Bytes that are wrong wherever one is lost.
pub(super) fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|place| (place * 7 % 251) as u8).collect()
}

impl Handler for Application {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        let mut parts = request.path().split('/').skip(1);
        let kind = parts.next().and_then(Kind::of).ok_or(io::ErrorKind::NotFound)?;
        let id: usize = parts.next().and_then(|id| id.parse().ok()).ok_or(io::ErrorKind::NotFound)?;
        let number: usize = parts.next().and_then(|number| number.parse().ok()).ok_or(io::ErrorKind::NotFound)?;
        self.handled.lock().expect("nobody panics with it").push(id);
        let content = match kind {
            Kind::Echo => body.read_all()?,
            _ => Vec::new(),
        };
        match kind {
            Kind::Panic => std::panic::panic_any(PLANNED),
            Kind::Sleep => sleep(Duration::from_millis(number as u64)),
            Kind::Stream => return stream(response, id, number),
            Kind::Upgrade => return response.send(Response::upgrade(PROTOCOL, echo)),
            _ => {}
        }
        let answer = Response::new(StatusCode::OK).with_header("X-Id", id.to_string());
        response.send(answer.with_body(kind.answer(number, &content)))
    }
}

fn stream(response: &mut ResponseWriter, id: usize, number: usize) -> io::Result<()> {
    response.send_response(200)?;
    response.send_header("X-Id", &id.to_string())?;
    response.end_headers()?;
    for number in 0..number {
        response.write_all(&line(number))?;
        if number % 4 == 0 {
            response.flush()?;
            sleep(Duration::from_micros(300));
        }
    }
    Ok(())
}

fn echo(stream: &mut Upgraded) -> io::Result<()> {
    let mut buffer = [0; 1000];
    loop {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            length => stream.write_all(&buffer[..length])?,
        }
    }
}
