//! How it is used: one page about all verbs, and one about each.

use super::option::{self, Opt};
use super::verb::{VERBS, VerbInfo};
use gongsheng::lang::Lang;
use unicode_width::UnicodeWidthStr;

/// Where begins what is said of a verb, in columns.
const VERB: usize = 17;

/// The words of the pages in a language.
struct Words {
    about: &'static str,
    usage: &'static str,
    verbs: &'static str,
    options: &'static str,
    of_all: &'static str,
    status: &'static str,
    usage_of: &'static str,
    /// Where begins what is said of an option, in columns.
    option: usize,
}

const ZH: Words = Words {
    about: "工声：把一个文件夹的 Markdown 和 YAML 变成工会网站、订阅和公众号推文",
    usage: "用法：gongsheng 命令 [选项]",
    verbs: "命令：",
    options: "选项：",
    of_all: "每个命令都有的选项：",
    status: "退出码：0 成功；1 内容有错误，原来的网站没有动；2 命令用错",
    usage_of: "用法：gongsheng",
    option: 22,
};

const EN: Words = Words {
    about: "gongsheng: a folder of Markdown and YAML becomes a union's site, feeds and WeChat articles",
    usage: "Usage: gongsheng VERB [OPTIONS]",
    verbs: "Verbs:",
    options: "Options:",
    of_all: "Options of every verb:",
    status: "Exit status: 0 built; 1 mistakes in the content, the old site untouched; 2 wrong use",
    usage_of: "Usage: gongsheng",
    option: 23,
};

fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// The help: about all verbs, or about one.
pub fn help(lang: Lang, verb: Option<&VerbInfo>) -> String {
    verb.map_or_else(|| of_all(lang), |verb| of_one(lang, verb))
}

fn of_all(lang: Lang) -> String {
    let words = words(lang);
    let verbs = VERBS.iter().map(|verb| row(&verb.heading(), verb.about(lang), VERB));
    let verbs: String = verbs.collect();
    let options = listed(lang, |_| true);
    let Words { about, usage, verbs: of_verbs, options: of_options, status, .. } = words;
    format!("{about}\n\n{usage}\n\n{of_verbs}\n{verbs}\n{of_options}\n{options}\n{status}\n")
}

fn of_one(lang: Lang, verb: &VerbInfo) -> String {
    let Words { usage_of, options, of_all, .. } = words(lang);
    let (about, usage) = (verb.about(lang), verb.usage(lang));
    let own = listed(lang, |option| !option.verbs.is_empty() && option.goes_with(verb.names[0]));
    let own = if own.is_empty() { own } else { format!("{options}\n{own}\n") };
    let shared = listed(lang, |option| option.verbs.is_empty());
    format!("{}\n{about}\n\n{usage_of} {usage}\n\n{own}{of_all}\n{shared}", verb.names.join(" "))
}

/// The options that are wanted, a line each.
fn listed(lang: Lang, is_wanted: impl Fn(&Opt) -> bool) -> String {
    let of = |option: &Opt| {
        let [form, about] = option.text(lang);
        row(form, about, words(lang).option)
    };
    option::ALL.iter().filter(|option| is_wanted(option)).map(of).collect()
}

/// What something is called, and what there is to say of it from a column on: below, where the name is too long.
fn row(name: &str, about: &str, column: usize) -> String {
    let width = name.width() + 3;
    match column.checked_sub(width) {
        Some(left) => format!("  {name} {}{about}\n", " ".repeat(left)),
        None => format!("  {name}\n{}{about}\n", " ".repeat(column)),
    }
}

/// The version.
pub fn version() -> &'static str {
    concat!("gongsheng ", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of options of a page.
    fn options(page: &str) -> Vec<&str> {
        page.lines().filter(|line| line.starts_with("  -")).collect()
    }

    #[test]
    fn each_verb_has_a_page_with_its_own_options_and_those_of_all() {
        for lang in [Lang::Zh, Lang::En] {
            let all = help(lang, None);
            assert_eq!(options(&all).len(), option::ALL.len());
            for verb in &VERBS {
                let page = help(lang, Some(verb));
                let its = option::ALL.iter().filter(|option| option.goes_with(verb.names[0]));
                assert_eq!(options(&page).len(), its.count(), "{page}");
                assert!(options(&page).iter().all(|line| all.contains(line)), "{page}");
            }
        }
    }

    #[test]
    fn the_page_of_a_verb() {
        let page = help(Lang::Zh, VERBS.iter().find(|verb| verb.names[0] == "fix"));
        let begins = "fix 改正
把能确定改法的地方列出来，加 --yes 就写进文件

用法：gongsheng fix

选项：
  --root 文件夹       网站的文件夹（里面有 content），默认是当前文件夹
  --yes               fix 真的写进文件
  --utf8              fix 时把不是 UTF-8 的文件改成 UTF-8

每个命令都有的选项：
";
        assert!(page.starts_with(begins), "{page}");
        let page = help(Lang::En, VERBS.iter().find(|verb| verb.names[0] == "init"));
        assert!(page.contains("Usage: gongsheng init FOLDER\n\nOptions of every verb:\n"), "{page}");
    }
}
