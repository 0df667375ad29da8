//! What an article ends with that tells who made it: 来源, 编辑, 审核, a line each.

/// What people have to do with an article.
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "来源", "图源", "图片来源", "作者", "供稿", "撰稿", "撰文", "投稿", "通讯员", "记者", "采写", "文", "文字", "图", "图片", "图文", "文图", "摄影", "供图",
    "视频", "素材", "整理", "设计", "排版", "制作", "编辑", "责编", "责任编辑", "值班编辑", "执行编辑", "本期编辑", "美编", "美术编辑",
    "编发", "编审", "主编", "总编", "统筹", "策划", "出品", "监制", "校对", "审校", "校审", "审核", "审阅", "审定", "签发",
    "初审", "复审", "终审", "一审", "二审", "三审",
];

/// Whether the first of some lines begins with such a word, and most of the others do: by their first cells.
pub(super) fn are_credits<'a>(mut firsts: impl Iterator<Item = &'a str>) -> bool {
    let begins = firsts.next().is_some_and(is_credit);
    let (credits, others): (Vec<&str>, Vec<&str>) = firsts.partition(|words| is_credit(words));
    begins && credits.len() >= others.len() && !credits.is_empty()
}

/// Whether words are one of them, however they are spaced: 编　辑, 图/文.
fn is_credit(words: &str) -> bool {
    let words: String = words.chars().filter(|c| c.is_alphanumeric()).take(5).collect();
    CREDITS.contains(&words.as_str())
}
