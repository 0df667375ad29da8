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
        _ => !value.contains("javascript:") && is_plain_text(&value),
    }
}

/// Text between tags and in attributes. Style sheets are text too: they fetch nothing, and hide nothing behind
/// backslashes.
pub(super) fn is_plain_text(text: &str) -> bool {
    let lower = text.to_lowercase();
    let local = |rest: &str| rest.trim_start_matches(['"', '\'', ' ']).starts_with('#');
    !lower.contains("@import") && !lower.contains('\\') && lower.split("url(").skip(1).all(local)
}
