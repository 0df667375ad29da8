//! A tree in short: a block a line, `[b …]` for bold and so on, `␣` and `⏎` for line ends.

use crate::markdown::{Block, Callout, Document, Inline};

pub(super) fn show(document: &Document) -> String {
    let mut lines = Vec::new();
    blocks(&document.blocks, "", document, &mut lines);
    for (index, note) in document.footnotes.iter().enumerate() {
        blocks(note, &format!("^{} ", index + 1), document, &mut lines);
    }
    lines.join("\n")
}

fn blocks(blocks: &[Block], indent: &str, document: &Document, lines: &mut Vec<String>) {
    let shown = |content: &[Inline]| inlines(content, document);
    let cells = |cells: &[Vec<Inline>]| cells.iter().map(|cell| inlines(cell, document)).collect::<Vec<_>>().join("|");
    let deeper = format!("{indent}  ");
    for block in blocks {
        match block {
            Block::Heading { level, anchor, content } => {
                lines.push(format!("{indent}h{level} #{anchor} {}", shown(content)));
            }
            Block::Paragraph(content) => lines.push(format!("{indent}p {}", shown(content))),
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
                    lines.push(format!("{indent}{mark}"));
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
    lines.push(format!("{indent}{:?} {}", callout.kind, inlines(&callout.title, document)));
    blocks(&callout.blocks, &format!("{indent}  "), document, lines);
}

fn inlines(content: &[Inline], document: &Document) -> String {
    let inner = |content: &[Inline]| inlines(content, document);
    let href = |target: u32| &document.targets[target as usize].href;
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.to_string(),
            Inline::Code(code) => format!("[code {code}]"),
            Inline::Emphasis(content) => format!("[i {}]", inner(content)),
            Inline::Strong(content) => format!("[b {}]", inner(content)),
            Inline::Strike(content) => format!("[s {}]", inner(content)),
            Inline::Tagged(tag, content) => format!("[{} {}]", tag.name(), inner(content)),
            Inline::Link { target, title, content } if title.is_empty() => {
                format!("[a {}|{}]", href(*target), inner(content))
            }
            Inline::Link { target, title, content } => format!("[a {}|{}|{title}]", href(*target), inner(content)),
            Inline::Image { target, alt, title } => format!("[img {}|{alt}|{title}]", href(*target)),
            Inline::SoftBreak => "␣".to_owned(),
            Inline::HardBreak => "⏎".to_owned(),
            Inline::Footnote(number) => format!("[^{number}]"),
        })
        .collect()
}
