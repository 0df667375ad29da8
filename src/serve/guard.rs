//! Who may ask, and for what. Any page that somebody has open can send requests to this computer: only those that
//! come from the preview itself, by its own name, are answered.

use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::{Method, StatusCode, Uri};
use percent_encoding::percent_decode_str;
use std::net::SocketAddr;

/// Where requests come in.
#[derive(Clone, Debug)]
pub(super) struct Door {
    /// Its address.
    pub address: SocketAddr,
    /// Whether it is open to the local network: then only who has been let in is answered.
    pub lan: bool,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The status of HTTP.
    pub status: StatusCode,
    /// Why, for a person.
    pub why: &'static str,
}

const fn refusal(status: StatusCode, why: &'static str) -> Refusal {
    Refusal { status, why }
}

const METHOD: Refusal = refusal(StatusCode::METHOD_NOT_ALLOWED, "预览只能看，不收别的东西。");
const FOREIGN_HOST: Refusal =
    refusal(StatusCode::FORBIDDEN, "这个预览不认这个网址。请用电脑窗口里显示的那个网址打开。");
const FOREIGN_PAGE: Refusal = refusal(StatusCode::FORBIDDEN, "这是本机的预览，别的网页不能读。");
const BAD_PATH: Refusal = refusal(StatusCode::BAD_REQUEST, "这个网址写得不对。");
/// Who comes over the local network and was not let in.
pub(super) const NOT_LET_IN: Refusal =
    refusal(StatusCode::FORBIDDEN, "这个预览只给扫过码的手机看。请扫电脑窗口里的二维码；扫过一次的码不能再用。");

impl Door {
    /// Whether a host, as a browser writes it, is this door. Any other name may be somebody else's that leads here
    /// (DNS rebinding).
    fn is_named(&self, host: &str) -> bool {
        let port = self.address.port();
        let name = match host.rsplit_once(':') {
            Some((name, typed)) if typed == port.to_string() => name,
            // A browser leaves the port out where it is that of the scheme.
            _ if port == 80 => host,
            _ => return false,
        };
        if self.lan {
            return name == self.address.ip().to_string();
        }
        ["localhost", "127.0.0.1", "[::1]"].iter().any(|known| name.eq_ignore_ascii_case(known))
    }
}

/// Whether a request may be answered; gives the host that it came by.
pub(super) fn check<'a>(door: &Door, method: &Method, headers: &'a HeaderMap) -> Result<&'a str, Refusal> {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).filter(|_| hosts.next().is_none());
    let host = host.filter(|host| door.is_named(host)).ok_or(FOREIGN_HOST)?;
    let own = |origin: &[u8]| origin.strip_prefix(b"http://") == Some(host.as_bytes());
    if headers.get_all(ORIGIN).iter().any(|origin| !own(origin.as_bytes())) || is_taken_from_elsewhere(headers) {
        return Err(FOREIGN_PAGE);
    }
    if method != Method::GET && method != Method::HEAD {
        return Err(METHOD);
    }
    Ok(host)
}

/// Whether another page asks for it as a part of itself: a script, a picture, a frame. Following a link from
/// another page is not that. Browsers say so themselves (fetch.spec.whatwg.org, “Sec-Fetch-*”).
fn is_taken_from_elsewhere(headers: &HeaderMap) -> bool {
    let says = |name: &'static str| {
        headers.get(HeaderName::from_static(name)).map_or("", |value| value.to_str().unwrap_or("?"))
    };
    let from_here = matches!(says("sec-fetch-site"), "" | "same-origin" | "none");
    let follows_a_link = says("sec-fetch-mode") == "navigate" && says("sec-fetch-dest") == "document";
    !from_here && !follows_a_link
}

