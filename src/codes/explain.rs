//! What each code means to whoever reads the site, and how it looks before and after: what `explain` prints
//! and what docs/错误代码.md holds. One row a code, in the order of the stages.

mod table;

pub use table::EXPLANATIONS;

use super::STAGES;
use crate::diagnostic::{Code, Severity};
use crate::kind::Kind;
use crate::lang::Lang;
use Sample::{Body, Fields, File, Html, Paths, Site, Template, Words};
use std::fmt::Write;

/// What a code means, why it matters, and what it looks like before and after.
#[derive(Debug)]
pub struct Explanation {
    /// The code that is explained: [`Code::id`].
    pub code: &'static str,
    /// What goes wrong for readers if it stays, in two sentences at most: 中文, English.
    pub why: (&'static str, &'static str),
    /// What the two examples are lines of.
    pub sample: Sample,
    /// The shortest real example of it, as typed. `␈` stands for a character that nobody can see.
    pub before: &'static str,
    /// The same, mended.
    pub after: &'static str,
}

/// What an example is lines of. All but [`Sample::Words`] can be built: what they lack to be a site is of no
/// matter to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// The fields of an entry of this kind.
    Fields(Kind),
    /// The body of a post.
    Body,
    /// A whole post.
    File,
    /// site.yaml.
    Site,
    /// The template of a page.
    Template,
    /// The files of a project, one a line: a path and, after two spaces, perhaps a field.
    Paths,
    /// HTML from anywhere, as `wechat check` reads it.
    Html,
    /// What no lines can show, told in words.
    Words,
}

impl Sample {
    /// What it is called beside an example.
    fn name(self, lang: Lang) -> String {
        let (zh, en) = match self {
            Fields(kind) => {
                let (zh, en) = kind.info().label;
                return match lang {
                    Lang::Zh => format!("（{zh}的字段）"),
                    Lang::En => format!(" (fields, {en})"),
                };
            }
            Body => ("（正文）", " (body)"),
            File => ("（整个文件）", " (the whole file)"),
            Site => ("（site.yaml）", " (site.yaml)"),
            Template => ("（模板）", " (template)"),
            Paths => ("（文件的位置）", " (where files lie)"),
            Html => ("（HTML）", " (HTML)"),
            Words => ("", ""),
        };
        lang.pick(zh, en).to_owned()
    }
}

/// The explanation of a code.
pub fn explanation(code: &str) -> Option<&'static Explanation> {
    EXPLANATIONS.iter().find(|explained| explained.code == code)
}

