//! Field lines (RFC 9112 section 5, RFC 9110 section 5.5), and the fields that are about the connection.

use super::{BOUNDS, check, head, is_tchar, refusal, request, shown};

const BAD_NAME: &str = "refused 400 a field name is not a token, or no colon follows it";
const BAD_VALUE: &str = "refused 400 a field value has a control character";

#[test]
fn field_lines_are_taken_in_order_without_the_whitespace_around_values() {
    check(&[(
        "many shapes",
        b"GET / HTTP/1.0\r\nA:b\r\nB: b\r\nC: \t c \t \r\nd:\r\nE:  \r\na: again\r\nF: a:b , \"c\"\r\nG: \xff\x80\r\n\r\n",
        &[
            "request GET / HTTP/1.0",
            "field A: b",
            "field B: b",
            "field C: c",
            "field d: ",
            "field E: ",
            "field a: again",
            "field F: a:b , \\\"c\\\"",
            "field G: \\xff\\x80",
            "end",
        ],
    )]);
}

#[test]
fn field_lines_that_two_servers_could_read_differently_are_refused() {
    check(&[
        ("a space before the colon", b"GET / HTTP/1.0\r\nA : b\r\n\r\n", &[BAD_NAME]),
        ("a tab before the colon", b"GET / HTTP/1.0\r\nA\t: b\r\n\r\n", &[BAD_NAME]),
        ("a space before the name", b"GET / HTTP/1.0\r\n A: b\r\n\r\n", &[BAD_NAME]),
        ("folded with a space", b"GET / HTTP/1.0\r\nA: b\r\n c\r\n\r\n", &[BAD_NAME]),
        ("folded with a tab", b"GET / HTTP/1.0\r\nA: b\r\n\tc\r\n\r\n", &[BAD_NAME]),
        ("folded with nothing", b"GET / HTTP/1.0\r\nA: b\r\n \r\n\r\n", &[BAD_NAME]),
        ("no name", b"GET / HTTP/1.0\r\n: b\r\n\r\n", &[BAD_NAME]),
        ("no colon", b"GET / HTTP/1.0\r\nA\r\n\r\n", &[BAD_NAME]),
        ("no colon but a space", b"GET / HTTP/1.0\r\nA b\r\n\r\n", &[BAD_NAME]),
        ("a NUL in the value", b"GET / HTTP/1.0\r\nA: b\0c\r\n\r\n", &[BAD_VALUE]),
        ("a CR in the value", b"GET / HTTP/1.0\r\nA: b\rB: c\r\n\r\n", &[BAD_VALUE]),
        ("a CR at the end of the value", b"GET / HTTP/1.0\r\nA: b\r\r\n\r\n", &[BAD_VALUE]),
    ]);
}

#[test]
fn a_field_name_is_made_of_tchars_and_of_nothing_else() {
    for byte in u8::MIN..=u8::MAX {
        for name in [&[byte, b'b'][..], &[b'a', byte], &[b'a', byte, b'b']] {
            let bytes = [b"GET / HTTP/1.0\r\n", name, b": c\r\n\r\n"].concat();
            // `a:b: c` is a field of the name `a`.
            let is_fine = is_tchar(byte) || (byte == b':' && name[0] == b'a');
            assert_eq!(refusal(&bytes, &BOUNDS), (!is_fine).then_some(400), "{}", shown(&bytes));
        }
    }
}

#[test]
fn a_field_value_has_no_control_character_but_the_tab() {
    for byte in u8::MIN..=u8::MAX {
        for value in [&[byte, b'b'][..], &[b'a', byte], &[b'a', byte, b'b'], &[byte]] {
            let bytes = [b"GET / HTTP/1.0\r\nA: ", value, b"\r\n\r\n"].concat();
            let is_fine = byte == b'\t' || (byte >= 0x20 && byte != 0x7f);
            assert_eq!(refusal(&bytes, &BOUNDS), (!is_fine).then_some(400), "{}", shown(&bytes));
        }
    }
}

/// RFC 9112 section 9.3: the version, the `Connection` field, and whether another request may follow.
#[test]
fn a_connection_persists_as_version_and_connection_field_say() {
    let cases = [
        ("1.1", &[][..], true),
        ("1.1", &["Connection: close"], false),
        ("1.1", &["connection: CLOSE"], false),
        ("1.1", &["Connection: x, close ,y"], false),
        ("1.1", &["Connection: x", "Connection: close"], false),
        ("1.1", &["Connection: closed"], true),
        ("1.1", &["Connection: keep-alive, close"], false),
        ("1.1", &["Connection: keep-alive"], true),
        ("1.1", &["Connection: ,"], true),
        ("1.1", &["Proxy-Connection: close"], true),
        ("1.1", &["User-Agent: close"], true),
        ("1.0", &[], false),
        ("1.0", &["Connection: keep-alive"], true),
        ("1.0", &["Connection: Keep-Alive"], true),
        ("1.0", &["Connection: keep-alive, close"], false),
        ("1.0", &["Keep-Alive: timeout=5"], false),
    ];
    for (version, fields, expected) in cases {
        let head = head(&request(&format!("GET / HTTP/{version}"), fields)).expect("a head");
        assert_eq!(head.is_persistent(), expected, "HTTP/{version} {fields:?}");
    }
}

#[test]
fn only_100_continue_can_be_expected() {
    let with_content = "Content-Length: 1";
    let cases = [
        ("1.1", &["Expect: 100-continue", with_content][..], Ok(true)),
        ("1.1", &["expect: 100-CONTINUE", with_content], Ok(true)),
        ("1.1", &["Expect: 100-continue", "Transfer-Encoding: chunked"], Ok(true)),
        ("1.1", &["Expect: 100-continue"], Ok(false)),
        ("1.1", &["Expect: 100-continue", "Content-Length: 0"], Ok(false)),
        ("1.0", &["Expect: 100-continue", with_content], Ok(false)),
        ("1.1", &[with_content], Ok(false)),
        ("1.1", &["Expect: 200-ok", with_content], Err(417)),
        ("1.1", &["Expect: 100-continue, 200-ok", with_content], Err(417)),
        ("1.1", &["Expect: 100-continue=yes", with_content], Err(417)),
        ("1.1", &["Expect: x"], Err(417)),
        ("1.1", &["Expect: x", "Expect: 100-continue"], Err(417)),
    ];
    for (version, fields, expected) in cases {
        let found = head(&request(&format!("POST / HTTP/{version}"), fields)).map(|head| head.expects_continue());
        assert_eq!(found, expected, "HTTP/{version} {fields:?}");
    }
}

#[test]
fn an_upgrade_is_offered_by_both_fields_together_and_by_http_1_1() {
    let cases = [
        ("1.1", &["Connection: upgrade", "Upgrade: echo/1"][..], true),
        ("1.1", &["Connection: keep-alive, Upgrade", "Upgrade: x, ECHO/1"], true),
        ("1.1", &["Connection: upgrade", "Upgrade: x", "Upgrade: echo/1"], true),
        ("1.1", &["Upgrade: echo/1"], false),
        ("1.1", &["Connection: upgrade"], false),
        ("1.1", &["Connection: upgrade", "Upgrade: echo/2"], false),
        ("1.1", &["Connection: upgrade", "Upgrade: echo"], false),
        ("1.0", &["Connection: upgrade", "Upgrade: echo/1"], false),
    ];
    for (version, fields, expected) in cases {
        let head = head(&request(&format!("GET / HTTP/{version}"), fields)).expect("a head");
        assert_eq!(head.offers_upgrade("echo/1"), expected, "HTTP/{version} {fields:?}");
    }
}
