//! The preview's own pages and parts of pages: what is wrong, what readers do not see yet, what comes next. All
//! that an author typed is text here and nothing else.

use super::board::Board;
use super::store::Shown;
use crate::diagnostic::{Diagnostic, Place, Severity, parts, visible};
use crate::escape::as_html;
use crate::fact::grouped;
use crate::lang::Lang;
use crate::own;
use crate::when;
use std::collections::BTreeMap;
use std::fmt::Write;

/// No page is made longer by more of them.
const TOLD_MAX: usize = 100;

/// The page that whoever was let in sees for a moment.
pub(super) const ENTERED: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
     <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta http-equiv=\"refresh\" content=\"0;url=/\">\
     <title>预览</title></head><body><p><a href=\"/\">打开预览</a></p></body></html>\n";

/// A page around some HTML.
fn page(title: &str, inside: &str, listens: bool) -> String {
    let title = as_html(title);
    let listener = if listens { super::listener() } else { String::new() };
    let style = own::preview("live.css");
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{style}\">\n</head>\n<body class=\"own\">\n<main>\n{inside}</main>\n{listener}</body>\n</html>\n"
    )
}

/// Why a request was not answered.
pub(super) fn refusal(why: &str) -> String {
    page("预览", &format!("<h1>预览</h1>\n<p>{}</p>\n", as_html(why)), false)
}

/// What is shown instead of a site that has never been good.
pub(super) fn nothing_yet(shown: &Shown) -> String {
    let inside = format!(
        "<h1>还没有能看的网页</h1>\n<p class=\"lead\">改好下面的错误并保存，这一页会自己变成网站。</p>\n{}",
        problems(shown)
    );
    page("先改好错误", &inside, true)
}

/// All that is wrong, the gravest first.
pub(super) fn problems(shown: &Shown) -> String {
    let mut all: Vec<&Diagnostic> = shown.told.iter().collect();
    all.sort_by_key(|told| told.level(shown.strict));
    let mut out = String::new();
    if !all.is_empty() {
        out.push_str("<ol class=\"told\">\n");
        all.iter().take(TOLD_MAX).for_each(|told| problem(&mut out, told, shown.strict));
        out.push_str("</ol>\n");
    }
    if all.len() > TOLD_MAX {
        let more = all.len() - TOLD_MAX;
        let _ = writeln!(out, "<p class=\"more\">还有 {more} 处没有列出来，运行 gongsheng check 看全部。</p>");
    }
    out
}

fn problem(out: &mut String, told: &Diagnostic, strict: bool) {
    let level = told.level(strict);
    let (class, word) = (level.name(), level.word(Lang::Zh));
    let message = as_html(&visible(&told.message.zh));
    let _ = writeln!(out, "<li class=\"{class}\">\n<p class=\"what\"><b>{word}</b>{message}</p>");
    if let Some(at) = &told.place {
        place(out, at, "");
    }
    for (at, what) in &told.also {
        place(out, at, &visible(&what.zh));
    }
    if let Some(help) = &told.help {
        let _ = writeln!(out, "<p class=\"mend\"><b>改法</b>{}</p>", as_html(&visible(&help.zh)));
    }
    let _ = writeln!(out, "<p class=\"code\">gongsheng explain {}</p>\n</li>", told.code.id);
}

/// Where it is, and the line with the place in it marked.
fn place(out: &mut String, place: &Place, what: &str) {
    let (file, line, column) = (as_html(&visible(&place.file)), place.line, place.column);
    let what = if what.is_empty() { String::new() } else { format!("<span>{}</span>", as_html(what)) };
    let [before, marked, after] = parts(place).map(|part| as_html(&part));
    if before.is_empty() && marked.is_empty() && after.is_empty() {
        let _ = writeln!(out, "<p class=\"where\">{file}{what}</p>");
        return;
    }
    // A place between two characters is marked, too.
    let empty = if marked.is_empty() { " class=\"point\"" } else { "" };
    let _ = writeln!(
        out,
        "<p class=\"where\">{file}:{line}:{column}{what}</p>\n\
         <pre><i>{line}</i><code>{before}<mark{empty}>{marked}</mark>{after}</code></pre>"
    );
}

