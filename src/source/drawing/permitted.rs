//! What a drawing may hold: elements of a list, and attributes that draw.

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

/// What in a style sheet draws; any other rule may ask for another sheet.
const RULES: &[&str] = &["media", "supports", "font-face", "keyframes", "-webkit-keyframes"];

/// The functions of a style sheet that take a text for an address, beside `url(`.
const LOADERS: &[&str] = &["image(", "image-set(", "cross-fade(", "src(", "filter("];

/// Whether an element draws.
pub(super) fn is_element(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let of_an_editor = || name.split_once(':').is_some_and(|(prefix, _)| EDITORS.contains(&prefix));
    ELEMENTS.contains(&name.as_str()) || of_an_editor()
}

/// Whether an attribute draws, and does no more.
pub(super) fn is_attribute(element: &str, name: &str, value: &str) -> bool {
    let (name, value) = (name.to_ascii_lowercase(), value.trim().to_lowercase());
    let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
    match (prefix, local) {
        // Another namespace could give any name another meaning.
        ("", "xmlns") => value == "http://www.w3.org/2000/svg",
        ("xmlns", of) => !value.contains("xhtml") && (of == "svg" || !value.contains("2000/svg")),
        // Within the drawing, or a picture that is a part of it. Any prefix may stand for that of links.
        (_, "href") => {
            value.starts_with('#')
                || element.eq_ignore_ascii_case("image")
                    && ["data:image/png", "data:image/jpeg", "data:image/gif"]
                        .iter()
                        .any(|kind| value.starts_with(kind))
        }
        // From there a # leads elsewhere.
        ("xml", "base") => false,
        // Whatever listens begins with on.
        _ if name.starts_with("on") || name.contains("script") => false,
        ("", "style") => is_style(&value),
        ("", _) => !value.contains("javascript:") && asks_for_nothing(&value),
        // What an editor remembers draws nothing; with a backslash it is a path of somebody's computer.
        _ => !value.contains('\\'),
    }
}

/// Whether a style sheet draws, and asks for nothing.
pub(super) fn is_sheet(sheet: &str) -> bool {
    let sheet = sheet.to_lowercase();
    let is_known = |rule: &str| {
        let name = rule.split(|c: char| !c.is_ascii_alphabetic() && c != '-').next().unwrap_or_default();
        name.is_empty() || RULES.contains(&name)
    };
    is_style(&sheet) && sheet.split('@').skip(1).all(is_known)
}

/// Whether what is said of the looks of an element asks for nothing: whatever may take an address, none is there.
fn is_style(style: &str) -> bool {
    asks_for_nothing(style) && !style.contains("//")
}

/// Whether a value in small letters names no file, and hides no name behind backslashes.
fn asks_for_nothing(value: &str) -> bool {
    let local = |rest: &str| rest.trim_start_matches(['"', '\'', ' ']).starts_with('#');
    !value.contains('\\')
        && value.split("url(").skip(1).all(local)
        && !LOADERS.iter().any(|loader| value.contains(loader))
}
