//! The themes of articles: style sheets in `templates/wechat/themes/`, each read once.

use super::codes::{THEME_DROPPED, UNKNOWN_THEME};
use super::css::{StyleSheet, Styles, read_theme, style};
use super::dialect::Dialect;
use super::finish::{Looks, finish};
use super::look;
use super::tree::Tree;
use crate::both;
use crate::config::ArticleLook;
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::hash::Key;
use crate::kind::Kind;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// The folder of the themes, within the templates.
pub const FOLDER: &str = "wechat/themes/";

/// What people call our own themes.
const NAMES: &[(&str, &str)] = &[("庄重", "sober"), ("温暖", "warm"), ("节日", "festival"), ("素净", "plain")];

/// What says that the kind of the entry decides.
const BY_KIND: &[&str] = &["default", "auto", "默认", "自动"];

/// A theme.
#[derive(Debug)]
pub struct ArticleTheme {
    /// Its name: that of its file.
    pub name: String,
    /// Whose elements and classes it speaks of.
    pub dialect: Dialect,
    /// Whether site.yaml asks for paragraphs that are indented.
    pub(super) indented: bool,
    sheet: StyleSheet,
    text: Text,
    /// Of all that it is made of.
    key: Key,
    /// What is known of looks from articles before. Whoever finishes an article takes one, alone, and puts it back.
    known: Mutex<Vec<Looks>>,
}

/// A theme is its name, its text and what is asked of its looks.
impl Hash for ArticleTheme {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// More styles than these are not kept: no theme has as many, but a text can be nested in countless ways.
const STYLES_KEPT: usize = 4000;

impl ArticleTheme {
    /// Reads a theme. Whatever is in it, it is one: what cannot be used is told by [`ArticleTheme::told`].
    pub fn new(name: &str, text: &str) -> ArticleTheme {
        ArticleTheme::looking(name, text, &ArticleLook::default())
    }

    /// Reads a theme, and lays what site.yaml asks of the looks of articles on it.
    pub fn looking(name: &str, text: &str, look: &ArticleLook) -> ArticleTheme {
        let dialect = Dialect::of(text);
        ArticleTheme {
            name: name.to_owned(),
            dialect,
            indented: look.indent,
            sheet: read_theme(dialect, text, &look::sheet(look)),
            text: Text::new(format!("templates/{FOLDER}{name}.css"), text),
            key: Key::of(&(name, text, look)),
            known: Mutex::default(),
        }
    }

    /// Its name as people call it: 温暖（warm）, or that of its file.
    pub fn shown(&self) -> String {
        match NAMES.iter().find(|(_, file)| *file == self.name) {
            Some((zh, file)) => format!("{zh}（{file}）"),
            None => self.name.clone(),
        }
    }

    /// What of it no article has.
    pub fn dropped(&self) -> &[super::css::Dropped] {
        &self.sheet.dropped
    }

    /// The tree that is written of a tree. With `numbers`, each element keeps the number that it has, as `data-n`.
    pub(super) fn finished(&self, tree: &Tree, numbers: bool) -> Tree {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = known().pop();
        let mut looks = taken.unwrap_or_else(|| Looks::new(&self.sheet));
        let styled = style(&self.sheet, &mut looks.styles, tree, false);
        let finished = finish(tree, &styled, &mut looks, numbers);
        if looks.styles.len() <= STYLES_KEPT {
            known().push(looks);
        }
        finished
    }

    /// The bytes of its declarations that hold for some element of a tree.
    pub(super) fn held(&self, tree: &Tree) -> std::collections::BTreeSet<(usize, usize)> {
        style(&self.sheet, &mut Styles::new(&self.sheet), tree, true).held
    }

    /// What of it no article has, told once for each kind of loss, at the first of its lines.
    pub fn told(&self) -> Vec<Diagnostic> {
        let mut kinds: BTreeMap<(&str, super::css::Why), (&super::css::Dropped, usize)> = BTreeMap::new();
        for dropped in &self.sheet.dropped {
            kinds.entry((&dropped.name, dropped.why)).or_insert((dropped, 0)).1 += 1;
        }
        let tell = |(first, count): (&super::css::Dropped, usize)| {
            let (name, why) = (&first.name, first.why.text());
            let (zh, en) = (why.zh, why.en);
            let message = match count {
                1 => both!("样式里的“{name}”没有用上：{zh}", "“{name}” of the theme is not used: {en}"),
                count => both!(
                    "样式里的“{name}”没有用上（共{count}处）：{zh}",
                    "“{name}” of the theme is not used ({count} times): {en}"
                ),
            };
            Diagnostic::at(&THEME_DROPPED, self.text.place(first.span.clone()), message)
        };
        let mut told: Vec<Diagnostic> = kinds.into_values().map(tell).collect();
        crate::diagnostic::sort(&mut told);
        told
    }
}

/// All themes by name.
#[derive(Debug, Default)]
pub struct Themes(BTreeMap<String, Arc<ArticleTheme>>);

impl Themes {
    /// The themes among the templates, with the looks that site.yaml asks for; and what no article has of them as they
    /// lie there.
    pub fn of(&(theme, look): &(&Theme, &ArticleLook)) -> (Arc<Themes>, Vec<Diagnostic>) {
        let plain = Themes::new(theme.texts(), &ArticleLook::default());
        let told = plain.all().flat_map(|theme| theme.told()).collect();
        let asked = if *look == ArticleLook::default() { plain } else { Themes::new(theme.texts(), look) };
        (Arc::new(asked), told)
    }

