//! 焦点: the point of a cover that crops keep, as people say it.

use super::FOCUS;
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::fields::{BAD_CHOICE, Reader};
use crate::picture::Focus;

/// Takes the point. In the middle where nothing is said, or nothing that can be understood.
pub(super) fn read(reader: &mut Reader<'_>) -> Focus {
    let Some(typed) = reader.located(&FOCUS) else { return Focus::MIDDLE };
    if let Some(focus) = parse(&typed.value) {
        return focus;
    }
    let text = &typed.value;
    let place = reader.place_at(typed.span.clone());
    reader.tell(
        Diagnostic::at(&BAD_CHOICE, place, both!("看不懂焦点“{text}”", "the focus “{text}” is not understood")).help(
            both!(
                "写 上、下、左、右、中，或两个合起来如 左上；要更准就写从左、从上的百分比，如 30% 20%",
                "write top, bottom, left, right, centre, or two of them: top left; or from the left and the top: 30% 20%"
            ),
        ),
    );
    Focus::MIDDLE
}

#[derive(Clone, Copy)]
enum Side {
    Top,
    Bottom,
    Left,
    Right,
    Middle,
}

const WORDS: [(&[&str], Side); 5] = [
    (&["top", "上"], Side::Top),
    (&["bottom", "下"], Side::Bottom),
    (&["left", "左"], Side::Left),
    (&["right", "右"], Side::Right),
    (&["centre", "center", "middle", "中间", "居中", "中"], Side::Middle),
];

/// `左上`, `top left`, `30% 20%` (from the left, from the top).
fn parse(text: &str) -> Option<Focus> {
    let text = text.replace('％', "%").to_lowercase();
    if text.contains('%') {
        let mut parts = text.split(['%', ' ', '，', ',', '、', '\u{3000}']).filter(|part| !part.is_empty());
        let mut part = || parts.next()?.parse().ok().filter(|n| *n <= 100).map(|n: u16| n * 10);
        let (x, y) = (part()?, part()?);
        return parts.next().is_none().then_some(Focus { x, y });
    }
    let mut focus = Focus::MIDDLE;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (word, side) = WORDS
            .iter()
            .find_map(|(all, side)| all.iter().find(|word| rest.starts_with(**word)).map(|word| (word, *side)))?;
        match side {
            Side::Top => focus.y = 0,
            Side::Bottom => focus.y = 1000,
            Side::Left => focus.x = 0,
            Side::Right => focus.x = 1000,
            Side::Middle => {}
        }
        rest = rest[word.len()..].trim_start_matches([' ', '-', '\u{3000}', '边', '部', '方', '角', '面']);
    }
    Some(focus)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_said_in_words_or_in_parts_of_a_hundred() {
        let at = |x, y| Some(Focus { x, y });
        for (text, focus) in [
            ("上", at(500, 0)),
            ("左上", at(0, 0)),
            ("右下角", at(1000, 1000)),
            ("中间", at(500, 500)),
            ("top left", at(0, 0)),
            ("30% 20%", at(300, 200)),
            ("30％，20％", at(300, 200)),
            ("120% 3%", None),
            ("30%", None),
            ("人脸", None),
        ] {
            assert_eq!(parse(text), focus, "{text}");
        }
    }
}
