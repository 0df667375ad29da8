//! `ranking import FILE [TITLE]`: a table of others becomes a ranking, a draft; what was understood is told.
#![expect(clippy::disallowed_methods, reason = "the table may lie anywhere: it is no part of content/")]

use super::Options;
use super::new::{create, file_name, id, sources, taken};
use super::voice::{complain, printed, say};
use gongsheng::both;
use gongsheng::checks::Rules;
use gongsheng::kind::Kind;
use gongsheng::kind::ranking::import::{self, Head, Import, Told};
use gongsheng::lang::{Both, Lang};
use gongsheng::when::{self, DateTime};
use gongsheng::{codes, config};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// No table that people make is larger.
const MOST: u64 = 20 * 1024 * 1024;

/// More doubts than these are told by their number.
const DOUBTS: usize = 20;

/// Makes the file. Returns whether it did: an existing one is never written over.
pub fn import(options: &Options, file: &Path, title: Option<&str>, now: DateTime) -> bool {
    let Some(sources) = sources(options) else { return false };
    let rules = config::parse(sources.config.as_ref(), None, codes::named, &mut Vec::new()).rules();
    let taken = taken(&sources);
    let table = match table(file, title, &rules) {
        Ok(table) => table,
        Err(why) => {
            complain!("{}", why.get(options.lang));
            return false;
        }
    };
    let title = table.title.clone();
    let day = when::iso_date(now.date());
    let yaml = table.yaml(&Head { title: &title, id: &id(&title, now, &taken), date: &day });
    let name = format!("{day}-{}.yaml", file_name(&title));
    let shown = printed(&file.display().to_string(), &rules);
    let otherwise = both!(
        "在命令后面写一个标题：gongsheng ranking import {shown} 标题",
        "Give a title: gongsheng ranking import {shown} TITLE"
    );
    let made = create(options, Kind::Ranking.info().folder, &name, &yaml, &otherwise);
    if let Some(made) = &made {
        understood(options.lang, &table, &title, made, &rules);
    }
    made.is_some()
}

/// What the file holds, or why nothing can be made of it.
fn table(file: &Path, title: Option<&str>, rules: &Rules) -> Result<Import, Both> {
    let shown = printed(&file.display().to_string(), rules);
    let bytes = read(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => both!("没有 {shown} 这个文件", "there is no file {shown}"),
        _ => {
            both!("读不了 {shown}：看看是不是被别的程序占用着", "{shown} cannot be read: is another program using it?")
        }
    })?;
    if bytes.len() as u64 > MOST {
        return Err(both!("{shown} 超过20 MB，不像一张表格", "{shown} has more than 20 MB and is hardly a table"));
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    import::read(bytes, title, &stem).map_err(|Both { zh, en }| {
        let (zh, en) = (printed(&zh, rules), printed(&en, rules));
        both!("{shown}：{zh}", "{shown}: {en}")
    })
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Tells how the table was understood.
fn understood(lang: Lang, table: &Import, title: &str, written: &str, rules: &Rules) {
    let (title, written) = (printed(title, rules), printed(written, rules));
    let head = both!("标题是“{title}”", "the title is “{title}”");
    say!("{}", head.get(lang));
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
            (Told::Fact(both), lang) => say!("{}", printed(both.get(lang), rules)),
            (Told::Doubt(both), Lang::Zh) => say!("请核对：{}", printed(&both.zh, rules)),
            (Told::Doubt(both), Lang::En) => say!("Look at this: {}", printed(&both.en, rules)),
        }
    }
    if doubts > DOUBTS {
        let more = doubts - DOUBTS;
        let more = both!("还有{more}条要核对的，没有列出来", "and {more} more to look at");
        say!("{}", more.get(lang));
    }
    let done = both!(
        "新建了 {written}\n照着原表核对一遍，填上发布单位和期，把“草稿: 是”一行删掉，再运行 gongsheng build",
        "Made {written}\nCompare it with the table, fill in issuer and period, remove the line “草稿: 是” (draft: yes), and run gongsheng build"
    );
    say!("{}", done.get(lang));
}
