//! The title of an entry as HTML: what is read at one glance, `3月12日`, `1000套`, is not broken at the end of a line.

use crate::escape::escape;

/// What is counted and dated in titles, where it stands behind a number.
const UNITS: &str = "年月日号时点分套张份名人个家场期讲元岁届次天位篇条项";

/// More than so many letters might not fit a line of a phone.
const MOST: usize = 12;

/// The title with its dates and counts wrapped, as HTML; empty where nothing is to be wrapped.
pub(super) fn kept(title: &str) -> String {
    let mut out = String::new();
    let mut rest = title;
    let mut wrapped = false;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (run, after) = from.split_at(run(from));
        escape(before, &mut out);
        let whole = run.contains(|c| UNITS.contains(c)) && run.chars().count() <= MOST;
        wrapped |= whole;
        out.push_str(if whole { "<span class=\"clock\">" } else { "" });
        escape(run, &mut out);
        out.push_str(if whole { "</span>" } else { "" });
        rest = after;
    }
    if !wrapped {
        return String::new();
    }
    escape(rest, &mut out);
    out
}

/// How long what begins with a digit is: numbers, each with what it counts, as long as they follow one another.
fn run(text: &str) -> usize {
    let mut digit = false;
    let more = |c: char| {
        let goes_on = c.is_ascii_digit() || digit && (",.:".contains(c) || UNITS.contains(c));
        digit = c.is_ascii_digit();
        !goes_on
    };
    text.find(more).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_a_count_are_kept_whole() {
        assert_eq!(
            kept("3月12日起发放1,000套<票>"),
            "<span class=\"clock\">3月12日</span>起发放<span class=\"clock\">1,000套</span>&lt;票&gt;"
        );
        assert_eq!(kept("第7讲"), "第<span class=\"clock\">7讲</span>");
    }

    #[test]
    fn a_title_in_which_nothing_breaks_needs_no_html() {
        assert_eq!(kept("有事找工会"), "");
        assert_eq!(kept("12351热线"), "");
        assert_eq!(kept("1月2日3月4日5月6日7月8日"), "");
    }
}
