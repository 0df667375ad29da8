//! `fix`: shows the mends that are certain, and writes them with `--yes`.

use super::voice::{complain, printed, say};
use super::{Options, report};
use gongsheng::both;
use gongsheng::checks::{self, Rules, veil};
use gongsheng::codes;
use gongsheng::config;
use gongsheng::diagnostic::{Diagnostic, Place, visible};
use gongsheng::edit::{self, Replaced};
use gongsheng::lang::{Both, Lang};
use gongsheng::mend::{Mended, mend_all};
use gongsheng::refusal::why;
use gongsheng::source::{NOT_UTF8, Sources};
use similar::{ChangeTag, TextDiff};

/// What was done, or would be with `--yes`.
#[derive(Default)]
struct Tally {
    /// How many files were mended, and in how many places.
    files: usize,
    places: usize,
    /// How many could be and were not: those in another encoding, and what could not be written.
    left_files: usize,
    left_places: usize,
    /// Of the files that can be mended, how many stay as they are without `--utf8`.
    foreign: usize,
    /// How many only become UTF-8.
    converted: usize,
}

/// Shows what would be mended, and mends it where that was asked for. Returns whether all went well.
pub fn fix(options: &Options) -> bool {
    let (yes, to_utf8) = (options.yes, options.utf8);
    let sources = gongsheng::source::read(&options.root);
    let config = config::parse(sources.config.as_ref(), None, codes::named, &mut Vec::new());
    let files = mend_all(&options.root, &sources, &config);
    let rules = config.rules();
    let mut tally = Tally::default();
    let mut unread = sources.diagnostics.clone();
    if yes && to_utf8 {
        // They become UTF-8 now; of one that cannot be written that is said below.
        let becomes = |place: &Place| sources.foreign.iter().any(|(text, _)| text.file == place.file);
        unread.retain(|told| told.code.id != NOT_UTF8.id || !told.place.as_ref().is_some_and(becomes));
    }
    veil(&mut unread, &rules);
    report::diagnostics(&unread, false, options);
    for file in &files {
        show(file, &rules, options.lang);
        let foreign = sources.foreign.iter().any(|(text, _)| text.file == file.before.file);
        tally.foreign += usize::from(foreign && !to_utf8);
        if !yes || write(file, to_utf8, &rules, options) {
            tally.files += 1;
            tally.places += file.mends.len();
        } else {
            tally.left_files += 1;
            tally.left_places += file.mends.len();
        }
    }
    if to_utf8 {
        convert(&sources, &files, &rules, options, &mut tally);
    }
    // What could not be read was not looked at either.
    let all_read = !unread.iter().any(Diagnostic::is_error);
    if all_read || tally.files + tally.converted > 0 {
        say!("{}", tally.said(yes, to_utf8).get(options.lang));
    }
    all_read && tally.left_files == 0
}

impl Tally {
    fn said(&self, yes: bool, to_utf8: bool) -> Both {
        let Tally { files, places, left_files, left_places, foreign, converted } = self;
        let mut said = Both::default();
        let mut say = |more: Both| {
            let space = if said.en.is_empty() { "" } else { " " };
            said = Both { zh: said.zh.clone() + &more.zh, en: format!("{}{space}{}", said.en, more.en) };
        };
        match (yes, files) {
            (_, 0) => {}
            (true, _) => say(both!("改了{files}个文件，{places}处。", "Mended {places} places in {files} files.")),
            (false, _) => say(both!(
                "{files}个文件里有{places}处能确定改法。",
                "{places} places in {files} files can be mended with certainty."
            )),
        }
        match (yes, converted) {
            (_, 0) => {}
            (true, _) => say(both!("{converted}个文件改成了 UTF-8。", "{converted} files are in UTF-8 now.")),
            (false, _) => say(both!("{converted}个文件可以改成 UTF-8。", "{converted} files can become UTF-8.")),
        }
        if *left_files > 0 {
            say(both!(
                "{left_files}个文件、{left_places}处能确定改法的没有写进去。",
                "{left_places} places in {left_files} files could be mended and were not written."
            ));
        }
        match (yes, files + converted) {
            (_, 0) if *left_files > 0 => {}
            (_, 0) => say(both!("没有能确定改法的地方", "There is nothing that can be mended with certainty")),
            (true, _) => say(both!("其余的要自己改：gongsheng check", "The rest is yours: gongsheng check")),
            (false, _) => {
                let utf8 = if to_utf8 { " --utf8" } else { "" };
                say(both!(
                    "加 --yes 就写进文件：gongsheng fix --yes{utf8}",
                    "To write them: gongsheng fix --yes{utf8}"
                ));
                if *foreign > 0 {
                    say(both!(
                        "；其中{foreign}个文件不是 UTF-8，再加 --utf8 才会写",
                        "({foreign} of the files are not UTF-8: they are written with --utf8 only)"
                    ));
                }
            }
        }
        said
    }
}

