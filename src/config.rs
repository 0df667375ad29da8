//! `content/site.yaml` → [`Config`].

use crate::both;
use crate::diagnostic::{Code, Diagnostic, Severity, Text, all_codes};
use crate::fields::{Field, Form, Located, Reader};
use crate::front_matter;
use crate::header::fields;
use crate::when::Zone;
use percent_encoding::percent_decode_str;

/// What the site says of itself.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// 主办单位
    pub org: Option<String>,
    /// Scheme and host, perhaps a path; no slash at the end.
    pub base_url: String,
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
}

/// An item of the menu: a title and where it leads.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What is shown.
    pub title: String,
    /// A path of the site, the path of an entry's file, or an address elsewhere.
    pub link: Located<String>,
}

/// 栏目: a column of the site.
#[derive(Clone, Debug, Default)]
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
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Its name.
    pub account: Option<String>,
    /// The theme of its articles.
    pub theme: Option<Located<String>>,
    /// What stands at the end of an article.
    pub signature: Option<String>,
    /// The picture of its QR code.
    pub qr: Option<Located<String>>,
    /// Whether the preview pages are built into the site.
    pub public: bool,
}

fields! {
    /// title
    TITLE = "title" / "名称", Form::Text, "网站名称，必填", "the name of the site, required";
    /// org
    ORG = "org" / "主办单位", Form::Text, "主办单位", "who runs it";
    /// base_url
    BASE_URL = "base_url" / "网址", Form::Text, "网站的网址，以 https:// 开头，必填", "the address of the site, with https://, required";
    /// language
    LANGUAGE = "language" / "语言", Form::Text, "网页的语言，默认 zh-CN", "language of the pages, zh-CN by default";
    /// offset
    OFFSET = "offset" / "时区", Form::Text, "时区，默认 +08:00", "the site's zone, +08:00 by default";
    /// address
    ADDRESS = "address" / "地址", Form::Text, "办公地址", "where the office is";
    /// phone
    PHONE = "phone" / "电话", Form::Text, "办公电话", "the office's telephone";
    /// phones
    PHONES = "phones" / "公开电话", Form::Words, "可以完整出现的电话号码", "numbers that may appear in full";
    /// icp
    ICP = "icp" / "备案号", Form::Text, "ICP备案号", "the ICP number";
    /// police
    POLICE = "police" / "公安备案号", Form::Text, "公安备案号", "the public-security number";
    /// site_code
    SITE_CODE = "site_code" / "标识码", Form::Text, "网站标识码", "the site's code";
    /// hotline
    HOTLINE = "hotline" / "热线", Form::Text, "职工服务热线，默认 12351", "the hotline, 12351 by default";
    /// logo
    LOGO = "logo" / "标志", Form::Text, "标志图片，content 里的路径", "the logo, a path in content";
    /// colours
    COLOURS = "colours" / "颜色", Form::Free, "样式的颜色，如 主色: \"#b3261e\"", "colours of the theme, primary: \"#b3261e\"";
    /// menu
    MENU = "menu" / "菜单", Form::Maps(&[&MENU_TITLE, &MENU_LINK]), "菜单：每项写名称、链接", "title and link of each";
    /// menu: title
    MENU_TITLE = "title" / "名称", Form::Text, "菜单上的字", "what is shown";
    /// menu: link
    MENU_LINK = "link" / "链接", Form::Text, "如 /events/、pages/about.md 或网址", "/events/, pages/about.md or an address";
    /// columns
    COLUMNS = "columns" / "栏目", Form::Maps(&[&COLUMN_NAME, &COLUMN_SLUG, &COLUMN_PURPOSE, &COLUMN_PARTNER, &COLUMN_PLACE, &COLUMN_TYPE, &COLUMN_STALE]), "每个栏目写名称、宗旨等", "name, purpose … of each";
    /// columns: name
    COLUMN_NAME = "name" / "名称", Form::Text, "栏目名称", "its name";
    /// columns: slug
    COLUMN_SLUG = "slug" / "网页名", Form::Text, "网址里的名字，只用小写字母、数字和短横线", "last part of its address: a-z, 0-9 and -";
    /// columns: purpose
    COLUMN_PURPOSE = "purpose" / "宗旨", Form::Text, "栏目做什么", "what it is for";
    /// columns: partner
    COLUMN_PARTNER = "partner" / "合作单位", Form::Text, "合作单位", "with whom it is made";
    /// columns: place
    COLUMN_PLACE = "place" / "线下地点", Form::Text, "线下地点", "where it is in the world";
    /// columns: type
    COLUMN_TYPE = "type" / "类别", Form::Text, "如 工作动态、办事服务", "工作动态, 办事服务 …";
    /// columns: stale_after
    COLUMN_STALE = "stale_after" / "多少天算陈旧", Form::Count, "多少天不更新算陈旧", "days without news until it is stale";
    /// tags
    TAGS = "tags" / "标签", Form::Free, "标签在网址里的名字，如 劳模: model-workers", "tag and the last part of its address";
    /// feeds
    FEEDS = "feeds" / "订阅", Form::Map(&[&FEED_TAGS, &FEED_ITEMS]), "订阅：标签、条数", "feeds: tags, items";
    /// feeds: tags
    FEED_TAGS = "tags" / "标签", Form::Words, "哪些标签单独有订阅", "tags with a feed of their own";
    /// feeds: items
    FEED_ITEMS = "items" / "条数", Form::Count, "一份订阅里多少条，默认 20", "how many entries a feed holds, 20 by default";
    /// page_size
    PAGE_SIZE = "page_size" / "每页条数", Form::Count, "列表一页多少条，默认 20", "how many entries a page holds, 20 by default";
    /// wechat
    WECHAT = "wechat" / "微信", Form::Map(&[&WECHAT_ACCOUNT, &WECHAT_THEME, &WECHAT_SIGNATURE, &WECHAT_QR, &WECHAT_PUBLIC]), "公众号：公众号、样式、签名、二维码、公开", "account, theme, signature, qr, public";
    /// wechat: account
    WECHAT_ACCOUNT = "account" / "公众号", Form::Text, "公众号名称", "its name";
    /// wechat: theme
    WECHAT_THEME = "theme" / "样式", Form::Text, "推文样式", "the theme of its articles";
    /// wechat: signature
    WECHAT_SIGNATURE = "signature" / "签名", Form::Text, "推文末尾的一行字", "what stands at the end of an article";
    /// wechat: qr
    WECHAT_QR = "qr" / "二维码", Form::Text, "二维码图片，content 里的路径", "the picture of its QR code, a path in content";
    /// wechat: public
    WECHAT_PUBLIC = "public" / "公开", Form::Flag, "预览页是否放进网站，默认“是”", "whether the preview pages are built into the site, 是 (yes) by default";
    /// checks
    CHECKS = "checks" / "检查", Form::Map(&[&CHECKS_SILENCE, &CHECKS_STRICT]), "检查：不提示、严格", "checks: silence, strict";
    /// checks: silence
    CHECKS_SILENCE = "silence" / "不提示", Form::Words, "不想再看到的警告代号", "codes of warnings that are not told";
    /// checks: strict
    CHECKS_STRICT = "strict" / "严格", Form::Flag, "写“是”时警告也算错误", "是 (yes): warnings are errors";
    /// words
    WORDS = "words" / "错词", Form::Free, "本单位的错词表，如 既使: 即使", "your own list of wrong words, wrong: right";
    /// banner
    BANNER = "banner" / "横幅", Form::Text, "每页顶上的一句话", "a sentence at the top of every page";
    /// noindex
    NOINDEX = "noindex" / "不收录", Form::Flag, "写“是”时请搜索引擎不要收录", "是 (yes): search engines are asked to stay away";
}

