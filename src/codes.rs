//! Every code of the program, and what each means. Each stage keeps the codes of its own room; this is the table of
//! tables, above all of them: whoever below needs a code by its name is handed [`named`].

pub mod explain;

use crate::diagnostic::Code;
use crate::hash::TextMap;
use std::sync::LazyLock;

/// Every code, in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Code> {
    STAGES.iter().flat_map(|(_, codes)| codes.iter().copied())
}

/// The code of this name.
pub fn named(id: &str) -> Option<&'static Code> {
    static ALL: LazyLock<TextMap<&str, &Code>> = LazyLock::new(|| all().map(|code| (code.id, code)).collect());
    ALL.get(id).copied()
}

/// The tables of codes under the names that the page of them gives them.
const STAGES: &[(&str, &[&Code])] = &[
    ("文件和文件夹", crate::source::CODES),
    ("模板", crate::theme::CODES),
    ("站点设置", crate::config::CODES),
    ("字段的写法", crate::front_matter::codes::ALL),
    ("字段的内容", crate::fields::CODES),
    ("稿件本身", crate::entry::CODES),
    ("放票和榜单", crate::kind::CODES),
    ("个人信息和文字", crate::checks::codes::ALL),
    ("正文", crate::markdown::codes::ALL),
    ("链接与图片", crate::site::CODES),
    ("做成的文件", crate::output::CODES),
    ("公众号", crate::output::wechat::codes::ALL),
    ("发布", crate::publish::CODES),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_mistakes_share_a_name() {
        let mut seen = HashSet::new();
        for code in all() {
            assert!(seen.insert(code.id), "{} stands in the tables twice", code.id);
            assert!(code.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", code.id);
            assert_eq!(named(code.id), Some(code));
        }
    }
}
