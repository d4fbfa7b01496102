//! Answers as a client reads them: as little of HTTP as it takes, and nothing shared with the server.

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) id: Option<usize>,
    pub(super) closes: bool,
    /// It says that the connection goes on, as HTTP/1.0 wants to hear.
    pub(super) is_kept: bool,
    pub(super) length: Option<usize>,
    pub(super) is_chunked: bool,
    /// Its content ends with the connection.
    pub(super) is_to_the_end: bool,
    pub(super) content: Vec<u8>,
}

/// What a client knows of an answer that is to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected {
    /// It has no content, whatever it announces.
    pub(super) is_head: bool,
    /// Nothing comes behind what is there.
    pub(super) has_ended: bool,
}

impl Answer {
    /// Takes a complete answer off the bytes.
    pub(super) fn take(bytes: &mut Vec<u8>, expected: Expected) -> Result<Option<Self>, String> {
        let Some(end) = find(bytes, b"\r\n\r\n") else { return Ok(None) };
        let head = String::from_utf8(bytes[..end].to_vec()).map_err(|_| "a head that is no text")?;
        let mut answer = Self::of_head(&head)?;
        let Some(taken) = answer.take_content(&bytes[end + 4..], expected)? else { return Ok(None) };
        bytes.drain(..end + 4 + taken);
        Ok(Some(answer))
    }

    fn of_head(head: &str) -> Result<Self, String> {
        let mut lines = head.split("\r\n");
        let status_line = lines.next().unwrap_or_default();
        let status = status_line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
        let status = status.ok_or_else(|| format!("a status line like {status_line:?}"))?;
        let mut answer = Self { status, ..Self::default() };
        for line in lines {
            let (name, value) = line.split_once(": ").ok_or_else(|| format!("a field like {line:?}"))?;
            match (name.to_ascii_lowercase().as_str(), value) {
                ("content-length", _) => answer.length = value.parse().ok(),
                ("transfer-encoding", "chunked") => answer.is_chunked = true,
                ("connection", "close") => answer.closes = true,
                ("connection", "keep-alive") => answer.is_kept = true,
                ("x-id", _) => answer.id = value.parse().ok(),
                _ => {}
            }
        }
        Ok(answer)
    }

    /// How long the content is, or nothing where it has not come.
    fn take_content(&mut self, bytes: &[u8], expected: Expected) -> Result<Option<usize>, String> {
        if expected.is_head || self.status < 200 {
            return Ok(Some(0));
        }
        if self.is_chunked {
            return chunks(bytes, &mut self.content);
        }
        if self.length.is_none() {
            if !self.closes {
                return Err(format!("no length: {self:?}"));
            }
            self.is_to_the_end = true;
        }
        let length = self.length.unwrap_or(bytes.len());
        let content = bytes.get(..length).filter(|_| expected.has_ended || !self.is_to_the_end);
        self.content.extend_from_slice(content.unwrap_or_default());
        Ok(content.map(<[u8]>::len))
    }
}

/// Decodes chunks; how long they are, or nothing where the last has not come.
fn chunks(bytes: &[u8], content: &mut Vec<u8>) -> Result<Option<usize>, String> {
    let mut place = 0;
    loop {
        let Some(line) = find(&bytes[place..], b"\r\n") else { return Ok(None) };
        let size = std::str::from_utf8(&bytes[place..place + line]).unwrap_or_default();
        let size = usize::from_str_radix(size, 16).map_err(|_| format!("a chunk of size {size:?}"))?;
        place += line + 2;
        let Some(chunk) = bytes.get(place..place + size + 2) else { return Ok(None) };
        if !chunk.ends_with(b"\r\n") {
            return Err("a chunk without an end".to_owned());
        }
        content.extend_from_slice(&chunk[..size]);
        place += size + 2;
        if size == 0 {
            return Ok(Some(place));
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
