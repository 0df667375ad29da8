//! What was typed → which verb.

pub mod build;
pub mod fix;
mod help;
pub mod init;
pub mod new;
mod qr;
pub mod ranking;
pub mod report;
pub mod serve;
pub mod wechat;

use gongsheng::both;
use gongsheng::diagnostic::{Code, all_codes};
use gongsheng::kind::Kind;
use gongsheng::lang::{Both, Lang};
use gongsheng::when::{self, Zone};
use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;

pub use help::{help, version};

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

/// What goes with a verb.
#[derive(Debug, Clone)]
pub struct Options {
    pub lang: Lang,
    pub root: PathBuf,
    pub output: Option<PathBuf>,
    pub base_url: Option<String>,
    pub now: Option<String>,
    pub strict: bool,
    pub format: Format,
    pub quiet: bool,
    pub yes: bool,
    pub utf8: bool,
    pub watch: bool,
    pub polls: bool,
    pub port: Option<u16>,
    pub lan: bool,
    pub open: bool,
}

/// For whom it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs: a line of JSON each.
    Json,
    /// For a page of changes on GitHub: its workflow commands.
    Github,
}

/// Wrong use: what is wrong, in the language that was asked for.
pub struct Misuse {
    pub lang: Lang,
    pub message: Both,
}

/// Reads the command line. `locale` is what the environment says of the language.
pub fn parse(args: impl IntoIterator<Item = OsString>, locale: Option<&str>) -> Result<Verb, Misuse> {
    let mut options = Options {
        lang: Lang::from_locale(locale),
        root: PathBuf::from("."),
        output: None,
        base_url: None,
        now: None,
        strict: false,
        format: Format::Text,
        quiet: false,
        yes: false,
        utf8: false,
        watch: false,
        polls: false,
        port: None,
        lan: false,
        open: false,
    };
    let args: Vec<OsString> = args.into_iter().collect();
    // The language holds for whatever is wrong before it, too.
    let mut after = args.iter().skip_while(|arg| *arg != "--lang").skip(1);
    if after.next().is_some_and(|lang| lang == "en") {
        options.lang = Lang::En;
    }
    let words = match read(args, &mut options) {
        Ok(Some(words)) => words,
        Ok(None) => return Ok(Verb::Help(options.lang)),
        Err(Stop::Version) => return Ok(Verb::Version),
        Err(Stop::Wrong(message)) => return Err(Misuse { lang: options.lang, message }),
    };
    let lang = options.lang;
    verb(words, options).map_err(|message| Misuse { lang, message })
}

enum Stop {
    Version,
    Wrong(Both),
}

impl From<lexopt::Error> for Stop {
    fn from(error: lexopt::Error) -> Stop {
        Stop::Wrong(match error {
            lexopt::Error::MissingValue { option } => {
                let option = option.unwrap_or_default();
                both!("“{option}”后面要写一个值", "“{option}” wants a value")
            }
            lexopt::Error::UnexpectedOption(option) => both!("没有“{option}”这个选项", "there is no option “{option}”"),
            lexopt::Error::UnexpectedValue { option, .. } => both!("“{option}”后面不写值", "“{option}” takes no value"),
            lexopt::Error::NonUnicodeValue(_) => both!("有一个词不是有效的文字", "a word is no text"),
            _ => both!("命令看不懂", "the command is not understood"),
        })
    }
}

