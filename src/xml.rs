//! The XML inside Office documents, one step at a time.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A step through XML. Names are without their prefix; an empty element is opened and closed.
pub(crate) enum Step<'a> {
    Open(&'a str, &'a Element<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// The opening of an element.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The value of an attribute, by its name without a prefix.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// The values of all attributes, in their order.
    pub(crate) fn values(&self) -> Vec<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten();
        found.filter_map(|found| Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())).collect()
    }

    /// Whether an attribute says yes.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}

/// Walks through XML as far as it can be read. Wrong nesting and wrong entities do not stop it.
pub(crate) fn walk(xml: &str, mut step: impl FnMut(Step<'_>)) {
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

/// The character of an entity that needs no declaration; of others nothing.
pub(crate) fn named(entity: &str) -> &'static str {
    match entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}
