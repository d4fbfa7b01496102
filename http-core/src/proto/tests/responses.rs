//! Responses as bytes.

use crate::proto::{
    NamedFields, Persistence, ResponseFraming, ServerName, StatusLineAndFields, encode_chunk_head, encode_head,
    encode_last_chunk, has_no_content,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

fn encoded(status: u16, fields: &[(&str, &str)], framing: ResponseFraming, persistence: Persistence) -> String {
    let mut map = HeaderMap::new();
    for (name, value) in fields {
        map.append(
            HeaderName::from_bytes(name.as_bytes()).expect("a name"),
            HeaderValue::from_str(value).expect("a value"),
        );
    }
    let status = StatusCode::from_u16(status).expect("a status");
    let (date_line, server) = ("Date: today\r\n", ServerName::Line("Server: us\r\n"));
    let head = StatusLineAndFields { status, fields: NamedFields::Map(&map), framing, persistence, date_line, server };
    let mut output = Vec::new();
    encode_head(&mut output, &head);
    String::from_utf8(output).expect("ASCII")
}

#[test]
fn heads_are_written_byte_for_byte() {
    use Persistence::{Close, Implied, KeepAlive, Upgrade};
    use ResponseFraming::{Chunked, Length, NoContent, UntilClose};
    let start = "Server: us\r\nDate: today\r\n";
    let cases = [
        (encoded(200, &[], Length(5), Implied), format!("HTTP/1.1 200 OK\r\n{start}Content-Length: 5\r\n\r\n")),
        (encoded(204, &[], NoContent, Implied), format!("HTTP/1.1 204 No Content\r\n{start}\r\n")),
        (
            encoded(404, &[], Length(0), Close),
            format!("HTTP/1.1 404 Not Found\r\n{start}Content-Length: 0\r\nConnection: close\r\n\r\n"),
        ),
        (encoded(200, &[], Chunked, Implied), format!("HTTP/1.1 200 OK\r\n{start}Transfer-Encoding: chunked\r\n\r\n")),
        (encoded(200, &[], UntilClose, Close), format!("HTTP/1.1 200 OK\r\n{start}Connection: close\r\n\r\n")),
        (
            encoded(200, &[], Length(0), KeepAlive),
            format!("HTTP/1.1 200 OK\r\n{start}Content-Length: 0\r\nConnection: keep-alive\r\n\r\n"),
        ),
        (
            encoded(101, &[("upgrade", "x")], NoContent, Upgrade),
            format!("HTTP/1.1 101 Switching Protocols\r\n{start}Upgrade: x\r\nConnection: upgrade\r\n\r\n"),
        ),
        // A status without a phrase keeps the space before it (RFC 9112 section 4).
        (encoded(599, &[], Length(0), Implied), format!("HTTP/1.1 599 \r\n{start}Content-Length: 0\r\n\r\n")),
        (
            encoded(
                200,
                &[("x-a-b", "c"), ("etag", "\"d\""), ("www-authenticate", "e"), ("content-type", "f")],
                Length(0),
                Implied,
            ),
            format!(
                "HTTP/1.1 200 OK\r\n{start}X-A-B: c\r\nETag: \"d\"\r\nWWW-Authenticate: e\r\nContent-Type: f\r\nContent-Length: 0\r\n\r\n"
            ),
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
}

#[test]
fn framing_and_connection_are_said_once_and_by_us() {
    let lies = [("content-length", "99"), ("transfer-encoding", "x"), ("connection", "keep-alive")];
    let head = encoded(200, &lies, ResponseFraming::Length(5), Persistence::Close);
    assert_eq!(head.matches("Content-Length").count(), 1);
    assert!(head.contains("\r\nContent-Length: 5\r\n") && !head.contains("99"));
    assert!(!head.contains("Transfer-Encoding"));
    assert!(head.contains("\r\nConnection: close\r\n") && !head.contains("keep-alive"));
    // What else it names is named.
    let named = [("connection", "x, Close"), ("connection", "keep-alive, y")];
    let head = encoded(200, &named, ResponseFraming::Length(5), Persistence::Close);
    assert!(head.ends_with("\r\nContent-Length: 5\r\nConnection: x, y, close\r\n\r\n"), "{head}");
    let head = encoded(101, &[("connection", "Upgrade")], ResponseFraming::NoContent, Persistence::Upgrade);
    assert_eq!(head.matches("pgrade").count(), 1);
    // Where there is nothing to say about the connection, the handler's word stands.
    let head = encoded(426, &[("connection", "upgrade")], ResponseFraming::Length(0), Persistence::Implied);
    assert!(head.contains("\r\nConnection: upgrade\r\n"));
}

#[test]
fn a_handlers_own_date_and_server_take_the_place_of_ours() {
    let head = encoded(200, &[("date", "then"), ("server", "me")], ResponseFraming::Length(0), Persistence::Implied);
    assert!(head.contains("\r\nDate: then\r\n") && head.contains("\r\nServer: me\r\n"));
    assert!(!head.contains("today") && !head.contains("us\r\n"));
}

#[test]
fn several_fields_of_one_name_stay_several() {
    let cookies = [("set-cookie", "a=b"), ("set-cookie", "c=d")];
    let head = encoded(200, &cookies, ResponseFraming::Length(0), Persistence::Implied);
    assert!(head.contains("\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n"));
}

#[test]
fn statuses_without_content_are_1xx_204_and_304() {
    for status in 100..=999 {
        let status = StatusCode::from_u16(status).expect("a status");
        assert_eq!(has_no_content(status), matches!(status.as_u16(), 100..=199 | 204 | 304), "{status}");
    }
}

#[test]
fn chunk_sizes_are_written_in_hexadecimal() {
    let cases = [
        (0, "0"),
        (1, "1"),
        (15, "f"),
        (16, "10"),
        (255, "ff"),
        (256, "100"),
        (4096, "1000"),
        (usize::MAX, "ffffffffffffffff"),
    ];
    for (length, expected) in cases {
        let mut output = Vec::new();
        encode_chunk_head(&mut output, length);
        assert_eq!(output, format!("{expected}\r\n").as_bytes());
    }
    let mut output = Vec::new();
    encode_last_chunk(&mut output);
    assert_eq!(output, b"0\r\n\r\n");
}
