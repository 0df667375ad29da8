//! Fields that hold one value in a line: text, addresses, numbers, yes and no, one of a few words.

use super::decimal::ungrouped;
use super::synonyms::{follows_from_the_clock, meant_values};
use super::*;
use crate::both;
use crate::lang::Both;
use crate::markdown::whole_address;

/// The words of flags.
pub(super) const FLAGS: [(Synonyms, bool); 2] = [
    (&["是", "对", "有", "yes", "y", "true", "on", "1"], true),
    (&["否", "不", "无", "不是", "没有", "no", "n", "false", "off", "0"], false),
];

/// What makes a number one that is not known: 100张左右, 100多人.
const ABOUT: &[&str] = &["左右", "上下", "以上", "以下", "以内", "之内", "余", "多", "约"];

fn is_about(text: &str) -> bool {
    ABOUT.iter().any(|word| text.contains(word))
}

/// How many of what: `1000`, `1,000套`, `1.5万张`. None where it is no whole number, or where what follows is no unit:
/// `30*2`, `60%`, `100张左右`, `1OO人`.
fn counted(text: &str) -> Option<Count> {
    let plain = ungrouped(text)?;
    let end = plain.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(plain.len());
    let (number, rest) = plain.split_at(end);
    let times = |word: &str, times: u32| rest.strip_prefix(word).map(|unit| (times, unit));
    let (times, unit) =
        times("万", 10_000).or_else(|| times("千", 1_000)).or_else(|| times("百", 100)).unwrap_or((1, rest));
    let is_unit = unit.chars().count() <= 4
        && !is_about(unit)
        && !begins_with_digits_in_letters(unit)
        && !unit.starts_with(['.', '-', ':', '/'])
        && !unit.contains(|c: char| c.is_ascii_digit() || matches!(c, '*' | '×' | '%'));
    let millionths = Decimal::parse(number)?.millionths().checked_mul(times.into())?;
    let number = u32::try_from(millionths / 1_000_000).ok().filter(|_| millionths % 1_000_000 == 0)?;
    is_unit.then(|| Count { number, unit: unit.to_owned() })
}

/// Whether a unit begins with letters that are typed where a digit is meant, O and l, and not with a word.
fn begins_with_digits_in_letters(unit: &str) -> bool {
    let letters = unit.bytes().take_while(u8::is_ascii_alphabetic);
    unit.starts_with('〇')
        || letters.clone().next().is_some() && letters.clone().all(|letter| b"OoIl".contains(&letter))
}

/// Text fields hold a line, not an essay.
const TEXT_MAX_CHARS: usize = 1_000;

