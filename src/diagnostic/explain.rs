//! What each code means to whoever reads the site, and how it looks before and after: what `explain` prints
//! and what docs/错误代码.md holds. One row a code, in the order of the stages.

use super::{Code, Severity};
use crate::kind::Kind::{self, Event, Post, Ranking, Ticket};
use crate::lang::Lang;
use Sample::{Body, Fields, File, Paths, Site, Template, Words};
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
            Words => ("", ""),
        };
        say(lang, zh, en).to_owned()
    }
}

/// The explanation of a code.
pub fn explanation(code: &str) -> Option<&'static Explanation> {
    EXPLANATIONS.iter().find(|explained| explained.code == code)
}

/// What `explain` prints: plain text, no colour.
pub fn text(code: &Code, lang: Lang) -> String {
    let word = match code.severity {
        Severity::Error => say(lang, "错误", "error"),
        Severity::Warning => say(lang, "警告", "warning"),
    };
    let mut out = format!("{word}[{}] {}\n", code.id, say(lang, code.about.0, code.about.1));
    let Some(explained) = explanation(code.id) else { return out };
    let name = explained.sample.name(lang);
    let (why, before, after, colon) =
        (say(lang, "为什么", "why"), say(lang, "改前", "before"), say(lang, "改后", "after"), say(lang, "：", ":"));
    let space = say(lang, "", " ");
    let _ = writeln!(out, "\n{why}{colon}{space}{}", say(lang, explained.why.0, explained.why.1));
    let _ = writeln!(out, "\n{before}{name}{colon}\n\n{}", indented(explained.before));
    let _ = writeln!(out, "\n{after}{name}{colon}\n\n{}", indented(explained.after));
    if code.severity == Severity::Warning {
        let how = say(lang, "不想再看到它，就在 site.yaml 里写：", "not to be told of it, write in site.yaml:");
        let _ = writeln!(out, "\n{how}\n\n{}", indented(&format!("检查:\n  不提示: {}", code.id)));
    }
    out
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
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
    let word = match code.severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
    };
    let _ = write!(out, "\n### {}\n\n**{word}**：{}。", code.id, escaped(code.about.0));
    if let Some(explained) = explanation(code.id) {
        let name = explained.sample.name(Lang::Zh);
        let _ = write!(out, "{}\n\n改前{name}：\n\n{}", escaped(explained.why.0), fenced(explained.before));
        let _ = write!(out, "\n\n改后：\n\n{}", fenced(explained.after));
    }
    if code.severity == Severity::Warning {
        let _ = write!(out, "\n\n不想再看到它：在 site.yaml 的“检查”下写 `不提示: {}`。", code.id);
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

/// The tables of codes under the names that the page gives them.
const STAGES: &[(&str, &[&Code])] = &[
    ("文件和文件夹", crate::source::CODES),
    ("模板", crate::theme::CODES),
    ("站点设置", crate::config::CODES),
    ("字段的写法", crate::front_matter::codes::ALL),
    ("字段的内容", crate::fields::CODES),
    ("网页名和编号", crate::entry::CODES),
    ("放票和榜单", crate::kind::CODES),
    ("正文", crate::markdown::codes::ALL),
    ("链接与图片", crate::site::CODES),
    ("做成的文件", crate::output::CODES),
    ("发布", crate::publish::CODES),
];

const fn row(
    code: &'static str,
    sample: Sample,
    before: &'static str,
    after: &'static str,
    why_zh: &'static str,
    why_en: &'static str,
) -> Explanation {
    Explanation { code, why: (why_zh, why_en), sample, before, after }
}

/// Every code's, in the order of [`all_codes`](super::all_codes). A row: the code, what its examples are lines
/// of; before, after; why, in both languages.
#[rustfmt::skip]
pub static EXPLANATIONS: &[Explanation] = &[
    row("no-content", Paths,
        "posts/五一.md", "content/posts/五一.md",
        "程序只从 content 文件夹里读稿件，没有它就没有东西可发布。",
        "The program reads from the folder content alone: without it there is nothing to publish."),
    row("symbolic-link", Words,
        "content/posts/通知.md 是快捷方式，指向 D:\\共享\\通知.md", "把 通知.md 本身复制到 content/posts/",
        "快捷方式换一台电脑就断了。它还可能把文件夹外面不该公开的东西带上网站。",
        "A link is broken on the next computer. It may also publish what lies outside and is not for the public."),
    row("not-a-file", Paths,
        "content/posts/春游.md/合影.jpg", "content/posts/春游/合影.jpg",
        "文件夹的名字像一篇文章，读者却什么也看不到。",
        "A folder with the name of an entry gives readers nothing to read."),
    row("unreadable", Words,
        "content/posts/通知.md 没有读取权限，或正被别的程序占用", "关掉占用它的程序，或请管理员给权限，再运行一次",
        "读不了的稿件上不了网站，读者会以为没有这件事。",
        "What cannot be read is not published, and readers will think that there is no such news."),
    row("bad-file-name", Words,
        "文件名是乱码，多半是从旧电脑的压缩包里解出来的", "把文件名重新打一遍，如 content/posts/通知.md",
        "乱码的文件名写不成网址，读者打不开这一篇。",
        "A name that is no text makes no address, so nobody could open the page."),
    row("windows-name", Paths,
        "content/posts/con.md", "content/posts/contest.md",
        "Windows 存不了这个名字，同事拷过去或同步时会丢掉这一篇。",
        "Windows cannot keep a file of this name: the entry is lost when a colleague copies the folder."),
    row("stray-file", Paths,
        "content/通知.md", "content/posts/通知.md",
        "放错地方的稿件不会发布，读者看不到。",
        "What lies in the wrong place is not published, and nobody reads it."),
    row("not-utf8", Words,
        "记事本“另存为”时，编码选了 ANSI", "记事本“另存为”时，编码选 UTF-8",
        "这一次读对了，换一台电脑打开就可能是乱码。",
        "It was read rightly this time, but may be garbled on the next computer."),
    row("unknown-encoding", Words,
        "把 名单.xlsx 改名成 content/posts/名单.md", "名单.xlsx 作附件，另写一篇 content/posts/名单.md",
        "猜错了编码，读者看到的就是一片乱码，所以不猜。",
        "A wrong guess would show readers garbled text, so there is no guessing."),
    row("file-too-large", Words,
        "content/posts/年鉴.md 有 12 MB", "年鉴.pdf 作附件，年鉴.md 里只写简介",
        "这么长的网页手机打不开，也没有人读得完。",
        "A phone cannot open so long a page, and nobody would read to its end."),
    row("template", Template,
        "<p>{{ site.titel }}</p>", "<p>{{ site.title }}</p>",
        "模板管着许多页，一处写错，这些页就都做不出来。",
        "Many pages are made with one template: a mistake in it, and none of them can be made."),
    row("theme-file", Words,
        "templates/web/404.html 存成了 ANSI 编码", "templates/web/404.html 另存为 UTF-8 编码",
        "模板里的字会变成乱码，出现在许多页上。",
        "The words of the template would be garbled on many pages."),
    row("no-site-yaml", Paths,
        "content/posts/五一.md", "content/site.yaml\ncontent/posts/五一.md",
        "没有名称和网址，读者不知道这是谁的网站，订阅和分享的链接也打不开。",
        "Without a title and an address readers cannot tell whose site it is, and links in feeds lead nowhere."),
    row("bad-base-url", Site,
        "网址: gonghui.example.cn", "网址: https://gonghui.example.cn",
        "订阅和公众号文章里的链接都从它开头，它不完整，链接就都打不开。",
        "Links in feeds and in articles begin with it: if it is not complete, none of them opens."),
    row("bad-zone", Site,
        "时区: 东京", "时区: \"+08:00\"",
        "放票、报名都按它算时间，错了就会早开几个小时或晚开几个小时。",
        "Releases and sign-ups go by it: a wrong one opens them hours too early or too late."),
    row("bad-colour", Site,
        "颜色:\n  主色: 红", "颜色:\n  主色: \"#b3261e\"",
        "看不懂的颜色没有用上，读者看到的还是默认的颜色。",
        "A colour that is not understood is not used: readers see the default one."),
    row("bad-silence", Site,
        "检查:\n  不提示: list-bullets", "检查:\n  不提示: list-bullet",
        "代号写错了，想关掉的警告还在。错误不能关，因为它会让读者看到错的内容。",
        "With a wrong code the warning is still told. An error cannot be silenced: it would mislead readers."),
    row("no-front-matter", File,
        "各位会员：周一起领票。", "---\n标题: 领票通知\n日期: 2017-3-1\n---\n\n各位会员：周一起领票。",
        "没有标题和日期，这一篇在列表里没有名字，也排不了先后。",
        "Without a title and a date it has no name in the lists, and no place in their order."),
    row("front-matter-fence", File,
        "———\n标题: 五一放假\n日期: 2017-3-1\n———\n\n放假三天。", "---\n标题: 五一放假\n日期: 2017-3-1\n---\n\n放假三天。",
        "程序读懂了，换成别的编辑器，标题和日期会被当成正文。",
        "It is read as meant here; other editors take title and date for text of the page."),
    row("unclosed-front-matter", File,
        "---\n标题: 五一放假\n日期: 2017-3-1\n\n放假三天。", "---\n标题: 五一放假\n日期: 2017-3-1\n---\n\n放假三天。",
        "分不清字段到哪里为止，正文可能少掉开头几行。",
        "Nobody can tell where the fields end, and the first lines of the text may be lost."),
    row("full-width-colon", Fields(Post),
        "标题：五一放假", "标题: 五一放假",
        "程序读懂了，换成别的编辑器和工具，这一行就读不出来。",
        "It is read as meant here; other editors and tools cannot read the line."),
    row("colon-space", Fields(Post),
        "标题:五一放假", "标题: 五一放假",
        "程序读懂了，换成别的编辑器和工具，这一行会被当成一句话。",
        "It is read as meant here; other editors and tools take the line for a sentence."),
    row("odd-space", Fields(Post),
        "标题:　五一放假", "标题: 五一放假",
        "它看着像空格，别的编辑器和工具却不认，缩进也会对不齐。",
        "It looks like a space, but other editors and tools do not take it for one, and lines are not aligned."),
    row("full-width-key", Fields(Post),
        "ｔｉｔｌｅ: 五一放假", "title: 五一放假",
        "程序读懂了，别的编辑器和工具不认识这个字段。",
        "It is read as meant here; other editors and tools do not know the field."),
    row("list-dash", Fields(Post),
        "标签:\n  —放票\n  —温泉", "标签:\n  - 放票\n  - 温泉",
        "程序读懂了，别的编辑器和工具会把几项连成一句话。",
        "It is read as meant here; other editors and tools make one sentence of the items."),
    row("bracket-punctuation", Fields(Post),
        "标签: 【放票，温泉】", "标签: [放票, 温泉]",
        "程序读懂了，别的编辑器和工具会把几项连成一项。",
        "It is read as meant here; other editors and tools make one item of them all."),
    row("backslash", Fields(Post),
        "摘要: \"名单在 D:\\共享\"", "摘要: 名单在 D:\\共享",
        "英文双引号里的反斜杠另有用处，别的编辑器和工具会报错或吞掉字。",
        "In double quotes a backslash has a meaning: other editors and tools refuse the line or lose characters."),
    row("indentation", Fields(Post),
        "标题: 五一放假\n  日期: 2017-3-1", "标题: 五一放假\n日期: 2017-3-1",
        "缩进表示谁属于谁。对不齐，程序就可能把日期当成标题的一部分。",
        "Indentation says what belongs to what. Where it is uneven, the date may be taken for a part of the title."),
    row("stray-line", Fields(Post),
        "标题 五一放假", "标题: 五一放假",
        "读不懂的一行用不上，读者就看不到它的内容。",
        "What cannot be read cannot be used, so readers never see it."),
    row("stray-item", Fields(Post),
        "标签: 放票\n  - 温泉", "标签:\n  - 放票\n  - 温泉",
        "这一项不属于任何字段，读者看不到它。",
        "The item belongs to no field, so readers never see it."),
    row("unclosed-quote", Fields(Post),
        "标题: \"五一”放假通知", "标题: “五一”放假通知",
        "不知道这段话到哪里为止，后面的字段可能都被算进去。",
        "Nobody can tell where the text ends, and the fields below it may be taken for a part of it."),
    row("unclosed-bracket", Fields(Post),
        "标签: [放票, 温泉", "标签: [放票, 温泉]",
        "不知道这几项到哪里为止，后面的字段可能都被算进去。",
        "Nobody can tell where the items end, and the fields below may be taken for some of them."),
    row("nested-too-deep", Fields(Post),
        "标签: [[[[[[[[[[[[[[[[[放票]]]]]]]]]]]]]]]]]", "标签: [放票]",
        "没有字段要套这么多层，多半是误粘了别的东西，不该出现在网站上。",
        "No field has so many levels: most likely something was pasted by mistake that is not for the site."),
    row("control-character", Fields(Post),
        "标题: 五一␈放假", "标题: 五一放假",
        "自己看不见它，订阅却会因为它整个打不开。",
        "Nobody sees it, but because of it feed readers refuse the whole feed."),
    row("not-fields", Fields(Post),
        "- 标题: 五一放假\n- 日期: 2017-3-1", "标题: 五一放假\n日期: 2017-3-1",
        "字段前面有了减号，就成了一张单子，标题和日期都读不出来。",
        "With hyphens before them the fields are a list, and neither title nor date can be read."),
    row("unreadable-fields", Words,
        "从别处粘贴来的字段，程序没有见过这种写法", "照“写作”那一页的例子，把这几行重新打一遍",
        "字段读不出来，这一篇就没有标题和日期。",
        "Where the fields cannot be read, the entry has neither title nor date."),
    row("unknown-key", Fields(Post),
        "标提: 五一放假", "标题: 五一放假",
        "字段名错一个字，它的内容就用不上，读者看不到。",
        "With one wrong letter in its name a field is not used, and readers do not see what it says."),
    row("duplicate-key", Fields(Post),
        "标题: 五一放假\ntitle: 五一值班", "标题: 五一放假",
        "两处不一样时，不知道该让读者看哪一个。",
        "Where the two differ, nobody can tell which one readers should see."),
    row("missing-field", Fields(Post),
        "标题: 五一放假", "标题: 五一放假\n日期: 2017-3-1",
        "少了必填的字段，读者就不知道这是什么、是什么时候的事。",
        "Without a required field readers do not know what it is, or when."),
    row("text-too-long", Words,
        "标题: 各位会员：为丰富职工文化生活……（一整段，共 300 字）", "标题: 五一文艺演出通知（其余的写到正文里）",
        "太长的标题在列表和手机上排不下，读者抓不住要点。",
        "So long a text fits neither lists nor phones, and readers miss the point."),
    row("bad-time", Fields(Post),
        "日期: 2017-2-30", "日期: 2017-2-28",
        "没有这一天或这个时刻，读者不知道该什么时候来。",
        "There is no such day or time: readers would not know when to come."),
    row("bad-number", Fields(Event),
        "名额: 三十", "名额: 30人",
        "数字读不出来，名额、得分就排不了也算不了。",
        "Where a number cannot be read, nothing can be counted or put in order."),
    row("bad-flag", Fields(Post),
        "草稿: 暂时", "草稿: 是",
        "程序不猜：猜错了，没写完的稿件会被读者看到。",
        "There is no guessing: a wrong guess would show readers what is not finished."),
    row("bad-url", Fields(Event),
        "报名:\n  链接: wj.example.cn/a", "报名:\n  链接: https://wj.example.cn/a",
        "网址不完整，读者点了打不开，就报不上名。",
        "An address that is not complete does not open, and readers cannot sign up."),
    row("wrong-shape", Fields(Event),
        "报名: 打电话", "报名:\n  方式: 打电话",
        "程序不知道这句话是方式、电话还是链接，读者就看不到。",
        "The program cannot tell whether it is a way, a number or an address, so readers do not see it."),
    row("bad-choice", Fields(Event),
        "状态: 不办了", "状态: 取消",
        "认不出这个词，网站上的状态就不会变，读者会白跑一趟。",
        "If the word is not known, the site shows the old state, and readers come for nothing."),
    row("contradiction", Fields(Event),
        "开始: 2017-3-22 13:50\n结束: 2017-3-22 11:50", "开始: 2017-3-22 13:50\n结束: 2017-3-22 15:50",
        "两处必有一处是错的，读者照着错的去就会扑空。",
        "One of the two is wrong, and readers who go by it come for nothing."),
    row("wrong-weekday", Fields(Event),
        "开始: 2017年3月22日（周四）13:50", "开始: 2017年3月22日（周三）13:50",
        "有人记日子，有人记星期，总有一半人来错。",
        "Some go by the date and some by the weekday: half of them come on the wrong day."),
    row("bad-slug", Fields(Post),
        "网页名: 春游 2017", "网页名: spring-2017",
        "空格和汉字在网址里会变成一长串符号，转发时容易断开。",
        "Spaces and Chinese become long codes in an address, which breaks when it is passed on."),
    row("bad-id", Fields(Post),
        "编号: 第5号", "编号: 170005",
        "订阅和日历靠编号认这一条，写不进去，读者就会收到两遍或收不到。",
        "Feeds and calendars know the entry by it: readers would get it twice, or never."),
    row("quotas-differ", Fields(Ticket),
        "数量: 1000套\n渠道:\n  - 名称: 公众号\n    数量: 600\n  - 名称: 镇街窗口\n    数量: 300\n    线下: 是",
        "数量: 1000套\n渠道:\n  - 名称: 公众号\n    数量: 600\n  - 名称: 镇街窗口\n    数量: 400\n    线下: 是",
        "职工会问：差的这些票去哪里了？",
        "Members will ask where the other tickets went."),
    row("no-offline-channel", Fields(Ticket),
        "渠道:\n  - 名称: 公众号", "渠道:\n  - 名称: 公众号\n  - 名称: 镇街窗口\n    线下: 是",
        "一线职工和不用智能手机的职工到点抢不了，一张也拿不到。",
        "Those at the workbench or without a smartphone cannot click in time, and get none."),
    row("ranking-empty", Fields(Ranking),
        "条目:", "条目:\n  - 账号: 示例县总工会\n    主办单位: 示例县总工会",
        "读者打开榜单，里面一个名字也没有。",
        "Readers open a ranking and find no name in it."),
    row("ranking-same-entry", Fields(Ranking),
        "条目:\n  - 账号: 示例县总工会\n  - 账号: 示例县总工会",
        "条目:\n  - 账号: 示例县总工会\n    类型: 服务号\n  - 账号: 示例县总工会\n    类型: 订阅号",
        "一家占了两个名次，后面的名次全都不对。",
        "One account takes two places, and all places below are wrong."),
    row("ranking-no-formula", Fields(Ranking),
        "计分:\n  公式: WCI", "计分:\n  公式: 给定",
        "这个公式程序还不会算，排不出名次给读者看。",
        "The program does not work out this formula, so it could show no order that holds."),
    row("body-too-long", Words,
        "正文有 6 MB，是整本年鉴", "年鉴.pdf 作附件，正文只写简介",
        "这么长的网页手机打不开，也没有人读得完。",
        "A phone cannot open so long a page, and nobody would read to its end."),
    row("too-deep", Body,
        ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> 请互相转告", "> 请互相转告",
        "套得太深，手机上一行放不下几个字，读不成句。",
        "So many levels leave no room for words on a phone."),
    row("html-removed", Body,
        "<font color=red>今晚放票</font>", "**今晚放票**",
        "网页代码可能弄乱整页，甚至骗走读者的信息，所以只留文字。",
        "Such code can spoil a whole page or even rob readers, so only the text is kept."),
    row("emphasis-left", Body,
        "请看** 重点 **内容", "请看**重点**内容",
        "读者看到的不是粗体，是两对星号。",
        "Readers see asterisks, not bold text."),
    row("emphasis-underscore", Body,
        "请看__“重点”__内容", "请看**“重点”**内容",
        "读者看到的不是粗体，是两对下划线。",
        "Readers see underscores, not bold text."),
    row("emphasis-full-width", Body,
        "请看＊＊重点＊＊内容", "请看**重点**内容",
        "读者看到的不是粗体，是两对全角星号。",
        "Readers see full-width asterisks, not bold text."),
    row("emphasis-odd", Body,
        "王**、李**两位同志", "王\\*\\*、李\\*\\*两位同志",
        "用来遮名字的星号不见了，中间的字却变成了粗体。",
        "The asterisks that hide a part of the names are gone, and what stands between them is bold."),
    row("star-between-digits", Body,
        "5*3*2=30", "5×3×2=30",
        "读者看到的是星号；换一个软件，两个星号之间的字会变成斜体。",
        "Readers see asterisks, and in other programs what stands between them is slanted."),
    row("heading-without-space", Body,
        "##报名须知", "## 报名须知",
        "读者看到的不是标题，是两个井号。",
        "Readers see number signs, not a heading."),
    row("list-without-space", Body,
        "1.先登记\n2.再领票", "1. 先登记\n2. 再领票",
        "几项会连成一段，读者看不出第几步做什么。",
        "The items run into one paragraph, and readers cannot tell one step from the next."),
    row("list-bullet", Body,
        "●先登记\n●再领票", "- 先登记\n- 再领票",
        "几项会连成一段，手机上更难分清。",
        "The items run into one paragraph, hard to tell apart on a phone."),
    row("heading-by-underline", Body,
        "领票须知\n-----", "## 领票须知",
        "本想画一条横线，上面那段话却成了大标题。",
        "Where a line across was meant, the text above it has become a heading."),
    row("heading-level-skipped", Body,
        "## 报名\n\n#### 时间", "## 报名\n\n### 时间",
        "用读屏软件的人靠标题的级别找内容，跳了级会以为漏了一段。",
        "Those who listen to the page find their way by the levels, and think that something is missing."),
    row("image-without-description", Body,
        "![](hotspring.jpg)", "![会员在温泉门口合影](hotspring.jpg)",
        "看不见图、图没有打开的人，不知道这里是什么。",
        "Whoever cannot see the picture does not know what is there."),
    row("link-full-width", Body,
        "[获奖名单]（名单.xlsx）", "[获奖名单](名单.xlsx)",
        "读者看到一串符号，点不开名单。",
        "Readers see brackets and a file name that they cannot open."),
    row("link-definition-unused", Body,
        "[注]: 周一休息", "[注]：周一休息",
        "这种写法另有用处，这一行读者看不到。",
        "Typed like this the line has another meaning, and readers never see it."),
    row("box-unknown", Body,
        "> [!提是]\n> 请带会员卡。", "> [!提示]\n> 请带会员卡。",
        "读者看到的是方括号和感叹号，不是醒目的提示框。",
        "Readers see brackets, not a box that catches the eye."),
    row("footnote-missing", Body,
        "每人限领一套[^1]。", "每人限领一套[^1]。\n\n[^1]: 凭会员卡。",
        "读者看到一个点不开的记号，不知道注了什么。",
        "Readers see a mark that leads to no note."),
    row("footnote-unused", Body,
        "每人限领一套。\n\n[^1]: 凭会员卡。", "每人限领一套[^1]。\n\n[^1]: 凭会员卡。",
        "正文里没有记号，这条脚注读者看不到。",
        "Nothing in the text refers to the note, so readers never see it."),
    row("footnote-twice", Body,
        "每人一套[^1]，周一起领[^1]。\n\n[^1]: 凭会员卡。\n\n[^1]: 午休不办。",
        "每人一套[^1]，周一起领[^2]。\n\n[^1]: 凭会员卡。\n\n[^2]: 午休不办。",
        "只显示第一条，第二条读者看不到。",
        "Only the first note is shown; readers never see the second."),
    row("character-removed", Body,
        "五一␈放假三天。", "五一放假三天。",
        "网站上已经去掉。留在稿件里，复制到别处会把别处弄坏。",
        "It was taken out of the site. Left in the file, it spoils whatever the text is copied to."),
    row("more-like-this", Words,
        "一篇里有 800 处警告，只列出前面的 500 处", "先改好列出的，再运行一次，就会列出剩下的",
        "没有列出的问题也在网站上，读者一样看得到。",
        "What is not listed is on the site all the same, and readers see it."),
    row("same-address", Paths,
        "content/posts/1.md  网页名: spring\ncontent/posts/2.md  网页名: spring",
        "content/posts/1.md  网页名: spring\ncontent/posts/2.md  网页名: spring-2017",
        "一个网址只能打开一篇，另一篇读者永远看不到。",
        "One address opens one page: readers would never see the other."),
    row("same-id", Paths,
        "content/posts/1.md  编号: 170001\ncontent/posts/2.md  编号: 170001",
        "content/posts/1.md  编号: 170001\ncontent/posts/2.md  编号: 170002",
        "订阅和日历会把两篇当成一篇，读者只收到其中一篇。",
        "Feeds and calendars take the two for one, and readers get only one of them."),
    row("bad-alias", Fields(Post),
        "旧网页名: 2016年春游", "旧网页名: /2016/spring.html",
        "旧地址写错，别处留着的老链接就打不开这一篇。",
        "With a wrong old address, old links elsewhere do not lead to this page."),
    row("broken-link", Body,
        "请看[放票通知](放标.md)。", "请看[放票通知](放票.md)。",
        "读者点了链接，打开的是一张“找不到”。",
        "Readers follow the link and find nothing."),
    row("missing-file", Body,
        "![会员合影](合影.jpg)", "![会员合影](hotspring.jpg)",
        "读者看到一个空框，或者下载不到附件。",
        "Readers see an empty frame, or cannot download the file."),
    row("wrong-case", Body,
        "![会员合影](Hotspring.JPG)", "![会员合影](hotspring.jpg)",
        "自己的电脑上能看到，放到网站上大小写不同就是另一个文件，读者看到空框。",
        "It shows on your computer; on the web another case is another file, and readers see an empty frame."),
    row("path-outside", Fields(Post),
        "封面: ../../桌面/合影.jpg", "封面: hotspring.jpg",
        "外面的文件不随网站走，读者看不到。它也可能是不该公开的。",
        "What lies outside does not go with the site. It may also be nothing for the public."),
    row("unsafe-link", Body,
        "[点这里](javascript:alert(1))", "[点这里](https://gonghui.example.cn)",
        "这种链接会在读者的手机上运行代码，所以去掉了，读者看到的只是文字。",
        "Such a link runs code on the reader's phone: it was taken out, and readers see plain text."),
    row("unsafe-file", Body,
        "[报名表](报名表.html)", "[报名表](报名表.pdf)",
        "读者一打开，里面的代码就会运行，可能盗走他的信息。",
        "When readers open it, the code in it runs and may steal from them."),
    row("not-a-picture", Body,
        "![获奖名单](名单.xlsx)", "[获奖名单](名单.xlsx)",
        "网页上显示不了，读者看到一个空框。",
        "A page cannot show it, and readers see an empty frame."),
    row("link-to-unpublished", Body,
        "下月安排见[这里](草稿.md)。", "下月安排另行通知。",
        "那一篇还没有发布，读者看到的只是文字，点不开。",
        "The other entry is not published: readers see plain text that they cannot open."),
    row("unknown-column", Fields(Post),
        "栏目: 法把", "栏目: 法吧",
        "没有这个栏目，读者在哪个栏目里都找不到这一篇。",
        "There is no such column, so readers find the entry in none."),
    row("bad-taxonomy-slug", Site,
        "栏目:\n  - 名称: 法吧\n    网页名: 法 吧", "栏目:\n  - 名称: 法吧\n    网页名: faba",
        "空格和汉字在网址里会变成一长串符号，转发时容易断开。",
        "Spaces and Chinese become long codes in an address, which breaks when it is passed on."),
    row("not-an-article", Fields(Post),
        "微信:\n  链接: https://example.cn/a", "微信:\n  链接: https://mp.weixin.qq.com/s/abc",
        "公众号里只能互相打开推文，别的网址读者点不开。",
        "On the platform one article can only link to another: readers could not open this address."),
    row("same-place", Words,
        "content/static 里的一个文件，和某一页要写到同一个地方", "给这个文件改名，或给那一篇换一个网页名",
        "一个地方只放得下一样东西，另一样读者看不到。",
        "One place holds one thing: readers would never see the other."),
    row("cannot-write", Words,
        "磁盘满了，或没有写入的权限", "清出空间，或请管理员给权限，再运行一次",
        "新的内容没有发布出去，读者看到的还是原来的网站。",
        "What is new is not published: readers still see the old site."),
    row("locked", Words,
        "两个窗口同时运行 gongsheng build", "等第一个结束，再运行第二个",
        "两个一起写，读者会看到一半新一半旧的网站。",
        "If both wrote at once, readers would see a site half old and half new."),
    row("changed-meanwhile", Words,
        "正在发布时，有人又保存了 名单.xlsx", "等文件存好，再运行一次",
        "读者下载到的可能是只存了一半的文件。",
        "Readers might download a file that was only half saved."),
    row("refused-output", Words,
        "gongsheng build --output content", "gongsheng build --output site",
        "往那里发布，会和稿件或别人的文件混在一起，不该公开的也会被读者看到。",
        "The site would be mixed with sources or foreign files, and readers would see what is not for them."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::all_codes;

    #[test]
    fn every_code_stands_in_a_stage_and_is_explained_in_its_order() {
        let all: Vec<&str> = all_codes().map(|code| code.id).collect();
        let staged: Vec<&str> = STAGES.iter().flat_map(|(_, codes)| codes.iter()).map(|code| code.id).collect();
        let explained: Vec<&str> = EXPLANATIONS.iter().map(|explained| explained.code).collect();
        assert_eq!(staged, all);
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
             改后（正文）：\n\n    - 先登记\n    - 再领票\n\n不想再看到它，就在 site.yaml 里写：\n\n    检查:\n      不提示: list-bullet\n"
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
