//! What an entry is known by: the id of feeds and calendars, the last part of its address, its older addresses, and
//! what its file's name says of them.

use crate::both;
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Key;
use crate::header::Header;
use crate::kind::Kind;
use crate::lang::Both;
use crate::path;
use crate::source::{EntrySource, is_reserved};
use crate::when::{self, Mistake, When};

/// A slug or an alias that cannot be an address.
pub static BAD_SLUG: Code = Code::error("bad-slug", "网页名有误", "a slug that cannot be an address");
/// An id that feeds cannot carry.
pub static BAD_ID: Code = Code::error("bad-id", "编号有误", "an id that cannot be one");

/// The date in a file's name.
pub(super) fn date(path: &str) -> Option<Result<When, Mistake>> {
    from_name(path).0
}

/// What feeds and calendars know an entry by: what its author says, else what follows from its file's name.
pub(super) fn id(header: &Header, source: &EntrySource, diagnostics: &mut Vec<Diagnostic>) -> String {
    let Some(id) = &header.id else { return six_digits(&source.path) };
    if let Some(why) = bad_id(&id.value) {
        let help = both!("用六位数字，或字母、数字和短横线", "six digits, or letters, digits and -");
        diagnostics.push(Diagnostic::at(&BAD_ID, source.text.place(id.span.clone()), why).help(help));
    }
    id.value.clone()
}

/// The last part of an entry's address: what its author says, else its file's name where that can be one.
pub(super) fn slug(header: &Header, source: &EntrySource, id: &str, diagnostics: &mut Vec<Diagnostic>) -> String {
    if let Some(slug) = &header.slug {
        if let Some(why) = bad_slug(&slug.value) {
            let help = both!("只用小写字母、数字和短横线，如 spring-tickets", "a-z, 0-9 and - only: spring-tickets");
            diagnostics.push(Diagnostic::at(&BAD_SLUG, source.text.place(slug.span.clone()), why).help(help));
        }
        return slug.value.clone();
    }
    let (_, stem) = from_name(&source.path);
    match (bad_slug(stem), header.date) {
        (None, _) => stem.to_owned(),
        // Never guessed by pinyin: 长 of 长兴 would come out as zhang.
        (Some(_), Some(date)) => format!("{}-{id}", when::compact(date.day())),
        (Some(_), None) => id.to_owned(),
    }
}

/// A file's name without its date and its ending: `hotspring` of `posts/2017-03-08-hotspring.md`.
pub(crate) fn undated(path: &str) -> &str {
    from_name(path).1
}

