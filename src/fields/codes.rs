//! Mistakes in fields.

use crate::diagnostic::Code;

/// A key that no field has.
pub static UNKNOWN_KEY: Code = Code::error("unknown-key", "不认识的字段", "a field that does not exist");
/// A key given twice, in two languages too.
pub static DUPLICATE_KEY: Code = Code::error("duplicate-key", "同一个字段写了两次", "a field is given twice");
/// A required field is not there.
pub static MISSING_FIELD: Code = Code::error("missing-field", "缺少必填的字段", "a required field is missing");
/// Text longer than its field can hold.
pub static TEXT_TOO_LONG: Code = Code::error("text-too-long", "内容太长", "the text is too long");
/// A date or time that cannot be read.
pub static BAD_TIME: Code = Code::error("bad-time", "日期或时间有误", "a date or time is wrong");
/// A number that cannot be read, or cannot be.
pub static BAD_NUMBER: Code = Code::error("bad-number", "数字有误", "a number is wrong");
/// Neither yes nor no.
pub static BAD_FLAG: Code = Code::error("bad-flag", "应写“是”或“否”", "neither yes nor no");
/// An address that is none.
pub static BAD_URL: Code = Code::error("bad-url", "网址有误", "an address is wrong");
/// A value of the wrong shape: a list where text is meant, and so on.
pub static WRONG_SHAPE: Code = Code::error("wrong-shape", "写法不对", "a value of the wrong shape");
/// A word that is none of the few that a field knows.
pub static BAD_CHOICE: Code = Code::error("bad-choice", "不是可选的值", "not one of the values of the field");
/// Two fields that contradict each other.
pub static CONTRADICTION: Code = Code::error("contradiction", "前后矛盾", "two fields contradict each other");
/// A weekday that is not the date's.
pub static WRONG_WEEKDAY: Code = Code::warning("wrong-weekday", "星期与日期不符", "a weekday is not the date's");

/// A day without a year, that was perhaps meant of the next one.
pub static OTHER_YEAR: Code = Code::warning("other-year", "可能是另一年", "a day may be of another year");

/// All of them.
pub const ALL: &[&Code] = &[
    &UNKNOWN_KEY,
    &DUPLICATE_KEY,
    &MISSING_FIELD,
    &TEXT_TOO_LONG,
    &BAD_TIME,
    &BAD_NUMBER,
    &BAD_FLAG,
    &BAD_URL,
    &WRONG_SHAPE,
    &BAD_CHOICE,
    &CONTRADICTION,
    &WRONG_WEEKDAY,
    &OTHER_YEAR,
];
