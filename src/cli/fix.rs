//! `fix`: shows the mends that are certain, and writes them with `--yes`.

use super::Options;
use anstream::{eprintln, print, println};
use gongsheng::checks::{Rules, veil};
use gongsheng::config;
use gongsheng::diagnostic::{Code, Diagnostic};
use gongsheng::edit::{self, Replaced};
use gongsheng::lang::{Both, Lang};
use gongsheng::mend::{Mended, mend_all};
use gongsheng::source::Sources;
use similar::{ChangeTag, TextDiff};

/// Shows what would be mended, and mends it where that was asked for. Returns whether all went well.
pub fn fix(options: &Options, yes: bool, to_utf8: bool) -> bool {
    let sources = gongsheng::source::read(&options.root);
    let files = mend_all(&options.root, &sources);
    let rules = config::parse(sources.config.as_ref(), None, &mut Vec::new()).rules();
    let mut fine = true;
    let mut count = 0;
    let mut number = 0;
    for file in &files {
        show(file, &rules);
        let written = !yes || write(file, to_utf8, options);
        fine &= written;
        if written {
            count += file.mends.len();
            number += 1;
        }
    }
    let mends = count;
    let converted = if to_utf8 { convert(&sources, &files, yes, options) } else { Some(0) };
    fine &= converted.is_some();
    match (options.lang, yes, count) {
        (_, _, 0) if !fine => {}
        (Lang::Zh, true, 0) if converted > Some(0) => println!("改成了 UTF-8"),
        (Lang::Zh, false, 0) if converted > Some(0) => println!("加 --yes 就改成 UTF-8"),
        (Lang::En, true, 0) if converted > Some(0) => println!("Now in UTF-8"),
        (Lang::En, false, 0) if converted > Some(0) => println!("With --yes they become UTF-8"),
        (Lang::Zh, _, 0) => println!("没有能确定改法的地方"),
        (Lang::Zh, true, _) => println!("改了{number}个文件，{mends}处。其余的要自己改：gongsheng check"),
        (Lang::Zh, false, _) => {
            println!("{number}个文件里有{mends}处能确定改法。加 --yes 就写进文件：gongsheng fix --yes")
        }
        (Lang::En, _, 0) => println!("There is nothing that can be mended with certainty"),
        (Lang::En, true, _) => println!("Mended {mends} places in {number} files. The rest is yours: gongsheng check"),
        (Lang::En, false, _) => println!(
            "{mends} places in {number} files can be mended with certainty. To write them: gongsheng fix --yes"
        ),
    }
    fine
}

/// Makes UTF-8 of the files that are in another encoding and have nothing else to mend: how many there are,
/// or None where one could not be written.
fn convert(sources: &Sources, mended: &[Mended], yes: bool, options: &Options) -> Option<usize> {
    let foreign = sources.foreign.iter().filter(|(text, _)| !mended.iter().any(|file| file.before.file == text.file));
    let mut count = 0;
    for (text, disk) in foreign {
        println!("{}: → UTF-8", text.file);
        let (disk, before, after) = (disk.clone(), text.clone(), text.text.to_string());
        if yes && !write(&Mended { disk, before, after, mends: Vec::new(), left: Vec::new() }, true, options) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// The lines that change, before and after.
fn show(file: &Mended, rules: &Rules) {
    println!("{}", file.before.file);
    let diff = TextDiff::from_lines(&*file.before.text, file.after.as_str());
    let mut removed = String::new();
    for change in diff.iter_all_changes() {
        let text = veiled(change.value().trim_end_matches(['\n', '\r']), rules);
        let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        match change.tag() {
            ChangeTag::Equal => {}
            ChangeTag::Delete => {
                removed.clone_from(&shown);
                line(change.old_index(), "\x1b[31m-", &shown);
            }
            // What was hidden is hidden on both lines: it is said that it is.
            ChangeTag::Insert if shown == removed => {
                line(change.new_index(), "\x1b[32m+", &format!("{shown}  （****）"))
            }
            ChangeTag::Insert => line(change.new_index(), "\x1b[32m+", &shown),
        }
    }
}

fn line(index: Option<usize>, sign: &str, text: &str) {
    print!("{:>5} {sign} {text}\x1b[0m\n", index.map_or(0, |index| index + 1));
}

/// A line without the numbers that must not be published: what is shown here ends up in somebody's log.
fn veiled(line: &str, rules: &Rules) -> String {
    static SHOWN: Code = Code::notice("shown", "", "");
    let mut told = [Diagnostic::nowhere(&SHOWN, Both { zh: line.to_owned(), en: String::new() })];
    veil(&mut told, rules);
    let [told] = told;
    told.message.zh
}

fn write(file: &Mended, to_utf8: bool, options: &Options) -> bool {
    let path = &file.disk;
    let shown = &file.before.file;
    match (edit::replace(path, &file.before.text, &file.after, to_utf8), options.lang) {
        (Ok(Replaced::Done), _) => return true,
        (Ok(Replaced::NotUtf8), Lang::Zh) => eprintln!("{shown} 不是 UTF-8，没有动它。加 --utf8 就改成 UTF-8 再写"),
        (Ok(Replaced::NotUtf8), Lang::En) => {
            eprintln!("{shown} is not UTF-8 and was left as it is. With --utf8 it becomes UTF-8")
        }
        (Ok(Replaced::ChangedMeanwhile), Lang::Zh) => eprintln!("{shown} 刚刚被别的程序改过，没有动它。再运行一次"),
        (Ok(Replaced::ChangedMeanwhile), Lang::En) => {
            eprintln!("{shown} was changed meanwhile and was left as it is. Run it again")
        }
        (Err(_), Lang::Zh) => eprintln!("写不了 {shown}"),
        (Err(_), Lang::En) => eprintln!("{shown} cannot be written"),
    }
    false
}
