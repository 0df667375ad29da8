//! `content/site.yaml` → [`Config`].

mod address;
pub(crate) mod dyes;
mod origin;
mod table;
mod values;

pub use address::{base_url, path_of};
pub use table::*;

use crate::both;
use crate::checks::{self, Rules, Subject};
use crate::diagnostic::{Code, Diagnostic, Named, Text};
use crate::fields::{self, Basis, DUPLICATE_KEY, Located, Reader};
use crate::front_matter;
use crate::markdown::Readable;
use crate::when::Zone;
use address::NOWHERE;

/// What the site says of itself.
#[derive(Clone, Debug, Default, Hash)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// What feeds and calendars know the site by: whoever reads those of two sites is to tell their entries apart.
    pub id: String,
    /// 主办单位
    pub org: Option<String>,
    /// Scheme and host, perhaps a path; no slash at the end.
    pub base_url: String,
    /// The base address by which readers know the site, where that of a preview stands in its place; else empty.
    pub home: String,
    /// The language of the pages.
    pub language: String,
    /// The site's clock.
    pub zone: Zone,
    /// Where the office is.
    pub address: Option<String>,
    /// The office's telephone.
    pub phone: Option<String>,
    /// Numbers that may appear in full.
    pub phones: Vec<String>,
    /// ICP备案号
    pub icp: Option<String>,
    /// 公安备案号
    pub police: Option<String>,
    /// 网站标识码
    pub site_code: Option<String>,
    /// 12351
    pub hotline: String,
    /// The logo, a path below content/.
    pub logo: Option<Located<String>>,
    /// Colours of the theme by name, as typed.
    pub colours: Vec<(String, String)>,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// 栏目
    pub columns: Vec<Column>,
    /// Whether it may mean more columns than these: it is not there, or something in it that may be one was not read.
    pub lacks_columns: bool,
    /// The addresses of tags, where they are not the tags themselves.
    pub tags: Vec<(Located<String>, Located<String>)>,
    /// Tags that have feeds of their own.
    pub feed_tags: Vec<Located<String>>,
    /// How many entries a feed holds.
    pub feed_items: usize,
    /// How many entries a page of a list holds.
    pub page_size: usize,
    /// The official account.
    pub wechat: Account,
    /// Codes that are not told.
    pub silence: Vec<String>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// The office's own list of wrong words: wrong and right.
    pub words: Vec<(String, String)>,
    /// A sentence at the top of every page.
    pub banner: Option<String>,
    /// Whether search engines are asked to stay away.
    pub noindex: bool,
    /// The hosts whose own files of headers are written.
    pub hosts: Vec<Host>,
    /// The origins of scripts that are not the site's own and may run in its pages.
    pub scripts: Vec<String>,
}

/// A kind of host with a file of its own for headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// `_headers`: Netlify, Cloudflare Pages and others.
    Headers,
    /// `nginx.conf`: locations for nginx.
    Nginx,
}

impl Host {
    /// The name of its file, at the root of the site.
    pub fn file(self) -> &'static str {
        match self {
            Host::Headers => "_headers",
            Host::Nginx => "nginx.conf",
        }
    }
}

/// An item of the menu: a title and where it leads.
#[derive(Clone, Debug, Hash)]
pub struct MenuItem {
    /// What is shown.
    pub title: String,
    /// A path of the site, the path of an entry's file, or an address elsewhere.
    pub link: Located<String>,
}

/// 栏目: a column of the site.
#[derive(Clone, Debug, Default, Hash)]
pub struct Column {
    /// 法吧
    pub name: String,
    /// The last part of its address.
    pub slug: Option<Located<String>>,
    /// What it is for.
    pub purpose: Option<String>,
    /// With whom it is made.
    pub partner: Option<String>,
    /// Where it is in the world.
    pub place: Option<String>,
    /// The META ColumnType: 工作动态, 办事服务 …
    pub kind: Option<String>,
    /// After how many days without news it is stale.
    pub stale_after: Option<u32>,
    /// Where it stands in site.yaml.
    pub span: std::ops::Range<usize>,
}

/// The official account.
#[derive(Clone, Debug, Default, Hash)]
pub struct Account {
    /// Its name.
    pub account: Option<String>,
    /// The theme of its articles.
    pub theme: Option<Located<String>>,
    /// What is asked of any theme.
    pub look: ArticleLook,
    /// What stands at the end of an article.
    pub signature: Option<String>,
    /// The picture of its QR code.
    pub qr: Option<Located<String>>,
    /// Whether an article ends with a QR code of its page.
    pub page_qr: bool,
    /// Whether the preview pages are built into the site.
    pub public: bool,
}

