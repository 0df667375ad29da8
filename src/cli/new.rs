//! `new post|event|ticket TITLE`: a file with the fields in Chinese, an id, today, and hints.

use super::Options;
use anstream::{eprintln, println};
use gongsheng::both;
use gongsheng::checks::{self, Rules};
use gongsheng::edit;
use gongsheng::entry::PLACEHOLDER;
use gongsheng::fields::{Field, Form};
use gongsheng::front_matter::typed;
use gongsheng::hash::Key;
use gongsheng::header;
use gongsheng::kind::Kind;
use gongsheng::lang::Both;
use gongsheng::when::{self, DateTime};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::ErrorKind;

/// Makes the file. Returns whether it did: an existing one is never written over.
pub fn new(options: &Options, kind: Kind, title: &str, now: DateTime) -> bool {
    let Some(taken) = taken(options) else { return false };
    let name = format!("{}-{}.md", when::iso_date(now.date()), file_name(title));
    let otherwise = both!("换一个标题，或直接改那个文件", "Choose another title, or edit that file");
    let Some(made) = create(options, kind, &name, &entry(kind, title, now, &taken), &otherwise) else { return false };
    let done = both!(
        "新建了 {made}\n填好后把“草稿: 是”一行删掉，再运行 gongsheng build",
        "Made {made}\nFill it in, remove the line “草稿: 是” (draft: yes), and run gongsheng build"
    );
    println!("{}", done.get(options.lang));
    true
}

/// The ids of the entries that there are; None where there is no site, which is told.
pub(super) fn taken(options: &Options) -> Option<BTreeSet<String>> {
    let sources = gongsheng::source::read(&options.root);
    if sources.config.is_none() {
        let why = both!(
            "这里没有 content/site.yaml。到网站的文件夹里运行，或用 gongsheng init 文件夹名 新建一个网站",
            "There is no content/site.yaml here. Run it in the folder of the site, or begin one with gongsheng init FOLDER"
        );
        eprintln!("{}", why.get(options.lang));
        return None;
    }
    let id = |source| gongsheng::entry::parse(source, &Rules::default()).0.card.id;
    Some(sources.entries.iter().map(id).collect())
}

/// Makes a file of a kind, and says what it is called; None where it cannot be made, which is told: with `otherwise`
/// where there is one of that name.
pub(super) fn create(options: &Options, kind: Kind, name: &str, text: &str, otherwise: &Both) -> Option<String> {
    let shown = format!("content/{}/{name}", kind.info().folder);
    let why = match edit::create(&options.root.join(&shown), text.as_bytes()) {
        Ok(()) => return Some(shown),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let Both { zh, en } = otherwise;
            both!("{shown} 已经有了，没有动它。{zh}", "{shown} is there already and was left as it is. {en}")
        }
        Err(_) => {
            both!("写不了 {shown}：看看这个文件夹能不能写", "{shown} cannot be written: is the folder writable?")
        }
    };
    eprintln!("{}", why.get(options.lang));
    None
}

/// A title as a part of a file's name: what Windows cannot have becomes a dash, and no personal number stands in it
/// whole, for the name is the address.
pub(super) fn file_name(title: &str) -> String {
    const MAX: usize = 40;
    let mut name = String::new();
    let masked = checks::veiled(title, &Rules::default());
    for c in masked.as_deref().unwrap_or(title).chars().take(MAX) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    // A title of signs only is called by its hash, so that two of them are two files.
    if name.is_empty() { format!("新建-{}", &Key::of(title).to_string()[..6]) } else { name.to_owned() }
}

/// Six digits that no entry has yet. They follow from title and time, so that nothing here is random.
pub(super) fn id(title: &str, now: DateTime, taken: &BTreeSet<String>) -> String {
    let first = Key::of(&(title, when::iso_minute(now))).0 % 1_000_000;
    let candidate = |step: u128| format!("{:06}", (first + step) % 1_000_000);
    (0..1_000_000).map(candidate).find(|id| !taken.contains(id)).unwrap_or_else(|| candidate(0))
}

/// The text of a new entry.
fn entry(kind: Kind, title: &str, now: DateTime, taken: &BTreeSet<String>) -> String {
    let mut out = String::from("---\n");
    let day = when::iso_date(now.date());
    let parts = title.split(char::is_control).filter(|part| !part.is_empty());
    let title_line = parts.collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "{}: {}", header::TITLE.zh, typed(title_line.trim()));
    let _ = writeln!(out, "# {}\n{}: {}", header::ID.note.0, header::ID.zh, id(title, now, taken));
    let _ = writeln!(out, "# {}\n{}: {day}", header::DATE.note.0, header::DATE.zh);
    let _ = writeln!(out, "# 写好以后删掉下面这一行\n{}: 是", header::DRAFT.zh);
    for field in kind.info().fields {
        write_field(&mut out, field, 0);
    }
    for field in [&header::COLUMN, &header::TAGS, &header::SUMMARY, &header::COVER, &header::SLUG] {
        write_field(&mut out, field, 0);
    }
    let _ = write!(out, "---\n\n{PLACEHOLDER}\n");
    out
}

/// A field with its hint on a line of its own, left empty; the fields within it below.
fn write_field(out: &mut String, field: &Field, indent: usize) {
    let pad = " ".repeat(indent);
    let _ = writeln!(out, "{pad}# {}\n{pad}{}:", field.note.0, field.zh);
    match field.form {
        Form::Map(inner) => inner.iter().for_each(|field| write_field(out, field, indent + 2)),
        Form::Maps(inner) => {
            // The dash stands at the first field of the item.
            let mut item = String::new();
            inner.iter().for_each(|field| write_field(&mut item, field, indent + 4));
            let dash = format!("\n{}", " ".repeat(indent + 4));
            let _ = write!(out, "{}", item.replacen(&dash, &format!("\n{}- ", " ".repeat(indent + 2)), 1));
        }
        // One line is enough for both its ends.
        Form::Spans(_) => {
            let _ = writeln!(out, "{pad}  - ");
        }
        _ => {}
    }
}