    /// Reads the themes among the texts of the templates, name from the folder of templates → text, and gives them the
    /// looks that site.yaml asks for.
    pub fn new<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>, look: &ArticleLook) -> Themes {
        let themes = texts.filter_map(|(name, text)| {
            let name = name.strip_prefix(FOLDER)?.strip_suffix(".css")?;
            Some((name.to_owned(), Arc::new(ArticleTheme::looking(name, text, look))))
        });
        Themes(themes.collect())
    }

    /// A theme by its name.
    pub fn get(&self, name: &str) -> Option<&Arc<ArticleTheme>> {
        let name = name.trim();
        let ours = NAMES.iter().find(|(zh, _)| *zh == name).map_or(name, |(_, file)| file);
        self.0.get(ours)
    }

    /// All of them, by name.
    pub fn all(&self) -> impl Iterator<Item = &Arc<ArticleTheme>> {
        self.0.values()
    }

    /// The theme of an entry: the one that it names, else the one that site.yaml names, else by its kind.
    /// None only where somebody's `templates/` hold no theme at all.
    pub fn choose(&self, entry: Option<&str>, site: Option<&str>, kind: Kind) -> Option<&Arc<ArticleTheme>> {
        let by_kind = match kind {
            Kind::Event | Kind::Ticket | Kind::Ranking => "sober",
            Kind::Post => "warm",
            Kind::Page => "plain",
        };
        let named = [entry, site].into_iter().flatten().find_map(|name| self.get(name));
        named.or_else(|| self.0.get(by_kind)).or_else(|| self.0.values().next())
    }

    /// Tells a name that no theme has, at the place where it was typed.
    pub fn check(&self, name: &str, place: Place) -> Option<Diagnostic> {
        if self.get(name).is_some() || BY_KIND.contains(&name.trim()) {
            return None;
        }
        let all = self.0.keys().map(|name| match NAMES.iter().find(|(_, file)| file == name) {
            Some((zh, _)) => format!("{name}（{zh}）"),
            None => name.clone(),
        });
        let known = all.collect::<Vec<_>>().join("、");
        let told = Diagnostic::at(
            &UNKNOWN_THEME,
            place,
            both!("没有“{name}”这个推文样式，用了默认的", "there is no theme “{name}”; the default is used"),
        );
        Some(told.help(both!(
            "能写的有：{known}；自己的样式放进 templates/wechat/themes/",
            "known are: {known}; your own go into templates/wechat/themes/"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> Themes {
        let texts =
            [("wechat/themes/sober.css", "p { color: red }"), ("wechat/themes/warm.css", ""), ("web/x.css", "")];
        Themes::new(texts.into_iter(), &ArticleLook::default())
    }

    #[test]
    fn an_entry_goes_before_the_site_and_the_site_before_the_kind() {
        let themes = themes();
        let name = |entry, site, kind| themes.choose(entry, site, kind).unwrap().name.clone();
        assert_eq!(name(Some("warm"), Some("sober"), Kind::Event), "warm");
        assert_eq!(name(None, Some("温暖"), Kind::Event), "warm");
        assert_eq!(name(None, Some("default"), Kind::Event), "sober");
        assert_eq!(name(Some("none"), None, Kind::Post), "warm");
    }

    #[test]
    fn a_name_that_no_theme_has_is_told_with_those_that_exist() {
        let told = themes().check("红色", Place::file("content/site.yaml")).unwrap();
        assert_eq!(told.message.zh, "没有“红色”这个推文样式，用了默认的");
        assert!(told.help.unwrap().zh.starts_with("能写的有：sober（庄重）、warm（温暖）；"));
        assert!(themes().check("庄重", Place::file("x")).is_none());
        assert!(themes().check("默认", Place::file("x")).is_none());
    }

    #[test]
    fn what_articles_cannot_have_is_told_once_a_kind_at_its_first_line() {
        let theme = ArticleTheme::new("x", "p {\n  position: absolute;\n  color: red;\n}\nh2 { position: relative }\n");
        let told = theme.told();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].message.zh, "样式里的“position”没有用上（共2处）：公众号会去掉定位");
        let place = told[0].place.as_ref().unwrap();
        assert_eq!((&*place.file, place.line), ("templates/wechat/themes/x.css", 2));
    }
}
