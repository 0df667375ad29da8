//! The formulas that have a name: their figures, and the sentence that says them, from one table.

use super::fixed::Fixed;
use crate::fields::Decimal;
use std::fmt::Write;

/// A formula of logarithms: `(Σ share · Σ weight · ln(x + 1))`, squared where it is a square, times a factor.
#[derive(Debug, PartialEq, Eq)]
pub struct Index {
    /// Its name: WCI.
    pub name: &'static str,
    /// Its version, as a file names it and the page prints it.
    pub version: &'static str,
    /// What makes the version different from the others, for the message that asks which.
    pub mark: (&'static str, &'static str),
    parts: &'static [Part],
    squared: bool,
    factor: Factor,
}

#[derive(Debug, PartialEq, Eq)]
struct Factor(&'static str, i64);

/// A part of a formula: 日均传播.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    name: &'static str,
    share: i64,
    per: Per,
    terms: &'static [Term],
}

/// By what the figures of a part are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Per {
    Day,
    Post,
    Nothing,
}

/// A figure in a part. The weight is in millionths.
#[derive(Debug, PartialEq, Eq)]
struct Term {
    /// The names under which the figure may stand; the first is the one that is asked for and printed.
    names: &'static [&'static str],
    weight: i64,
    tenfold: bool,
}

const DAYS: &[&str] = &["天数", "days"];
const POSTS: &[&str] = &["发文数", "篇数", "发文量", "文章数", "posts"];

const fn term(names: &'static [&'static str], weight: i64, tenfold: bool) -> Term {
    Term { names, weight, tenfold }
}

const fn part(name: &'static str, share: i64, per: Per, terms: &'static [Term]) -> Part {
    Part { name, share, per, terms }
}

macro_rules! wci {
    ($reads:literal, $wow:literal, $likes:literal $(, $shares:literal)?) => {{
        const ALL: &[Term] = &[
            term(&["阅读数", "总阅读数", "阅读量", "阅读", "reads"], $reads, false),
            term(&["在看数", "总在看数", "在看", "wow"], $wow, true),
            term(&["点赞数", "总点赞数", "点赞", "likes"], $likes, true),
            $(term(&["转发数", "总转发数", "分享数", "转发", "shares"], $shares, true),)?
        ];
        const LEAD: &[Term] = &[
            term(&["头条阅读数", "头条阅读", "lead reads"], $reads, false),
            term(&["头条在看数", "头条在看", "lead wow"], $wow, true),
            term(&["头条点赞数", "头条点赞", "lead likes"], $likes, true),
            $(term(&["头条转发数", "头条转发", "lead shares"], $shares, true),)?
        ];
        const MOST: &[Term] = &[
            term(&["最高阅读数", "最高阅读", "most reads"], $reads, false),
            term(&["最高在看数", "最高在看", "most wow"], $wow, true),
            term(&["最高点赞数", "最高点赞", "most likes"], $likes, true),
            $(term(&["最高转发数", "最高转发", "most shares"], $shares, true),)?
        ];
        &[
            part("日均", 600_000, Per::Day, ALL),
            part("篇均", 200_000, Per::Post, ALL),
            part("头条日均", 100_000, Per::Day, LEAD),
            part("最高", 100_000, Per::Nothing, MOST),
        ]
    }};
}

/// The formulas that are known. Two circulate as WCI V14.2, so a file says which. The figures of BCI are those
/// that circulate; a file may give others.
pub static INDICES: [Index; 3] = [
    Index {
        name: "WCI",
        version: "V14.2a",
        mark: ("不用转发数", "without shares"),
        parts: wci!(850_000, 90_000, 60_000),
        squared: true,
        factor: Factor("1.2 × 10", 12_000_000),
    },
    Index {
        name: "WCI",
        version: "V14.2b",
        mark: ("用转发数", "with shares"),
        parts: wci!(700_000, 90_000, 60_000, 150_000),
        squared: true,
        factor: Factor("1.2 × 10", 12_000_000),
    },
    Index {
        name: "BCI",
        version: "通行1",
        mark: ("活跃两成、传播八成", "a fifth activity, four fifths reach"),
        parts: &[
            part(
                "活跃",
                200_000,
                Per::Nothing,
                &[
                    term(&["发博数", "微博数", "发文数", "posts"], 300_000, false),
                    term(&["原创数", "原创微博数", "original"], 700_000, false),
                ],
            ),
            part(
                "传播",
                800_000,
                Per::Nothing,
                &[
                    term(&["转发数", "转发", "reposts"], 200_000, false),
                    term(&["评论数", "评论", "comments"], 200_000, false),
                    term(&["原创转发数", "原创转发", "original reposts"], 250_000, false),
                    term(&["原创评论数", "原创评论", "original comments"], 250_000, false),
                    term(&["点赞数", "点赞", "likes"], 100_000, false),
                ],
            ),
        ],
        squared: false,
        factor: Factor("160", 160_000_000),
    },
];

