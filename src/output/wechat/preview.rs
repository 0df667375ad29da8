//! The pages from which articles are copied: one an entry, and the list of all.

use super::article::{Article, Source, page_code};
use super::qr::{self, PageCode};
use super::rules::{self, Bound, Bounds, Meta, Profile};
use super::tree::Tree;
use super::{FOLDER, codes, dark, write};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::hash::{Key, Shared};
use crate::memo::Memo;
use crate::output::{Artifact, Rank, Scene, View};
use crate::picture::Recipe;
use crate::site::{Image, Placed, Rendition, Setting, Urls, file_of};
use crate::theme::Theme;
use crate::when;
use rayon::prelude::*;
use serde::Serialize;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};
use tera::Context;

/// An article with its theme. Its own page and the list both tell what stands against it: that is found once.
struct Sheet {
    source: Source,
    theme: String,
    key: Key,
    standing: OnceLock<Vec<Standing>>,
}

impl Hash for Sheet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// Something that stands against an article.
#[derive(Clone, Serialize)]
struct Standing {
    /// Is something lost or refused? Otherwise it only looks different.
    grave: bool,
    what: String,
    mend: String,
    times: usize,
}

impl Sheet {
    fn new(source: Source, theme: String, text: Key) -> Sheet {
        let key = Key::of(&(&source, &theme, text));
        Sheet { source, theme, key, standing: OnceLock::new() }
    }

    /// The finished article, as a tree and as what is copied.
    fn finished(&self, theme: &Theme) -> Result<(Tree, Article), Diagnostic> {
        let Some(named) = theme.articles().get(&self.theme) else {
            let name = &self.theme;
            let message = both!("没有“{name}”这个推文样式", "there is no theme “{name}”");
            return Err(Diagnostic::nowhere(&codes::UNKNOWN_THEME, message));
        };
        let tree = self.source.finished(named);
        let article = self.source.filled(write::html(&tree));
        Ok((tree, article))
    }

    /// What stands against it, the grave first.
    fn standing(&self, tree: &Tree, article: &Article) -> &[Standing] {
        self.standing.get_or_init(|| {
            let Article { title, digest, author, source_url, html } = article;
            let mut told = rules::check_meta(&Meta { title, author, digest, source_url });
            told.extend(rules::check(tree, Profile::Paste));
            told.extend(rules::check_size(html));
            told.sort_by_key(|told| !told.grave);
            let gathered = rules::gather(told).into_iter();
            let standing = gathered.map(|(told, times)| Standing {
                grave: told.grave,
                what: told.what.zh,
                mend: told.mend.zh,
                times,
            });
            standing.collect()
        })
    }
}

/// What stands around the pages.
#[derive(Hash, Serialize)]
struct Frame {
    site: String,
    language: String,
    index: String,
    style: String,
    script: String,
}

/// What the pages say of an entry beside its article.
#[derive(Clone, Hash, Serialize)]
struct About {
    /// The title on its own page; the article may have another.
    title: String,
    kind: &'static str,
    date: String,
    /// The address of its own page.
    page: String,
    /// The address of its preview.
    preview: String,
    /// The address of its article on the platform, where it is there already.
    published: Option<String>,
    /// The theme, as people call it.
    theme: String,
}

/// A cover in one of the platform's shapes.
#[derive(Hash, Serialize)]
struct Crop {
    /// 2.35:1
    shape: &'static str,
    /// What the file is called when it is kept.
    file: &'static str,
    url: String,
    width: u32,
    height: u32,
    /// Whether it has fewer pixels than the platform asks for.
    small: bool,
}

/// The cover of an article.
#[derive(Hash, Serialize)]
struct Cover {
    crops: Vec<Crop>,
    /// Whether there is none because the entry's own is a drawing, which the platform takes as no picture.
    drawing: bool,
}

