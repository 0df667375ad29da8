//! Raw HTML: what its pieces are, and what becomes of each tag.
//!
//! Nothing here makes HTML safe by cleaning it. A tag is either one of the few that have a node of ours, or
//! it is taken out; what is left is text, and text is escaped wherever it is written.

use super::document::Tag;
use crate::both;
use crate::lang::Both;
use std::ops::Range;

/// What becomes of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It has a node of ours.
    Style(Style),
    /// A line end.
    Break,
    /// It goes, and all that it holds.
    Vanish,
    /// It goes, its text stays a paragraph of its own.
    Block,
    /// It goes, its text stays, with a space before it: a cell of a table.
    Cell,
    /// It goes, its text stays.
    Drop,
}

/// A tag that has a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Strong,
    Emphasis,
    Strike,
    Tagged(Tag),
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

const VANISHING: &[&str] = &[
    "applet",
    "audio",
    "canvas",
    "embed",
    "frameset",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// What becomes of a tag of this name, in any case.
pub(super) fn fate(name: &str) -> Fate {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "b" | "strong" => Fate::Style(Style::Strong),
        "i" | "em" => Fate::Style(Style::Emphasis),
        "s" | "del" | "strike" => Fate::Style(Style::Strike),
        "u" => Fate::Style(Style::Tagged(Tag::Underline)),
        "sub" => Fate::Style(Style::Tagged(Tag::Sub)),
        "sup" => Fate::Style(Style::Tagged(Tag::Sup)),
        "mark" => Fate::Style(Style::Tagged(Tag::Mark)),
        "small" => Fate::Style(Style::Tagged(Tag::Small)),
        "kbd" => Fate::Style(Style::Tagged(Tag::Keyboard)),
        "br" => Fate::Break,
        "td" | "th" => Fate::Cell,
        name if VANISHING.binary_search(&name).is_ok() => Fate::Vanish,
        name if BLOCKS.binary_search(&name).is_ok() => Fate::Block,
        _ => Fate::Drop,
    }
}

/// Whether a tag of this name holds nothing, so that none closes it.
pub(super) fn is_void(name: &str) -> bool {
    let void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    void.iter().any(|tag| name.eq_ignore_ascii_case(tag))
}

/// How what a tag was typed for is done here.
pub(super) fn advice(name: &str) -> Both {
    match name.to_ascii_lowercase().as_str() {
        "img" => both!("图片写作 ![说明](文件名)", "write an image as ![description](file)"),
        "a" => both!("链接写作 [文字](网址)", "write a link as [text](address)"),
        "table" | "tr" | "td" | "th" | "tbody" | "thead" => {
            both!("表格用竖线“|”来写", "write a table with `|` between its cells")
        }
        "details" | "summary" => both!("折叠的问答写作 > [!问答] 问题", "write a folded answer as > [!问答] question"),
        "font" | "span" | "center" | "div" | "p" | "section" => both!(
            "删去标签就行：字体、颜色和对齐由样式表统一管",
            "delete the tag: fonts, colours and alignment are the style sheet's"
        ),
        "video" | "audio" | "iframe" | "embed" | "object" => {
            both!("视频和音频请写成链接：[文字](网址)", "write films and sound as a link: [text](address)")
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => both!("标题写作 ## 标题", "write a heading as ## heading"),
        "ul" | "ol" | "li" => both!("列表的每一条写作 - 内容", "write each point of a list as - text"),
        "hr" => both!("横线写作单独一行的 ---，上下各空一行", "write a line as --- with an empty line around it"),
        _ => both!("删去这个标签", "delete the tag"),
    }
}

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// `<!-- … -->`
    Comment,
    /// `<!…>`, `<?…?>`, `<![CDATA[…]]>`
    Declaration,
    /// `<name …>`
    Open {
        name: &'a str,
        /// Whether anything stands beside the name.
        attributes: bool,
        /// `<name/>`
        closed: bool,
    },
    /// `</name>`
    Close { name: &'a str },
}

/// The pieces of a text that are not text, in order.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// Past these nothing can end: looked for once, so that a thousand openings cost one look.
    last_tag_end: usize,
    last_comment_end: usize,
    last_cdata_end: usize,
}