/// A figure that a formula wants.
pub type Wanted = &'static [&'static str];

/// Coefficients that a file gives in the place of the formula's own, by the name of the part or the figure.
pub type Changed = [(String, Decimal)];

impl Index {
    /// The version a file means, if only one is meant. `V14.2` alone may be either of two.
    pub fn find(name: &str, version: Option<&str>) -> Result<&'static Index, Vec<&'static Index>> {
        let of_name: Vec<&Index> = INDICES.iter().filter(|index| index.name.eq_ignore_ascii_case(name)).collect();
        let plain = |text: &str| text.trim().trim_start_matches(['v', 'V']).to_lowercase();
        let found = match version {
            Some(version) => of_name.iter().find(|index| plain(index.version) == plain(version)),
            None if of_name.len() == 1 => of_name.first(),
            None => None,
        };
        found.copied().ok_or(of_name)
    }

    /// The figures that it wants of each account, each once.
    pub fn wanted(&self) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = Vec::new();
        if self.parts.iter().any(|part| part.per == Per::Day) {
            wanted.push(DAYS);
        }
        if self.parts.iter().any(|part| part.per == Per::Post) {
            wanted.push(POSTS);
        }
        for term in self.parts.iter().flat_map(|part| part.terms) {
            if !wanted.contains(&term.names) {
                wanted.push(term.names);
            }
        }
        wanted
    }

    /// The names of the coefficients that a file may give.
    pub fn coefficients(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = Vec::new();
        for part in self.parts {
            names.push(part.name);
            names.extend(part.terms.iter().filter_map(|term| term.names.first().copied()));
        }
        let mut seen = Vec::new();
        names.retain(|name| {
            !seen.contains(name) && {
                seen.push(*name);
                true
            }
        });
        names
    }

    /// The score of the figures that `figure` gives. None where one is missing, days are nought, or a number
    /// does not fit. Without posts there is nothing per post: that part is nought.
    pub fn score(&self, changed: &Changed, figure: impl Fn(Wanted) -> Option<Decimal>) -> Option<Fixed> {
        let mut sum = Fixed::ZERO;
        for part in self.parts {
            let by = match part.per {
                Per::Day => Some(figure(DAYS).filter(|days| days.millionths() > 0)?),
                Per::Post => Some(figure(POSTS)?),
                Per::Nothing => None,
            };
            let mut inner = Fixed::ZERO;
            for term in part.terms {
                let value = figure(term.names)?;
                let each = match by {
                    Some(by) if by.millionths() == 0 => Fixed::ZERO,
                    Some(by) => Fixed::ratio(value, by)?,
                    None => Fixed::of(value),
                };
                let each = if term.tenfold { each.times(Fixed::of(Decimal::whole(10)))? } else { each };
                let weight = coefficient(changed, term.names.first().copied().unwrap_or_default(), term.weight);
                inner = inner.plus(each.ln_1p()?.times(Fixed::of(weight))?)?;
            }
            let share = coefficient(changed, part.name, part.share);
            sum = sum.plus(inner.times(Fixed::of(share))?)?;
        }
        let sum = if self.squared { sum.times(sum)? } else { sum };
        sum.times(Fixed::of(Decimal::from_millionths(self.factor.1)))
    }

    /// The formula in a line, and what its parts are, a line each.
    pub fn said(&self, changed: &Changed) -> Vec<String> {
        let mut first = String::new();
        for (at, part) in self.parts.iter().enumerate() {
            let plus = if at > 0 { " + " } else { "" };
            let _ = write!(first, "{plus}{}×{}", coefficient(changed, part.name, part.share), part.name);
        }
        let power = if self.squared { "²" } else { "" };
        let mut lines = vec![format!("得分 =（{first}）{power} × {}", self.factor.0)];
        for part in self.parts {
            let mut line = format!("{} = ", part.name);
            let by = match part.per {
                Per::Day => "÷天数",
                Per::Post => "÷发文数",
                Per::Nothing => "",
            };
            for (at, term) in part.terms.iter().enumerate() {
                let plus = if at > 0 { " + " } else { "" };
                let name = term.names.first().copied().unwrap_or_default();
                let ten = if term.tenfold { "×10" } else { "" };
                let weight = coefficient(changed, name, term.weight);
                let _ = write!(line, "{plus}{weight}×ln（{name}{by}{ten} + 1）");
            }
            lines.push(line);
        }
        lines
    }
}

