//! What is received, as a list of events.
//!
//! Decides what of a message counts: what it says, and not how it was cut into packets.

use crate::proto::{Bounds, Content, Input, ProtocolError, Receiver, RequestHead};

/// Receives the pieces one after the other, and writes down what happens.
pub(crate) fn play<'p>(pieces: impl IntoIterator<Item = &'p [u8]>, bounds: &Bounds) -> Vec<String> {
    play_with(&mut RequestHead::default(), pieces, bounds)
}

/// The same on a connection whose thread has had other requests before, the last of them in `head`.
pub(crate) fn play_with<'p>(
    head: &mut RequestHead,
    pieces: impl IntoIterator<Item = &'p [u8]>,
    bounds: &Bounds,
) -> Vec<String> {
    let mut player = Player { head: std::mem::take(head), ..Player::default() };
    for piece in pieces {
        player.input.extend(piece);
        while !player.is_over && player.step(bounds) {}
    }
    *head = player.head;
    player.events
}

/// A receiver, and what it has found so far.
#[derive(Default)]
pub(crate) struct Player {
    pub(crate) receiver: Receiver,
    pub(crate) input: Input,
    head: RequestHead,
    pub(crate) is_in_content: bool,
    pub(crate) content: Vec<u8>,
    pub(crate) events: Vec<String>,
    pub(crate) is_over: bool,
}

impl Player {
    /// False where more has to be received first.
    pub(crate) fn step(&mut self, bounds: &Bounds) -> bool {
        if self.is_in_content { self.step_content() } else { self.step_head(bounds) }
    }

    fn step_head(&mut self, bounds: &Bounds) -> bool {
        match self.receiver.head(&mut self.input, &mut self.head, bounds) {
            Ok(true) => {
                self.events.push(format!("request {}", self.head.request_line()));
                let fields = self.head.field_lines().map(|(name, value)| format!("field {name}: {}", shown(value)));
                self.events.extend(fields);
                self.is_in_content = true;
                true
            }
            Ok(false) => false,
            Err(error) => self.refuse(error),
        }
    }

    fn step_content(&mut self) -> bool {
        match self.receiver.content(&mut self.input, usize::MAX) {
            Ok(Content::Data { data, taken }) => {
                self.content.extend_from_slice(&self.input.unread()[data]);
                self.input.consume(taken);
                true
            }
            Ok(Content::End) => {
                self.show_content();
                self.events.push("end".to_owned());
                self.is_in_content = false;
                true
            }
            Ok(Content::Incomplete) => false,
            Err(error) => {
                self.show_content();
                self.refuse(error)
            }
        }
    }

    /// Content comes in runs that depend on the packets; what it is in all does not.
    fn show_content(&mut self) {
        let content = std::mem::take(&mut self.content);
        if !content.is_empty() {
            self.events.push(format!("content {} bytes {}", content.len(), shown(&content)));
        }
    }

    fn refuse(&mut self, error: ProtocolError) -> bool {
        self.events.push(format!("refused {} {}", error.status().as_u16(), error.reason()));
        self.is_over = true;
        false
    }
}

pub(crate) fn shown(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}
