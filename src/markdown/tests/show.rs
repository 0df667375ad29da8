//! A tree in short: a block a line, `[b …]` for bold and so on, `␣` and `⏎` for line ends.

use crate::markdown::{Block, Callout, Document, Inline, Inlines};

pub(super) fn show(document: &Document) -> String {
    let mut lines = Vec::new();
    blocks(&document.blocks, "", document, &mut lines);
    for (index, note) in document.footnotes.iter().enumerate() {
        blocks(note, &format!("^{} ", index + 1), document, &mut lines);
    }
    lines.join("\n")
}

fn blocks(blocks: &[Block], indent: &str, document: &Document, lines: &mut Vec<String>) {
    let shown = |content: &Inlines| inlines(*content, document);
    let cells = |cells: &[Inlines]| cells.iter().map(shown).collect::<Vec<_>>().join("|");
    let deeper = format!("{indent}  ");
    for block in blocks {
        match block {
            Block::Heading { level, anchor, content } => {
                lines.push(format!("{indent}h{level} #{anchor} {}", shown(content)));
            }
            Block::Paragraph(content) => lines.push(format!("{indent}p {}", shown(content))),
            Block::Signature(content) => lines.push(format!("{indent}signature {}", shown(content))),
            Block::Gallery(content) => lines.push(format!("{indent}gallery {}", shown(content))),
            Block::Quote(inner) => {
                lines.push(format!("{indent}quote"));
                self::blocks(inner, &deeper, document, lines);
            }
            Block::Callout(callout) => self::callout(callout, indent, document, lines),
            Block::Timeline(callouts) => {
                lines.push(format!("{indent}timeline"));
                callouts.iter().for_each(|callout| self::callout(callout, &deeper, document, lines));
            }
            Block::List { start, tight, items } => {
                let start = start.map(|start| format!(" {start}")).unwrap_or_default();
                lines.push(format!("{indent}list{start}{}", if *tight { "" } else { " loose" }));
                for item in items {
                    let mark = match item.checked {
                        Some(true) => "[x]",
                        Some(false) => "[ ]",
                        None => "-",
                    };
                    let number = item.number.map(|number| format!(" {number}")).unwrap_or_default();
                    lines.push(format!("{indent}{mark}{number}"));
                    self::blocks(&item.blocks, &deeper, document, lines);
                }
            }
            Block::Code { language, text } => lines.push(format!("{indent}code {language} {text:?}")),
            Block::Table { align, head, rows } => {
                lines.push(format!("{indent}table {align:?} {}", cells(head)));
                lines.extend(rows.iter().map(|row| format!("{deeper}{}", cells(row))));
            }
            Block::Rule => lines.push(format!("{indent}rule")),
        }
    }
}

fn callout(callout: &Callout, indent: &str, document: &Document, lines: &mut Vec<String>) {
    lines.push(format!("{indent}{:?} {}", callout.kind, inlines(callout.title, document)));
    blocks(&callout.blocks, &format!("{indent}  "), document, lines);
}

fn inlines(content: Inlines, document: &Document) -> String {
    let inner = |content: Inlines| inlines(content, document);
    let text = |words| document.text(words);
    let target = |at: u32| &document.targets[at as usize];
    document
        .inlines(content)
        .iter()
        .map(|inline| match *inline {
            Inline::Text(words) => text(words).to_owned(),
            Inline::Code(words) => format!("[code {}]", text(words)),
            Inline::Emphasis(content) => format!("[i {}]", inner(content)),
            Inline::Strong(content) => format!("[b {}]", inner(content)),
            Inline::Strike(content) => format!("[s {}]", inner(content)),
            Inline::Tagged(tag, content) => format!("[{} {}]", tag.name(), inner(content)),
            Inline::Link { target: at, content } => {
                let (target, content) = (target(at), inner(content));
                let title = if target.title.is_empty() { String::new() } else { format!("|{}", target.title) };
                format!("[a {}|{content}{title}]", target.href)
            }
            Inline::Image { target: at, alt } => {
                format!("[img {}|{}|{}]", target(at).href, text(alt), target(at).title)
            }
            Inline::SoftBreak => "␣".to_owned(),
            Inline::HardBreak | Inline::NewLine => "⏎".to_owned(),
            Inline::Footnote(number) => format!("[^{number}]"),
        })
        .collect()
}
