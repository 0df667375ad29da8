//! Marks of other tools: what doocs/md, mdnice, Typora, Hexo, Hugo and their like make something of, and Markdown
//! does not. Readers would get them as they were typed, so each is told; the mend is given where only one thing can
//! be meant.

use super::cjk::has_cjk;
use crate::both;
use crate::cut;
use crate::lang::Both;

/// A mark that a text begins with.
#[derive(Debug)]
pub(super) struct Foreign {
    /// How many bytes of the text are to be told.
    pub length: usize,
    pub message: Both,
    pub help: Both,
    /// What stands for them here, where that is certain.
    pub mend: Option<String>,
}

/// What a mark is looked for in: what stands before it, and what begins with it.
type Find = fn(&str, &str) -> Option<Foreign>;

/// The first byte of each mark.
const MARKS: &[(u8, Find)] = &[
    (b'=', highlight),
    (b'+', inserted),
    (b'~', below),
    (b'^', above),
    (b'!', sized),
    (b'!', embedded),
    (b'!', admonition),
    (b'?', admonition),
    (b':', container),
    (b':', emoji),
    (b'{', hexo),
    (b'{', hugo),
    (b'{', attributes),
    (b'[', contents),
    (b'[', reading),
    (b'<', slider),
    (b'$', formula),
];

/// The mark that a text begins with; `before` is what stands before it in the body. Of both no more is looked at than
/// a mark takes, for every byte of a text may begin one.
pub(super) fn at(before: &str, rest: &str) -> Option<Foreign> {
    let first = rest.as_bytes().first()?;
    let (before, rest) = (cut::tail(before, LINE), cut::head(rest, LONGEST));
    MARKS.iter().filter(|(byte, _)| byte == first).find_map(|(_, find)| find(before, rest))
}

/// Whether a mark may begin with this byte.
pub(super) fn may_begin(byte: u8) -> bool {
    MARKS.iter().any(|(first, _)| *first == byte)
}

/// Whether bytes that are rare in Chinese begin what may be a mark.
pub(super) fn may_be(rest: &[u8]) -> bool {
    match rest {
        [b'=', b'=', ..] | [b'+', b'+', ..] | [b'<', b'!', b'[', ..] | [b'$', ..] => true,
        [b'{', next, ..] => next.is_ascii(),
        [b':', next, ..] => next.is_ascii_lowercase() || *next == b'+',
        _ => false,
    }
}

/// The longest mark, in bytes; and how much of its line may stand before one.
const LONGEST: usize = 400;
const LINE: usize = 120;

/// What stands between two marks on one line.
fn between<'t>(rest: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let inside = rest.strip_prefix(open)?;
    let line = inside.lines().next().unwrap_or_default();
    let (inside, _) = line.split_once(close)?;
    (!inside.is_empty()).then_some(inside)
}

/// The same around words: `a == b`, `C++` and `i++` hold none.
fn around<'t>(before: &str, rest: &'t str, mark: &str) -> Option<&'t str> {
    let inside = between(rest, mark, mark)?;
    let after = &rest[2 * mark.len() + inside.len()..];
    let of_code = |c: char| c.is_ascii_alphanumeric() || mark.contains(c);
    // A line in a table holds several texts.
    let tight =
        !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace) && !inside.contains('|');
    let apart = !before.ends_with(of_code) && !after.starts_with(of_code) && !inside.starts_with(|c| mark.contains(c));
    (tight && apart && inside.chars().any(char::is_alphanumeric)).then_some(inside)
}

/// A name as programs have them.
fn word(text: &str) -> &str {
    &text[..text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count()]
}

fn begins_line(before: &str) -> bool {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    line.chars().all(|c| c.is_whitespace() || c == '>')
}

/// `==重点==`
fn highlight(before: &str, rest: &str) -> Option<Foreign> {
    let inside = around(before, rest, "==")?;
    Some(Foreign {
        length: inside.len() + 4,
        message: both!(
            "“==”在这里不会变成底色，会照原样显示",
            "`==` highlights nothing here and is shown as it stands"
        ),
        help: both!(
            "写成 <mark>{inside}</mark>；要粗体就把“==”换成“**”",
            "write <mark>{inside}</mark>, or `**` instead of `==` for bold"
        ),
        mend: Some(format!("<mark>{inside}</mark>")),
    })
}

