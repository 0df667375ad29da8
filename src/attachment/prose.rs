//! The words of Office documents, and the names in them.

use super::meter::Text;
use crate::xml::Step;

/// Gathers what stands in the elements that hold the words of Office documents: `t`, `delText`, `text` (of
/// comments). A paragraph, a shared string and a comment are a line each.
#[derive(Default)]
pub(super) struct Prose {
    inside: bool,
    values: bool,
}

impl Prose {
    /// For a part whose values (`v`, of charts and of other workbooks) are words too.
    pub(super) fn with_values(values: bool) -> Prose {
        Prose { values, ..Prose::default() }
    }

    pub(super) fn step(&mut self, step: &Step<'_>, text: &mut Text) {
        match step {
            Step::Open(name, _) => match *name {
                "t" | "delText" | "text" => self.inside = true,
                "v" => self.inside = self.values,
                "tab" | "br" | "cr" => text.push(" "),
                _ => self.inside = false,
            },
            Step::Close(name) => {
                self.inside = false;
                if matches!(*name, "p" | "si" | "comment" | "cm" | "threadedComment" | "text" | "v") {
                    text.end_line();
                }
            }
            Step::Text(words) if self.inside => text.push(words),
            Step::Text(_) => {}
        }
    }
}

/// A list of names, each once, as they were found; blank ones are left out.
pub(super) fn note(names: &mut Vec<String>, name: Option<String>) {
    // So many reviewers has no document; the bound keeps the search for doubles short.
    if let Some(name) = name.map(|name| name.trim().to_owned())
        && !name.is_empty()
        && names.len() < 200
        && !names.contains(&name)
    {
        names.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::walk;

    fn prose(xml: &str) -> String {
        let (mut text, mut prose) = (Text::default(), Prose::default());
        walk(xml, |step| prose.step(&step, &mut text));
        text.take()
    }

    #[test]
    fn words_are_gathered_a_paragraph_a_line() {
        let xml = "<w:p><w:r><w:t>张三&amp;</w:t></w:r><w:r><w:delText>&#26446;四</w:delText></w:r></w:p><w:p/>";
        assert_eq!(prose(xml), "张三&李四\n");
    }

    #[test]
    fn wrong_xml_is_read_as_far_as_it_goes() {
        assert_eq!(prose("<p><t>a & b</t></x></p><p><t>c</t></p><"), "a & b\nc\n");
        assert_eq!(prose("<p><t>a &nbsp; b</t></p>"), "a  b\n");
    }
}
