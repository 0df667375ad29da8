//! Taking fields from a tree of keys.

use super::decimal::half_width;
use super::*;
use crate::both;
use crate::diagnostic::{Code, Diagnostic, Place, Text};
use crate::front_matter::{Entry, Map, Node, Value};
use crate::lang::Both;
use crate::when::{self, When};
use jiff::civil::Date;
use serde::Serialize;
use std::ops::Range;

/// A value with the bytes where it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the decoded text of its file.
    pub span: Range<usize>,
}

/// A whole number with the unit that the author typed: 1000套.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Count {
    /// How many.
    pub number: u32,
    /// 套, 张, 人; empty when none was typed.
    pub unit: String,
}

/// Text fields hold a line, not an essay.
const TEXT_MAX_CHARS: usize = 1_000;

/// Takes fields from a mapping. Every mistake is recorded and the reading goes on; what nobody took is
/// unknown, and [`Reader::finish`] tells it.
pub struct Reader<'a> {
    map: &'a Map,
    text: &'a Text,
    known: Vec<&'static Field>,
    missing: Vec<(&'static Field, Diagnostic)>,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The date that gives 3月8日 its year.
    pub near: Option<Date>,
    /// A draft may still lack what is required.
    pub draft: bool,
    /// There are no fields at all, which was told: that each of them is missing need not be.
    pub headless: bool,
}

