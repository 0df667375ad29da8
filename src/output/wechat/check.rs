//! The platform's rules on every article, each breach told to whoever can mend it: the author of an entry at
//! a line of it, the maker of a theme and of the site once for all articles.

use super::codes;
use super::from_html::from_html;
use super::rules::codes as rule;
use super::rules::{self, Profile, Violation};
use super::sheet::Wanted;
use super::theme_of;
use super::themes::FOLDER;
use crate::both;
use crate::config;
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::entry::{self, Card};
use crate::fields::Field;
use crate::front_matter::{self, Split, Value};
use crate::hash::{Key, KeySet};
use crate::header::{AUTHOR, SLUG, SUMMARY, TITLE, WECHAT, WECHAT_AUTHOR, WECHAT_DIGEST, WECHAT_TITLE};
use crate::lang::Both;
use crate::markdown;
use crate::output::{Kit, Scene};
use crate::site::{Placed, Setting, Site};
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// What is wrong with the articles of a site and with the names of their themes, and which articles nothing stands
/// against. `grave` is how grave it is when something is lost on the platform or illegible; the rest are warnings.
/// Articles that are known to be `clean` are not looked at again.
pub fn check(
    scene: Scene<'_>,
    site_yaml: Option<&Text>,
    grave: Severity,
    clean: &KeySet<Key>,
) -> (Vec<Diagnostic>, Vec<Key>) {
    let (site, kit) = (scene.site, scene.kit());
    let input = |placed| Input { wanted: Wanted { kit, placed }, clean };
    let inputs: Vec<Input<'_>> = site.entries.iter().map(input).collect();
    let runs = scene.memo.each(&inputs, |input| input.wanted.placed.key(), found);
    let all: Vec<&(Key, Vec<Found>)> = runs.iter().flat_map(|run| run.iter()).collect();
    let mut told = names(scene, site_yaml);
    told.extend(account_code(site, site_yaml));
    let mut shared: BTreeMap<(Blame, &'static str), (Violation, usize)> = BTreeMap::new();
    for (placed, article) in site.entries.iter().zip(&all) {
        for Found { blame, violation, times } in article.1.iter().cloned() {
            if blame == Blame::Entry {
                let place = place(&placed.entry.card, &violation);
                let what = often(&violation.what, times);
                let mend = mend(&placed.entry.card, &violation);
                told.extend(diagnostic(&violation, Some(place), what, mend, grave));
                continue;
            }
            match shared.entry((blame, violation.rule)) {
                Vacant(place) => _ = place.insert((violation, 1)),
                Occupied(mut there) => there.get_mut().1 += 1,
            }
        }
    }
    for ((blame, _), (violation, articles)) in shared {
        let (place, what) = match &blame {
            Blame::Theme(name) => of_theme(scene.theme, name, &violation, articles),
            Blame::Site | Blame::Entry => of_site(site_yaml, &violation, articles),
        };
        told.extend(diagnostic(&violation, place, what, violation.mend.clone(), grave));
    }
    (told, all.iter().filter(|article| article.1.is_empty()).map(|article| article.0).collect())
}

/// Where a theme is to blame for what is wrong in so many articles, and what is said of it.
fn of_theme(theme: &Theme, name: &str, violation: &Violation, articles: usize) -> (Option<Place>, Both) {
    let (zh, en) = (&violation.what.zh, &violation.what.en);
    let file = format!("{FOLDER}{name}.css");
    // What is in the program lies in no folder of the author.
    let place = theme.is_own(&file).then(|| Place::file(&format!("templates/{file}")));
    (place, both!("推文样式“{name}”：{zh}（{articles}篇）", "the theme “{name}”: {en} (articles: {articles})"))
}

/// Where site.yaml is to blame for what is wrong in so many articles, and what is said of it.
fn of_site(site_yaml: Option<&Text>, violation: &Violation, articles: usize) -> (Option<Place>, Both) {
    let (zh, en) = (&violation.what.zh, &violation.what.en);
    let path: &[&Field] = match violation.rule {
        rule::AUTHOR_TOO_LONG => &[&config::WECHAT, &config::WECHAT_ACCOUNT],
        _ => &[&config::BASE_URL],
    };
    let place = site_yaml.map(|text| {
        let field = field(text, 0..text.text.len(), path);
        field.unwrap_or_else(|| Place::file(&text.file))
    });
    (place, both!("{zh}（{articles}篇推文）", "{en} (articles: {articles})"))
}

/// What is wrong with HTML from anywhere, at the lines of its file.
pub fn check_html(text: &Text, grave: Severity) -> Vec<Diagnostic> {
    let mut violations = rules::check(&from_html(&text.text), Profile::Paste);
    violations.extend(rules::check_size(&text.text));
    let tell = |(violation, times): (Violation, usize)| {
        let place = match violation.at {
            Some(at) => text.place(at as usize..at as usize),
            None => Place::file(&text.file),
        };
        diagnostic(&violation, Some(place), often(&violation.what, times), violation.mend.clone(), grave)
    };
    rules::gather(violations).into_iter().filter_map(tell).collect()
}

/// Who can mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Blame {
    /// The author of the entry.
    Entry,
    /// Whoever made the theme of this name.
    Theme(String),
    /// Whoever wrote site.yaml.
    Site,
}

