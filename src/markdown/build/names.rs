//! Lists that are typed without a mark, a line each: names, units, words with gaps between them as in a table. One line
//! of that kind may be prose; two that stand together are a list, be they of one kind or not.

use crate::letters::is_han;
use crate::markdown::cjk::SPACES;
use crate::markdown::lines;
use crate::markdown::reserved;
use crate::markdown::signature;

/// What kind of list a line may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// `王小明`, `丁 一`
    Name,
    /// `王小明（县教育工会）`
    Explained,
    /// `县教育工会`
    Unit,
    /// `张伟  东屏镇小学`, `东屏镇总工会      石桥街道总工会`
    Row,
}

/// Whether two lines, one right below the other, are of a list.
pub(super) fn are_listed(above: &str, below: &str) -> bool {
    let are_rows = || row(above).zip(row(below)).is_some_and(|(above, below)| above.goes_with(&below));
    entry(above).is_some() && entry(below).is_some() || are_rows()
}

/// Which kind of list the line may be of that a text begins with.
pub(super) fn entry(text: &str) -> Option<Entry> {
    let line = bare(text);
    if !line.contains(is_han) || line.ends_with(['。', '！', '？', '；']) {
        return None;
    }
    if is_name(line) {
        Some(Entry::Name)
    } else if is_explained(line) {
        Some(Entry::Explained)
    } else if is_unit(line) {
        Some(Entry::Unit)
    } else {
        is_row(line).then_some(Entry::Row)
    }
}

/// The line that a text begins with, without what stands around it.
fn bare(text: &str) -> &str {
    lines::first(text).trim_matches(|c| matches!(c, '*' | '_') || c.is_whitespace() || reserved::meaning(c) == Some(""))
}

/// Whether a text is so many Chinese characters and nothing else.
fn is_word(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.chars().take(lengths.end() + 1).count()) && text.chars().all(is_han)
}

/// 王小明; or 丁 一, as wide as a name of three; or 阿依古丽·买买提.
fn is_name(line: &str) -> bool {
    let spaced = || line.split_once(SPACES).map(|(name, given)| (name, given.trim_start_matches(SPACES)));
    let is_of_parts = || line.contains('·') && line.split('·').all(|part| is_word(part, 1..=8));
    is_word(line, 2..=4)
        || is_of_parts()
        || spaced().is_some_and(|(name, given)| is_word(name, 1..=1) && is_word(given, 1..=1))
}

/// 县教育工会（3人）
fn is_explained(line: &str) -> bool {
    let parts = line.strip_suffix(['）', ')']).and_then(|line| line.split_once(['（', '(']));
    parts.is_some_and(|(name, inside)| is_word(name, 2..=12) && !inside.contains(['（', '(', '）', ')', '。']))
}

/// 县教育工会, 县公交公司K1路车队: wrapped text has longer lines.
fn is_unit(line: &str) -> bool {
    let is_short = (3..=20).contains(&line.chars().take(21).count());
    let letters = line.chars().filter(char::is_ascii_alphabetic).count();
    let is_of_name = |c: char| is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '“' | '”');
    let is_plain = is_short && letters <= LETTERS && line.chars().all(is_of_name);
    is_plain && (signature::is_unit(line) || signature::names_unit(line, TEAMS))
}

/// How many letters of Latin the name of a unit may have: CT室, KTV店.
const LETTERS: usize = 3;

/// What the names of teams end with, which sign no letter.
const TEAMS: &[&str] = &["班", "队", "组", "窗口", "车间", "室", "所", "店"];

/// Whether there are gaps in a line, behind a name or where no sentence is.
fn is_row(line: &str) -> bool {
    let Some((first, rest)) = parted(line) else { return false };
    // 张  伟  东屏镇小学
    let is_name = || {
        is_word(first, 2..=4) || is_word(first, 1..=1) && parted(rest).is_some_and(|(given, _)| is_word(given, 1..=1))
    };
    let is_cell = || first.ends_with(ends_cell) && rest.starts_with(begins_cell) && !has_marks(line);
    is_name() || is_cell()
}

/// A row whose cells are one blank apart: how many they are, and what the last one says.
#[derive(Debug)]
struct Row<'a> {
    cells: usize,
    last: Last<'a>,
}

