//! Short names for long URIs: `/rfc` leads to wherever `rfc` was set to.
//!
//! Shows a handler that is a client itself. It just waits for the other server, as any function would; other requests
//! go on meanwhile, even one to this very server.
//!
//! `cargo run --example bookmarks`, then open <http://127.0.0.1:8000/>. Another port goes behind `--`.
//! The variables `http_proxy`, `https_proxy` and `no_proxy` are honoured; a proxy is asked for a tunnel (CONNECT), to
//! plain http as well.

use http_core::escape_html;
use http_core::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a long URI may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is answered instead: a status, and a text that says why.
type Refusal = (StatusCode, String);

/// A field that is missing counts as empty.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Bookmark {
    longuri: String,
    shortname: String,
}

#[handler]
#[derive(Default)]
struct Bookmarks {
    uris_by_name: Mutex<BTreeMap<String, String>>,
}

#[handler]
impl Bookmarks {
    #[get("/")]
    fn show(&self) -> Html<String> {
        page(&self.uris_by_name())
    }

    #[post("/")]
    fn remember(&self, #[form] bookmark: Option<Bookmark>) -> Result<Redirect, Refusal> {
        let Bookmark { longuri, shortname } = bookmark.unwrap_or_default();
        if longuri.is_empty() || shortname.is_empty() {
            return Err((StatusCode::BAD_REQUEST, "longuri and shortname are both needed\n".to_owned()));
        }
        // No lock is held here: the check takes its time, and may come back to this server.
        check(&longuri)
            .map_err(|reason| (StatusCode::NOT_FOUND, format!("I couldn't fetch the URI '{longuri}': {reason}\n")))?;
        self.uris_by_name().insert(shortname, longuri);
        Ok(Redirect::see_other("/"))
    }

    #[get("/{name}")]
    fn follow(&self, name: &str) -> Result<Redirect, Refusal> {
        let uri = self.uris_by_name().get(name).cloned();
        uri.map(Redirect::see_other).ok_or_else(|| (StatusCode::NOT_FOUND, format!("I don't know '{name}'.\n")))
    }
}

impl Bookmarks {
    /// A map is whole between any two of its operations, so a panic elsewhere is no reason to give it up.
    fn uris_by_name(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.uris_by_name.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A `javascript:` URI would run in our name, and a relative one lead nowhere. URIs are printable ASCII (RFC 3986),
/// so none can break the field it is sent in.
fn is_http_uri(text: &str) -> bool {
    let has_scheme = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (has_scheme("http://") || has_scheme("https://")) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Does a GET end, after redirections, in 200? The error says why not.
fn check(uri: &str) -> Result<(), String> {
    if !is_http_uri(uri) {
        return Err("it is no http or https URI".to_owned());
    }
    match fetch(uri) {
        Ok(StatusCode::OK) => Ok(()),
        Ok(status) => Err(format!("it answers {status}")),
        Err(error) => Err(error.to_string()),
    }
}

/// The status alone: the content is not read.
fn fetch(uri: &str) -> Result<StatusCode, ureq::Error> {
    let config = ureq::Agent::config_builder()
        .proxy(ureq::Proxy::try_from_env())
        .timeout_global(Some(PATIENCE))
        // A status is an answer here, no error.
        .http_status_as_error(false)
        .build();
    Ok(config.new_agent().get(uri).call()?.status())
}

fn page(uris_by_name: &BTreeMap<String, String>) -> Html<String> {
    let list: String = uris_by_name.iter().map(|(name, uri)| item(name, uri)).collect();
    Html(format!(
        r#"<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Bookmark Server</title>
<form method="post">
  <label>Long URI: <input type="url" name="longuri" required></label>
  <label>Short name: <input type="text" name="shortname" required></label>
  <button type="submit">Save it!</button>
</form>
<ul>
{list}</ul>
</html>
"#
    ))
}

/// In a link the name is encoded, so that a `/` or `?` is part of it; what is shown is escaped.
fn item(name: &str, uri: &str) -> String {
    let link = utf8_percent_encode(name, NON_ALPHANUMERIC);
    format!("<li><a href=\"/{link}\">{}</a>: {}</li>\n", escape_html(name), escape_html(uri))
}

fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("8000".to_owned());
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), Bookmarks::default())?;
    println!("listening on {}", server.url());
    server.run_forever()
}
