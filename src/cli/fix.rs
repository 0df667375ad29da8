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
    if to_utf8 {
        fine &= convert(&sources, &files, yes, options);
    }
    match (options.lang, yes, count) {
        (_, _, 0) if !fine => {}
        (Lang::Zh, _, 0) => println!("没有能确定改法的地方"),
        (Lang::Zh, true, _) => println!("改了{number}个文件，{mends}处"),
        (Lang::Zh, false, _) => {
            println!("{number}个文件里有{mends}处能确定改法。加 --yes 就写进文件：gongsheng fix --yes")
        }
        (Lang::En, _, 0) => println!("There is nothing that can be mended with certainty"),
        (Lang::En, true, _) => println!("Mended {mends} places in {number} files"),
        (Lang::En, false, _) => println!(
            "{mends} places in {number} files can be mended with certainty. To write them: gongsheng fix --yes"
        ),
    }
    fine
}

/// Makes UTF-8 of the files that are in another encoding and have nothing else to mend.
fn convert(sources: &Sources, mended: &[Mended], yes: bool, options: &Options) -> bool {
    let mut fine = true;
    for (text, disk) in &sources.foreign {
        if mended.iter().any(|file| file.before.file == text.file) {
            continue;
        }
        println!("{}: → UTF-8", text.file);
        let as_it_is = Mended {
            disk: disk.clone(),
            before: text.clone(),
            after: text.text.to_string(),
            mends: Vec::new(),
            left: Vec::new(),
        };
        fine &= !yes || write(&as_it_is, true, options);
    }
    fine
}

/// The lines that change, before and after.
fn show(file: &Mended, rules: &Rules) {
    println!("{}", file.before.file);
    let diff = TextDiff::from_lines(&*file.before.text, file.after.as_str());
    for change in diff.iter_all_changes() {
        let (sign, line) = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => ("\x1b[31m-", change.old_index()),
            ChangeTag::Insert => ("\x1b[32m+", change.new_index()),
        };
        let text = veiled(change.value().trim_end_matches(['\n', '\r']), rules);
        let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        print!("{:>5} {sign} {shown}\x1b[0m\n", line.map_or(0, |line| line + 1));
    }
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