/// What is wrong in an article, once a rule.
#[derive(Clone)]
struct Found {
    blame: Blame,
    /// The first that is grave, else the first.
    violation: Violation,
    /// How often the rule is broken there.
    times: usize,
}

/// An article, and the ones that nothing is wrong with, which spare the looking.
struct Input<'a> {
    wanted: Wanted<'a>,
    clean: &'a KeySet<Key>,
}

/// Which are clean is left out: to know it of an article already changes nothing in what is found.
impl Hash for Input<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Input { wanted, clean: _ } = self;
        wanted.hash(state);
    }
}

/// The key of all that an article depends on, and what is wrong in it; without a theme there is none.
fn found(&Input { wanted, clean }: &Input<'_>) -> (Key, Vec<Found>) {
    let (key, mut found) = (Key::of(&wanted), Vec::<Found>::new());
    if clean.contains(&key) {
        return (key, found);
    }
    let Wanted { kit: Kit { setting: site, articles, .. }, placed } = wanted;
    let Some(article_theme) = theme_of(site, articles, placed) else { return (key, found) };
    let sheet = wanted.sheet();
    let violations = sheet.violations().into_iter().flatten().cloned();
    // That an entry has no title is told where it is read.
    for violation in violations.filter(|violation: &Violation| violation.rule != rule::NO_TITLE) {
        match found.iter_mut().find(|found| found.violation.rule == violation.rule) {
            Some(found) => {
                found.times += 1;
                if violation.grave && !found.violation.grave {
                    found.violation = violation;
                }
            }
            None => {
                let blame = blame(site, &article_theme.name, placed, violation.rule);
                found.push(Found { blame, violation, times: 1 });
            }
        }
    }
    (key, found)
}

/// An author types words, pictures and tables; what they look like is the theme's.
fn blame(site: &Setting, theme: &str, placed: &Placed, broken: &str) -> Blame {
    let header = &placed.entry.card.header;
    match broken {
        rule::AUTHOR_TOO_LONG if header.wechat.author.is_none() && header.author.is_none() => Blame::Site,
        rule::IMAGE_SOURCE if !site.urls.base().starts_with("https://") => Blame::Site,
        rule::LIST_DEPTH
        | rule::SUBLIST
        | rule::LIST_ITEM
        | rule::NESTING
        | rule::TABLE_COLUMNS
        | rule::LINK
        | rule::IMAGE_SOURCE
        | rule::IMAGE_KIND
        | rule::IMAGE_ALT
        | rule::EMPTY
        | rule::TOO_LONG
        | rule::TITLE_TOO_LONG
        | rule::AUTHOR_TOO_LONG
        | rule::DIGEST_TOO_LONG
        | rule::SOURCE_TOO_LONG => Blame::Entry,
        _ => Blame::Theme(theme.to_owned()),
    }
}

fn diagnostic(
    violation: &Violation,
    place: Option<Place>,
    what: Both,
    mend: Both,
    grave: Severity,
) -> Option<Diagnostic> {
    let code = codes::of(violation.rule)?;
    let told = Diagnostic { place, ..Diagnostic::nowhere(code, what) }.help(mend);
    Some(if violation.grave { told.told_as(grave) } else { told })
}

