//! An article in its theme. Its check, its own page and the list of all share it: it is put together once, and what
//! stands against it is found once.

use super::article::{Article, Source};
use super::rules::{self, Meta, Profile, Violation};
use super::tree::Tree;
use super::{ArticleTheme, codes, theme_of, write};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::hash::{Key, Shared};
use crate::output::Kit;
use crate::site::Placed;
use serde::Serialize;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// An article that is wanted: all that it depends on.
#[derive(Clone, Copy, Hash)]
pub(super) struct Wanted<'a> {
    pub kit: Kit<'a>,
    /// The entry.
    pub placed: &'a Shared<Placed>,
}

impl Wanted<'_> {
    /// The article, put together by whoever asks first.
    pub(super) fn sheet(&self) -> Arc<Sheet> {
        self.kit.memo.once(self, sheet)
    }
}

fn sheet(&Wanted { kit: Kit { setting, articles, .. }, placed }: &Wanted<'_>) -> Sheet {
    let theme = theme_of(setting, articles, placed).cloned();
    let source = Source::of(setting, placed);
    let key = Key::of(&(&source, &theme));
    Sheet { source, theme, key, violations: OnceLock::new() }
}

/// An article in its theme.
pub(super) struct Sheet {
    source: Source,
    /// None where `templates/` hold no theme at all.
    theme: Option<Arc<ArticleTheme>>,
    key: Key,
    violations: OnceLock<Vec<Violation>>,
}

/// The key is that of all that the rest follows from.
impl Hash for Sheet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// Something that stands against an article.
#[derive(Clone, Serialize)]
pub(super) struct Objection {
    /// Is something lost or refused? Otherwise it only looks different.
    grave: bool,
    what: String,
    mend: String,
    times: usize,
}

impl Sheet {
    /// The finished article, as a tree and as what is copied.
    pub(super) fn finished(&self) -> Result<(Tree, Article), Diagnostic> {
        let Some(theme) = &self.theme else {
            let message = both!("没有推文样式", "there is no theme for articles");
            return Err(Diagnostic::nowhere(&codes::UNKNOWN_THEME, message));
        };
        let tree = self.source.finished(theme);
        let article = self.source.filled(write::html(&tree));
        Ok((tree, article))
    }

    /// What of it keeps to no rule of the platform.
    pub(super) fn violations(&self) -> Result<&[Violation], Diagnostic> {
        match self.violations.get() {
            Some(violations) => Ok(violations),
            None => self.finished().map(|(tree, article)| self.violations_of(&tree, &article)),
        }
    }

    /// What of it keeps to no rule of the platform, for whoever has finished it.
    pub(super) fn violations_of(&self, tree: &Tree, article: &Article) -> &[Violation] {
        self.violations.get_or_init(|| violations(tree, article))
    }
}

/// What of an article keeps to no rule of the platform; `at` is that of the nearest element around that has one.
fn violations(tree: &Tree, article: &Article) -> Vec<Violation> {
    let mut told = rules::check(tree, Profile::Paste);
    for violation in &mut told {
        let around = std::iter::successors(violation.node, |node| tree.get(*node).parent);
        violation.at = around.into_iter().find_map(|node| tree.get(node).at);
    }
    let Article { title, digest, author, source_url, html } = article;
    told.extend(rules::check_size(html));
    told.extend(rules::check_meta(&Meta { title, author, digest, source_url }));
    told
}

/// What stands against an article, the grave first.
pub(super) fn objections(violations: &[Violation]) -> Vec<Objection> {
    let mut violations = violations.to_vec();
    violations.sort_by_key(|violation| !violation.grave);
    let gathered = rules::gather(violations).into_iter();
    let objections =
        gathered.map(|(told, times)| Objection { grave: told.grave, what: told.what.zh, mend: told.mend.zh, times });
    objections.collect()
}