/// The path that is asked for, decoded, without its first slash. Whatever could mean a file outside, or two things
/// to two readers, is refused.
pub(super) fn path(uri: &Uri) -> Result<String, Refusal> {
    let typed = uri.path();
    let rest = typed.strip_prefix('/').filter(|_| uri.authority().is_none()).ok_or(BAD_PATH)?;
    let whole = |at: usize| {
        let digits = rest.as_bytes().get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let encodings = rest.match_indices('%');
    for (at, _) in encodings {
        // An encoded slash would be a part of a name here and the end of one there.
        if !whole(at) || rest[at..].get(..3).is_some_and(|code| code.eq_ignore_ascii_case("%2f")) {
            return Err(BAD_PATH);
        }
    }
    let decoded = percent_decode_str(rest).decode_utf8().map_err(|_| BAD_PATH)?;
    let strange = |c: char| c.is_control() || c == '\\';
    let climbs = decoded.split('/').any(|part| part == "." || part == "..");
    if decoded.contains(strange) || climbs {
        return Err(BAD_PATH);
    }
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    fn door(address: &str, lan: bool) -> Door {
        Door { address: address.parse().unwrap(), lan }
    }

    fn asked(door: &Door, headers: &[(&'static str, &str)]) -> Result<String, StatusCode> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        check(door, &Method::GET, &map).map(str::to_owned).map_err(|refusal| refusal.status)
    }

    #[test]
    fn only_the_own_names_are_answered() {
        let loopback = door("127.0.0.1:8080", false);
        for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080"] {
            assert_eq!(asked(&loopback, &[("host", host)]).as_deref(), Ok(host));
        }
        for host in
            ["evil.example:8080", "localhost", "localhost:8081", "localhost.evil.example:8080", "192.168.1.2:8080", ""]
        {
            assert_eq!(asked(&loopback, &[("host", host)]), Err(StatusCode::FORBIDDEN), "{host}");
        }
        assert_eq!(asked(&loopback, &[]), Err(StatusCode::FORBIDDEN));
        assert_eq!(
            asked(&loopback, &[("host", "localhost:8080"), ("host", "evil.example")]),
            Err(StatusCode::FORBIDDEN)
        );
        let lan = door("192.168.1.2:8080", true);
        assert!(asked(&lan, &[("host", "192.168.1.2:8080")]).is_ok());
        assert_eq!(asked(&lan, &[("host", "localhost:8080")]), Err(StatusCode::FORBIDDEN));
        assert!(asked(&door("127.0.0.1:80", false), &[("host", "localhost")]).is_ok());
    }

    #[test]
    fn no_other_page_can_read() {
        let loopback = door("127.0.0.1:8080", false);
        let from = |more: &[(&'static str, &str)]| {
            let mut headers = vec![("host", "localhost:8080")];
            headers.extend(more);
            asked(&loopback, &headers).is_ok()
        };
        assert!(from(&[("origin", "http://localhost:8080")]));
        for origin in
            ["http://evil.example", "http://localhost:3000", "null", "https://localhost:8080", "http://127.0.0.1:8080"]
        {
            assert!(!from(&[("origin", origin)]), "{origin}");
        }
        assert!(from(&[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")]));
        let page = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        assert!(from(&page));
        assert!(!from(&[
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "iframe")
        ]));
        assert!(!from(&[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "script")]));
    }

    #[test]
    fn a_path_cannot_lead_out() {
        let read = |text: &str| path(&text.parse().unwrap()).map_err(|refusal| refusal.status);
        assert_eq!(read("/posts/a/?x=/../").as_deref(), Ok("posts/a/"));
        assert_eq!(read("/%E5%B7%A5").as_deref(), Ok("工"));
        assert_eq!(read("/a..b/...").as_deref(), Ok("a..b/..."));
        for text in [
            "/../x",
            "/a/../x",
            "/%2e%2e/x",
            "/a/%2E./x",
            "/..%2fx",
            "/..%5cx",
            "/a%5Cb",
            "/a%00",
            "/%ff%fe",
            "/%",
            "/%4",
            "/%zz",
            "/./x",
            "/a%0ab",
            "/..",
            "http://evil.example/x",
        ] {
            assert_eq!(read(text), Err(StatusCode::BAD_REQUEST), "{text}");
        }
    }
}
