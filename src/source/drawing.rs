//! SVG: shown as a picture, in which nothing runs; but whoever opens its address opens a document of this
//! site, so it may hold a drawing and no more: the elements of a list, and attributes that draw.
#![expect(clippy::disallowed_methods, reason = "READ is the stage that reads")]

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What is known of an SVG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Whether it holds more than a drawing: a script, a link, another document.
    pub active: bool,
    /// Its width and height.
    pub pixels: Option<(u32, u32)>,
}

/// A drawing is not longer than this; what is longer is not looked through, and not let through.
const LONGEST: u64 = 5 * 1024 * 1024;

/// The elements that draw, and those around them.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "metadata",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textpath",
    "lineargradient",
    "radialgradient",
    "stop",
    "clippath",
    "mask",
    "pattern",
    "marker",
    "filter",
    "fegaussianblur",
    "feoffset",
    "feblend",
    "feflood",
    "femerge",
    "femergenode",
    "fecolormatrix",
    "fecomposite",
    "switch",
    "style",
    "image",
];

/// What drawing programs write of themselves; their namespaces draw nothing.
const EDITORS: &[&str] = &["sodipodi", "inkscape", "rdf", "cc", "dc"];

/// Looks into an SVG. None where it cannot be read at all, which is told elsewhere.
pub(super) fn look(path: &Path) -> Option<Drawing> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LONGEST + 1).read_to_end(&mut bytes).ok()?;
    let nobody_knows = Drawing { active: true, pixels: None };
    if bytes.len() as u64 > LONGEST {
        return Some(nobody_knows);
    }
    // Not UTF-8: nobody can say what it holds.
    let Ok(text) = std::str::from_utf8(&bytes) else { return Some(nobody_knows) };
    Some(Drawing { active: !is_drawing(text), pixels: pixels(text) })
}

/// Whether every tag is one that draws, with attributes that do no more. Anything that is not plainly so is
/// not: another namespace, an entity, a declaration, text in CDATA, a control character (in another encoding than
/// UTF-8 it may begin signs of two bytes, of which one is a quote here and none there).
fn is_drawing(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        return false;
    }
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        if !is_plain_text(&rest[..open]) {
            return false;
        }
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let Some(end) = comment.find("-->") else { return false };
            rest = &comment[end + 3..];
            continue;
        }
        if let Some(declaration) = rest.strip_prefix("<?xml ") {
            let Some(end) = declaration.find("?>").filter(|&end| is_utf8(&declaration[..end])) else { return false };
            rest = &declaration[end + 2..];
            continue;
        }
        if let Some(doctype) = rest.strip_prefix("<!DOCTYPE svg") {
            // Without declarations of its own, in brackets, it declares nothing.
            let Some(end) = doctype.find('>').filter(|&end| !doctype[..end].contains('[')) else { return false };
            rest = &doctype[end + 1..];
            continue;
        }
        let Some(end) = tag_end(rest) else { return false };
        if !is_drawing_tag(&rest[1..end]) {
            return false;
        }
        rest = &rest[end + 1..];
    }
    is_plain_text(rest)
}

/// Whether an XML declaration names no encoding but the one in which the text was read: a browser believes it.
fn is_utf8(declaration: &str) -> bool {
    let lower = declaration.to_ascii_lowercase();
    let named = |named: &str| {
        let value = named.trim_start().strip_prefix('=').map(str::trim_start);
        value.is_some_and(|value| ["\"utf-8\"", "'utf-8'"].iter().any(|utf8| value.starts_with(utf8)))
    };
    lower.split("encoding").skip(1).all(named)
}

/// Text between tags and in attributes. Style sheets are text too: they fetch nothing, and hide nothing
/// behind numbers of characters or backslashes.
fn is_plain_text(text: &str) -> bool {
    let lower = text.to_lowercase();
    let local = |rest: &str| rest.trim_start_matches(['"', '\'', ' ']).starts_with('#');
    !lower.contains("&#")
        && !lower.contains("@import")
        && !lower.contains('\\')
        && lower.split("url(").skip(1).all(local)
}

/// The byte of the `>` that ends a tag; one within quotes does not.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices().skip(1) {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

fn is_drawing_tag(tag: &str) -> bool {
    let tag = tag.trim_end_matches('/').trim();
    if let Some(name) = tag.strip_prefix('/') {
        return is_element(&name.trim().to_ascii_lowercase());
    }
    let (name, mut rest) = tag.split_at(tag.find(char::is_whitespace).unwrap_or(tag.len()));
    let name = name.to_ascii_lowercase();
    if !is_element(&name) {
        return false;
    }
    rest = rest.trim_start();
    while !rest.is_empty() {
        let Some((attribute, after)) = rest.split_once('=') else { return false };
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let Some((value, next)) = after[1..].split_once(quote) else { return false };
        if !is_drawing_attribute(&name, attribute.trim(), value) {
            return false;
        }
        rest = next.trim_start();
    }
    true
}