impl Cover {
    fn of(urls: &Urls, image: Option<&Image>) -> Cover {
        let crop = |shape, file, wanted: u32, rendition: Rendition| {
            let Rendition { path, recipe: Recipe { width, height, .. } } = rendition;
            Crop { shape, file, url: urls.local(&path), width, height, small: width < wanted }
        };
        let crops = image.and_then(Image::picture).map(|picture| {
            vec![
                crop("2.35:1", "封面-2.35比1.jpg", 900, picture.wide()),
                crop("1:1", "封面-1比1.jpg", 500, picture.square()),
            ]
        });
        Cover { crops: crops.unwrap_or_default(), drawing: image.is_some_and(|image| image.picture().is_none()) }
    }
}

/// Something that the platform asks for, with its length.
#[derive(Serialize)]
struct Field<'a> {
    key: &'static str,
    label: &'static str,
    text: &'a str,
    count: usize,
    good: usize,
    most: usize,
    unit: &'static str,
    /// `fine`, `long` past what is shown in full, `over` past what is taken.
    state: &'static str,
}

impl<'a> Field<'a> {
    fn new(key: &'static str, label: &'static str, text: &'a str, length: Length, bound: Bound) -> Field<'a> {
        let (count, unit) = length;
        let state = match count {
            count if count > bound.most => "over",
            count if count > bound.good => "long",
            _ => "fine",
        };
        Field { key, label, text, count, good: bound.good, most: bound.most, unit, state }
    }

    /// What the platform asks for, in the order in which it does.
    fn all(article: &'a Article, bounds: &Bounds) -> Vec<Field<'a>> {
        let Article { title, author, digest, source_url: url, .. } = article;
        vec![
            Field::new("title", "标题", title, characters(title), bounds.title),
            Field::new("author", "作者", author, characters(author), bounds.author),
            Field::new("digest", "摘要", digest, characters(digest), bounds.digest),
            Field::new("source", "原文链接", url, (url.trim().len(), "字节"), bounds.source_url),
        ]
    }

    /// The article itself: its text is not shown once more.
    fn whole(article: &Article, bounds: &Bounds) -> Field<'static> {
        let length = (article.html.chars().count(), "字符");
        Field::new("size", "正文连同排版", "", length, bounds.chars)
    }
}

/// How long something is, and in what that is counted.
type Length = (usize, &'static str);

/// What is around a text does not count there.
fn characters(text: &str) -> Length {
    (text.trim().chars().count(), "字")
}

/// The page from which an article is copied.
#[derive(Hash)]
struct Preview {
    sheet: Arc<Sheet>,
    about: Shared<About>,
    cover: Cover,
    frame: Shared<Frame>,
}

impl View for Preview {
    fn template(&self) -> Option<&'static str> {
        Some("wechat/preview.html")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let (tree, article) = self.sheet.finished(theme)?;
        let bounds = rules::bounds();
        let mut context = Context::new();
        context.insert_value("frame", self.frame.template());
        context.insert_value("about", self.about.template());
        context.insert("fields", &Field::all(&article, &bounds));
        context.insert("cover", &self.cover);
        context.insert("size", &Field::whole(&article, &bounds));
        context.insert("standing", self.sheet.standing(&tree, &article));
        context.insert("article", &article);
        context.insert("dark", &write::html(&dark::darkened(&tree)));
        theme.render("wechat/preview.html", &context)
    }
}

/// A line of the list.
#[derive(Clone, Hash)]
struct Row {
    about: Shared<About>,
    sheet: Arc<Sheet>,
}

impl Row {
    fn view(&self, theme: &Theme) -> Result<RowView<'_>, Diagnostic> {
        let Row { about, sheet } = self;
        let standing = match sheet.standing.get() {
            Some(standing) => standing,
            None => {
                let (tree, article) = sheet.finished(theme)?;
                sheet.standing(&tree, &article)
            }
        };
        Ok(RowView { about, first: standing.first(), count: standing.len() })
    }
}

