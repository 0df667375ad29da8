//! What a verb has to say, on the terminal or in a pipe.

use super::folded::folded;
use super::voice::{complain, say};
use super::{Format, Options};
use gongsheng::diagnostic::{Diagnostic, Severity, Style, any_stops, github, json, print as show};
use gongsheng::fact::grouped;
use gongsheng::lang::Lang;
use gongsheng::publish::CANNOT_WRITE;
use gongsheng::when;
use gongsheng::{Built, Hidden};
use std::path::{Component, Path};
use std::time::Duration;

/// Prints all that is wrong: for people where people look, for programs where programs read.
pub fn diagnostics(told: &[Diagnostic], strict: bool, options: &Options) {
    let style = Style { lang: options.lang, colour: true, strict };
    match options.format {
        Format::Text => folded(told).iter().for_each(|told| complain!("{}", show(told, style))),
        Format::Json => told.iter().for_each(|told| say!("{}", json(told, style))),
        Format::Github => {
            let above = path_of_project(&options.root);
            told.iter().for_each(|told| say!("{}", github(told, &above, style)));
        }
    }
    if options.format != Format::Json
        && let Some(counted) = count(told, strict, options.lang)
    {
        complain!("{counted}");
    }
}

/// The folder of the project as seen from the current one, with a slash at its end; nothing where that is the same, or
/// where it lies elsewhere.
fn path_of_project(root: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = root.strip_prefix(&here).unwrap_or(root);
    let mut path = String::new();
    for part in below.components() {
        match part {
            Component::Normal(part) => path.extend([&*part.to_string_lossy(), "/"]),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return String::new(),
        }
    }
    path
}

/// How many there are; None where nothing is wrong.
fn count(told: &[Diagnostic], strict: bool, lang: Lang) -> Option<String> {
    let errors = told.iter().filter(|told| told.stops(strict)).count();
    let notices = told.iter().filter(|told| told.severity == Severity::Notice).count();
    let warnings = told.len() - errors - notices;
    let counted = match (lang, errors) {
        (_, 0) if warnings == 0 => return None,
        (Lang::Zh, 0) => format!("{warnings}处警告"),
        (Lang::Zh, _) if warnings == 0 => format!("{errors}处错误"),
        (Lang::Zh, _) => format!("{errors}处错误，{warnings}处警告"),
        (Lang::En, 0) => format!("{warnings} warnings"),
        (Lang::En, _) if warnings == 0 => format!("{errors} errors"),
        (Lang::En, _) => format!("{errors} errors, {warnings} warnings"),
    };
    Some(match (lang, told.iter().filter(|told| told.edit.is_some()).count()) {
        (_, 0) => counted,
        (Lang::Zh, mended) => format!("{counted}，其中{mended}处 gongsheng fix 能改"),
        (Lang::En, mended) => format!("{counted}; gongsheng fix mends {mended} of them"),
    })
}

/// One line: what was built, how much changed, how long it took, and when something changes by itself; before it the
/// files that changed, where they are asked for.
pub fn built(built: &Built, took: Duration, options: &Options) {
    let next = built.next_moment.map(when::iso_minute);
    let Some(changes) = &built.changes else {
        return stopped(built, next, options);
    };
    if options.format == Format::Json {
        let mut line = serde_json::json!({
            "built": true, "entries": built.entries, "drafts": built.hidden.drafts, "future": built.hidden.future,
            "expired": built.hidden.expired, "files": changes.files, "bytes": changes.bytes,
            "rendered": changes.rendered.len(), "written": changes.written.len(), "removed": changes.removed.len(),
            "milliseconds": took.as_millis() as u64, "next": next,
        });
        if options.list {
            line["paths"] = serde_json::json!({ "written": changes.written, "removed": changes.removed });
        }
        return say!("{line}");
    }
    if options.list {
        changes.written.iter().for_each(|path| say!("+ {path}"));
        changes.removed.iter().for_each(|path| say!("- {path}"));
    }
    if options.quiet {
        return;
    }
    let (entries, files) = (built.entries, grouped(changes.files as u32));
    let (written, removed) = (changes.written.len(), changes.removed.len());
    let size = megabytes(changes.bytes);
    let took = seconds(took, options.lang);
    let hidden = hidden(built, options.lang);
    let next = match (next, options.lang) {
        (Some(next), Lang::Zh) => format!("下次自己会变：{next}"),
        (Some(next), Lang::En) => format!("The next change by itself: {next}"),
        (None, Lang::Zh) => "此后不会自己变".to_owned(),
        (None, Lang::En) => "Nothing changes by itself".to_owned(),
    };
    match options.lang {
        Lang::Zh => say!(
            "建好了：{entries}篇{hidden}，{files}个文件，{size}；这次写了{written}个，删了{removed}个，用时{took}。{next}"
        ),
        Lang::En => say!(
            "Built {entries} entries{hidden}, {files} files, {size}; wrote {written}, removed {removed}, in {took}. {next}"
        ),
    }
}

