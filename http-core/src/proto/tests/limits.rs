//! Limits: exactly what they say passes, one more is refused, and with the status of what is too large.

use super::{BOUNDS, Bounds, events_of_every_split, head, play, refusal, request};

/// The same head with limits around its size.
#[test]
fn a_head_may_be_as_large_as_the_limit_and_no_larger() {
    let bytes = request("GET / HTTP/1.1", &["X: yyyyyyyyyyyyyyyy"]);
    for (size, expected) in
        [(bytes.len() + 1, None), (bytes.len(), None), (bytes.len() - 1, Some("refused 431 the head is too large"))]
    {
        let bounds = Bounds { head: size, ..BOUNDS };
        let events = events_of_every_split(&bytes, &bounds);
        assert_eq!(events.iter().find(|event| event.starts_with("refused")).map(String::as_str), expected, "{size}");
    }
}

#[test]
fn a_head_that_is_too_large_is_refused_before_it_ends() {
    let bounds = Bounds { head: 64, ..BOUNDS };
    let endless = [b"GET / HTTP/1.1\r\nX: ", &[b'y'; 64][..]].concat();
    assert_eq!(events_of_every_split(&endless, &bounds), ["refused 431 the head is too large"]);
    assert_eq!(play([&endless[..63]], &bounds), Vec::<String>::new());
}

/// What is behind the limit has no say in how a head is refused.
#[test]
fn a_head_that_is_too_large_is_refused_in_one_way() {
    let bounds = Bounds { head: 64, ..BOUNDS };
    for tail in [&b"\n\n"[..], b"\r\n\r\n", b"\0", b"\r\nA : b\r\n\r\n"] {
        let bytes = [b"GET / HTTP/1.1\r\nX: ", &[b'y'; 64][..], tail].concat();
        assert_eq!(events_of_every_split(&bytes, &bounds), ["refused 431 the head is too large"]);
    }
}

#[test]
fn a_target_may_be_as_long_as_the_limit_and_no_longer() {
    let bounds = Bounds { target: 16, ..BOUNDS };
    for (length, expected) in [(15, None), (16, None), (17, Some(414)), (500, Some(414))] {
        let target = format!("/{}", "a".repeat(length - 1));
        assert_eq!(refusal(&request(&format!("GET {target} HTTP/1.1"), &[]), &bounds), expected, "{length}");
    }
}

#[test]
fn a_target_that_fills_the_head_is_414_and_a_method_that_does_is_400() {
    let bounds = Bounds { head: 512, target: 256, ..BOUNDS };
    let cases = [
        (
            "a target without an end",
            [b"GET /", &[b'a'; 600][..]].concat(),
            "refused 414 the request target is too long",
        ),
        (
            "a long target",
            [b"GET /", &[b'a'; 300][..], b" HTTP/1.1\r\nX: ", &[b'y'; 600]].concat(),
            "refused 414 the request target is too long",
        ),
        (
            "a long target in a line without an end",
            [b"GET /", &[b'a'; 256][..], b" ", &[b'H'; 600]].concat(),
            "refused 414 the request target is too long",
        ),
        ("a line without an end", [b"GET / ", &[b'H'; 600][..]].concat(), "refused 431 the head is too large"),
        (
            "a target as long as the limit in a line without an end",
            [b"GET /", &[b'a'; 255][..], b" ", &[b'H'; 600]].concat(),
            "refused 431 the head is too large",
        ),
        ("a long field", [b"GET / HTTP/1.1\r\nX: ", &[b'y'; 600][..]].concat(), "refused 431 the head is too large"),
        ("a long method", [b'A'; 600].to_vec(), "refused 400 the method is too long"),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(events_of_every_split(&bytes, &bounds), [expected], "{name}");
    }
}

/// Around 48 the fields outgrow the room on the stack.
#[test]
fn fields_may_be_as_many_as_the_limit_and_no_more() {
    for limit in [1, 3, 47, 48, 49, 60, 100] {
        let bounds = Bounds { fields: limit, ..BOUNDS };
        for version in ["1.1", "1.2"] {
            for (count, expected) in [(limit, None), (limit + 1, Some(431))] {
                let bytes = request(&format!("GET / HTTP/{version}"), &vec!["A: b"; count - 1]);
                assert_eq!(refusal(&bytes, &bounds), expected, "{count} of {limit} in HTTP/{version}");
            }
        }
    }
}

#[test]
fn more_fields_than_fit_on_the_stack_are_all_kept() {
    let lines: Vec<String> = (0..99).map(|number| format!("X-{number}: {number}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let head = head(&request("GET / HTTP/1.1", &lines)).expect("a head");
    assert_eq!(head.field_lines().count(), 100);
    assert_eq!(head.field_lines().last(), Some(("X-98", &b"98"[..])));
}

/// Each request of a connection has the limit to itself, and an empty line before it is not counted.
#[test]
fn the_limit_of_a_head_is_for_one_head() {
    let bytes = request("GET / HTTP/1.1", &[]);
    let bounds = Bounds { head: bytes.len(), ..BOUNDS };
    let twice = [&bytes[..], b"\r\n", &bytes[..]].concat();
    assert_eq!(refusal(&twice, &bounds), None);
    assert_eq!(play([&twice[..]], &bounds).len(), 6);
}
