//! The words that are no options → which verb.

use super::Options;
use gongsheng::both;
use gongsheng::diagnostic::{Code, all_codes};
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
    Fix { options: Options, yes: bool, to_utf8: bool },
    /// Make a new entry.
    New { options: Options, kind: Kind, title: String },
    /// Make a new site.
    Init { options: Options, folder: PathBuf },
    /// Make a ranking of a table.
    Import { options: Options, file: PathBuf, title: Option<String> },
    /// Say what a code means.
    Explain(Lang, &'static Code),
    /// Say how it is used.
    Help(Lang),
    /// Say which version it is.
    Version,
}

impl Verb {
    /// What goes with it; nothing with one that only speaks of the program.
    pub fn options(&self) -> Option<&Options> {
        match self {
            Verb::Build(options) | Verb::Watch(options) | Verb::Serve(options) | Verb::Check(options) => Some(options),
            Verb::Articles { options, .. } | Verb::Fix { options, .. } | Verb::New { options, .. } => Some(options),
            Verb::Init { options, .. } | Verb::Import { options, .. } => Some(options),
            Verb::Explain(..) | Verb::Help(_) | Verb::Version => None,
        }
    }
}

/// What each verb is called in both languages.
const VERBS: [(&str, &str); 10] = [
    ("build", "构建"),
    ("serve", "预览"),
    ("check", "检查"),
    ("wechat", "公众号"),
    ("fix", "改正"),
    ("new", "新建"),
    ("init", "建站"),
    ("ranking", "榜单"),
    ("explain", "解释"),
    ("help", "帮助"),
];

/// The options that belong to some verbs only.
const OWN: [(&str, &[&str]); 11] = [
    ("--output", &["build"]),
    ("--base-url", &["build", "check", "wechat"]),
    ("--watch", &["build"]),
    ("--poll", &["build", "serve"]),
    ("--port", &["serve"]),
    ("--open", &["serve"]),
    ("--lan", &["serve"]),
    ("--yes", &["fix"]),
    ("--utf8", &["fix"]),
    ("--like", &["new"]),
    ("--list", &["build"]),
];

impl Options {
    /// Which of the options that belong to some verbs only were given, in the order of [`OWN`].
    fn given(&self) -> [bool; OWN.len()] {
        let (output, base_url) = (self.output.is_some(), self.base_url.is_some());
        let (port, like) = (self.port.is_some(), self.like.is_some());
        [output, base_url, self.watch, self.polls, port, self.open, self.lan, self.yes, self.utf8, like, self.list]
    }
}

/// The English name of a verb, or which one was likely meant.
fn named(typed: &str) -> Result<&'static str, Both> {
    if let Some((name, _)) = VERBS.iter().find(|(en, zh)| [*en, *zh].contains(&typed)) {
        return Ok(name);
    }
    let all = VERBS.iter().flat_map(|(en, zh)| [*en, *zh]);
    Err(match all.map(|verb| (strsim::damerau_levenshtein(typed, verb), verb)).min() {
        Some((distance, verb)) if distance <= 2 && typed.chars().count() > distance => {
            both!("没有“{typed}”这个命令。是不是 {verb}？", "there is no command “{typed}”. Did you mean {verb}?")
        }
        _ => both!("没有“{typed}”这个命令", "there is no command “{typed}”"),
    })
}

/// What the words ask for.
pub(super) fn of(words: Vec<String>, options: Options) -> Result<Verb, Both> {
    let mut words = words.into_iter();
    let Some(typed) = words.next() else { return Ok(Verb::Help(options.lang)) };
    let name = named(&typed)?;
    let unused = OWN.iter().zip(options.given()).find(|((_, verbs), given)| *given && !verbs.contains(&name));
    if let Some(((option, _), _)) = unused {
        return Err(both!("{name} 用不着“{option}”", "{name} takes no “{option}”"));
    }
    let verb = match name {
        "build" if options.watch => Verb::Watch(options),
        "build" => Verb::Build(options),
        "serve" => Verb::Serve(options),
        "check" => Verb::Check(options),
        "wechat" => articles(&mut words, options)?,
        "fix" => {
            let (yes, to_utf8) = (options.yes, options.utf8);
            Verb::Fix { options, yes, to_utf8 }
        }
        "new" => entry(&mut words, options)?,
        "init" => {
            let folder = words.next().ok_or_else(|| {
                both!("建在哪个文件夹？gongsheng init 文件夹名", "in which folder? gongsheng init FOLDER")
            })?;
            Verb::Init { options, folder: folder.into() }
        }
        "ranking" => import(&mut words, options)?,
        "explain" => {
            let typed = words
                .next()
                .ok_or_else(|| both!("要解释哪个代号？gongsheng explain 代号", "which code? gongsheng explain CODE"))?;
            Verb::Explain(options.lang, code(&typed)?)
        }
        // The last of the table. One page is about all verbs.
        _ => {
            words.next().map(|verb| named(&verb)).transpose()?;
            Verb::Help(options.lang)
        }
    };
    match words.next() {
        Some(extra) => Err(both!("“{extra}”是多余的", "“{extra}” is one word too many")),
        None => Ok(verb),
    }
}

fn articles(words: &mut IntoIter<String>, options: Options) -> Result<Verb, Both> {
    match words.next().as_deref() {
        Some("check" | "检查") => Ok(Verb::Articles { options, files: words.map(PathBuf::from).collect() }),
        _ => Err(both!(
            "gongsheng wechat check 检查公众号推文；后面可以写 HTML 文件",
            "gongsheng wechat check checks the articles; files of HTML may follow"
        )),
    }
}

fn entry(words: &mut IntoIter<String>, options: Options) -> Result<Verb, Both> {
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

fn import(words: &mut IntoIter<String>, options: Options) -> Result<Verb, Both> {
    match (words.next().as_deref(), words.next()) {
        (Some("import" | "导入"), Some(file)) => Ok(Verb::Import { options, file: file.into(), title: title(words) }),
        _ => Err(both!(
            "榜单的命令是导入：gongsheng ranking import 文件 [标题]",
            "usage: gongsheng ranking import FILE [TITLE]"
        )),
    }
}

/// A title, whose words need no quotes.
fn title(words: &mut IntoIter<String>) -> Option<String> {
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The code that was typed, or the likely one.
fn code(typed: &str) -> Result<&'static Code, Both> {
    if let Some(code) = all_codes().find(|code| code.id == typed) {
        return Ok(code);
    }
    let near = all_codes().map(|code| (strsim::damerau_levenshtein(typed, code.id), code.id)).min();
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
