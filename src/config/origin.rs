//! Where scripts may come from that are not the site's own: scheme and host, and no path.

use super::SCRIPTS;
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::fields::{BAD_URL, Reader};

/// The origins of scripts from elsewhere.
pub(super) fn read(reader: &mut Reader<'_>) -> Vec<String> {
    let mut origins = Vec::new();
    for word in reader.words(&SCRIPTS) {
        let typed = &word.value;
        if let Some(origin) = origin(typed) {
            origins.push(origin);
            continue;
        }
        let place = reader.place_at(word.span.clone());
        let message = both!("“外部脚本”里只写网站，不写“{typed}”", "scripts holds sites, not “{typed}”");
        let help = match likely_origin(typed) {
            Some(origin) => both!("只写 https:// 和域名：{origin}", "write https:// and the host only: {origin}"),
            None => both!(
                "写成 https://hm.baidu.com 这样：域名写全，不能用 *",
                "write it like https://hm.baidu.com: the whole name of a host, and no *"
            ),
        };
        reader.tell(Diagnostic::at(&BAD_URL, place, message).help(help));
    }
    origins.sort();
    origins.dedup();
    origins
}

/// `https://` and a host, perhaps a port. It stands in a policy, where a path says less than it seems to, and `*` lets
/// everybody in.
fn origin(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let authority = lower.strip_prefix("https://")?;
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let is_label = |label: &str| {
        let inside = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !label.is_empty() && label.bytes().all(inside) && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_port = port.bytes().all(|b| b.is_ascii_digit()) && port.parse().is_ok_and(|port: u16| port > 0);
    (host.contains('.') && host.split('.').all(is_label) && is_port).then_some(lower)
}

/// The origin of an address that says more, or does not say how it is reached.
fn likely_origin(text: &str) -> Option<String> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    origin(&format!("https://{authority}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_come_from_whole_names_of_hosts() {
        assert_eq!(origin("https://HM.baidu.com").as_deref(), Some("https://hm.baidu.com"));
        assert_eq!(origin("https://a.cn:8443").as_deref(), Some("https://a.cn:8443"));
        for wrong in [
            "*",
            "https:",
            "https://*",
            "https://*.baidu.com",
            "http://hm.baidu.com",
            "hm.baidu.com",
            "https://hm.baidu.com/",
            "https://hm.baidu.com/hm.js",
            "https://a@b.cn",
            "https://a.cn;",
            "https://a.cn:0",
            "https://localhost",
            "https://.cn",
            "'unsafe-inline'",
            "https://工会.cn",
        ] {
            assert_eq!(origin(wrong), None, "{wrong}");
        }
        assert_eq!(likely_origin("//hm.baidu.com/hm.js?0").as_deref(), Some("https://hm.baidu.com"));
    }
}