#[derive(Serialize)]
struct RowView<'a> {
    about: &'a About,
    /// What stands against it before all else.
    first: Option<&'a Standing>,
    count: usize,
}

/// The list of all articles.
#[derive(Hash)]
struct Index {
    frame: Shared<Frame>,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

/// A page of the list has as many articles, the first up to twice as many.
const ROWS: usize = 100;

/// All that a page of the list depends on.
struct Listed<'a> {
    bench: Bench<'a>,
    number: usize,
    newer: Option<String>,
    older: Option<String>,
    part: &'a [Shared<Placed>],
    address: String,
}

/// What is remembered is what would be made.
impl Hash for Listed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.bench, self.number, &self.newer, &self.older, self.part, &self.address).hash(state);
    }
}

/// The list in pages, numbered from the oldest: a new article changes the first alone, until that is two pages
/// long and gives one away.
fn pages<'a>(bench: Bench<'a>, entries: &'a [Shared<Placed>]) -> Vec<Listed<'a>> {
    let count = (entries.len() / ROWS).max(1);
    let address = |number: usize| if number == count { "wechat/".to_owned() } else { format!("wechat/page/{number}/") };
    let local = |number: usize| bench.setting.urls.local(&address(number));
    let page = |number: usize| {
        let first = if number == count { 0 } else { entries.len() - number * ROWS };
        let end = entries.len() - (number - 1) * ROWS;
        Listed {
            bench,
            number,
            newer: (number < count).then(|| local(number + 1)),
            older: (number > 1).then(|| local(number - 1)),
            part: &entries[first..end],
            address: address(number),
        }
    };
    (1..=count).map(page).collect()
}

fn listed(page: &Listed<'_>) -> Vec<Arc<Artifact>> {
    let &Listed { bench, part, ref newer, ref older, ref address, .. } = page;
    let rows = part.iter().map(|placed| bench.made(placed).row.clone()).collect();
    let index = Index { frame: bench.frame.clone(), rows, newer: newer.clone(), older: older.clone() };
    vec![Artifact::made(file_of(address), Rank::List, bench.theme, index)]
}

impl View for Index {
    fn template(&self) -> Option<&'static str> {
        Some("wechat/index.html")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let rows: Vec<RowView<'_>> = self.rows.par_iter().map(|row| row.view(theme)).collect::<Result<_, _>>()?;
        let ready = rows.iter().filter(|row| row.count == 0).count();
        let mut context = Context::new();
        context.insert_value("frame", self.frame.template());
        context.insert("rows", &rows);
        context.insert("ready", &ready);
        context.insert("newer", &self.newer);
        context.insert("older", &self.older);
        theme.render("wechat/index.html", &context)
    }
}

/// The place of the page from which an entry's article is copied.
pub fn page_of(placed: &Placed) -> String {
    format!("wechat/{}.html", placed.address.trim_end_matches('/'))
}

/// What all articles are made with.
#[derive(Clone, Copy)]
struct Bench<'a> {
    setting: &'a Shared<Setting>,
    theme: &'a Theme,
    frame: &'a Shared<Frame>,
    memo: &'a Memo,
}

/// What is remembered is what would be made.
impl Hash for Bench<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.setting, self.theme, self.frame).hash(state);
    }
}

impl Bench<'_> {
    fn made(&self, placed: &Shared<Placed>) -> Arc<Made> {
        self.memo.once(&(*self, placed), made)
    }
}

/// All that the page of one article depends on.
#[derive(Hash)]
struct Input<'a>(Bench<'a>, &'a Shared<Placed>);

fn artifacts(Input(bench, placed): &Input<'_>) -> Vec<Arc<Artifact>> {
    bench.made(placed).artifacts.clone()
}

/// What is made of one article: its page, the drawing of its QR code, its line in the list.
struct Made {
    artifacts: Vec<Arc<Artifact>>,
    row: Row,
}