impl Reader<'_> {
    /// Text in one line.
    pub fn text(&mut self, field: &'static Field) -> Option<String> {
        self.located(field).map(|located| located.value)
    }

    /// Text in one line with its place.
    pub fn located(&mut self, field: &'static Field) -> Option<Located<String>> {
        self.located_within(field, TEXT_MAX_CHARS, both!("缩短它，或写到正文里", "shorten it, or write it in the body"))
    }

    /// Text in one line of at most some characters; `help` says where the rest belongs.
    pub fn located_within(&mut self, field: &'static Field, most: usize, help: Both) -> Option<Located<String>> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let length = text.chars().count();
        if length > most {
            let zh = field.name();
            let en = field.name_en();
            self.wrong(
                &TEXT_TOO_LONG,
                &entry.node,
                both!(
                    "“{zh}”有{length}个字，最多{most}个字",
                    "{en} has {length} characters, at most {most} are possible"
                ),
                help,
            );
            return None;
        }
        (!text.is_empty()).then(|| Located { value: text.to_owned(), span: entry.node.span.clone() })
    }

    /// The address of a page elsewhere.
    pub fn url(&mut self, field: &'static Field) -> Option<String> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let address = whole_address(text.split(|c: char| c.is_whitespace() || c.is_control()).next().unwrap_or(text));
        let lower = address.to_ascii_lowercase();
        let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let leads = host.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']));
        if leads && address.len() == text.len() {
            return Some(text.to_owned());
        }
        let (zh, en) = (field.name(), field.name_en());
        let (message, help) = match leads {
            true => (both!("“{zh}”里除了网址还有别的", "{en} holds more than an address"), only_the(address)),
            false => (
                both!("“{zh}”应是一个网址，这里写的是“{text}”", "{en} is an address; here is “{text}”"),
                both!("写完整的网址，以 https:// 开头", "write it in full, beginning with https://"),
            ),
        };
        self.wrong(&BAD_URL, &entry.node, message, help);
        None
    }

    /// A whole number that is not negative; a unit may follow.
    pub fn count(&mut self, field: &'static Field) -> Option<Count> {
        self.count_from(
            field,
            0,
            both!(
                "用阿拉伯数字写，可以带单位，如 1000 或 1000套",
                "write it in digits, a unit may follow: 1000 or 1000套"
            ),
        )
    }

    /// A plain number above 0: a place in an order, a length of a list.
    pub fn ordinal(&mut self, field: &'static Field) -> Option<u32> {
        self.count_from(field, 1, both!("用阿拉伯数字写，如 3 或 20", "write it in digits: 3 or 20"))
            .map(|count| count.number)
    }

    /// A plain number above 0 that is not above the most that it may be.
    pub fn ordinal_to(&mut self, field: &'static Field, most: u32) -> Option<u32> {
        let number = self.ordinal(field)?;
        if number <= most {
            return Some(number);
        }
        let (zh, en) = (field.name(), field.name_en());
        let message = both!("“{zh}”最多{most}，这里写的是{number}", "{en} is at most {most}; here is {number}");
        self.tell_of(field, &BAD_NUMBER, message, both!("改成1到{most}", "make it 1 to {most}"));
        None
    }

    fn count_from(&mut self, field: &'static Field, least: u32, help: Both) -> Option<Count> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        match counted(text).filter(|count| (least..=100_000_000).contains(&count.number)) {
            Some(count) => Some(count),
            None => {
                let (zh, en) = (field.name(), field.name_en());
                let (above_zh, above_en) =
                    if least == 0 { ("不小于0", "not below 0") } else { ("大于0", "above 0") };
                self.wrong(
                    &BAD_NUMBER,
                    &entry.node,
                    both!(
                        "“{zh}”应是一个{above_zh}的整数，这里写的是“{text}”",
                        "{en} is a whole number, {above_en}; here is “{text}”"
                    ),
                    match text.starts_with(|c: char| c.is_ascii_digit()) && is_about(text) {
                        true => both!(
                            "只写一个数，如 100张；“左右”“以内”这样的话写进正文",
                            "write one number: 100张; that it is not exact belongs in the body"
                        ),
                        false => help,
                    },
                );
                None
            }
        }
    }

    /// A decimal number.
    pub fn number(&mut self, field: &'static Field) -> Option<Decimal> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let number = Decimal::parse(text);
        if number.is_none() {
            let (zh, en) = (field.name(), field.name_en());
            self.wrong(
                &BAD_NUMBER,
                &entry.node,
                both!("“{zh}”应是一个数，这里写的是“{text}”", "{en} is a number; here is “{text}”"),
                if text.contains([',', '，']) {
                    both!(
                        "小数用点，如 86.5；逗号只能每三位一个，如 1,234",
                        "write a point before the places: 86.5; a comma stands before each three digits only: 1,234"
                    )
                } else {
                    both!(
                        "用阿拉伯数字写，最多六位小数，如 86.5；没有数据就空着",
                        "write it in digits, at most six places: 86.5; leave it empty where there is no figure"
                    )
                },
            );
        }
        number
    }

    /// 是 or 否; None where it is not given.
    pub fn flag(&mut self, field: &'static Field) -> Option<bool> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let flag = chosen(text, &FLAGS);
        if flag.is_none() {
            let (zh, en) = (field.name(), field.name_en());
            self.wrong(
                &BAD_FLAG,
                &entry.node,
                both!("“{zh}”应写“是”或“否”，这里写的是“{text}”", "{en} is 是 (yes) or 否 (no); here is “{text}”"),
                both!("改成“是”或“否”", "write 是 or 否"),
            );
        }
        flag
    }

    /// What a field that holds no flag says where it is written like one.
    pub fn switched(&mut self, field: &'static Field) -> Option<bool> {
        let entry = self.take(field)?;
        chosen(entry.node.text()?.trim(), &FLAGS)
    }

    /// One of a few values. Each has the words that mean it; the first is the one that is proposed.
    pub fn choice<T: Copy>(&mut self, field: &'static Field, choices: &[(Synonyms, T)]) -> Option<T> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let found = chosen(text, choices);
        if found.is_none() {
            let (zh, en) = (field.name(), field.name_en());
            let offered = |is_meant: fn(&str) -> bool| {
                let word =
                    |words: Synonyms| words.iter().copied().find(|word| is_meant(word)).or(words.first().copied());
                choices.iter().filter_map(|(words, _)| word(words)).collect::<Vec<&str>>()
            };
            let (words, english) = (offered(|_| true).join("、"), offered(str::is_ascii).join(", "));
            self.wrong(
                &BAD_CHOICE,
                &entry.node,
                both!("“{zh}”没有“{text}”这个值", "{en} has no value “{text}”"),
                match meant_values(text).find_map(|meant| choices.iter().find(|(words, _)| words.contains(&meant))) {
                    Some((meant, _)) => {
                        let zh = meant.first().copied().unwrap_or_default();
                        let en = meant.iter().find(|word| word.is_ascii()).copied().unwrap_or(zh);
                        both!("是不是想写“{zh}”？可以写：{words}", "did you mean {en}? It can be: {english}")
                    }
                    None if field.en == "status" && follows_from_the_clock(text) => both!(
                        "这个照时间自动算，删去这一行；要写的只有：{words}",
                        "this follows from the clock: delete the line. What is written is: {english}"
                    ),
                    None => both!("可以写：{words}", "it can be: {english}"),
                },
            );
        }
        found
    }
}

/// How an address is mended that something stands behind.
pub(crate) fn only_the(address: &str) -> Both {
    both!(
        "只写“{address}”；后面的真是网址里的，就打开它，再从浏览器里复制",
        "write {address} alone; where the rest is of the address, open it and copy it from the browser"
    )
}

/// What a word means.
fn chosen<T: Copy>(text: &str, choices: &[(Synonyms, T)]) -> Option<T> {
    let means = |words: Synonyms| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    choices.iter().find(|(words, _)| means(words)).map(|&(_, value)| value)
}
