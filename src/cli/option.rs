//! The options, a row each: how it is read, with which verbs it goes, and what the help says of it.

use super::Format;
use gongsheng::both;
use gongsheng::lang::{Both, Lang};
use gongsheng::when::{self, Zone};
use lexopt::{Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;

/// What goes with a verb.
#[derive(Debug, Clone, Default)]
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
    pub like: Option<PathBuf>,
    pub list: bool,
    pub help: bool,
    pub version: bool,
}

/// An option.
pub struct Opt {
    /// What it is called behind `--`.
    pub names: &'static [&'static str],
    /// What it is called behind `-`, where it has a short name.
    short: Option<char>,
    /// The verbs that it goes with; none where it goes with all.
    pub verbs: &'static [&'static str],
    take: Take,
    /// How it is written and what it does, in Chinese.
    zh: [&'static str; 2],
    /// How it is written and what it does, in English.
    en: [&'static str; 2],
}

/// What is done with an option that was typed.
enum Take {
    /// It stands for itself.
    Flag(fn(&mut Options) -> &mut bool),
    /// It comes with a value.
    Value(fn(&mut Options, OsString) -> Result<(), Wrong>),
}

use Take::{Flag, Value};

/// What is wrong with a command line.
pub(super) struct Wrong(pub Both);

/// The verbs that are about a site that is there.
const OF_A_SITE: &[&str] = &["build", "serve", "check", "wechat", "fix", "new", "ranking"];

/// All options, in the order of the help.
#[rustfmt::skip]
pub static ALL: [Opt; 19] = [
    Opt { names: &["root"], short: None, verbs: OF_A_SITE, take: Value(|options, value| path(&mut options.root, value)),
        zh: ["--root 文件夹", "网站的文件夹（里面有 content），默认是当前文件夹"],
        en: ["--root FOLDER", "the folder that holds content/, the current one by default"] },
    Opt { names: &["output"], short: Some('o'), verbs: &["build"],
        take: Value(|options, value| path(options.output.insert(PathBuf::new()), value)),
        zh: ["-o, --output 文件夹", "生成到哪里，默认 site"],
        en: ["-o, --output FOLDER", "where the site goes, site by default"] },
    Opt { names: &["base-url"], short: None, verbs: &["build", "check", "wechat"], take: Value(base_url),
        zh: ["--base-url 网址", "代替 site.yaml 里的网址"],
        en: ["--base-url URL", "instead of the one in site.yaml"] },
    Opt { names: &["now"], short: None, verbs: &[], take: Value(now),
        zh: ["--now 时间", "当作此刻来构建，如 \"2026-3-8 10:00\""],
        en: ["--now TIME", "build as of then: \"2026-3-8 10:00\""] },
    Opt { names: &["watch"], short: None, verbs: &["build"], take: Flag(|options| &mut options.watch),
        zh: ["--watch", "build 完了接着看，改了什么就再构建"],
        en: ["--watch", "build again whenever something changes"] },
    Opt { names: &["list"], short: None, verbs: &["build"], take: Flag(|options| &mut options.list),
        zh: ["--list", "build 完了列出这次写的（+）和删的（-）文件，照着上传"],
        en: ["--list", "build lists the files that it wrote (+) and removed (-), for an upload by hand"] },
    Opt { names: &["port"], short: None, verbs: &["serve"], take: Value(port),
        zh: ["--port 端口", "serve 用哪个端口，默认 8080；被占用就用后面空着的"],
        en: ["--port PORT", "that of serve, 8080 by default; where it is taken, the next"] },
    Opt { names: &["open", "打开"], short: None, verbs: &["serve"], take: Flag(|options| &mut options.open),
        zh: ["--open, --打开", "serve 时打开浏览器"],
        en: ["--open, --打开", "serve opens the browser"] },
    Opt { names: &["lan"], short: None, verbs: &["serve"], take: Flag(|options| &mut options.lan),
        zh: ["--lan", "serve 时让同一个网络里的手机也能看：扫出来的二维码"],
        en: ["--lan", "serve lets in a phone of the local network, by a QR code"] },
    Opt { names: &["poll"], short: None, verbs: &["build", "serve"], take: Flag(|options| &mut options.polls),
        zh: ["--poll", "看不到改动时（网络共享、虚拟机），隔一会儿自己找一遍"],
        en: ["--poll", "look for changes again and again: network shares, virtual machines"] },
    Opt { names: &["strict"], short: None, verbs: &[], take: Flag(|options| &mut options.strict),
        zh: ["--strict", "警告也算错误"],
        en: ["--strict", "warnings are errors"] },
    Opt { names: &["format"], short: None, verbs: &[], take: Value(format),
        zh: ["--format json", "结果写成 JSON，给别的程序用；github 是 GitHub 的批注"],
        en: ["--format json", "the result as JSON, for programs; github: annotations"] },
    Opt { names: &["like", "照"], short: None, verbs: &["new"],
        take: Value(|options, value| path(options.like.insert(PathBuf::new()), value)),
        zh: ["--like, --照 文件", "new 时照着以前的一篇：字段、正文都带过来，时间空着等填"],
        en: ["--like, --照 FILE",
            "new takes the fields and the body of an older entry, and leaves its times to fill in"] },
    Opt { names: &["yes"], short: Some('y'), verbs: &["fix"], take: Flag(|options| &mut options.yes),
        zh: ["--yes", "fix 真的写进文件"],
        en: ["--yes", "fix writes what it shows"] },
    Opt { names: &["utf8"], short: None, verbs: &["fix"], take: Flag(|options| &mut options.utf8),
        zh: ["--utf8", "fix 时把不是 UTF-8 的文件改成 UTF-8"],
        en: ["--utf8", "fix makes UTF-8 of files in other encodings"] },
    Opt { names: &["lang"], short: None, verbs: &[], take: Value(lang),
        zh: ["--lang zh|en", "用中文或英文"],
        en: ["--lang zh|en", "speak Chinese or English"] },
    Opt { names: &["quiet"], short: Some('q'), verbs: &[], take: Flag(|options| &mut options.quiet),
        zh: ["-q, --quiet", "不显示进度和总结"],
        en: ["-q, --quiet", "no progress, no summary"] },
    Opt { names: &["help"], short: Some('h'), verbs: &[], take: Flag(|options| &mut options.help),
        zh: ["-h, --help", "显示这些"],
        en: ["-h, --help", "show this"] },
    Opt { names: &["version"], short: Some('V'), verbs: &[], take: Flag(|options| &mut options.version),
        zh: ["-V, --version", "显示版本"],
        en: ["-V, --version", "show the version"] },
];

impl Opt {
    /// The option of a long name.
    pub(super) fn long(name: &str) -> Option<&'static Opt> {
        ALL.iter().find(|option| option.names.contains(&name))
    }

    /// The option of a short name.
    pub(super) fn short(name: char) -> Option<&'static Opt> {
        ALL.iter().find(|option| option.short == Some(name))
    }

    /// Takes it up, with its value, if it has one.
    pub(super) fn take(&self, options: &mut Options, parser: &mut Parser) -> Result<(), Wrong> {
        match self.take {
            Flag(flag) => *flag(options) = true,
            Value(take) => take(options, parser.value()?)?,
        }
        Ok(())
    }

    /// How it is written and what it does.
    pub fn text(&self, lang: Lang) -> [&'static str; 2] {
        lang.pick(self.zh, self.en)
    }

    /// Whether it goes with a verb.
    pub fn goes_with(&self, verb: &str) -> bool {
        self.verbs.is_empty() || self.verbs.contains(&verb)
    }
}