impl<'a> Reader<'a> {
    /// A reader of a mapping in a file.
    pub fn new(map: &'a Map, text: &'a Text, diagnostics: &'a mut Vec<Diagnostic>) -> Reader<'a> {
        Reader {
            map,
            text,
            known: Vec::new(),
            missing: Vec::new(),
            diagnostics,
            near: None,
            draft: false,
            headless: false,
        }
    }

    /// Records a diagnostic.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The place of a field's value; of the whole head where it is not given.
    pub fn place(&self, field: &Field) -> Place {
        let span = match self.map.entries.iter().find(|entry| field.is(&entry.key)) {
            Some(entry) if entry.node.value == Value::Empty => entry.key_span.clone(),
            Some(entry) => entry.node.span.clone(),
            None => self.head(),
        };
        self.text.place(span)
    }

    /// The place of some bytes of the file.
    pub fn place_at(&self, span: Range<usize>) -> Place {
        self.text.place(span)
    }

    /// Where a missing field is told: the first key, for the whole of a mapping says too much.
    fn head(&self) -> Range<usize> {
        self.map.entries.first().map(|entry| entry.key_span.clone()).unwrap_or(self.map.span.clone())
    }

    /// The one entry of a field; one that was left empty, all fields within it too, counts as not given.
    fn take(&mut self, field: &'static Field) -> Option<&'a Entry> {
        self.known.push(field);
        let mut entries = self.map.entries.iter().filter(|entry| field.is(&entry.key));
        let first = entries.next();
        let again: Vec<&Entry> = entries.collect();
        for other in again {
            if let Some(first) = first {
                let (zh, en) = (field.name(), field.name_en());
                self.diagnostics.push(
                    Diagnostic::at(
                        &DUPLICATE_KEY,
                        self.text.place(other.key_span.clone()),
                        both!("“{zh}”写了两次", "{en} is given twice"),
                    )
                    .also(self.text.place(first.key_span.clone()), both!("第一次在这里", "the first one is here"))
                    .help(both!(
                        "两处只留一处（中文和英文字段名是同一个字段）",
                        "keep one of them (the Chinese and the English key are the same field)"
                    )),
                );
            }
        }
        first.filter(|entry| !is_blank(&entry.node))
    }

    /// Tells a mistake at a value.
    fn wrong(&mut self, code: &'static Code, node: &Node, message: Both, help: Both) {
        self.diagnostics.push(Diagnostic::at(code, self.text.place(node.span.clone()), message).help(help));
    }

    fn scalar(&mut self, field: &'static Field, entry: &'a Entry) -> Option<&'a str> {
        if let Some(text) = entry.node.text() {
            return Some(text.trim());
        }
        let (zh, en) = (field.name(), field.name_en());
        self.wrong(
            &WRONG_SHAPE,
            &entry.node,
            both!("“{zh}”应是一行文字，这里却是多项", "{en} is a line of text, but here is a list or a group"),
            {
                let (zh, en) = (field.zh, field.en);
                both!("写成一行：{zh}: …", "write it in one line: {en}: …")
            },
        );
        None
    }

    /// Tells that a required field is not there, unless it turns out to be there under a wrong key.
    pub fn missing(&mut self, field: &'static Field) {
        let (zh, en) = (field.name(), field.name_en());
        let place = match self.map.entries.iter().find(|entry| field.is(&entry.key)) {
            Some(entry) => self.text.place(entry.key_span.clone()),
            None => self.text.place(self.head()),
        };
        let ((note_zh, note_en), (key_zh, key_en)) = (field.note, (field.zh, field.en));
        let help = match self.map.entries.iter().find(|entry| field.is(&entry.key)) {
            Some(entry) => {
                let key = &entry.key;
                both!("在“{key}:”后面写上。{note_zh}", "write it behind “{key}:”. {note_en}")
            }
            None => both!("加一行“{key_zh}: …”。{note_zh}", "add a line “{key_en}: …”. {note_en}"),
        };
        let told = Diagnostic::at(&MISSING_FIELD, place, both!("缺少“{zh}”", "{en} is missing")).help(help);
        self.missing.push((field, told));
    }

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

    /// Text that must be there.
    pub fn required(&mut self, field: &'static Field) -> Option<String> {
        let told = self.diagnostics.len();
        let value = self.text(field);
        if value.is_none() && self.diagnostics.len() == told {
            self.missing(field);
        }
        value
    }

    /// A date, or a date and a time.
    pub fn time(&mut self, field: &'static Field) -> Option<When> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        self.weekdays(text, entry);
        match when::parse(text, self.near) {
            Ok(when) => Some(when),
            Err(mistake) => {
                self.wrong(&BAD_TIME, &entry.node, mistake.message(), mistake.help());
                None
            }
        }
    }

    /// The end of something that begins at `start`: a date or time, or just 16:00.
    pub fn end(&mut self, field: &'static Field, start: Option<When>) -> Option<When> {
        let Some(start) = start else { return self.time(field) };
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        self.weekdays(text, entry);
        match when::parse(text, self.near).or_else(|mistake| when::parse_end(text, start).map_err(|_| mistake)) {
            Ok(when) => Some(when),
            Err(mistake) => {
                self.wrong(&BAD_TIME, &entry.node, mistake.message(), mistake.help());
                None
            }
        }
    }

    /// A date or time that must be there.
    pub fn required_time(&mut self, field: &'static Field) -> Option<When> {
        let told = self.diagnostics.len();
        let value = self.time(field);
        if value.is_none() && self.diagnostics.len() == told {
            self.missing(field);
        }
        value
    }

    /// A time that may name both its ends in one field, `3月15日 9:00—16:00`; it must be there.
    pub fn required_times(&mut self, field: &'static Field) -> (Option<When>, Option<When>) {
        let both_ends = |near| {
            let entry = self.map.entries.iter().find(|entry| field.is(&entry.key))?;
            let text = entry.node.text()?;
            // What is one time is not two: 2017-3-15 has dashes and no end.
            when::parse(text, near).is_err().then(|| when::parse_span(text, near).ok())?
        };
        match both_ends(self.near) {
            Some((from, to)) => {
                if let Some(entry) = self.take(field) {
                    self.weekdays(entry.node.text().unwrap_or_default(), entry);
                }
                (Some(from), Some(to))
            }
            None => (self.required_time(field), None),
        }
    }

    /// The address of a page elsewhere.
    pub fn url(&mut self, field: &'static Field) -> Option<String> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let lower = text.to_ascii_lowercase();
        let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let fine = host.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
            && !text.contains(|c: char| c.is_whitespace() || c.is_control());
        if fine {
            return Some(text.to_owned());
        }
        let (zh, en) = (field.name(), field.name_en());
        self.wrong(
            &BAD_URL,
            &entry.node,
            both!("“{zh}”应是一个网址，这里写的是“{text}”", "{en} is an address; here is “{text}”"),
            both!("写完整的网址，以 https:// 开头", "write it in full, beginning with https://"),
        );
        None
    }

    /// Tells weekdays that are not the date's.
    fn weekdays(&mut self, text: &str, entry: &Entry) {
        let typed = self.text.text.get(entry.node.span.clone()).unwrap_or_default();
        for wrong in when::weekdays(text, self.near) {
            // Where the value stands in the file as it was read, the caret can point at the weekday itself.
            let span = match typed.find(text) {
                Some(at) => {
                    entry.node.span.start + at + wrong.range.start..entry.node.span.start + at + wrong.range.end
                }
                None => entry.node.span.clone(),
            };
            self.diagnostics.push(weekday(&wrong, self.text.place(span)));
        }
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

    fn count_from(&mut self, field: &'static Field, least: u32, help: Both) -> Option<Count> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let plain: String = text.chars().map(half_width).filter(|&c| c != ',').collect();
        let digits = plain.chars().take_while(char::is_ascii_digit).count();
        let (number, unit) = plain.split_at(digits);
        let unit = unit.trim();
        let number = number.parse::<u32>().ok().filter(|n| (least..=100_000_000).contains(n));
        match number {
            Some(number) if unit.chars().count() <= 4 && !unit.starts_with(['.', '-', ':', '/']) => {
                Some(Count { number, unit: unit.to_owned() })
            }
            _ => {
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
                    help,
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
                both!(
                    "用阿拉伯数字写，最多六位小数，如 86.5；没有数据就空着",
                    "write it in digits, at most six places: 86.5; leave it empty where there is no figure"
                ),
            );
        }
        number
    }

    /// 是 or 否; None where it is not given.
    pub fn flag(&mut self, field: &'static Field) -> Option<bool> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        match text.to_ascii_lowercase().as_str() {
            "是" | "对" | "有" | "yes" | "y" | "true" | "on" | "1" => Some(true),
            "否" | "不" | "无" | "不是" | "没有" | "no" | "n" | "false" | "off" | "0" => Some(false),
            _ => {
                let zh = field.name();
                let en = field.name_en();
                self.wrong(
                    &BAD_FLAG,
                    &entry.node,
                    both!("“{zh}”应写“是”或“否”，这里写的是“{text}”", "{en} is 是 (yes) or 否 (no); here is “{text}”"),
                    both!("改成“是”或“否”", "write 是 or 否"),
                );
                None
            }
        }
    }

    /// One of a few values. Each has the words that mean it; the first is the one that is proposed.
    pub fn choice<T: Copy>(&mut self, field: &'static Field, choices: &[(&[&str], T)]) -> Option<T> {
        let entry = self.take(field)?;
        let text = self.scalar(field, entry)?;
        let means = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        let found = choices.iter().find(|(words, _)| means(words)).map(|&(_, value)| value);
        if found.is_none() {
            let (zh, en) = (field.name(), field.name_en());
            let words: Vec<&str> = choices.iter().filter_map(|(words, _)| words.first().copied()).collect();
            let words = words.join("、");
            self.wrong(
                &BAD_CHOICE,
                &entry.node,
                both!("“{zh}”没有“{text}”这个值", "{en} has no value “{text}”"),
                both!("可以写：{words}", "it can be: {words}"),
            );
        }
        found
    }

    /// A list of words, or text divided by 、，,; or spaces.
    pub fn words(&mut self, field: &'static Field) -> Vec<Located<String>> {
        let Some(entry) = self.take(field) else { return Vec::new() };
        match &entry.node.value {
            Value::Text(text) => {
                let divides = |c: char| matches!(c, '、' | '，' | ',' | ';' | '；' | ' ' | '\u{3000}' | '\t');
                let typed = self.text.text.get(entry.node.span.clone()).unwrap_or_default();
                // Where the value stands in the file as it was read, each word has its own place.
                let begin = typed.find(text.as_str()).map(|at| entry.node.span.start + at);
                let words = text.split(divides).filter(|word| !word.is_empty());
                let located = |word: &str| {
                    let at = word.as_ptr() as usize - text.as_ptr() as usize;
                    let span = begin.map_or(entry.node.span.clone(), |begin| begin + at..begin + at + word.len());
                    Located { value: word.to_owned(), span }
                };
                words.map(located).collect()
            }
            Value::List(nodes) => nodes.iter().filter_map(|node| self.word(field, node)).collect(),
            _ => {
                self.scalar(field, entry);
                Vec::new()
            }
        }
    }

    fn word(&mut self, field: &'static Field, node: &Node) -> Option<Located<String>> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => {
                Some(Located { value: text.trim().to_owned(), span: node.span.clone() })
            }
            Value::Text(_) | Value::Empty => None,
            _ => {
                let (zh, en) = (field.name(), field.name_en());
                self.wrong(
                    &WRONG_SHAPE,
                    node,
                    both!("“{zh}”的每一项应是一个词", "each item of {en} is a word"),
                    both!("每行写一个：- 词", "write one a line: - word"),
                );
                None
            }
        }
    }

    /// A mapping with fields of its own, read by `read`.
    pub fn map<T>(&mut self, field: &'static Field, read: impl FnOnce(&mut Reader<'_>) -> T) -> Option<T> {
        let entry = self.take(field)?;
        match &entry.node.value {
            Value::Map(map) => Some(self.inside(map, read)),
            _ => {
                self.not_a_map(field, &entry.node);
                None
            }
        }
    }

    /// Whether something was filled in for a field, right or wrong.
    pub fn has(&self, field: &Field) -> bool {
        self.map.entries.iter().any(|entry| field.is(&entry.key) && !is_blank(&entry.node))
    }

    /// Whether a field holds a mapping, where it may also hold text.
    pub fn is_map(&self, field: &Field) -> bool {
        let entry = self.map.entries.iter().find(|entry| field.is(&entry.key));
        entry.is_some_and(|entry| matches!(entry.node.value, Value::Map(_)))
    }

    /// A list of mappings, each read by `read`. A single mapping counts as a list of one.
    pub fn maps<T>(&mut self, field: &'static Field, mut read: impl FnMut(&mut Reader<'_>) -> T) -> Vec<Located<T>> {
        let Some(entry) = self.take(field) else { return Vec::new() };
        let nodes = match &entry.node.value {
            Value::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(&entry.node),
        };
        let mut all = Vec::with_capacity(nodes.len());
        for node in nodes {
            match &node.value {
                Value::Map(map) => all.push(Located { value: self.inside(map, &mut read), span: node.span.clone() }),
                Value::Empty => {}
                _ => self.not_a_map(field, node),
            }
        }
        all
    }

    fn inside<T>(&mut self, map: &Map, read: impl FnOnce(&mut Reader<'_>) -> T) -> T {
        let mut inner = Reader::new(map, self.text, self.diagnostics);
        inner.near = self.near;
        inner.draft = self.draft;
        let value = read(&mut inner);
        inner.finish();
        value
    }

    fn not_a_map(&mut self, field: &'static Field, node: &Node) {
        let (zh, en) = (field.name(), field.name_en());
        let help = match field.form {
            Form::Maps(inner) => {
                // An item is known by its name, not by its id.
                let first = inner.iter().find(|field| field.en != "id").map_or("…", |field| field.zh);
                both!("每一项从 - 开始写：- {first}: …", "each begins with a dash: - {first}: …")
            }
            Form::Map(inner) => {
                let names: Vec<&str> = inner.iter().map(|field| field.zh).collect();
                let names = names.join("、");
                both!("另起行，缩进两格再写：{names}", "begin a new line, indent by two, then: {names}")
            }
            _ => {
                let example = field.note.0.split_once('如').map_or("名字: 值", |(_, example)| example.trim());
                both!("另起行，缩进两格再写，如“{example}”", "begin a new line, indent by two: {example}")
            }
        };
        self.wrong(
            &WRONG_SHAPE,
            node,
            both!("“{zh}”下面应分行写它的各项", "{en} has fields of its own, a line each"),
            help,
        );
    }

    /// A mapping whose keys are the author's own: pairs of key and text.
    pub fn pairs(&mut self, field: &'static Field) -> Vec<(Located<String>, Located<String>)> {
        let Some(entry) = self.take(field) else { return Vec::new() };
        let Value::Map(map) = &entry.node.value else {
            self.not_a_map(field, &entry.node);
            return Vec::new();
        };
        let mut pairs = Vec::with_capacity(map.entries.len());
        for inner in &map.entries {
            if let Some(value) = self.word(field, &inner.node) {
                pairs.push((Located { value: inner.key.clone(), span: inner.key_span.clone() }, value));
            }
        }
        pairs
    }

    /// Tells every key that nobody took, with the likely one: a field that is not given yet, if one is near.
    pub fn finish(mut self) {
        let given = |field: &Field| self.map.entries.iter().any(|entry| field.is(&entry.key));
        let open: Vec<&'static Field> = self.known.iter().copied().filter(|field| !given(field)).collect();
        for entry in &self.map.entries {
            if self.known.iter().any(|field| field.is(&entry.key)) {
                continue;
            }
            let key = &entry.key;
            let told = Diagnostic::at(
                &UNKNOWN_KEY,
                self.text.place(entry.key_span.clone()),
                both!("不认识的字段“{key}”", "there is no field “{key}”"),
            );
            let told = match likely(key, &open).or_else(|| likely(key, &self.known)) {
                Some(field) => {
                    self.missing.retain(|(missing, _)| !std::ptr::eq(*missing, field));
                    let (zh, en) = (field.zh, field.en);
                    told.help(both!("是不是想写“{zh}”（{en}）？", "did you mean “{en}” ({zh})?"))
                }
                None => {
                    let names: Vec<&str> = self.known.iter().map(|field| field.zh).collect();
                    let names = names.join("、");
                    told.help(both!("这里可以写的字段：{names}", "the fields here are: {names}"))
                }
            };
            self.diagnostics.push(told);
        }
        // A draft may lack what it wants, until it is one no more.
        if !self.headless && !self.draft {
            self.diagnostics.extend(self.missing.into_iter().map(|(_, told)| told));
        }
    }
}

/// Whether nothing was filled in.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Empty => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(nodes) => nodes.iter().all(is_blank),
        Value::Map(map) => map.entries.iter().all(|entry| is_blank(&entry.node)),
    }
}

/// The warning about a weekday that is not its date's.
pub fn weekday(wrong: &when::WrongWeekday, place: Place) -> Diagnostic {
    Diagnostic::at(&WRONG_WEEKDAY, place, wrong.message()).help(wrong.help())
}
