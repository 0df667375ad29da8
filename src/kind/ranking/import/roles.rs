//! What the columns of a table hold, by the words above them.

use unicode_normalization::UnicodeNormalization;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// 序号 or 名次.
    Number,
    Account,
    Type,
    Host,
    Region,
    Level,
    Score,
    Previous,
    Url,
    Id,
    Group,
    /// Something else, by its head: a figure, if numbers stand below it.
    Other(String),
    /// What is not used, by its head: what the program works out itself (升降), a 序号 beside a 名次.
    Ignored(String),
}

/// What stands above each kind of column, the better ones first: where a table has two of a kind (序号 名次, 综合得分 WCI),
/// that is what counts. A head is compared without spaces, brackets and what is in them.
const HEADS: &[(Role, &[&str])] = &[
    (
        Role::Number,
        &[
            "名次",
            "本期名次",
            "本期排名",
            "本月名次",
            "本月排名",
            "排名",
            "位次",
            "排行",
            "rank",
            "排序",
            "序号",
            "序",
            "no",
            "no.",
            "#",
            "number",
        ],
    ),
    (
        Role::Account,
        &[
            "账号",
            "账号名称",
            "帐号",
            "帐号名称",
            "公众号",
            "公众号名称",
            "微信公众号",
            "新媒体名称",
            "新媒体",
            "微博名称",
            "名称",
            "账号名",
            "姓名",
            "队名",
            "account",
            "name",
        ],
    ),
    (Role::Type, &["类型", "账号类型", "平台", "类别", "账号类别", "type", "platform"]),
    (
        Role::Host,
        &[
            "主办单位",
            "主办",
            "主管单位",
            "主体",
            "账号主体",
            "运营单位",
            "所属单位",
            "单位",
            "单位名称",
            "工会",
            "工会名称",
            "基层工会",
            "基层工会名称",
            "部门",
            "科室",
            "企业",
            "企业名称",
            "代表队",
            "参赛队",
            "参赛单位",
            "学校",
            "开办单位",
            "host",
        ],
    ),
    (Role::Region, &["地区", "所在地", "所在地区", "区域", "城市", "省份", "乡镇", "region"]),
    (Role::Level, &["层级", "级别", "level"]),
    (
        Role::Score,
        &[
            "综合得分",
            "总得分",
            "总分",
            "得分",
            "分数",
            "指数",
            "wci",
            "bci",
            "wci指数",
            "bci指数",
            "传播力指数",
            "影响力指数",
            "score",
        ],
    ),
    (Role::Previous, &["上期", "上期名次", "上期排名", "上月排名", "上月名次", "上次排名", "previous"]),
    (Role::Url, &["链接", "网址", "url", "link"]),
    (Role::Id, &["编号", "id", "微信号"]),
    (Role::Group, &["分组", "组别", "组", "奖项", "group"]),
];

/// What the program works out itself.
const WORKED_OUT: &[&str] =
    &["升降", "变化", "排名变化", "名次变化", "升降名次", "涨跌", "较上月", "较上期", "比上月", "比上期", "movement"];

/// What the column below a head holds.
pub(super) fn role(head: &str) -> Option<Role> {
    let plain = plain(head);
    if WORKED_OUT.contains(&plain.as_str()) {
        return Some(Role::Ignored(head.to_owned()));
    }
    HEADS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(role, _)| role.clone())
}

/// A head without spaces and without brackets and what is in them; half-width, in small letters.
fn plain(head: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in head.nfkc() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 && !c.is_whitespace() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// How good a head is among those of its kind: the less, the better.
pub(super) fn preference(head: &str) -> usize {
    let plain = plain(head);
    HEADS.iter().find_map(|(_, words)| words.iter().position(|word| *word == plain)).unwrap_or(usize::MAX)
}

impl Role {
    /// What a column is called when it is said how a table was understood.
    pub fn name(&self) -> String {
        let name = match self {
            Role::Number => "序号或名次",
            Role::Account => "账号",
            Role::Type => "类型",
            Role::Host => "主办单位",
            Role::Region => "地区",
            Role::Level => "层级",
            Role::Score => "得分",
            Role::Previous => "上期",
            Role::Url => "链接",
            Role::Id => "编号",
            Role::Group => "分组",
            Role::Other(head) => head,
            Role::Ignored(head) => return format!("{head}（不用）"),
        };
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_known_with_units_and_in_any_width() {
        assert_eq!(role("ＷＣＩ（V14.2）"), Some(Role::Score));
        assert_eq!(role("得 分"), Some(Role::Score));
        assert_eq!(role("答复件数"), None);
    }
}
