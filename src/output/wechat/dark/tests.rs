use super::*;
use crate::output::wechat::colour::Colours;
use crate::output::wechat::from_html::from_html;

/// What the platform's own program (mp-darkmode 1.2.1) made of these in a browser: an element a field, each with
/// its colour, its background, the first colour of its gradient and its borders, as the browser computed them.
const REFERENCE: &str = include_str!("reference.txt");

fn computed(tree: &Tree) -> Vec<String> {
    let mut colours: Vec<String> = vec![Rgba::from(TEXT).to_string()];
    let mut rows = Vec::new();
    let Some(root) = tree.root() else { return rows };
    for (node, depth) in tree.walk(root) {
        let Some(element) = tree.element(node) else { continue };
        colours.truncate(depth + 1);
        let last = |names: &[&str], is_gradient: bool| {
            let found = element.style.iter().rev().find(|(name, value)| {
                names.contains(&&**name)
                    && value.contains("gradient") == is_gradient
                    && Colours::of(value).next().is_some()
            });
            found.and_then(|(_, value)| Colours::of(value).next()).map(|(_, colour)| colour.to_string())
        };
        let colour = last(&["-webkit-text-fill-color"], false).or(last(&["color"], false));
        let colour = colour.unwrap_or_else(|| colours.last().cloned().unwrap_or_default());
        let back = last(&["background", "background-color"], false).unwrap_or("-".to_owned());
        let image = last(&["background", "background-image"], true).unwrap_or("-".to_owned());
        rows.push(format!("{colour};{back};{image}"));
        colours.push(colour);
    }
    rows
}

#[test]
fn every_colour_becomes_what_the_platform_makes_of_it() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in REFERENCE.lines() {
        let Some((html, expected)) = line.split_once('\t') else { continue };
        let found = computed(&darkened(&from_html(html))).join("|");
        count += 1;
        if found != expected {
            wrong.push(format!("{html}\n  {expected}\n  {found}"));
        }
    }
    assert!(count > 400, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The declarations of the root in the dark.
fn dark_style(html: &str) -> String {
    let dark = darkened(&from_html(html));
    let style = &dark.element(dark.root().unwrap()).unwrap().style;
    style.iter().map(|(property, value)| format!("{property}:{value};")).collect()
}

#[test]
fn lines_and_shadows_become_what_the_platform_makes_of_them() {
    for (light, dark) in [
        ("border:1px solid #e4c9c6;", "border:1px solid rgb(178, 157, 155);"),
        ("border-left:4px solid #b3261e;", "border-left:4px solid rgb(203, 43, 34);"),
        ("border-bottom:1px dashed #eeeeee;", "border-bottom:1px dashed rgb(163, 163, 163);"),
        (
            "border-color:#abcdef #000 red blue;",
            "border-color:rgb(140, 168, 196) rgb(163, 163, 163) rgb(255, 23, 0) rgb(0, 104, 255);",
        ),
        ("outline:1px solid #123456;", "outline:1px solid rgb(123, 172, 221);"),
        ("text-shadow:1px 1px 2px #ffffff;", "text-shadow:1px 1px 2px rgb(25, 25, 25);"),
        ("box-shadow:0 0 4px #cccccc;", "box-shadow:0 0 4px rgb(163, 163, 163);"),
        ("text-decoration:underline #b3261e;", "text-decoration:underline rgb(203, 43, 34);"),
        ("border:1px solid currentColor;", "border:1px solid currentcolor;"),
    ] {
        assert_eq!(dark_style(&format!("<p style='{light}'>字</p>")), dark);
    }
}

#[test]
fn a_gradient_without_text_on_it_stays() {
    let style = "background-image:linear-gradient(red,blue);";
    assert_eq!(dark_style(&format!("<p style='{style}'><br></p>")), format!("{style}color:rgb(205, 205, 205);"));
}

#[test]
fn the_light_background_is_laid_below_a_picture_with_text_on_it() {
    assert_eq!(
        dark_style("<p style='background-color:#fdf6f5;background-image:url(a.png)'>字</p>"),
        "background-color:#fdf6f5;background-image:url(a.png),linear-gradient(rgb(253, 246, 245), \
         rgb(253, 246, 245));color:rgb(25, 25, 25);"
    );
}

#[test]
fn an_element_that_asks_for_it_is_left_as_it_is() {
    assert_eq!(dark_style("<p data-no-dark style='color:#333'>字</p>"), "color:#333;");
}

/// Colours and contrasts of the first text.
fn first(html: &str) -> String {
    let found = contrasts(&from_html(html));
    found.first().map_or("none".to_owned(), |c| {
        let Contrast { text, behind, ratio, dark_text, dark_behind, dark_ratio, .. } = c;
        format!("{text} on {behind} {ratio:.2}, {dark_text} on {dark_behind} {dark_ratio:.2}")
    })
}

#[test]
fn contrast_is_that_of_what_is_seen() {
    for (html, expected) in [
        ("<p>字</p>", "#191919 on #ffffff 17.58, #a3a3a3 on #191919 6.97"),
        ("<p style='color:#736c64'>字</p>", "#736c64 on #ffffff 5.17, #736c64 on #191919 3.40"),
        ("<p style='color:#b3261e'>字</p>", "#b3261e on #ffffff 6.54, #cb2b22 on #191919 3.27"),
        ("<p style='background:#b3261e;color:#fff'>字</p>", "#ffffff on #b3261e 6.54, #ffffff on #b3261e 6.54"),
        (
            "<section style='background-color:rgba(0,0,0,.5)'><p style='color:#000'>字</p></section>",
            "#000000 on #808080 5.32, #e6e6e6 on #292929 11.66",
        ),
        ("<p style='color:#000;opacity:.5'>字</p>", "#808080 on #ffffff 3.95, #5e5e5e on #191919 2.71"),
        (
            "<p style='background:linear-gradient(#fff,#333);color:#333'>字</p>",
            "#333333 on #333333 1.00, #b3b3b3 on #383838 5.59",
        ),
        ("<p style='color:transparent'>字</p>", "none"),
        ("<section style='display:none'><p>字</p></section>", "none"),
        ("<svg><text>字</text></svg>", "none"),
    ] {
        assert_eq!(first(html), expected, "{html}");
    }
}

#[test]
fn a_tree_without_nodes_has_no_contrasts() {
    assert!(contrasts(&Tree::default()).is_empty());
    assert!(darkened(&Tree::default()).is_empty());
}

/// Fifty thousand elements within each other, all with a gradient: no recursion, and no text looked for again
/// and again.
#[test]
fn a_tree_may_be_as_deep_as_it_likes() {
    let mut tree = Tree::default();
    let mut parent = None;
    for _ in 0..50_000 {
        let style = vec![(Cow::Borrowed("background"), "linear-gradient(#fff, #b3261e)".to_owned())];
        let element = Element { tag: Cow::Borrowed("section"), style: style.into(), ..Element::default() };
        parent = Some(tree.push(parent, Data::Element(element), None));
    }
    tree.push(parent, Data::Text("字".into()), None);
    assert_eq!(contrasts(&tree).len(), 1);
    assert_eq!(darkened(&tree).len(), 50_001);
}
