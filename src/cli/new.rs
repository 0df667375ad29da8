//! `new KIND TITLE`: a file with the fields in Chinese, an id, today, and hints; or like an older one (`--like`).

use super::Options;
use super::pattern::Pattern;
use super::voice::{complain, say};
use gongsheng::both;
use gongsheng::checks::{self, Rules};
use gongsheng::edit;
use gongsheng::entry::{PLACEHOLDER, free_id};
use gongsheng::fields::{Field, Form};
use gongsheng::front_matter::typed;
use gongsheng::hash::Key;
use gongsheng::header;
use gongsheng::kind::{Kind, Syntax};
use gongsheng::lang::Both;
use gongsheng::refusal::why;
use gongsheng::source::{CONFIG, EntrySource, Sources};
use gongsheng::when::{self, DateTime};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Makes the file. Returns whether it did: an existing one is never written over.
pub fn new(options: &Options, kind: Kind, title: &str, now: DateTime) -> bool {
    let Some(sources) = sources(options) else { return false };
    let pattern = match options.like.as_deref().map(|file| pattern(&sources, kind, file)).transpose() {
        Ok(pattern) => pattern,
        Err(why) => {
            complain!("{}", why.get(options.lang));
            return false;
        }
    };
    let info = kind.info();
    // A page is of no day.
    let day = if info.dated { format!("{}-", when::iso_date(now.date())) } else { String::new() };
    let name = format!("{day}{}.{}", file_name(title), info.syntax.ending());
    let otherwise = both!("换一个标题，或直接改那个文件", "Choose another title, or edit that file");
    let text = entry(kind, title, now, &taken(&sources), pattern.as_ref());
    let folder = pattern.as_ref().map_or(info.folder, |pattern| &pattern.folder);
    let Some(made) = create(options, folder, &name, &text, &otherwise) else { return false };
    let done = match pattern {
        None => both!(
            "新建了 {made}\n填好后把“草稿: 是”一行删掉，再运行 gongsheng build",
            "Made {made}\nFill it in, remove the line “草稿: 是” (draft: yes), and run gongsheng build"
        ),
        Some(_) => both!(
            "新建了 {made}\n填上时间（原来的写在它上面一行），核对摘要和正文里的日期、进展、名单、电话，把“草稿: 是”一行删掉，再运行 gongsheng build",
            "Made {made}\nFill in the times (the old ones stand above them), compare the dates, steps, names and numbers of summary and body, remove the line “草稿: 是” (draft: yes), and run gongsheng build"
        ),
    };
    say!("{}", done.get(options.lang));
    true
}

/// What a new entry is to be like.
fn pattern(sources: &Sources, kind: Kind, file: &Path) -> Result<Pattern, Both> {
    let shown = file.display();
    // As it is typed in any folder of the site, with the slashes of any system.
    let typed: PathBuf = file.to_string_lossy().replace('\\', "/").split('/').filter(|part| *part != ".").collect();
    let is_it = |source: &&EntrySource| typed.ends_with(&*source.path) || Path::new(&*source.path).ends_with(&typed);
    let Some(source) = sources.entries.iter().map(Arc::as_ref).find(is_it) else {
        return Err(both!(
            "content 里没有 {shown} 这一篇：写它的文件名，如 content/events/某活动.md",
            "there is no entry {shown} in content: give its file, content/events/NAME.md"
        ));
    };
    if source.kind != kind {
        let ([theirs, theirs_en], [ours, ours_en]) = (source.kind.info().words(), kind.info().words());
        return Err(both!(
            "{shown} 是{theirs}，不能照着它建{ours}：把命令里的“{ours}”换成“{theirs}”",
            "{shown} is no pattern for {ours_en}: write {theirs_en} in its place"
        ));
    }
    if kind == Kind::Ranking {
        return Err(both!(
            "榜单每一期的数都不一样，不能照着旧的建：用 gongsheng ranking import 从表格导入",
            "the figures of each period are others: make a ranking of a table with gongsheng ranking import"
        ));
    }
    Ok(Pattern::of(source))
}