/// The date and the rest of a file's name: `2017-03-08-hotspring.md`.
fn from_name(path: &str) -> (Option<Result<When, Mistake>>, &str) {
    let stem = path::stem(path);
    let mut parts = stem.splitn(4, ['-', '_', ' ']);
    let numbers = [parts.next(), parts.next(), parts.next()].map(|part| {
        part.filter(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
    });
    let [Some(year), Some(month), Some(day)] = numbers else { return (None, stem) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return (None, stem);
    }
    let date = when::parse(&format!("{year}-{month}-{day}"), None);
    (Some(date), parts.next().filter(|rest| !rest.is_empty()).unwrap_or(stem))
}

/// Six digits from the hash of a file's name: the same on every machine, as long as it keeps its name.
fn six_digits(path: &str) -> String {
    format!("{:06}", Key::of(path::name(path)).0 % 1_000_000)
}

/// Six digits that are no id yet. They follow from a key, so that nothing here is random.
pub fn free_id(key: Key, is_taken: impl Fn(&str) -> bool) -> String {
    const ALL: u128 = 1_000_000;
    let candidate = |step: u128| format!("{:06}", (key.0 % ALL + step) % ALL);
    (0..ALL).map(candidate).find(|id| !is_taken(id)).unwrap_or_else(|| candidate(0))
}

fn bad_id(id: &str) -> Option<Both> {
    let fine = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    (!fine).then(|| both!("编号“{id}”里有不能用的字", "the id “{id}” holds what an id cannot hold"))
}

/// Why some text cannot be the last part of an address. Also used for columns and tags.
pub fn bad_slug(slug: &str) -> Option<Both> {
    const MAX: usize = 100;
    let fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    if slug.is_empty() || !slug.bytes().all(fine) || slug.starts_with('-') {
        return Some(both!("网页名“{slug}”里有不能用的字", "the slug “{slug}” holds what an address cannot hold"));
    }
    if slug.len() > MAX {
        let length = slug.len();
        return Some(both!(
            "网页名有{length}个字符，最多{MAX}个",
            "the slug has {length} characters, at most {MAX} are possible"
        ));
    }
    is_reserved(slug).then(|| both!("“{slug}”是系统保留的名字，不能作网页名", "“{slug}” is reserved by Windows"))
}

/// The page path of an alias: `old-name` beside the entry, or a path from the root, `/2016/old.html`.
pub fn alias_path(kind: Kind, typed: &str) -> Result<String, (Both, Both)> {
    let wrong = || {
        (
            both!("旧网页名“{typed}”不能作地址", "“{typed}” cannot be an address"),
            both!(
                "写旧网页名，如 old-name，或以 / 开头的旧地址，如 /2016/old.html",
                "write an old slug, old-name, or an old path that begins with /"
            ),
        )
    };
    let Some(path) = typed.strip_prefix('/') else {
        return if bad_slug(typed).is_none() { Ok(format!("{}/{typed}/", kind.info().folder)) } else { Err(wrong()) };
    };
    let part = |part: &str| {
        let fine = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        !part.is_empty()
            && part.len() <= 100
            && part.bytes().all(fine)
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !is_reserved(part)
    };
    let body = path.strip_suffix('/').unwrap_or(path);
    if body.is_empty() || !body.split('/').all(part) {
        return Err(wrong());
    }
    let page = [".html", ".htm"].iter().any(|end| body.ends_with(end));
    Ok(if page { body.to_owned() } else { format!("{body}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_the_date_and_the_rest() {
        let read = |path| from_name(path).1;
        assert_eq!(
            from_name("posts/2017-03-08-hotspring.md")
                .0
                .and_then(Result::ok)
                .map(|w| when::iso_date(w.day()))
                .as_deref(),
            Some("2017-03-08")
        );
        assert_eq!(read("posts/2017-03-08-hotspring.md"), "hotspring");
        assert_eq!(read("posts/2017-3-8-hotspring.md"), "hotspring");
        assert_eq!(read("posts/2017-03-08.md"), "2017-03-08");
        assert_eq!(read("posts/about.md"), "about");
        assert_eq!(read("posts/二〇一七年春.md"), "二〇一七年春");
    }

    #[test]
    fn a_slug_is_plain() {
        for fine in ["spring-tickets", "2017", "a_b"] {
            assert_eq!(bad_slug(fine), None, "{fine}");
        }
        for wrong in ["", "../x", "%2e%2e", "..\\x", "/etc", "C:", "春", "a b", "A", "con", "com1", "-x", "a.b"] {
            assert!(bad_slug(wrong).is_some(), "{wrong}");
        }
        assert!(bad_slug(&"a".repeat(300)).is_some());
    }

    #[test]
    fn an_alias_never_leaves_the_site() {
        assert_eq!(alias_path(Kind::Post, "old").as_deref(), Ok("posts/old/"));
        assert_eq!(alias_path(Kind::Post, "/2016/old.html").as_deref(), Ok("2016/old.html"));
        assert_eq!(alias_path(Kind::Post, "/2016/old/").as_deref(), Ok("2016/old/"));
        for wrong in [
            "../x",
            "/../x",
            "/%2e%2e/x",
            "/a//b",
            "/",
            "..\\x",
            "C:",
            "/.htaccess",
            "/a/.git/x",
            "/nul",
            "/a/CON/x",
            "/aux.html",
        ] {
            assert!(alias_path(Kind::Post, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_id_follows_from_the_name_alone() {
        assert_eq!(six_digits("posts/a.md"), six_digits("posts/2017/a.md"));
        assert_eq!(six_digits("posts/a.md").len(), 6);
    }
}