/// How many there are of each grade: errors, warnings, notices.
fn counted(shown: &Shown) -> [usize; 3] {
    let of = |wanted| shown.told.iter().filter(|told| told.level(shown.strict) == wanted).count();
    [of(Severity::Error), of(Severity::Warning), of(Severity::Notice)]
}

/// What a page that listens must know: what is wrong, and what there is to say of the page at a path, which is decoded.
/// Where there is none any more, it is said where the page is now of the entry that it showed, whose id is `known`.
pub(super) fn state(shown: &Shown, path: &str, known: &str) -> String {
    let [errors, warnings, notices] = counted(shown);
    let mut state = serde_json::json!({
        "round": shown.round, "errors": errors, "warnings": warnings, "notices": notices, "stale": shown.stale,
    });
    if let Some(site) = &shown.site {
        let board = &site.board;
        state["home"] = board.urls.home().into();
        state["here"] = board.urls.base().into();
        state["marks"] = marks(board);
        let below = path.strip_prefix(board.root.as_str()).map(|rest| rest.trim_start_matches('/'));
        let (address, is_article) = below.map(of_page).unwrap_or_default();
        if let Some(page) = board.page(&address) {
            let article = (!is_article && site.has(&page.article)).then(|| board.urls.local(&page.article));
            state["page"] =
                serde_json::json!({"id": page.id, "source": page.source, "mark": page.mark, "article": article});
        } else if let Some(address) = board.address(known) {
            let page = if is_article { own::article(address, "html") } else { address.to_owned() };
            state["moved"] = board.urls.local(&page).into();
        }
    }
    state.to_string()
}

/// The address of the entry that a page shows, and whether the page shows its article.
fn of_page(path: &str) -> (String, bool) {
    match own::of_article(path) {
        Some(address) => (address, true),
        None => (path.strip_suffix("index.html").unwrap_or(path).to_owned(), false),
    }
}

/// The paths of what readers do not see, with a word for each: lists mark their links.
fn marks(board: &Board) -> serde_json::Value {
    let root = &board.root;
    let hidden = board.hidden().into_iter();
    let marked = hidden.filter_map(|(path, page)| Some((format!("{root}/{path}"), page.mark?.word)));
    serde_json::json!(marked.collect::<BTreeMap<_, _>>())
}

/// The page `/-/`: everything beside the site itself.
pub(super) fn desk(shown: &Shown) -> String {
    let mut out = String::new();
    let [errors, warnings, notices] = counted(shown);
    let title = shown.site.as_ref().map_or("预览", |site| site.board.title.as_str());
    let _ = writeln!(out, "<h1>{}</h1>", as_html(title));
    if let Some(site) = &shown.site {
        let board = &site.board;
        let (home, articles) = (board.urls.local(""), board.urls.local(own::ARTICLES));
        let _ =
            writeln!(out, "<p class=\"go\"><a href=\"{home}\">看网站</a> <a href=\"{articles}\">公众号推文</a></p>");
        let files = grouped(u32::try_from(site.count()).unwrap_or(u32::MAX));
        let next = match board.next_moment {
            Some(next) => format!("下次自己会变：{}", when::iso_minute(next)),
            None => "此后不会自己变".to_owned(),
        };
        let entries = board.count();
        let _ = writeln!(out, "<p class=\"lead\">{entries} 篇，{files} 个文件。{next}。</p>");
    }
    let _ = writeln!(out, "<section>\n<h2>检查 <small>{}</small></h2>", counts(errors, warnings, notices));
    if shown.stale && shown.site.is_some() {
        out.push_str("<p class=\"lead\">改好错误以前，看到的还是上一次没有错误时的网站。</p>\n");
    }
    out.push_str(&problems(shown));
    out.push_str("</section>\n");
    if let Some(site) = &shown.site {
        hidden(&mut out, &site.board);
    }
    page("预览", &out, true)
}

fn counts(errors: usize, warnings: usize, notices: usize) -> String {
    let each = [(errors, "处错误"), (warnings, "处警告"), (notices, "处说明")];
    let said: Vec<String> = each.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if said.is_empty() { "没有要改的".to_owned() } else { said.join("，") }
}