/// What `explain` prints: plain text, no colour.
pub fn text(code: &Code, lang: Lang) -> String {
    let mut out = format!("{}[{}] {}\n", code.severity.word(lang), code.id, lang.pick(code.about.0, code.about.1));
    let Some(explained) = explanation(code.id) else { return out };
    let name = explained.sample.name(lang);
    let (why, before, after, colon) =
        (lang.pick("为什么", "why"), lang.pick("改前", "before"), lang.pick("改后", "after"), lang.pick("：", ":"));
    let space = lang.pick("", " ");
    let _ = writeln!(out, "\n{why}{colon}{space}{}", lang.pick(explained.why.0, explained.why.1));
    for (label, example) in [(before, explained.before), (after, explained.after)] {
        if !example.is_empty() {
            let _ = writeln!(out, "\n{label}{name}{colon}\n\n{}", indented(example));
        }
    }
    if code.severity == Severity::Warning {
        let how = lang.pick("不想再看到它，就在 site.yaml 里写：", "not to be told of it, write in site.yaml:");
        let _ = writeln!(out, "\n{how}\n\n{}", indented(&format!("检查:\n  不提示: {}", code.id)));
        let more = lang.pick(
            "已经写过“不提示”的，接在那一行后面，用顿号分开：",
            "where 不提示 is there already, go on in its line, divided by 、:",
        );
        let _ = writeln!(out, "\n{more}\n\n{}", indented(&format!("  不提示: …、{}", code.id)));
    }
    out
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// What the page says before the first code.
const HEAD: &str = "\
# 错误代码

程序报出的每一条错误和警告，方括号里都有一个代号，如 `错误[unknown-key]`。这里按代号说明：是什么、为什么要改、改前改后什么样。\
在终端里也能看到同样的说明：

```text
gongsheng explain unknown-key
```

- **错误**：有一处没改好，网站就不更新，原来的网站不动。
- **警告**：网站照样更新。运行时加上 `--strict`，或在 site.yaml 的“检查”下写 `严格: 是`，警告也算错误。

不想再看到的警告，在 site.yaml 里写上它的代号，几个代号用顿号分开：

```yaml
检查:
  不提示: list-bullet、star-between-digits
```

例子里的 ␈ 代表一个看不见的字符。这一页由程序生成，请不要直接改。
";

/// The page docs/错误代码.md.
pub fn page() -> String {
    let mut out = format!("{HEAD}\n## 目录\n\n");
    for (stage, codes) in STAGES {
        let _ = writeln!(out, "- [{stage}](#{stage})");
        for code in *codes {
            let _ = writeln!(out, "  - [{0}](#{0}) {1}", code.id, escaped(code.about.0));
        }
    }
    for (stage, codes) in STAGES {
        let _ = write!(out, "\n## {stage}\n");
        for code in *codes {
            section(&mut out, code);
        }
    }
    out
}

fn section(out: &mut String, code: &Code) {
    let word = code.severity.word(Lang::Zh);
    let _ = write!(out, "\n### {}\n\n**{word}**：{}。", code.id, escaped(code.about.0));
    if let Some(explained) = explanation(code.id) {
        let name = explained.sample.name(Lang::Zh);
        out.push_str(&escaped(explained.why.0));
        if !explained.before.is_empty() {
            let _ = write!(out, "\n\n改前{name}：\n\n{}", fenced(explained.before));
        }
        if !explained.after.is_empty() {
            let _ = write!(out, "\n\n改后：\n\n{}", fenced(explained.after));
        }
    }
    if code.severity == Severity::Warning {
        let _ = write!(
            out,
            "\n\n不想再看到它：在 site.yaml 的“检查”下写 `不提示: {0}`；已经写过“不提示”的，接在那一行后面：`不提示: …、{0}`。",
            code.id
        );
    }
    out.push('\n');
}

/// A sentence about asterisks, shown with them.
fn escaped(text: &str) -> String {
    text.replace('*', "\\*").replace('_', "\\_")
}

fn fenced(text: &str) -> String {
    format!("```text\n{text}\n```")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    #[test]
    fn every_code_is_explained_in_the_order_of_the_stages() {
        let all: Vec<&str> = codes::all().map(|code| code.id).collect();
        let explained: Vec<&str> = EXPLANATIONS.iter().map(|explained| explained.code).collect();
        assert_eq!(explained, all);
    }

    #[test]
    fn why_is_two_sentences_at_most() {
        for explained in EXPLANATIONS {
            let (zh, en) = explained.why;
            let sentences = zh.matches(['。', '？']).count();
            assert!((1..=2).contains(&sentences) && zh.ends_with(['。', '？']), "{zh}");
            assert!(en.matches(". ").count() < 2 && en.ends_with('.'), "{en}");
        }
    }

    #[test]
    fn an_explanation_is_plain_text() {
        static CODE: Code = Code::warning("list-bullet", "用符号冒充列表", "a bullet typed as a character");
        assert_eq!(
            text(&CODE, Lang::Zh),
            "警告[list-bullet] 用符号冒充列表\n\n为什么：几项会连成一段，手机上更难分清。\n\n改前（正文）：\n\n    ●先登记\n    ●再领票\n\n\
             改后（正文）：\n\n    - 先登记\n    - 再领票\n\n不想再看到它，就在 site.yaml 里写：\n\n    检查:\n      不提示: list-bullet\n\n\
             已经写过“不提示”的，接在那一行后面，用顿号分开：\n\n      不提示: …、list-bullet\n"
        );
    }

    #[test]
    fn an_error_cannot_be_silenced() {
        static CODE: Code = Code::error("bad-flag", "应写“是”或“否”", "neither yes nor no");
        let english = text(&CODE, Lang::En);
        assert!(english.starts_with("error[bad-flag] neither yes nor no\n\nwhy: There is no guessing"), "{english}");
        assert!(english.contains("before (fields, post):\n\n    草稿: 暂时\n"), "{english}");
        assert!(!english.contains("site.yaml"), "{english}");
    }

    #[test]
    fn an_example_never_ends_its_fence() {
        assert!(EXPLANATIONS.iter().all(|e| !e.before.contains("```") && !e.after.contains("```")));
    }
}
