//! The title once more at the head of a body, as chat tools and word processors put it there: pages show it above.

use crate::both;
use crate::diagnostic::{Code, Diagnostic, Text};
use std::ops::Range;

/// It stands there too.
pub static TITLE_TWICE: Code =
    Code::warning("title-twice", "正文开头又写了标题", "the title once more at the head of the body");

/// Tells of a first line that is the title, by itself or as a heading, where anything follows.
pub(super) fn check(text: &Text, body: Range<usize>, title: &str) -> Option<Diagnostic> {
    let typed = text.text.get(body.clone())?;
    let rest = typed.trim_start();
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let behind = &rest[line.len()..];
    let following = whole_lines(behind);
    let words = letters(line.trim_start_matches('#').trim_end_matches('#'));
    let ends_there = line.starts_with('#') || is_blank(behind.lines().nth(1));
    if words.is_empty() || words != letters(title) || following.trim().is_empty() || !ends_there {
        return None;
    }
    let start = body.end - rest.len();
    let message =
        both!("正文开头又写了一遍标题，网页上有两个", "the title stands here once more, and on the page twice");
    let help = both!("删去这一行：标题写在上面的“标题”里就够了", "delete this line: the field is enough");
    let told = Diagnostic::at(&TITLE_TWICE, text.place(start..start + line.len()), message).help(help);
    Some(told.edit(body.end - whole_lines(typed).len()..body.end - following.len(), ""))
}

/// A text from its first line on that says something.
fn whole_lines(text: &str) -> &str {
    let blanks = text.len() - text.trim_start().len();
    &text[text[..blanks].rfind(['\n', '\r']).map_or(0, |end| end + 1)..]
}

/// The letters of a title, whatever is between them: spaces, and the marks of bold words.
fn letters(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace() && *c != '*').collect()
}

fn is_blank(line: Option<&str>) -> bool {
    line.is_none_or(|line| line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a body in which the title is told.
    fn mended(body: &str) -> Option<String> {
        let text = Text::new("a.md", body);
        let edit = check(&text, 0..body.len(), "“书香”读书会 通知")?.edit?;
        let mut mended = body.to_owned();
        mended.replace_range(edit.span, &edit.text);
        Some(mended)
    }

    #[test]
    fn the_title_once_more_is_told_and_taken_out() {
        for head in [
            "# “书香”读书会通知\n",
            "\n**“书香”读书会　通知**\n\n",
            "## “书香”读书会通知 ##\r\n\r\n",
            "“书香”读书会通知\n\n",
        ] {
            assert_eq!(mended(&format!("{head}定于11月。")).as_deref().map(str::trim), Some("定于11月。"), "{head}");
        }
        assert_eq!(mended("\n　　“书香”读书会通知\n\n　　定于11月。").as_deref(), Some("\n　　定于11月。"));
        assert_eq!(mended("# “书香”读书会通知\n    甲").as_deref(), Some("    甲"));
    }

    #[test]
    fn what_only_begins_like_it_stays() {
        for body in [
            "“书香”读书会通知\n已经发了。",
            "“书香”读书会通知发了。\n\n好。",
            "# “书香”读书会通知\n",
            "# 读书会\n\n好。",
            "",
        ] {
            assert_eq!(mended(body), None, "{body}");
        }
    }
}
