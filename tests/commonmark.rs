//! What is not about Chinese stays CommonMark: the 652 examples of the specification, first as the parser's
//! events, then as the tree. Every example that differs is listed with its reason.

use gongsheng::diagnostic::Text;
use gongsheng::markdown::{Block, Document, Inline, Inlines, adjusted_events, parse};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, html};
use serde_json::Value;
use std::collections::BTreeMap;

struct Example {
    number: u64,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let spec: Value = serde_json::from_str(include_str!("fixtures/commonmark/spec.json")).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let examples: Vec<Example> = spec["examples"]
        .as_array()
        .unwrap()
        .iter()
        .map(|example| Example {
            number: example["number"].as_u64().unwrap(),
            markdown: text(&example["markdown"]),
            html: text(&example["html"]),
        })
        .collect();
    assert_eq!(examples.len(), 652);
    examples
}

/// The examples whose events differ from CommonMark's.
const EVENTS_DIFFER: &[(u64, &str)] = &[(356, "5*6*78 is multiplication: an asterisk between two digits is one")];

/// The examples whose tree differs from CommonMark's, beside those with raw HTML.
const TREES_DIFFER: &[(u64, &str)] = &[
    (356, "5*6*78 is multiplication: an asterisk between two digits is one"),
    (602, "a bare address is a link"),
    (608, "a bare address is a link"),
    (611, "a bare address is a link"),
];

#[track_caller]
fn assert_differ(differing: BTreeMap<u64, String>, listed: &[(u64, &str)]) {
    let listed: BTreeMap<u64, &str> = listed.iter().copied().collect();
    let new: Vec<&String> =
        differing.iter().filter(|(number, _)| !listed.contains_key(number)).map(|(_, how)| how).collect();
    assert!(
        new.is_empty(),
        "{} examples differ:\n{}",
        new.len(),
        new.iter().map(|how| how.as_str()).collect::<Vec<_>>().join("\n======\n")
    );
    for (number, reason) in listed {
        assert!(differing.contains_key(&number), "example {number} no longer differs: {reason}");
    }
}

#[test]
fn the_events_are_those_of_commonmark() {
    let mut differing = BTreeMap::new();
    for example in examples() {
        let mut ours = String::new();
        html::push_html(&mut ours, adjusted_events(&example.markdown).into_iter());
        if normal(&ours) != normal(&example.html) {
            differing.insert(
                example.number,
                format!("{} {}\n---\n{}\n---\n{ours}", example.number, example.markdown, example.html),
            );
        }
    }
    assert_differ(differing, EVENTS_DIFFER);
}

#[test]
fn the_trees_are_those_of_commonmark() {
    let mut differing = BTreeMap::new();
    let mut compared = 0;
    for example in examples() {
        // HTML is taken out, which has tests of its own.
        let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
        if adjusted_events(&example.markdown).iter().any(is_html) {
            continue;
        }
        compared += 1;
        let text = Text::new("a.md", example.markdown.as_str());
        let document = parse(&text, 0..example.markdown.len()).document;
        let mut ours = String::new();
        html::push_html(&mut ours, events(&document).into_iter());
        if normal(&ours) != normal(&example.html) {
            differing.insert(
                example.number,
                format!("{} {}\n---\n{}\n---\n{ours}", example.number, example.markdown, example.html),
            );
        }
    }
    assert_eq!(compared, 580);
    assert_differ(differing, TREES_DIFFER);
}

#[test]
fn the_extensions_are_those_of_the_parser() {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for markdown in [
        "| a | b |\n|:--|--:|\n| **c** | d |\n| e |\n",
        "a ~~b **c**~~ d~~e~~ ~~f",
        "- [ ] a\n- [x] b\n\n  c\n",
        "a[^1] b[^two]\n\n[^1]: c\n[^two]: d\n\n    e\n",
    ] {
        let (mut ours, mut theirs) = (String::new(), String::new());
        html::push_html(&mut ours, adjusted_events(markdown).into_iter());
        html::push_html(&mut theirs, Parser::new_ext(markdown, options));
        assert_eq!(ours, theirs);
    }
}

