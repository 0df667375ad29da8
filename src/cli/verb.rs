//! The words that are no options → which verb.

use super::option::{Opt, Options};
use gongsheng::both;
use gongsheng::codes;
use gongsheng::diagnostic::Code;
use gongsheng::kind::{KINDS, Kind};
use gongsheng::lang::{Both, Lang};
use std::path::PathBuf;
use std::vec::IntoIter;

/// What was asked for.
#[derive(Debug)]
pub enum Verb {
    /// Build the site.
    Build(Options),
    /// Build the site, and again whenever something changes.
    Watch(Options),
    /// Show the site in a browser, as it is while it is written.
    Serve(Options),
    /// Say what a build would say.
    Check(Options),
    /// Say what WeChat does not take, of the entries or of files of HTML.
    Articles { options: Options, files: Vec<PathBuf> },
    /// Mend what is certain.
    Fix(Options),
    /// Make a new entry.
    New { options: Options, kind: Kind, title: String },
    /// Make a new site.
    Init { options: Options, folder: PathBuf },
    /// Make a ranking of a table.
    Import { options: Options, file: PathBuf, title: Option<String> },
    /// Say what a code means.
    Explain(Lang, &'static Code),
    /// Say how it is used: all of it, or one verb.
    Help(Lang, Option<&'static VerbInfo>),
    /// Say which version it is.
    Version,
}

impl Verb {
    /// What goes with it; nothing with one that only speaks of the program.
    pub fn options(&self) -> Option<&Options> {
        match self {
            Verb::Build(options) | Verb::Watch(options) | Verb::Serve(options) | Verb::Check(options) => Some(options),
            Verb::Fix(options) | Verb::Articles { options, .. } | Verb::New { options, .. } => Some(options),
            Verb::Init { options, .. } | Verb::Import { options, .. } => Some(options),
            Verb::Explain(..) | Verb::Help(..) | Verb::Version => None,
        }
    }
}

/// A verb, as it is typed and as the help tells of it.
#[derive(Debug)]
pub struct VerbInfo {
    /// What it is called, in English and in Chinese.
    pub names: [&'static str; 2],
    /// What must follow for it to do anything, likewise.
    deed: [&'static str; 2],
    /// How it is used, in Chinese and in English.
    usage: [&'static str; 2],
    /// What it does, in Chinese and in English.
    about: [&'static str; 2],
    /// Takes the words behind it that are its own.
    read: fn(&mut Words, Options) -> Result<Verb, Both>,
}

/// The words that nobody has taken yet.
type Words = IntoIter<String>;

/// The verbs, in the order of the help.
#[rustfmt::skip]
pub static VERBS: [VerbInfo; 10] = [
    VerbInfo { names: ["build", "构建"], deed: ["", ""],
        usage: ["build", "build"],
        about: ["检查并生成网站，放进 site/", "check and build the site into site/"],
        read: |_, options| Ok(if options.watch { Verb::Watch(options) } else { Verb::Build(options) }) },
    VerbInfo { names: ["serve", "预览"], deed: ["", ""],
        usage: ["serve", "serve"],
        about: ["在浏览器里看网站，一边写一边变；草稿也看得到", "show the site in a browser while it is written, drafts too"],
        read: |_, options| Ok(Verb::Serve(options)) },
    VerbInfo { names: ["check", "检查"], deed: ["", ""],
        usage: ["check", "check"],
        about: ["说出内容里的一切毛病，网站不动", "say what a build would say of the content, and publish nothing"],
        read: |_, options| Ok(Verb::Check(options)) },
    VerbInfo { names: ["wechat", "公众号"], deed: [" check", " 检查"],
        usage: ["wechat check [HTML 文件…]", "wechat check [HTML FILE…]"],
        about: ["公众号会删掉或改掉什么；后面可以写 HTML 文件", "say what WeChat takes out of the articles, or of files of HTML"],
        read: articles },
    VerbInfo { names: ["fix", "改正"], deed: ["", ""],
        usage: ["fix", "fix"],
        about: ["把能确定改法的地方列出来，加 --yes 就写进文件", "show what can be mended with certainty; with --yes, mend it"],
        read: |_, options| Ok(Verb::Fix(options)) },
    VerbInfo { names: ["new", "新建"], deed: ["", ""],
        usage: ["new 文章|活动|放票|榜单|页面 标题", "new post|event|ticket|ranking|page TITLE"],
        about: ["新建一篇：gongsheng new 文章|活动|放票|榜单|页面 标题；加 --照 文件，照着以前的一篇",
            "make an entry: gongsheng new post|event|ticket|ranking|page TITLE; --like FILE: like an older one"],
        read: entry },
    VerbInfo { names: ["init", "建站"], deed: ["", ""],
        usage: ["init 文件夹名", "init FOLDER"],
        about: ["新建一个能直接构建的小网站：gongsheng init 文件夹名", "make a small site that builds at once: gongsheng init FOLDER"],
        read: site },
    VerbInfo { names: ["ranking", "榜单"], deed: ["", ""],
        usage: ["ranking import 文件 [标题]", "ranking import FILE [TITLE]"],
        about: ["把表格变成榜单：gongsheng ranking import 文件 [标题]，表格是 .xlsx、.csv 或粘贴成的 .txt",
            "make a ranking of a table (.xlsx, .csv, pasted text): gongsheng ranking import FILE [TITLE]"],
        read: import },
    VerbInfo { names: ["explain", "解释"], deed: ["", ""],
        usage: ["explain 代号", "explain CODE"],
        about: ["一个代号是什么意思、怎么改：gongsheng explain 代号",
            "what a code means and how it is mended: gongsheng explain CODE"],
        read: explained },
    VerbInfo { names: ["help", "帮助"], deed: ["", ""],
        usage: ["help [命令]", "help [VERB]"],
        about: ["显示这些", "show this"],
        read: help },
];

impl VerbInfo {
    /// How it is listed: in both languages.
    pub fn heading(&self) -> String {
        let ([en, zh], [deed_en, deed_zh]) = (self.names, self.deed);
        format!("{:<7} {zh}{deed_zh}", format!("{en}{deed_en}"))
    }

    /// How it is used.
    pub fn usage(&self, lang: Lang) -> &'static str {
        let [zh, en] = self.usage;
        lang.pick(zh, en)
    }

    /// What it does.
    pub fn about(&self, lang: Lang) -> &'static str {
        let [zh, en] = self.about;
        lang.pick(zh, en)
    }
}

/// The verb that was typed, or which one was likely meant.
fn named(typed: &str) -> Result<&'static VerbInfo, Both> {
    if let Some(verb) = VERBS.iter().find(|verb| verb.names.contains(&typed)) {
        return Ok(verb);
    }
    let all = VERBS.iter().flat_map(|verb| verb.names);
    Err(match all.map(|verb| (strsim::damerau_levenshtein(typed, verb), verb)).min() {
        Some((distance, verb)) if distance <= 2 && typed.chars().count() > distance => {
            both!("没有“{typed}”这个命令。是不是 {verb}？", "there is no command “{typed}”. Did you mean {verb}?")
        }
        _ => both!("没有“{typed}”这个命令", "there is no command “{typed}”"),
    })
}

/// What the words ask for, with the options that were given.
pub(super) fn of(words: Vec<String>, options: Options, given: &[&Opt]) -> Result<Verb, Both> {
    if options.version {
        return Ok(Verb::Version);
    }
    let mut words = words.into_iter();
    let Some(typed) = words.next() else { return Ok(Verb::Help(options.lang, None)) };
    let verb = named(&typed)?;
    if options.help {
        return Ok(Verb::Help(options.lang, Some(verb)));
    }
    let name = verb.names[0];
    if let Some(unused) = given.iter().find(|option| !option.goes_with(name)) {
        let option = unused.names[0];
        return Err(both!("{name} 用不着“--{option}”", "{name} takes no “--{option}”"));
    }
    let verb = (verb.read)(&mut words, options)?;
    match words.next() {
        Some(extra) => Err(both!("“{extra}”是多余的", "“{extra}” is one word too many")),
        None => Ok(verb),
    }
}

fn articles(words: &mut Words, options: Options) -> Result<Verb, Both> {
    match words.next().as_deref() {
        Some("check" | "检查") => Ok(Verb::Articles { options, files: words.map(PathBuf::from).collect() }),
        _ => Err(both!(
            "gongsheng wechat check 检查公众号推文；后面可以写 HTML 文件",
            "gongsheng wechat check checks the articles; files of HTML may follow"
        )),
    }
}

fn entry(words: &mut Words, options: Options) -> Result<Verb, Both> {
    let typed = words.next().unwrap_or_default();
    let named = KINDS.iter().find(|info| info.words().contains(&typed.as_str()));
    let Some(kind) = named.map(|info| info.kind) else {
        return Err(both!(
            "要建哪一类？文章、活动、放票、榜单、页面：gongsheng new 活动 标题",
            "which kind? gongsheng new post|event|ticket|ranking|page TITLE"
        ));
    };
    let title = title(words).ok_or_else(|| {
        both!("还要写标题：gongsheng new 活动 标题", "the title is missing: gongsheng new event TITLE")
    })?;
    Ok(Verb::New { options, kind, title })
}

fn site(words: &mut Words, options: Options) -> Result<Verb, Both> {
    let folder = words
        .next()
        .ok_or_else(|| both!("建在哪个文件夹？gongsheng init 文件夹名", "in which folder? gongsheng init FOLDER"))?;
    Ok(Verb::Init { options, folder: folder.into() })
}

fn import(words: &mut Words, options: Options) -> Result<Verb, Both> {
    match (words.next().as_deref(), words.next()) {
        (Some("import" | "导入"), Some(file)) => Ok(Verb::Import { options, file: file.into(), title: title(words) }),
        _ => Err(both!(
            "榜单的命令是导入：gongsheng ranking import 文件 [标题]",
            "usage: gongsheng ranking import FILE [TITLE]"
        )),
    }
}

fn explained(words: &mut Words, options: Options) -> Result<Verb, Both> {
    let typed = words
        .next()
        .ok_or_else(|| both!("要解释哪个代号？gongsheng explain 代号", "which code? gongsheng explain CODE"))?;
    Ok(Verb::Explain(options.lang, code(&typed)?))
}

fn help(words: &mut Words, options: Options) -> Result<Verb, Both> {
    Ok(Verb::Help(options.lang, words.next().map(|verb| named(&verb)).transpose()?))
}

/// A title, whose words need no quotes.
fn title(words: &mut Words) -> Option<String> {
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The code that was typed, or the likely one.
fn code(typed: &str) -> Result<&'static Code, Both> {
    if let Some(code) = codes::named(typed) {
        return Ok(code);
    }
    let near = codes::all().map(|code| (strsim::damerau_levenshtein(typed, code.id), code.id)).min();
    Err(match near {
        Some((distance, near)) if distance * 3 <= near.len() => {
            both!("没有“{typed}”这个代号。是不是 {near}？", "there is no code “{typed}”. Did you mean {near}?")
        }
        _ => both!(
            "没有“{typed}”这个代号：它写在每条提示开头的方括号里",
            "there is no code “{typed}”: it stands in brackets before each message"
        ),
    })
}
