//! A feed against the one that it replaces: whether readers will take all of it for new.

use crate::both;
use crate::diagnostic::{Code, Diagnostic, Place};
use memchr::memmem;

/// The site has another id than it had: whatever was read is unread again.
pub static SITE_ID_CHANGED: Code =
    Code::warning("site-id-changed", "网站的编号变了", "the site has another id than before");

/// What stands before the site's id, and behind it the entry's.
const BEFORE: &[u8] = b"urn:gongsheng:";

/// Tells of a site whose feed has another id of the site in it than the published one. `old` and `new` are the bytes
/// of both.
pub fn renamed(old: &[u8], new: &[u8]) -> Option<Diagnostic> {
    let (old, new) = (site_id(old)?, site_id(new)?);
    let message = both!(
        "网站的编号原来是“{old}”，现在是“{new}”：订阅的人会把每一篇再收一遍，日历里每件事会有两份",
        "the site's id was “{old}” and is “{new}”: subscribers get every entry again, and calendars hold all twice"
    );
    // Without one of its own it is made of the name, which may change as often as it likes once it is written down.
    let help = both!("在 site.yaml 里写“编号: {old}”", "write “id: {old}” into site.yaml");
    (old != new).then(|| Diagnostic::at(&SITE_ID_CHANGED, Place::file("content/site.yaml"), message).help(help))
}

fn site_id(feed: &[u8]) -> Option<&str> {
    let rest = feed.get(memmem::find(feed, BEFORE)? + BEFORE.len()..)?;
    str::from_utf8(rest.get(..memchr::memchr(b':', rest)?)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_site_id_is_told_with_the_old_one() {
        let feed = |site: &str| format!("<guid>urn:gongsheng:{site}:300101</guid>");
        let told = |old: &str, new: &str| renamed(old.as_bytes(), new.as_bytes()).and_then(|told| told.help);
        let help = told(&feed("1a2b3c4d"), &feed("5e6f7a8b")).unwrap();
        assert_eq!(help.zh, "在 site.yaml 里写“编号: 1a2b3c4d”");
        assert!(told(&feed("shili-gh"), &feed("shili-gh")).is_none());
        assert!(told("<rss></rss>", &feed("shili-gh")).is_none(), "an empty feed says nothing");
    }
}
