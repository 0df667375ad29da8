//! What is typed in a link, taken apart: schemes, paths, bytes in disguise.

use percent_encoding::percent_decode_str;

/// The scheme of an address, in lower case.
pub(super) fn scheme(href: &str) -> Option<String> {
    let (head, _) = href.split_once(':')?;
    let mut bytes = head.bytes();
    let fine = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'));
    // `notes.md:12` and `10:30` are not schemes of anything; a path with a dot before the colon is a path.
    (fine && (!head.contains('.') || head.len() < 2)).then(|| head.to_ascii_lowercase())
}

/// A text as a reader sees it, whose bytes were written as %E5 and the like.
pub(in crate::site) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A path below content/, or None where it leads out.
pub(super) fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path as it is written in the file at `from`: an author can type it as it stands.
pub(super) fn seen_from(from: &str, path: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let parts: Vec<&str> = path.split('/').collect();
    let shared = folder.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - shared);
    up.chain(parts[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leaves_the_folder() {
        assert_eq!(joined("posts", "../events/a.md").as_deref(), Some("events/a.md"));
        assert_eq!(joined("posts", "./a.md").as_deref(), Some("posts/a.md"));
        assert_eq!(joined("posts", "../../etc/passwd"), None);
        assert_eq!(joined("posts/2017", "../../../x"), None);
    }

    #[test]
    fn a_path_is_told_as_an_author_types_it() {
        assert_eq!(seen_from("posts/a.md", "posts/b.md"), "b.md");
        assert_eq!(seen_from("posts/a.md", "events/b.md"), "../events/b.md");
        assert_eq!(seen_from("posts/2017/a.md", "posts/b.md"), "../b.md");
        assert_eq!(seen_from("site.yaml", "images/logo.svg"), "images/logo.svg");
    }

    #[test]
    fn schemes_are_seen_through_disguise() {
        assert_eq!(scheme("JavaScript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme("data:text/html,x").as_deref(), Some("data"));
        assert_eq!(scheme("C:/x").as_deref(), Some("c"));
        assert_eq!(scheme("附件/名单 2026.xlsx"), None);
        assert_eq!(scheme("/a:b"), None);
    }
}
