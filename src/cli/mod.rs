//! What was typed → which verb.

pub mod build;
pub mod fix;
mod folded;
mod help;
pub mod init;
pub mod new;
mod option;
mod pattern;
mod qr;
pub mod ranking;
pub mod report;
pub mod serve;
mod speaker;
mod verb;
pub mod voice;
pub mod wechat;

use gongsheng::lang::{Both, Lang};
use lexopt::{Arg, Parser, ValueExt};
use option::{Opt, Wrong, language};
use std::ffi::OsString;
use std::path::PathBuf;

pub use help::{help, version};
pub use option::Options;
pub use verb::Verb;

/// For whom it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
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
    let args: Vec<OsString> = args.into_iter().collect();
    // The language holds for whatever is wrong before it, too.
    let lang = asked(&args).unwrap_or(Lang::from_locale(locale));
    read(args, lang).map_err(|Wrong(message)| Misuse { lang, message })
}

/// The language that is asked for anywhere in a command line, which need not be right in all else.
fn asked(args: &[OsString]) -> Option<Lang> {
    let value = |(at, arg): (usize, &OsString)| match arg.to_str()?.strip_prefix("--lang")? {
        "" => language(args.get(at + 1)?.to_str()?),
        rest => language(rest.strip_prefix('=')?),
    };
    args.iter().enumerate().rev().find_map(value)
}

/// Takes up the options, and reads what the words among them ask for.
fn read(args: Vec<OsString>, lang: Lang) -> Result<Verb, Wrong> {
    let mut options = Options { lang, root: PathBuf::from("."), ..Options::default() };
    let mut parser = Parser::from_args(args);
    let (mut words, mut given) = (Vec::new(), Vec::new());
    while let Some(arg) = parser.next()? {
        let option = match &arg {
            Arg::Long(name) => Opt::long(name),
            Arg::Short(name) => Opt::short(*name),
            Arg::Value(word) => {
                words.push(word.clone().string()?);
                continue;
            }
        };
        let Some(option) = option else { return Err(arg.unexpected().into()) };
        option.take(&mut options, &mut parser)?;
        given.push(option);
    }
    verb::of(words, options, &given).map_err(Wrong)
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
        assert!(matches!(verb(&[]), Some(Verb::Help(Lang::Zh, None))));
        for args in [&["改正", "--help"], &["help", "fix"]] {
            assert!(matches!(verb(args), Some(Verb::Help(Lang::Zh, Some(of))) if of.names == ["fix", "改正"]));
        }
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
        assert_eq!(wrong(&["init", "站", "--root", "x"]), "init 用不着“--root”");
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
