//! Taking fields from a tree of keys.

use super::likely::{is_of_the_body, meant_here};
use super::*;
use crate::both;
use crate::diagnostic::{Code, Diagnostic, Place, Text};
use crate::front_matter::{Entry, Map, Node, Value, numbered};
use crate::lang::Both;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A value with the bytes where it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the decoded text of its file.
    pub span: Range<usize>,
}

/// A whole number with the unit that the author typed: 1000套.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    /// How many.
    pub number: u32,
    /// 套, 张, 人; empty when none was typed.
    pub unit: String,
}

/// Takes fields from a mapping. Every mistake is recorded and the reading goes on; what nobody took is
/// unknown, and [`Reader::finish`] tells it.
pub struct Reader<'a> {
    pub(super) map: &'a Map,
    pub(super) text: &'a Text,
    known: Vec<&'static Field>,
    missing: Vec<(&'static Field, Diagnostic)>,
    twice: Vec<Twice>,
    /// What was typed within it and is read as no field.
    pub(super) unread: Vec<Range<usize>>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) basis: Basis,
}

/// What is known of a file before its fields are read: by it they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Basis {
    /// The date that gives 3月8日 its year.
    pub near: Option<Date>,
    /// A draft may still lack what is required.
    pub draft: bool,
    /// There is no front matter, which was told already: that each required field is missing is not told as well.
    pub headless: bool,
    /// There is a text below these fields: what is in no field may be written there.
    pub has_body: bool,
    /// They are those of an item of a list.
    pub is_item: bool,
}

/// A field that is given again: the indices of its first entry and of the later one.
struct Twice {
    field: &'static Field,
    first: usize,
    again: usize,
}

impl<'a> Reader<'a> {
    /// A reader of a mapping in a file.
    pub fn new(map: &'a Map, text: &'a Text, diagnostics: &'a mut Vec<Diagnostic>, basis: Basis) -> Reader<'a> {
        Reader {
            map,
            text,
            known: Vec::new(),
            missing: Vec::new(),
            twice: Vec::new(),
            unread: Vec::new(),
            diagnostics,
            basis,
        }
    }

    /// This reader, for the fields that are read by what the first of them said.
    pub fn go_on(self, near: Option<Date>, draft: bool) -> Reader<'a> {
        Reader { basis: Basis { near, draft, ..self.basis }, ..self }
    }

    /// Whether it reads a draft.
    pub fn is_draft(&self) -> bool {
        self.basis.draft
    }

    /// Records a diagnostic.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Records a mistake in the value of a field.
    pub fn tell_of(&mut self, field: &Field, code: &'static Code, message: Both, help: Both) {
        let place = self.place(field);
        self.tell(Diagnostic::at(code, place, message).help(help));
    }

