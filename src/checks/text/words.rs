//! Wrong words: the program's own list, and the site's.

use super::Slips;
use super::chatter::{CHATTER, is_chatter, is_quoted};
use super::idioms::IDIOMS;
use super::wrong_words::{WRONG, Wrong};
use crate::both;
use crate::checks::codes;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The program's own list: the same for every text.
static OURS: LazyLock<Table> = LazyLock::new(|| Table::of(WRONG.iter().chain(IDIOMS).chain(CHATTER).copied()));

/// All wrong words: the program's, and the site's.
pub(super) struct Words<'a> {
    own: Table<'a>,
}

/// Wrong words by the character that they begin with, the longest first.
struct Table<'a> {
    by_first: BTreeMap<char, Vec<Wrong<'a>>>,
    /// A bit for each two characters that one begins with, at the place of their [`slot`]: most of a text begins none,
    /// and is done with here. None at all without words.
    begins: Vec<u64>,
    /// Whether there is a word of one character.
    short: bool,
}

/// How many slots there are, as a power of two.
const SLOTS: u32 = 16;

/// Where the bit of two characters is, if a word begins with them; one after which nothing comes has a bit of its own.
fn slot(first: char, second: Option<char>) -> usize {
    let both = u32::from(first).wrapping_mul(0x9e37_79b1) ^ second.map_or(0, u32::from).wrapping_mul(0x85eb_ca6b);
    (both.wrapping_mul(0xc2b2_ae35) >> (u32::BITS - SLOTS)) as usize
}

impl<'a> Table<'a> {
    fn of(words: impl Iterator<Item = Wrong<'a>>) -> Table<'a> {
        let mut table = Table { by_first: BTreeMap::new(), begins: Vec::new(), short: false };
        for word in words {
            let mut chars = word.wrong.chars();
            let Some(first) = chars.next() else { continue };
            let second = chars.next();
            table.short |= second.is_none();
            let slot = slot(first, second);
            table.begins.resize(1 << (SLOTS - 6), 0);
            table.begins[slot >> 6] |= 1 << (slot & 63);
            table.by_first.entry(first).or_default().push(word);
        }
        for words in table.by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.wrong.len()));
        }
        table
    }

    /// Whether a word may stand where the characters of a slot do.
    #[inline]
    fn may_begin(&self, slot: usize) -> bool {
        self.short || self.begins.get(slot >> 6).is_some_and(|bits| bits >> (slot & 63) & 1 == 1)
    }

    /// The words that begin with a character.
    fn beginning_with(&self, first: char) -> &[Wrong<'a>] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Words<'a> {
    /// The program's list with the site's; what both have is the site's.
    pub fn new(own: &'a [(String, String)]) -> Words<'a> {
        let words = own.iter().map(|(wrong, right)| Wrong { wrong, right, not_after: "", not_before: "" });
        Words { own: Table::of(words) }
    }

    /// The longest wrong word that stands at a place, if one does.
    fn at(&self, first: char, text: &str, at: usize) -> Option<Wrong<'a>> {
        let (ours, theirs) = (OURS.beginning_with(first), self.own.beginning_with(first));
        let is_theirs = |word: &Wrong<'_>| theirs.iter().any(|own| own.wrong == word.wrong);
        let ours = ours.iter().filter(|word| !is_theirs(word));
        // A word that is right to them is in their list as its own right form.
        let theirs = theirs.iter().filter(|word| word.wrong != word.right);
        let standing = |word: &&Wrong<'a>| stands(word, text, at);
        let (ours, theirs) = (ours.copied().find(|word| standing(&word)), theirs.copied().find(|word| standing(&word)));
        match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours.wrong.len() > theirs.wrong.len() => Some(ours),
            (ours, theirs) => theirs.or(ours),
        }
    }

    /// Tells of every wrong word, in the headings that links name too: link and heading are mended alike.
    pub fn check(&self, slips: &mut Slips<'_>) {
        let prose = slips.prose;
        for (span, word) in self.standing_in(&prose.text) {
            tell(slips, span, word, str::to_owned);
        }
        for fragment in &prose.fragments {
            for (span, word) in self.standing_in(&fragment.heading) {
                tell(slips, fragment.place(span), word, |right| fragment.typed(right));
            }
        }
    }

    /// The wrong words of a text, each with its place.
    fn standing_in(&self, text: &str) -> Vec<(Range<usize>, Wrong<'a>)> {
        let mut found = Vec::new();
        let mut skip = 0;
        let (ours, theirs) = (&*OURS, &self.own);
        let mut chars = text.char_indices();
        let mut next = chars.next();
        while let Some((at, first)) = next {
            next = chars.next();
            let slot = slot(first, next.map(|(_, second)| second));
            if at < skip || !(ours.may_begin(slot) || theirs.may_begin(slot)) {
                continue;
            }
            let Some(word) = self.at(first, text, at) else { continue };
            skip = at + word.wrong.len();
            if !(is_chatter(&word) && is_quoted(text, at)) {
                found.push((at..skip, word));
            }
        }
        found
    }
}

