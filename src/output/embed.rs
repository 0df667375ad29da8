//! Embeds: lists of ours in other people's pages. Each is a page for an `<iframe>`, `embed/latest.html`, and the
//! same as a script, `embed/latest.js`, which `embed.js` draws into any page. Data that comes as a script needs
//! nothing of the host that serves it: no CORS.

use super::parts::CardView;
use super::ranking::{Brief, RowView};
use super::{Artifact, Rank, Scene, View};
use crate::diagnostic::Diagnostic;
use crate::fact::FactKey;
use crate::hash::Shared;
use crate::kind::{Details, Kind};
use crate::own;
use crate::site::{Placed, Scope, Site, Topic};
use crate::theme::Theme;
use serde::Serialize;
use std::sync::Arc;
use tera::Context;

/// A list to be drawn. The names are short because they travel.
#[derive(Debug, Hash, Serialize)]
struct List {
    /// Its title, and the page for readers that shows the same.
    title: String,
    url: String,
    /// Whose it is.
    by: String,
    /// The colour of the site, `#b3261e`.
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    items: Vec<Row>,
    /// What is said where there is nothing.
    empty: &'static str,
}

/// A row: a number, what it is, where it leads, how it stands, and a line more.
#[derive(Debug, Default, Hash, Serialize)]
struct Row {
    #[serde(skip_serializing_if = "String::is_empty")]
    number: String,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    line: String,
}

/// How many rows a list has: more than a frame shows without scrolling is too many.
const ROWS: usize = 8;
/// How many rows of a ranking.
const RANKED: usize = 10;

/// A list as a page for an `<iframe>`.
#[derive(Hash)]
struct FramePage {
    language: String,
    style: String,
    script: String,
    list: Shared<List>,
}

/// A list as a script for `embed.js`.
#[derive(Hash)]
struct Data {
    name: String,
    list: Shared<List>,
}

/// Finds the element of the script that runs, which knows how to draw the list, and has it drawn. Old browsers do not
/// say which one that is.
const FIND: &str = "(function(n,a){\
var s=document.currentScript,l=document.getElementsByTagName(\"script\"),i=l.length,f;\
while(!(s&&s.gongsheng)&&i--)if(l[i].src.indexOf(\"/embed/\"+encodeURIComponent(n)+\".js\")>0)s=l[i];\
f=s&&s.gongsheng;if(f){s.gongsheng=null;f(a)}})";

/// `embed.js`, with the style sheet of the frames in it.
#[derive(Hash)]
struct Script {
    style: String,
}

/// The embeds of a site: the latest, events, releases, each column, each ranking and the newest of them.
pub(super) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, .. } = scene;
    let asset = |name: &str| theme.assets().get(name).map(|asset| site.urls.local(&asset.path)).unwrap_or_default();
    let (style, script) = (asset("embed.css"), asset("embed-frame.js"));
    let mut artifacts = Vec::new();
    for (name, list) in lists(site) {
        let list = Shared::new(list);
        let language = site.config.language.clone();
        let frame = FramePage { language, style: style.clone(), script: script.clone(), list: list.clone() };
        let [page, script] = own::embed(&name);
        artifacts.push(Artifact::made(page, Rank::List, theme, frame));
        artifacts.push(Artifact::made(script, Rank::List, theme, Data { name, list }));
    }
    let css = theme.assets().get("embed.css").map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned());
    let script = Script { style: css.unwrap_or_default() };
    artifacts.push(Artifact::made(own::EMBED_SCRIPT.to_owned(), Rank::Door, theme, script));
    artifacts
}

/// Each list with its name.
fn lists(site: &Site) -> Vec<(String, List)> {
    let mut lists = Vec::new();
    for topic in Topic::all(site) {
        let Some(name) = topic.scope.list_name() else { continue };
        let title = if matches!(topic.scope, Scope::Site) { "最新消息" } else { &topic.name };
        let by_time = matches!(topic.scope, Scope::Kind(_));
        let entries = topic.listed(site, ROWS).into_iter().take(ROWS);
        let items = entries.map(|placed| row(site, placed, by_time)).collect();
        lists.push((own::embed_of_list(&name), list(site, title, &topic.address, items)));
    }
    let mut rankings = site.of_kind(Kind::Ranking);
    if let Some(newest) = rankings.next() {
        lists.push((own::NEWEST_RANKING.to_owned(), ranking(site, newest)));
        lists.push((own::embed_of_ranking(&newest.entry.card.slug), ranking(site, newest)));
    }
    lists.extend(rankings.map(|placed| (own::embed_of_ranking(&placed.entry.card.slug), ranking(site, placed))));
    lists
}

