//! The files through the testing client.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use super::Files;
use http_core::StatusCode;
use http_core::testing::{Client, TestResponse};
use std::fs;
use std::path::PathBuf;

/// A folder of this test alone, which is removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("http-core-files-{}-{test}", std::process::id()));
        fs::create_dir_all(path.join("pages/a & b")).unwrap();
        fs::write(path.join("digits.txt"), "0123456789").unwrap();
        fs::write(path.join("empty"), "").unwrap();
        fs::write(path.join("pages/index.html"), "<p>index").unwrap();
        Self(path)
    }

    fn client(&self) -> Client {
        Client::new(Files { folder: self.0.clone() })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn field<'r>(response: &'r TestResponse, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn a_file_says_what_it_is_and_how_long() {
    let folder = Folder::new("whole");
    let client = folder.client();
    let whole = client.get("/digits.txt").send();
    assert_eq!((whole.status(), whole.text()), (StatusCode::OK, "0123456789"));
    assert_eq!((field(&whole, "content-type"), field(&whole, "content-length")), ("text/plain; charset=utf-8", "10"));
    let head = client.head("/digits.txt").send();
    assert_eq!((field(&head, "content-length"), head.bytes()), ("10", &b""[..]));
    assert_eq!(client.get("/empty").send().bytes(), b"");
}

#[test]
fn a_folder_is_its_index_or_a_list() {
    let folder = Folder::new("list");
    let client = folder.client();
    let list = client.get("/").send();
    assert_eq!(field(&list, "content-type"), "text/html; charset=utf-8");
    for link in [r#"<a href="digits%2Etxt">digits.txt</a>"#, r#"<a href="pages/">pages/</a>"#] {
        assert!(list.text().contains(link), "{}", list.text());
    }
    assert_eq!(field(&client.get("/pages").send(), "location"), "/pages/");
    assert_eq!(client.get("/pages/").send().text(), "<p>index");
    fs::remove_file(folder.0.join("pages/index.html")).unwrap();
    let list = client.get("/pages/").send();
    assert!(list.text().contains(r#"<a href="a%20%26%20b/">a &amp; b/</a>"#), "{}", list.text());
    assert_eq!(client.get("/pages/a%20%26%20b/").send().status(), StatusCode::OK);
}

#[test]
fn nothing_outside_of_the_folder_is_shown() {
    let folder = Folder::new("outside");
    let client = Client::new(Files { folder: folder.0.join("pages") });
    for target in
        ["/../digits.txt", "/..%2Fdigits.txt", "//etc/passwd", "/%2Fetc%2Fpasswd", "/a/../../digits.txt", "/."]
    {
        assert_eq!(client.get(target).send().status(), StatusCode::NOT_FOUND, "{target}");
    }
    for target in ["/nothing", "/index.html/", "/nothing/"] {
        assert_eq!(client.get(target).send().status(), StatusCode::NOT_FOUND, "{target}");
    }
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let folder = Folder::new("since");
    let client = folder.client();
    let modified = field(&client.get("/digits.txt").send(), "last-modified").to_owned();
    let since = |date: &str| client.get("/digits.txt").header("If-Modified-Since", date).send();
    let known = since(&modified);
    assert_eq!(
        (known.status(), known.text(), field(&known, "last-modified")),
        (StatusCode::NOT_MODIFIED, "", &*modified)
    );
    assert_eq!(since("Sun, 06 Nov 1994 08:49:37 GMT").text(), "0123456789");
    assert_eq!(since("yesterday").text(), "0123456789");
}

#[test]
fn a_part_of_a_file_can_be_had() {
    let folder = Folder::new("part");
    let client = folder.client();
    let part = |range: &str| {
        let response = client.get("/digits.txt").header("Range", range).send();
        (response.status().as_u16(), response.text().to_owned(), field(&response, "content-range").to_owned())
    };
    let parts = [
        ("bytes=2-4", "234", "2-4"),
        ("bytes=8-", "89", "8-9"),
        ("bytes=-3", "789", "7-9"),
        ("bytes=0-99", "0123456789", "0-9"),
    ];
    for (range, text, sent) in parts {
        assert_eq!(part(range), (206, text.to_owned(), format!("bytes {sent}/10")), "{range}");
    }
    for range in ["bytes=10-", "bytes=-0", "bytes=10-20"] {
        assert_eq!(part(range), (416, "416 Range Not Satisfiable\n".to_owned(), "bytes */10".to_owned()), "{range}");
    }
    for range in ["bytes=4-2", "bytes=0-1,3-4", "bytes=", "bytes=x-", "lines=1-2"] {
        assert_eq!(part(range), (200, "0123456789".to_owned(), String::new()), "{range}");
    }
}

#[test]
fn a_part_is_of_the_file_that_the_client_knows() {
    let folder = Folder::new("resume");
    let client = folder.client();
    let modified = field(&client.get("/digits.txt").send(), "last-modified").to_owned();
    let resumed = |date: &str| client.get("/digits.txt").header("Range", "bytes=8-").header("If-Range", date).send();
    assert_eq!(resumed(&modified).text(), "89");
    assert_eq!(resumed("Sun, 06 Nov 1994 08:49:37 GMT").text(), "0123456789");
}
