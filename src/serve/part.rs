//! A part of a file, for whoever asks for no more (RFC 9110, 14): an iPhone plays no video that comes as a whole only.

use hyper::header::{HeaderMap, HeaderValue, IF_RANGE, RANGE};
use hyper::{Method, StatusCode};
use std::ops::Range;

/// What is wanted of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it. That is always a right answer: to several parts at once, and to what nobody understands.
    All,
    /// Some of its bytes; never none.
    Part(Range<u64>),
    /// Bytes that it has not.
    Beyond,
}

impl Wanted {
    /// What a request wants of a file of so many bytes; `tag` says which version there is now.
    pub(super) fn of(method: &Method, headers: &HeaderMap, tag: &str, size: u64) -> Wanted {
        let is_this = headers.get(IF_RANGE).is_none_or(|known| known.as_bytes() == format!("\"{tag}\"").as_bytes());
        let mut ranges = headers.get_all(RANGE).iter();
        match (ranges.next().and_then(|range| range.to_str().ok()), ranges.next()) {
            (Some(range), None) if method == Method::GET && is_this => read(range, size).unwrap_or(Wanted::All),
            _ => Wanted::All,
        }
    }

    /// The bytes that it gets.
    pub(super) fn bytes(&self, size: u64) -> Range<u64> {
        match self {
            Wanted::All => 0..size,
            Wanted::Part(part) => part.clone(),
            Wanted::Beyond => 0..0,
        }
    }

    /// What the answer says of its bytes, where they are not all.
    pub(super) fn range(&self, size: u64) -> Option<HeaderValue> {
        let said = match self {
            Wanted::All => return None,
            Wanted::Part(part) => format!("bytes {}-{}/{size}", part.start, part.end.saturating_sub(1)),
            Wanted::Beyond => format!("bytes */{size}"),
        };
        HeaderValue::from_str(&said).ok()
    }

    /// The status of the answer, where its bytes are not all.
    pub(super) fn status(&self) -> Option<StatusCode> {
        match self {
            Wanted::All => None,
            Wanted::Part(_) => Some(StatusCode::PARTIAL_CONTENT),
            Wanted::Beyond => Some(StatusCode::RANGE_NOT_SATISFIABLE),
        }
    }
}

/// Reads `bytes=0-1`, `bytes=500-`, and `bytes=-500`: the last ones. None where it is nothing of this kind.
fn read(range: &str, size: u64) -> Option<Wanted> {
    let (unit, bytes) = range.split_once('=')?;
    let (first, last) = bytes.trim().split_once('-').filter(|_| unit.trim().eq_ignore_ascii_case("bytes"))?;
    let part = match (first, last) {
        ("", last) => size.saturating_sub(number(last)?)..size,
        (first, "") => number(first)?..size,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(size)
        }
    };
    Some(if part.is_empty() { Wanted::Beyond } else { Wanted::Part(part) })
}

/// A number of digits and nothing else; one that is too large is as large as can be.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderName;

    fn wanted(method: &Method, headers: &[(HeaderName, &'static str)]) -> Wanted {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        Wanted::of(method, &map, "now", 1000)
    }

    fn asked(range: &'static str) -> Wanted {
        wanted(&Method::GET, &[(RANGE, range)])
    }

    #[test]
    fn a_part_is_what_the_file_has_of_it() {
        for (range, part) in [
            ("bytes=0-1", 0..2),
            ("bytes=0-", 0..1000),
            ("bytes=999-", 999..1000),
            ("bytes=-1", 999..1000),
            ("bytes=-5000", 0..1000),
            ("bytes=990-5000", 990..1000),
            ("bytes=990-99999999999999999999999", 990..1000),
            ("Bytes=5-5", 5..6),
        ] {
            assert_eq!(asked(range), Wanted::Part(part), "{range}");
        }
        assert_eq!(asked("bytes=0-1").range(1000).unwrap(), "bytes 0-1/1000");
    }

    #[test]
    fn what_the_file_has_not_is_beyond_it() {
        for range in ["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(asked(range), Wanted::Beyond, "{range}");
        }
        assert_eq!(Wanted::Beyond.range(1000).unwrap(), "bytes */1000");
        assert_eq!(read("bytes=0-", 0), Some(Wanted::Beyond), "an empty file has no parts");
        assert_eq!(read("bytes=-1", 0), Some(Wanted::Beyond));
    }

    #[test]
    fn whoever_asks_for_something_else_gets_all() {
        for range in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes=2-1",
            "bytes=0-1,5-6",
            "lines=0-1",
            "0-1",
        ] {
            assert_eq!(asked(range), Wanted::All, "{range}");
        }
        assert_eq!(wanted(&Method::GET, &[]), Wanted::All);
        assert_eq!(wanted(&Method::GET, &[(RANGE, "bytes=0-1"), (RANGE, "bytes=5-6")]), Wanted::All);
        assert_eq!(wanted(&Method::HEAD, &[(RANGE, "bytes=0-1")]), Wanted::All);
        assert_eq!(Wanted::All.range(1000), None);
    }

    #[test]
    fn a_part_of_an_older_version_is_nobodys() {
        let from = |known| wanted(&Method::GET, &[(RANGE, "bytes=0-1"), (IF_RANGE, known)]);
        assert_eq!(from("\"now\""), Wanted::Part(0..2));
        for known in ["\"before\"", "W/\"now\"", "now", "Wed, 08 Mar 2017 10:00:00 GMT"] {
            assert_eq!(from(known), Wanted::All, "{known}");
        }
    }
}