/// What site.yaml asks of the looks of articles, whatever their theme.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct ArticleLook {
    /// The main colour, as typed.
    pub colour: Option<String>,
    /// The size of the text, in pixels.
    pub size: Option<u8>,
    /// Whether paragraphs begin two characters further in.
    pub indent: bool,
}

/// The base address has no scheme or no host, or more than a path behind it.
pub static BAD_BASE_URL: Code = Code::error("bad-base-url", "网站的网址有误", "the address of the site is wrong");
/// A zone that cannot be read.
pub static BAD_ZONE: Code = Code::error("bad-zone", "时区有误", "the zone is wrong");
/// A colour that is none.
pub static BAD_COLOUR: Code = Code::warning("bad-colour", "颜色有误", "a colour is wrong");
/// A code that does not exist, or that is an error.
pub static BAD_SILENCE: Code = Code::warning("bad-silence", "不能不提示的代号", "a code that cannot be silenced");

/// The codes of this room.
pub const CODES: &[&Code] = &[&BAD_BASE_URL, &BAD_ZONE, &BAD_COLOUR, &BAD_SILENCE];

impl Config {
    /// Moves the site to another scheme, host and port, where everything that there is to see is shown.
    pub fn move_to(&mut self, origin: &str) {
        let moved = format!("{origin}{}", path_of(&self.base_url));
        self.home = std::mem::replace(&mut self.base_url, moved);
        self.wechat.public = true;
    }

    /// What the site's own numbers and words mean for the checks of a text.
    pub fn rules(&self) -> Rules {
        let phones = self.phones.iter().chain(&self.phone).cloned().collect();
        Rules { phones, hotline: self.hotline.clone(), words: self.words.clone() }
    }

    /// The main colour, where one is chosen.
    pub fn primary(&self) -> Option<&str> {
        dyes::primary(&self.colours)
    }

    /// Whoever runs the site: the office, where it is named, else the site itself.
    pub fn owner(&self) -> &str {
        self.org.as_deref().unwrap_or(&self.title)
    }

    /// Whether nothing is to be said of what would be told.
    pub fn is_silent_about(&self, told: &Diagnostic) -> bool {
        !told.is_error() && self.silence.iter().any(|code| code == told.code.id)
    }
}

/// Reads `site.yaml`, and tells all that is wrong in it. `base_url`, where given, is what the command line says instead
/// of the file; `named` knows the codes that it may be silent about.
pub fn parse(text: Option<&Text>, base_url: Option<&str>, named: Named, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let Some(text) = text else {
        // Whoever looked for it has told that it is not there.
        return Config { base_url: NOWHERE.into(), lacks_columns: true, ..defaults() };
    };
    let parsed = front_matter::parse(text, 0..text.text.len());
    diagnostics.extend(parsed.diagnostics);
    let mut reader = Reader::new(&parsed.map, text, diagnostics, Basis::default());
    let mut config = read(&mut reader, base_url, named);
    let of_columns = reader.reach(&COLUMNS);
    let unread = reader.finish();
    // Within a column that has its name, another is not meant.
    let is_within = |at: &usize| config.columns.iter().any(|column| column.span.contains(at));
    let mut unread = parsed.map.unread.iter().chain(&unread).map(|span| &span.start);
    config.lacks_columns = unread.any(|at| of_columns.contains(at) && !is_within(at));
    let end = text.text.len();
    let subject = Subject {
        text,
        sentences: &fields::sentences(&text.text, &parsed.map, &[FIELDS]),
        body: end..end,
        readable: &Readable::default(),
        notice: false,
        near: None,
        allowed: &[],
    };
    diagnostics.extend(checks::check(&subject, &config.rules()));
    config
}

fn defaults() -> Config {
    Config {
        language: "zh-CN".into(),
        hotline: "12351".into(),
        feed_items: 20,
        page_size: 20,
        wechat: Account { public: true, ..Account::default() },
        ..Config::default()
    }
}

/// A list or a feed that is longer is read by nobody.
const LONGEST_LIST: u32 = 1000;

