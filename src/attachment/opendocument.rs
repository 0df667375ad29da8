//! OpenDocument: texts, sheets and slides of LibreOffice and WPS.

use super::meter::Work;
use super::package::Package;
use super::prose::note;
use super::sheets::covers;
use super::{Concern, FileKind, Found, properties};
use crate::xml::{Element, Step, walk};
use std::collections::BTreeSet;

/// Looks at an OpenDocument.
pub(super) fn look(package: &mut Package<'_, '_>, work: &mut Work<'_>) -> Found {
    let mut found = Found::new(FileKind::OpenDocument);
    let is_macro = |key: &str| {
        let code = key.starts_with("scripts/") && !key.ends_with('/');
        code || (key.starts_with("basic/")
            && key.ends_with(".xml")
            && !key.ends_with("/script-lc.xml")
            && !key.ends_with("/script-lb.xml"))
    };
    if package.parts().iter().any(|part| is_macro(&part.key)) {
        found.add(Concern::Macros);
    }
    if package.text("meta-inf/manifest.xml", work).contains("encryption-data") {
        found.add(Concern::Encrypted);
        found.unseen = true;
        return found;
    }
    content(&package.text("content.xml", work), &mut found, work);
    content(&package.text("styles.xml", work), &mut found, work);
    let mut inside = String::new();
    walk(&package.text("meta.xml", work), |step| match step {
        Step::Open(name, _) => name.clone_into(&mut inside),
        Step::Close(_) => inside.clear(),
        Step::Text(text) if matches!(inside.as_str(), "creator" | "initial-creator" | "printed-by") => {
            properties::author(&mut found, text);
        }
        Step::Text(_) => {}
    });
    found
}

/// What is found on the way through the content.
#[derive(Default)]
struct Seen {
    /// The styles by which sheets and slides are not shown.
    hiding: BTreeSet<String>,
    style: String,
    sheets: Vec<String>,
    partly: Vec<String>,
    slides: usize,
    sheet: String,
    changes: usize,
    changers: Vec<String>,
    comments: usize,
    commenters: Vec<String>,
    notes: usize,
    place: Place,
    is_creator: bool,
    is_date: bool,
    noted: bool,
    /// How many columns of the sheet were listed, and which of them are not shown.
    columns: u32,
    folded: Vec<(u32, u32)>,
    /// Whether the row is not shown, and the columns of the cell.
    row: bool,
    cell: u32,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Body,
    Change,
    Comment,
    Notes,
}

impl Seen {
    fn step(&mut self, step: &Step<'_>, work: &mut Work<'_>) {
        match step {
            Step::Open("style", element) => self.style = element.get("name").unwrap_or_default(),
            Step::Open("table-properties", element)
                if element.get("display").is_some_and(|display| display == "false") =>
            {
                self.hiding.insert(std::mem::take(&mut self.style));
            }
            Step::Open("drawing-page-properties", element)
                if element.get("visibility").is_some_and(|visibility| visibility == "hidden") =>
            {
                self.hiding.insert(std::mem::take(&mut self.style));
            }
            Step::Open("table", element) => {
                self.sheet = element.get("name").unwrap_or_default();
                (self.columns, self.row, self.cell) = (0, false, 0);
                self.folded.clear();
                if element.get("style-name").is_some_and(|style| self.hiding.contains(&style)) {
                    note(&mut self.sheets, Some(self.sheet.clone()));
                }
            }
            Step::Open("page", element) => {
                self.slides += usize::from(element.get("style-name").is_some_and(|style| self.hiding.contains(&style)));
            }
            Step::Open("table-column", element) => {
                let last = self.columns.saturating_add(repeated(element));
                if is_folded(element) {
                    self.folded.push((self.columns.saturating_add(1), last));
                }
                self.columns = last;
            }
            Step::Open("table-row", element) => (self.row, self.cell) = (is_folded(element), 0),
            Step::Open("table-cell" | "covered-table-cell", element) => {
                self.cell = self.cell.saturating_add(repeated(element));
                if let Some(value) = element.get("value") {
                    work.text.line(&value);
                }
            }
            Step::Open("changed-region", _) => {
                self.changes += 1;
                self.place = Place::Change;
            }
            Step::Open("annotation", _) => {
                self.comments += 1;
                self.place = Place::Comment;
            }
            Step::Open("notes", _) => (self.place, self.noted) = (Place::Notes, false),
            Step::Close("changed-region" | "annotation") => self.place = Place::Body,
            Step::Close("notes") => {
                self.notes += usize::from(self.noted && self.place == Place::Notes);
                self.place = Place::Body;
            }
            Step::Open("creator", _) => self.is_creator = true,
            Step::Close("creator") => self.is_creator = false,
            Step::Open("date" | "date-string", _) => self.is_date = true,
            Step::Close("date" | "date-string") => self.is_date = false,
            Step::Open("tab" | "s" | "line-break", _) => work.text.push(" "),
            Step::Close("table") => self.sheet.clear(),
            Step::Close("p" | "h" | "table-cell") => work.text.end_line(),
            Step::Text(text) => self.text(text, work),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, work: &mut Work<'_>) {
        match self.place {
            Place::Change if self.is_creator => note(&mut self.changers, Some(text.to_owned())),
            Place::Change | Place::Comment if self.is_date => {}
            Place::Comment if self.is_creator => note(&mut self.commenters, Some(text.to_owned())),
            _ => {
                let is_blank = text.trim().is_empty();
                self.noted |= self.place == Place::Notes && !is_blank;
                if !is_blank && !self.sheet.is_empty() && (self.row || covers(&self.folded, self.cell)) {
                    note(&mut self.partly, Some(self.sheet.clone()));
                }
                work.text.push(text);
            }
        }
    }
}

/// Whether a row or column is not shown.
fn is_folded(element: &Element<'_>) -> bool {
    element.get("visibility").is_some_and(|visibility| visibility != "visible")
}

/// How many columns an element stands for.
fn repeated(element: &Element<'_>) -> u32 {
    element.get("number-columns-repeated").and_then(|number| number.parse().ok()).unwrap_or(1)
}

/// Reads the content, or the headers and footers among the styles.
fn content(xml: &str, found: &mut Found, work: &mut Work<'_>) {
    let mut seen = Seen::default();
    walk(xml, |step| seen.step(&step, work));
    work.text.end_line();
    if seen.changes > 0 {
        found.add(Concern::TrackedChanges { count: seen.changes, authors: seen.changers });
    }
    if seen.comments > 0 {
        found.add(Concern::Comments { count: seen.comments, authors: seen.commenters });
    }
    if !seen.sheets.is_empty() {
        found.add(Concern::HiddenSheets { names: seen.sheets });
    }
    if !seen.partly.is_empty() {
        found.add(Concern::HiddenCells { sheets: seen.partly });
    }
    if seen.slides > 0 {
        found.add(Concern::HiddenSlides { count: seen.slides });
    }
    if seen.notes > 0 {
        found.add(Concern::Notes { count: seen.notes });
    }
}
