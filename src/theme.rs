//! Templates, assets and strings: the defaults are in the program, a file of the same name in `templates/`
//! wins.

mod address;
mod dye;
mod explain;
mod plain;
#[cfg(test)]
mod tests;
mod unused;

use crate::both;
use crate::diagnostic::{Code, Diagnostic, Place, Text};
use crate::escape::escape_in_template;
use crate::fields::{DUPLICATE_KEY, WRONG_SHAPE};
use crate::front_matter::{self, Entry, Value};
use crate::hash::Key;
use crate::own::ASSETS;
use crate::source::ThemeFile;
use explain::explain;
use include_dir::{Dir, include_dir};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use tera::{Context, Tera};

static DEFAULTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A template with a mistake in it, found when it is read or when it is used.
pub static TEMPLATE: Code = Code::error("template", "模板有误", "a template is wrong");
/// A file of the theme that is not UTF-8.
pub static THEME_FILE: Code = Code::error("theme-file", "模板文件读不懂", "a file of the theme is no text");
/// A style sheet asks for a file that is not there.
static DEAD_ADDRESS: Code =
    Code::warning("theme-address", "样式要用的文件没有", "a style sheet asks for a file that is not there");
/// The codes of this room.
pub const CODES: &[&Code] = &[&TEMPLATE, &THEME_FILE, &DEAD_ADDRESS];

/// How a site looks.
pub struct Theme {
    tera: Tera,
    templates: BTreeMap<String, Template>,
    assets: BTreeMap<String, Asset>,
    strings: BTreeMap<String, String>,
    /// Whether every template could be loaded; otherwise what is shown with them is not worth a word more.
    sound: bool,
    /// Of all that it is made of.
    key: Key,
}

/// A theme is its files: two of one key look alike.
impl Hash for Theme {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

struct Template {
    text: String,
    /// Of its own text and of every template that it leans on.
    key: Key,
}

/// A file of the theme that is published as it is, under a name that holds its hash.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its path in the site: `assets/site.0123456789ab.css`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a theme is made of: files of `templates/` and the colours of site.yaml.
type Wardrobe<'a> = (&'a [ThemeFile], &'a [(String, String)]);

/// The style sheet of the pages, and that which rankings lay on it.
const SHEET: &str = "site.css";
const RANKINGS: &str = "ranking.css";
/// Folders of the theme whose files are templates.
const TEMPLATES: &[&str] = &["web/", "feeds/", "wechat/", "embed/"];

impl Theme {
    /// Puts a theme together from the defaults and what lies in `templates/`.
    pub fn new(files: &[ThemeFile]) -> (Theme, Vec<Diagnostic>) {
        let mut all: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        collect(&DEFAULTS, &mut all);
        for file in files {
            all.insert(file.name.clone(), unmarked(file).to_vec());
        }
        let mut told: Vec<Diagnostic> = Vec::new();
        let mut theme = Theme {
            tera: tera(),
            templates: BTreeMap::new(),
            assets: BTreeMap::new(),
            strings: BTreeMap::new(),
            sound: true,
            key: Key::default(),
        };
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        told.extend(unused::told(files, &all));
        told.extend(address::told(files, &all));
        for (name, bytes) in all {
            if let Some(rest) = name.strip_prefix("assets/") {
                let path = hashed(rest, &bytes);
                theme.assets.insert(rest.to_owned(), Asset { path, bytes });
                continue;
            }
            let wanted = name.starts_with("strings/") || TEMPLATES.iter().any(|folder| name.starts_with(folder));
            match (wanted, String::from_utf8(bytes)) {
                (false, _) => {}
                (true, Ok(text)) => {
                    texts.insert(name, text);
                }
                (true, Err(_)) => {
                    let message =
                        both!("模板文件“{name}”不是 UTF-8 文字", "the file “{name}” of the theme is not UTF-8 text");
                    let help = both!(
                        "用记事本打开，另存为，编码选 UTF-8；不是文字的，从这里移走",
                        "open it in Notepad and save it as UTF-8; what is no text belongs elsewhere"
                    );
                    let place = Place::file(&format!("templates/{name}"));
                    told.push(Diagnostic::at(&THEME_FILE, place, message).help(help));
                }
            }
        }
        // A file of strings on the disk may hold a few: the others stay.
        for file in DEFAULTS.get_dir("strings").into_iter().flat_map(Dir::files) {
            let name = file.path().to_string_lossy().replace('\\', "/");
            theme.add_strings(&name, file.contents_utf8().unwrap_or_default(), &mut told);
        }
        for (name, text) in texts.iter().filter(|(name, _)| name.starts_with("strings/")) {
            theme.add_strings(name, text, &mut told);
        }
        texts.retain(|name, _| !name.starts_with("strings/"));
        let keys: BTreeMap<String, Key> = texts.keys().map(|name| (name.clone(), key(name, &texts))).collect();
        theme.load(&texts, &mut told);
        theme.sound = told.iter().all(|told| !told.is_error());
        let templates = texts.into_iter().zip(keys.into_values());
        theme.templates = templates.map(|((name, text), key)| (name, Template { text, key })).collect();
        theme.settle();
        (theme, told)
    }