fn is_element(name: &str) -> bool {
    let of_an_editor = || name.split_once(':').is_some_and(|(prefix, _)| EDITORS.contains(&prefix));
    ELEMENTS.contains(&name) || of_an_editor()
}

fn is_drawing_attribute(element: &str, name: &str, value: &str) -> bool {
    let (name, value) = (name.to_ascii_lowercase(), value.trim().to_lowercase());
    if value.contains('&') && value.contains("&#") {
        return false;
    }
    match name.as_str() {
        // Another namespace could give any name another meaning.
        "xmlns" => value == "http://www.w3.org/2000/svg",
        name if name.starts_with("xmlns:") => {
            !value.contains("xhtml") && (name == "xmlns:svg" || !value.contains("2000/svg"))
        }
        // Within the drawing, or a picture that is a part of it.
        "href" | "xlink:href" => {
            value.starts_with('#')
                || element == "image"
                    && ["data:image/png", "data:image/jpeg", "data:image/gif"]
                        .iter()
                        .any(|kind| value.starts_with(kind))
        }
        // Whatever listens begins with on.
        name if name.starts_with("on") || name.contains("script") => false,
        _ => !value.contains("javascript:") && is_plain_text(&value),
    }
}

/// Width and height as the root says them, else those of its view box.
fn pixels(text: &str) -> Option<(u32, u32)> {
    let root = &text[text.find("<svg")?..];
    let root = &root[..root.find('>')?];
    let attribute = |name: &str| {
        let at = root.find(&format!(" {name}="))? + name.len() + 2;
        let quote = root[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = &root[at + 1..];
        Some(&value[..value.find(quote)?])
    };
    let number = |text: &str| {
        text.trim_end_matches("px").parse::<f64>().ok().filter(|n| (1.0..1e6).contains(n)).map(|n| n.round() as u32)
    };
    let stated = attribute("width").and_then(number).zip(attribute("height").and_then(number));
    stated.or_else(|| {
        let mut view = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        view.next().and_then(number).zip(view.next().and_then(number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_more_than_a_drawing_is_seen() {
        for text in [
            "<svg><script>1</script></svg>",
            "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script>1</s:script></s:svg>",
            "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg/>",
            "<svg onload='x()'/>",
            "<svg><rect ONCLICK =\"x\"/></svg>",
            "<svg><rect onclick=x /></svg>",
            "<svg><a href='x'/></svg>",
            "<svg><animate/></svg>",
            "<svg><foreignObject/></svg>",
            "<svg>&#60;script</svg>",
            "<svg><use href='data:image/svg+xml;base64,x'/></svg>",
            "<svg><use xlink:href='https://x.cn/#a'/></svg>",
            "<svg><image href='data:image/svg+xml,x'/></svg>",
            "<svg><style>@import 'x';</style></svg>",
            "<svg><rect style=\"fill:url(https://x.cn/)\"/></svg>",
            "<svg><![CDATA[<script>]]></svg>",
            "<?xml-stylesheet href='x'?><svg/>",
            "<svg xmlns:h='http://www.w3.org/1999/xhtml'><h:script/></svg>",
            "<svg xmlns:inkscape='http://www.w3.org/2000/svg'><inkscape:script/></svg>",
            "<svg xmlns:svg='http://www.w3.org/2000/svg'><svg:script/></svg>",
            "<svg",
            "<?xml version='1.0' encoding='ISO-2022-JP'?><svg id=\"\u{1b}$B\"x='\u{1b}(B\" onload=\"x()\"/>",
            "<?xml version='1.0' encoding='ISO-2022-JP'?><svg/>",
            "<?xml version='1.0' encoding = \"utf-7\"?><svg/>",
            "<svg id='\u{1b}'/>",
        ] {
            assert!(!is_drawing(text), "{text}");
        }
        for text in [
            "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\r\n<svg/>",
            "<?xml version=\"1.0\"?>\n<!-- a drawing -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text font-size='3'>one = two</text><path d='M0 0'/></svg>",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>",
            "<svg xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape'><inkscape:page/><g inkscape:label='a'/></svg>",
            "<svg><defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs><rect fill='url(#a)'/><use href='#b'/></svg>",
        ] {
            assert!(is_drawing(text), "{text}");
        }
    }

    #[test]
    fn its_size_is_read() {
        assert_eq!(pixels("<svg width=\"120\" height='80px' viewBox='0 0 1 1'>"), Some((120, 80)));
        assert_eq!(pixels("<svg viewBox=\"0 0 640 360\">"), Some((640, 360)));
        assert_eq!(pixels("<svg>"), None);
    }
}
