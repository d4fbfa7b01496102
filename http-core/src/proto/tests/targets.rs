//! The four forms of a request target, and `Host` (RFC 9112 section 3.2).

use super::head;

/// Path and query, or the status of the refusal.
type Parts<'t> = Result<(&'t str, Option<&'t str>), u16>;

#[test]
fn a_target_has_one_of_four_forms() {
    let cases: &[(&str, &str, Parts<'_>)] = &[
        ("GET", "/", Ok(("/", None))),
        ("GET", "/a/b", Ok(("/a/b", None))),
        ("GET", "/a?b", Ok(("/a", Some("b")))),
        ("GET", "/a?", Ok(("/a", Some("")))),
        ("GET", "/?a?b/c", Ok(("/", Some("a?b/c")))),
        ("GET", "//a//b", Ok(("//a//b", None))),
        ("GET", "/a/../b/./", Ok(("/a/../b/./", None))),
        ("GET", "/%2F%00%zz", Ok(("/%2F%00%zz", None))),
        ("GET", "/a#b", Err(400)),
        ("GET", "/a[1]", Err(400)),
        ("GET", "/a\"b", Err(400)),
        ("GET", "/a|b", Err(400)),
        ("GET", "/\\a", Err(400)),
        ("GET", "http://a", Ok(("/", None))),
        ("GET", "http://a/", Ok(("/", None))),
        ("GET", "http://a/b?c", Ok(("/b", Some("c")))),
        ("GET", "http://a?c", Ok(("/", Some("c")))),
        ("GET", "HTTPS://A/b", Ok(("/b", None))),
        ("OPTIONS", "http://a", Ok(("/", None))),
        ("GET", "http://", Err(400)),
        ("GET", "http:///b", Err(400)),
        ("GET", "http://:80/b", Err(400)),
        ("GET", "http:/a", Err(400)),
        ("GET", "http:a", Err(400)),
        ("GET", "http://u@a/", Err(400)),
        ("GET", "http://u:p@a/", Err(400)),
        ("GET", "http://a:x/", Err(400)),
        ("GET", "http://a#b", Err(400)),
        ("GET", "ftp://a/", Err(400)),
        ("GET", "file:///etc/passwd", Err(400)),
        ("GET", "a", Err(400)),
        ("GET", "a/b", Err(400)),
        ("GET", "a:80", Err(400)),
        ("GET", "?b", Err(400)),
        ("GET", "*", Err(400)),
        ("POST", "*", Err(400)),
        ("OPTIONS", "*", Ok(("*", None))),
        ("OPTIONS", "*/", Err(400)),
        ("OPTIONS", "*?a", Err(400)),
        ("CONNECT", "a:80", Ok(("", None))),
        ("CONNECT", "[::1]:80", Ok(("", None))),
        ("CONNECT", "a", Err(400)),
        ("CONNECT", "a:", Err(400)),
        ("CONNECT", ":80", Err(400)),
        ("CONNECT", "[::1]", Err(400)),
        ("CONNECT", "/", Err(400)),
        ("CONNECT", "http://a:80/", Err(400)),
        ("CONNECT", "u@a:80", Err(400)),
    ];
    for (method, target, expected) in cases {
        let parsed = head(format!("{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes());
        let found = parsed.as_ref().map(|head| (head.path(), head.query())).map_err(|status| *status);
        assert_eq!(found, *expected, "{method} {target}");
        assert!(parsed.is_err() || parsed.is_ok_and(|head| head.target() == *target), "{method} {target} as sent");
    }
}

/// What stands between `Host:` and the end of the line.
#[test]
fn a_host_is_a_name_or_an_address_with_an_optional_port() {
    let fine = [
        "",
        " ",
        "a",
        "A.example",
        "a:80",
        "a:",
        "1.2.3.4",
        "1.2.3.4:80",
        "[::1]",
        "[::1]:80",
        "[::1]:",
        "a_b",
        "a-b.~c",
        "a!$&'()*+,;=",
        "%61",
        " a \t",
    ];
    for value in fine {
        let bytes = format!("GET / HTTP/1.1\r\nHost:{value}\r\n\r\n");
        assert!(head(bytes.as_bytes()).is_ok(), "{bytes:?}");
    }
}

#[test]
fn a_host_is_nothing_else() {
    let broken = [
        "a b",
        "a,b/",
        "a/",
        "/a",
        "http://a",
        "a@b",
        "u:p@a",
        "a:b",
        "a:80:80",
        "a:-1",
        "a:+1",
        "a: 80",
        "[::1",
        "::1",
        "[]",
        "[::1]80",
        "[::1]:x",
        "[1.2.3.4]",
        "[::1%25eth0]",
        "a\"b",
        "a<b",
        "a[b",
        "a?b",
        "a#b",
        "a\\b",
        "\u{e9}",
        "a\tb",
        "%",
        "%4",
        "%zz",
    ];
    for value in broken {
        for version in ["1.0", "1.1"] {
            let bytes = format!("GET / HTTP/{version}\r\nHost: {value}\r\n\r\n");
            assert_eq!(head(bytes.as_bytes()).expect_err(value), 400, "{bytes:?}");
        }
    }
}

#[test]
fn http_1_1_takes_exactly_one_host() {
    let cases = [
        ("none", "GET / HTTP/1.1\r\n\r\n", false),
        ("none in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", true),
        ("two that are the same", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", false),
        ("two in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", false),
        ("two in different cases", "GET / HTTP/1.1\r\nhost: a\r\nHOST: b\r\n\r\n", false),
        ("not the first field", "GET / HTTP/1.1\r\nX: y\r\nhOsT: a\r\n\r\n", true),
        ("a field that only looks like it", "GET / HTTP/1.1\r\nHosts: a\r\n\r\n", false),
    ];
    for (name, bytes, is_fine) in cases {
        assert_eq!(head(bytes.as_bytes()).map(drop), if is_fine { Ok(()) } else { Err(400) }, "{name}");
    }
}

/// The two could lead two servers to two hosts; RFC 9112 section 3.2.2 has clients send the same.
#[test]
fn host_and_an_absolute_target_name_the_same_host() {
    let cases = [
        ("http://a/", "a", true),
        ("http://A/", "a", true),
        ("http://a:80/", "a:80", true),
        ("http://a:80/", "a", false),
        ("http://a/", "b", false),
        ("http://a/", "", false),
        ("http://[::1]/", "[::1]", true),
    ];
    for (target, host, is_fine) in cases {
        let bytes = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        assert_eq!(head(bytes.as_bytes()).map(drop), if is_fine { Ok(()) } else { Err(400) }, "{bytes:?}");
    }
}