/// Tells of a wrong word; `typed` is how the right one is typed there.
fn tell(slips: &mut Slips<'_>, span: Range<usize>, word: Wrong<'_>, typed: impl Fn(&str) -> String) {
    let Wrong { wrong, right, .. } = word;
    if is_chatter(&word) {
        let message = both!("“{wrong}”像是聊天工具对你说的", "“{wrong}” looks like what a chat tool said to you");
        let help = both!("不是给读者的话，整句删去", "delete the sentence if it is not for readers");
        return slips.tell(&codes::CHATTER, span, (message, help), None);
    }
    let message = both!("“{wrong}”是错别字", "“{wrong}” is a wrong word");
    let (help, edit) = if right.is_empty() {
        (both!("换一个说法", "say it otherwise"), None)
    } else {
        (both!("写成“{right}”", "write “{right}”"), Some(typed(right)))
    };
    slips.tell(&codes::WRONG_WORD, span, (message, help), edit);
}

/// Whether a wrong word stands here, and not as a part of words that are right.
fn stands(word: &Wrong<'_>, text: &str, at: usize) -> bool {
    let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { return false };
    let Some(after) = rest.strip_prefix(word.wrong) else { return false };
    let fine = before.ends_with(|c| word.not_after.contains(c)) || after.starts_with(|c| word.not_before.contains(c));
    // Where the right form holds the wrong one (工会, 总工会), it may already stand there.
    let mended = word.right.match_indices(word.wrong).any(|(offset, _)| {
        let start = at.checked_sub(offset);
        start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(word.right))
    });
    !fine && !mended
}

#[cfg(test)]
mod tests {
    use super::super::{said, told};
    use super::*;
    use std::collections::BTreeSet;

    fn words(text: &str, own: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
        let own: Vec<_> = own.iter().map(|(wrong, right)| (wrong.to_string(), right.to_string())).collect();
        let words = Words::new(&own);
        told(text, |slips| words.check(slips)).into_iter().map(|told| (told.1.to_owned(), told.2)).collect()
    }

    fn one(wrong: &str, right: &str) -> Vec<(String, Option<String>)> {
        vec![(wrong.into(), Some(right.into()))]
    }

    #[test]
    fn a_wrong_word_is_told_with_the_right_one() {
        assert_eq!(words("截止目前，共有", &[]), one("截止目前", "截至目前"));
        assert_eq!(words("统一布署工作", &[]), one("布署", "部署"));
        let own = Words::new(&[]);
        let said = said("登录帐号", |slips| own.check(slips));
        assert_eq!(said, ("“帐号”是错别字".into(), "写成“账号”".into()));
    }

    #[test]
    fn characters_that_only_meet_are_no_word() {
        #[rustfmt::skip]
        let texts = [
            "按装修要求", "发布署名文章", "过渡假期", "轮渡假期停航", "优秀的的士司机", "的的喀喀湖", "一座落成的大楼", "有目的的活动", "的的确确", "竟争相报名",
            "交通迅速恢复", "舞台帐篷", "究竟争什么", "如果是真的的话", "不幸苦难", "培训炼铁工", "地震憾事",
            "多重迭代", "方便携代步车", "扶贫脊梁", "填膺品茶", "荣膺品牌奖", "触摸式屏幕", "疲劳摸底", "合规摸排",
            "手足无措失声", "预防犯罪", "全部暑假班", "发泄秘密", "消极待解决", "立即定目标", "该用户藉此", "该书藉此",
            "回答辨别", "答题纲要", "颠覆行业", "媒介时间", "愈来愈期待", "请勿必然", "消费卷入", "登记薄弱", "部署假期间",
            "点缀学校", "羡慕捐款", "清风彩虹", "武松驰马", "命脉博大", "消防碍事", "严峻工作", "正弦律", "来自已的",
            "自己经历", "作祟高手", "立即然后", "友好象征", "目录象形", "争辩认为", "着急燥热", "烦躁音乐", "膨胀",
            "尚未尾随", "扩充份额", "一百份之多", "刺激厉害", "经历害怕", "汇报歉收", "客座落在", "众志成城", "一座落在山上",
            "维护权宜之计", "蚊帐目前", "晚报消息", "四人帮抚恤", "职工回家", "在职公务员", "农民公寓", "油棕子",
            "请将推荐函盖公章后交县总工会", "介绍信函盖部门章", "回函盖好公章", "推荐函盖了章", "上一期未考试的学员请补考", "第三期未考试人员",
            "职工宿舍已为人才公寓配齐家具", "校舍已为人民医院腾空", "全部暑托班免费", "俱乐部暑托班", "工会干部暑训",
            "专题讲座落在实处", "讲座落于三楼", "婚礼上往来宾客", "一语中的的点评", "优秀的的哥的姐", "围坐谈会员服务", "天蓝球场", "湛蓝球场",
            "右下署单位名称", "汽渡假日停航", "一己经验", "报名已截止目前", "这次征文启示我们", "招聘启示录", "优惠卷纸", "入场卷发",
            "员工回主席台", "请职工回会员之家", "股权宜保障", "合法权宜由", "筹措失业金", "喜欢渡江战役", "培训炼化工人", "价值树活动",
            "消防署降温", "行署假期间", "中国风彩绳", "匿名信片段", "湖泊来品茶", "一如既往开来", "针灸手可热敷", "固执已见分晓",
            "成本未倒置", "鼓励行节约之风", "举旗不定期", "究竟岗位", "募捐增物资", "中介时间", "汇编篡改", "突出奇不意味着",
            "侯主席", "座落", "九洲公司", "世外桃园", "既使人进步", "以经济建设", "候车室", "问侯先生", "部署期间",
        ];
        let told: Vec<_> =
            texts.iter().map(|text| (text, words(text, &[]))).filter(|(_, all)| !all.is_empty()).collect();
        assert!(told.is_empty(), "{told:?}");
    }

