//! A request → its answer: a file of the last good site, or one of the few pages of the preview's own below `/-/`.

use super::board::PAGE_POLICY;
use super::guard::{self, Door, NOT_LET_IN, Refusal};
use super::http::Body;
use super::part::Wanted;
use super::pictures::Pictures;
use super::snapshot::Snapshot;
use super::store::{Shown, Store};
use super::token::Gate;
use super::{live, media, pages, stream};
use crate::output::hosting::OF_FILES;
use crate::output::{Artifact, Bytes as Source};
use crate::own;
use crate::site::{encoded, file_of};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;
use std::sync::Arc;

/// All that answering needs.
pub(super) struct Desk {
    /// What is shown.
    pub store: Arc<Store>,
    /// What is made of pictures.
    pub pictures: Arc<Pictures>,
    /// Who is let in from the local network, if anybody is.
    pub gate: Option<Gate>,
    /// Told when somebody was let in: the token is spent.
    pub entered: Box<dyn Fn(&Gate) + Send + Sync>,
    /// Host and port that the site gives as its own.
    pub given: String,
}

/// What makes a page listen: the only thing that is added to what a build makes, before the end of the page.
pub fn listener() -> String {
    format!("<script src=\"{}\" defer></script>", own::preview("live.js"))
}

/// What is copied from content/static/ was put there by whoever runs the site, and may run what stands in it.
const COPIED_POLICY: &str = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

type Answer = Response<Body>;

