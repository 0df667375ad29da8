//! What was counted of an account, as its author typed it.

use super::read::ENTRY_METRICS;
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::fields::{BAD_NUMBER, CONTRADICTION, Decimal, Reader};
use std::collections::{BTreeMap, BTreeSet};

/// By the names of the figures, how each was typed first.
#[derive(Default)]
pub(super) struct Signs(BTreeMap<String, Firsts>);

/// The first that is a percentage, and the first that is a plain part of one.
type Firsts = (Option<Place>, Option<(Place, String)>);

impl Signs {
    /// Notes how a figure of an account was typed, and where.
    pub fn note(&mut self, name: &str, typed: &str, place: impl FnOnce() -> Place, number: Decimal) {
        let percent = typed.trim_end().ends_with(['%', '％']);
        let part = !percent && (1..=1_000_000).contains(&number.millionths());
        if !percent && !part {
            return;
        }
        if !self.0.contains_key(name) {
            self.0.insert(name.to_owned(), (None, None));
        }
        let Some((first_percent, first_part)) = self.0.get_mut(name) else { return };
        if percent {
            first_percent.get_or_insert_with(place);
        } else {
            first_part.get_or_insert_with(|| (place(), typed.trim().to_owned()));
        }
    }

    /// The figures that are percentages. Tells each that is 98.5% of one account and 0.99 of another: the sign is no part
    /// of the number, and one would count a hundred times the other.
    pub fn rates(self, reader: &mut Reader<'_>) -> BTreeSet<String> {
        let mut rates = BTreeSet::new();
        for (name, (percent, part)) in self.0 {
            let Some(percent) = percent else { continue };
            rates.insert(name.clone());
            let Some((part, typed)) = part else { continue };
            reader.tell(
                Diagnostic::at(
                    &CONTRADICTION,
                    part,
                    both!(
                        "“{name}”有的写成百分数，这里写的是{typed}，差一百倍",
                        "“{name}” is a percentage elsewhere and {typed} here: a hundred times less"
                    ),
                )
                .also(percent, both!("这里是百分数", "here it is a percentage"))
                .help(both!(
                    "写成一样的：都写百分数，如 99%，或者都写小数，如 0.99",
                    "write all alike: percentages like 99%, or parts like 0.99"
                )),
            );
        }
        rates
    }
}

/// Takes the figures of a row.
pub(super) fn metrics(reader: &mut Reader<'_>, signs: &mut Signs) -> Vec<(String, Decimal)> {
    let mut metrics = Vec::new();
    for (name, value) in reader.pairs(&ENTRY_METRICS) {
        match Decimal::parse(&value.value) {
            Some(number) if number.is_negative() => {
                let name = &name.value;
                let place = reader.place_at(value.span.clone());
                reader.tell(
                    Diagnostic::at(&BAD_NUMBER, place, both!("“{name}”不能是负数", "“{name}” is not below 0")).help(
                        both!("核对这个数；没有数据就去掉这一行", "check it; remove the line where there is no figure"),
                    ),
                );
            }
            Some(number) => {
                signs.note(&name.value, &value.value, || reader.place_at(value.span.clone()), number);
                metrics.push((name.value, number));
            }
            None => {
                let (name, typed) = (&name.value, &value.value);
                let place = reader.place_at(value.span.clone());
                reader.tell(
                    Diagnostic::at(
                        &BAD_NUMBER,
                        place,
                        both!("“{name}”应是一个数，这里写的是“{typed}”", "“{name}” is a number; here is “{typed}”"),
                    )
                    .help(both!(
                        "用阿拉伯数字写；没有数据就去掉这一行",
                        "write it in digits; remove the line where there is no figure"
                    )),
                );
            }
        }
    }
    metrics
}