fn list(site: &Site, title: &str, address: &str, items: Vec<Row>) -> List {
    List {
        title: title.to_owned(),
        url: site.urls.absolute(address),
        by: site.config.title.clone(),
        colour: site.config.primary().map(str::to_owned),
        items,
        empty: "现在没有",
    }
}

/// News are told by their day, events by their place and the time that matters next.
fn row(site: &Site, placed: &Placed, by_time: bool) -> Row {
    let card = CardView::of(site, placed);
    let due = card.due.as_ref().map(|due| format!("{}{}", due.label, due.text)).unwrap_or_default();
    let lines: [&str; 2] = if by_time { [&due, &card.place] } else { [&card.date, ""] };
    Row {
        title: card.title.clone(),
        url: site.urls.absolute(&placed.address),
        state: card.state.as_ref().map(|state| state.label.to_owned()).unwrap_or_default(),
        line: joined(lines),
        ..Row::default()
    }
}

/// The first rows of a ranking, its groups in their order; whose it is, of when, and by which formula.
fn ranking(site: &Site, placed: &Placed) -> List {
    let card = &placed.entry.card;
    let groups = match &card.details {
        Details::Ranking(ranking) => Brief::of(ranking, RANKED).groups,
        _ => Vec::new(),
    };
    let several = groups.len() > 1;
    let mut rows = Vec::with_capacity(RANKED);
    for group in groups {
        let title = if several { group.title } else { String::new() };
        let row = |row: RowView| Row {
            number: row.number,
            title: format!("{}{}", row.name, row.suffix),
            state: row.score,
            line: joined([title.as_str(), &row.host]),
            ..Row::default()
        };
        rows.extend(group.rows.into_iter().map(row));
    }
    let about: Vec<String> = card
        .details
        .facts()
        .into_iter()
        .filter(|fact| matches!(fact.key, FactKey::Issuer | FactKey::Period | FactKey::Formula))
        .map(|fact| fact.value.show(card.year()))
        .collect();
    let caution = match &card.details {
        Details::Ranking(ranking) => ranking.caution().map(|_| "不作为考核依据".to_owned()),
        _ => None,
    };
    let about: Vec<String> = about.into_iter().chain(caution).collect();
    let list = list(site, &card.header.title, &placed.address, rows);
    let by = if about.is_empty() { list.by.clone() } else { joined(about.iter().map(String::as_str)) };
    List { empty: "名单待公布", by, ..list }
}

/// What there is of some texts, in one line.
fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("　")
}

impl View for FramePage {
    fn template(&self) -> Option<&'static str> {
        Some("embed/frame.html")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("language", &self.language);
        context.insert("style", &self.style);
        context.insert("script", &self.script);
        context.insert_value("list", self.list.template());
        theme.render("embed/frame.html", &context)
    }
}

impl View for Data {
    fn template(&self) -> Option<&'static str> {
        None
    }

    /// The script that asked for the data left a function on its own element: no name of ours in their page.
    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let (name, list) = (script_value(&self.name, true), script_value(&*self.list, false));
        Ok(format!("{FIND}({name},{list});\n").into_bytes())
    }
}

impl View for Script {
    fn template(&self) -> Option<&'static str> {
        Some("embed/embed.js")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        // Whoever reads the script in another encoding than ours must read the same.
        context.insert("style", &script_value(&self.style, true));
        theme.render("embed/embed.js", &context)
    }
}

/// A value as a script writes it: JSON, but for two signs that ended a line of a script until 2019. With
/// `ascii`, whatever is not ASCII is escaped.
fn script_value<T: Serialize>(value: &T, ascii: bool) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if matches!(c, '\u{2028}' | '\u{2029}') || (ascii && !c.is_ascii()) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_holds_any_text() {
        assert_eq!(script_value(&"甲\u{2028}\"</script>", false), "\"甲\\u2028\\\"</script>\"");
        assert_eq!(script_value(&"甲🎉", true), "\"\\u7532\\ud83c\\udf89\"");
    }
}