/// HTML as far as it is compared: as the specification's own comparison does, without the line ends between
/// blocks.
fn normal(html: &str) -> String {
    let mut out = html.replace(" />", ">").replace("&quot;", "\"");
    for tag in ["p", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"] {
        for edge in [format!("<{tag}>"), format!("</{tag}>")] {
            out = out.replace(&format!("{edge}\n"), &edge).replace(&format!("\n{edge}"), &edge);
        }
    }
    out.trim().to_owned()
}

/// A tree as the parser's events, so that one writer of HTML serves for both.
struct Events<'d> {
    document: &'d Document,
    out: Vec<Event<'d>>,
}

fn events(document: &Document) -> Vec<Event<'_>> {
    let mut events = Events { document, out: Vec::new() };
    events.blocks(&document.blocks, false);
    events.out
}

impl<'d> Events<'d> {
    fn around(&mut self, tag: Tag<'d>, inner: impl FnOnce(&mut Self)) {
        let end = tag.to_end();
        self.out.push(Event::Start(tag));
        inner(self);
        self.out.push(Event::End(end));
    }

    fn blocks(&mut self, blocks: &'d [Block], tight: bool) {
        for block in blocks {
            match block {
                Block::Heading { level, content, .. } => {
                    let level = HeadingLevel::try_from(usize::from(*level)).unwrap();
                    let tag = Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() };
                    self.around(tag, |events| events.inlines(*content));
                }
                Block::Paragraph(content) if tight => self.inlines(*content),
                Block::Paragraph(content) | Block::Gallery(content) | Block::Signature(content) => {
                    self.around(Tag::Paragraph, |events| events.inlines(*content));
                }
                Block::Quote(blocks) => self.around(Tag::BlockQuote(None), |events| events.blocks(blocks, false)),
                Block::List { start, tight, items } => self.around(Tag::List(*start), |events| {
                    for item in items {
                        events.around(Tag::Item, |events| events.blocks(&item.blocks, *tight));
                    }
                }),
                Block::Code { language, text } => {
                    let kind = CodeBlockKind::Fenced(CowStr::Borrowed(language));
                    self.around(Tag::CodeBlock(kind), |events| events.out.push(Event::Text(CowStr::Borrowed(text))));
                }
                Block::Rule => self.out.push(Event::Rule),
                Block::Callout(_) | Block::Timeline(_) | Block::Table { .. } => panic!("{block:?}"),
            }
        }
    }

    fn inlines(&mut self, content: Inlines) {
        let document = self.document;
        let shown = |words| CowStr::Borrowed(document.text(words));
        for inline in document.inlines(content) {
            let link = |target: u32| {
                let target = &document.targets[target as usize];
                (LinkType::Inline, CowStr::Borrowed(&target.href), CowStr::Borrowed(&target.title), "".into())
            };
            match *inline {
                Inline::Text(words) => self.out.push(Event::Text(shown(words))),
                Inline::Code(words) => self.out.push(Event::Code(shown(words))),
                Inline::Emphasis(content) => self.around(Tag::Emphasis, |events| events.inlines(content)),
                Inline::Strong(content) => self.around(Tag::Strong, |events| events.inlines(content)),
                Inline::Link { target, content } => {
                    let (link_type, dest_url, title, id) = link(target);
                    self.around(Tag::Link { link_type, dest_url, title, id }, |events| events.inlines(content));
                }
                Inline::Image { target, alt } => {
                    let (link_type, dest_url, title, id) = link(target);
                    let alt = Event::Text(shown(alt));
                    self.around(Tag::Image { link_type, dest_url, title, id }, |events| events.out.push(alt));
                }
                Inline::SoftBreak => self.out.push(Event::SoftBreak),
                Inline::HardBreak | Inline::NewLine => self.out.push(Event::HardBreak),
                Inline::Strike(_) | Inline::Tagged(..) | Inline::Footnote(_) => panic!("{inline:?}"),
            }
        }
    }
}
