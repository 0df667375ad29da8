//! Word documents since 2007.

use super::meter::Work;
use super::package::Package;
use super::prose::{Prose, note};
use super::{Concern, Found};
use crate::xml::{Step, walk};

/// Parts beside the document that hold no words of it.
const DUMB: &[&str] = &[
    "word/styles.xml",
    "word/styleswitheffects.xml",
    "word/settings.xml",
    "word/websettings.xml",
    "word/fonttable.xml",
];

/// Reads the body, headers, footers, notes, comments, charts and drawings.
pub(super) fn look(package: &mut Package<'_, '_>, found: &mut Found, work: &mut Work<'_>) {
    let (mut changes, mut changers) = (0, Vec::new());
    let (mut comments, mut commenters) = (0, Vec::new());
    let mut hidden = 0;
    for key in package.keys(is_prose) {
        let xml = package.text(&key, work);
        let mut prose = Prose::with_values(key.starts_with("word/charts/"));
        let mut run = Run::default();
        walk(&xml, |step| {
            prose.step(&step, &mut work.text);
            hidden += usize::from(run.is_hidden(&step));
            match step {
                Step::Open(name, element) if is_change(name) => {
                    changes += 1;
                    note(&mut changers, element.get("author"));
                }
                Step::Open("comment", element) => {
                    comments += 1;
                    note(&mut commenters, element.get("author"));
                }
                _ => {}
            }
        });
        work.text.end_line();
    }
    if changes > 0 {
        found.add(Concern::TrackedChanges { count: changes, authors: changers });
    }
    if comments > 0 {
        found.add(Concern::Comments { count: comments, authors: commenters });
    }
    if hidden > 0 {
        found.add(Concern::HiddenText { count: hidden });
    }
}

fn is_prose(key: &str) -> bool {
    let Some(rest) = key.strip_prefix("word/").filter(|rest| rest.ends_with(".xml")) else { return false };
    let inner = ["charts/chart", "diagrams/data", "glossary/document"].iter().any(|start| rest.starts_with(start));
    inner || (!rest.contains('/') && !DUMB.contains(&key))
}

/// Whether an element is a change that was tracked. A move is counted where it was taken away.
fn is_change(name: &str) -> bool {
    matches!(
        name,
        "ins"
            | "del"
            | "moveFrom"
            | "cellIns"
            | "cellDel"
            | "rPrChange"
            | "pPrChange"
            | "sectPrChange"
            | "tblPrChange"
            | "trPrChange"
            | "tcPrChange"
            | "numberingChange"
    )
}

/// The run of text that is walked through, and whether Word shows it.
#[derive(Default)]
struct Run {
    vanishes: bool,
    words: bool,
}

impl Run {
    /// Whether this step showed that the run has words that are hidden; once a run.
    fn is_hidden(&mut self, step: &Step<'_>) -> bool {
        match step {
            Step::Open("r", _) => *self = Run::default(),
            Step::Open("vanish", element) => {
                self.vanishes = element.get("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
            }
            Step::Close("r") => *self = Run::default(),
            Step::Open("t", _) => self.words = true,
            Step::Close("t") => self.words = false,
            Step::Text(text) if self.words && self.vanishes && !text.trim().is_empty() => {
                *self = Run::default();
                return true;
            }
            _ => {}
        }
        false
    }
}
