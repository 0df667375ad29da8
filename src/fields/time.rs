//! Fields that hold a time.

use super::*;
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::front_matter::Entry;
use crate::lang::Both;
use crate::when::{self, DateTime, Mistake, When};
use jiff::{SignedDuration, ToSpan};

impl<'a> Reader<'a> {
    /// A date, or a date and a time.
    pub fn time(&mut self, field: &'static Field) -> Option<When> {
        self.located_time(field).map(|located| located.value)
    }

    /// A date, or a date and a time, with its place.
    pub fn located_time(&mut self, field: &'static Field) -> Option<Located<When>> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let value = self.read(text, entry, when::parse(text, self.basis.near))?;
        Some(Located { value, span: entry.node.span.clone() })
    }

    /// The time until which something lasts: a date, or a date and a time, that may say so itself: 12月31日前.
    pub fn until(&mut self, field: &'static Field) -> Option<When> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        self.read(text, entry, when::parse_until(text, self.basis.near))
    }

    /// The time from which something is there no more. How long it is there yet is no such time: of 12月31日前 that day
    /// is the last.
    pub fn gone(&mut self, field: &'static Field) -> Option<When> {
        let text = self.typed(field);
        let near = self.basis.near;
        let (Err(_), Ok(last)) = (when::parse(text, near), when::parse_until(text, near)) else {
            return self.time(field);
        };
        let (entry, said) = (self.take(field)?, text.trim().to_owned());
        self.weekdays(text, entry);
        let gone = when::until(When::of(last.end()), when::parse_until(text, None).is_ok());
        let help = both!("到那时为止，写成“{gone}”", "if it stays until then, write {gone}");
        self.wrong(&BAD_TIME, &entry.node, Mistake::Until { said }.message(), help);
        None
    }

