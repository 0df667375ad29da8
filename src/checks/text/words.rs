//! Wrong words: the program's own list, and the site's.

use super::Slips;
use super::wrong_words::{WRONG, Wrong};
use crate::both;
use crate::checks::codes;
use std::collections::{BTreeMap, BTreeSet};

/// All wrong words, by the character that they begin with.
pub(super) struct Words<'a> {
    by_first: BTreeMap<char, Vec<Wrong<'a>>>,
}

impl<'a> Words<'a> {
    /// The program's list with the site's; what both have is the site's.
    pub fn new(own: &'a [(String, String)]) -> Words<'a> {
        let theirs: BTreeSet<&str> = own.iter().map(|(wrong, _)| wrong.as_str()).collect();
        let ours = WRONG.iter().copied().filter(|word| !theirs.contains(word.wrong));
        let own = own.iter().filter(|(wrong, right)| wrong != right);
        let own = own.map(|(wrong, right)| Wrong { wrong, right, not_after: "", not_before: "" });
        let mut by_first: BTreeMap<char, Vec<Wrong<'a>>> = BTreeMap::new();
        for word in ours.chain(own) {
            if let Some(first) = word.wrong.chars().next() {
                by_first.entry(first).or_default().push(word);
            }
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.wrong.len()));
        }
        Words { by_first }
    }

    /// Tells of every wrong word.
    pub fn check(&self, slips: &mut Slips<'_>) {
        let text = slips.text();
        let mut skip = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii_control()) {
            let Some(words) = self.by_first.get(&c).filter(|_| at >= skip) else { continue };
            let Some(Wrong { wrong, right, .. }) = words.iter().find(|word| stands(word, text, at)) else { continue };
            skip = at + wrong.len();
            let message = both!("“{wrong}”是错别字", "“{wrong}” is a wrong word");
            let (help, edit) = if right.is_empty() {
                (both!("换一个说法", "say it otherwise"), None)
            } else {
                (both!("写成“{right}”", "write “{right}”"), Some((*right).to_owned()))
            };
            slips.tell(&codes::WRONG_WORD, at..skip, (message, help), edit);
        }
    }
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
        for text in
            ["按装修要求", "发布署名文章", "过渡假期", "一座落成的大楼", "有目的的活动", "的的确确", "竟争相报名"]
        {
            assert_eq!(words(text, &[]), [], "{text}");
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
    fn what_is_already_right_is_not_told_again() {
        assert_eq!(words("县总工会和工会", &[("工会", "总工会")]), one("工会", "总工会"));
    }

    #[test]
    fn the_list_is_in_order() {
        let mut seen = BTreeSet::new();
        for word in WRONG {
            assert!(seen.insert(word.wrong), "{} stands there twice", word.wrong);
            assert!(!word.right.is_empty() && word.wrong != word.right, "{}", word.wrong);
            assert_eq!(words(word.right, &[]), [], "{}: the right form is told", word.right);
        }
    }
}