fn made(&(Bench { setting, theme, frame, .. }, placed): &(Bench<'_>, &Shared<Placed>)) -> Made {
    let chosen = super::theme_of(setting, theme, placed);
    let name = chosen.map(|theme| theme.name.clone()).unwrap_or_default();
    let about = Shared::new(About {
        title: placed.entry.card.header.title.clone(),
        kind: placed.kind().info().label.0,
        date: placed.entry.card.date().map(|date| when::date(date.day(), true)).unwrap_or_default(),
        page: setting.urls.local(&placed.address),
        preview: setting.urls.local(&page_of(placed)),
        published: placed.wechat_link.clone(),
        theme: chosen.map(super::ArticleTheme::shown).unwrap_or_default(),
    });
    let text = theme.key(&format!("{FOLDER}{name}.css"));
    let sheet = Arc::new(Sheet::new(Source::of(setting, placed), name, text));
    let row = Row { about: about.clone(), sheet: sheet.clone() };
    let cover = Cover::of(&setting.urls, placed.wechat_cover());
    let preview = Preview { sheet, about, cover, frame: frame.clone() };
    let mut artifacts = vec![Artifact::made(page_of(placed), Rank::Page, theme, preview)];
    let code = page_code(setting, placed)
        .map(|address| Artifact::made(qr::path(&placed.address), Rank::File, theme, PageCode { address }));
    artifacts.extend(code);
    Made { artifacts, row }
}

/// One page an entry below `wechat/`, and their list; none where site.yaml keeps them out of the site.
pub(in crate::output) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, memo, .. } = scene;
    if !site.config.wechat.public {
        return Vec::new();
    }
    let asset = |name: &str| theme.assets().get(name).map(|asset| site.urls.local(&asset.path)).unwrap_or_default();
    let frame = Shared::new(Frame {
        site: site.config.title.clone(),
        language: site.config.language.clone(),
        index: site.urls.local("wechat/"),
        style: asset("preview.css"),
        script: asset("copy.js"),
    });
    let bench = Bench { setting: &site.setting, theme, frame: &frame, memo };
    let entry = |placed| scene.artifacts(&Input(bench, placed), artifacts);
    let mut all: Vec<Arc<Artifact>> = site.entries.par_iter().flat_map_iter(entry).collect();
    let page = |page: Listed<'_>| scene.artifacts(&page, listed);
    all.par_extend(pages(bench, &site.entries).into_par_iter().flat_map_iter(page));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUND: Bound = Bound { good: 8, most: 16 };

    fn field(text: &str) -> Field<'_> {
        Field::new("author", "作者", text, characters(text), BOUND)
    }

    #[test]
    fn a_field_is_counted_in_characters_and_told_from_where_it_is_too_long() {
        assert_eq!((field("县总工会").count, field("县总工会").state), (4, "fine"));
        assert_eq!(field(&"工".repeat(8)).state, "fine");
        assert_eq!(field(&"工".repeat(9)).state, "long");
        assert_eq!(field(&"工".repeat(16)).state, "long");
        assert_eq!(field(&"工".repeat(17)).state, "over");
        assert_eq!(field("  县总工会 ").count, 4, "what is around it does not count there");
    }

    #[test]
    fn an_address_is_counted_in_bytes() {
        let article = Article {
            title: "标题".into(),
            digest: String::new(),
            author: String::new(),
            source_url: "https://a.cn/工".into(),
            html: String::new(),
        };
        let fields = Field::all(&article, &rules::bounds());
        let shown: Vec<_> = fields.iter().map(|field| (field.key, field.count, field.most, field.unit)).collect();
        let wanted =
            [("title", 2, 32, "字"), ("author", 0, 16, "字"), ("digest", 0, 128, "字"), ("source", 16, 1024, "字节")];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn without_a_cover_there_are_no_crops() {
        let urls = Urls::new("https://a.cn");
        let cover = Cover::of(&urls, None);
        assert!(cover.crops.is_empty() && !cover.drawing);
    }
}