    /// Works out the key of the whole.
    fn settle(&mut self) {
        let templates: Vec<_> = self.templates.iter().map(|(name, template)| (name, template.key)).collect();
        let assets: Vec<_> = self.assets.iter().map(|(name, asset)| (name, &asset.path)).collect();
        self.key = Key::of(&(templates, assets, &self.strings, self.sound));
    }

    /// A theme, dyed: all that a build needs of it.
    pub fn dyed(&(files, colours): &Wardrobe<'_>) -> (Arc<Theme>, Vec<Diagnostic>) {
        let (mut theme, told) = Theme::new(files);
        theme.dye(colours);
        (Arc::new(theme), told)
    }

    /// Dyes the style sheet with the colours of site.yaml. They stand in the file, not in the pages: a policy that lets
    /// no style run in a page holds. What every sheet takes from it is then written out for old browsers, and what it asks
    /// for stands in it under its published name.
    pub fn dye(&mut self, colours: &[(String, String)]) {
        let mut shared = plain::Values::new();
        let mut day = plain::Values::new();
        for name in [SHEET, RANKINGS] {
            let sheet = self.assets.get(name).map(|asset| String::from_utf8_lossy(&asset.bytes));
            plain::read(&sheet.unwrap_or_default(), &mut day);
        }
        if let Some(asset) = self.assets.get_mut(SHEET) {
            asset.bytes.extend_from_slice(dye::sheet(colours, &day).as_bytes());
            plain::read(&String::from_utf8_lossy(&asset.bytes), &mut shared);
        }
        for (name, asset) in self.assets.iter_mut().filter(|(name, _)| address::is_sheet(name)) {
            let Ok(sheet) = std::str::from_utf8(&asset.bytes) else { continue };
            let mut values = shared.clone();
            plain::read(sheet, &mut values);
            asset.bytes = plain::filled(sheet, &values).into_bytes();
            asset.path = hashed(name, &asset.bytes);
        }
        address::fill(&mut self.assets);
        self.settle();
    }

    /// Loads all templates at once; where that fails, each mistake is found by leaving the broken one out,
    /// with whatever leans on it: that would be told for no fault of its own.
    fn load(&mut self, texts: &BTreeMap<String, String>, told: &mut Vec<Diagnostic>) {
        // A style sheet of WeChat articles lies among the templates and is none.
        let mut left: BTreeMap<&String, &String> = texts.iter().filter(|(name, _)| !name.ends_with(".css")).collect();
        while !left.is_empty() {
            let mut tera = tera();
            let Err(error) = tera.add_raw_templates(left.iter().map(|(name, text)| (name.as_str(), text.as_str())))
            else {
                self.tera = tera;
                return;
            };
            let diagnostic = explain(&error, &|name| texts.get(name).map(String::as_str));
            let broken =
                diagnostic.place.as_ref().and_then(|place| place.file.strip_prefix("templates/")).map(str::to_owned);
            told.push(diagnostic);
            match broken.filter(|name| left.contains_key(name)) {
                Some(broken) => left.retain(|name, _| !leans_on(name, &broken, texts)),
                None => return,
            }
        }
    }

    fn add_strings(&mut self, name: &str, text: &str, told: &mut Vec<Diagnostic>) {
        let text = Text::new(format!("templates/{name}"), text);
        let parsed = front_matter::parse(&text, 0..text.text.len());
        // `fix` writes content/ only, so nothing here is for it to mend.
        told.extend(parsed.diagnostics.into_iter().map(|told| Diagnostic { edit: None, ..told }));
        let language = name.trim_start_matches("strings/").trim_end_matches(".yaml").to_owned();
        let mut firsts: BTreeMap<&str, &Entry> = BTreeMap::new();
        for entry in &parsed.map.entries {
            let key = entry.key.as_str();
            if let Some(first) = firsts.get(key) {
                told.push(twice(&text, first, entry));
                continue;
            }
            firsts.insert(key, entry);
            match &entry.node.value {
                Value::Text(value) => drop(self.strings.insert(format!("{language}/{key}"), value.clone())),
                // A line that nobody filled in stays as it is by default.
                Value::Empty => {}
                Value::List(_) | Value::Map(_) => told.push(no_words(&text, entry)),
            }
        }
    }

    /// The words of the furniture in a language; what it lacks is Chinese.
    pub fn strings(&self, language: &str) -> BTreeMap<String, String> {
        let of = |language: &str| {
            let prefix = format!("{language}/");
            let range = self.strings.range(prefix.clone()..).take_while(move |(key, _)| key.starts_with(&prefix));
            range
                .map(|(key, value)| (key.split_once('/').map_or("", |(_, key)| key).to_owned(), value.clone()))
                .collect()
        };
        let mut strings: BTreeMap<String, String> = of("zh-CN");
        strings.extend::<BTreeMap<String, String>>(of(language));
        strings
    }

    /// Whether every template could be loaded.
    pub fn is_sound(&self) -> bool {
        self.sound
    }

