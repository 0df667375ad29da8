//! Files that nobody means to publish: what editors and systems leave behind, and what this program writes while bytes
//! wait to take their place.

use crate::hash::Key;
use std::ffi::OsStr;

/// What systems write into a folder that somebody has looked into.
const NAMES: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];
/// How the names begin of what a Mac keeps beside a file (`._`), and of what WPS, LibreOffice, Emacs and Word keep
/// there while it is open.
const PREFIXES: [&str; 4] = ["._", ".~", ".#", "~$"];
/// How those of copies end, and of what Vim keeps while a file is open.
const ENDINGS: [&str; 3] = ["~", ".swp", ".swo"];

/// How the names of files end whose bytes wait to take their place.
const TEMPORARY: &str = ".gongsheng-tmp";

/// The name of the folder in which a whole site waits.
pub(crate) const WAITING_SITE: &str = ".new.gongsheng-tmp";

/// Whether an editor or a system left a file of this name behind. Some disks change the case of names, and so do
/// people.
pub(crate) fn is_left_behind(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    // ~WRL0001.tmp: Word's, while it saves.
    let is_of_word = bytes.starts_with(b"~") && ends_with(bytes, ".tmp");
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
        || PREFIXES.iter().any(|prefix| bytes.starts_with(prefix.as_bytes()))
        || ENDINGS.iter().any(|ending| ends_with(bytes, ending))
        || is_of_word
}

/// Whether a name ends so, in whatever case.
fn ends_with(name: &[u8], ending: &str) -> bool {
    let end = name.len().checked_sub(ending.len()).and_then(|at| name.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(ending.as_bytes()))
}

/// The name under which the bytes of a file wait: short, whatever the file is called.
pub(crate) fn temporary(file: Key) -> String {
    format!(".{}{TEMPORARY}", &file.to_string()[..DIGITS])
}

/// Whether a name is one that only [`temporary`] gives.
pub(crate) fn is_temporary(name: &str) -> bool {
    let digits = name.strip_prefix('.').and_then(|rest| rest.strip_suffix(TEMPORARY));
    digits.is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Whether a name is kept for what waits.
pub(crate) fn is_kept_for_temporaries(name: &str) -> bool {
    name.ends_with(TEMPORARY)
}

/// So many digits of a hash tell the files of a folder apart.
const DIGITS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_and_systems_leave_is_known_by_its_name() {
        for left in [
            ".DS_Store",
            "Thumbs.db",
            "thumbs.db",
            "Desktop.ini",
            "._照片.jpg",
            ".~lock.价格表.docx#",
            ".~价格表.docx",
            ".#a.txt",
            "~$价格表.docx",
            "~WRL0001.tmp",
            "index.html~",
            ".价格表.txt.swp",
            ".a.txt.SWO",
        ] {
            assert!(is_left_behind(OsStr::new(left)), "{left}");
        }
        for meant in [".well-known", ".htaccess", "价格表.docx", "a.tmp", "a~b.txt", "~a.txt", "db", "CNAME"] {
            assert!(!is_left_behind(OsStr::new(meant)), "{meant}");
        }
    }

    #[test]
    fn a_temporary_is_known_by_its_name() {
        assert!(is_temporary(&temporary(Key::of("posts/a/index.html"))));
        assert!(is_kept_for_temporaries(&temporary(Key::of("a"))) && is_kept_for_temporaries(WAITING_SITE));
        for other in
            [WAITING_SITE, ".0123456789abcdef", ".0123456789abcdeg.gongsheng-tmp", "a/.0123456789abcdef.gongsheng-tmp"]
        {
            assert!(!is_temporary(other), "{other}");
        }
    }
}