impl From<lexopt::Error> for Wrong {
    fn from(error: lexopt::Error) -> Wrong {
        Wrong(match error {
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

fn path(path: &mut PathBuf, value: OsString) -> Result<(), Wrong> {
    *path = value.into();
    Ok(())
}

fn base_url(options: &mut Options, value: OsString) -> Result<(), Wrong> {
    let typed = value.string()?;
    if let Err((message, help)) = gongsheng::config::base_url(&typed) {
        let (zh, en) = (format!("{}。{}", message.zh, help.zh), format!("{}: {}", message.en, help.en));
        return Err(Wrong(both!("{zh}", "{en}")));
    }
    options.base_url = Some(typed);
    Ok(())
}

fn now(options: &mut Options, value: OsString) -> Result<(), Wrong> {
    let typed = value.string()?;
    if let Err(mistake) = when::parse_instant(&typed, Zone::default()) {
        let (message, help) = (mistake.message(), mistake.help());
        let (zh, en) = (format!("{}。{}", message.zh, help.zh), format!("{}. {}", message.en, help.en));
        return Err(Wrong(both!("--now {zh}", "--now: {en}")));
    }
    options.now = Some(typed);
    Ok(())
}

fn port(options: &mut Options, value: OsString) -> Result<(), Wrong> {
    let typed = value.string()?;
    let port = typed.parse().ok().filter(|port| *port > 0);
    options.port = Some(port.ok_or_else(|| {
        Wrong(both!("端口是1到65535的一个数，不是“{typed}”", "a port is a number from 1 to 65535, not “{typed}”"))
    })?);
    Ok(())
}

fn format(options: &mut Options, value: OsString) -> Result<(), Wrong> {
    options.format = match value.string()?.as_str() {
        "json" => Format::Json,
        "text" => Format::Text,
        "github" => Format::Github,
        other => {
            return Err(Wrong(both!(
                "--format 没有“{other}”，只有 text、json 和 github",
                "--format is text, json or github, not “{other}”"
            )));
        }
    };
    Ok(())
}

fn lang(options: &mut Options, value: OsString) -> Result<(), Wrong> {
    let unknown = || Wrong(both!("--lang 只能是 zh 或 en", "--lang is zh or en"));
    options.lang = language(&value.string()?).ok_or_else(unknown)?;
    Ok(())
}

/// The language that is named.
pub(super) fn language(typed: &str) -> Option<Lang> {
    match typed {
        "zh" | "zh-CN" | "中文" => Some(Lang::Zh),
        "en" | "英文" => Some(Lang::En),
        _ => None,
    }
}
