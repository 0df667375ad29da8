//! What people read of all that is told: what is theirs to mend stands last, where the screen ends, and what one file has
//! too much of is folded. Programs read all of it.

use gongsheng::both;
use gongsheng::diagnostic::{Diagnostic, Severity};
use gongsheng::lang::Both;
use std::collections::BTreeMap;

/// So many warnings of a kind are told of a file one by one; those after them say the same.
const EACH: usize = 10;

/// What is printed of all that is told.
pub(super) fn folded(told: &[Diagnostic]) -> Vec<Diagnostic> {
    let (mended, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        told.iter().partition(|told| !told.is_error() && told.edit.is_some());
    let by_fix = both!("gongsheng fix 能改", "gongsheng fix mends them");
    let by_hand =
        both!("先改好前面的，再运行一次，就会列出后面的", "mend those before; run again, the others are listed");
    let mut out = fold(&mended, &by_fix);
    out.extend(fold(&others, &by_hand));
    out
}

/// What is told, with one line for the rest of what a file has too much of.
fn fold(told: &[&Diagnostic], help: &Both) -> Vec<Diagnostic> {
    let mut all: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let kind = |told: &Diagnostic| (told.severity == Severity::Warning).then_some(told.code.id);
    for told in told {
        if let (Some(place), Some(code)) = (&told.place, kind(told)) {
            *all.entry((&place.file, code)).or_default() += 1;
        }
    }
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    for told in told {
        let Some((place, code)) = told.place.as_ref().zip(kind(told)) else {
            out.push((*told).clone());
            continue;
        };
        let key = (&*place.file, code);
        let (count, nth) = (all[&key], seen.entry(key).or_insert(0));
        *nth += 1;
        // One line for one that is left would say less than itself.
        if *nth <= EACH || count == EACH + 1 {
            out.push((*told).clone());
        } else if *nth == EACH + 1 {
            out.push(Diagnostic::more(told.code, place.clone(), count - EACH).help(help.clone()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongsheng::checks::codes::{WINDOW_BACKWARDS, WRONG_WORD};
    use gongsheng::diagnostic::{Code, Text};
    use gongsheng::fields::BAD_TIME;

    fn told(file: &str, code: &'static Code, by_fix: bool) -> Diagnostic {
        let text = Text::new(file, "布署");
        let told = Diagnostic::at(code, text.place(0..6), both!("错", "wrong"));
        if by_fix { told.edit(0..6, "部署") } else { told }
    }

    fn printed(told: &[Diagnostic]) -> Vec<(String, String)> {
        let file = |told: &Diagnostic| told.place.as_ref().map(|place| place.file.to_string()).unwrap_or_default();
        folded(told).iter().map(|told| (file(told), told.message.zh.clone())).collect()
    }

    #[test]
    fn what_a_file_has_too_much_of_is_folded_and_what_is_left_to_people_stands_last() {
        let mut all = vec![told("a.md", &BAD_TIME, false), told("a.md", &WINDOW_BACKWARDS, false)];
        all.extend((0..30).map(|_| told("a.md", &WRONG_WORD, true)));
        all.extend((0..3).map(|_| told("b.md", &WRONG_WORD, true)));
        let printed = printed(&all);
        assert_eq!(printed.len(), 10 + 1 + 3 + 2);
        assert_eq!(printed[10], ("a.md".into(), "从这里起还有 20 处同样的问题：错别字".into()));
        assert_eq!(printed[13].0, "b.md");
        let last: Vec<&str> = folded(&all)[14..].iter().map(|told| told.code.id).collect();
        assert_eq!(last, ["bad-time", "window-backwards"]);
    }

    #[test]
    fn nothing_else_is_folded_or_moved() {
        for all in [
            (0..11).map(|_| told("a.md", &WRONG_WORD, true)).collect::<Vec<_>>(),
            (0..30).map(|_| told("a.md", &BAD_TIME, false)).collect(),
            (0..30).map(|n| told(&format!("{n}.md"), &WRONG_WORD, true)).collect(),
        ] {
            assert_eq!(folded(&all), all);
        }
    }
}
