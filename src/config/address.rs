//! The address of the site: scheme and host, perhaps a path.

use super::{BAD_BASE_URL, BASE_URL};
use crate::both;
use crate::fields::Reader;
use crate::lang::Both;
use percent_encoding::percent_decode_str;

/// The address where none is known, or none that can be used.
pub(super) const NOWHERE: &str = "http://localhost";

/// The base address that the command line or else the file says.
pub(super) fn read(reader: &mut Reader<'_>, given: Option<&str>) -> String {
    let typed = reader.text(&BASE_URL);
    if let Some(given) = given {
        // The command line has said so, and has been told there if it was wrong.
        return base_url(given).unwrap_or_else(|_| NOWHERE.into());
    }
    let Some(typed) = typed else { return NOWHERE.into() };
    base_url(&typed).unwrap_or_else(|(message, help)| {
        reader.tell_of(&BASE_URL, &BAD_BASE_URL, message, help);
        NOWHERE.into()
    })
}

/// The path of a base address, without a slash at its end: nothing, or `/gh`.
pub fn path_of(base_url: &str) -> &str {
    let host = base_url.find("://").map_or(0, |at| at + 3);
    base_url[host..].find('/').map_or("", |at| &base_url[host + at..])
}

/// A base address without the slash at its end, or what is wrong with it and how it is mended.
pub fn base_url(text: &str) -> Result<String, (Both, Both)> {
    let whole = || {
        (
            both!("网址“{text}”不完整", "the address “{text}” is not complete"),
            both!("写完整的网址，如 https://gonghui.example.cn", "write it in full: https://gonghui.example.cn"),
        )
    };
    let lower = text.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme)).ok_or_else(whole)?;
    let rest = &text[scheme.len()..];
    if let Some(at) = text.find(['?', '#']) {
        let (right, more) = text.split_at(at);
        return Err((
            both!("网址“{text}”的末尾多了“{more}”", "the address “{text}” ends with “{more}”, which is no part of it"),
            both!("网址里只有域名和路径：写成 {right}", "host and path only: write {right}"),
        ));
    }
    if rest.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '"' | '<' | '>')) {
        return Err((
            both!("网址“{text}”里有不该有的字符", "the address “{text}” holds what no address can"),
            both!(
                "网址里只有域名和路径，不能有空格、引号和反斜杠",
                "host and path only, without spaces, quotes and \\"
            ),
        ));
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host_fine = !host.is_empty() && !host.starts_with([':', '.']) && !host.contains('@');
    let dots = |part: &str| {
        let decoded = percent_decode_str(part).decode_utf8_lossy();
        decoded == "." || decoded == ".."
    };
    // An empty part would make `//…` of a link, and another host of its first word.
    let path = path.trim_end_matches('/');
    if !host_fine || path.split('/').any(dots) || path.split('/').skip(1).any(str::is_empty) {
        return Err(whole());
    }
    Ok(format!("{scheme}{}{path}", host.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_address_has_a_scheme_and_a_host() {
        assert_eq!(base_url("https://a.cn/").as_deref(), Ok("https://a.cn"));
        assert_eq!(base_url("HTTPS://A.cn/gh/").as_deref(), Ok("https://a.cn/gh"));
        assert_eq!(base_url("http://localhost:8080").as_deref(), Ok("http://localhost:8080"));
        for wrong in [
            "a.cn",
            "//a.cn",
            "https://",
            "https:///x",
            "ftp://a.cn",
            "https://a.cn/?x",
            "https://a.cn/../x",
            "https://a.cn//evil.cn",
            "https://a b",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
