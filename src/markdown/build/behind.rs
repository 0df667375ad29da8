//! Lines with a whole mark behind blanks that Markdown does not pass over, as text processors have them before every
//! line: `　　## 一、领取办法`, `　　- 持会员卡`. There it is no mark.

use super::Builder;
use super::slips::begins_item;
use crate::both;
use crate::lang::Both;
use crate::markdown::boxes;
use crate::markdown::codes;
use crate::markdown::indent;
use crate::markdown::prose::begins_text;

impl Builder<'_, '_> {
    /// Tells of a line that begins with such blanks; `first` is whether its block begins with it.
    pub(super) fn check_behind_blanks(&mut self, at: usize, rest: &str, first: bool) {
        let blanks = indent::blanks(rest).len();
        let (start, at, text) = (at, at + blanks, &rest[blanks..]);
        if self.check_whole_item(at, text, first) {
            return;
        }
        let Some((mark, made)) = whole(text) else { return self.check_line(at, first) };
        let Both { zh, en } = made;
        self.teller.tell(
            &codes::MARK_FULL_WIDTH,
            self.source.span(&(start..at + mark.len())),
            both!("“{mark}”前面有空白，所以没有变成{zh}", "behind blanks `{mark}` makes no {en}"),
            |told| {
                told.help(both!("删去它前面的空白", "delete the blanks before it"))
                    .edit(self.source.span(&(start..at)), "")
            },
        );
    }

    /// Where such blanks before a mark begin.
    pub(super) fn blanks_before(&self, at: usize) -> usize {
        at - indent::blanks_before(&self.source.text[..at]).len()
    }
}

/// The mark of a heading or a quotation that a text begins with, and what it is meant to make.
fn whole(text: &str) -> Option<(&str, Both)> {
    let after = text.trim_start_matches('#');
    let level = text.len() - after.len();
    let parted = after.starts_with([' ', '\t']) && begins_text(after.trim_start_matches([' ', '\t']));
    if (1..=6).contains(&level) && parted {
        return Some((&text[..level], both!("标题", "heading")));
    }
    let after = text.strip_prefix('>')?;
    let is_box = boxes::mark(after.trim_start_matches(indent::is_blank)).is_some_and(|mark| mark.kind.is_some());
    // 　　>60岁 is a sign.
    let is_quote = is_box || after.starts_with(indent::is_blank) && begins_item(after);
    is_quote.then(|| (">", both!("引用", "quotation")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_whole_with_its_space_and_a_text() {
        let mark = |text| whole(text).map(|(mark, _)| mark);
        assert_eq!(mark("## 一、领取办法"), Some("##"));
        assert_eq!(mark("> 甲"), Some(">"));
        assert_eq!(mark(">[!提示] 甲"), Some(">"));
        for text in ["#通知", "# ", "#", "####### 甲", ">60岁", "> 60岁", ">>>点击", "甲", ""] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
