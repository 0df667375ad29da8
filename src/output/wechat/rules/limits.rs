//! How much the platform takes.

use super::data::RULES;
use super::{Violation, codes};
use crate::both;
use crate::lang::Both;

/// What stands around an article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Meta<'a> {
    /// Its title.
    pub title: &'a str,
    /// Who wrote it; may be empty.
    pub author: &'a str,
    /// A digest; may be empty.
    pub digest: &'a str,
    /// The address of the original; may be empty.
    pub source_url: &'a str,
}

/// How long something may be.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// Up to here nothing is said of it.
    pub good: usize,
    /// Past this the platform does not take it.
    pub most: usize,
}

/// The bounds that the platform sets, for whoever shows them.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Of a title, in characters.
    pub title: Bound,
    /// Of an author, in characters.
    pub author: Bound,
    /// Of a digest, in characters.
    pub digest: Bound,
    /// Of the address of the original, in bytes.
    pub source_url: Bound,
    /// Of an article with its markup, in characters.
    pub chars: Bound,
}

/// The bounds, as they stand in the rules.
pub fn bounds() -> Bounds {
    let rules = &*RULES;
    let plain = |most: usize| Bound { good: most, most };
    Bounds {
        title: plain(rules.meta.title.1),
        author: Bound { good: rules.meta_warn.author, most: rules.meta.author.1 },
        digest: Bound { good: rules.meta_warn.digest, most: rules.meta.digest.1 },
        source_url: plain(rules.meta.source_url_bytes),
        // The platform takes fewer than the number in the rules.
        chars: plain(rules.chars.saturating_sub(1)),
    }
}

fn violation(rule: &'static str, grave: bool, what: Both, mend: Both) -> Violation {
    Violation { rule, grave, what, mend, node: None, at: None }
}

/// What of it the platform does not take.
pub fn check_meta(meta: &Meta) -> Vec<Violation> {
    let rules = &*RULES;
    let mut told = Vec::new();
    let (least, most) = rules.meta.title;
    let length = meta.title.trim().chars().count();
    if length < least {
        told.push(violation(
            codes::NO_TITLE,
            true,
            both!("没有标题", "No title"),
            both!("写上标题，不超过{most}个字", "Write a title, not more than {most} characters"),
        ));
    }
    if length > most {
        told.push(violation(
            codes::TITLE_TOO_LONG,
            true,
            both!(
                "标题有{length}个字，公众号最多收{most}个",
                "The title has {length} characters, the platform takes {most}"
            ),
            both!("把标题缩短到{most}个字以内", "Shorten it to {most}"),
        ));
    }
    let (_, most) = rules.meta.author;
    let (length, good) = (meta.author.trim().chars().count(), rules.meta_warn.author);
    if length > good {
        told.push(violation(
            codes::AUTHOR_TOO_LONG,
            length > most,
            both!(
                "作者有{length}个字，公众号最多收{most}个，超过{good}个会显示不全",
                "The author has {length} characters; the platform takes {most} and shows {good}"
            ),
            both!("用简称，如“县总工会”", "Write a shorter name"),
        ));
    }
    let (_, most) = rules.meta.digest;
    let (length, good) = (meta.digest.trim().chars().count(), rules.meta_warn.digest);
    if length > good {
        told.push(violation(
            codes::DIGEST_TOO_LONG,
            length > most,
            both!(
                "摘要有{length}个字，公众号最多收{most}个（最好在{good}个以内）",
                "The digest has {length} characters; the platform takes {most} (better {good})"
            ),
            both!("把摘要缩短，只说什么事、什么时候、找谁", "Shorten it: what, when, whom to ask"),
        ));
    }
    let most = rules.meta.source_url_bytes;
    if meta.source_url.trim().len() > most {
        told.push(violation(
            codes::SOURCE_TOO_LONG,
            true,
            both!(
                "“阅读原文”的网址太长，公众号最多收{most}个字节",
                "The address of the original is too long: the platform takes {most} bytes"
            ),
            both!("换一个短一些的网址（slug 写短）", "Use a shorter address (a shorter slug)"),
        ));
    }
    told
}

/// Whether the HTML of an article is more than the platform takes: its signs and bytes, markup and all.
pub fn check_size(html: &str) -> Vec<Violation> {
    let rules = &*RULES;
    let (chars, most) = (html.chars().count(), rules.chars);
    let (bytes, most_bytes) = (html.len(), rules.bytes);
    let what = if chars >= most {
        both!(
            "文章连同排版有{chars}个字符，公众号不收满{most}个的",
            "The article has {chars} characters with its markup; the platform takes fewer than {most}"
        )
    } else if bytes >= most_bytes {
        both!(
            "文章连同排版有{bytes}个字节，公众号不收满{most_bytes}个的",
            "The article has {bytes} bytes with its markup; the platform takes fewer than {most_bytes}"
        )
    } else {
        return Vec::new();
    };
    let mend = both!(
        "分成上下两篇，或者把长表格换成附件、图片；图片不要直接写在正文里",
        "Make two articles of it, or an attachment of a long table; no pictures written out in letters"
    );
    vec![violation(codes::TOO_LONG, true, what, mend)]
}
