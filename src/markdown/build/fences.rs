//! Fences of code that nobody meant: with words beside them, which are shown nowhere, without an end, or around an
//! article, as it is copied out of a chat.

use super::{Builder, Code};
use crate::both;
use crate::markdown::cjk::has_cjk;
use crate::markdown::codes;
use crate::markdown::fence::{Fence, content};
use crate::markdown::lines;
use crate::markdown::prose::begins_chinese;
use crate::markdown::reserved::EDGE;
use std::ops::Range;

/// With what words begin or end that are not simply words.
const MARKUP: &[char] = &['*', '_', '`', '[', '<', '\\', '~'];

impl Builder<'_, '_> {
    /// A fence with what stands beside it: the language, and words, which are shown with the code.
    pub(super) fn start_fence(&mut self, info: &str, range: &Range<usize>, code: &mut Code) {
        let first = info.split_whitespace().next().unwrap_or_default();
        let is_language = !has_cjk(first);
        let words = if is_language { info.trim_start()[first.len()..].trim() } else { info.trim() };
        code.language = if is_language { first.into() } else { "".into() };
        if has_cjk(words) {
            code.text = format!("{words}\n");
        }
        let typed = &self.source.text[range.clone()];
        let line = lines::first(typed);
        if !is_closed(typed) {
            self.tell_unclosed_fence(range.start..range.start + line.len());
        } else if has_cjk(words) {
            self.tell_words(words, range.start..range.start + line.len());
        } else if is_article(first, typed) {
            self.tell_article(first, range);
        }
    }

    /// An article in a fence, where that is at least as long as all beside it: a shorter one is an example. What is named
    /// Markdown and is nearly all there is was copied with its fence.
    fn tell_article(&mut self, language: &str, range: &Range<usize>) {
        let span = self.source.span(range);
        let typed = self.teller.typed(span.clone()).trim_end();
        let span = span.start..span.start + typed.len();
        let Some((first, rest)) = typed.split_once('\n') else { return };
        let (first, last) = (first.trim_end(), rest.lines().next_back().unwrap_or_default());
        let sign = &first[..first.len().min(3)];
        let article = rest[..rest.len() - last.len()].trim_matches(['\n', '\r']);
        let (before, after) = (self.teller.before(span.start), self.teller.after(span.end));
        let beside = before.trim().len() + after.trim().len();
        if beside > article.len() {
            return;
        }
        let is_copied = !language.is_empty() && self.containers.is_empty() && beside <= article.len() / BESIDE;
        let end = if rest.contains("\r\n") { "\r\n" } else { "\n" };
        let blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
        let above = if blank(before.lines().next_back()) { "" } else { end };
        let below = if blank(after.lines().nth(1)) { "" } else { end };
        self.teller.tell(
            &codes::CODE_ODD,
            span.start..span.start + first.len(),
            both!(
                "“{sign}”里面像是文章，不是代码：网页上成了代码框，“#”“**”照原样显示",
                "what stands between the {sign} reads like an article, and is shown as code, its marks and all"
            ),
            |told| {
                let told = told
                    .help(both!("不是代码，就删去上下两行“{sign}”", "if it is no code, delete both lines with {sign}"));
                if is_copied { told.edit(span, format!("{above}{article}{below}")) } else { told }
            },
        );
    }

    fn tell_unclosed_fence(&mut self, line: Range<usize>) {
        let sign = &self.source.text[line.start..line.start + 1];
        let fence = sign.repeat(3);
        self.teller.tell(
            &codes::CODE_ODD,
            self.source.span(&line),
            both!("从这一行起，后面全成了代码，一直没有结束", "from this line on all is code: it is never ended"),
            |told| {
                told.help(both!(
                    "是代码，就在代码后面另起一行写“{fence}”；不是，就删去这一行的“{sign}”",
                    "write {fence} on a line of its own after the code; if it is none, delete each {sign} of this line"
                ))
            },
        );
    }

    /// Words beside a fence stand in the code, if they are to be seen.
    fn tell_words(&mut self, words: &str, line: Range<usize>) {
        let span = self.source.span(&line);
        let typed = self.teller.typed(span.clone());
        // In a quotation or an item, a line begins with more than its words.
        let found = typed.find(words).filter(|_| self.containers.is_empty());
        let sign: String = typed.chars().take(3).collect();
        self.teller.tell(
            &codes::CODE_ODD,
            span.clone(),
            both!("“{words}”写在了“{sign}”的后面，成了代码的一行", "`{words}` beside the {sign} is a line of the code"),
            |told| {
                let told = told.help(both!(
                    "不是代码，就写到“{sign}”的上一行；是代码，就写到下一行",
                    "write it on the line above the {sign}, or on the line below if it is code"
                ));
                match found {
                    Some(at) => {
                        let fence = typed[..at].trim_end();
                        told.edit(span.start + fence.len()..span.start + at, "\n")
                    }
                    None => told,
                }
            },
        );
    }

    /// `~~~~~~重要提醒~~~~~~`, which is no fence here.
    pub(super) fn check_divider(&mut self, at: usize, rest: &str) {
        let Some(line) = rest.strip_prefix(EDGE).filter(|line| line.starts_with("~~~")) else { return };
        let line = line.split([EDGE, '\n', '\r']).next().unwrap_or_default().trim_end();
        let at = at + EDGE.len_utf8();
        let span = self.source.span(&(at..at + line.len()));
        let words = line.trim_matches(|c: char| c == '~' || c.is_whitespace());
        let is_plain = self.containers.is_empty() && !words.contains(MARKUP);
        let (before, after) = (self.teller.before(span.start), self.teller.after(span.end));
        let end = if after.starts_with("\r\n") { "\r\n" } else { "\n" };
        let blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
        let above = if blank(before.lines().next_back()) { "" } else { end };
        let below = if blank(after.lines().nth(1)) { "" } else { end };
        self.teller.tell(
            &codes::CODE_ODD,
            span.clone(),
            both!("“~~~”是代码的记号，不能用来画线", "`~~~` begins code, and draws no line"),
            |told| {
                let told = told.help(both!(
                    "写成单独一段粗体：**{words}**；是小标题，就写“## {words}”",
                    "write a bold paragraph of its own, **{words}**, or a heading, ## {words}"
                ));
                if is_plain { told.edit(span, format!("{above}**{words}**{below}")) } else { told }
            },
        );
    }
}

/// With what sentences end.
const ENDS: [char; 3] = ['。', '！', '？'];

/// A fence may be taken away of which what stands beside it is no more than this part.
const BESIDE: usize = 4;

/// Whether a block of code is an article: it says that it is Markdown, or nothing, and holds sentences of Chinese.
fn is_article(language: &str, block: &str) -> bool {
    let is_named = ["markdown", "md"].iter().any(|name| language.eq_ignore_ascii_case(name));
    let lines = || block.lines().skip(1);
    let is_prose = |line: &&str| begins_chinese(content(line)) && line.contains(ENDS);
    let of_line = |line: &str| line.split(ENDS).filter(|sentence| has_cjk(sentence)).count();
    let sentences = || lines().filter(is_prose).map(of_line).sum::<usize>();
    is_named && lines().any(has_cjk) || language.is_empty() && sentences() > 1
}

/// Whether a block of code ends with a fence.
fn is_closed(block: &str) -> bool {
    let (first, rest) = block.split_once(['\n', '\r']).unwrap_or((block, ""));
    let last = lines::last(rest.trim_end());
    Fence::opened_by(first).is_some_and(|fence| fence.is_closed_by(content(last)))
}
