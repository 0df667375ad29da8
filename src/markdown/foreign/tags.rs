//! What tools are told in a text: tags of theirs, attributes, a table of contents.

use super::{Foreign, between, is_first_on_its_line, word};
use crate::both;
use crate::markdown::lines;

/// The tags of Hexo. What templates have besides is not told: whoever writes of them may type it.
#[rustfmt::skip]
const HEXO: &[&str] = &[
    "asset_img", "asset_link", "asset_path", "blockquote", "btn", "button", "codeblock", "endnote", "endtabs", "gist",
    "iframe", "image", "img", "label", "link", "mermaid", "note", "post_link", "post_path", "pullquote", "quote",
    "tabs", "vimeo", "youtube",
];

/// `{% asset_img a.png %}`
pub(super) fn hexo(_: &str, rest: &str) -> Option<Foreign> {
    let inside = between(rest, "{%", "%}")?;
    let name = word(inside.trim_start());
    HEXO.contains(&name).then(|| shortcode("Hexo", inside.len() + 4))
}

/// `{{< figure src="a.png" >}}`, `{{% notice %}}`
pub(super) fn hugo(_: &str, rest: &str) -> Option<Foreign> {
    let inside = between(rest, "{{<", ">}}").or_else(|| between(rest, "{{%", "%}}"))?;
    let name = word(inside.trim_start_matches([' ', '/']));
    (!name.is_empty()).then(|| shortcode("Hugo", inside.len() + 6))
}

fn shortcode(tool: &str, length: usize) -> Foreign {
    Foreign {
        length,
        message: both!("这是 {tool} 的写法，在这里会照原样显示", "this is of {tool}, and is shown as it stands"),
        help: both!(
            "图片写成 ![图里是什么](文件名)，链接写成 [文字](地址)，提示框写成“> [!提示]”；别的删去",
            "write ![what it shows](file) for an image, [text](address) for a link, `> [!提示]` for a box; delete what is something else"
        ),
        mend: None,
    }
}

/// `{width=50%}` after an image, `{#id}` after a heading.
pub(super) fn attributes(before: &str, rest: &str) -> Option<Foreign> {
    let inside = between(rest, "{", "}")?;
    let said = inside.trim_start_matches([':', ' ']);
    let name = word(said.trim_start_matches(['.', '#']));
    let value = said.strip_prefix(name).is_some_and(|after| after.starts_with('='));
    let known = ["width", "height", "style", "class", "zoom", "align", "target"].contains(&name) && value;
    let bare = said.len() == name.len() + 1 && !name.is_empty();
    let of_picture = before.ends_with(')') && (bare && said.starts_with('.') || known);
    let of_heading = bare && said.starts_with('#') && lines::last(before).starts_with('#');
    (of_picture || of_heading).then(|| Foreign {
        length: inside.len() + 2,
        message: both!(
            "大括号里的设置在这里不起作用，会照原样显示",
            "what these brackets set is not set here, and is shown as it stands"
        ),
        help: both!(
            "删去“{{{inside}}}”：大小和样子由网页的样式决定",
            "delete `{{{inside}}}`: the style sheet sees to looks"
        ),
        mend: Some(String::new()),
    })
}

/// `[TOC]`
pub(super) fn contents(before: &str, rest: &str) -> Option<Foreign> {
    let line = lines::first(rest).trim_end();
    let known = ["[toc]", "[[toc]]"].iter().any(|toc| line.eq_ignore_ascii_case(toc));
    let found = known && is_first_on_its_line(before.strip_suffix('@').unwrap_or(before));
    found.then(|| Foreign {
        length: line.len(),
        message: both!(
            "“{line}”在这里不会变成目录，会照原样显示",
            "`{line}` makes no table of contents and is shown as it stands"
        ),
        help: both!(
            "删去这一行：网页和公众号里没有目录，用小标题分段",
            "delete this line: pages have no table of contents"
        ),
        mend: (!before.ends_with('@')).then(String::new),
    })
}