fn coefficient(changed: &Changed, name: &str, own: i64) -> Decimal {
    changed.iter().find(|(known, _)| known == name).map_or(Decimal::from_millionths(own), |(_, given)| *given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(name: &str, version: &str, changed: &Changed, figures: &[(&str, i32)]) -> String {
        let Ok(index) = Index::find(name, Some(version)) else { return "no such formula".to_owned() };
        let figure = |names: Wanted| {
            figures.iter().find(|(name, _)| names.contains(name)).map(|(_, number)| Decimal::whole(*number))
        };
        let score = index.score(changed, figure).and_then(|score| score.round(2));
        score.map_or("无数据".to_owned(), |score| score.to_string())
    }

    /// The vector of the conventions.
    const ACCOUNT: [(&str, i32); 14] = [
        ("天数", 30),
        ("发文数", 20),
        ("阅读数", 12000),
        ("在看数", 60),
        ("点赞数", 90),
        ("转发数", 300),
        ("头条阅读数", 9000),
        ("头条在看数", 45),
        ("头条点赞数", 70),
        ("头条转发数", 240),
        ("最高阅读数", 3500),
        ("最高在看数", 12),
        ("最高点赞数", 30),
        ("最高转发数", 110),
    ];

    #[test]
    fn both_formulas_that_circulate_as_wci_give_their_vectors() {
        assert_eq!(score("WCI", "V14.2a", &[], &ACCOUNT), "409.37");
        assert_eq!(score("wci", "14.2b", &[], &ACCOUNT), "381.47");
    }

    #[test]
    fn bci_gives_its_vector() {
        let figures = [
            ("发博数", 30),
            ("原创数", 20),
            ("转发数", 200),
            ("评论数", 150),
            ("原创转发数", 100),
            ("原创评论数", 80),
            ("点赞数", 300),
        ];
        assert_eq!(score("BCI", "通行1", &[], &figures), "726.73");
        let mine = [("活跃".to_owned(), Decimal::whole(1)), ("传播".to_owned(), Decimal::whole(0))];
        // 160 × (0.3 ln 31 + 0.7 ln 21)
        assert_eq!(score("BCI", "通行1", &mine, &figures), "505.82");
    }

    #[test]
    fn a_figure_that_is_missing_is_no_nought() {
        assert_eq!(score("WCI", "V14.2a", &[], &ACCOUNT[..9]), "无数据");
        let no_days: Vec<(&str, i32)> = [("天数", 0)].into_iter().chain(ACCOUNT.into_iter().skip(1)).collect();
        assert_eq!(score("WCI", "V14.2a", &[], &no_days), "无数据");
    }

    #[test]
    fn who_posted_nothing_has_nothing_per_post() {
        let none: Vec<(&str, i32)> =
            ACCOUNT.iter().map(|&(name, number)| (name, if name == "天数" { number } else { 0 })).collect();
        assert_eq!(score("WCI", "V14.2b", &[], &none), "0");
    }

    #[test]
    fn a_version_that_may_be_two_is_asked_for() {
        let versions = |found: Result<&Index, Vec<&Index>>| match found {
            Ok(index) => vec![index.version],
            Err(all) => all.iter().map(|index| index.version).collect(),
        };
        assert_eq!(versions(Index::find("WCI", Some("V14.2"))), ["V14.2a", "V14.2b"]);
        assert_eq!(versions(Index::find("WCI", None)), ["V14.2a", "V14.2b"]);
        assert_eq!(versions(Index::find("BCI", None)), ["通行1"]);
        assert_eq!(versions(Index::find("NBI", None)), [] as [&str; 0]);
    }

    #[test]
    fn a_formula_says_itself() {
        assert_eq!(
            INDICES[1].said(&[])[..2],
            [
                "得分 =（0.6×日均 + 0.2×篇均 + 0.1×头条日均 + 0.1×最高）² × 1.2 × 10",
                "日均 = 0.7×ln（阅读数÷天数 + 1） + 0.09×ln（在看数÷天数×10 + 1） + 0.06×ln（点赞数÷天数×10 + 1） + 0.15×ln（转发数÷天数×10 + 1）",
            ]
        );
    }
}
