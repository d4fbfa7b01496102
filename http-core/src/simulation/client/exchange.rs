//! One request, and the answer it has to get.

use super::answer::Answer;
use crate::simulation::application::{Kind, pattern};
use crate::simulation::random::Random;

pub(super) struct Exchange {
    pub(super) id: usize,
    kind: Kind,
    pub(super) head: Vec<u8>,
    pub(super) content: Vec<u8>,
    /// The client waits to be told before it sends the content.
    pub(super) expects_continue: bool,
    answer: Vec<u8>,
    pub(super) is_last: bool,
}

impl Exchange {
    pub(super) fn plan(id: usize, is_last: bool, random: &mut Random) -> Self {
        let kind = match random.below(12) {
            0..4 => Kind::Quick,
            4 => Kind::Sleep,
            5 => Kind::Stream,
            6 => Kind::Large,
            7 | 8 => Kind::Echo,
            9 => Kind::Ignore,
            _ if is_last => Kind::Panic,
            _ => Kind::Quick,
        };
        let number = match kind {
            Kind::Sleep => random.pick(&[0, 2, 2, 20]),
            Kind::Stream => random.between(0, 40),
            Kind::Large => random.pick(&[100, 20_000, 70_000]),
            _ => 0,
        };
        let has_content = matches!(kind, Kind::Echo | Kind::Ignore);
        let content = if has_content { pattern(random.pick(&[0, 1, 50, 3000, 20_000])) } else { Vec::new() };
        Self::new(id, kind, number, &content, is_last && random.once_in(2), is_last, random)
    }

    pub(super) fn simple(id: usize, kind: Kind, number: usize) -> Self {
        Self::new(id, kind, number, &[], false, false, &mut Random::new(0))
    }

    fn new(
        id: usize,
        kind: Kind,
        number: usize,
        content: &[u8],
        closes: bool,
        is_last: bool,
        random: &mut Random,
    ) -> Self {
        let has_content = matches!(kind, Kind::Echo | Kind::Ignore);
        let is_chunked = has_content && random.once_in(2);
        let expects_continue = kind == Kind::Echo && !content.is_empty() && random.once_in(3);
        let mut head = format!("{} /{}/{id}/{number} HTTP/1.1\r\nHost: a\r\n", method(has_content), kind.name());
        if is_chunked {
            head += "Transfer-Encoding: chunked\r\n";
        } else if has_content {
            head += &format!("Content-Length: {}\r\n", content.len());
        }
        if expects_continue {
            head += "Expect: 100-continue\r\n";
        }
        if closes {
            head += "Connection: close\r\n";
        }
        head += "\r\n";
        let answer = kind.answer(number, content);
        let content = if is_chunked { chunked(content, random) } else { content.to_vec() };
        Self { id, kind, head: head.into_bytes(), content, expects_continue, answer, is_last: is_last || closes }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        [&self.head[..], &self.content].concat()
    }

    /// Is this its answer?
    pub(super) fn check(&self, answer: &Answer) -> Result<(), String> {
        let is_right = match (self.kind, answer.status) {
            (Kind::Panic, 500) => answer.closes,
            // Too many threads wait for content.
            (Kind::Echo, 503) => answer.closes,
            (_, 200) => answer.id == Some(self.id) && answer.content == self.answer,
            _ => false,
        };
        if is_right {
            return Ok(());
        }
        let Answer { status, id, content, .. } = answer;
        let start = content[..content.len().min(80)].escape_ascii().to_string();
        Err(format!("{:?} {} got {status} for {id:?} with {} bytes: {start}", self.kind, self.id, content.len()))
    }
}

fn method(has_content: bool) -> &'static str {
    if has_content { "POST" } else { "GET" }
}

fn chunked(content: &[u8], random: &mut Random) -> Vec<u8> {
    let (mut rest, mut bytes) = (content, Vec::new());
    while !rest.is_empty() {
        let (chunk, others) = rest.split_at(random.between(1, rest.len()));
        bytes.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
        rest = others;
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}
