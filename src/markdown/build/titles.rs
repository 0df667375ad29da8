//! What must stand behind the mark of a box: the time of a step, `> [!进展] 2026-03-08 14:30`, and the question that an
//! answer is folded away under, `> [!问答] 别人能代领吗？`.

use super::Builder;
use super::slips::next_line;
use crate::both;
use crate::lang::Both;
use crate::markdown::boxes::Mark;
use crate::markdown::codes;
use crate::markdown::document::CalloutKind;
use crate::markdown::indent;
use crate::markdown::lines;
use crate::markdown::reserved;
use crate::when::{self, Date, Mistake};
use std::ops::Range;

impl Builder<'_, '_> {
    /// Tells of a box whose mark begins there and that lacks what must stand behind it.
    pub(super) fn check_title(&mut self, kind: CalloutKind, at: usize, mark: &Mark<'_>) {
        let rest = &self.source.text[at + mark.length..];
        let title = lines::first(rest).trim_end();
        match kind {
            CalloutKind::Progress if title.is_empty() => self.tell_without_time(at, mark),
            CalloutKind::Progress => self.check_time(at + mark.length, title),
            CalloutKind::Question if title.is_empty() => self.tell_without_question(at, mark),
            _ => {}
        }
    }

    fn tell_without_time(&mut self, at: usize, mark: &Mark<'_>) {
        let name = mark.name;
        self.teller.tell(
            &codes::BOX_UNKNOWN,
            self.source.span(&(at..at + mark.bracket)),
            both!("[!{name}] 后面没有写时间", "there is no time after [!{name}]"),
            |told| {
                told.help(both!(
                    "写上这是什么时候的事：[!{name}] 2026-03-08 14:30",
                    "say when it was: [!{name}] 2026-03-08 14:30"
                ))
            },
        );
    }

    /// A question that stands in the next line is brought behind the mark.
    fn tell_without_question(&mut self, at: usize, mark: &Mark<'_>) {
        let (name, rest) = (mark.name, &self.source.text[at + mark.bracket..]);
        let below = next_line(rest);
        let line = lines::first(below).trim_end_matches(indent::is_blank);
        let question = at + mark.bracket + rest.len() - below.len();
        let edit = line.ends_with(['？', '?']).then(|| self.source.span(&(at + mark.bracket..question)));
        self.teller.tell(
            &codes::BOX_UNKNOWN,
            self.source.span(&(at..at + mark.bracket)),
            both!("[!{name}] 后面没有写问题，回答折起来了，没人知道问的是什么", "there is no question after [!{name}]"),
            |told| {
                let told = told.help(both!(
                    "把问题写在 [!{name}] 后面，同一行：[!{name}] 别人能代领吗？",
                    "write the question after [!{name}], on its line"
                ));
                match edit {
                    Some(span) => told.edit(span, " "),
                    None => told,
                }
            },
        );
    }

    /// The time of a step that is none. It may be a span, and words may stand behind it.
    fn check_time(&mut self, at: usize, title: &str) {
        let Some((time, message, help)) = wrong_time(title) else { return };
        self.teller.tell(&codes::BOX_UNKNOWN, self.source.span(&(at + time.start..at + time.end)), message, |told| {
            told.help(help)
        });
    }
}

/// What is wrong with the time of a step, and where that stands in its title.
fn wrong_time(title: &str) -> Option<(Range<usize>, Both, Both)> {
    let time = title.trim_matches(|c: char| matches!(c, '*' | '_' | '~') || reserved::meaning(c).is_some());
    // What else begins with a mark is markup.
    if !time.starts_with(char::is_alphanumeric) {
        return None;
    }
    // The year that an entry gives is not known here: every day is in a leap year.
    // 2月30日 and 3月8日 25:00 are told wherever they stand.
    let told = |said: &str| time.contains(['日', '号']) && said.contains(['月', ':', '：']);
    let mistake = when::parse(time, Date::new(2000, 6, 1).ok()).err()?;
    match mistake {
        Mistake::NotADate { .. }
        | Mistake::NoDate { .. }
        | Mistake::YearImplausible { .. }
        | Mistake::NoSuchMonth { .. }
        | Mistake::OddHour { .. } => {}
        Mistake::NoSuchDay { ref said, .. } | Mistake::NoSuchTime { ref said, .. } if !told(said) => {}
        _ => return None,
    }
    let start = title.find(time)?;
    Some((start..start + time.len(), mistake.message(), mistake.help()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_is_none_is_wrong() {
        for title in
            ["2026-02-30 14:30", "2026-3-8 25:00", "3月8日25点", "今晚", "目前", "14:30", "**2026-13-1**", "晚上2点"]
        {
            assert!(wrong_time(title).is_some(), "{title}");
        }
        for title in [
            "2026-03-08 14:30",
            "2月29日",
            "3月8日下午",
            "3月8日—10日",
            "3月8日起",
            "2026年3月",
            "3月8日14:30 已修好",
            "**3月8日** 上午",
            "2月30日",
            "3月8日 25:00",
            "正月十五",
            "<b>3月8日</b>",
        ] {
            assert_eq!(wrong_time(title), None, "{title}");
        }
    }
}
