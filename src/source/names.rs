//! Names of files.

use crate::leftover::is_left_behind;
use crate::path;
use std::ffi::OsStr;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Files that nobody means to publish: what begins with a dot is nothing that an author sees.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || is_left_behind(name)
}

/// Files in `static/` that nobody means to publish: what editors, systems and keepers of versions leave there.
/// `.well-known` and the like are meant.
pub(super) fn is_junk(name: &OsStr) -> bool {
    is_left_behind(name) || [".git", ".svn", ".gitkeep", ".gitignore"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// A path with `/`, composed: a Mac writes é as two characters, and a link to it as one.
pub(super) fn composed(path: &Path) -> Option<String> {
    let mut out = String::new();
    for part in path.components() {
        if !out.is_empty() {
            out.push('/');
        }
        out.extend(part.as_os_str().to_str()?.nfc());
    }
    Some(out)
}

/// A path as it is shown in a message.
pub(super) fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The ending of a name, in lower case. What begins with its only dot is a name that has none: `.md`.
pub(super) fn extension(path: &str) -> Option<String> {
    let (stem, extension) = path::name(path).rsplit_once('.')?;
    (!stem.is_empty()).then(|| extension.to_lowercase())
}

/// Whether Windows keeps a name for its devices, whatever its ending: CON, aux.txt, COM1
/// (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
pub(crate) fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let numbered = port.is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered
}

/// Why Windows cannot have a name, where it cannot: the folder is shared with those who use it.
pub(super) fn portable(path: &str) -> Option<(String, String)> {
    path.split('/').find_map(|name| {
        if is_reserved(name) {
            Some((format!("“{name}”是系统保留的名字"), format!("“{name}” is reserved by the system")))
        } else if let Some(sign) =
            name.chars().find(|c| matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\\') || c.is_control())
        {
            Some((format!("“{name}”里有“{sign}”"), format!("“{name}” holds “{sign}”")))
        } else if name.ends_with(['.', ' ']) {
            Some((format!("“{name}”以句点或空格结尾"), format!("“{name}” ends with a dot or a space")))
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_cannot_have_are_told() {
        for name in ["posts/CON.md", "posts/com1.txt", "posts/a:b.md", "posts/a. ", "posts/x./y.md"] {
            assert!(portable(name).is_some(), "{name}");
        }
        for name in ["posts/console.md", "posts/2017-03-08-温泉套票.md", "posts/附件1（定稿）.pdf", "comet/lpt.md"]
        {
            assert_eq!(portable(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_in_two_pieces_is_composed() {
        assert_eq!(composed(Path::new("posts/cafe\u{301}.md")).as_deref(), Some("posts/caf\u{e9}.md"));
    }
}
