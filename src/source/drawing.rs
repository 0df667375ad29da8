//! SVG: shown as a picture, in which nothing runs; but whoever opens its address opens a document of this
//! site, so it may hold a drawing and no more: the elements of a list, and attributes that draw.
#![expect(clippy::disallowed_methods, reason = "READ is the stage that reads")]

mod markup;
mod permitted;

use markup::{Step, walk};
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

/// Whether every element is one that draws, with attributes that do no more. Anything that is not plainly so is not.
fn is_drawing(text: &str) -> bool {
    let mut is_sheet = false;
    walk(text, |step| match step {
        Step::Open(name, attributes) => {
            let draws = |(attribute, value): &(&str, String)| permitted::is_attribute(name, attribute, value);
            let fits = !is_sheet && permitted::is_element(name) && attributes.iter().all(draws);
            is_sheet = name.eq_ignore_ascii_case("style");
            fits
        }
        Step::Close => {
            is_sheet = false;
            true
        }
        Step::Text(words) => !is_sheet || permitted::is_sheet(&words),
    })
}

/// Width and height as the root says them, else those of its view box.
fn pixels(text: &str) -> Option<(u32, u32)> {
    let mut root = Vec::new();
    walk(text, |step| {
        if let Step::Open(_, attributes) = step {
            root = attributes;
        }
        false
    });
    let attribute = |name: &str| root.iter().find(|(found, _)| *found == name).map(|(_, value)| value.as_str());
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
            "<!DOCTYPE svg SYSTEM \"><text x='\"><svg><script>1</script><text y=\"20\">'></text></svg>",
            "<svg xmlns:l='http://www.w3.org/1999/xlink'><image l:href='https://x.cn/a.png'/></svg>",
            "<svg xml:base='https://x.cn/'><use href='#a'/></svg>",
            "<svg><g / onload='x()'></g></svg>",
            "<svg><style>@im<!-- -->port 'x';</style></svg>",
            "<svg><style>a{fill:u<!-- -->rl(https://x.cn/)}</style></svg>",
            "<svg><style>@im<g/>port 'x';</style></svg>",
            "<svg><style>@namespace x 'y';</style></svg>",
            "<svg><style>a{fill:\\75rl(x)}</style></svg>",
            "<svg><style>svg{background-image:image-set(\"https://x.cn/a.png\" 1x)}</style></svg>",
            "<svg><style>svg{background:-webkit-filter('//x.cn/a.png', blur(1px))}</style></svg>",
            "<svg><rect style=\"mask-image:Image-Set('https://x.cn/a.png' 1x)\"/></svg>",
            "<svg><rect style='--a:&quot;https://x.cn/a.png&quot;'/></svg>",
            "<svg><rect mask='src(&quot;https://x.cn/a.png&quot;)'/></svg>",
        ] {
            assert!(!is_drawing(text), "{text}");
        }
        for text in [
            "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\r\n<svg/>",
            "<?xml version=\"1.0\"?>\n<!-- a drawing -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text font-size='3'>one = two</text><path d='M0 0'/></svg>",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>",
            "<svg xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape'><inkscape:page/><g inkscape:label='a'/></svg>",
            "<svg><defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs><rect fill='url(#a)'/><use href='#b'/></svg>",
            "<svg><style>@media (prefers-color-scheme: dark) { .a { fill: url(\"#b\") } } <!-- c --> .d{font-family:'@宋体'}</style></svg>",
            "<svg><text>图 image(1)、@import，C:\\ 和 a@b.cn，https://x.cn</text></svg>",
            "<svg sodipodi:docname='image(1).svg'><switch requiredFeatures='http://www.w3.org/TR/SVG11/feature#Shape'/></svg>",
            "<svg><path style='fill:url(&quot;#a&quot;);font-family:&quot;@SimSun&quot;'/></svg>",
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