/// The answer to a request.
pub(super) async fn answer(desk: &Desk, door: &Door, request: &Request<Incoming>) -> Answer {
    let mut answer = match found(desk, door, request).await {
        Ok(answer) => answer,
        Err(refusal) => refused(refusal),
    };
    let headers = answer.headers_mut();
    let mut say = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    say(header::CACHE_CONTROL, "no-cache");
    say(header::CONTENT_SECURITY_POLICY, PAGE_POLICY);
    say(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(header::REFERRER_POLICY, "same-origin");
    say(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    answer
}

async fn found(desk: &Desk, door: &Door, request: &Request<Incoming>) -> Result<Answer, Refusal> {
    let headers = request.headers();
    let host = guard::check(door, request.method(), headers)?;
    let path = guard::path(request.uri())?;
    let query = request.uri().query().unwrap_or_default();
    if door.lan {
        let gate = desk.gate.as_ref().ok_or(NOT_LET_IN)?;
        // Whoever only asks for the head does not come in, and takes no token.
        if path.strip_prefix(own::PREVIEW) == Some("enter") && request.method() == Method::GET {
            return entered(desk, gate, query);
        }
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        if !cookies.into_iter().any(|cookies| gate.knows(cookies)) {
            return Err(NOT_LET_IN);
        }
    }
    // Before the first round there is nothing to show: whoever is early waits.
    let mut rounds = desk.store.rounds();
    let _ = rounds.wait_for(|round| *round > 0).await;
    let shown = desk.store.shown();
    if let Some(own) = path.strip_prefix(own::PREVIEW) {
        return Ok(own_page(desk, &shown, own, query, headers));
    }
    let Some(site) = &shown.site else {
        return Ok(with_status(
            page(pages::nothing_yet(&shown), &tag(&shown), headers),
            StatusCode::INTERNAL_SERVER_ERROR,
        ));
    };
    let asked = Asked { desk, site, host, method: request.method(), headers };
    Ok(asked.file(&path).await)
}

/// What lies below `/-/`.
fn own_page(desk: &Desk, shown: &Shown, own: &str, query: &str, headers: &HeaderMap) -> Answer {
    let asset = |media: &str, text: &'static str| typed(Body::from(text), media);
    match own {
        "" => page(pages::desk(shown), &tag(shown), headers),
        "events" => {
            let mut answer = typed(live::events(desk.store.clone(), query), "text/event-stream");
            answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            answer
        }
        "state" => {
            // The path of a page, and which entry it showed before; a path has no question mark.
            let (path, known) = query.split_once('?').unwrap_or((query, ""));
            let [path, known] = [path, known].map(|part| percent_decode_str(part).decode_utf8_lossy());
            typed(Body::from(pages::state(shown, &path, &known)), "application/json; charset=utf-8")
        }
        "problems" => typed(Body::from(pages::problems(shown)), "text/html; charset=utf-8"),
        "live.js" => asset("text/javascript; charset=utf-8", include_str!("live.js")),
        "live.css" => asset("text/css; charset=utf-8", include_str!("live.css")),
        _ => refused(Refusal { status: StatusCode::NOT_FOUND, why: "这里没有东西。" }),
    }
}

/// A token → a cookie. The page goes on by itself: as a page of this site it shows the cookie that it was given.
fn entered(desk: &Desk, gate: &Gate, query: &str) -> Result<Answer, Refusal> {
    let cookie = gate.enter(query).ok_or(NOT_LET_IN)?;
    (desk.entered)(gate);
    let mut answer = typed(Body::from(pages::ENTERED), "text/html; charset=utf-8");
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// A request for a file of the site.
struct Asked<'a> {
    desk: &'a Desk,
    site: &'a Arc<Snapshot>,
    host: &'a str,
    method: &'a Method,
    headers: &'a HeaderMap,
}

impl Asked<'_> {
    async fn file(&self, path: &str) -> Answer {
        let root = self.site.board.root.trim_start_matches('/');
        let below =
            if root.is_empty() { Some(path) } else { path.strip_prefix(root).and_then(|rest| rest.strip_prefix('/')) };
        let Some(below) = below else {
            let is_above = path.is_empty() || path == root;
            return if is_above { moved(&format!("/{}/", encoded(root))) } else { self.missing(path).await };
        };
        let file = file_of(below);
        if let Some(artifact) = self.site.get(&file) {
            return self.give(artifact, StatusCode::OK).await;
        }
        if self.site.has(&format!("{below}/index.html")) {
            return moved(&format!("/{}/", encoded(path)));
        }
        self.missing(path).await
    }

    async fn missing(&self, path: &str) -> Answer {
        if path == "favicon.ico" {
            // Browsers ask for it unasked; that there is none is nothing to complain about.
            return with_status(Response::new(Body::empty()), StatusCode::NO_CONTENT);
        }
        match self.site.get(own::NOT_FOUND) {
            Some(artifact) => self.give(artifact, StatusCode::NOT_FOUND).await,
            None => refused(Refusal { status: StatusCode::NOT_FOUND, why: "没有这个网页。" }),
        }
    }

    async fn give(&self, artifact: &Arc<Artifact>, mut status: StatusCode) -> Answer {
        let (path, key) = (&*artifact.path, artifact.key);
        let media = media::of(path);
        let tag = format!("{key}-{}", status.as_u16());
        if is_known(&tag, self.headers) {
            return not_modified(&tag);
        }
        let mut answer = match &artifact.bytes {
            Source::Made(_) => {
                let store = self.desk.store.clone();
                let made = match store.recent.get(key) {
                    Some(bytes) => Some(bytes),
                    None => {
                        let (artifact, site) = (artifact.clone(), self.site.clone());
                        aside(move || store.recent.made(&artifact, &site.theme)?.ok()).await
                    }
                };
                let Some(bytes) = made else { return gone() };
                let mut answer = typed(Body::from(self.spoken(bytes, path, &media)), &media);
                // An article runs none, wherever it comes from.
                if media::is_page(&media) && !path.starts_with(own::ARTICLES) {
                    let policy = HeaderValue::from_str(&self.site.board.policy).ok();
                    answer.headers_mut().extend(policy.map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
                }
                answer
            }
            Source::Copied(file) => {
                let wanted = match status {
                    StatusCode::OK => Wanted::of(self.method, self.headers, &tag, file.size),
                    _ => Wanted::All,
                };
                let part = wanted.bytes(file.size);
                let Some(body) = stream::file(file.clone(), part).await else { return gone() };
                let mut answer = typed(body, &media);
                answer.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
                answer.headers_mut().extend(wanted.range(file.size).map(|range| (header::CONTENT_RANGE, range)));
                status = wanted.status().unwrap_or(status);
                let policy = if path.starts_with(own::FILES) { OF_FILES } else { COPIED_POLICY };
                let policy = HeaderValue::from_static(policy);
                answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
                answer
            }
            Source::Developed(file, recipe) => {
                let (pictures, site) = (self.desk.pictures.clone(), self.site.clone());
                let (file, recipe) = (file.clone(), *recipe);
                let made = aside(move || pictures.get(&site, &file, key, recipe)).await;
                let Some(bytes) = made else { return gone() };
                typed(Body::from(bytes), &media)
            }
            // A preview recalls nothing.
            Source::Recalled => return gone(),
        };
        mark(&mut answer, &tag);
        with_status(answer, status)
    }

    /// What a build made, with the listener in its pages, and by the name of the host that was asked.
    fn spoken(&self, mut bytes: Bytes, file: &str, media: &str) -> Bytes {
        if file.starts_with(own::ARTICLES) {
            // An article speaks of the site as readers know it; its pictures may be here only. What is copied from
            // here is turned back by the listener.
            let urls = &self.site.board.urls;
            let [there, here] = [urls.public(""), urls.absolute("")].map(|base| format!("src=\"{base}"));
            bytes = replaced(&bytes, there.as_bytes(), here.as_bytes());
        }
        if self.host != self.desk.given && media::is_text(media) {
            bytes = replaced(&bytes, self.desk.given.as_bytes(), self.host.as_bytes());
        }
        if media::is_page(media) { with_listener(&bytes) } else { bytes }
    }
}

/// Work that takes longer than others should wait for; None where it came to nothing.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Option<T> + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok().flatten()
}

/// A page that listens.
fn with_listener(bytes: &Bytes) -> Bytes {
    let end = memchr::memmem::rfind(bytes, b"</body>").unwrap_or(bytes.len());
    let (before, after) = bytes.split_at(end);
    [before, listener().as_bytes(), after].concat().into()
}

fn replaced(bytes: &Bytes, from: &[u8], to: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(bytes.len());
    let mut last = 0;
    for at in memchr::memmem::find_iter(bytes, from) {
        // A longer port is another address.
        let goes_on = bytes.get(at + from.len()).is_some_and(u8::is_ascii_digit);
        if !(goes_on && from.last().is_some_and(u8::is_ascii_digit)) {
            out.extend_from_slice(&bytes[last..at]);
            out.extend_from_slice(to);
            last = at + from.len();
        }
    }
    out.extend_from_slice(&bytes[last..]);
    out.into()
}

fn typed(body: Body, media: &str) -> Answer {
    let mut answer = Response::new(body);
    answer.headers_mut().extend(HeaderValue::from_str(media).ok().map(|media| (header::CONTENT_TYPE, media)));
    answer
}

/// A page of the preview's own.
fn page(text: String, tag: &str, headers: &HeaderMap) -> Answer {
    if is_known(tag, headers) {
        return not_modified(tag);
    }
    let mut answer = typed(Body::from(text), "text/html; charset=utf-8");
    mark(&mut answer, tag);
    answer
}

/// What the preview's own pages depend on.
fn tag(shown: &Shown) -> String {
    format!("round-{}-{}", std::process::id(), shown.round)
}

fn with_status(mut answer: Answer, status: StatusCode) -> Answer {
    if answer.status() != StatusCode::NOT_MODIFIED {
        *answer.status_mut() = status;
    }
    answer
}

/// Says which version it is: to the browser, and by the header that a page can read of itself, to the listener.
fn mark(answer: &mut Answer, tag: &str) {
    let mut say = |name: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(name, value);
        }
    };
    say(header::ETAG, format!("\"{tag}\""));
    say(HeaderName::from_static("server-timing"), format!("version;desc=\"{tag}\""));
}

