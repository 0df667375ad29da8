//! Quotation marks “ ” and title marks 《 》: in pairs, and inside their own kind the single ones.

use super::Slips;
use crate::both;
use crate::checks::codes;
use crate::diagnostic::Code;
use crate::markdown::{content, item};
use memchr::memmem;
use std::ops::Range;

/// A kind of marks: the outer pair, and the one that belongs inside it.
struct Marks {
    outer: (char, char),
    inner: (char, char),
    nested: &'static Code,
    unpaired: &'static Code,
}

static QUOTES: Marks =
    Marks {
        outer: ('“', '”'), inner: ('‘', '’'), nested: &codes::QUOTE_NESTED, unpaired: &codes::QUOTE_UNPAIRED
    };

static TITLES: Marks =
    Marks {
        outer: ('《', '》'), inner: ('〈', '〉'), nested: &codes::TITLE_NESTED, unpaired: &codes::TITLE_UNPAIRED
    };

/// An opening mark: where it stands, and whether right inside another of its kind.
struct Open {
    mark: char,
    at: usize,
    nested: bool,
}

/// A longer pair is told without its mend.
const LONGEST_MEND: usize = 600;

/// Tells of marks without a partner, and of pairs right inside a pair of their own.
pub(super) fn check(slips: &mut Slips<'_>) {
    let (text, blocks) = (slips.text(), &slips.prose.blocks);
    for marks in [&QUOTES, &TITLES].into_iter().filter(|marks| marks.stand_in(text)) {
        // An opening mark that may be closed in a later item of the list that it stands in or before.
        let mut open: Option<usize> = None;
        for (index, block) in blocks.iter().enumerate() {
            let mut lone = marks.check(slips, block, blocks.get(index + 1));
            let typed = text.get(block.clone()).unwrap_or_default();
            if let Some(at) = open.take_if(|_| !lone.is_empty() || !is_item(typed)) {
                match lone.first() {
                    Some(&close) if is_item(typed) && marks.closes(text, close) => {
                        lone.remove(0);
                    }
                    _ => marks.tell_lone(slips, at),
                }
            }
            if open.is_none() {
                open = lone.pop_if(|at| !marks.closes(text, *at));
            }
            lone.into_iter().for_each(|at| marks.tell_lone(slips, at));
        }
        open.into_iter().for_each(|at| marks.tell_lone(slips, at));
    }
}

impl Marks {
    /// Whether any of them stands in a text. Each is of three bytes, of which all have the first two.
    fn stand_in(&self, text: &str) -> bool {
        let marks = [self.outer.0, self.outer.1, self.inner.0, self.inner.1];
        let mut head = [0; 4];
        let head = &self.outer.0.encode_utf8(&mut head).as_bytes()[..2];
        let next = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
        memmem::find_iter(text.as_bytes(), head).any(|at| next(at).is_some_and(|c| marks.contains(&c)))
    }

    /// Tells of the pairs within pairs of a block, and finds the marks in it that have no partner there.
    fn check(&self, slips: &mut Slips<'_>, block: &Range<usize>, next: Option<&Range<usize>>) -> Vec<usize> {
        let text = slips.text();
        let part = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        if !part(block).contains([self.outer.0, self.outer.1, self.inner.0, self.inner.1]) {
            return Vec::new();
        }
        let (pairs, lone) = self.pairs(part(block));
        for (open, close) in pairs {
            self.tell_nested(slips, block.start + open..block.start + close + self.outer.1.len_utf8());
        }
        // A quotation of several paragraphs opens each and closes the last.
        let begins = begin(part(block));
        let goes_on =
            lone.contains(&begins) && self.opens(part(block)) && next.is_some_and(|next| self.opens(part(next)));
        lone.into_iter().filter(|at| !(goes_on && *at == begins)).map(|at| block.start + at).collect()
    }

    /// Whether the mark at a place is a closing one.
    fn closes(&self, text: &str, at: usize) -> bool {
        text.get(at..).is_some_and(|rest| rest.starts_with(self.outer.1))
    }

    /// The pairs right inside a pair of the same marks, and the marks without a partner. Of pairs in pairs in
    /// pairs, every second one is right once the one around it is mended. Where the pair around is not closed,
    /// or something is closed twice, nobody knows what is inside what.
    fn pairs(&self, text: &str) -> (Vec<(usize, usize)>, Vec<usize>) {
        let mut open: Vec<Open> = Vec::new();
        // Nested, in a pair that is not yet closed.
        let mut waiting: Vec<(usize, usize)> = Vec::new();
        let mut nested = Vec::new();
        let mut lone = Vec::new();
        for (at, mark) in text.char_indices() {
            if mark == self.outer.0 || mark == self.inner.0 {
                let parent = open.last().filter(|parent| parent.mark == self.outer.0 && !parent.nested);
                let nested = mark == self.outer.0 && parent.is_some();
                open.push(Open { mark, at, nested });
            } else if mark == self.outer.1 {
                // A single mark that nothing closes is a slip of another kind.
                while open.pop_if(|open| open.mark == self.inner.0).is_some() {}
                match open.pop() {
                    Some(open) if open.nested => waiting.push((open.at, at)),
                    Some(open) => {
                        let inside = waiting.partition_point(|(start, _)| *start < open.at);
                        nested.extend(waiting.drain(inside..));
                    }
                    None => lone.push(at),
                }
            } else if mark == self.inner.1 {
                open.pop_if(|open| open.mark == self.inner.0);
            }
        }
        if !lone.is_empty() {
            nested.clear();
        }
        lone.extend(open.iter().filter(|open| open.mark == self.outer.0).map(|open| open.at));
        lone.sort_unstable();
        (nested, lone)
    }