#[derive(Debug)]
enum Last<'a> {
    Entry,
    /// 500元, 得票174票, 6023333: what stands before the number and behind it.
    Amount(&'a str, &'a str),
    /// 0572-6023351转8012
    Telephone,
}

impl Row<'_> {
    /// Whether two rows are of one list: what they end with is alike. A telephone number may stand beside another number.
    fn goes_with(&self, other: &Row<'_>) -> bool {
        let are_alike = match (&self.last, &other.last) {
            (Last::Amount(before, behind), Last::Amount(other_before, other_behind)) => {
                (before, behind) == (other_before, other_behind)
            }
            (Last::Entry, last) | (last, Last::Entry) => matches!(last, Last::Entry),
            _ => true,
        };
        self.cells == other.cells && are_alike
    }
}

/// 匿名 5000元, 一等奖 张三, 匿名（微信）200. In prose with blanks, 共 20 人参加, 使用 Word 打开, a number or a word of Latin
/// stands between two of them.
fn row(text: &str) -> Option<Row<'_>> {
    let line = bare(text);
    if has_marks(line) || line.chars().count() > ROW {
        return None;
    }
    let (above, last) = line.rsplit_once(SPACES).or_else(|| parted_by_a_bracket(line))?;
    let mut cells = above.split(SPACES).filter(|cell| !cell.is_empty());
    let is_row = cells.clone().all(|cell| cell.contains(is_han));
    let last = if entry(last).is_some() { Last::Entry } else { number(last)? };
    is_row.then(|| Row { cells: cells.by_ref().count() + 1, last })
}

/// 匿名（微信）200: no blank is needed behind a bracket.
fn parted_by_a_bracket(line: &str) -> Option<(&str, &str)> {
    let at = line.rfind(['）', ')'])?;
    let (above, last) = line.split_at(at + line[at..].chars().next()?.len_utf8());
    last.starts_with(|c: char| c.is_ascii_digit()).then_some((above, last))
}

/// What number a cell says. Of a telephone number it may be said whose it is: 0572-6023361（张老师）.
fn number(cell: &str) -> Option<Last<'_>> {
    let is_of_one = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '*' | '-');
    let start = cell.find(|c: char| !is_han(c))?;
    let (before, rest) = cell.split_at(start);
    let behind = rest.trim_start_matches(is_of_one);
    let length = rest.len() - behind.len();
    let remark = behind.trim_start_matches(|c| is_of_one(c) || matches!(c, '转' | '、' | '/'));
    let is_remark = remark.is_empty() || remark.starts_with(['（', '(']) && remark.ends_with(['）', ')']);
    if before.is_empty() && length >= TELEPHONE && is_remark {
        return Some(Last::Telephone);
    }
    (length > 0 && !behind.contains(':') && before.chars().count() <= WORD).then_some(Last::Amount(before, behind))
}

/// Of how many digits a telephone number is at least.
const TELEPHONE: usize = 7;

/// How long a word is at most that stands right before a number, in characters.
const WORD: usize = 4;

/// How long a row is at most whose cells are one blank apart, in characters.
const ROW: usize = 40;

/// Whether marks of a sentence stand in a line. In brackets they may: 方圆（女，畲族）.
fn has_marks(line: &str) -> bool {
    let mut depth = 0_usize;
    line.chars().any(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && MARKS.contains(&c)
    })
}

/// A line before its first gap and behind it: two blanks or a full-width one.
fn parted(line: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let start = from + line[from..].find(SPACES)?;
        let text = line[start..].trim_start_matches(SPACES);
        from = line.len() - text.len();
        let gap = &line[start..from];
        if gap.contains('\u{3000}') || gap.chars().count() > 1 {
            return Some((&line[..start], text));
        }
    }
}

/// The marks of a sentence.
const MARKS: &[char] = &['，', '。', '；', '！', '？'];

fn ends_cell(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '）' | ')' | '》' | '”')
}