    #[test]
    fn the_words_of_unions_and_handbooks_are_told() {
        for (typed, wrong, right) in [
            ("广大职公", "广大职公", "广大职工"),
            ("县工回主席", "工回主席", "工会主席"),
            ("市级劳摸", "劳摸", "劳模"),
            ("五一国际劳功节", "劳功节", "劳动节"),
            ("职工权宜保障", "权宜保障", "权益保障"),
            ("依法维护权宜", "维护权宜", "维护权益"),
            ("结对帮抚", "帮抚", "帮扶"),
            ("图书馆座落在县城", "座落在", "坐落在"),
            ("青年侯选人", "侯选人", "候选人"),
            ("逾期不侯", "逾期不侯", "逾期不候"),
            ("随身携代", "携代", "携带"),
            ("管理松驰", "松驰", "松弛"),
            ("毕业答辨", "答辨", "答辩"),
            ("职工风彩", "风彩", "风采"),
            ("不径而走", "不径而走", "不胫而走"),
            ("按耐不住", "按耐不住", "按捺不住"),
            ("制度函盖面广", "函盖面", "涵盖面"),
            ("各下署单位", "下署单位", "下属单位"),
            ("召开职工坐谈会", "坐谈会", "座谈会"),
            ("职工蓝球赛", "蓝球赛", "篮球赛"),
            ("工作部暑会", "部暑", "部署"),
            ("外出渡假", "渡假", "度假"),
            ("欢渡春节", "欢渡", "欢度"),
            ("讲究礼上往来", "礼上往来", "礼尚往来"),
            ("舍已为人的精神", "舍已为人", "舍己为人"),
        ] {
            assert_eq!(words(typed, &[]), one(wrong, right), "{typed}");
        }
    }

    #[test]
    fn the_sites_own_words_are_told_before_the_programs() {
        assert_eq!(words("既使下雨", &[("既使", "即使")]), one("既使", "即使"));
        assert_eq!(words("登录帐号", &[("帐号", "账户")]), one("帐号", "账户"));
        assert_eq!(words("登录帐号", &[("帐号", "帐号")]), []);
        assert_eq!(words("小广告", &[("小广告", "")]), [("小广告".to_owned(), None)]);
    }

    #[test]
    fn a_link_is_mended_with_the_heading_that_it_names() {
        for text in
            ["[见下](#帐号怎么找回)", "[见](a.md#帐号 \"标题\")", "[甲]: a.md#帐号", "见[图][甲]\n\n[甲]: #帐号"]
        {
            assert_eq!(words(text, &[]), one("帐号", "账号"), "{text}");
        }
        let encoded = "[见](#%E7%94%B3%E8%AF%B7%E5%B8%90%E5%8F%B7)";
        assert_eq!(words(encoded, &[]), one("%E5%B8%90%E5%8F%B7", "%E8%B4%A6%E5%8F%B7"));
        for text in ["[见](帐号.md)", "[见](https://a.cn/#帐号)", "`[见](#帐号)`", "[^1]: 见注#1"] {
            assert_eq!(words(text, &[]), [], "{text}");
        }
    }

    #[test]
    fn what_is_already_right_is_not_told_again() {
        assert_eq!(words("县总工会和工会", &[("工会", "总工会")]), one("工会", "总工会"));
    }

    #[test]
    fn the_list_is_in_order() {
        let mut seen = BTreeSet::new();
        for word in WRONG.iter().chain(IDIOMS) {
            assert!(seen.insert(word.wrong), "{} stands there twice", word.wrong);
            assert!(!word.right.is_empty() && word.wrong != word.right, "{}", word.wrong);
            assert_eq!(words(word.right, &[]), [], "{}: the right form is told", word.right);
        }
    }
}