/// What there is; None where there is no site that can be read, which is told.
pub(super) fn sources(options: &Options) -> Option<Sources> {
    let sources = gongsheng::source::read(&options.root);
    if sources.config.is_none() {
        let why = if sources.refused.holds(CONFIG) {
            both!(
                "content/site.yaml 读不了：运行 gongsheng check，照它说的改好再来",
                "content/site.yaml cannot be read: run gongsheng check, mend what it tells, and try again"
            )
        } else {
            both!(
                "这里没有 content/site.yaml。到网站的文件夹里运行，或用 gongsheng init 文件夹名 新建一个网站",
                "There is no content/site.yaml here. Run it in the folder of the site, or begin one with gongsheng init FOLDER"
            )
        };
        complain!("{}", why.get(options.lang));
        return None;
    }
    Some(sources)
}

/// The ids of the entries that there are.
pub(super) fn taken(sources: &Sources) -> BTreeSet<String> {
    let id = |source: &Arc<EntrySource>| gongsheng::entry::parse(source, &Rules::default()).0.card.id;
    sources.entries.iter().map(id).collect()
}

/// Makes a file in a folder of content/, and says what it is called; None where it cannot be made, which is told: with
/// `otherwise` where there is one of that name.
pub(super) fn create(options: &Options, folder: &str, name: &str, text: &str, otherwise: &Both) -> Option<String> {
    let shown = format!("content/{folder}/{name}");
    let told = match edit::create(&options.root.join(&shown), text.as_bytes()) {
        Ok(()) => return Some(shown),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let Both { zh, en } = otherwise;
            both!("{shown} 已经有了，没有动它。{zh}", "{shown} is there already and was left as it is. {en}")
        }
        Err(error) => {
            let Both { zh, en } = why(&error);
            both!("写不了 {shown}：{zh}", "{shown} cannot be written: {en}")
        }
    };
    complain!("{}", told.get(options.lang));
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

/// Six digits that no entry has yet, by title and time.
pub(super) fn id(title: &str, now: DateTime, taken: &BTreeSet<String>) -> String {
    free_id(Key::of(&(title, when::iso_minute(now))), |id| taken.contains(id))
}

/// The text of a new entry.
fn entry(kind: Kind, title: &str, now: DateTime, taken: &BTreeSet<String>, pattern: Option<&Pattern>) -> String {
    let head = head(kind, title, now, taken);
    if let Some(Pattern { fields, body, .. }) = pattern {
        return format!("---\n{head}{fields}---\n\n{body}");
    }
    let mut fields = String::new();
    // The groups of a ranking hold once more what stands below them on its own.
    let own = kind.info().fields;
    let is_again = |field: &Field| field.inner().iter().any(|inner| own.iter().any(|own| std::ptr::eq(*own, *inner)));
    for field in own.iter().filter(|field| !is_again(field)) {
        write_field(&mut fields, field, 0);
    }
    for field in [&header::COLUMN, &header::TAGS, &header::SUMMARY, &header::COVER, &header::SLUG] {
        write_field(&mut fields, field, 0);
    }
    match kind.info().syntax {
        Syntax::Markdown => format!("---\n{head}{fields}---\n\n{PLACEHOLDER}\n"),
        Syntax::Yaml => head + &fields,
    }
}

/// The fields that are filled in.
fn head(kind: Kind, title: &str, now: DateTime, taken: &BTreeSet<String>) -> String {
    let mut out = String::new();
    let day = when::iso_date(now.date());
    let parts = title.split(char::is_control).filter(|part| !part.is_empty());
    let title_line = parts.collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "{}: {}", header::TITLE.zh, typed(title_line.trim()));
    let _ = writeln!(out, "# {}\n{}: {}", header::ID.note.0, header::ID.zh, id(title, now, taken));
    if kind.info().dated {
        let _ = writeln!(out, "# {}\n{}: {day}", header::DATE.note.0, header::DATE.zh);
    }
    let _ = writeln!(out, "# 写好以后删掉下面这一行\n{}: 是", header::DRAFT.zh);
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