fn begins_cell(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '（' | '(' | '《' | '“')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_known() {
        for (kind, lines) in [
            (
                Entry::Name,
                &[
                    "王小明",
                    "王芳",
                    "欧阳小明",
                    "丁 一",
                    "丁  一",
                    "丁　一",
                    "**王小明**",
                    "  王小明  \n李四",
                    "迪丽娜尔·艾力",
                ][..],
            ),
            (Entry::Explained, &["王小明（县教育工会）", "县教育工会（3人）", "王芳(女)"]),
            (
                Entry::Unit,
                &[
                    "县教育工会",
                    "示例县人民医院",
                    "石桥街道工会",
                    "县公交公司3路车队",
                    "县公安局110指挥中心",
                    "服务中心“一窗受理”窗口",
                    "县公交公司K1路车组",
                    "县医院CT室",
                ],
            ),
            (
                Entry::Row,
                &[
                    "张伟  东屏镇小学",
                    "张  伟  东屏镇小学",
                    "张　伟　东屏镇",
                    "欧阳小明\u{3000}县医院\n李四",
                    "王丽娟\t\t护士长，党员",
                    "丁 一　　万 芳",
                    "东屏镇总工会      石桥街道总工会",
                    "县医院（3人）  县教育工会",
                    "8:30—9:00　签到",
                    "方　圆（女，畲族）　石桥街道社区工作者",
                    "毛　毛　　　石桥职工之家理发师",
                ],
            ),
        ] {
            for line in lines {
                assert_eq!(entry(line), Some(kind), "{line}");
            }
        }
    }

    #[test]
    fn other_lines_are_of_no_list() {
        for line in [
            "张伟 东屏镇",
            "时间：　周一",
            "你好　朋友。",
            "示例县总工会举行",
            "请于周五前报名，　逾期不候",
            "The end.  And",
            "王小明、",
            "王小明，",
            "王小明（县教育工会）、",
            "请各单位（含企业）于",
            "甲",
            "王小明等五人",
            "请到护理组",
            "2026年3月",
            "",
        ] {
            let found = entry(line);
            assert!(found.is_none(), "{line}: {found:?}");
        }
    }

    #[test]
    fn rows_one_blank_apart_are_of_a_list_where_they_are_alike() {
        for (above, below) in [
            ("浙江示例纺织有限公司 50000元", "匿名 5000元"),
            ("一等奖 张三", "二等奖 李四"),
            ("示例影城 人民路1号 6023333", "大地KTV 人民路2号 6024444"),
            ("张＊三 138****1234", "李＊四 139****5678"),
            ("第一周 张三 李四", "第二周 王五 赵六"),
            ("金奖 县教育局", "银奖 王小明（县医院）"),
            ("一等奖（1名）", "《炉火》　张伟（县铸造厂）"),
            ("县教育工会", "王小明"),
            ("县总工会权益部 0572-6023351转8012", "县总工会经济部 0572-6023351转8015"),
            ("东屏镇总工会 0572-6023361（张老师）", "石桥街道总工会 0572-6023362（李老师）"),
            ("县总工会 0572-6023351/6023352", "县教育工会 0572-6023353、6023354"),
            ("12345政务服务热线 24小时", "县总工会权益部 0572-6023351"),
            ("李建国 得票174票", "张伟 得票173票"),
            ("爱心人士 10000", "匿名（微信）200"),
            ("爱心人士 100元", "匿名（微信）200元"),
            ("工人先锋号（3个）", "示例县公交公司K1路车组"),
        ] {
            assert!(are_listed(above, below), "{above}/{below}");
        }
        for (above, below) in [
            ("共 20 人参加", "到 30 日截止"),
            ("截至 2026 年 3 月", "自从 2025 年 5 月"),
            ("使用 Word 打开", "再用 Excel 填写"),
            ("张伟 东屏镇", "请带上会员卡"),
            ("张伟 东屏镇", "请带 会员卡，照片"),
            ("打开 Word", "关闭 Excel"),
            ("匿名 5000元", "匿名 5袋"),
            ("县总工会 0572-6023351", "开馆时间 8:30"),
            ("张伟 得票173票", "张伟 获奖2次"),
            ("本次活动 共有20人", "其中女职工 共有8个"),
            ("请各单位（含企业）20人", "于周五前 到场"),
            ("使用iPhone手机的职工请到服务中心", "用Windows电脑的到人民医院"),
            ("请各单位（含企业）", "于周五前报名"),
        ] {
            assert!(!are_listed(above, below), "{above}/{below}");
        }
    }
}
