//! What others ask of a document: its text, a summary, its length, its headings.

use super::cjk::{is_cjk, is_wide_mark};
use super::document::{Block, Document, Inlines};
use super::flow::{Asked, Flow};
use super::{letter, lines};
use crate::letters::is_han;
use unicode_normalization::char::is_combining_mark;

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// 1 to 6.
    pub level: u8,
    /// The fragment that leads to it.
    pub anchor: &'a str,
    /// Its text.
    pub text: String,
}

/// The text of some inlines: no markup, a description for each image, a space or a line end for theirs. What is struck
/// out is none of it, unless all is.
pub fn plain_text(document: &Document, inlines: Inlines) -> String {
    document.flow.plain(document.inlines(inlines))
}

/// The text that readers see, a line for each block.
pub fn shown_text(document: &Document) -> String {
    let mut out = String::new();
    let mut line = |inlines: Inlines| {
        document.flow.each_text(document.inlines(inlines), Asked::ALL, &mut |text| out.push_str(text));
        out.push('\n');
    };
    let mut show = |block: &Block| each_line(block, &mut line);
    each_block(&document.blocks, &mut show);
    document.footnotes.iter().for_each(|note| each_block(note, &mut show));
    out
}

/// Whether blocks of a Chinese document are in another language: Latin letters are in them, and nothing Chinese is.
pub fn is_latin(document: &Document, blocks: &[Block]) -> bool {
    let (mut latin, mut chinese) = (false, false);
    let mut look = |text: &str| {
        latin |= text.contains(|c: char| c.is_ascii_alphabetic());
        chinese = chinese || text.contains(|c| is_cjk(c) && c.is_alphabetic());
    };
    each_block(blocks, &mut |block| {
        each_line(block, &mut |line| document.flow.each_text(document.inlines(line), Asked::LINES, &mut look));
    });
    latin && !chinese
}

/// The headings of a document in order, those in quotations and lists too.
pub fn headings(document: &Document) -> Vec<Heading<'_>> {
    let mut out = Vec::new();
    each_block(&document.blocks, &mut |block| {
        if let Block::Heading { level, anchor, content } = block {
            out.push(Heading { level: *level, anchor, text: plain_text(document, *content) });
        }
    });
    out
}

/// The anchors of a document, in order.
pub fn anchors(document: &Document) -> Vec<&str> {
    headings(document).into_iter().map(|heading| heading.anchor).collect()
}

/// The signature of a document: its lines, none where it has none, and whether something stands below it.
pub fn signature(document: &Document) -> (Vec<String>, bool) {
    let signed = document.blocks.iter().enumerate().rev().find_map(|(at, block)| match block {
        Block::Signature(content) => Some((at, *content)),
        _ => None,
    });
    let Some((at, content)) = signed else { return (Vec::new(), false) };
    let lines = plain_text(document, content).lines().map(str::to_owned).collect();
    (lines, at + 1 < document.blocks.len())
}

/// Han characters plus words of other scripts, in everything that is read. Blocks of code and the
/// descriptions of images are not.
pub fn word_count(document: &Document) -> usize {
    let mut words = Words { flow: &document.flow, count: 0, in_word: false };
    let mut count = |block: &Block| each_line(block, &mut |line| words.inlines(line));
    each_block(&document.blocks, &mut count);
    document.footnotes.iter().for_each(|note| each_block(note, &mut count));
    words.count
}

/// The first paragraph that says something, white space folded, in at most `max_chars` characters: neither whom it is
/// for, 各乡镇（街道）工会：, nor its number, 县总工〔2026〕12号, nor a bare heading, 一、领取办法, nor the title once more,
/// nor who wrote it and when, nor what is struck out; nor a few words, 项目概况, where anything else is there. Where it is
/// cut, the last of them is `…`; a Latin word is left out whole rather than cut.
pub fn summary(document: &Document, title: &str, max_chars: usize) -> String {
    let paragraphs = || {
        document.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(content) => folded(document, *content),
            _ => None,
        })
    };
    let is_head = |text: &str| {
        letter::is_salutation(text)
            || letter::is_number(text)
            || letter::is_masthead(text)
            || lines::is_heading(text, letter::LONGEST)
    };
    let begins = |text: &String| !is_head(text) && text != title;
    let says = |text: &String| begins(text) && !letter::is_few_words(text);
    let text = paragraphs().find(says).or_else(|| paragraphs().find(begins)).or_else(|| paragraphs().next());
    let text = text.or_else(|| {
        let mut first = None;
        each_block(&document.blocks, &mut |block| {
            if let (Block::Paragraph(content), None) = (block, &first) {
                first = folded(document, *content);
            }
        });
        first
    });
    cut(&text.unwrap_or_default(), max_chars)
}