    /// The end of something that begins at `start`, which the field `from` says: a date or time, or just 16:00.
    pub fn end(&mut self, field: &'static Field, from: &'static Field, start: Option<When>) -> Option<When> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        self.weekdays(text, entry);
        let alone = when::parse_until(text, self.basis.near);
        let complete = when::parse_until(text, None).is_ok();
        let read = match start {
            None => when::parse_last(text, self.basis.near),
            Some(_) if complete => alone,
            // Without a year it is of the year of its begin, or of the next one: 12月31日 20:00, 1月1日 1:00.
            Some(start) => when::parse_end(text, start, self.typed(from)).or_else(|mistake| alone.map_err(|_| mistake)),
        };
        match read {
            Ok(when) => Some(when),
            Err(mistake) => {
                self.wrong(&BAD_TIME, &entry.node, mistake.message(), mistake.help());
                None
            }
        }
    }

    /// A time that may name both its ends in one field, `3月15日 9:00—16:00`.
    pub fn times(&mut self, field: &'static Field) -> (Option<When>, Option<When>) {
        let is_span = |text: &str| match when::parse(text, self.basis.near) {
            // What is one time is not two: 2017-3-15 has dashes and no end.
            Ok(_) => false,
            Err(Mistake::Span { .. }) => true,
            Err(_) => when::parse_span(text, self.basis.near).is_ok(),
        };
        let text = self.typed(field);
        if !is_span(text) {
            return (self.time(field), None);
        }
        let Some(entry) = self.take(field) else { return (None, None) };
        self.read(text, entry, when::parse_span(text, self.basis.near)).unzip()
    }

    /// The text of a field, as it was typed; nothing where it has none.
    pub fn typed(&self, field: &Field) -> &'a str {
        let entry = self.map.entries.iter().find(|entry| field.is(&entry.key));
        entry.and_then(|entry| entry.node.text()).unwrap_or_default()
    }

    /// A period that one line names, `3月16日至4月30日`, `12月31日前有效`, or two fields.
    pub fn period(&mut self, from: &'static Field, to: &'static Field) -> (Option<When>, Option<When>) {
        if !self.is_text() {
            let (begins, within) = self.times(from);
            return (begins, self.end(to, from, begins).or(within));
        }
        let Some(entry) = self.take(from) else { return (None, None) };
        let text = entry.node.text().unwrap_or_default();
        let read = when::parse_period(text, self.basis.near);
        if let Ok((None, end)) = read {
            // Of which year it is, is no question.
            self.weekdays(text, entry);
            return (None, end);
        }
        self.read(text, entry, read).unwrap_or_default()
    }

    /// The windows that one field names, `3月15日、16日 9:00—16:00`; None where it names a time, as a field does whose end
    /// stands in another.
    pub fn windows(&mut self, field: &'static Field) -> Option<Vec<(When, When)>> {
        let text = self.map.entries.iter().find(|entry| field.is(&entry.key))?.node.text()?;
        if when::parse(text, self.basis.near).is_ok() {
            return None;
        }
        let entry = self.take(field)?;
        Some(self.read(text, entry, when::parse_windows(text, self.basis.near)).unwrap_or_default())
    }

    /// What was read of a field; what is wrong or odd in it is told.
    fn read<T>(&mut self, text: &str, entry: &Entry, read: Result<T, Mistake>) -> Option<T> {
        self.weekdays(text, entry);
        self.other_year(text, entry);
        read.map_err(|mistake| self.wrong(&BAD_TIME, &entry.node, mistake.message(), mistake.help())).ok()
    }

    /// Tells a day that was perhaps meant of the next year.
    fn other_year(&mut self, text: &str, entry: &Entry) {
        let Some((near, next)) = self.basis.near.and_then(|near| Some((near, when::next_year(text, near)?))) else {
            return;
        };
        let (read, dated, next) = (near.year(), when::date(near, true), when::date(next, true));
        self.wrong(
            &OTHER_YEAR,
            &entry.node,
            both!(
                "没写年份，读作{read}年的，在这一篇的日期{dated}之前",
                "without a year it is of {read}, before the date of the entry, {dated}"
            ),
            both!(
                "如果是下一年，日子写成“{next}”；就是{read}年的，也写上年份",
                "if the next year is meant, write {next}; otherwise write {read}"
            ),
        );
    }

    /// Tells that what an entry announces was over before the entry's own day: most often it is a copy of last year's.
    pub fn over_before(&mut self, field: &'static Field, last: DateTime, message: Both) {
        // A day without a year was asked about where it stands.
        let asked = self.diagnostics.iter().any(|told| std::ptr::eq(told.code, &OTHER_YEAR));
        let Some(near) = self.basis.near.filter(|near| last <= When::of_day(*near).at() && !asked) else { return };
        let dated = when::date(near, true);
        let help = both!(
            "核对年份：这一篇的日期是{dated}；事后补发的就不用改",
            "check the year: the entry is of {dated}. Where it is published afterwards, leave it"
        );
        self.tell_of(field, &OTHER_YEAR, message, help);
    }

    /// Tells weekdays that are not the date's.
    fn weekdays(&mut self, text: &str, entry: &Entry) {
        let typed = self.text.text.get(entry.node.span.clone()).unwrap_or_default();
        for wrong in when::weekdays(text, self.basis.near) {
            // Where the value stands in the file as it was read, the caret can point at the weekday itself.
            let span = match typed.find(text) {
                Some(at) => {
                    entry.node.span.start + at + wrong.range.start..entry.node.span.start + at + wrong.range.end
                }
                None => entry.node.span.clone(),
            };
            self.diagnostics.push(weekday(&wrong, self.text.place(span)));
        }
    }
}

/// The longest that something takes of which the end lacks its 下午.
const AFTERNOON: SignedDuration = SignedDuration::from_hours(6);

/// How times are mended of which the second is not after the first: it may be an hour of the afternoon or the evening.
pub fn check_both(from: When, to: When, otherwise: Both) -> Both {
    let (hour, minute) = (to.at().hour(), to.at().minute());
    let takes = to.at().checked_add(12.hours()).map(|later| from.at().duration_until(later));
    let is_afternoon = takes.is_ok_and(|takes| takes.is_positive() && takes <= AFTERNOON);
    if !to.is_precise() || !(1..12).contains(&hour) || !is_afternoon {
        return otherwise;
    }
    let (later, Both { zh, en }) = (hour + 12, otherwise);
    both!(
        "钟点按24小时制读：下午、晚上的{hour}:{minute:02}写成“{later}:{minute:02}”；不然{zh}",
        "hours are read on the 24-hour clock: {hour}:{minute:02} in the afternoon is {later}:{minute:02}; otherwise {en}"
    )
}

/// The warning about a weekday that is not its date's.
pub fn weekday(wrong: &when::WrongWeekday, place: Place) -> Diagnostic {
    Diagnostic::at(&WRONG_WEEKDAY, place, wrong.message()).help(wrong.help())
}
