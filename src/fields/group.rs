//! Fields that hold several values: words, mappings, lists of mappings.

use super::*;
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::front_matter::{Entry, Map, Node, Value};
use std::collections::{HashMap, hash_map};

impl Reader<'_> {
    /// A list of words, or text divided by 、，,; or spaces.
    pub fn words(&mut self, field: &'static Field) -> Vec<Located<String>> {
        let Some(entry) = self.take(field) else { return Vec::new() };
        match &entry.node.value {
            Value::Text(text) => {
                // One word in full-width brackets is that word: 【女职工】.
                let divides = |c: char| {
                    matches!(
                        c,
                        '、' | '，' | ',' | ';' | '；' | '"' | ' ' | '\u{3000}' | '\t' | '【' | '】' | '［' | '］'
                    )
                };
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
        let inside = self.group(field, &entry.node, read);
        if inside.is_none() {
            self.not_a_map(field, &entry.node);
        }
        inside
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
            self.run_on(field, node);
            match self.group(field, node, &mut read) {
                Some(value) => all.push(Located { value, span: node.span.clone() }),
                None if node.value == Value::Empty => {}
                None => self.not_a_map(field, node),
            }
        }
        all
    }

    /// What a node of a field holds; None where it holds no fields.
    fn group<T>(&mut self, field: &Field, node: &Node, read: impl FnOnce(&mut Reader<'_>) -> T) -> Option<T> {
        match (&node.value, field.form) {
            (Value::Map(map), form) => {
                let is_item = matches!(form, Form::Maps(_) | Form::Spans(_));
                Some(self.inside(map, is_item, read))
            }
            // Both ends as text are what stands in the first of its fields.
            (Value::Text(_), Form::Span([first, ..]) | Form::Spans([first, ..])) => {
                let (key, key_span) = (first.zh.to_owned(), node.span.clone());
                let entry = Entry { key, key_span, node: node.clone() };
                let map = Map { entries: vec![entry], span: node.span.clone(), unread: Vec::new() };
                Some(self.inside(&map, false, read))
            }
            _ => None,
        }
    }

    fn inside<T>(&mut self, map: &Map, is_item: bool, read: impl FnOnce(&mut Reader<'_>) -> T) -> T {
        let basis = Basis { headless: false, has_body: false, is_item, ..self.basis };
        let mut inner = Reader::new(map, self.text, self.diagnostics, basis);
        let value = read(&mut inner);
        let unread = inner.finish();
        self.unread.extend(unread);
        value
    }

    fn not_a_map(&mut self, field: &'static Field, node: &Node) {
        self.unread.push(node.span.clone());
        let (zh, en) = (field.name(), field.name_en());
        let help = match field.form {
            Form::Maps(inner) | Form::Spans(inner) => {
                // An item is known by its name, not by its id; what it must have is named too.
                let first = inner.iter().find(|field| field.en != "id");
                let others =
                    inner.iter().filter(|field| field.required && first.is_none_or(|first| first.en != field.en));
                let all: Vec<&&Field> = first.into_iter().chain(others).collect();
                let (zh, en): (Vec<_>, Vec<_>) = all.iter().map(|field| (field.zh, field.en)).unzip();
                let (zh, en) = (zh.join(": …，下一行对齐写 "), en.join(": …, and aligned below it "));
                both!("每一项从 - 开始写：- {zh}: …", "each begins with a dash: - {en}: …")
            }
            Form::Map(inner) | Form::Span(inner) => {
                let (zh, en) = names(inner);
                both!("另起行，缩进两格再写：{zh}", "begin a new line, indent by two, then: {en}")
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

    /// A mapping whose keys are the author's own: pairs of key and text. No key comes twice: the first of them counts,
    /// and each that is given again is told.
    pub fn pairs(&mut self, field: &'static Field) -> Vec<(Located<String>, Located<String>)> {
        let Some(entry) = self.take(field) else { return Vec::new() };
        let Value::Map(map) = &entry.node.value else {
            self.not_a_map(field, &entry.node);
            return Vec::new();
        };
        let mut pairs = Vec::with_capacity(map.entries.len());
        let mut firsts: HashMap<&str, &Entry> = HashMap::new();
        for inner in &map.entries {
            match firsts.entry(inner.key.trim()) {
                // What is no key at all was told where it was read.
                hash_map::Entry::Occupied(_) if inner.key.trim().is_empty() => {}
                hash_map::Entry::Occupied(first) => {
                    self.twice(field, first.get(), inner);
                    continue;
                }
                hash_map::Entry::Vacant(free) => {
                    free.insert(inner);
                }
            }
            if let Some(value) = self.word(field, &inner.node) {
                pairs.push((Located { value: inner.key.clone(), span: inner.key_span.clone() }, value));
            }
        }
        pairs
    }

    fn twice(&mut self, field: &'static Field, first: &Entry, again: &Entry) {
        let (key, zh, en) = (again.key.trim(), field.zh, field.en);
        self.diagnostics.push(
            Diagnostic::at(
                &DUPLICATE_KEY,
                self.text.place(again.key_span.clone()),
                both!("“{zh}”里的“{key}”写了两次", "“{key}” is given twice below {en}"),
            )
            .also(self.text.place(first.key_span.clone()), both!("第一次在这里", "the first one is here"))
            .help(both!("两处只留一处；若是两样东西，名字写成不一样的", "keep one of them; two things want two names")),
        );
    }
}