/// `++下划线++`
fn inserted(before: &str, rest: &str) -> Option<Foreign> {
    let inside = around(before, rest, "++")?;
    Some(Foreign {
        length: inside.len() + 4,
        message: both!(
            "“++”在这里不会变成下划线，会照原样显示",
            "`++` underlines nothing here and is shown as it stands"
        ),
        help: both!("写成 <u>{inside}</u>", "write <u>{inside}</u>"),
        mend: Some(format!("<u>{inside}</u>")),
    })
}

/// Whether a mark may set something below or above the line: between numbers a tilde stands for to.
pub(super) fn may_be_script(before: u8, mark: u8) -> bool {
    before.is_ascii_alphabetic() && mark == b'~' || before.is_ascii_alphanumeric() && mark == b'^'
}

/// What is set below or above the line: short, and after a letter or a digit.
fn script<'t>(before: &str, rest: &'t str, mark: &str) -> Option<&'t str> {
    const SCRIPT: usize = 4;
    let inside = between(rest, mark, mark)?;
    let short = inside.len() <= SCRIPT && inside.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-'));
    let after = before.as_bytes().last().is_some_and(|&before| may_be_script(before, rest.as_bytes()[0]));
    (short && after).then_some(inside)
}

/// `H~2~O`
fn below(before: &str, rest: &str) -> Option<Foreign> {
    let inside = script(before, rest, "~")?;
    Some(Foreign {
        length: inside.len() + 2,
        message: both!(
            "“~”在这里不是下标，会照原样显示",
            "`~` sets nothing below the line here and is shown as it stands"
        ),
        help: both!("下标写成 <sub>{inside}</sub>", "write <sub>{inside}</sub>"),
        mend: Some(format!("<sub>{inside}</sub>")),
    })
}

/// `m^2^`
fn above(before: &str, rest: &str) -> Option<Foreign> {
    let inside = script(before, rest, "^")?;
    Some(Foreign {
        length: inside.len() + 2,
        message: both!(
            "“^”在这里不是上标，会照原样显示",
            "`^` sets nothing above the line here and is shown as it stands"
        ),
        help: both!("上标写成 <sup>{inside}</sup>", "write <sup>{inside}</sup>"),
        mend: Some(format!("<sup>{inside}</sup>")),
    })
}

/// Whether an address ends with the size of a picture: `a.png =300x200`.
pub(super) fn ends_with_size(address: &str) -> bool {
    address.rsplit_once(" =").is_some_and(|(_, size)| is_size(size))
}

fn is_size(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'x' | b'*' | b'%'))
}

/// `![](a.png =300x200)`, `![](a.png =300x "一张图")`
fn sized(_: &str, rest: &str) -> Option<Foreign> {
    let line = rest.strip_prefix("![")?.lines().next()?;
    let (shown, inside) = line.split_once("](")?;
    let (inside, _) = inside.split_once(')')?;
    let (address, said) = inside.rsplit_once(" =")?;
    let (size, title) = said.split_at(said.find(' ').unwrap_or(said.len()));
    let address = address.trim_end();
    (is_size(size) && !address.is_empty()).then(|| Foreign {
        length: "![](".len() + shown.len() + inside.len() + 1,
        message: both!(
            "图片的大小不能写在括号里，这张图没有显示",
            "with a size in its brackets this is no image and is not shown"
        ),
        help: both!(
            "删去“ ={size}”，图片有多宽就显示多宽，不超出屏幕",
            "delete ` ={size}`: an image is as wide as there is room"
        ),
        mend: Some(format!("![{shown}]({address}{title})")),
    })
}

/// `![[a.png]]` of Obsidian.
fn embedded(_: &str, rest: &str) -> Option<Foreign> {
    let name = between(rest, "![[", "]]")?;
    Some(Foreign {
        length: name.len() + 5,
        message: both!("“![[…]]”在这里不是图片，会照原样显示", "`![[…]]` is no image here and is shown as it stands"),
        help: both!("图片写成 ![图里是什么](文件名)", "write ![what it shows](file)"),
        mend: None,
    })
}

/// The boxes of MkDocs.
#[rustfmt::skip]
const ADMONITIONS: &[&str] = &[
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote",
    "important", "attention", "caution", "hint",
];

