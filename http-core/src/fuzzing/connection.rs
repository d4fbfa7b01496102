//! Whole connections: requests go to a handler, responses come back, nothing but the socket is missing.

use super::cuts::every_cut;
use super::player::{play, shown};
use super::{responses, usual_bounds};
use crate::channel::{Channel, Ends, Transport};
use crate::engine::{Conversation, Next, Nobody, Phase, Settings};
use crate::handler::Announced;
use crate::lock::lock;
use crate::platform::Room;
use crate::{Address, Body, Handler, Request, ResponseWriter};
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Every request is answered once, with a well-formed response; the handler sees what the protocol core sees; and
/// neither depends on how the bytes are cut.
pub fn connection(bytes: &[u8]) {
    let expected = exchanges(&play([bytes], &usual_bounds()));
    let whole = converse(vec![bytes]);
    for pieces in every_cut(bytes) {
        let found = converse(pieces);
        assert!(
            found.calls.iter().zip(&expected).all(|(call, expected)| call.agrees(expected)),
            "{found:?}, {expected:?}"
        );
        assert!(found.statuses.len() == found.answered || found.statuses.len() == found.answered + 1);
        assert!(found.sent <= 1024 * (found.answered + 1));
        // Content that nobody wants is skipped where it has come already; else it may end the connection.
        if found.has_read_all() && whole.has_read_all() {
            assert_eq!((&found.calls, &found.statuses), (&whole.calls, &whole.statuses));
        }
    }
}

/// A request as the handler was given it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Call {
    head: Vec<String>,
    /// `None` where the handler did not read to the end of it.
    content: Option<String>,
}

impl Call {
    fn agrees(&self, other: &Self) -> bool {
        self.head == other.head && (self.content.is_none() || self.content == other.content)
    }
}

/// What came of a connection.
#[derive(Debug)]
struct Outcome {
    calls: Vec<Call>,
    answered: usize,
    statuses: Vec<u16>,
    sent: usize,
}

impl Outcome {
    fn has_read_all(&self) -> bool {
        self.calls.iter().all(|call| call.content.is_some())
    }
}

/// The protocol core's events, a request each; the last one may be without its end.
fn exchanges(events: &[String]) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut content = String::new();
    for event in events {
        if event.starts_with("request ") {
            calls.push(Call { head: Vec::new(), content: None });
            content.clear();
        }
        let Some(call) = calls.last_mut() else { continue };
        match event.as_str() {
            "end" => call.content = Some(std::mem::take(&mut content)),
            event if event.starts_with("content ") => content = event.to_owned(),
            event if event.starts_with("refused ") => {}
            event => call.head.push(event.to_owned()),
        }
    }
    calls
}

fn converse(mut pieces: Vec<&[u8]>) -> Outcome {
    pieces.reverse();
    let wire = Wire { coming: Mutex::new(pieces.into_iter().map(<[u8]>::to_vec).collect()), sent: Mutex::default() };
    let channel = Arc::new(Channel::new(wire));
    let witness = Arc::new(Witness::default());
    let handler = Arc::clone(&witness) as Arc<dyn Handler>;
    let mut conversation = Conversation::new(Arc::new(Settings::default()), handler);
    conversation.begin(Address::unix(None), Some(Ends::new(Arc::clone(&channel) as Arc<Channel>)));
    loop {
        let next = conversation.advance(&mut Nobody);
        collect(&mut conversation, &channel);
        match next {
            Next::Send => {}
            Next::Receive => match lock(&channel.transport.coming).pop() {
                Some(piece) => conversation.input().extend(&piece),
                None => break,
            },
            Next::Close | Next::Linger | Next::Reset | Next::TakeOver(_) => break,
        }
    }
    let sent = lock(&channel.transport.sent);
    let calls = lock(&witness.calls).clone();
    Outcome {
        answered: usize::try_from(conversation.take_answered()).unwrap(),
        statuses: responses::statuses(&sent, &methods(&calls, &mut conversation)),
        sent: sent.len(),
        calls,
    }
}

/// Those of the requests that were answered, and of the one that was refused if there is one: that has reached no handler.
fn methods(calls: &[Call], conversation: &mut Conversation) -> Vec<String> {
    let method = |call: &Call| call.head[0].split(' ').nth(1).unwrap_or_default().to_owned();
    let refused = match conversation.phase {
        Phase::Head => first_word(conversation.input().unread()),
        Phase::Content | Phase::Discard { .. } => conversation.request.method().to_string(),
    };
    calls.iter().map(method).chain([refused]).collect()
}

fn first_word(bytes: &[u8]) -> String {
    let word = bytes.split(|byte| *byte == b' ').next().unwrap_or_default();
    String::from_utf8_lossy(word).into_owned()
}

fn collect(conversation: &mut Conversation, channel: &Channel<Wire>) {
    let (first, second) = conversation.response.output();
    let mut sent = lock(&channel.transport.sent);
    sent.append(first);
    sent.append(second);
}

/// Pieces that are still to come, the next one last, and all that was sent.
#[derive(Debug)]
struct Wire {
    coming: Mutex<Vec<Vec<u8>>>,
    sent: Mutex<Vec<u8>>,
}

impl Transport for Wire {
    fn read(&self, room: &mut Room<'_>, _: Instant) -> io::Result<usize> {
        let mut coming = lock(&self.coming);
        let Some(mut piece) = coming.pop() else { return Ok(0) };
        let length = room.put(&piece);
        if length < piece.len() {
            coming.push(piece.split_off(length));
        }
        Ok(length)
    }

    fn write_all(&self, first: &[u8], second: &[u8]) -> io::Result<()> {
        let mut sent = lock(&self.sent);
        sent.extend_from_slice(first);
        sent.extend_from_slice(second);
        Ok(())
    }
}

/// A handler that writes down what it is given. The path says how much of the content it reads, and how it answers.
#[derive(Default)]
struct Witness {
    calls: Mutex<Vec<Call>>,
}

impl Handler for Witness {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        let index = self.note(request);
        match request.path() {
            "/ignore" => response.send_response(204)?,
            "/fail" => return Err(io::Error::other("as asked for")),
            "/part" => {
                io::Read::read(body, &mut [0; 3])?;
                response.send_response(200)?;
            }
            "/stream" => {
                self.note_content(index, &body.read_all()?);
                response.send_response(200)?;
                for piece in ["one", "two"] {
                    response.write_all(piece.as_bytes())?;
                    response.flush()?;
                }
            }
            _ => {
                self.note_content(index, &body.read_all()?);
                response.send_response(200)?;
                response.write_all(b"done")?;
            }
        }
        Ok(())
    }

    /// Called at once, it leaves content behind that is still to come.
    fn wants_content(&self, request: &Request, _: Announced) -> bool {
        request.path() != "/ignore"
    }
}

impl Witness {
    fn note(&self, request: &Request) -> usize {
        let fields = request.headers();
        let fields = fields.iter().map(|(name, value)| format!("field {name}: {}", shown(value)));
        let head = [format!("request {}", request.request_line())].into_iter().chain(fields).collect();
        let mut calls = lock(&self.calls);
        calls.push(Call { head, content: None });
        calls.len() - 1
    }

    fn note_content(&self, index: usize, content: &[u8]) {
        let text = if content.is_empty() {
            String::new()
        } else {
            format!("content {} bytes {}", content.len(), shown(content))
        };
        lock(&self.calls)[index].content = Some(text);
    }
}
