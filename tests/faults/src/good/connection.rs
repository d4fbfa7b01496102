//! One connection of a good client.

use super::Request;
use crate::net::begin_to_connect;
use crate::wire::Head;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};

#[derive(Debug)]
pub(super) struct Connection {
    pub(super) stream: TcpStream,
    pub(super) request: Option<Request>,
    pub(super) is_fresh: bool,
    /// Requests answered.
    pub(super) served: u64,
    pub(super) received: Vec<u8>,
    unsent: Vec<u8>,
}

/// What has come of the request.
pub(super) enum Progress {
    Waiting,
    Answered { closes: bool },
    Ended { reason: String },
}

impl Connection {
    pub(super) fn open(address: SocketAddr, number: u64, request: Request) -> io::Result<Self> {
        let stream = begin_to_connect(address, number, None)?;
        let is_fresh = request.is_fresh;
        let mut connection =
            Self { stream, request: None, is_fresh, served: 0, received: Vec::new(), unsent: Vec::new() };
        connection.begin(request);
        Ok(connection)
    }

    pub(super) fn begin(&mut self, request: Request) {
        let close = if request.is_fresh { "Connection: close\r\n" } else { "" };
        self.unsent = format!("GET /hello/{} HTTP/1.1\r\nHost: faults\r\n{close}\r\n", request.id).into_bytes();
        self.request = Some(request);
    }

    pub(super) fn go_on(&mut self) -> Progress {
        match self.send().and_then(|()| self.receive()) {
            Ok(progress) => progress,
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::NotConnected) => {
                Progress::Waiting
            }
            Err(error) => Progress::Ended { reason: error.to_string() },
        }
    }

    /// Takes the answer off the input: its status and content.
    pub(super) fn take_answer(&mut self) -> (u16, Vec<u8>) {
        self.served += 1;
        let Some(head) = Head::parse(&self.received) else { return (0, Vec::new()) };
        let content = self.received[head.length..].to_vec();
        self.received.clear();
        (head.status, content)
    }

    fn send(&mut self) -> io::Result<()> {
        while !self.unsent.is_empty() {
            let sent = self.stream.write(&self.unsent)?;
            self.unsent.drain(..sent);
        }
        Ok(())
    }

    fn receive(&mut self) -> io::Result<Progress> {
        let mut buffer = [0; 4096];
        loop {
            if let Some(head) = Head::parse(&self.received)
                && self.received.len() >= head.total()
            {
                return Ok(Progress::Answered { closes: head.closes });
            }
            match self.stream.read(&mut buffer)? {
                0 => return Ok(Progress::Ended { reason: "closed before the answer was complete".into() }),
                length => self.received.extend_from_slice(&buffer[..length]),
            }
        }
    }
}
