//! The fields that people type: their keys in both languages, and readers that take them from the tree of
//! keys, record every error and go on.

mod codes;
mod decimal;
mod group;
mod likely;
mod reader;
mod run_on;
mod scalar;
mod sentences;
mod synonyms;
mod time;

pub use codes::ALL as CODES;
pub use codes::*;
pub use decimal::Decimal;
pub use likely::{Likely, likely};
pub use reader::{Basis, Count, Located, Reader};
pub(crate) use scalar::only_the;
pub use sentences::sentences;
pub use time::{check_both, weekday};

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
    /// Text in one line that is no sentence: a name, an address, a code.
    Text,
    /// Text in one line that people read as one: slips of the pen are looked for in it.
    Sentence,
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
    /// A mapping whose first field names both its ends where it is written as text: `3月15日 9:00—16:00`.
    Span(&'static [&'static Field]),
    /// A list of such spans.
    Spans(&'static [&'static Field]),
    /// A mapping whose keys are the author's own.
    Free,
}

impl Form {
    /// Whether text in one line stands in it.
    pub fn is_line(self) -> bool {
        matches!(self, Form::Text | Form::Sentence)
    }
}

/// The names of fields, in both languages.
fn names(fields: &[&'static Field]) -> (String, String) {
    let (zh, en): (Vec<_>, Vec<_>) = fields.iter().map(|field| (field.zh, field.en)).unzip();
    (zh.join("、"), en.join(", "))
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

    /// The fields that stand within it.
    pub fn inner(&self) -> &'static [&'static Field] {
        match self.form {
            Form::Map(fields) | Form::Maps(fields) | Form::Span(fields) | Form::Spans(fields) => fields,
            _ => &[],
        }
    }

    /// Its name in a message: `标题（title）`.
    pub fn name(&self) -> String {
        format!("{}（{}）", self.zh, self.en)
    }

    /// Its name in an English message: `title (标题)`.
    pub fn name_en(&self) -> String {
        format!("{} ({})", self.en, self.zh)
    }
}
