//! `ranking import FILE [TITLE]`: a table of others becomes a ranking, a draft; what was understood is told.
#![expect(clippy::disallowed_methods, reason = "the table may lie anywhere: it is no part of content/")]

use super::Options;
use super::new::{file_name, id};
use anstream::{eprintln, println};
use gongsheng::checks::Rules;
use gongsheng::kind::Kind;
use gongsheng::kind::ranking::import::{self, Head, Import, Told};
use gongsheng::lang::{Both, Lang};
use gongsheng::when::{self, DateTime};
use gongsheng::{both, edit};
use std::collections::BTreeSet;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// No table that people make is larger.
const MOST: u64 = 20 * 1024 * 1024;

/// More doubts than these are told by their number.
const DOUBTS: usize = 20;

/// Makes the file. Returns whether it did: an existing one is never written over.
pub fn import(options: &Options, file: &Path, title: Option<&str>, now: DateTime) -> bool {
    let tell = |both: &Both| eprintln!("{}", both.get(options.lang));
    let sources = gongsheng::source::read(&options.root);
    if sources.config.is_none() {
        tell(&both!(
            "这里没有 content/site.yaml。到网站的文件夹里运行，或用 gongsheng init 文件夹名 新建一个网站",
            "There is no content/site.yaml here. Run it in the folder of the site, or begin one with gongsheng init FOLDER"
        ));
        return false;
    }
    let shown = file.display();
    let bytes = match read(file) {
        Ok(bytes) if bytes.len() as u64 > MOST => {
            tell(&both!("{shown} 超过20 MB，不像一张表格", "{shown} has more than 20 MB and is hardly a table"));
            return false;
        }
        Ok(bytes) => bytes,
        Err(error) => {
            let there = error.kind() != ErrorKind::NotFound;
            tell(&match there {
                true => both!(
                    "读不了 {shown}：看看是不是被别的程序占用着",
                    "{shown} cannot be read: is another program using it?"
                ),
                false => both!("没有 {shown} 这个文件", "there is no file {shown}"),
            });
            return false;
        }
    };
    let table = match import::read(bytes) {
        Ok(table) => table,
        Err(why) => {
            let (zh, en) = (&why.zh, &why.en);
            tell(&both!("{shown}：{zh}", "{shown}: {en}"));
            return false;
        }
    };
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let title = title.map(str::to_owned).or_else(|| table.title.clone()).unwrap_or(stem);
    let taken: BTreeSet<String> =
        sources.entries.iter().map(|source| gongsheng::entry::parse(source, &Rules::default()).0.card.id).collect();
    let day = when::iso_date(now.date());
    let yaml = table.yaml(&Head { title: &title, id: &id(&title, now, &taken), date: &day });
    let name = format!("{day}-{}.yaml", file_name(&title));
    let folder = Kind::Ranking.info().folder;
    let written = format!("content/{folder}/{name}");
    match edit::create(&options.root.join("content").join(folder).join(&name), yaml.as_bytes()) {
        Ok(()) => {
            say(options.lang, &table, &title, &written);
            true
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            tell(&both!(
                "{written} 已经有了，没有动它。在命令后面写一个标题：gongsheng ranking import {shown} 标题",
                "{written} is there already and was left as it is. Give a title: gongsheng ranking import {shown} TITLE"
            ));
            false
        }
        Err(_) => {
            tell(&both!(
                "写不了 {written}：看看这个文件夹能不能写",
                "{written} cannot be written: is the folder writable?"
            ));
            false
        }
    }
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Tells how the table was understood.
fn say(lang: Lang, table: &Import, title: &str, written: &str) {
    let head = both!("标题是“{title}”", "the title is “{title}”");
    println!("{}", head.get(lang));
    let doubts = table.told.iter().filter(|told| matches!(told, Told::Doubt(_))).count();
    let mut left = DOUBTS;
    for told in &table.told {
        if matches!(told, Told::Doubt(_)) {
            if left == 0 {
                continue;
            }
            left -= 1;
        }
        match (told, lang) {
            (Told::Fact(both), lang) => println!("{}", both.get(lang)),
            (Told::Doubt(both), Lang::Zh) => println!("请核对：{}", both.zh),
            (Told::Doubt(both), Lang::En) => println!("Look at this: {}", both.en),
        }
    }
    if doubts > DOUBTS {
        let more = doubts - DOUBTS;
        let more = both!("还有{more}条要核对的，没有列出来", "and {more} more to look at");
        println!("{}", more.get(lang));
    }
    let done = both!(
        "新建了 {written}\n照着原表核对一遍，填上发布单位和期，把“草稿: 是”一行删掉，再运行 gongsheng build",
        "Made {written}\nCompare it with the table, fill in issuer and period, remove the line “草稿: 是” (draft: yes), and run gongsheng build"
    );
    println!("{}", done.get(lang));
}
