//! The pages from which articles are copied, one an entry.

use super::article::{Article, page_code};
use super::index::{Listed, Row, listed};
use super::qr::{self, PageCode};
use super::rules::{self, Bound, Bounds};
use super::sheet::{Sheet, Wanted, objections};
use super::{dark, write};
use crate::diagnostic::Diagnostic;
use crate::hash::Shared;
use crate::output::{Artifact, Blueprint, Kit, Rank, Scene, View};
use crate::own;
use crate::picture::Recipe;
use crate::site::{Image, Placed, Rendition, Urls};
use crate::theme::Theme;
use crate::when;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use tera::Context;

/// What stands around the pages.
#[derive(Hash, Serialize)]
pub(super) struct Shell {
    site: String,
    language: String,
    index: String,
    icon: String,
    style: String,
    script: String,
}

/// What the pages say of an entry beside its article.
#[derive(Clone, Hash, Serialize)]
pub(super) struct About {
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
    shell: Shared<Shell>,
}

impl View for Preview {
    fn template(&self) -> Option<&'static str> {
        Some("wechat/preview.html")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let (tree, article) = self.sheet.finished()?;
        let objections = objections(self.sheet.violations_of(&tree, &article));
        let bounds = rules::bounds();
        let mut context = Context::new();
        context.insert_value("frame", self.shell.template());
        context.insert_value("about", self.about.template());
        context.insert("fields", &Field::all(&article, &bounds));
        context.insert("cover", &self.cover);
        context.insert("size", &Field::whole(&article, &bounds));
        context.insert("standing", &objections);
        context.insert("article", &article);
        context.insert("dark", &write::html(&dark::darkened(&tree)));
        theme.render("wechat/preview.html", &context)
    }
}

/// The place of the page from which an entry's article is copied.
pub fn page_of(placed: &Placed) -> String {
    own::article(&placed.address, "html")
}

/// What all articles are made with.
#[derive(Clone, Copy, Hash)]
pub(super) struct Bench<'a> {
    pub kit: Kit<'a>,
    /// What stands around the pages.
    pub shell: &'a Shared<Shell>,
}

impl Bench<'_> {
    fn made(&self, placed: &Shared<Placed>) -> Arc<ArticleFiles> {
        self.kit.memo.once(&(*self, placed), made)
    }

    /// The line of an entry in the list.
    pub(super) fn row(&self, placed: &Shared<Placed>) -> Row {
        self.made(placed).row.clone()
    }
}

/// All that the page of one article depends on.
#[derive(Hash)]
struct Input<'a>(Bench<'a>, &'a Shared<Placed>);

impl Blueprint for Input<'_> {
    fn artifacts(&self) -> Vec<Arc<Artifact>> {
        let Input(bench, placed) = self;
        bench.made(placed).artifacts.clone()
    }
}

/// What is made of one article: its page, the drawing of its QR code, its line in the list.
struct ArticleFiles {
    artifacts: Vec<Arc<Artifact>>,
    row: Row,
}

fn made(&(Bench { kit, shell }, placed): &(Bench<'_>, &Shared<Placed>)) -> ArticleFiles {
    let Kit { setting, theme, articles, .. } = kit;
    let chosen = super::theme_of(setting, articles, placed);
    let about = Shared::new(About {
        title: placed.entry.card.header.title.clone(),
        kind: placed.kind().info().label.0,
        date: placed.entry.card.date().map(|date| when::date(date.day(), true)).unwrap_or_default(),
        page: setting.urls.local(&placed.address),
        preview: setting.urls.local(&page_of(placed)),
        published: placed.wechat_link.clone(),
        theme: chosen.map(|theme| theme.shown()).unwrap_or_default(),
    });
    let sheet = Wanted { kit, placed }.sheet();
    let row = Row { about: about.clone(), sheet: sheet.clone() };
    let cover = Cover::of(&setting.urls, placed.wechat_cover());
    let preview = Preview { sheet, about, cover, shell: shell.clone() };
    let mut artifacts = vec![Artifact::made(page_of(placed), Rank::Page, theme, preview)];
    let code = page_code(setting, placed)
        .map(|address| Artifact::made(qr::path(&placed.address), Rank::File, theme, PageCode { address }));
    artifacts.extend(code);
    ArticleFiles { artifacts, row }
}

/// One page an entry below `wechat/`, and their list; none where site.yaml keeps them out of the site.
pub(in crate::output) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, .. } = scene;
    if !site.config.wechat.public {
        return Vec::new();
    }
    let asset = |name: &str| theme.assets().get(name).map(|asset| site.urls.local(&asset.path)).unwrap_or_default();
    let shell = Shared::new(Shell {
        site: site.config.title.clone(),
        language: site.config.language.clone(),
        index: site.urls.local(own::ARTICLES),
        icon: asset("icon.svg"),
        style: asset("preview.css"),
        script: asset("copy.js"),
    });
    let bench = Bench { kit: scene.kit(), shell: &shell };
    let inputs: Vec<Input<'_>> = site.entries.iter().map(|placed| Input(bench, placed)).collect();
    let mut all = scene.artifacts_of_each(&inputs, |input| input.1.key());
    let page = |page: Listed<'_>| scene.artifacts(&page);
    all.par_extend(listed(bench, &site.entries).into_par_iter().flat_map_iter(page));
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
