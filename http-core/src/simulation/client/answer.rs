//! Answers as a client reads them: as little of HTTP as it takes, and nothing shared with the server.

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) id: Option<usize>,
    pub(super) closes: bool,
    pub(super) content: Vec<u8>,
}

impl Answer {
    /// Takes a complete answer off the bytes.
    pub(super) fn take(bytes: &mut Vec<u8>) -> Result<Option<Self>, String> {
        let Some(end) = find(bytes, b"\r\n\r\n") else { return Ok(None) };
        let head = String::from_utf8(bytes[..end].to_vec()).map_err(|_| "a head that is no text")?;
        let mut lines = head.split("\r\n");
        let status_line = lines.next().unwrap_or_default();
        let status = status_line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
        let status = status.ok_or_else(|| format!("a status line like {status_line:?}"))?;
        let mut answer = Self { status, id: None, closes: false, content: Vec::new() };
        let (mut length, mut is_chunked) = (None, false);
        for line in lines {
            let (name, value) = line.split_once(": ").ok_or_else(|| format!("a field like {line:?}"))?;
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().ok(),
                "transfer-encoding" => is_chunked = value == "chunked",
                "connection" => answer.closes = value == "close",
                "x-id" => answer.id = value.parse().ok(),
                _ => {}
            }
        }
        let rest = &bytes[end + 4..];
        let taken = match () {
            () if is_chunked => chunks(rest, &mut answer.content)?,
            () if status == 100 => Some(0),
            () => {
                let length: usize = length.ok_or_else(|| format!("no length: {head:?}"))?;
                rest.get(..length).map(|content| answer.content.extend_from_slice(content)).map(|()| length)
            }
        };
        let Some(taken) = taken else { return Ok(None) };
        bytes.drain(..end + 4 + taken);
        Ok(Some(answer))
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
