//! Files beside entries to which nothing leads: what was meant as an entry and is none.

use super::links::decoded;
use crate::attachment::FileKind;
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::entry::{Entry, undated};
use crate::kind::{KINDS, Syntax};
use crate::lang::Both;
use crate::path;
use crate::source::{FileSource, Nature, STRAY};
use std::collections::HashSet;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// What a file was perhaps meant as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// An entry whose ending is that of the editor.
    Entry,
    /// The text of an entry, in a word processor's file.
    Manuscript,
    /// The rows of a ranking.
    Table,
}

/// Tells the files that were perhaps meant as entries. What an entry names is an attachment, and beside an entry of the
/// same name lies what it was made of.
pub(super) fn told(files: &[FileSource], entries: &[Arc<Entry>]) -> Vec<Diagnostic> {
    let mut left: Vec<(&FileSource, Meant)> = files.iter().filter_map(|file| Some((file, meant(file)?))).collect();
    if left.is_empty() {
        return Vec::new();
    }
    let sources: HashSet<(&str, &str)> = entries.iter().flat_map(|entry| source_names(&entry.card.path)).collect();
    left.retain(|(file, _)| !source_names(&file.path).iter().any(|name| sources.contains(name)));
    if left.is_empty() {
        return Vec::new();
    }
    let named: HashSet<String> = entries.iter().flat_map(|entry| names(entry)).collect();
    left.retain(|(file, _)| !named.contains(&last(&file.path).to_lowercase()));
    left.into_iter().map(|(file, meant)| tell(file, meant)).collect()
}

/// What a file in the folder of a kind was perhaps meant as. What lies deeper was put away.
fn meant(file: &FileSource) -> Option<Meant> {
    let (folder, name) = file.path.split_once('/')?;
    let (_, ending) = name.rsplit_once('.')?;
    let info = KINDS.iter().find(|info| info.folder == folder)?;
    match ending.to_ascii_lowercase().as_str() {
        "txt" => is_begun_as_an_entry(file).then_some(Meant::Entry),
        "doc" | "docx" | "wps" if !name.contains('/') && info.syntax == Syntax::Markdown => Some(Meant::Manuscript),
        "xls" | "xlsx" | "et" | "csv" if !name.contains('/') && info.syntax == Syntax::Yaml => Some(Meant::Table),
        _ => None,
    }
}

/// Whether a text begins with the fields of an entry.
fn is_begun_as_an_entry(file: &FileSource) -> bool {
    let Nature::File(facts) = &file.nature else { return false };
    let text = facts.text.trim_start_matches('\u{feff}').trim_start();
    facts.kind == FileKind::Text && text.starts_with("---")
}

/// Under which names what an entry was made of lies beside it, 通知.docx beside 2026-3-8-通知.md: each with its folder.
fn source_names(file: &str) -> [(&str, &str); 2] {
    [path::stem(file), undated(file)].map(|name| (path::folder(file), name))
}

/// The names of the files that an entry leads to, in small letters.
fn names(entry: &Entry) -> impl Iterator<Item = String> {
    let links = entry.body.outline.targets.iter().map(|target| &*target.href);
    let attachments = entry.card.header.attachments.iter().map(|attachment| attachment.file.value.as_str());
    links.chain(attachments).map(|href| {
        let target = href.split(['#', '?']).next().unwrap_or_default();
        last(&decoded(target)).nfc().collect::<String>().to_lowercase()
    })
}

/// The last part of what people type, on Windows with backslashes.
fn last(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn tell(file: &FileSource, meant: Meant) -> Diagnostic {
    let shown = &file.shown;
    let (message, help): (Both, Both) = match meant {
        Meant::Entry => (
            both!(
                "“{shown}”像是一篇，却是 .txt，不会发布",
                "“{shown}” looks like an entry, but is a .txt and is not published"
            ),
            both!(
                "文件名末尾的 .txt 改成 .md，榜单改成 .yaml；看不见它，就在资源管理器的“查看”里勾上“文件扩展名”",
                "let its name end in .md, or .yaml for a ranking; if .txt is not seen, let the Explorer show file name extensions"
            ),
        ),
        Meant::Manuscript => (
            both!("“{shown}”不会变成网页，也没有哪一篇用到它", "“{shown}” becomes no page, and no entry leads to it"),
            both!(
                "要发布里面的文字，新建一篇，贴进正文；给读者下载的，在那一篇里写成附件或链接；不用的移出 content",
                "to publish its text, make an entry and paste it; to offer the file, name it in an entry; otherwise move it out of content"
            ),
        ),
        Meant::Table => (
            both!(
                "“{shown}”不会变成榜单，也没有哪一篇用到它",
                "“{shown}” becomes no ranking, and no entry leads to it"
            ),
            both!(
                "运行 gongsheng 榜单 导入 \"{shown}\"，变成榜单以后把它移出 content；给读者下载的，在那一篇里写成附件",
                "run gongsheng ranking import \"{shown}\" and move it out of content; to offer the file, name it in an entry"
            ),
        ),
    };
    Diagnostic::at(&STRAY, Place::file(shown), message).help(help)
}
