//! Mistakes in rankings.

use crate::diagnostic::Code;

/// Neither groups nor entries.
pub static NO_ENTRIES: Code = Code::warning("ranking-empty", "榜单里没有条目", "a ranking without entries");
/// One account stands in a group twice.
pub static SAME_ENTRY: Code = Code::error("ranking-same-entry", "同一个账号出现两次", "an account stands in it twice");
/// A formula that is not known, or a version that may be two.
pub static NO_FORMULA: Code = Code::error("ranking-no-formula", "不知道按哪个公式计分", "a formula that is not known");
/// A weight, a bonus, a key of ties names a figure that no row has.
pub static NO_FIGURE: Code = Code::error("ranking-no-figure", "没有这一项数据", "a figure that no account has");
/// Some rows lack a figure that the formula wants.
pub static MISSING_FIGURE: Code =
    Code::warning("ranking-missing-figure", "有的账号缺数据，没有得分", "accounts that lack a figure have no score");
/// A score is typed and another worked out.
pub static SCORE_DIFFERS: Code =
    Code::warning("ranking-score-differs", "写的得分和算的不一样", "a typed score is not the one worked out");
/// Weights that are no parts of one.
pub static WEIGHTS_SUM: Code = Code::warning("ranking-weights", "权重加起来不是1", "the weights do not add up to 1");
/// Weights beside scores that are given.
pub static UNUSED: Code = Code::warning("ranking-unused", "榜单里不起作用的写法", "of no effect in a ranking");
/// One period twice.
pub static SAME_PERIOD: Code = Code::warning("ranking-same-period", "同一期有两份榜单", "two rankings for one period");
/// A number of the last period that is not the one there.
pub static PREVIOUS: Code =
    Code::warning("ranking-previous", "写的上期名次和上期榜单不符", "a previous number that the last period denies");