fn stopped(built: &Built, next: Option<String>, options: &Options) {
    // What stands there then, is said where it is told.
    let is_cut_off = built.diagnostics.iter().any(|told| told.code == &CANNOT_WRITE);
    if options.format == Format::Json {
        say!("{}", serde_json::json!({"built": false, "next": next}));
    } else if !options.quiet {
        match (options.lang, is_cut_off) {
            (Lang::Zh, false) => complain!("没有发布：先改好上面的错误。原来的网站没有动。"),
            (Lang::En, false) => {
                complain!("Nothing was published: mend the errors above first. The old site is untouched.")
            }
            (Lang::Zh, true) => complain!("没有发布完：先排除上面的问题，再运行一次。"),
            (Lang::En, true) => complain!("Publishing did not finish: mend what is told above, and run it again."),
        }
    }
}

/// One line between two builds; where the last one was kept out of its place, it is tried again.
pub fn waiting(is_kept_out: bool, options: &Options) {
    if options.format == Format::Json || options.quiet {
        return;
    }
    match (options.lang, is_kept_out) {
        (Lang::Zh, false) => say!("在等改动；按 Ctrl+C 停"),
        (Lang::En, false) => say!("Waiting for changes; Ctrl+C stops it"),
        (Lang::Zh, true) => say!("过一会儿自己再试；按 Ctrl+C 停"),
        (Lang::En, true) => say!("It is tried again by itself; Ctrl+C stops it"),
    }
}

/// What was checked: how many, and what they are called in Chinese and in English.
pub struct Checked(usize, &'static str, &'static str);

/// So many entries.
pub fn entries(count: usize) -> Checked {
    Checked(count, "篇", "entries")
}

/// So many files of HTML.
pub fn files(count: usize) -> Checked {
    Checked(count, "个文件", "files")
}

/// Says all that a check found, and one line more. Returns whether there is no error.
pub fn checked(told: &[Diagnostic], strict: bool, Checked(count, zh, en): Checked, options: &Options) -> bool {
    let failed = any_stops(told, strict);
    diagnostics(told, strict, options);
    if options.format == Format::Json {
        say!("{}", serde_json::json!({"ok": !failed, (en): count}));
    } else if !options.quiet && !failed {
        match options.lang {
            Lang::Zh => say!("检查完了：{count}{zh}，没有错误"),
            Lang::En => say!("Checked {count} {en}, no errors"),
        }
    }
    !failed
}

fn seconds(took: Duration, lang: Lang) -> String {
    match (took.as_millis(), lang) {
        (ms @ ..1000, Lang::Zh) => format!("{ms}毫秒"),
        (ms @ ..1000, Lang::En) => format!("{ms} ms"),
        (_, Lang::Zh) => format!("{:.1}秒", took.as_secs_f64()),
        (_, Lang::En) => format!("{:.1} s", took.as_secs_f64()),
    }
}

fn megabytes(bytes: u64) -> String {
    if bytes < 1_000_000 { format!("{} KB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}

/// What is there and not published: nobody should look for it in vain.
fn hidden(built: &Built, lang: Lang) -> String {
    let Hidden { drafts, future, expired } = built.hidden;
    let parts = match lang {
        Lang::Zh => [(drafts, "篇草稿"), (future, "篇未到时间"), (expired, "篇已下线")],
        Lang::En => [(drafts, " drafts"), (future, " in the future"), (expired, " expired")],
    };
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n}{what}")).collect();
    match (parts.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（另有{}，没有发布）", parts.join("、")),
        (false, Lang::En) => format!(" ({} not published)", parts.join(", ")),
    }
}