/// What readers do not see.
fn hidden(out: &mut String, board: &Board) {
    let rows = board.hidden();
    let _ = writeln!(out, "<section>\n<h2>读者看不到的 <small>{} 篇</small></h2>", rows.len());
    if rows.is_empty() {
        out.push_str("<p class=\"lead\">没有草稿，也没有等着发布的。</p>\n");
    } else {
        out.push_str("<ul class=\"rows\">\n");
        for (path, page) in &rows {
            let Some(mark) = &page.mark else { continue };
            let (url, source) = (board.urls.local(path), as_html(&page.source));
            let title = if page.title.is_empty() { "（还没有标题）" } else { page.title.as_str() };
            let (title, why) = (as_html(title), as_html(&mark.why));
            let word = mark.word;
            let _ = writeln!(
                out,
                "<li><p><a href=\"{url}\">{title}</a> <b>{word}</b></p><p class=\"where\">{source}<span>{why}</span></p></li>"
            );
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Text};
    use crate::lang::Both;

    static WRONG: Code = Code::error("wrong", "", "");
    static DOUBT: Code = Code::warning("doubt", "", "");

    fn shown(told: Vec<Diagnostic>) -> Shown {
        Shown { round: 3, told, stale: true, ..Shown::default() }
    }

    #[test]
    fn what_an_author_typed_is_text() {
        let text = Text::new("content/posts/<b>.md", "标题: <img src=x onerror=alert(1)>\n");
        let message = Both::from(("看不懂“<script>alert(1)</script>”", "x"));
        let told = Diagnostic::at(&WRONG, text.place(8..12), message)
            .help(Both::from(("写“&amp;”", "x")))
            .also(text.place(0..6), Both::from(("\"'<i>", "x")));
        let shown = shown(vec![told]);
        for html in [problems(&shown), desk(&shown), nothing_yet(&shown)] {
            for tag in ["<script>alert", "<img", "<b>.md", "'<i>"] {
                assert!(!html.contains(tag), "{tag} in {html}");
            }
            assert!(html.contains("看不懂“&lt;script&gt;alert(1)&lt;/script&gt;”"));
            assert!(html.contains("写“&amp;amp;”"));
        }
        assert!(!refusal("<x>").contains("<x>"));
    }

    #[test]
    fn a_mistake_is_shown_with_its_line_and_its_mend() {
        let text = Text::new("content/posts/a.md", "标题: 五一\n地点: 会议室\n");
        let at = text.text.find("会议").unwrap();
        let told = Diagnostic::at(&WRONG, text.place(at..at + 6), Both::from(("看这里", "here")));
        let told = told.help(Both::from(("改这里", "mend")));
        assert_eq!(
            problems(&shown(vec![told])),
            "<ol class=\"told\">\n<li class=\"error\">\n<p class=\"what\"><b>错误</b>看这里</p>\n\
             <p class=\"where\">content/posts/a.md:2:5</p>\n\
             <pre><i>2</i><code>地点: <mark>会议</mark>室</code></pre>\n\
             <p class=\"mend\"><b>改法</b>改这里</p>\n<p class=\"code\">gongsheng explain wrong</p>\n</li>\n</ol>\n"
        );
    }

    #[test]
    fn errors_stand_first_and_all_are_counted() {
        let said = |code, zh: &str| Diagnostic::nowhere(code, Both::from((zh, "x")));
        let shown = shown(vec![said(&DOUBT, "甲"), said(&WRONG, "乙"), said(&DOUBT, "丙")]);
        let html = problems(&shown);
        assert!(html.find('乙') < html.find('甲') && html.find('甲') < html.find('丙'));
        let state: serde_json::Value = serde_json::from_str(&state(&shown, "/", "")).unwrap();
        assert_eq!((&state["errors"], &state["warnings"], &state["stale"]), (&1.into(), &2.into(), &true.into()));
        let many = Shown { told: vec![said(&DOUBT, "甲"); 101], ..Shown::default() };
        assert!(problems(&many).contains("还有 1 处没有列出来"));
    }
}
