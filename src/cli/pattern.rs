//! What `new … --like FILE` takes from an entry: its fields and its body. What was of that time only (its id, address,
//! states, corrections, reviews) stays behind, and times are left to fill in, with the old ones as comments.

use gongsheng::entry;
use gongsheng::fields::{Field, Form};
use gongsheng::front_matter::{self, Entry, Map, Value};
use gongsheng::header;
use gongsheng::source::EntrySource;
use std::ops::Range;

/// The fields that stay behind, by the English paths of their keys: `new` writes the first four itself.
const LEFT: &[&str] = &[
    "title",
    "id",
    "date",
    "draft",
    "updated",
    "slug",
    "aliases",
    "expires",
    "pinned",
    "corrections",
    "reviewed",
    "status",
    "wechat.title",
    "wechat.link",
];

/// What a new entry has from an older one.
pub(super) struct Pattern {
    /// The folder below content/ that the older one lies in: what it shows and links to is named as seen from there.
    pub folder: String,
    /// Lines of fields.
    pub fields: String,
    /// Its body.
    pub body: String,
}

impl Pattern {
    /// What an entry gives to another of its kind.
    pub(super) fn of(source: &EntrySource) -> Pattern {
        let text = source.text.text();
        let split = entry::split(text, source.kind);
        let head = split.head.unwrap_or(0..0);
        let map = front_matter::parse(text, head.clone()).map;
        let fields: Vec<&Field> = header::FIELDS.iter().chain(source.kind.info().fields).copied().collect();
        let mut taken = Taken { text: &text.text, out: String::new() };
        taken.fields(&map, &fields, "", head);
        let body = text.text.get(split.body).unwrap_or_default();
        let whole = |text: &str| text.replace("\r\n", "\n");
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        Pattern { folder, fields: whole(&taken.out), body: whole(body.trim_start_matches(['\r', '\n'])) }
    }
}

/// The lines that are taken, while they are read.
struct Taken<'a> {
    text: &'a str,
    out: String,
}

impl Taken<'_> {
    /// The lines of a mapping that stands in `range`, below the key of `path`.
    fn fields(&mut self, map: &Map, fields: &[&Field], path: &str, range: Range<usize>) {
        let mut from = range.start;
        for (at, entry) in map.entries.iter().enumerate() {
            let next = map.entries.get(at + 1);
            let to = next.map_or(range.end, |next| self.with_hints(next.key_span.start, entry.node.span.end));
            let field = fields.iter().find(|field| field.is(&entry.key));
            let name = field.map_or(String::new(), |field| format!("{path}{}", field.en));
            if !LEFT.contains(&name.as_str()) {
                self.field(entry, field.copied(), from..to);
            }
            from = to;
        }
    }

    fn field(&mut self, entry: &Entry, field: Option<&Field>, lines: Range<usize>) {
        let inner = field.map_or(&[][..], Field::inner);
        match (field.map(|field| field.form), &entry.node.value) {
            (_, Value::Empty) | (None, _) => self.push(lines),
            (Some(Form::Time | Form::Span(_) | Form::Spans(_)), _) => self.emptied(entry, lines),
            (Some(Form::Map(_)), Value::Map(map)) if self.stands_below(entry, map) => {
                let first = map.entries.first().map_or(lines.end, |first| first.key_span.start);
                let below = self.with_hints(first, entry.key_span.end);
                self.push(lines.start..below);
                let path = field.map_or(String::new(), |field| format!("{}.", field.en));
                self.fields(map, inner, &path, below..lines.end);
            }
            // In one line: as a whole, or not at all.
            (Some(Form::Map(_)), Value::Map(_)) if inner.iter().any(|field| is_of_its_time(field)) => {
                self.emptied(entry, lines);
            }
            _ => self.push(lines),
        }
    }

    /// A field to fill in, and above it what it said.
    fn emptied(&mut self, entry: &Entry, lines: Range<usize>) {
        let line = self.line(entry.key_span.start);
        self.push(lines.start..line);
        let pad = self.slice(line..entry.key_span.start).to_owned();
        let said: Vec<String> =
            self.slice(entry.node.span.clone()).lines().map(|line| line.trim().to_owned()).collect();
        for (at, said) in said.iter().filter(|line| !line.is_empty()).enumerate() {
            let label = if at == 0 { "原来：" } else { "" };
            self.out.push_str(&format!("{pad}# {label}{said}\n"));
        }
        self.out.push_str(&format!("{pad}{}:\n", entry.key));
    }

    fn push(&mut self, lines: Range<usize>) {
        let lines = self.slice(lines).to_owned();
        self.out.push_str(&lines);
        if !lines.is_empty() && !lines.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where the line of a byte begins.
    fn line(&self, at: usize) -> usize {
        self.slice(0..at).rfind('\n').map_or(0, |end| end + 1)
    }

    /// Where the line of a key begins, or the first of the comments right above it.
    fn with_hints(&self, key: usize, after: usize) -> usize {
        let mut from = self.line(key);
        while from > after {
            let above = self.line(from - 1);
            if above < after || !self.slice(above..from).trim_start().starts_with('#') {
                break;
            }
            from = above;
        }
        from
    }

    /// Whether the fields of a group have lines of their own.
    fn stands_below(&self, entry: &Entry, map: &Map) -> bool {
        let line = self.line(entry.key_span.start);
        map.entries.iter().all(|inner| self.line(inner.key_span.start) > line)
    }
}

fn is_of_its_time(field: &Field) -> bool {
    matches!(field.form, Form::Time | Form::Span(_) | Form::Spans(_))
}