    /// The assets by name.
    pub fn assets(&self) -> &BTreeMap<String, Asset> {
        &self.assets
    }

    /// Whether a template is not the one in the program: it lies in `templates/`.
    pub fn is_own(&self, template: &str) -> bool {
        let default = DEFAULTS.get_file(template).and_then(|file| file.contents_utf8());
        self.templates.get(template).is_some_and(|template| Some(template.text.as_str()) != default)
    }

    /// The texts of the templates, and of the style sheets that lie among them, by name.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.templates.iter().map(|(name, template)| (name.as_str(), template.text.as_str()))
    }

    /// The key of a template and of all that it leans on.
    pub fn key(&self, template: &str) -> Key {
        self.templates.get(template).map_or(Key::default(), |template| template.key)
    }

    /// Shows a context with a template: UTF-8.
    pub fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Diagnostic> {
        let mut page = Vec::with_capacity(PAGE);
        self.tera.render_to(template, context, &mut page).map_err(|error| {
            explain(&error, &|name| self.templates.get(name).map(|template| template.text.as_str()))
        })?;
        Ok(page)
    }
}

/// As long as most pages are, in bytes.
const PAGE: usize = 16 * 1024;

/// Tera as this program uses it.
fn tera() -> Tera {
    let mut tera = Tera::new();
    // The same signs as its own, but text between them is copied at once and not byte by byte.
    tera.set_escape_fn(escape_in_template);
    tera
}

/// Words of the furniture that are given again.
fn twice(text: &Text, first: &Entry, again: &Entry) -> Diagnostic {
    let key = &again.key;
    let message = both!("“{key}”写了两次", "“{key}” is given twice");
    Diagnostic::at(&DUPLICATE_KEY, text.place(again.key_span.clone()), message)
        .also(text.place(first.key_span.clone()), both!("第一次在这里", "the first one is here"))
        .help(both!("两处只留一处", "keep one of them"))
}

/// A list or a group where words of the furniture are meant.
fn no_words(text: &Text, entry: &Entry) -> Diagnostic {
    let key = &entry.key;
    let message =
        both!("“{key}”应是一行文字，这里却是多项", "“{key}” is a line of text, but here is a list or a group");
    let help = both!(
        "写成一行，加上引号：{key}: \"…\"；删掉这一行就用回默认的",
        "write it in one line, in quotes: {key}: \"…\"; without the line the default is used"
    );
    Diagnostic::at(&WRONG_SHAPE, text.place(entry.node.span.clone()), message).help(help)
}

/// A file without the mark that Windows sets before UTF-8: no template may begin with it, and no rule of a style sheet.
/// An asset that is not read here stays as it is.
fn unmarked(file: &ThemeFile) -> &[u8] {
    let is_read = !file.name.starts_with("assets/") || address::is_sheet(&file.name);
    file.bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| is_read).unwrap_or(&file.bytes)
}

fn collect(dir: &Dir<'_>, all: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        all.insert(name, file.contents().to_vec());
    }
    for inner in dir.dirs() {
        collect(inner, all);
    }
}

/// `site.css` → `assets/site.0123456789ab.css`: a changed asset is a new file, so that a page and its style
/// sheet never differ in age, and a browser may keep it for ever.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let key = Key::of(bytes).to_string();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{ASSETS}{stem}.{}.{ending}", &key[..12]),
        None => format!("{ASSETS}{name}.{}", &key[..12]),
    }
}

/// The templates that a text names: whatever is quoted and is a template's name.
fn named<'a>(text: &str, texts: &'a BTreeMap<String, String>) -> BTreeSet<&'a str> {
    let quoted = text.split(['"', '\'', '`']);
    quoted.filter_map(|word| texts.get_key_value(word)).map(|(name, _)| name.as_str()).collect()
}

/// All templates that one leans on, itself included. A component may be used anywhere by its tag, so a file
/// that defines one counts for all.
fn closure<'a>(name: &str, texts: &'a BTreeMap<String, String>) -> BTreeSet<&'a str> {
    let mut all: BTreeSet<&str> =
        texts.iter().filter(|(_, text)| defines_component(text)).map(|(name, _)| name.as_str()).collect();
    let mut open: Vec<&str> = texts.get_key_value(name).map(|(name, _)| name.as_str()).into_iter().collect();
    open.extend(all.iter().copied());
    while let Some(next) = open.pop() {
        all.insert(next);
        open.extend(named(&texts[next], texts).into_iter().filter(|name| !all.contains(name)));
    }
    all
}

/// Whether a text defines a component: `{% component`, `{%- component`, with any white space.
fn defines_component(text: &str) -> bool {
    text.split("{%").skip(1).any(|tag| tag.trim_start_matches('-').trim_start().starts_with("component"))
}

fn leans_on(name: &str, other: &str, texts: &BTreeMap<String, String>) -> bool {
    closure(name, texts).contains(other)
}

fn key(name: &str, texts: &BTreeMap<String, String>) -> Key {
    let parts: Vec<(&str, &String)> = closure(name, texts).into_iter().map(|name| (name, &texts[name])).collect();
    Key::of(&parts)
}
