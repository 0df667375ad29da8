//! What an article ends with that tells who made it, 来源, 编辑, 审核, and what it says of an event, 时间, 地点: a line each.

/// What people have to do with an article.
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "来源", "图源", "图片来源", "作者", "供稿", "撰稿", "撰文", "投稿", "通讯员", "记者", "采写", "文", "文字", "图", "图片", "图文", "文图", "摄影", "供图",
    "视频", "素材", "整理", "设计", "排版", "制作", "编辑", "责编", "责任编辑", "值班编辑", "执行编辑", "本期编辑", "美编", "美术编辑",
    "编发", "编审", "主编", "总编", "统筹", "策划", "出品", "监制", "校对", "审校", "校审", "审核", "审阅", "审定", "签发",
    "初审", "复审", "终审", "一审", "二审", "三审",
];

/// What is said of an event.
#[rustfmt::skip]
const PARTICULARS: &[&str] = &[
    "时间", "地点", "地址", "对象", "主题", "内容", "形式", "方式", "名额", "人数", "数量", "费用", "报名", "电话", "咨询", "联系人", "主讲",
    "主讲人", "主办", "承办", "协办", "截止", "奖品", "要求", "交通",
];

/// Whether the first of some lines begins with what tells who made an article, and most of the others do: by their first
/// cells.
pub(super) fn are_credits<'a>(firsts: impl Iterator<Item = &'a str>) -> bool {
    are_of(CREDITS, firsts)
}

/// Whether they say of an event when it is, where, for whom: 时间｜周六, 地点｜二楼.
pub(super) fn are_particulars<'a>(firsts: impl Iterator<Item = &'a str>) -> bool {
    are_of(PARTICULARS, firsts)
}

fn are_of<'a>(words: &[&str], mut firsts: impl Iterator<Item = &'a str>) -> bool {
    let is_one = |cell: &str| words.contains(&&*letters(cell));
    let begins = firsts.next().is_some_and(is_one);
    let (known, others): (Vec<&str>, Vec<&str>) = firsts.partition(|cell| is_one(cell));
    begins && known.len() >= others.len() && !known.is_empty()
}

/// The letters of a cell, however they are spaced: 编　辑, 图/文.
fn letters(cell: &str) -> String {
    cell.chars().filter(|c| c.is_alphanumeric()).take(5).collect()
}
