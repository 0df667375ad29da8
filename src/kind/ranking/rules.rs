//! The fields of a ranking's rules: how it is scored.

use super::codes::*;
use super::formula::{INDICES, Index};
use super::score::{Formula, Normalise, Scoring, Share};
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::fields::{BAD_NUMBER, Decimal, Field, Form, Reader, Synonyms, offered};
use crate::header::fields;
use crate::lang::Both;

fields! {
    /// scoring
    SCORING = "scoring" / "计分", Form::Map(&[&FORMULA, &VERSION, &WEIGHTS, &BONUS, &PENALTY, &NORMALISE, &DAYS, &PLACES]), "计分：公式、版本等", "formula, version …";
    /// scoring: formula
    FORMULA = "formula" / "公式", Form::Text, "给定（得分由发布单位算好）、加权、WCI、BCI", "给定 (the scores are the issuer's), 加权 (a weighted sum), WCI, BCI";
    /// scoring: version
    VERSION = "version" / "版本", Form::Text, "公式的版本；WCI 要写 V14.2a（不用转发数）或 V14.2b（用转发数）", "its version; of WCI: V14.2a (without shares) or V14.2b (with)";
    /// scoring: weights
    WEIGHTS = "weights" / "权重", Form::Free, "各项数据的权重，如 答复件数: 0.5；可以接着写 越少越好", "the weight of each figure, 答复件数: 0.5; 越少越好 (less is better) may follow";
    /// scoring: bonus
    BONUS = "bonus" / "加分", Form::Free, "每1加几分，如 主动报送: 0.5；可以接着写 最多10", "points for each, 主动报送: 0.5; 最多10 (at most 10) may follow";
    /// scoring: penalty
    PENALTY = "penalty" / "扣分", Form::Free, "每1扣几分，如 迟报: 1", "points taken off for each, 迟报: 1";
    /// scoring: normalise
    NORMALISE = "normalise" / "归一", Form::Choice(const { &offered(&WAYS) }), "最大值（最大的一家100）、极差（最大的100，最小的0）、不归一", "最大值 (the largest is 100), 极差 (largest 100, smallest 0) or 不归一 (as it is)";
    /// scoring: days
    DAYS = "days" / "天数", Form::Count, "这一期有几天，WCI 用", "the days of the period, for WCI";
    /// scoring: places
    PLACES = "places" / "小数位", Form::Count, "得分四舍五入到几位小数，不写是2位，最多6位", "to how many places scores are rounded: 2 unless said, at most 6";
}

const WAYS: [(Synonyms, Normalise); 3] = [
    (&["最大值", "max"], Normalise::Max),
    (&["极差", "range", "min-max"], Normalise::Range),
    (&["不归一", "不", "none"], Normalise::None),
];

/// The rules as read, with the places of the figures that they name.
#[derive(Default)]
pub(super) struct Rules {
    pub scoring: Scoring,
    /// The name of each figure that must be one of the rows', and where it is named.
    pub named: Vec<(String, Place)>,
}

/// Takes the fields of the rules.
pub(super) fn read(reader: &mut Reader<'_>) -> Rules {
    let printed = reader.text(&FORMULA);
    let version = reader.text(&VERSION);
    let mut named = Vec::new();
    let typed = reader.pairs(&WEIGHTS).len();
    let weights = shares(reader, &WEIGHTS, &mut named);
    let bonus = shares(reader, &BONUS, &mut named);
    let penalty = shares(reader, &PENALTY, &mut named);
    let normalise = reader.choice(&NORMALISE, &WAYS);
    let days = reader.ordinal(&DAYS).and_then(|days| i32::try_from(days).ok()).map(Decimal::whole);
    let formula = formula(reader, printed.as_deref(), version.as_deref(), !weights.is_empty());
    let scoring = Scoring {
        formula: formula.unwrap_or_default(),
        printed,
        version,
        weights,
        bonus,
        penalty,
        normalise: normalise.unwrap_or_default(),
        days,
        places: places(reader),
    };
    match formula {
        None => named.clear(),
        Some(Formula::Given) => {
            unused(reader);
            named.clear();
        }
        // A weight that could not be read was told: the sum of the others says nothing.
        Some(Formula::Weighted) if typed > scoring.weights.len() => {}
        Some(Formula::Weighted) => sums_to_one(reader, &scoring),
        Some(Formula::Index(index)) => {
            unknown_coefficients(reader, index, &named[..scoring.weights.len().min(named.len())]);
            named.drain(..scoring.weights.len().min(named.len()));
        }
    }
    Rules { scoring, named }
}

