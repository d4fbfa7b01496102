//! One request, and the answer it has to get.

use super::answer::Answer;
use crate::simulation::application::{Kind, PROTOCOL, pattern};
use crate::simulation::random::Random;

pub(super) struct Exchange {
    pub(super) id: usize,
    kind: Kind,
    pub(super) form: Form,
    pub(super) head: Vec<u8>,
    pub(super) content: Vec<u8>,
    answer: Vec<u8>,
}

/// How a request is put.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Form {
    version: Version,
    /// The client wants the head alone.
    pub(super) is_head: bool,
    is_chunked: bool,
    /// The client waits to be told before it sends the content.
    pub(super) expects_continue: bool,
    /// The client says that it is the last.
    closes: bool,
    /// The server may take it for the last.
    pub(super) is_last: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Version {
    #[default]
    Http11,
    /// HTTP/1.0, with one request a connection.
    Http10,
    /// HTTP/1.0, where the client asks to keep the connection.
    Http10Kept,
}

impl Form {
    fn plan(kind: Kind, has_content: bool, is_last: bool, random: &mut Random) -> Self {
        let version = match random.below(8) {
            0 if is_last => Version::Http10,
            // The end of such a stream is the connection's.
            1 if kind != Kind::Stream || is_last => Version::Http10Kept,
            _ => Version::Http11,
        };
        let is_current = version == Version::Http11;
        Self {
            version,
            is_head: kind.takes_no_content() && random.once_in(6),
            is_chunked: is_current && !kind.takes_no_content() && random.once_in(2),
            expects_continue: is_current && kind == Kind::Echo && has_content && random.once_in(3),
            closes: is_current && is_last && random.once_in(2),
            is_last,
        }
    }

    fn fields(self) -> &'static str {
        match self.version {
            Version::Http10Kept => "Connection: keep-alive\r\n",
            _ if self.closes => "Connection: close\r\n",
            _ => "",
        }
    }
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
        let length = if kind.takes_no_content() { 0 } else { random.pick(&[0, 1, 50, 3000, 20_000]) };
        let form = Form::plan(kind, length > 0, is_last, random);
        Self::new(id, kind, number, &pattern(length), form, random)
    }

    pub(super) fn simple(id: usize, kind: Kind, number: usize) -> Self {
        Self::new(id, kind, number, &[], Form::default(), &mut Random::new(0))
    }

    fn new(id: usize, kind: Kind, number: usize, content: &[u8], form: Form, random: &mut Random) -> Self {
        let method = match kind.takes_no_content() {
            true if form.is_head => "HEAD",
            true => "GET",
            false => "POST",
        };
        let version = if form.version == Version::Http11 { "HTTP/1.1" } else { "HTTP/1.0" };
        let mut head = format!("{method} /{}/{id}/{number} {version}\r\nHost: a\r\n{}", kind.name(), form.fields());
        if form.is_chunked {
            head += "Transfer-Encoding: chunked\r\n";
        } else if !kind.takes_no_content() {
            head += &format!("Content-Length: {}\r\n", content.len());
        }
        if form.expects_continue {
            head += "Expect: 100-continue\r\n";
        }
        if kind == Kind::Upgrade {
            head += &format!("Connection: upgrade\r\nUpgrade: {PROTOCOL}\r\n");
        }
        head += "\r\n";
        let answer = kind.answer(number, content);
        let content = if form.is_chunked { chunked(content, random) } else { content.to_vec() };
        Self { id, kind, form, head: head.into_bytes(), content, answer }
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
            (Kind::Upgrade, 101) => !answer.closes,
            (_, 200) => answer.id == Some(self.id) && self.has_right_content(answer) && self.has_right_end(answer),
            _ => false,
        };
        if is_right {
            return Ok(());
        }
        let Answer { status, id, content, .. } = answer;
        let start = content[..content.len().min(80)].escape_ascii().to_string();
        let (kind, form) = (self.kind, self.form);
        Err(format!("{kind:?} {} ({form:?}) got {status} for {id:?} with {} bytes: {start}", self.id, content.len()))
    }

    fn has_right_content(&self, answer: &Answer) -> bool {
        let is_announced = answer.length.is_none_or(|length| length == self.answer.len());
        let expected: &[u8] = if self.form.is_head { &[] } else { &self.answer };
        is_announced && answer.content == expected
    }

    /// Does the connection go on as it was asked for, and is its end that of the content only where nothing else can be?
    fn has_right_end(&self, answer: &Answer) -> bool {
        let is_current = self.form.version == Version::Http11;
        let is_ended = match answer.is_to_the_end {
            true => !is_current && self.kind == Kind::Stream,
            false => is_current || !answer.is_chunked,
        };
        let goes_on = match self.form.version {
            Version::Http11 => !self.form.closes,
            Version::Http10 => false,
            Version::Http10Kept => answer.is_kept,
        };
        is_ended && (answer.closes || goes_on)
    }

    /// Is this the beginning of its answer, whose end is not told from that of the connection?
    pub(super) fn may_be_cut(&self, answer: &Answer) -> bool {
        answer.is_to_the_end && answer.id == Some(self.id) && self.answer.starts_with(&answer.content)
    }
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
