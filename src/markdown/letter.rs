//! What stands at the head of a letter, each in a line of its own: its number, and whom it is for.

use super::signature::UNITS;

/// How long either may be, in characters: 各乡镇（街道）工会，县直各单位工会：
pub(super) const LONGEST: usize = 30;

/// Whether a text may say whom a letter is for: it ends with a colon, and announces nothing.
pub(super) fn is_salutation(text: &str) -> bool {
    let announces = ["如下", "以下", "下列", "事项"].iter().any(|word| text.contains(word));
    // Many are called at once: 各乡镇、街道总工会，县直各系统工会，各直属基层工会：.
    let is_short = text.chars().count() <= LONGEST;
    let is_list = || text.starts_with('各') && !text.contains(['。', '；', '请', '要', '将']);
    text.ends_with(['：', ':']) && !announces && (is_short || is_list())
}

/// Whether it is the number of an official letter (GB/T 9704): the body, the year in brackets, the number.
pub(super) fn is_number(text: &str) -> bool {
    text.ends_with('号') && text.contains(['〔', '［', '[', '【']) && text.chars().count() <= LONGEST
}

/// Whether a text only says what the text below it is: in brackets of which day, 【本期要目】, ——记张伟, 作者：张三.
pub(super) fn is_masthead(text: &str) -> bool {
    let within = |open: char, close: char| {
        let inside = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inside.is_some_and(|inside| !inside.contains(close))
    };
    let named = |label: &str| {
        let label: String = label.split_whitespace().collect();
        HEADS.contains(&&*label)
    };
    let is_label = || text.split_once(['：', ':']).is_some_and(|(label, _)| named(label));
    within('（', '）') || within('(', ')') || within('【', '】') || text.starts_with("——") || is_label()
}

/// What stands before a colon above a text, and says nothing of what is in it.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "作者", "来源", "标题", "记者", "通讯员", "编辑", "审核", "供稿", "摄影", "发布时间", "发布日期", "索引号", "文号",
    "成文日期", "发文机关", "类别标记",
];

/// Whether a text is a few words and no sentence: 项目概况, 附件1.
pub(super) fn is_few_words(text: &str) -> bool {
    const FEW: usize = 20;
    let marks = ['，', '。', '；', '：', '？', '！', '…', '.', '?', '!', '”', '~', '～'];
    !text.contains(marks) && text.chars().count() <= FEW
}

/// Whether a line of the first paragraph is one of the two beyond doubt, and so a line by itself.
pub(super) fn is_head(line: &str) -> bool {
    let is_sentence = line.contains(['《', '“', '。', '；']);
    !is_sentence && (is_number(line) && !line.contains(['，', '（', '(']) || calls(line))
}

/// Whether a line calls somebody: 各基层工会：, 县教育局工会：, 尊敬的会员：, 同志们：
pub(super) fn calls(line: &str) -> bool {
    let name = line.trim_end_matches(['：', ':', '）', ')']);
    is_salutation(line)
        && (BEGINS.iter().any(|word| name.starts_with(word))
            || ENDS.iter().chain(UNITS).any(|word| name.ends_with(word)))
}

/// With what those who are called begin and, beside units, end.
const BEGINS: &[&str] = &["各", "全体", "全县", "广大", "尊敬", "亲爱"];
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "单位", "会员", "职工", "同志", "朋友", "们", "女士", "先生", "老师", "部门", "企业",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_and_whom_it_is_for_stand_alone() {
        for line in [
            "示总工发〔2026〕12号",
            "县总工 [2026] 3 号",
            "各基层工会：",
            "各乡镇（街道）工会，县直各单位工会：",
            "尊敬的会员：",
            "同志们:",
            "县直机关工会：",
        ] {
            assert!(is_head(line), "{line}");
        }
        for line in [
            "根据《示例县办法》（示总工发〔2026〕12号",
            "按照上级要求，示总工发〔2026〕12号",
            "各单位要做好以下工作：",
            "活动时间：",
            "他说：",
            "各基层工会",
            "各单位",
            "2026年12号",
        ] {
            assert!(!is_head(line), "{line}");
        }
    }
}
