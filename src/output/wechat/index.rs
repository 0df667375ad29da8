//! The list of all articles, in pages.

use super::preview::{About, Bench, Shell};
use super::sheet::{Objection, Sheet, objections};
use crate::diagnostic::Diagnostic;
use crate::hash::Shared;
use crate::output::paging::{ListPage, pages};
use crate::output::{Artifact, Blueprint, Rank, View};
use crate::own;
use crate::site::{Placed, file_of};
use crate::theme::Theme;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use tera::Context;

/// A line of the list.
#[derive(Clone, Hash)]
pub(super) struct Row {
    /// What is said of its entry.
    pub about: Shared<About>,
    /// The article.
    pub sheet: Arc<Sheet>,
}

impl Row {
    fn view(&self) -> Result<RowView<'_>, Diagnostic> {
        let Row { about, sheet } = self;
        let mut objections = objections(sheet.violations()?);
        let count = objections.len();
        objections.truncate(1);
        Ok(RowView { about, first: objections.pop(), count })
    }
}

#[derive(Serialize)]
struct RowView<'a> {
    about: &'a About,
    /// What stands against it before all else.
    first: Option<Objection>,
    count: usize,
}

/// The list of all articles.
#[derive(Hash)]
struct Index {
    shell: Shared<Shell>,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

/// A page of the list has so many articles, the first up to twice as many.
const ROWS: usize = 100;

/// All that a page of the list depends on.
#[derive(Hash)]
pub(super) struct Listed<'a> {
    bench: Bench<'a>,
    page: ListPage,
    part: &'a [Shared<Placed>],
}

/// The pages of the list.
pub(super) fn listed<'a>(bench: Bench<'a>, entries: &'a [Shared<Placed>]) -> Vec<Listed<'a>> {
    let listed = |page: ListPage| {
        let part = entries.get(page.entries.clone()).unwrap_or_default();
        Listed { bench, page, part }
    };
    pages(own::ARTICLES, entries.len(), ROWS).into_iter().map(listed).collect()
}

impl Blueprint for Listed<'_> {
    fn artifacts(&self) -> Vec<Arc<Artifact>> {
        let Listed { bench, page, part } = self;
        let local = |path: &Option<String>| path.as_ref().map(|path| bench.kit.setting.urls.local(path));
        let rows = part.iter().map(|placed| bench.row(placed)).collect();
        let (newer, older) = (local(&page.newer), local(&page.older));
        let index = Index { shell: bench.shell.clone(), rows, newer, older };
        vec![Artifact::made(file_of(&page.path), Rank::List, bench.kit.theme, index)]
    }
}

impl View for Index {
    fn template(&self) -> Option<&'static str> {
        Some("wechat/index.html")
    }

    fn render(&self, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
        let rows: Vec<RowView<'_>> = self.rows.par_iter().map(Row::view).collect::<Result<_, _>>()?;
        let ready = rows.iter().filter(|row| row.count == 0).count();
        let mut context = Context::new();
        context.insert_value("frame", self.shell.template());
        context.insert("rows", &rows);
        context.insert("ready", &ready);
        context.insert("newer", &self.newer);
        context.insert("older", &self.older);
        theme.render("wechat/index.html", &context)
    }
}