/// `!!! note`
fn admonition(before: &str, rest: &str) -> Option<Foreign> {
    let name = word(rest.strip_prefix("!!! ").or_else(|| rest.strip_prefix("??? "))?);
    (begins_line(before) && ADMONITIONS.contains(&name)).then(|| boxed(4 + name.len()))
}

/// `::: warning` of VuePress and markdown-it.
fn container(before: &str, rest: &str) -> Option<Foreign> {
    let after = rest.trim_start_matches(':');
    let marks = rest.len() - after.len();
    let name = word(after.trim_start_matches(' '));
    let length = rest.len() - after.trim_start_matches(' ').len() + name.len();
    (begins_line(before) && marks >= 3 && !name.is_empty()).then(|| boxed(length))
}

fn boxed(length: usize) -> Foreign {
    Foreign {
        length,
        message: both!("提示框不是这样写的，会照原样显示", "this makes no box here and is shown as it stands"),
        help: both!(
            "上面空一行，第一行写“> [!提示]”或“> [!重要]”，框里的每一行前面写“> ”，原来的记号删去",
            "after an empty line write `> [!提示]` or `> [!重要]`, begin each line in the box with `> `, and delete these marks"
        ),
        mend: None,
    }
}

/// What people most often type between colons.
const EMOJI: &[(&str, &str)] = &[
    ("+1", "👍"),
    ("bell", "🔔"),
    ("book", "📖"),
    ("bulb", "💡"),
    ("calendar", "📅"),
    ("clap", "👏"),
    ("exclamation", "❗"),
    ("fire", "🔥"),
    ("gift", "🎁"),
    ("grin", "😁"),
    ("heart", "❤️"),
    ("heart_eyes", "😍"),
    ("joy", "😂"),
    ("laughing", "😆"),
    ("loudspeaker", "📢"),
    ("memo", "📝"),
    ("muscle", "💪"),
    ("ok_hand", "👌"),
    ("phone", "☎️"),
    ("point_right", "👉"),
    ("pray", "🙏"),
    ("pushpin", "📌"),
    ("question", "❓"),
    ("rocket", "🚀"),
    ("rose", "🌹"),
    ("smile", "😄"),
    ("smiley", "😃"),
    ("sparkles", "✨"),
    ("star", "⭐"),
    ("sunny", "☀️"),
    ("tada", "🎉"),
    ("thumbsup", "👍"),
    ("trophy", "🏆"),
    ("warning", "⚠️"),
    ("white_check_mark", "✅"),
    ("x", "❌"),
];

/// `:smile:`
fn emoji(before: &str, rest: &str) -> Option<Foreign> {
    let name = between(rest, ":", ":")?;
    let (_, emoji) = EMOJI.iter().find(|(known, _)| *known == name)?;
    (!before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ':')).then(|| Foreign {
        length: name.len() + 2,
        message: both!(
            "“:{name}:”在这里不会变成表情，会照原样显示",
            "`:{name}:` is no emoji here and is shown as it stands"
        ),
        help: both!("直接写 {emoji}", "type {emoji} itself"),
        mend: Some((*emoji).to_owned()),
    })
}

/// The tags of Hexo. What templates have besides is not told: whoever writes of them may type it.
#[rustfmt::skip]
const HEXO: &[&str] = &[
    "asset_img", "asset_link", "asset_path", "blockquote", "btn", "button", "codeblock", "endnote", "endtabs", "gist",
    "iframe", "image", "img", "label", "link", "mermaid", "note", "post_link", "post_path", "pullquote", "quote",
    "tabs", "vimeo", "youtube",
];

/// `{% asset_img a.png %}`
fn hexo(_: &str, rest: &str) -> Option<Foreign> {
    let inside = between(rest, "{%", "%}")?;
    let name = word(inside.trim_start());
    HEXO.contains(&name).then(|| shortcode("Hexo", inside.len() + 4))
}