/// The formula that was meant; None where that cannot be told, which was.
fn formula(reader: &mut Reader<'_>, name: Option<&str>, version: Option<&str>, weighted: bool) -> Option<Formula> {
    let name = match name {
        None => return Some(if weighted { Formula::Weighted } else { Formula::Given }),
        Some(name) => name,
    };
    if ["给定", "given"].contains(&name) {
        return Some(Formula::Given);
    }
    if ["加权", "加权求和", "加权和", "weighted"].contains(&name) {
        if !weighted {
            let message = both!("写了“{name}”，没有写权重", "{name}, and no weights");
            let help =
                both!("在“权重”下面写各项数据的名字和权重", "write the figures and their weights below “weights”");
            reader.tell_of(&FORMULA, &NO_FORMULA, message, help);
            return None;
        }
        return Some(Formula::Weighted);
    }
    match Index::find(name, version) {
        Ok(index) => Some(Formula::Index(index)),
        Err(others) => {
            let told = match others.as_slice() {
                [] => no_formula(reader, name),
                others => several_versions(reader, name, version, others),
            };
            reader.tell(told);
            None
        }
    }
}

/// What is told of a formula that nobody knows here.
fn no_formula(reader: &Reader<'_>, name: &str) -> Diagnostic {
    let near = INDICES
        .iter()
        .map(|index| index.name)
        .find(|known| strsim::damerau_levenshtein(known, &name.to_uppercase()) == 1);
    let help = match near {
        Some(near) => both!("是不是想写 {near}？", "did you mean {near}?"),
        None => both!(
            "可以写：给定、加权、WCI、BCI。别的公式先在外面算好，写“给定”，并在每个条目里写好得分",
            "it can be 给定, 加权, WCI or BCI. By another formula, work them out elsewhere, write 给定 and the score of each entry"
        ),
    };
    let message = both!("不会按“{name}”计分", "scores by “{name}” are not worked out");
    Diagnostic::at(&NO_FORMULA, reader.place(&FORMULA), message).help(help)
}

/// What is told where nothing says which of several versions is meant.
fn several_versions(reader: &Reader<'_>, name: &str, version: Option<&str>, others: &[&Index]) -> Diagnostic {
    let zh: Vec<String> = others.iter().map(|index| format!("{}（{}）", index.version, index.mark.0)).collect();
    let en: Vec<String> = others.iter().map(|index| format!("{} ({})", index.version, index.mark.1)).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let place = reader.place(if version.is_some() { &VERSION } else { &FORMULA });
    let message = match version {
        Some(version) => {
            both!("{name} 没有唯一的“{version}”版", "“{version}” is no version of {name}, or may be several")
        }
        None => both!("{name} 有几个版本，要写明用哪一个", "{name} has several versions: say which"),
    };
    let help = both!("“版本”可以写：{zh}", "“version” can be: {en}");
    Diagnostic::at(&NO_FORMULA, place, message).help(help)
}

/// Why what was typed of a figure means nothing in its field, and the mend.
fn unfit(field: &'static Field, name: &str, share: &Share) -> Option<(Both, Both)> {
    let is_weight = field.en == WEIGHTS.en;
    if is_weight && share.most.is_some() {
        return Some((
            both!("“{name}”是权重，后面不能写“最多”", "“{name}” is a weight: it takes no “最多” (at most)"),
            both!("去掉“最多”和后面的数；只有加分、扣分有最多几分", "leave it out: only bonus and penalty have a most"),
        ));
    }
    if !is_weight && share.less {
        return Some((
            both!(
                "“{name}”是加分、扣分的，后面不能写“越少越好”",
                "“{name}” is a bonus or a penalty: it takes no “越少越好”"
            ),
            both!("去掉它；要扣的写在“扣分”下面", "leave it out; what is taken off stands below “penalty”"),
        ));
    }
    (!is_weight && share.weight.is_negative()).then(|| {
        (
            both!("“{name}”每1加几分、扣几分，不能是负数", "the points for each “{name}” are not below 0"),
            both!(
                "写正数：要加的写在“加分”下面，要扣的写在“扣分”下面",
                "write it without the minus, below “bonus” or “penalty”"
            ),
        )
    })
}