/// The words that are not options; None where help was asked for.
fn read(args: impl IntoIterator<Item = OsString>, options: &mut Options) -> Result<Option<Vec<String>>, Stop> {
    let mut parser = Parser::from_args(args);
    let (mut words, mut help) = (Vec::new(), false);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("lang") => {
                let lang = parser.value()?.string()?;
                options.lang = match lang.as_str() {
                    "zh" | "zh-CN" | "中文" => Lang::Zh,
                    "en" | "英文" => Lang::En,
                    _ => return Err(Stop::Wrong(both!("--lang 只能是 zh 或 en", "--lang is zh or en"))),
                };
            }
            Arg::Long("root") => options.root = parser.value()?.into(),
            Arg::Short('o') | Arg::Long("output") => options.output = Some(parser.value()?.into()),
            Arg::Long("base-url") => {
                let typed = parser.value()?.string()?;
                if let Err((message, help)) = gongsheng::config::base_url(&typed) {
                    let (zh, en) = (format!("{}。{}", message.zh, help.zh), format!("{}: {}", message.en, help.en));
                    return Err(Stop::Wrong(both!("{zh}", "{en}")));
                }
                options.base_url = Some(typed);
            }
            Arg::Long("now") => {
                let typed = parser.value()?.string()?;
                if let Err(mistake) = when::parse_instant(&typed, Zone::default()) {
                    let (message, help) = (mistake.message(), mistake.help());
                    let (zh, en) = (format!("{}。{}", message.zh, help.zh), format!("{}. {}", message.en, help.en));
                    return Err(Stop::Wrong(both!("--now {zh}", "--now: {en}")));
                }
                options.now = Some(typed);
            }
            Arg::Long("strict") => options.strict = true,
            Arg::Short('q') | Arg::Long("quiet") => options.quiet = true,
            Arg::Long("format") => match parser.value()?.string()?.as_str() {
                "json" => options.format = Format::Json,
                "text" => options.format = Format::Text,
                "github" => options.format = Format::Github,
                other => {
                    return Err(Stop::Wrong(both!(
                        "--format 没有“{other}”，只有 text、json 和 github",
                        "--format is text, json or github, not “{other}”"
                    )));
                }
            },
            Arg::Short('y') | Arg::Long("yes") => options.yes = true,
            Arg::Long("utf8") => options.utf8 = true,
            Arg::Long("watch") => options.watch = true,
            Arg::Long("poll") => options.polls = true,
            Arg::Long("port") => {
                let typed = parser.value()?.string()?;
                let port = typed.parse().ok().filter(|port| *port > 0);
                options.port = Some(port.ok_or_else(|| {
                    Stop::Wrong(both!(
                        "端口是1到65535的一个数，不是“{typed}”",
                        "a port is a number from 1 to 65535, not “{typed}”"
                    ))
                })?);
            }
            Arg::Long("lan") => options.lan = true,
            Arg::Long("open" | "打开") => options.open = true,
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Short('V') | Arg::Long("version") => return Err(Stop::Version),
            Arg::Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok((!help).then_some(words))
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
const OWN: [(&str, &[&str]); 9] = [
    ("--output", &["build"]),
    ("--base-url", &["build", "check", "wechat"]),
    ("--watch", &["build"]),
    ("--poll", &["build", "serve"]),
    ("--port", &["serve"]),
    ("--open", &["serve"]),
    ("--lan", &["serve"]),
    ("--yes", &["fix"]),
    ("--utf8", &["fix"]),
];

impl Options {
    /// Which of the options that belong to some verbs only were given, in the order of [`OWN`].
    fn given(&self) -> [bool; OWN.len()] {
        let (output, base_url) = (self.output.is_some(), self.base_url.is_some());
        let port = self.port.is_some();
        [output, base_url, self.watch, self.polls, port, self.open, self.lan, self.yes, self.utf8]
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

fn verb(words: Vec<String>, options: Options) -> Result<Verb, Both> {
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
        "wechat" => {
            let usage = || {
                both!(
                    "gongsheng wechat check 检查公众号推文；后面可以写 HTML 文件",
                    "gongsheng wechat check checks the articles; files of HTML may follow"
                )
            };
            match words.next().ok_or_else(usage)?.as_str() {
                "check" | "检查" => Verb::Articles { options, files: words.by_ref().map(PathBuf::from).collect() },
                _ => return Err(usage()),
            }
        }
        "fix" => {
            let (yes, to_utf8) = (options.yes, options.utf8);
            Verb::Fix { options, yes, to_utf8 }
        }
        "new" => {
            let kinds = || {
                both!(
                    "要建哪一类？文章、活动、放票：gongsheng new 活动 标题",
                    "which kind? gongsheng new post|event|ticket TITLE"
                )
            };
            let kind = match words.next().ok_or_else(kinds)?.as_str() {
                "post" | "文章" => Kind::Post,
                "event" | "活动" => Kind::Event,
                "ticket" | "放票" => Kind::Ticket,
                _ => return Err(kinds()),
            };
            let title: Vec<String> = words.by_ref().collect();
            if title.is_empty() {
                return Err(both!(
                    "还要写标题：gongsheng new 活动 标题",
                    "the title is missing: gongsheng new event TITLE"
                ));
            }
            Verb::New { options, kind, title: title.join(" ") }
        }
        "init" => {
            let folder = words.next().ok_or_else(|| {
                both!("建在哪个文件夹？gongsheng init 文件夹名", "in which folder? gongsheng init FOLDER")
            })?;
            Verb::Init { options, folder: folder.into() }
        }
        "ranking" => {
            let usage = || {
                both!(
                    "榜单的命令是导入：gongsheng ranking import 文件 [标题]",
                    "usage: gongsheng ranking import FILE [TITLE]"
                )
            };
            match words.next().as_deref() {
                Some("import" | "导入") => {}
                _ => return Err(usage()),
            }
            let file = words.next().ok_or_else(usage)?;
            let title: Vec<String> = words.by_ref().collect();
            let title = (!title.is_empty()).then(|| title.join(" "));
            Verb::Import { options, file: file.into(), title }
        }
        "explain" => {
            let typed = words
                .next()
                .ok_or_else(|| both!("要解释哪个代号？gongsheng explain 代号", "which code? gongsheng explain CODE"))?;
            Verb::Explain(options.lang, code(&typed)?)
        }
        // The last of the table.
        _ => Verb::Help(options.lang),
    };
    match words.next() {
        Some(extra) => Err(both!("“{extra}”是多余的", "“{extra}” is one word too many")),
        None => Ok(verb),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(args: &[&str]) -> String {
        match parse(args.iter().map(OsString::from), None) {
            Ok(verb) => panic!("{verb:?}"),
            Err(misuse) => misuse.message.zh,
        }
    }

    #[test]
    fn verbs_have_chinese_names() {
        let verb = |args: &[&str]| parse(args.iter().map(OsString::from), None).ok();
        assert!(matches!(verb(&["构建"]), Some(Verb::Build(_))));
        assert!(matches!(verb(&["构建", "--watch", "--poll"]), Some(Verb::Watch(options)) if options.polls));
        assert!(
            matches!(verb(&["预览", "--打开", "--lan"]), Some(Verb::Serve(options)) if options.open && options.lan)
        );
        assert!(matches!(verb(&["serve", "--port", "9000"]), Some(Verb::Serve(options)) if options.port == Some(9000)));
        assert!(matches!(verb(&["检查", "--strict"]), Some(Verb::Check(options)) if options.strict));
        assert!(
            matches!(verb(&["新建", "活动", "匠心", "课堂"]), Some(Verb::New { kind: Kind::Event, title, .. }) if title == "匠心 课堂")
        );
        assert!(matches!(verb(&["公众号", "检查"]), Some(Verb::Articles { files, .. }) if files.is_empty()));
        assert!(
            matches!(verb(&["wechat", "check", "a.html", "b.html"]), Some(Verb::Articles { files, .. }) if files.len() == 2)
        );
        assert!(matches!(verb(&["建站", "x"]), Some(Verb::Init { .. })));
        assert!(
            matches!(verb(&["榜单", "导入", "a.xlsx", "三月", "月榜"]), Some(Verb::Import { title: Some(title), .. }) if title == "三月 月榜")
        );
        assert!(matches!(verb(&[]), Some(Verb::Help(Lang::Zh))));
    }

    #[test]
    fn wrong_use_is_told_in_plain_words() {
        assert_eq!(wrong(&["biuld"]), "没有“biuld”这个命令。是不是 build？");
        assert_eq!(wrong(&["wechat"]), "gongsheng wechat check 检查公众号推文；后面可以写 HTML 文件");
        assert_eq!(wrong(&["build", "--ouput", "x"]), "没有“--ouput”这个选项");
        assert_eq!(wrong(&["build", "--output"]), "“--output”后面要写一个值");
        assert_eq!(
            wrong(&["build", "--base-url", "a.cn"]),
            "网址“a.cn”不完整。写完整的网址，如 https://gonghui.example.cn"
        );
        assert_eq!(wrong(&["serve", "--port", "0"]), "端口是1到65535的一个数，不是“0”");
        assert_eq!(wrong(&["serve", "--output", "x"]), "serve 用不着“--output”");
        assert_eq!(wrong(&["new", "活动"]), "还要写标题：gongsheng new 活动 标题");
    }
}