/// `{{< figure src="a.png" >}}`, `{{% notice %}}`
fn hugo(_: &str, rest: &str) -> Option<Foreign> {
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
fn attributes(before: &str, rest: &str) -> Option<Foreign> {
    let inside = between(rest, "{", "}")?;
    let said = inside.trim_start_matches([':', ' ']);
    let name = word(said.trim_start_matches(['.', '#']));
    let value = said.strip_prefix(name).is_some_and(|after| after.starts_with('='));
    let known = ["width", "height", "style", "class", "zoom", "align", "target"].contains(&name) && value;
    let bare = said.len() == name.len() + 1 && !name.is_empty();
    let of_picture = before.ends_with(')') && (bare && said.starts_with('.') || known);
    let of_heading = bare && said.starts_with('#') && before.rsplit('\n').next()?.starts_with('#');
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
fn contents(before: &str, rest: &str) -> Option<Foreign> {
    let line = rest.lines().next()?.trim_end();
    let known = ["[toc]", "[[toc]]"].iter().any(|toc| line.eq_ignore_ascii_case(toc));
    let found = known && begins_line(before.strip_suffix('@').unwrap_or(before));
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

/// `[字]{zì}`
fn reading(_: &str, rest: &str) -> Option<Foreign> {
    let word = between(rest, "[", "]{")?;
    let said = between(&rest[word.len() + 2..], "{", "}")?;
    let sound = |c: char| c.is_alphabetic() && !('\u{2e80}'..).contains(&c) || matches!(c, ' ' | '|' | '1'..='4');
    (has_cjk(word) && !word.contains('[') && said.chars().all(sound)).then(|| Foreign {
        length: word.len() + said.len() + 4,
        message: both!(
            "拼音在这里不会写到字的上面，会照原样显示",
            "a reading is not set above its word here, and is shown as it stands"
        ),
        help: both!("写在括号里：{word}（{said}）", "write it in brackets: {word}（{said}）"),
        mend: Some(format!("{word}（{said}）")),
    })
}

/// `<![](a.png),![](b.png)>` of mdnice and doocs/md.
fn slider(_: &str, rest: &str) -> Option<Foreign> {
    let line = rest.strip_prefix('<').filter(|line| line.starts_with("!["))?.lines().next()?.trim_end();
    let pictures = line.strip_suffix('>').filter(|pictures| pictures.ends_with(')'))?;
    Some(Foreign {
        length: pictures.len() + 2,
        message: both!(
            "左右滑动的图片在这里没有，“<”“,”“>”会照原样显示",
            "there are no sliding pictures here; `<`, `,` and `>` are shown as they stand"
        ),
        help: both!(
            "去掉“<”和“>”，一行写一张图，就并排显示",
            "leave out `<` and `>` and write an image a line: they stand side by side"
        ),
        mend: Some(pictures.replace("),![", ")\n![").replace(") ![", ")\n![")),
    })
}

/// `$a^2$`, `$$…$$`
fn formula(before: &str, rest: &str) -> Option<Foreign> {
    let paragraph = rest.get(2..)?.split("\n\n").next()?;
    let block = rest.strip_prefix("$$").and_then(|_| paragraph.split_once("$$"));
    let inside = match block {
        Some((inside, _)) => inside,
        None => between(rest, "$", "$")?,
    };
    let after = &rest[inside.len() + if block.is_some() { 4 } else { 2 }..];
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '$';
    let apart = !before.ends_with(of_name) && !after.starts_with(of_name);
    let tight = block.is_some() || !inside.starts_with(' ') && !inside.ends_with(' ');
    let math = inside.contains(['^', '\\', '_']) || block.is_some() && inside.contains('=');
    (apart && tight && math && !inside.contains('$')).then(|| Foreign {
        length: rest.len() - after.len(),
        message: both!("公式在这里排不出来，会照原样显示", "formulas are not set here, and are shown as they stand"),
        help: both!(
            "简单的写成文字（上标用 <sup>2</sup>，下标用 <sub>2</sub>，乘号用 ×），复杂的截成图片",
            "write simple ones as text (<sup>2</sup>, <sub>2</sub>, ×), and put others in as pictures"
        ),
        mend: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_may_begin_what_is_looked_for() {
        for text in [
            "==a==",
            "++a++",
            "{% note %}",
            "{{< a >}}",
            "{width=1}",
            "{.a}",
            "{#a}",
            ":x:",
            ":+1:",
            "<![](a)>",
            "$a^2$",
        ] {
            assert!(may_be(text.as_bytes()) && may_begin(text.as_bytes()[0]), "{text}");
        }
        for text in [": a", ":30", "://", "= a", "{甲", "<b>", "+1"] {
            assert!(!may_be(text.as_bytes()), "{text}");
        }
    }
}
