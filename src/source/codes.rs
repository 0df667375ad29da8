//! Mistakes in what lies in the folders.

use crate::diagnostic::Code;

pub(super) static NO_CONTENT: Code = Code::error("no-content", "没有 content 文件夹", "there is no folder content");
pub(super) static NO_CONFIG: Code = Code::error("no-site-yaml", "没有 site.yaml", "there is no site.yaml");
pub(super) static IS_LINK: Code =
    Code::error("symbolic-link", "链接（快捷方式）不读", "a symbolic link is not followed");
pub(super) static NOT_A_FILE: Code = Code::error("not-a-file", "不是普通文件", "not a regular file");
pub(super) static UNREADABLE: Code = Code::error("unreadable", "读不了的文件", "a file that cannot be read");
pub(super) static BAD_NAME: Code = Code::error("bad-file-name", "文件名有误", "the name of a file is wrong");
pub(super) static WINDOWS_NAME: Code =
    Code::warning("windows-name", "文件名在 Windows 上用不了", "a name that Windows cannot have");
pub(crate) static STRAY: Code = Code::warning("stray-file", "放错位置的文件", "a file in the wrong place");
/// A text in another encoding, which was read all the same.
pub static NOT_UTF8: Code = Code::warning("not-utf8", "文件不是 UTF-8 编码", "a file is not in UTF-8");
pub(super) static UNKNOWN_ENCODING: Code =
    Code::error("unknown-encoding", "看不出文件的编码", "the encoding of a file cannot be told");
pub(super) static TOO_LARGE: Code = Code::error("file-too-large", "文字文件太大", "a text is too large");

/// All of them.
pub const ALL: &[&Code] = &[
    &NO_CONTENT,
    &NO_CONFIG,
    &IS_LINK,
    &NOT_A_FILE,
    &UNREADABLE,
    &BAD_NAME,
    &WINDOWS_NAME,
    &STRAY,
    &NOT_UTF8,
    &UNKNOWN_ENCODING,
    &TOO_LARGE,
];
