//! The XML inside documents, one step at a time.

use super::meter::Text;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A step through XML. Names are without their prefix; an empty element is opened and closed.
pub(super) enum Step<'a> {
    Open(&'a str, &'a Element<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// The opening of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The value of an attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// Whether an attribute says yes.
    pub(super) fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}

/// Walks through XML as far as it can be read. Wrong nesting and wrong entities do not stop it.
pub(super) fn walk(xml: &str, mut step: impl FnMut(Step<'_>)) {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let element = Element(start);
                step(Step::Open(element.0.local_name().as_ref(), &element));
            }
            Ok(Event::End(end)) => step(Step::Close(end.local_name().as_ref())),
            Ok(Event::Text(text)) => step(Step::Text(&text.into_inner())),
            Ok(Event::CData(text)) => step(Step::Text(&text.into_inner())),
            Ok(Event::GeneralRef(reference)) => {
                let mut buffer = [0; 4];
                let text = match reference.resolve_char_ref() {
                    Ok(Some(character)) => &*character.encode_utf8(&mut buffer),
                    _ => named(&reference.into_inner()),
                };
                step(Step::Text(text));
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The character of an entity that needs no declaration; others are left out.
fn named(entity: &str) -> &'static str {
    match entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

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