fn often(what: &Both, times: usize) -> Both {
    let (zh, en) = (&what.zh, &what.en);
    match times {
        1 => what.clone(),
        _ => both!("{zh}（共{times}处）", "{en} ({times} times)"),
    }
}

/// How it is mended in an entry: a title of the site may stay as long as it is.
fn mend(card: &Card, violation: &Violation) -> Both {
    match violation.rule {
        rule::TITLE_TOO_LONG if card.header.wechat.title.is_none() => both!(
            "在“微信”里另写一个短标题（微信: 下一行缩进两格写 标题: …），网站上的标题不用改",
            "write a short one within “wechat” (wechat: and below it, indented by two, title: …); the title of the page may stay"
        ),
        _ => violation.mend.clone(),
    }
}

/// Where in an entry it is mended.
fn place(card: &Card, violation: &Violation) -> Place {
    let text = card.text.text();
    if let Some(at) = violation.at {
        return text.place(at as usize..at as usize);
    }
    let Split { head, body, .. } = entry::split(text, card.kind);
    let head = head.unwrap_or(0..0);
    let fields: [&[&Field]; 2] = match violation.rule {
        rule::TITLE_TOO_LONG => [&[&WECHAT, &WECHAT_TITLE], &[&TITLE]],
        rule::AUTHOR_TOO_LONG => [&[&WECHAT, &WECHAT_AUTHOR], &[&AUTHOR]],
        rule::DIGEST_TOO_LONG => [&[&WECHAT, &WECHAT_DIGEST], &[&SUMMARY]],
        rule::SOURCE_TOO_LONG => [&[&SLUG], &[]],
        _ => [&[], &[]],
    };
    let field = fields.into_iter().find_map(|path| field(text, head.clone(), path));
    let block = || match violation.rule {
        rule::TABLE_COLUMNS => markdown::widest_table(text, body),
        rule::NESTING => markdown::deepest_quote(text, body),
        _ => None,
    };
    let line = |at: usize| text.line(text.place(at..at).line as usize);
    field.or_else(|| block().map(line)).unwrap_or_else(|| Place::file(&text.file))
}

/// The value of a field within its groups, where something was filled in. Nobody keeps where each field
/// stands; it is read again where something is to be told of it.
fn field(text: &Text, range: Range<usize>, path: &[&Field]) -> Option<Place> {
    let (last, groups) = path.split_last()?;
    let mut map = front_matter::parse(text, range).map;
    for group in groups {
        let entry = map.entries.into_iter().find(|entry| group.is(&entry.key))?;
        let Value::Map(inner) = entry.node.value else { return None };
        map = inner;
    }
    let entry = map.entries.into_iter().find(|entry| last.is(&entry.key))?;
    (entry.node.value != Value::Empty).then(|| text.place(entry.node.span))
}

/// The account's QR code as a drawing: the platform takes none, so no article shows it.
fn account_code(site: &Site, site_yaml: Option<&Text>) -> Option<Diagnostic> {
    site.qr.as_ref().filter(|qr| qr.picture().is_none())?;
    let text = site_yaml?;
    let place = field(text, 0..text.text.len(), &[&config::WECHAT, &config::WECHAT_QR]);
    let what =
        both!("公众号不收 SVG 图，推文末尾没有二维码", "the platform takes no SVG: no article shows the QR code");
    let told = Diagnostic { place, ..Diagnostic::nowhere(codes::of(rule::IMAGE_KIND)?, what) };
    Some(told.help(both!("把二维码另存为 png，再写 png 的文件名", "save the QR code as a png and write its name")))
}

/// The themes that somebody names and that do not exist, at the places where they were typed.
fn names(scene: Scene<'_>, site_yaml: Option<&Text>) -> Vec<Diagnostic> {
    let Scene { site, articles, .. } = scene;
    let of_site = site.config.wechat.theme.as_ref().zip(site_yaml);
    let of_site = of_site.and_then(|(name, text)| articles.check(&name.value, text.place(name.span.clone())));
    let of_entry = |placed: &Placed| {
        let card = &placed.entry.card;
        let name = card.header.wechat.theme.as_ref()?;
        articles.check(&name.value, card.text.place(name.span.clone()))
    };
    of_site.into_iter().chain(site.entries.iter().filter_map(|placed| of_entry(placed))).collect()
}
