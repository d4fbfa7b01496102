//! As much of HTTP as clients of these tests need.

/// The head of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The status code.
    pub status: u16,
    /// Bytes of the head.
    pub length: usize,
    /// Bytes of content, by `Content-Length`.
    pub content: usize,
    /// Does the server close the connection behind it?
    pub closes: bool,
}

impl Head {
    /// Reads a head; `None` where it has not come completely. What is no head of a response has the status 0.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let text = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let mut lines = text.split("\r\n");
        let status = lines.next().and_then(status).unwrap_or(0);
        let mut head = Self { status, length: end + 4, content: 0, closes: false };
        for line in lines {
            match line.split_once(": ") {
                Some(("content-length", value)) => head.content = value.parse().unwrap_or(0),
                Some(("connection", value)) => head.closes = value == "close",
                _ => {}
            }
        }
        Some(head)
    }

    /// Bytes of head and content.
    pub fn total(&self) -> usize {
        self.length + self.content
    }
}

/// The status of a response that may not have come completely.
pub fn status_of(bytes: &[u8]) -> Option<u16> {
    let line = bytes.get(..13)?;
    status(std::str::from_utf8(line).ok()?.to_ascii_lowercase().as_str())
}

fn status(line: &str) -> Option<u16> {
    line.strip_prefix("http/1.1 ")?.get(..3)?.parse().ok()
}

/// A request without content.
pub fn get(target: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: faults\r\n\r\n").into_bytes()
}

/// The head of a request with content.
pub fn post_head(target: &str, length: u64) -> Vec<u8> {
    format!("POST {target} HTTP/1.1\r\nHost: faults\r\nContent-Length: {length}\r\n\r\n").into_bytes()
}