/// Whom a letter is for, 各乡镇（街道）工会：, which stands at its left edge (GB/T 9704): the first of its paragraphs that
/// is a sentence, where it calls somebody and another follows it. Above it may stand its number and its title.
pub fn salutation(document: &Document) -> Option<Inlines> {
    let paragraph = |block: &Block| match block {
        Block::Paragraph(content) => Some((*content, folded(document, *content)?)),
        _ => None,
    };
    let is_sentence = |text: &str| {
        text.ends_with(['：', ':', '。', '；', '！', '？', '…', '”', '）']) || lines::is_heading(text, letter::LONGEST)
    };
    for pair in document.blocks.windows(2).take(3) {
        let (content, text) = paragraph(&pair[0])?;
        if is_sentence(&text) {
            return (letter::calls(&text) && paragraph(&pair[1]).is_some()).then_some(content);
        }
    }
    None
}

fn folded(document: &Document, content: Inlines) -> Option<String> {
    let mut text = String::new();
    document.flow.each_text(document.inlines(content), Asked::VALID, &mut |piece| text.push_str(piece));
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A text in at most `max_chars` characters: where it is cut, the last of them is `…`. A word, a number and an
/// address are left out whole rather than cut.
pub(crate) fn cut(text: &str, max_chars: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(max_chars) else { return text.to_owned() };
    let Some((end, _)) = text[..limit].char_indices().next_back() else { return String::new() };
    let within = "'’-.@/:_?=&%#~+";
    let latin = |c: char| c.is_alphanumeric() && !is_han(c) || within.contains(c);
    let joined =
        |c: char| is_combining_mark(c) || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    // Not inside a word, if there is anything before it.
    let mut kept = &text[..end];
    if text[end..].starts_with(latin) {
        let before = kept.trim_end_matches(latin);
        kept = if before.trim().is_empty() { kept } else { before };
    }
    // Not inside a character that is made of several.
    while text[kept.len()..].starts_with(joined) || kept.ends_with('\u{200d}') {
        let Some((at, _)) = kept.char_indices().next_back() else { break };
        kept = &kept[..at];
    }
    let opening = |c: char| {
        c.is_whitespace()
            || matches!(c, '，' | '、' | '：' | '；' | '（' | '《' | '“' | '‘' | '【' | ',' | ':' | ';' | '(')
    };
    format!("{}…", kept.trim_end_matches(opening))
}

/// Calls `each` with every block, the outer before the inner. As deep as the tree, which is bounded.
fn each_block<'d>(blocks: &'d [Block], each: &mut dyn FnMut(&'d Block)) {
    for block in blocks {
        each(block);
        match block {
            Block::Quote(blocks) => each_block(blocks, each),
            Block::Callout(callout) => each_block(&callout.blocks, each),
            Block::Timeline(callouts) => callouts.iter().for_each(|callout| each_block(&callout.blocks, each)),
            Block::List { items, .. } => items.iter().for_each(|item| each_block(&item.blocks, each)),
            _ => {}
        }
    }
}

/// Calls `each` with the running text of a block itself, not of those that it holds.
fn each_line(block: &Block, each: &mut dyn FnMut(Inlines)) {
    match block {
        Block::Heading { content, .. }
        | Block::Paragraph(content)
        | Block::Gallery(content)
        | Block::Signature(content) => each(*content),
        Block::Callout(callout) => each(callout.title),
        Block::Timeline(steps) => steps.iter().for_each(|step| each(step.title)),
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).for_each(|cell| each(*cell)),
        _ => {}
    }
}

struct Words<'d> {
    flow: &'d Flow,
    count: usize,
    in_word: bool,
}

