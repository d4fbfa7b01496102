//! Shows the files of a folder, as `python3 -m http.server` does.
//!
//! Shows `{*path}`, files as answers, and what browsers ask of those: only what is newer (304), only a part (206).
//!
//! `cargo run --example files`, then open <http://127.0.0.1:8000/>. Another port and another folder go behind `--`.

use http_core::prelude::*;
use http_core::{AccessLog, escape_html, http_date, parse_http_date};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fs::{self, File};
use std::io::{Seek, SeekFrom};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};

#[handler(server = "files/1.0")]
struct Files {
    folder: PathBuf,
}

#[handler]
impl Files {
    /// A file, or what is in a folder. HEAD gets the same without the content, which is not read then.
    #[get("/{*path}")]
    fn show(&self, path: &str, request: &Request) -> Result<Option<Response>, Error> {
        let Some(place) = self.below(path) else { return Ok(None) };
        if !place.is_dir() {
            return send(&place, request);
        }
        if !request.path().ends_with('/') {
            // Links in a page of a folder are relative to it.
            return Ok(Some(Redirect::permanent(format!("{}/", request.path())).into_response()));
        }
        match send(&place.join("index.html"), request)? {
            Some(index) => Ok(Some(index)),
            None => Ok(Some(list(&place, path)?.into_response())),
        }
    }
}

impl Files {
    /// Where that is, unless it could be outside of the folder: `..` arrives as it was sent.
    fn below(&self, path: &str) -> Option<PathBuf> {
        let is_below = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        is_below.then(|| self.folder.join(path))
    }
}

/// A file, as far as the client wants it. Whatever can't be opened is not there.
fn send(place: &Path, request: &Request) -> Result<Option<Response>, Error> {
    // Before it is opened: that would wait at the end of a pipe.
    let Some(metadata) = fs::metadata(place).ok().filter(fs::Metadata::is_file) else { return Ok(None) };
    let Ok(file) = File::open(place) else { return Ok(None) };
    let (length, modified) = (metadata.len(), metadata.modified()?);
    let response = if is_known(request, modified) {
        Response::new(StatusCode::NOT_MODIFIED)
    } else {
        content(file, length, part(request, modified, length))?.with_header("Content-Type", media_type(place))
    };
    Ok(Some(response.with_header("Last-Modified", http_date(modified)).with_header("Accept-Ranges", "bytes")))
}

/// All of a file, or a part of it.
fn content(mut file: File, length: u64, part: Option<Range<u64>>) -> io::Result<Response> {
    let Some(part) = part else { return Ok(Response::from_reader(file, Some(length))) };
    if part.is_empty() {
        let response = Response::new(StatusCode::RANGE_NOT_SATISFIABLE);
        return Ok(response.with_header("Content-Range", format!("bytes */{length}")));
    }
    file.seek(SeekFrom::Start(part.start))?;
    Ok(Response::from_reader(file, Some(part.end - part.start))
        .with_status(StatusCode::PARTIAL_CONTENT)
        .with_header("Content-Range", format!("bytes {}-{}/{length}", part.start, part.end - 1)))
}

/// Has the client this file already? Dates in fields have no fractions of a second (RFC 9110 section 13.1.3).
fn is_known(request: &Request, modified: SystemTime) -> bool {
    let since = request.header("if-modified-since").and_then(parse_http_date);
    since.is_some_and(|since| modified < since + Duration::from_secs(1))
}

/// The part of the file that is asked for (RFC 9110 section 14.2), empty where the file is not that long; `None` for all of it,
/// and for several parts, which nobody has to give. With `If-Range` only if the client has the rest of this very file.
fn part(request: &Request, modified: SystemTime, length: u64) -> Option<Range<u64>> {
    let is_of_this_file = request.header("if-range").is_none_or(|date| date == http_date(modified));
    let range = request.header("range").filter(|_| is_of_this_file)?;
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    if first.is_empty() {
        let count: u64 = last.parse().ok()?;
        return Some(length.saturating_sub(count)..length);
    }
    let (first, last) = (first.parse().ok()?, if last.is_empty() { u64::MAX } else { last.parse().ok()? });
    (first <= last).then(|| first..last.saturating_add(1).min(length))
}

/// What browsers need to know to show it.
fn media_type(place: &Path) -> &'static str {
    match place.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" | "md" | "rs" | "toml" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// A page of links. A name that is not UTF-8 can't be asked for, and is left out.
fn list(folder: &Path, path: &str) -> io::Result<Html<String>> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let end = if entry.path().is_dir() { "/" } else { "" };
        names.extend(entry.file_name().into_string().map(|name| name + end));
    }
    names.sort();
    let items: String = names.iter().map(|name| item(name)).collect();
    let title = format!("Files in /{}", escape_html(path));
    Ok(Html(format!(
        r#"<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<h1>{title}</h1>
<ul>
{items}</ul>
</html>
"#
    )))
}

/// In a link all of the name is encoded, but for the `/` at its end; what is shown is escaped.
fn item(name: &str) -> String {
    let (own, end) = name.strip_suffix('/').map_or((name, ""), |own| (own, "/"));
    format!("<li><a href=\"{}{end}\">{}</a>\n", utf8_percent_encode(own, NON_ALPHANUMERIC), escape_html(name))
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().unwrap_or("8000".to_owned());
    let folder = arguments.next().unwrap_or(".".to_owned());
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), Files { folder: folder.into() })?;
    println!("listening on {}", server.url());
    server.access_log(AccessLog::http_server()).run_forever()
}

#[cfg(test)]
#[path = "files/tests.rs"]
mod tests;
