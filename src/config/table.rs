//! The fields of `site.yaml`.

use crate::fields::{Field, Form, Synonyms, offered};
use crate::header::fields;

fields! {
    /// title
    TITLE = required "title" / "名称", Form::Sentence, "网站名称，必填", "the name of the site, required";
    /// org
    ORG = "org" / "主办单位", Form::Text, "主办单位", "who runs it";
    /// base_url
    BASE_URL = required "base_url" / "网址", Form::Text, "网站的网址，以 https:// 开头，必填", "the address of the site, with https://, required";
    /// id
    ID = "id" / "编号", Form::Text, "网站自己的编号，用小写字母、数字和短横线：订阅和日历靠它和别的网站分开，发布以后不要改；不写就由名称算出", "what feeds and calendars know the site by, a-z, 0-9 and -, never to be changed; made of the title by default";
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
    MENU_TITLE = required "title" / "名称", Form::Sentence, "菜单上的字", "what is shown";
    /// menu: link
    MENU_LINK = required "link" / "链接", Form::Text, "如 /events/、pages/about.md 或网址", "/events/, pages/about.md or an address";
    /// columns
    COLUMNS = "columns" / "栏目", Form::Maps(&[&COLUMN_NAME, &COLUMN_SLUG, &COLUMN_PURPOSE, &COLUMN_PARTNER, &COLUMN_PLACE, &COLUMN_TYPE, &COLUMN_STALE]), "每个栏目写名称、宗旨等", "name, purpose … of each";
    /// columns: name
    COLUMN_NAME = required "name" / "名称", Form::Text, "栏目名称", "its name";
    /// columns: slug
    COLUMN_SLUG = "slug" / "网页名", Form::Text, "网址里的名字，只用小写字母、数字和短横线", "last part of its address: a-z, 0-9 and -";
    /// columns: purpose
    COLUMN_PURPOSE = "purpose" / "宗旨", Form::Sentence, "栏目做什么", "what it is for";
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
    WECHAT = "wechat" / "微信", Form::Map(&[&WECHAT_ACCOUNT, &WECHAT_THEME, &WECHAT_COLOUR, &WECHAT_SIZE, &WECHAT_INDENT, &WECHAT_SIGNATURE, &WECHAT_QR, &WECHAT_PAGE_QR, &WECHAT_PUBLIC]), "公众号：公众号、样式、主色、字号、首行缩进、签名、二维码、网页码、公开", "account, theme, colour, size, indent, signature, qr, page_qr, public";
    /// wechat: account
    WECHAT_ACCOUNT = "account" / "公众号", Form::Text, "公众号名称", "its name";
    /// wechat: theme
    WECHAT_THEME = "theme" / "样式", Form::Text, "推文样式", "the theme of its articles";
    /// wechat: colour
    WECHAT_COLOUR = "colour" / "主色", Form::Text, "推文的主色，如 \"#0f4c81\"；不写就用样式的", "the main colour of its articles, \"#0f4c81\"; else the theme's";
    /// wechat: size
    WECHAT_SIZE = "size" / "字号", Form::Choice(const { &offered(&SIZES) }), "推文正文的字号：15、16、17、18；不写就用样式的", "the size of its articles' text: 15, 16, 17 or 18; else the theme's";
    /// wechat: indent
    WECHAT_INDENT = "indent" / "首行缩进", Form::Flag, "推文每段开头是否空两格，默认“否”", "whether paragraphs of its articles begin two characters further in, 否 (no) by default";
    /// wechat: signature
    WECHAT_SIGNATURE = "signature" / "签名", Form::Sentence, "推文末尾的一行字", "what stands at the end of an article";
    /// wechat: qr
    WECHAT_QR = "qr" / "二维码", Form::Text, "二维码图片，content 里的路径", "the picture of its QR code, a path in content";
    /// wechat: page_qr
    WECHAT_PAGE_QR = "page_qr" / "网页码", Form::Flag, "推文末尾是否放这一页网页的二维码，默认“否”", "whether an article ends with a QR code of its page, 否 (no) by default";
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
    BANNER = "banner" / "横幅", Form::Sentence, "每页顶上的一句话", "a sentence at the top of every page";
    /// noindex
    NOINDEX = "noindex" / "不收录", Form::Flag, "写“是”时请搜索引擎不要收录", "是 (yes): search engines are asked to stay away";
    /// hosts
    HOSTS = "hosts" / "服务器配置", Form::Words, "要生成哪些服务器的配置文件：_headers、nginx", "hosts whose files of headers are written: _headers, nginx";
    /// scripts
    SCRIPTS = "scripts" / "外部脚本", Form::Words, "网页可以从哪些网站取脚本，如 https://hm.baidu.com；不写就只有自己的", "sites whose scripts may run in the pages, https://hm.baidu.com for one; else only your own";
}

/// The sizes of an article's text, in pixels. Smaller is hard to read on a phone, larger leaves few letters in a line.
pub(super) const SIZES: [(Synonyms, u8); 4] =
    [(&["15", "15px"], 15), (&["16", "16px"], 16), (&["17", "17px"], 17), (&["18", "18px"], 18)];

/// The fields of `site.yaml`.
pub const FIELDS: &[&Field] = &[
    &TITLE, &ORG, &BASE_URL, &ID, &LANGUAGE, &OFFSET, &ADDRESS, &PHONE, &PHONES, &ICP, &POLICE, &SITE_CODE, &HOTLINE,
    &LOGO, &COLOURS, &MENU, &COLUMNS, &TAGS, &FEEDS, &PAGE_SIZE, &WECHAT, &CHECKS, &WORDS, &BANNER, &NOINDEX, &HOSTS,
    &SCRIPTS,
];
