//! PowerPoint slides since 2007.

use super::meter::{Text, Work};
use super::package::Package;
use super::prose::{Prose, note};
use super::{Concern, Found};
use crate::xml::{Step, walk};

/// Reads slides, notes, comments, charts and drawings.
pub(super) fn look(package: &mut Package<'_, '_>, found: &mut Found, work: &mut Work<'_>) {
    let (mut hidden, mut notes, mut comments, mut authors) = (0, 0, 0, Vec::new());
    for key in package.keys(|key| key.starts_with("ppt/") && key.ends_with(".xml")) {
        let rest = key.strip_prefix("ppt/").unwrap_or_default();
        let folder = rest.split_once('/').map_or("", |(folder, _)| folder);
        let wanted = matches!(folder, "slides" | "notesslides" | "comments" | "charts")
            || rest.starts_with("diagrams/data")
            || rest.ends_with("authors.xml");
        if !wanted {
            continue;
        }
        let xml = package.text(&key, work);
        let mut prose = Prose::with_values(folder == "charts");
        let mut said = Said::default();
        walk(&xml, |step| {
            prose.step(&step, &mut work.text);
            if folder == "notesslides" {
                said.step(&step);
            }
            match step {
                Step::Open("sld", slide) if folder == "slides" => {
                    hidden += usize::from(slide.get("show").is_some_and(|show| matches!(show.as_str(), "0" | "false")));
                }
                Step::Open("cm", _) if folder == "comments" => comments += 1,
                Step::Open("cmAuthor" | "author", author) if folder.is_empty() => {
                    note(&mut authors, author.get("name"))
                }
                _ => {}
            }
        });
        work.text.end_line();
        notes += usize::from(said.anything());
    }
    if hidden > 0 {
        found.add(Concern::HiddenSlides { count: hidden });
    }
    if notes > 0 {
        found.add(Concern::Notes { count: notes });
    }
    if comments > 0 {
        found.add(Concern::Comments { count: comments, authors });
    }
}

/// What stands in a page of notes besides the number of the slide.
#[derive(Default)]
struct Said {
    prose: Prose,
    text: Text,
    field: bool,
}

impl Said {
    fn step(&mut self, step: &Step<'_>) {
        match step {
            Step::Open("fld", _) => self.field = true,
            Step::Close("fld") => self.field = false,
            _ => {}
        }
        if !self.field {
            self.prose.step(step, &mut self.text);
        }
    }

    fn anything(self) -> bool {
        !self.text.take().trim().is_empty()
    }
}
