//! Marks around words within a line.

use super::{Foreign, between};
use crate::both;
use crate::lang::Both;
use crate::markdown::cjk::has_cjk;

/// What stands between two marks around words: `a == b`, `C++` and `i++` hold none.
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

/// A mark on both sides of some text, for which HTML has a tag.
fn tagged(inside: &str, mark: &str, tag: &str, message: Both, help: Both) -> Foreign {
    let mend = Some(format!("<{tag}>{inside}</{tag}>"));
    Foreign { length: inside.len() + 2 * mark.len(), message, help, mend }
}

/// `==重点==`
pub(super) fn highlight(before: &str, rest: &str) -> Option<Foreign> {
    let inside = around(before, rest, "==")?;
    let message =
        both!("“==”在这里不会变成底色，会照原样显示", "`==` highlights nothing here and is shown as it stands");
    let help = both!(
        "写成 <mark>{inside}</mark>；要粗体就把“==”换成“**”",
        "write <mark>{inside}</mark>, or `**` instead of `==` for bold"
    );
    Some(tagged(inside, "==", "mark", message, help))
}

/// `++下划线++`
pub(super) fn inserted(before: &str, rest: &str) -> Option<Foreign> {
    let inside = around(before, rest, "++")?;
    let message =
        both!("“++”在这里不会变成下划线，会照原样显示", "`++` underlines nothing here and is shown as it stands");
    let help = both!("写成 <u>{inside}</u>", "write <u>{inside}</u>");
    Some(tagged(inside, "++", "u", message, help))
}

/// Whether a mark may set something below or above the line: between numbers a tilde stands for to.
pub(in crate::markdown) fn may_be_script(before: u8, mark: u8) -> bool {
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
pub(super) fn below(before: &str, rest: &str) -> Option<Foreign> {
    let inside = script(before, rest, "~")?;
    let message =
        both!("“~”在这里不是下标，会照原样显示", "`~` sets nothing below the line here and is shown as it stands");
    let help = both!("下标写成 <sub>{inside}</sub>", "write <sub>{inside}</sub>");
    Some(tagged(inside, "~", "sub", message, help))
}

/// `m^2^`
pub(super) fn above(before: &str, rest: &str) -> Option<Foreign> {
    let inside = script(before, rest, "^")?;
    let message =
        both!("“^”在这里不是上标，会照原样显示", "`^` sets nothing above the line here and is shown as it stands");
    let help = both!("上标写成 <sup>{inside}</sup>", "write <sup>{inside}</sup>");
    Some(tagged(inside, "^", "sup", message, help))
}

/// `[字]{zì}`
pub(super) fn reading(_: &str, rest: &str) -> Option<Foreign> {
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
