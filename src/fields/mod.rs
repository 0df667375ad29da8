//! The fields that people type: their keys in both languages, and readers that take them from the tree of
//! keys, record every error and go on.

mod codes;
mod decimal;
mod group;
mod reader;
mod scalar;
mod time;

pub use codes::ALL as CODES;
pub use codes::*;
pub use decimal::Decimal;
pub use reader::{Count, Located, Reader};
pub use time::weekday;

/// One field: said once, here. The parser, `new`, the messages and the documents read it.
#[derive(Debug)]
pub struct Field {
    /// The English key.
    pub en: &'static str,
    /// The Chinese key, equal in every way.
    pub zh: &'static str,
    /// What stands in it.
    pub form: Form,
    /// What it means and how it is written, in one line: 中文, English.
    pub note: (&'static str, &'static str),
    /// Whether it must be there.
    pub required: bool,
}

/// What stands in a field.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// Text in one line.
    Text,
    /// A date, or a date and a time.
    Time,
    /// A whole number, a unit may follow.
    Count,
    /// A decimal number.
    Number,
    /// 是 or 否, by the words of [`FLAGS`].
    Flag,
    /// One of a few values.
    Choice(&'static [Synonyms]),
    /// A list of words, or text divided by 、，,; or spaces.
    Words,
    /// A mapping with fields of its own.
    Map(&'static [&'static Field]),
    /// A list of such mappings.
    Maps(&'static [&'static Field]),
    /// A mapping whose keys are the author's own.
    Free,
}

/// The words that mean one value; the first is the one that is proposed.
pub type Synonyms = &'static [&'static str];

/// The words for 是 and 否.
pub const FLAGS: &[Synonyms] = &offered(&scalar::FLAGS);

/// What a list of choices proposes, for [`Form::Choice`].
pub const fn offered<T: Copy, const N: usize>(choices: &[(Synonyms, T); N]) -> [Synonyms; N] {
    let mut words: [Synonyms; N] = [&[]; N];
    let mut at = 0;
    while at < N {
        words[at] = choices[at].0;
        at += 1;
    }
    words
}

impl Field {
    /// A field of the tables.
    pub const fn new(
        en: &'static str,
        zh: &'static str,
        form: Form,
        note_zh: &'static str,
        note_en: &'static str,
    ) -> Field {
        Field { en, zh, form, note: (note_zh, note_en), required: false }
    }

    /// The same field, where it must be there.
    pub const fn required(self) -> Field {
        Field { required: true, ..self }
    }

    /// Whether a key, as typed, is this field's.
    pub fn is(&self, key: &str) -> bool {
        key == self.zh || key.eq_ignore_ascii_case(self.en)
    }

    /// Its name in a message: `title（标题）`.
    pub fn name(&self) -> String {
        format!("{}（{}）", self.zh, self.en)
    }

    /// Its name in an English message.
    pub fn name_en(&self) -> String {
        format!("{} ({})", self.en, self.zh)
    }
}

/// Keys that people expect, and the fields that they mean.
const SYNONYMS: &[(&str, &str)] = &[
    ("发布时间", "date"),
    ("发布日期", "date"),
    ("发布人", "author"),
    ("作者单位", "author"),
    ("题目", "title"),
    ("开始时间", "starts"),
    ("活动时间", "starts"),
    ("结束时间", "ends"),
    ("活动地点", "place"),
    ("截止时间", "closes"),
    ("截止日期", "closes"),
    ("放票时间", "release"),
    ("联系人", "contact"),
    ("联系电话", "contact"),
    ("关键词", "tags"),
    ("简介", "summary"),
];

/// The field whose key is nearest to what was typed, if it is near enough to be meant.
pub fn likely(typed: &str, fields: &[&'static Field]) -> Option<&'static Field> {
    let typed = typed.to_lowercase();
    let length = typed.chars().count();
    let meant = SYNONYMS.iter().find(|(word, _)| *word == typed);
    if let Some(field) = meant.and_then(|(_, en)| fields.iter().find(|field| field.en == *en)) {
        return Some(field);
    }
    fields
        .iter()
        .flat_map(|field| [(field.en, *field), (field.zh, *field)])
        .map(|(key, field)| (strsim::damerau_levenshtein(&typed, key), key, field))
        .filter(|&(distance, key, _)| {
            let longest = length.max(key.chars().count());
            // One of two Chinese characters, or a third of a Latin word, may be wrong.
            distance * 3 <= longest || (distance == 1 && longest == 2)
        })
        // Of two that are as near, the one that stands first in the table: 标提 is 标题 before it is 标签.
        .min_by_key(|&(distance, _, _)| distance)
        .map(|(_, _, field)| field)
}

#[cfg(test)]
mod tests {
    use super::*;

    static TITLE: Field = Field::new("title", "标题", Form::Text, "", "");
    static TAGS: Field = Field::new("tags", "标签", Form::Words, "", "");
    static PLACE: Field = Field::new("place", "地点", Form::Text, "", "");

    #[test]
    fn a_key_that_is_nearly_right_names_the_right_one() {
        let fields = [&TITLE, &TAGS, &PLACE];
        let likely = |typed| likely(typed, &fields).map(|field| field.en);
        assert_eq!(likely("titel"), Some("title"));
        assert_eq!(likely("标提"), Some("title"));
        assert_eq!(likely("Place "), Some("place"));
        assert_eq!(likely("颜色"), None);
        assert_eq!(likely("x"), None);
    }
}
