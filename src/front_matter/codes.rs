//! The stable names of what can be wrong with front matter.

use crate::diagnostic::Code;

/// A .md file that does not begin with front matter.
pub static NO_FRONT_MATTER: Code =
    Code::error("no-front-matter", "文件开头没有字段", "the file does not begin with fields between --- lines");
/// The line around front matter is typed otherwise than `---`.
pub static FENCE: Code = Code::warning(
    "front-matter-fence",
    "分隔线不是三个减号",
    "the line around the fields is not exactly three hyphens",
);
/// The opening `---` has no closing one.
pub static UNCLOSED_FRONT_MATTER: Code =
    Code::error("unclosed-front-matter", "开头的 --- 没有收尾", "the opening --- has no closing one");

/// `标题：五一`.
pub static FULL_WIDTH_COLON: Code =
    Code::warning("full-width-colon", "字段后面是中文冒号", "a full-width colon after a field's name");
/// `title:五一`.
pub static COLON_SPACE: Code =
    Code::warning("colon-space", "冒号后面少一个空格", "no space after the colon of a field");
/// Tabs, full-width and no-break spaces where YAML knows only spaces.
pub static ODD_SPACE: Code = Code::warning(
    "odd-space",
    "制表符、全角空格等当作普通空格",
    "tabs, full-width or no-break spaces instead of spaces",
);
/// `ｔｉｔｌｅ: 五一`.
pub static FULL_WIDTH_KEY: Code =
    Code::warning("full-width-key", "字段名里有全角字母或数字", "full-width letters or digits in a field's name");
/// `— 五一`, `-五一`.
pub static LIST_DASH: Code =
    Code::warning("list-dash", "列表项前面不是减号加空格", "a list item that does not begin with a hyphen and a space");
/// `【五一，劳动】`.
pub static BRACKET_PUNCTUATION: Code = Code::warning(
    "bracket-punctuation",
    "括号里用了中文标点，或冒号后面少空格",
    "full-width punctuation in brackets, or no space after a colon there",
);
/// A backslash in double quotes that begins no escape.
pub static BACKSLASH: Code =
    Code::warning("backslash", "英文双引号里的反斜杠没有含义", "a backslash in double quotes that means nothing");

/// A line that stands further left or right than its neighbours.
pub static INDENTATION: Code =
    Code::error("indentation", "缩进与同一层的行不一样", "a line indented unlike its neighbours");
/// A line that is nothing that can be read.
pub static STRAY_LINE: Code = Code::error(
    "stray-line",
    "读不懂的一行",
    "a line that is neither a field nor a list item nor text of the line above",
);
/// A list item where no list can stand.
pub static STRAY_ITEM: Code = Code::error("stray-item", "这里不能有列表项", "a list item where no list can stand");
/// A quote without its partner.
pub static UNCLOSED_QUOTE: Code =
    Code::error("unclosed-quote", "英文引号没有收尾", "a quotation mark without its partner");
/// A bracket without its partner.
pub static UNCLOSED_BRACKET: Code = Code::error("unclosed-bracket", "括号没有收尾", "a bracket without its partner");
/// Nesting past the limit.
pub static TOO_DEEP: Code = Code::error("nested-too-deep", "层数太多", "nested too deep");
/// NUL and its kin.
pub static CONTROL_CHARACTER: Code =
    Code::error("control-character", "看不见的控制字符", "a control character, which nobody can see");
/// A list where fields are expected.
pub static NOT_FIELDS: Code =
    Code::error("not-fields", "最外层应当是字段，不是列表", "a list where fields are expected");
/// What should never happen: clean YAML that serde_yaml refuses.
pub static UNREADABLE: Code = Code::error("unreadable-fields", "字段读不懂", "the fields cannot be read");

/// Every code of this room.
pub const ALL: &[&Code] = &[
    &NO_FRONT_MATTER,
    &FENCE,
    &UNCLOSED_FRONT_MATTER,
    &FULL_WIDTH_COLON,
    &COLON_SPACE,
    &ODD_SPACE,
    &FULL_WIDTH_KEY,
    &LIST_DASH,
    &BRACKET_PUNCTUATION,
    &BACKSLASH,
    &INDENTATION,
    &STRAY_LINE,
    &STRAY_ITEM,
    &UNCLOSED_QUOTE,
    &UNCLOSED_BRACKET,
    &TOO_DEEP,
    &CONTROL_CHARACTER,
    &NOT_FIELDS,
    &UNREADABLE,
];
