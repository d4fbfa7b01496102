//! One line for each request.
//!
//! Decides what the line looks like; nothing in it can break the line or the terminal.

use crate::Request;
use http::StatusCode;
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

/// A log of requests. Set with [`HttpServer::access_log`](crate::HttpServer::access_log).
#[derive(Debug, Clone)]
pub struct AccessLog(());

impl AccessLog {
    /// `http.server`'s lines, to standard error. Times are UTC.
    ///
    /// ```text
    /// 127.0.0.1 - - [06/Nov/1994 08:49:37] "GET / HTTP/1.1" 200 -
    /// ```
    pub fn http_server() -> Self {
        Self(())
    }

    pub(crate) fn write(&self, request: &Request, status: StatusCode) {
        let line = line(request, status, SystemTime::now());
        // A log that can't be written to must not cost an answer.
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
}

fn line(request: &Request, status: StatusCode, now: SystemTime) -> String {
    let address = request.client_address();
    let client = address.socket_addr().map_or_else(|| address.to_string(), |address| address.ip().to_string());
    let mut line = format!("{client} - - [{}] \"", time(now));
    for byte in request.request_line().bytes() {
        match byte {
            b'"' | b'\\' => line.extend(['\\', char::from(byte)]),
            b' '..=b'~' => line.push(char::from(byte)),
            _ => {
                let _ = write!(line, "\\x{byte:02x}");
            }
        }
    }
    let _ = writeln!(line, "\" {} -", status.as_str());
    line
}

/// `06/Nov/1994 08:49:37`, out of `Sun, 06 Nov 1994 08:49:37 GMT`.
fn time(now: SystemTime) -> String {
    let date = crate::http_date(now.max(UNIX_EPOCH));
    let mut words = date.split(' ').skip(1);
    let mut next = || words.next().unwrap_or_default();
    format!("{}/{}/{} {}", next(), next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::time;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn times_look_as_in_http_server() {
        assert_eq!(time(UNIX_EPOCH + Duration::from_secs(784_111_777)), "06/Nov/1994 08:49:37");
    }
}
