//! The two languages that the program speaks.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The language of messages and help. Chinese is the language of the people who use the program;
/// English is for those who mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The language that a locale name asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`, in this order of
    /// right). Only a locale that says English is English: an unset one or `C`, as on Windows and in CI,
    /// says nothing about the reader.
    pub fn from_locale(locale: Option<&str>) -> Lang {
        match locale {
            Some(name) if name.to_ascii_lowercase().starts_with("en") => Lang::En,
            _ => Lang::Zh,
        }
    }

    /// One of two, in Chinese and in English.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// A sentence said in both languages. Which one is shown is known only where it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Both {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Both {
    /// The sentence in one of the languages.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

impl From<(&str, &str)> for Both {
    fn from((zh, en): (&str, &str)) -> Both {
        Both { zh: zh.to_owned(), en: en.to_owned() }
    }
}

impl fmt::Display for Both {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.zh)
    }
}

/// `both!("中文 {x}", "English {x}")`: one sentence, formatted in both languages.
#[macro_export]
macro_rules! both {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::lang::Both { zh: format!($zh), en: format!($en) }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_locale_that_says_english_is_english() {
        assert_eq!(Lang::from_locale(None), Lang::Zh);
        assert_eq!(Lang::from_locale(Some("C")), Lang::Zh);
        assert_eq!(Lang::from_locale(Some("C.UTF-8")), Lang::Zh);
        assert_eq!(Lang::from_locale(Some("zh_CN.UTF-8")), Lang::Zh);
        assert_eq!(Lang::from_locale(Some("en_GB.UTF-8")), Lang::En);
    }
}
