//! What was typed → which verb.

pub mod build;
pub mod fix;
mod folded;
mod help;
pub mod init;
pub mod new;
mod pattern;
mod qr;
pub mod ranking;
pub mod report;
pub mod serve;
mod verb;
pub mod voice;
pub mod wechat;

use gongsheng::both;
use gongsheng::lang::{Both, Lang};
use gongsheng::when::{self, Zone};
use lexopt::{Arg, Parser, ValueExt};
use std::ffi::OsString;
use std::path::PathBuf;

pub use help::{help, version};
pub use verb::Verb;

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
    pub like: Option<PathBuf>,
    pub list: bool,
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
        like: None,
        list: false,
    };
    let args: Vec<OsString> = args.into_iter().collect();
    // The language holds for whatever is wrong before it, too.
    options.lang = asked(&args).unwrap_or(options.lang);
    let words = match read(args, &mut options) {
        Ok(Some(words)) => words,
        Ok(None) => return Ok(Verb::Help(options.lang)),
        Err(Stop::Version) => return Ok(Verb::Version),
        Err(Stop::Wrong(message)) => return Err(Misuse { lang: options.lang, message }),
    };
    let lang = options.lang;
    verb::of(words, options).map_err(|message| Misuse { lang, message })
}

/// The language that is asked for anywhere in a command line, which need not be right in all else.
fn asked(args: &[OsString]) -> Option<Lang> {
    let value = |(at, arg): (usize, &OsString)| match arg.to_str()?.strip_prefix("--lang")? {
        "" => language(args.get(at + 1)?.to_str()?),
        rest => language(rest.strip_prefix('=')?),
    };
    args.iter().enumerate().rev().find_map(value)
}

/// The language that is named.
fn language(typed: &str) -> Option<Lang> {
    match typed {
        "zh" | "zh-CN" | "中文" => Some(Lang::Zh),
        "en" | "英文" => Some(Lang::En),
        _ => None,
    }
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
                let unknown = || Stop::Wrong(both!("--lang 只能是 zh 或 en", "--lang is zh or en"));
                options.lang = language(&lang).ok_or_else(unknown)?;
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
            Arg::Long("list") => options.list = true,
            Arg::Long("lan") => options.lan = true,
            Arg::Long("open" | "打开") => options.open = true,
            Arg::Long("like" | "照") => options.like = Some(parser.value()?.into()),
            Arg::Short('h') | Arg::Long("help") => help = true,
            Arg::Short('V') | Arg::Long("version") => return Err(Stop::Version),
            Arg::Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok((!help).then_some(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongsheng::kind::Kind;

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
        let like = verb(&["新建", "活动", "匠心", "--照", "去年.md"]);
        assert!(matches!(like, Some(Verb::New { options, .. }) if options.like.is_some()));
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

    #[test]
    fn the_language_holds_for_what_is_wrong_before_it() {
        let lang = |args: &[&str]| parse(args.iter().map(OsString::from), None).err().map(|misuse| misuse.lang);
        assert_eq!(lang(&["--bogus"]), Some(Lang::Zh));
        for args in [&["--bogus", "--lang", "en"], &["--bogus", "--lang=en", "x"], &["--bogus", "--lang", "英文"]] {
            assert_eq!(lang(args), Some(Lang::En), "{args:?}");
        }
        assert_eq!(lang(&["--bogus", "--lang"]), Some(Lang::Zh));
    }
}
