//! What is told of texts, for a person who counts how much of it is right: `cargo bench --bench checks -- FOLDER`. Each
//! .txt and .md of the folder is checked as the body of a post, or whole where it has fields of its own. Prints each
//! code with how often it was told, and below it each place, the words there within their line, and the mend.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads, measures and prints")]

use gongsheng::checks::Rules;
use gongsheng::diagnostic::{Diagnostic, Text};
use gongsheng::entry;
use gongsheng::kind::Kind;
use gongsheng::source::EntrySource;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The fields of a text that has none. The day is that of the first notices of the demo.
const HEAD: &str = "---\n标题: 正文\n编号: 100001\n日期: 2017-3-1\n---\n";

/// So many characters are printed of what stands there, and of its line on either side.
const WORDS_MAX: usize = 40;
const BESIDE: usize = 12;

/// The texts of a folder, in the order of their names.
fn texts(folder: &Path) -> Vec<PathBuf> {
    let is_text = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut texts: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_text).collect();
    texts.sort();
    texts
}

/// All that is told of a text: its code, and a line to print.
fn told(path: &Path) -> Vec<(&'static str, String)> {
    let body = String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let head = if body.starts_with("---") { "" } else { HEAD };
    let text = Text::new(&*name, format!("{head}{body}"));
    let source = EntrySource::new(Kind::Post, "posts/text.md".into(), text.clone(), path.into());
    let (_, told) = entry::parse(&source, &Rules::default());
    told.iter().map(|told| (told.code.id, shown(told, &text, head.lines().count()))).collect()
}

/// One place: the file, line and column, the words there within their line, and the mend.
fn shown(told: &Diagnostic, text: &Text, head: usize) -> String {
    let mend = match (&told.edit, &told.help) {
        (Some(edit), _) => format!("→ {}", edit.text.escape_debug()),
        (None, Some(help)) => help.zh.clone(),
        (None, None) => String::new(),
    };
    let Some(place) = &told.place else { return format!("{}  {}  {mend}", text.file, told.message.zh) };
    let line = (place.line as usize).saturating_sub(head);
    format!("{}:{line}:{}  {}  {mend}", place.file, place.column, words(&text.text, place.span.clone()))
}

/// Some words in brackets, with what stands beside them in their lines.
fn words(text: &str, span: Range<usize>) -> String {
    let (before, rest) = text.split_at(span.start);
    let (words, after) = rest.split_at(span.len());
    let before: Vec<char> = before.chars().rev().take_while(|c| *c != '\n').take(BESIDE).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = after.chars().take_while(|c| *c != '\n').take(BESIDE).collect();
    let words: String = words.lines().next().unwrap_or_default().chars().take(WORDS_MAX).collect();
    format!("{before}⟦{words}⟧{after}")
}

fn main() {
    // What cargo adds begins with a hyphen.
    let Some(folder) = std::env::args().skip(1).find(|typed| !typed.starts_with('-')) else {
        println!("cargo bench --bench checks -- FOLDER");
        return;
    };
    let texts = texts(Path::new(&folder));
    let mut codes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (code, line) in texts.iter().flat_map(|path| told(path)) {
        codes.entry(code).or_default().push(line);
    }
    let count: usize = codes.values().map(Vec::len).sum();
    println!("{} texts, {count} told", texts.len());
    let mut codes: Vec<_> = codes.into_iter().collect();
    codes.sort_by_key(|(code, lines)| (Reverse(lines.len()), *code));
    for (code, lines) in &codes {
        println!("{:>5}  {code}", lines.len());
    }
    for (code, lines) in &codes {
        println!("\n{code}");
        lines.iter().for_each(|line| println!("    {line}"));
    }
}