/// The fields of `site.yaml`.
pub const FIELDS: &[&Field] = &[
    &TITLE, &ORG, &BASE_URL, &LANGUAGE, &OFFSET, &ADDRESS, &PHONE, &PHONES, &ICP, &POLICE, &SITE_CODE, &HOTLINE, &LOGO,
    &COLOURS, &MENU, &COLUMNS, &TAGS, &FEEDS, &PAGE_SIZE, &WECHAT, &CHECKS, &WORDS, &BANNER, &NOINDEX,
];

/// The base address has no scheme or no host, or more than a path behind it.
pub static BAD_BASE_URL: Code = Code::error("bad-base-url", "网站的网址有误", "the address of the site is wrong");
/// A zone that cannot be read.
pub static BAD_ZONE: Code = Code::error("bad-zone", "时区有误", "the zone is wrong");
/// No site.yaml.
pub static NO_CONFIG: Code = Code::error("no-site-yaml", "没有 site.yaml", "there is no site.yaml");
/// A colour that is none.
pub static BAD_COLOUR: Code = Code::warning("bad-colour", "颜色有误", "a colour is wrong");
/// A code that does not exist, or that is an error.
pub static BAD_SILENCE: Code = Code::warning("bad-silence", "不能不提示的代号", "a code that cannot be silenced");