/// Makes UTF-8 of the files that are in another encoding and have nothing else to mend.
fn convert(sources: &Sources, mended: &[Mended], rules: &Rules, options: &Options, tally: &mut Tally) {
    let foreign = sources.foreign.iter().filter(|(text, _)| !mended.iter().any(|file| file.before.file == text.file));
    for (text, disk) in foreign {
        say!("{}: → UTF-8", printed(&text.file, rules));
        let (disk, before, after) = (disk.clone(), text.clone(), text.text.to_string());
        if !options.yes
            || write(
                &Mended { disk, before, after, told: Vec::new(), mends: Vec::new(), left: Vec::new() },
                true,
                rules,
                options,
            )
        {
            tally.converted += 1;
        } else {
            tally.left_files += 1;
        }
    }
}

/// The lines that change, before and after.
fn show(file: &Mended, rules: &Rules, lang: Lang) {
    say!("{}", printed(&file.before.file, rules));
    let diff = TextDiff::from_lines(&*file.before.text, file.after.as_str());
    // The line that went last, until another stays.
    let mut removed = None;
    let (told, left) = (checks::number_spans(&file.told), checks::number_spans(&file.left));
    // Where the next line begins, before and after.
    let (mut old, mut new) = (0, 0);
    for change in diff.iter_all_changes() {
        let (begin, numbers) = match change.tag() {
            ChangeTag::Insert => (new, &left),
            _ => (old, &told),
        };
        let length = change.value().len();
        old += if change.tag() == ChangeTag::Insert { 0 } else { length };
        new += if change.tag() == ChangeTag::Delete { 0 } else { length };
        if change.tag() == ChangeTag::Equal {
            removed = None;
            continue;
        }
        // What is shown here ends up in somebody's log.
        let text = checks::veiled_line(change.value().trim_end_matches(['\n', '\r']), begin, numbers, rules);
        let shown = visible(&text.replace('\t', "→"));
        match change.tag() {
            ChangeTag::Equal => {}
            ChangeTag::Delete => {
                line(change.old_index(), "\x1b[31m-", &shown);
                removed = Some(shown);
            }
            // What was hidden is hidden on both lines: it is said that it is.
            ChangeTag::Insert if removed.as_ref() == Some(&shown) => {
                let hidden = both!("（号码打上码）", "(the number is masked)");
                line(change.new_index(), "\x1b[32m+", &format!("{shown}  {}", hidden.get(lang)))
            }
            ChangeTag::Insert => line(change.new_index(), "\x1b[32m+", &shown),
        }
    }
}

fn line(index: Option<usize>, sign: &str, text: &str) {
    say!("{:>5} {sign} {text}\x1b[0m", index.map_or(0, |index| index + 1));
}

fn write(file: &Mended, to_utf8: bool, rules: &Rules, options: &Options) -> bool {
    let path = &file.disk;
    let shown = printed(&file.before.file, rules);
    match (edit::replace(path, &file.before.text, &file.after, to_utf8), options.lang) {
        (Ok(Replaced::Done), _) => return true,
        (Ok(Replaced::NotUtf8), Lang::Zh) => complain!("{shown} 不是 UTF-8，没有动它。加 --utf8 就改成 UTF-8 再写"),
        (Ok(Replaced::NotUtf8), Lang::En) => {
            complain!("{shown} is not UTF-8 and was left as it is. With --utf8 it becomes UTF-8")
        }
        (Ok(Replaced::ChangedMeanwhile), Lang::Zh) => complain!("{shown} 刚刚被别的程序改过，没有动它。再运行一次"),
        (Ok(Replaced::ChangedMeanwhile), Lang::En) => {
            complain!("{shown} was changed meanwhile and was left as it is. Run it again")
        }
        (Err(error), Lang::Zh) => complain!("写不了 {shown}：{}", why(&error).zh),
        (Err(error), Lang::En) => complain!("{shown} cannot be written: {}", why(&error).en),
    }
    false
}