    /// Whether a block begins with the opening mark.
    fn opens(&self, text: &str) -> bool {
        text.get(begin(text)..).is_some_and(|text| text.starts_with(self.outer.0))
    }

    fn tell_lone(&self, slips: &mut Slips<'_>, at: usize) {
        let Some(mark) = slips.text().get(at..).and_then(|rest| rest.chars().next()) else { return };
        let message = if mark == self.outer.0 {
            let missing = self.outer.1;
            both!("这一段里的 {mark} 后面没有 {missing}", "this paragraph has no {missing} for its {mark}")
        } else {
            let missing = self.outer.0;
            both!("这一段里的 {mark} 前面没有 {missing}", "this paragraph has no {missing} for its {mark}")
        };
        let help = both!("补上另一半，或删去这一半", "add its other half, or delete it");
        slips.tell(self.unpaired, at..at + mark.len_utf8(), (message, help), None);
    }

    fn tell_nested(&self, slips: &mut Slips<'_>, span: Range<usize>) {
        let text = slips.text();
        let Some(typed) = text.get(span.clone()) else { return };
        let ((open, close), (left, right)) = (self.outer, self.inner);
        let inside = typed.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).unwrap_or_default();
        if !inside.chars().any(char::is_alphanumeric) {
            // “甲“、”乙”: the two in the middle stand the wrong way round.
            let message =
                both!("这里的 {open} 和 {close} 方向反了", "{open} and {close} stand the wrong way round here");
            let help = both!("先写 {open}，后写 {close}", "{open} opens, {close} closes");
            slips.tell(self.unpaired, span, (message, help), None);
            return;
        }
        let message = both!("{open} {close} 里面又用了 {open} {close}", "{open} {close} inside {open} {close}");
        let help = both!("里面一层用 {left} {right}", "the inner pair is {left} {right}");
        // What is blanked out cannot be written again.
        let whole = typed.len() <= LONGEST_MEND && !inside.contains('\0');
        slips.tell(self.nested, span, (message, help), whole.then(|| format!("{left}{inside}{right}")));
    }
}

/// Whether a block is an item of a list. `1、` and `●` are typed by hand: Markdown knows no list by them.
fn is_item(block: &str) -> bool {
    item(content(block)).is_some()
}

/// Where the text of a block begins.
fn begin(block: &str) -> usize {
    block.len() - block.trim_start_matches(is_before_text).len()
}

/// What may stand before the first word of a block.
fn is_before_text(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '>' | '*' | '_')
}

#[cfg(test)]
mod tests {
    use super::super::{said, told};
    use super::*;

    #[test]
    fn a_pair_inside_its_own_kind_is_told_with_its_mend() {
        assert_eq!(
            told("“发布了“关爱女职工”套票。”", check),
            [("quote-nested", "“关爱女职工”", Some("‘关爱女职工’".into()))]
        );
        assert_eq!(told("《关于印发《办法》的通知》", check), [("title-nested", "《办法》", Some("〈办法〉".into()))]);
        assert_eq!(said("“甲“乙”丙”", check), ("“ ” 里面又用了 “ ”".into(), "里面一层用 ‘ ’".into()));
    }

    #[test]
    fn a_mark_without_its_partner_is_told() {
        assert_eq!(told("称“好评。\n\n下一段", check), [("quote-unpaired", "“", None)]);
        assert_eq!(told("称好评”。", check), [("quote-unpaired", "”", None)]);
        assert_eq!(told("学习《工会法", check), [("title-unpaired", "《", None)]);
        assert_eq!(told("学习工会法》", check), [("title-unpaired", "》", None)]);
        assert_eq!(
            said("学习《工会法", check),
            ("这一段里的 《 后面没有 》".into(), "补上另一半，或删去这一半".into())
        );
        assert_eq!(told("“甲“、”乙”", check), [("quote-unpaired", "“、”", None)]);
        for text in ["“甲：\n- 乙\n\n丙”", "甲”\n- “乙", "“甲：\n- 乙\n## 丙”", "“甲：\n- “乙”，“丙\n- 丁"]
        {
            assert_eq!(told(text, check).len(), 2, "{text}");
        }
        let both = [("quote-nested", "“乙”", Some("‘乙’".into())), ("quote-unpaired", "“", None)];
        assert_eq!(told("“甲“乙”丙”，“丁", check), both);
        assert_eq!(told("“甲“乙”丙", check), [("quote-unpaired", "“", None)]);
    }

    #[test]
    fn marks_that_are_right_are_not_told() {
        for text in [
            "“甲”“乙”",
            "“甲‘乙’丙”",
            "“甲‘乙“丙”丁’戊”",
            "《甲〈乙〉丙》",
            "“《甲》”《“乙”》",
            "“It’s 甲”",
            "“第一段\n\n“第二段”",
            "“一行\n二行”",
            "他提出“三个一：\n1、每天一小时；\n2、每周一次”。",
            "他提出“三个一：\n●每天一小时；\n· 每周一次”。",
            "他说：“要做到三点：\n1. 学；\n2. 做；\n3. 守”。",
            "“甲：\n\n- 乙‘丙’；\n- 丁”。",
            "`“`",
        ] {
            assert_eq!(told(text, check), [], "{text}");
        }
    }
}