/// The codes of this room.
pub const CODES: &[&Code] = &[&NO_CONFIG, &BAD_BASE_URL, &BAD_ZONE, &BAD_COLOUR, &BAD_SILENCE];

/// Reads `site.yaml`. `base_url`, where given, is what the command line says instead of the file.
pub fn parse(text: Option<&Text>, base_url: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let Some(text) = text else {
        if diagnostics.iter().any(|told| told.code.id == "no-content") {
            return Config { base_url: "http://localhost".into(), ..defaults() };
        }
        diagnostics.push(
            Diagnostic::nowhere(&NO_CONFIG, both!("没有 content/site.yaml", "there is no content/site.yaml")).help(
                both!(
                    "新建这个文件，至少写两行：名称: … 和 网址: https://…",
                    "make it, with two lines at least: title: … and base_url: https://…"
                ),
            ),
        );
        return Config { base_url: "http://localhost".into(), ..defaults() };
    };
    let parsed = front_matter::parse(text, 0..text.text.len());
    diagnostics.extend(parsed.diagnostics);
    let mut reader = Reader::new(&parsed.map, text, diagnostics);
    let config = read(&mut reader, base_url);
    reader.finish();
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

fn read(reader: &mut Reader<'_>, base_url: Option<&str>) -> Config {
    let base = defaults();
    let (feed_tags, feed_items) =
        reader.map(&FEEDS, |reader| (reader.words(&FEED_TAGS), reader.ordinal(&FEED_ITEMS))).unwrap_or_default();
    let (silence, strict) = reader.map(&CHECKS, checks).unwrap_or_default();
    let size = |count: Option<u32>, default: usize| count.map_or(default, |count| count.clamp(1, 1000) as usize);
    Config {
        title: reader.required(&TITLE).unwrap_or_default(),
        org: reader.text(&ORG),
        base_url: read_base_url(reader, base_url),
        language: reader.text(&LANGUAGE).unwrap_or(base.language),
        zone: zone(reader),
        address: reader.text(&ADDRESS),
        phone: reader.text(&PHONE),
        phones: reader.words(&PHONES).into_iter().map(|word| word.value).collect(),
        icp: reader.text(&ICP),
        police: reader.text(&POLICE),
        site_code: reader.text(&SITE_CODE),
        hotline: reader.text(&HOTLINE).unwrap_or(base.hotline),
        logo: reader.located(&LOGO),
        colours: colours(reader),
        menu: reader.maps(&MENU, menu_item).into_iter().filter_map(|item| item.value).collect(),
        columns: reader
            .maps(&COLUMNS, column)
            .into_iter()
            .map(|located| Column { span: located.span, ..located.value })
            .filter(|column| !column.name.is_empty())
            .collect(),
        tags: reader.pairs(&TAGS),
        feed_tags,
        feed_items: size(feed_items, base.feed_items),
        page_size: size(reader.ordinal(&PAGE_SIZE), base.page_size),
        wechat: reader.map(&WECHAT, account).unwrap_or(base.wechat),
        silence,
        strict,
        words: reader.pairs(&WORDS).into_iter().map(|(wrong, right)| (wrong.value, right.value)).collect(),
        banner: reader.text(&BANNER),
        noindex: reader.flag(&NOINDEX).unwrap_or(false),
    }
}

/// A colour goes into a style sheet: only what can be nothing else is taken.
fn colours(reader: &mut Reader<'_>) -> Vec<(String, String)> {
    let mut colours = Vec::new();
    for (name, colour) in reader.pairs(&COLOURS) {
        let typed = &colour.value;
        let fine = typed
            .strip_prefix('#')
            .is_some_and(|hex| matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        if !fine {
            let place = reader.place_at(colour.span.clone());
            reader.tell(
                Diagnostic::at(
                    &BAD_COLOUR,
                    place,
                    both!("颜色“{typed}”看不懂，没有用", "the colour “{typed}” is not understood and not used"),
                )
                .help(both!("写成 # 加六位，如 \"#b3261e\"", "write # and six digits: \"#b3261e\"")),
            );
            continue;
        }
        colours.push((name.value, colour.value));
    }
    colours
}

fn menu_item(reader: &mut Reader<'_>) -> Option<MenuItem> {
    let title = reader.required(&MENU_TITLE);
    let link = reader.located(&MENU_LINK);
    if link.is_none() {
        reader.missing(&MENU_LINK);
    }
    title.zip(link).map(|(title, link)| MenuItem { title, link })
}

fn column(reader: &mut Reader<'_>) -> Column {
    Column {
        name: reader.required(&COLUMN_NAME).unwrap_or_default(),
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
        signature: reader.text(&WECHAT_SIGNATURE),
        qr: reader.located(&WECHAT_QR),
        public: reader.flag(&WECHAT_PUBLIC).unwrap_or(true),
    }
}

/// Codes to be silent about: only warnings can be silenced.
fn checks(reader: &mut Reader<'_>) -> (Vec<String>, bool) {
    let mut silence = Vec::new();
    for word in reader.words(&CHECKS_SILENCE) {
        let code = all_codes().find(|code| code.id == word.value);
        if code.is_some_and(|code| code.severity == Severity::Warning) {
            silence.push(word.value);
            continue;
        }
        let typed = &word.value;
        let message = match code {
            Some(_) => both!("“{typed}”是错误，不能不提示", "“{typed}” is an error and cannot be silenced"),
            None => both!("没有“{typed}”这个代号", "there is no code “{typed}”"),
        };
        let place = reader.place_at(word.span.clone());
        reader.tell(
            Diagnostic::at(&BAD_SILENCE, place, message)
                .help(both!("写警告后面方括号里的代号", "write the code that stands in brackets behind a warning")),
        );
    }
    (silence, reader.flag(&CHECKS_STRICT).unwrap_or(false))
}

fn read_base_url(reader: &mut Reader<'_>, given: Option<&str>) -> String {
    let typed = reader.required(&BASE_URL);
    if let Some(given) = given {
        // The command line has said so, and has been told there if it was wrong.
        return base_url(given).unwrap_or_else(|_| "http://localhost".into());
    }
    let Some(typed) = typed else { return "http://localhost".into() };
    base_url(&typed).unwrap_or_else(|help| {
        let place = reader.place(&BASE_URL);
        let message = both!("网址“{typed}”不完整", "the address “{typed}” is not complete");
        reader.tell(Diagnostic::at(&BAD_BASE_URL, place, message).help(help));
        "http://localhost".into()
    })
}

/// A base address without the slash at its end, or how it is mended.
pub fn base_url(text: &str) -> Result<String, crate::lang::Both> {
    let whole = || both!("写完整的网址，如 https://gonghui.example.cn", "write it in full: https://gonghui.example.cn");
    let lower = text.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme)).ok_or_else(whole)?;
    let rest = &text[scheme.len()..];
    if rest.contains(['?', '#', '\\', '"', '<', '>']) || rest.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(both!("网址里只能有域名和路径，不能有 ? # 和空格", "host and path only, without ? # and spaces"));
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host_fine = !host.is_empty() && !host.starts_with([':', '.']) && !host.contains('@');
    let dots = |part: &str| {
        let decoded = percent_decode_str(part).decode_utf8_lossy();
        decoded == "." || decoded == ".."
    };
    if !host_fine || path.split('/').any(dots) {
        return Err(whole());
    }
    Ok(format!("{scheme}{}{}", host.to_lowercase(), path.trim_end_matches('/')))
}

fn zone(reader: &mut Reader<'_>) -> Zone {
    let Some(typed) = reader.text(&OFFSET) else { return Zone::default() };
    Zone::parse(&typed).unwrap_or_else(|mistake| {
        let place = reader.place(&OFFSET);
        reader.tell(Diagnostic::at(&BAD_ZONE, place, mistake.message()).help(mistake.help()));
        Zone::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_address_has_a_scheme_and_a_host() {
        assert_eq!(base_url("https://a.cn/").as_deref(), Ok("https://a.cn"));
        assert_eq!(base_url("HTTPS://A.cn/gh/").as_deref(), Ok("https://a.cn/gh"));
        assert_eq!(base_url("http://localhost:8080").as_deref(), Ok("http://localhost:8080"));
        for wrong in [
            "a.cn",
            "//a.cn",
            "https://",
            "https:///x",
            "ftp://a.cn",
            "https://a.cn/?x",
            "https://a.cn/../x",
            "https://a b",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
