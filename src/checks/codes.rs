//! The stable names of what a careful editor tells.

use crate::diagnostic::Code;

/// A full identity number (GB 11643).
pub static IDENTITY_NUMBER: Code =
    Code::error("identity-number", "完整的身份证号", "a full identity number must not be published");
/// A full number of a bank card.
pub static BANK_CARD: Code =
    Code::error("bank-card", "完整的银行卡号", "a full bank card number must not be published");
/// A personal mobile number in full.
pub static MOBILE_NUMBER: Code =
    Code::error("mobile-number", "没有打码的手机号", "a personal mobile number must be masked");
/// An exception of the entry that is made use of: told in every build.
pub static PERSONAL_DATA_ALLOWED: Code = Code::notice(
    "personal-data-allowed",
    "按例外公开的个人信息",
    "personal information that is published by an exception",
);
/// An exception that says no reason.
pub static EXCEPTION_WITHOUT_REASON: Code =
    Code::warning("exception-without-reason", "例外没有写理由", "an exception without a reason does not count");
/// An exception that nothing in the entry needs.
pub static EXCEPTION_UNUSED: Code =
    Code::warning("exception-unused", "例外没有用到", "an exception that nothing needs");

/// 明天 in a notice.
pub static RELATIVE_DAY: Code =
    Code::warning("relative-day", "通知里写了“明天”之类", "a notice says tomorrow instead of a date");
/// 2月30日
pub static DATE_IMPOSSIBLE: Code = Code::warning("date-impossible", "不存在的日期", "a date that does not exist");
/// 3月15日至3月10日
pub static WINDOW_BACKWARDS: Code =
    Code::warning("window-backwards", "起止的日期前后颠倒", "a window that ends before it starts");
/// 20117年
pub static YEAR_UNLIKELY: Code = Code::warning("year-unlikely", "不可能的年份", "a year that cannot be");
/// “…“…”…”
pub static QUOTE_NESTED: Code =
    Code::warning("quote-nested", "引号里又用了双引号", "double quotation marks inside double ones");
/// “ without ”
pub static QUOTE_UNPAIRED: Code = Code::warning("quote-unpaired", "引号不成对", "a quotation mark without its partner");
/// 《…《…》…》
pub static TITLE_NESTED: Code = Code::warning("title-nested", "书名号里又用了《》", "title marks 《》 inside 《》");
/// 《 without 》
pub static TITLE_UNPAIRED: Code = Code::warning("title-unpaired", "书名号不成对", "a title mark without its partner");
/// 新时代,新工会
pub static PUNCTUATION_HALF_WIDTH: Code =
    Code::warning("punctuation-half-width", "汉字旁边用了半角标点", "half-width punctuation beside Chinese characters");
/// ，，
pub static PUNCTUATION_DOUBLED: Code =
    Code::warning("punctuation-doubled", "标点重复", "two punctuation marks where one belongs");
/// 布署
pub static WRONG_WORD: Code = Code::warning("wrong-word", "错别字", "a wrong word");
/// XX月XX日
pub static UNFILLED: Code = Code::warning("unfilled", "空着没填", "a blank that nobody filled");
/// 以下是为您撰写的通知
pub static CHATTER: Code = Code::warning("chatter", "聊天工具说的话", "what a chat tool said to whoever asked it");
/// More than anyone reads.
pub static MORE_FINDINGS: Code = Code::warning("more-findings", "还有没有列出的", "there is more than is listed");

/// Every code of this room.
pub const ALL: &[&Code] = &[
    &IDENTITY_NUMBER,
    &BANK_CARD,
    &MOBILE_NUMBER,
    &PERSONAL_DATA_ALLOWED,
    &EXCEPTION_WITHOUT_REASON,
    &EXCEPTION_UNUSED,
    &RELATIVE_DAY,
    &DATE_IMPOSSIBLE,
    &WINDOW_BACKWARDS,
    &YEAR_UNLIKELY,
    &QUOTE_NESTED,
    &QUOTE_UNPAIRED,
    &TITLE_NESTED,
    &TITLE_UNPAIRED,
    &PUNCTUATION_HALF_WIDTH,
    &PUNCTUATION_DOUBLED,
    &WRONG_WORD,
    &UNFILLED,
    &CHATTER,
    &MORE_FINDINGS,
];
