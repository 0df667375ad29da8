//! SVG: shown as a picture, in which nothing runs; but whoever opens its address opens a document of this
//! site, so it may hold a drawing and no more.
#![expect(clippy::disallowed_methods, reason = "READ is the stage that reads")]

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What is known of an SVG.
pub(super) struct Drawing {
    /// Whether it holds more than a drawing: a script, a link, another document.
    pub active: bool,
    /// Its width and height.
    pub pixels: Option<(u32, u32)>,
}

/// A drawing is not longer than this.
const LONGEST: u64 = 5 * 1024 * 1024;

/// What else than a drawing an SVG can hold.
const ACTIVE: &[&str] = &[
    "<script",
    "javascript:",
    "<foreignobject",
    "<iframe",
    "<embed",
    "<object",
    "<!entity",
    "<?xml-stylesheet",
    "<animate",
    "<set",
    "<handler",
    "data:text",
    "href=\"http",
    "href='http",
    "<a ",
    "<a>",
];

/// Looks into an SVG. None where it cannot be read at all, which is told elsewhere.
pub(super) fn look(path: &Path) -> Option<Drawing> {
    let mut text = String::new();
    match File::open(path).ok()?.take(LONGEST).read_to_string(&mut text) {
        Ok(_) => Some(Drawing { active: is_active(&text), pixels: pixels(&text) }),
        // Not UTF-8: nobody can say what it holds.
        Err(_) => Some(Drawing { active: true, pixels: None }),
    }
}

fn is_active(text: &str) -> bool {
    let text = text.to_lowercase();
    // Any attribute that begins with on… listens to something.
    let listens = text.split('=').any(|before| {
        let name = before.trim_end().rsplit(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'')).next();
        name.and_then(|name| name.strip_prefix("on"))
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    });
    // A character written by its number could hide any of these marks.
    listens || text.contains("&#") || ACTIVE.iter().any(|mark| text.contains(mark))
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
            "<svg onload='x()'/>",
            "<svg><rect ONCLICK =\"x\"/></svg>",
            "<svg><a href='x'/></svg>",
            "<svg><animate/></svg>",
            "<svg>&#60;script</svg>",
        ] {
            assert!(is_active(text), "{text}");
        }
        assert!(!is_active("<svg viewBox=\"0 0 9 9\"><text font-size='3'>one = two</text><path d='M0 0'/></svg>"));
    }

    #[test]
    fn its_size_is_read() {
        assert_eq!(pixels("<svg width=\"120\" height='80px' viewBox='0 0 1 1'>"), Some((120, 80)));
        assert_eq!(pixels("<svg viewBox=\"0 0 640 360\">"), Some((640, 360)));
        assert_eq!(pixels("<svg>"), None);
    }
}
