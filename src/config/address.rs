//! The address of the site: scheme and host, perhaps a path.

use super::{BAD_BASE_URL, BASE_URL};
use crate::both;
use crate::fields::Reader;
use crate::lang::Both;
use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};
use std::net::Ipv6Addr;

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
    let end = text.trim_end_matches(['，', '。', '；', '、', ',', ';', '.']).len();
    let end = text.find(['?', '#']).map_or(end, |query| query.min(end));
    if end < text.len() {
        let (right, more) = text.split_at(end);
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
    let dots = |part: &str| {
        let decoded = percent_decode_str(part).decode_utf8_lossy();
        decoded == "." || decoded == ".."
    };
    // An empty part would make `//…` of a link, and another host of its first word.
    let path = path.trim_end_matches('/');
    if !host.is_empty() && !is_host(host) {
        return Err((
            both!("网址“{text}”里的域名“{host}”不对", "“{host}” in the address “{text}” is no host"),
            both!("写成 gonghui.example.cn 这样的域名", "write a host such as gonghui.example.cn"),
        ));
    }
    if host.is_empty() || path.split('/').any(dots) || path.split('/').skip(1).any(str::is_empty) {
        return Err(whole());
    }
    // Pages, feeds and sitemaps all hold it: what no address has is written as every address writes it.
    Ok(format!("{scheme}{}{}", host.to_lowercase(), utf8_percent_encode(path, CONTROLS)))
}

/// Whether it is a host as it stands in an address: names of letters, digits and hyphens with dots between them, or an
/// address of IPv6 in its brackets; perhaps a port.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest)) if address.parse::<Ipv6Addr>().is_ok() => ("x", rest),
        Some(_) => return false,
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let is_label = |label: &str| {
        let fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        !label.is_empty() && label.chars().all(fine) && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    name.split('.').all(is_label) && is_port
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
            "https://a.cn，",
            "https://a.cn。",
            "https://a..cn",
            "https://.cn",
            "https://-a.cn",
            "https://a@b.cn",
            "https://a.cn:",
            "https://a.cn:99999",
            "https://[::x]",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn chinese_domains_paths_and_numbers_are_hosts_too() {
        assert_eq!(base_url("https://工会.中国").as_deref(), Ok("https://工会.中国"));
        assert_eq!(base_url("https://a.cn/工会/").as_deref(), Ok("https://a.cn/%E5%B7%A5%E4%BC%9A"));
        assert_eq!(base_url("https://a.cn/%E5%B7%A5").as_deref(), Ok("https://a.cn/%E5%B7%A5"));
        assert_eq!(base_url("http://192.168.1.9:1111").as_deref(), Ok("http://192.168.1.9:1111"));
        assert_eq!(base_url("http://[::1]:1111").as_deref(), Ok("http://[::1]:1111"));
    }
}