impl Words<'_> {
    fn inlines(&mut self, inlines: Inlines) {
        let flow = self.flow;
        flow.each_text(flow.inlines(inlines), Asked::LINES, &mut |text| self.text(text));
        self.in_word = false;
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if is_han(c) {
                self.count += 1;
                self.in_word = false;
            } else if is_wide_mark(c) {
                // Asked before what is slow to tell.
                self.in_word = false;
            } else if c.is_alphanumeric() {
                self.count += usize::from(!self.in_word);
                self.in_word = true;
            } else if !matches!(c, '\'' | '’' | '-' | '.' | '_') {
                self.in_word = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_neither_whom_it_is_for_nor_the_title() {
        let of = |body: &str| {
            let parsed = crate::markdown::parse(&crate::diagnostic::Text::new("a.md", body), 0..body.len());
            summary(&parsed.document, "职工运动会", 20)
        };
        assert_eq!(of("各乡镇（街道）工会：\n\n经研究，定于11月举办。"), "经研究，定于11月举办。");
        assert_eq!(of("职工运动会\n\n亲爱的职工朋友们：\n\n又见面了。"), "又见面了。");
        let many = "各乡镇、街道总工会，开发区总工会，县直各系统工会，各直属基层工会，各产业工会：";
        assert_eq!(of(&format!("{many}\n\n经研究，定于11月举办。")), "经研究，定于11月举办。");
        assert_eq!(of("各乡镇（街道）工会："), "各乡镇（街道）工会：", "rather that than nothing");
        let masthead = "第12期（总第358期）\n\n（2026年3月12日）\n\n标　　题：职工运动会\n\n【本期要目】\n\n——记张伟";
        assert_eq!(of(&format!("{masthead}\n\n县总工会 主席 李建国\n\n又见面了。")), "又见面了。");
        assert_eq!(of("天上有个太阳\n\n水中有个月亮"), "天上有个太阳", "where all are short, the first");
        assert_eq!(of("时间：3月8日\n\n欢迎参加。"), "时间：3月8日");
        assert_eq!(of("（接上期）昨天开工。\n\n今天完工。"), "（接上期）昨天开工。");
    }

    #[test]
    fn what_is_struck_out_is_no_longer_said() {
        let of = |body: &str| {
            let document = crate::markdown::parse(&crate::diagnostic::Text::new("a.md", body), 0..body.len()).document;
            let headings = headings(&document).into_iter().map(|heading| heading.text).collect::<Vec<_>>().join("|");
            (summary(&document, "", 30), headings, shown_text(&document))
        };
        let (summary, headings, shown) = of("## ~~三楼~~二楼\n\n讲座地点改为<s>三楼</s>**~~302~~205**会议室。");
        assert_eq!((&*summary, &*headings), ("讲座地点改为205会议室。", "二楼"));
        assert_eq!(
            shown, "三楼二楼\n讲座地点改为三楼302205会议室。\n",
            "what must not be published is looked for there"
        );
        let (summary, headings, _) = of("## ~~讲座~~\n\n~~周一开讲。~~\n\n不办了。");
        assert_eq!((&*summary, &*headings), ("不办了。", "讲座"));
    }

    #[test]
    fn whom_a_letter_is_for_stands_above_its_text() {
        let of = |body: &str| {
            let document = crate::markdown::parse(&crate::diagnostic::Text::new("a.md", body), 0..body.len()).document;
            salutation(&document).map(|content| plain_text(&document, content))
        };
        let many = "各乡镇、街道总工会，开发区总工会，县直各系统工会，各直属基层工会，各产业工会：";
        for whom in
            ["各乡镇（街道）工会：", "各单位：", "县教育局工会：", "县直机关工委（工会）:", "职工朋友们：", many]
        {
            assert_eq!(of(&format!("{whom}\n\n经研究，定于11月举办。")).as_deref(), Some(whom));
        }
        let below = "县总工〔2026〕12号\n\n关于举办运动会的通知\n\n各单位：\n\n经研究，定于11月举办。";
        assert_eq!(of(below).as_deref(), Some("各单位："));
        for body in [
            "",
            "各单位：",
            "各单位：\n\n- 一工会",
            "一。\n\n各单位：\n\n二。",
            "领取地点：\n\n县工人文化宫。",
            "现将有关事项通知各单位如下：\n\n一。",
            "> 各单位：\n\n一。",
            "- 各单位：\n\n一。",
            "一、领取办法\n\n各单位：\n\n一。",
            "各单位要加强组织领导，明确责任分工，落实到每一个岗位、每一名职工，做到：\n\n一。",
        ] {
            assert_eq!(of(body), None, "{body}");
        }
    }

    #[test]
    fn a_summary_is_cut_at_whole_characters() {
        assert_eq!(cut("县总工会今天开会", 8), "县总工会今天开会");
        assert_eq!(cut("县总工会今天开会", 5), "县总工会…");
        assert_eq!(cut("县总工会，今天", 6), "县总工会…");
        assert_eq!(cut("", 5), "");
        assert_eq!(cut("汉字", 0), "");
    }

    #[test]
    fn a_latin_word_is_not_cut_where_that_can_be_helped() {
        assert_eq!(cut("参加 Markdown 培训", 8), "参加…");
        assert_eq!(cut("Markdownish", 5), "Mark…");
        assert_eq!(cut("电话0572-6021234，地址", 9), "电话…");
        assert_eq!(cut("请看https://a.cn/b_c?d=1#e，报名", 14), "请看…");
        assert_eq!(cut("每天9:00~11:00开门", 8), "每天…");
    }

    #[test]
    fn a_character_of_several_is_not_cut() {
        assert_eq!(cut("好👍🏽好好", 3), "好…");
        assert_eq!(cut("一e\u{301}二三", 3), "一…");
    }
}
