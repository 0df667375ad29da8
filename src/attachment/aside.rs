//! What stands in an Office document beside its words: titles, prompts, formulas, where links lead, what pictures
//! show, rows that a pivot table keeps. Readers get all of it, and it may hold numbers of persons.

use super::meter::{Text, Work};
use super::package::Package;
use super::prose::Prose;
use crate::xml::{Step, walk};

/// No number of a person has fewer digits: of what has not, nothing is kept.
const DIGITS: usize = 11;

/// Adds what the parts hold that nobody looked into, and what all of them hold beside their words.
pub(super) fn look(package: &mut Package<'_, '_>, work: &mut Work<'_>) {
    let rest: Vec<String> = package
        .parts()
        .iter()
        .filter(|part| !part.taken)
        .map(|part| part.key.clone())
        .filter(|key| is_text(key))
        .collect();
    for key in rest {
        let text = package.text(&key, work);
        if is_xml(&key) {
            let mut prose = Prose::with_values(true);
            walk(&text, |step| prose.step(&step, &mut work.text));
        } else {
            work.text.push(&text);
        }
        work.text.end_line();
    }
    work.text.push(&std::mem::take(&mut package.aside).take());
}

/// Notes the values of attributes, and the text of elements that hold no words, a line each.
pub(super) fn gather(xml: &str, aside: &mut Text) {
    let (mut is_words, mut text) = (false, String::new());
    walk(xml, |step| match step {
        Step::Open(name, element) => {
            note(&std::mem::take(&mut text), aside);
            is_words = matches!(name, "t" | "delText" | "text" | "v");
            element.values().iter().for_each(|value| note(value, aside));
        }
        Step::Text(more) if !is_words => text.push_str(more),
        Step::Text(_) => {}
        Step::Close(_) => {
            note(&std::mem::take(&mut text), aside);
            is_words = false;
        }
    });
}

fn note(value: &str, aside: &mut Text) {
    // Programs number their things so: {D5CDD505-2E9C-101B-9397-08002B2CF9AE}
    let is_guid = value.len() == 38 && value.starts_with('{') && value.ends_with('}');
    if !is_guid && value.chars().filter(|c| c.is_numeric()).take(DIGITS).count() == DIGITS {
        aside.line(value);
    }
}

/// Whether a part is XML by its name.
pub(super) fn is_xml(key: &str) -> bool {
    [".xml", ".rels", ".vml"].iter().any(|ending| key.ends_with(ending))
}

/// Whether a part is text; a page may be put into a document as it is.
fn is_text(key: &str) -> bool {
    is_xml(key) || [".htm", ".html", ".mht", ".txt"].iter().any(|ending| key.ends_with(ending))
}