/// Pairs of a figure and what it counts for.
fn shares(reader: &mut Reader<'_>, field: &'static Field, named: &mut Vec<(String, Place)>) -> Vec<(String, Share)> {
    let mut shares = Vec::new();
    for (name, value) in reader.pairs(field) {
        match Share::parse(&value.value) {
            Some(share) if let Some((message, help)) = unfit(field, &name.value, &share) => {
                let place = reader.place_at(value.span);
                reader.tell(Diagnostic::at(&BAD_NUMBER, place, message).help(help));
            }
            Some(share) => {
                named.push((name.value.clone(), reader.place_at(name.span)));
                shares.push((name.value, share));
            }
            None => {
                let (name, typed) = (&name.value, &value.value);
                let place = reader.place_at(value.span.clone());
                reader.tell(
                    Diagnostic::at(
                        &BAD_NUMBER,
                        place,
                        both!(
                            "“{name}”后面应是一个数，这里写的是“{typed}”",
                            "“{name}” wants a number; here is “{typed}”"
                        ),
                    )
                    .help(if field.en == WEIGHTS.en {
                        both!(
                            "用阿拉伯数字写，如 0.5 或 50%；后面可以写“，越少越好”",
                            "write it in digits, 0.5 or 50%; “，越少越好” (less is better) may follow"
                        )
                    } else {
                        both!(
                            "用阿拉伯数字写，如 0.5；后面可以写“，最多10”",
                            "write it in digits: 0.5; “，最多10” (at most 10) may follow"
                        )
                    }),
                );
            }
        }
    }
    shares
}

fn places(reader: &mut Reader<'_>) -> Option<u32> {
    let places = reader.count(&PLACES)?.number;
    if places > 6 {
        let message = both!("小数最多6位", "at most six places");
        reader.tell_of(&PLACES, &BAD_NUMBER, message, both!("写0到6", "write 0 to 6"));
    }
    Some(places.min(6))
}

/// Tells what is not used where the scores are given.
fn unused(reader: &mut Reader<'_>) {
    for field in [&WEIGHTS, &BONUS, &PENALTY, &NORMALISE, &DAYS, &PLACES] {
        if reader.has(field) {
            let (zh, en) = (field.zh, field.en);
            reader.tell_of(
                field,
                &UNUSED,
                both!("得分是给定的，用不到“{zh}”", "the scores are given: “{en}” is not used"),
                both!(
                    "要程序来算，把“公式”写成“加权”，去掉条目里的得分；不然删掉这一项",
                    "to have them worked out, write 加权 as the formula and remove the scores; else remove this"
                ),
            );
            return;
        }
    }
}

/// Weights of comparable figures are parts of a whole.
fn sums_to_one(reader: &mut Reader<'_>, scoring: &Scoring) {
    let sum: i64 = scoring.weights.iter().map(|(_, share)| share.weight.millionths()).fold(0, i64::saturating_add);
    if scoring.normalise == Normalise::None || sum == 1_000_000 {
        return;
    }
    let sum = Decimal::from_millionths(sum);
    reader.tell_of(
        &WEIGHTS,
        &WEIGHTS_SUM,
        both!("权重加起来是{sum}，不是1", "the weights add up to {sum}, not to 1"),
        both!(
            "改成加起来是1（或100%），满分才是100",
            "make them add up to 1 (or 100%), so that the best possible is 100"
        ),
    );
}

/// Tells coefficients that a formula does not have.
fn unknown_coefficients(reader: &mut Reader<'_>, index: &Index, named: &[(String, Place)]) {
    let known = index.coefficients();
    for (name, place) in named.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        let (all, formula) = (known.join("、"), index.name);
        reader.tell(
            Diagnostic::at(
                &NO_FIGURE,
                place.clone(),
                both!("{formula} 里没有“{name}”这个系数", "{formula} has no coefficient “{name}”"),
            )
            .help(both!(
                "可以改的系数：{all}。不改就整段去掉",
                "those that can be given: {all}; without any, remove this"
            )),
        );
    }
}