    /// Records that the value of a field contradicts another's.
    pub fn contradiction(&mut self, field: &Field, message: Both, help: Both) {
        self.tell_of(field, &CONTRADICTION, message, help);
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

    /// The one entry of a field; one that was left empty, all fields within it too, counts as not given. What
    /// must be there and is not, is told.
    pub(super) fn take(&mut self, field: &'static Field) -> Option<&'a Entry> {
        self.know(field);
        let mut entries = self.map.entries.iter().enumerate().filter(|(_, entry)| field.is(&entry.key));
        let first = entries.next();
        let before = self.twice.len();
        if let Some((first, _)) = first {
            self.twice.extend(entries.map(|(again, _)| Twice { field, first, again }));
        }
        let twice = self.twice.len() > before;
        let given = first.map(|(_, entry)| entry).filter(|entry| !is_blank(&entry.node));
        if field.required && given.is_none() && !twice {
            self.missing(field);
        }
        given
    }

    /// Tells a mistake at a value.
    pub(super) fn wrong(&mut self, code: &'static Code, node: &Node, message: Both, help: Both) {
        self.diagnostics.push(Diagnostic::at(code, self.text.place(node.span.clone()), message).help(help));
    }

    pub(super) fn scalar(&mut self, field: &'static Field, entry: &'a Entry) -> Option<&'a str> {
        if let Some(text) = entry.node.text() {
            return Some(text.trim());
        }
        // A title in brackets is no list: [通知].
        let typed = self.text.text.get(entry.node.span.clone()).unwrap_or_default();
        if let Value::List(nodes) = &entry.node.value
            && field.form.is_line()
            && typed.starts_with('[')
            && typed.ends_with(']')
            && nodes.iter().all(|node| node.text().is_some())
            && !typed.contains(['\n', '\r'])
        {
            return Some(typed);
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
            None if self.is_text() => {
                both!("接着写到什么时候，如“3月15日 9:00—16:00”", "write until when behind it: 3月15日 9:00—16:00")
            }
            None => both!("加一行“{key_zh}: …”。{note_zh}", "add a line “{key_en}: …”. {note_en}"),
        };
        let told = Diagnostic::at(&MISSING_FIELD, place, both!("缺少“{zh}”", "{en} is missing")).help(help);
        self.missing.push((field, told));
    }

    /// Whether there are no keys: what was typed is text, and stands for the first field.
    pub(super) fn is_text(&self) -> bool {
        self.map.entries.first().is_some_and(|entry| entry.key_span == entry.node.span)
    }

    /// Notes that a field can stand here.
    fn know(&mut self, field: &'static Field) {
        if !self.known.iter().any(|known| std::ptr::eq(*known, field)) {
            self.known.push(field);
        }
    }

    /// Whether something was filled in for a field, right or wrong.
    pub fn has(&mut self, field: &'static Field) -> bool {
        self.know(field);
        self.map.entries.iter().any(|entry| field.is(&entry.key) && !is_blank(&entry.node))
    }

    /// Whether a field of a group is named where nothing could be read: whatever it says there is not known.
    pub fn is_unclear(&self, group: &Field, field: &Field) -> bool {
        let reach = self.reach(group);
        let is_named = |span: &Range<usize>| {
            let typed = self.text.text.get(span.clone()).unwrap_or_default();
            reach.contains(&span.start) && (typed.contains(field.zh) || typed.contains(field.en))
        };
        self.map.unread.iter().chain(&self.unread).any(is_named)
    }

    /// From a field up to the next one; everything where it is not given.
    pub fn reach(&self, field: &Field) -> Range<usize> {
        let mut entries = self.map.entries.iter().skip_while(|entry| !field.is(&entry.key));
        let start = entries.next().map_or(0, |entry| entry.key_span.start);
        start..entries.next().map_or(usize::MAX, |entry| entry.key_span.start)
    }

    /// Tells every key that nobody took, with the likely one: a field that is not given yet, if one is near. Tells every
    /// field that is given again. What is left is what was read as no field.
    pub fn finish(mut self) -> Vec<Range<usize>> {
        let given = |field: &Field| self.map.entries.iter().any(|entry| field.is(&entry.key));
        let open: Vec<&'static Field> = self.known.iter().copied().filter(|field| !given(field)).collect();
        let not_indented = self.not_indented(&open);
        self.tell_twice(&not_indented);
        for (entry, within) in self.map.entries.iter().zip(&not_indented) {
            let key = &entry.key;
            if self.known.iter().any(|field| field.is(key)) {
                continue;
            }
            self.unread.push(entry.key_span.clone());
            let told = Diagnostic::at(
                &UNKNOWN_KEY,
                self.text.place(entry.key_span.clone()),
                both!("不认识的字段“{key}”", "there is no field “{key}”"),
            );
            let (help, meant) = self.help_for_unknown(key, within.as_ref(), &open);
            if let Some(meant) = meant {
                self.missing.retain(|(missing, _)| !std::ptr::eq(*missing, meant));
            }
            self.diagnostics.push(told.help(help));
        }
        // A draft may lack what it wants, until it is one no more.
        if !self.basis.headless && !self.basis.draft {
            self.diagnostics.extend(self.missing.into_iter().map(|(_, told)| told));
        }
        self.unread
    }

    /// How to mend a key that nobody took, and the field that it means, if that was to stand here.
    fn help_for_unknown(
        &self,
        key: &str,
        within: Option<&Within>,
        open: &[&'static Field],
    ) -> (Both, Option<&'static Field>) {
        if let Some((name, meant)) = self.numbered_item(key, open) {
            let help = both!(
                "列表的每一项用减号加一个空格开头，不用编号：- {name}: …",
                "an item of a list begins with a hyphen and a space, not with a number: - {name}: …"
            );
            return (help, Some(meant));
        }
        if let Some(within) = within {
            return (within.indented(), None);
        }
        let Some(Likely { field, group }) = likely(key, open, &self.known) else {
            return (self.offer(key), None);
        };
        let (zh, en) = (field.zh, field.en);
        match group {
            None => (both!("是不是想写“{zh}”（{en}）？", "did you mean “{en}” ({zh})?"), Some(field)),
            Some(group) => {
                let (group_zh, group_en) = (group.zh, group.en);
                let help = both!(
                    "是不是想写“{group_zh}”下面的“{zh}”？先写一行“{group_zh}:”，下一行缩进两格，再写“{zh}: …”",
                    "did you mean “{en}” within “{group_en}”? Write a line “{group_en}:”, and below it, indented by two, “{en}: …”"
                );
                (help, None)
            }
        }
    }

    /// The fields that can stand here, for a key that is like none of them.
    fn offer(&self, key: &str) -> Both {
        let (zh, en) = names(&self.known);
        match self.basis.has_body && is_of_the_body(key, &self.known) {
            true => both!(
                "没有这个字段，写进正文。这里可以写的字段：{zh}",
                "there is no field for it: write it in the body. The fields here are: {en}"
            ),
            false => both!("这里可以写的字段：{zh}", "the fields here are: {en}"),
        }
    }

    /// The first key of an item of a list that has a number before it instead of a hyphen, and the field that it means.
    fn numbered_item<'k>(&self, key: &'k str, open: &[&'static Field]) -> Option<(&'k str, &'static Field)> {
        let name = numbered(key)?;
        let likely = likely(name, open, &self.known)?;
        let is_listed = |group: &Field| matches!(group.form, Form::Maps(_) | Form::Spans(_));
        likely.group.map_or(self.basis.is_item, is_listed).then_some((name, likely.field))
    }

    /// Of each entry the group above it that it belongs to, as long as nothing but fields of that stands between: an empty
    /// one, or the last item of a list.
    fn not_indented(&self, open: &[&'static Field]) -> Vec<Option<Within>> {
        let mut above: Option<(&'static Field, &Node, usize)> = None;
        let is_open = |field: &Field| open.iter().any(|open| std::ptr::eq(*open, field));
        let within = |entry: &'a Entry| {
            let known = self.known.iter().copied().find(|field| field.is(&entry.key));
            let within = above.and_then(|(group, node, spaces)| {
                // An empty group waits for its fields; the last item of a list may have all of its own.
                let is_astray = known.is_none();
                let is_whole = node.value != Value::Empty;
                let here = if is_astray && is_whole { meant_here(&entry.key, &self.known) } else { None };
                let within = Within::of(group, &entry.key, is_astray && here.is_none(), spaces)?;
                Some(Within { instead: here.filter(|field| is_open(field)), ..within })
            });
            above = match known.and_then(|field| Some((field, &entry.node, self.indent_within(field, &entry.node)?))) {
                Some(group) => Some(group),
                _ => above.filter(|_| within.is_some()),
            };
            within
        };
        self.map.entries.iter().map(within).collect()
    }

    /// How many spaces stand before a field of a group, where one may follow below it.
    fn indent_within(&self, group: &Field, node: &Node) -> Option<usize> {
        match &node.value {
            Value::Empty if !group.inner().is_empty() => Some(2),
            Value::List(items) => {
                let Value::Map(item) = &items.last()?.value else { return None };
                let column = self.text.place(item.entries.first()?.key_span.clone()).column;
                usize::try_from(column).ok()?.checked_sub(1)
            }
            _ => None,
        }
    }

    /// Tells every field that is given again; where one of the two belongs to a group, tells that one.
    fn tell_twice(&mut self, not_indented: &[Option<Within>]) {
        let within = |at: usize| not_indented.get(at).and_then(Option::as_ref);
        let place = |at: usize| self.text.place(self.map.entries.get(at).map_or(0..0, |entry| entry.key_span.clone()));
        for Twice { field, first, again } in self.twice.drain(..) {
            let (zh, en) = (field.name(), field.name_en());
            let astray = within(again).map(|group| (group, again, first));
            let told = match astray.or_else(|| Some((within(first)?, first, again))) {
                Some((within, wrong, right)) => {
                    let (group_zh, group_en) = (within.group.zh, within.group.en);
                    let message = both!(
                        "“{zh}”写了两次，这一处像是“{group_zh}”下面的，忘了缩进",
                        "{en} is given twice; here it looks like that of “{group_en}”, and is not indented"
                    );
                    Diagnostic::at(&DUPLICATE_KEY, place(wrong), message)
                        .also(place(right), both!("另一处在这里", "the other one is here"))
                        .help(within.indented())
                }
                None => Diagnostic::at(&DUPLICATE_KEY, place(again), both!("“{zh}”写了两次", "{en} is given twice"))
                    .also(place(first), both!("第一次在这里", "the first one is here"))
                    .help(both!(
                        "两处只留一处（中文和英文字段名是同一个字段）",
                        "keep one of them (the Chinese and the English key are the same field)"
                    )),
            };
            self.diagnostics.push(told);
        }
    }
}

/// A field of a group that stands below it as one of those beside it.
struct Within {
    group: &'static Field,
    field: &'static Field,
    /// So many spaces stand before its fields.
    spaces: usize,
    /// The field of the whole that is meant where it is not this one.
    instead: Option<&'static Field>,
}

impl Within {
    /// The field of a group that a key is, or, where it may be a wrong one, means.
    fn of(group: &'static Field, key: &str, may_be_wrong: bool, spaces: usize) -> Option<Within> {
        let fields = group.inner();
        let is = fields.iter().copied().find(|field| field.is(key));
        let meant = || likely(key, fields, fields).filter(|likely| likely.group.is_none()).map(|likely| likely.field);
        let field = is.or_else(|| if may_be_wrong { meant() } else { None })?;
        Some(Within { group, field, spaces, instead: None })
    }

    /// How it comes to belong to its group.
    fn indented(&self) -> Both {
        let Within { group, field, spaces, instead } = self;
        let ((group_zh, group_en), (zh, en)) = ((group.zh, group.en), (field.zh, field.en));
        let (before, count) = (" ".repeat(*spaces), if *spaces == 2 { "两".to_owned() } else { spaces.to_string() });
        let (or_zh, or_en) = instead.map_or_else(Default::default, |instead| {
            let (zh, en) = (instead.zh, instead.en);
            (format!("；是整篇的，就写“{zh}”"), format!("; where it is of the whole, write “{en}”"))
        });
        both!(
            "这一行前面空{count}格，写成“{before}{zh}: …”，它就属于上面的“{group_zh}”{or_zh}",
            "indent the line by {spaces}, “{before}{en}: …”: then it belongs to “{group_en}” above{or_en}"
        )
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