fn is_known(tag: &str, headers: &HeaderMap) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    known
        .into_iter()
        .any(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/").trim_matches('"') == tag))
}

fn not_modified(tag: &str) -> Answer {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::NOT_MODIFIED;
    mark(&mut answer, tag);
    answer
}

fn moved(to: &str) -> Answer {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::FOUND;
    if let Ok(to) = HeaderValue::from_str(to) {
        answer.headers_mut().insert(header::LOCATION, to);
    }
    answer
}

/// The site still has it; what lies there is not it any more, and the next round will know.
fn gone() -> Answer {
    let why = "这个文件刚刚不见了，或者正在被改动。";
    let mut answer = refused(Refusal { status: StatusCode::SERVICE_UNAVAILABLE, why });
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    answer
}

fn refused(refusal: Refusal) -> Answer {
    let mut answer = typed(Body::from(pages::refusal(refusal.why)), "text/html; charset=utf-8");
    if refusal.status == StatusCode::METHOD_NOT_ALLOWED {
        answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    with_status(answer, refusal.status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listener_stands_at_the_end_of_a_page() {
        let page = |text: &'static str| with_listener(&Bytes::from_static(text.as_bytes()));
        let listener = listener();
        assert_eq!(page("<body>一</body></html>"), format!("<body>一{listener}</body></html>"));
        assert_eq!(page("一"), format!("一{listener}"));
    }

    #[test]
    fn an_address_is_replaced_whole() {
        let text = Bytes::from_static(b"http://127.0.0.1:80/a http://127.0.0.1:8080/");
        assert_eq!(replaced(&text, b"http://127.0.0.1:80", b"http://x"), "http://x/a http://127.0.0.1:8080/");
        let text = Bytes::from_static(b"https://a.cn/files/0.jpg");
        assert_eq!(replaced(&text, b"https://a.cn/files/", b"/files/"), "/files/0.jpg");
    }
}