impl<'a> Pieces<'a> {
    /// The pieces of a text.
    pub fn new(text: &'a str) -> Pieces<'a> {
        let last = |end: &str| text.rfind(end).unwrap_or(0);
        let (last_tag_end, last_comment_end, last_cdata_end) = (last(">"), last("-->"), last("]]>"));
        Pieces { text, at: 0, last_tag_end, last_comment_end, last_cdata_end }
    }

    /// Goes on from there.
    pub fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }

    fn may_end(&self, start: usize) -> bool {
        let rest = &self.text[start..];
        if rest.starts_with("<!--") {
            start < self.last_comment_end
        } else if rest.starts_with("<![CDATA[") {
            start < self.last_cdata_end
        } else {
            start < self.last_tag_end
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (Range<usize>, Piece<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at + self.text.get(self.at..)?.find('<')?;
            self.at = start + 1;
            if self.may_end(start)
                && let Some((length, piece)) = piece(&self.text[start..])
            {
                self.at = start + length;
                return Some((start..self.at, piece));
            }
        }
    }
}

/// The piece that a text begins with, and its length.
pub(super) fn piece(text: &str) -> Option<(usize, Piece<'_>)> {
    let rest = text.strip_prefix('<')?;
    if rest.starts_with("!--") {
        // `<!-->` and `<!--->` are whole.
        let end = if rest.starts_with("!-->") { 5 } else { text.find("-->")? + 3 };
        return Some((end, Piece::Comment));
    }
    if rest.starts_with("![CDATA[") {
        return Some((text.find("]]>")? + 3, Piece::Declaration));
    }
    if rest.starts_with(['!', '?']) {
        let end = text.find('>')? + 1;
        return Some((end, Piece::Declaration));
    }
    let (closing, body) = rest.strip_prefix('/').map_or((false, rest), |body| (true, body));
    if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = body.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(body.len());
    let (name, tail) = body.split_at(name_end);
    let end = tag_end(tail)?;
    let length = text.len() - tail.len() + end;
    if closing {
        return Some((length, Piece::Close { name }));
    }
    let inside = tail[..end].trim_end_matches('>').trim();
    let closed = inside.ends_with('/');
    Some((length, Piece::Open { name, attributes: !inside.trim_end_matches('/').trim().is_empty(), closed }))
}

/// How far a quoted attribute is believed: a quote that was never closed must not swallow the text.
const LONGEST_ATTRIBUTES: usize = 1_000;

/// Where a tag ends: after the first `>` that is not in quotes, or after the first one of all.
fn tag_end(tail: &str) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in tail.bytes().enumerate().take(LONGEST_ATTRIBUTES) {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some(index + 1),
            _ => {}
        }
    }
    tail.find('>').map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        Pieces::new(text).map(|(span, piece)| format!("{}:{:?}", &text[span], piece)).collect()
    }

    #[test]
    fn the_lists_are_in_order() {
        assert!(BLOCKS.is_sorted() && VANISHING.is_sorted());
    }

    #[test]
    fn a_tag_ends_after_its_quotes() {
        assert_eq!(
            shown("a<IMG alt='x>y' src=b.jpg onerror=\"p()\"/>c"),
            ["<IMG alt='x>y' src=b.jpg onerror=\"p()\"/>:Open { name: \"IMG\", attributes: true, closed: true }"]
        );
        assert_eq!(
            shown("<p class=\"x>字</p>"),
            ["<p class=\"x>:Open { name: \"p\", attributes: true, closed: false }", "</p>:Close { name: \"p\" }"]
        );
    }

    #[test]
    fn less_than_is_no_tag() {
        assert!(shown("3 < 5，a<汉>，<3>，<p").is_empty());
    }

    #[test]
    fn comments_and_declarations_are_whole() {
        assert_eq!(
            shown("<!-- <b> -->x<!-->y<?php a ?>z<![CDATA[<b>]]>"),
            ["<!-- <b> -->:Comment", "<!-->:Comment", "<?php a ?>:Declaration", "<![CDATA[<b>]]>:Declaration"]
        );
    }

    #[test]
    fn a_comment_that_never_ends_swallows_nothing() {
        assert_eq!(shown("<!-- 没有结束 <b>"), ["<b>:Open { name: \"b\", attributes: false, closed: false }"]);
    }

    #[test]
    fn every_tag_has_its_fate() {
        assert_eq!(fate("SCRIPT"), Fate::Vanish);
        assert_eq!(fate("Div"), Fate::Block);
        assert_eq!(fate("u"), Fate::Style(Style::Tagged(Tag::Underline)));
        assert_eq!(fate("blink"), Fate::Drop);
    }
}