fn read(reader: &mut Reader<'_>, base_url: Option<&str>, named: Named) -> Config {
    let base = defaults();
    let (feed_tags, feed_items) = reader
        .map(&FEEDS, |reader| (reader.words(&FEED_TAGS), reader.ordinal_to(&FEED_ITEMS, LONGEST_LIST)))
        .unwrap_or_default();
    let (silence, strict) = reader.map(&CHECKS, |reader| values::silence(reader, named)).unwrap_or_default();
    let size = |count: Option<u32>, default: usize| count.map_or(default, |count| count as usize);
    let title = reader.text(&TITLE).unwrap_or_default();
    Config {
        id: values::id(reader, &title),
        title,
        org: reader.text(&ORG),
        base_url: address::read(reader, base_url),
        home: String::new(),
        language: values::language(reader).unwrap_or(base.language),
        zone: values::zone(reader),
        address: reader.text(&ADDRESS),
        phone: reader.text(&PHONE),
        phones: reader.words(&PHONES).into_iter().map(|word| word.value).collect(),
        icp: reader.text(&ICP),
        police: reader.text(&POLICE),
        site_code: reader.text(&SITE_CODE),
        hotline: reader.text(&HOTLINE).unwrap_or(base.hotline),
        logo: reader.located(&LOGO),
        colours: values::colours(reader),
        menu: reader.maps(&MENU, menu_item).into_iter().filter_map(|item| item.value).collect(),
        columns: columns(reader),
        lacks_columns: false,
        tags: reader.pairs(&TAGS),
        feed_tags,
        feed_items: size(feed_items, base.feed_items),
        page_size: size(reader.ordinal_to(&PAGE_SIZE, LONGEST_LIST), base.page_size),
        wechat: reader.map(&WECHAT, account).unwrap_or(base.wechat),
        silence,
        strict,
        words: reader.pairs(&WORDS).into_iter().map(|(wrong, right)| (wrong.value, right.value)).collect(),
        banner: reader.text(&BANNER),
        noindex: reader.flag(&NOINDEX).unwrap_or(false),
        hosts: values::hosts(reader),
        scripts: origin::read(reader),
    }
}

fn menu_item(reader: &mut Reader<'_>) -> Option<MenuItem> {
    let title = reader.text(&MENU_TITLE);
    let link = reader.located(&MENU_LINK);
    title.zip(link).map(|(title, link)| MenuItem { title, link })
}

/// The columns, each once.
fn columns(reader: &mut Reader<'_>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for Located { value, span } in reader.maps(&COLUMNS, column) {
        let name = &value.name;
        if let Some(first) = columns.iter().find(|column| column.name == *name) {
            let (place, first) = (reader.place_at(span), reader.place_at(first.span.clone()));
            let told = Diagnostic::at(
                &DUPLICATE_KEY,
                place,
                both!("栏目“{name}”写了两次", "the column “{name}” is given twice"),
            );
            reader.tell(
                told.also(first, both!("第一次在这里", "the first one is here"))
                    .help(both!("去掉一个", "take one of them out")),
            );
        } else if !name.is_empty() {
            columns.push(Column { span, ..value });
        }
    }
    columns
}

fn column(reader: &mut Reader<'_>) -> Column {
    Column {
        name: reader.text(&COLUMN_NAME).unwrap_or_default(),
        slug: reader.located(&COLUMN_SLUG),
        purpose: reader.text(&COLUMN_PURPOSE),
        partner: reader.text(&COLUMN_PARTNER),
        place: reader.text(&COLUMN_PLACE),
        kind: reader.text(&COLUMN_TYPE),
        stale_after: reader.ordinal(&COLUMN_STALE),
        span: 0..0,
    }
}

fn account(reader: &mut Reader<'_>) -> Account {
    Account {
        account: reader.text(&WECHAT_ACCOUNT),
        theme: reader.located(&WECHAT_THEME),
        look: look(reader),
        signature: reader.text(&WECHAT_SIGNATURE),
        qr: reader.located(&WECHAT_QR),
        page_qr: reader.flag(&WECHAT_PAGE_QR).unwrap_or(false),
        public: reader.flag(&WECHAT_PUBLIC).unwrap_or(true),
    }
}

fn look(reader: &mut Reader<'_>) -> ArticleLook {
    ArticleLook {
        colour: reader.located(&WECHAT_COLOUR).and_then(|typed| values::colour(reader, typed)),
        size: reader.choice(&WECHAT_SIZE, &SIZES),
        indent: reader.flag(&WECHAT_INDENT).unwrap_or(false),
    }
}
