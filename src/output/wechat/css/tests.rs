//! A sheet and a small tree → what is written of it.

use super::*;
use crate::config::ArticleLook;
use crate::output::wechat::Themes;
use crate::output::wechat::finish::{Looks, finish};
use crate::output::wechat::tree::{Data, Element, Name, NodeId, Tree};
use crate::output::wechat::write::html;

/// A tree as a test writes it: `tag.class#id`, what it holds in brackets, text in quotes.
struct Builder<'a> {
    tree: Tree,
    rest: &'a str,
}

impl Builder<'_> {
    fn fill(&mut self, parent: Option<NodeId>) {
        loop {
            self.rest = self.rest.trim_start();
            if let Some(rest) = self.rest.strip_prefix('"') {
                let (text, rest) = rest.split_once('"').unwrap();
                self.tree.push(parent, Data::Text(text.into()), None);
                self.rest = rest;
                continue;
            }
            let end = self.rest.find(['[', ']', ' ']).unwrap_or(self.rest.len());
            let (name, rest) = self.rest.split_at(end);
            if name.is_empty() {
                self.rest = rest.strip_prefix(']').unwrap_or(rest);
                return;
            }
            let (name, id) = name.split_once('#').map_or((name, None), |(name, id)| (name, Some(id)));
            let mut parts = name.split('.');
            let element = Element {
                tag: parts.next().unwrap().to_owned().into(),
                id: id.map(|id| Name::from(id.to_owned())),
                classes: parts.map(|class| Name::from(class.to_owned())).collect(),
                ..Element::default()
            };
            let made = self.tree.push(parent, Data::Element(element), None);
            self.rest = rest;
            if let Some(rest) = rest.strip_prefix('[') {
                self.rest = rest;
                self.fill(Some(made));
            }
        }
    }
}

fn written(theme: &str, tree: &str) -> String {
    all_written(theme, &[tree]).remove(0)
}

/// What is written of some trees, one after another, with what was found for those before.
fn all_written(theme: &str, trees: &[&str]) -> Vec<String> {
    let tree = |text: &&str| {
        let mut builder = Builder { tree: Tree::default(), rest: text };
        builder.fill(None);
        builder.tree
    };
    let trees: Vec<Tree> = trees.iter().map(tree).collect();
    // Our own sheets are left out: what is written is what the theme says.
    let mut sheet = StyleSheet::default();
    sheet.read(Layer::Reader, READER, &[]);
    sheet.read(Layer::Theme, theme, &[]);
    sheet.index(|sheet| cascade::root_variables(sheet, &trees[0]));
    let mut looks = Looks::new(&sheet);
    let written = |tree: &Tree| {
        let styled = style(&sheet, &mut looks.styles, tree, false);
        html(&finish(tree, &styled, &mut looks, false))
    };
    trees.iter().map(written).collect()
}

#[test]
fn what_was_found_for_one_article_changes_nothing_in_the_next() {
    let theme = "p { color: #333; margin: 8px 0 } .deep { --c: blue; font-weight: bold } .deep p { color: var(--c) } \
        .deep + p { color: green } p::before { content: '·'; color: red } ul { padding-left: 20px }";
    let trees = [
        "section[p[\"a\"]]",
        "section[section.deep[p[\"a\" strong[\"b\"]]] p[\"c\"]]",
        "section[p[strong[\"a\"]] ul[li[section[\"b\"]]]]",
        "section[section.deep[ul[li[section[p[\"a\"]]]] p[\"b\"]]]",
    ];
    let alone: Vec<String> = trees.iter().map(|tree| written(theme, tree)).collect();
    assert_eq!(all_written(theme, &trees), alone);
    let turned: Vec<&str> = trees.iter().rev().copied().collect();
    assert!(all_written(theme, &turned).iter().eq(alone.iter().rev()));
}

#[test]
fn only_what_differs_from_what_is_inherited_is_written() {
    assert_eq!(
        written(
            "section { color: #333 } p { color: #333333; margin: 0 } strong { color: red; font-weight: bold }",
            "section[p[\"a\" strong[\"b\"]]]"
        ),
        "<section style=\"color:#333\"><p style=\"margin:0\">a<strong style=\"color:#f00\">b</strong></p></section>"
    );
}

#[test]
fn lines_are_said_the_shortest_way() {
    let of = |theme: &str| {
        let html = written(&format!("p {{ {theme} }}"), "section[p[\"a\"]]");
        html.split('"').nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(of("border: 1px solid #b3261e"), "border:1px solid #b3261e");
    assert_eq!(
        of("border: 1px solid #ddd; border-left: 4px solid #ddd"),
        "border:1px solid #ddd;border-left:4px solid #ddd"
    );
    assert_eq!(
        of("border-top: 4px solid #b3261e; border-bottom: 1px solid #b3261e"),
        "border:solid #b3261e;border-width:4px 0 1px"
    );
    assert_eq!(of("border-top: 4px solid #b3261e"), "border-top:4px solid #b3261e");
    assert_eq!(
        of("border-top: 2px solid #b3261e; border-bottom: 2px solid #333"),
        "border-top:2px solid #b3261e;border-bottom:2px solid #333"
    );
}

#[test]
fn the_more_specific_wins_then_the_later_and_important_before_both() {
    let tree = "section.a[span.b#c[\"x\"]]";
    let colour = |theme: &str| {
        let html = written(theme, tree);
        html.split("color:").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned())
    };
    assert_eq!(colour(".a .b { color: red } span { color: blue }").as_deref(), Some("#f00"));
    assert_eq!(colour(".b { color: red } .b { color: blue }").as_deref(), Some("#00f"));
    assert_eq!(colour("#c { color: red } span { color: blue !important }").as_deref(), Some("#00f"));
    assert_eq!(colour(".a:not(.b) span { color: red }").as_deref(), Some("#f00"));
    assert_eq!(colour(".a > em { color: red }"), None);
}

#[test]
fn variables_are_inherited_and_changed_on_the_way() {
    let theme = ":root { --c: red } .deep { --c: blue } p { color: var(--c) } em { color: var(--none, var(--c)) }";
    assert_eq!(
        written(theme, "section[p[\"a\"] section.deep[p[\"b\" em[\"c\"]]]]"),
        "<section><p style=\"color:#f00\">a</p><p style=\"color:#00f\">b<em>c</em></p></section>"
    );
}

#[test]
fn relative_lengths_become_pixels() {
    let theme = "section { font-size: 20px } p { font-size: .8em; margin: 1em 0; padding-left: 1rem; line-height: 150% } span { border-radius: .5em; box-shadow: 0 .25em 1em rgb(0 0 0 / .1) }";
    assert_eq!(
        written(theme, "section[p[span[\"a\"]]]"),
        "<section style=\"font-size:20px\"><p style=\"margin:16px 0;padding-left:16px;font-size:16px;line-height:24px\">\
         <span style=\"border-radius:8px;box-shadow:0 4px 16px rgba(0,0,0,.1)\">a</span></p></section>"
    );
}

#[test]
fn what_stands_before_and_behind_is_an_element() {
    let theme = "h2::before { content: \"›\"; color: red } h2:after { content: \"\"; display: block; height: 2px; background: red } p::before { content: \"\" }";
    assert_eq!(
        written(theme, "section[h2[\"a\"] p[\"b\"]]"),
        "<section><h2><span style=\"color:#f00\">›</span>a<span style=\"display:block;height:2px;background-color:#f00\">\
         </span></h2><p>b</p></section>"
    );
}

#[test]
fn the_order_of_elements_can_be_asked_for() {
    let theme = "tr:nth-child(2n) { background: #eee } td:first-child { color: red } li:last-child section { color: blue } h2 + p { color: green }";
    let html = written(
        theme,
        "section[table[tbody[tr[td[\"a\"] td[\"b\"]] tr[td[\"c\"] td[\"d\"]]]] h2[\"t\"] p[\"x\"] p[\"y\"]]",
    );
    assert_eq!(html.matches("background-color:#eee").count(), 1);
    assert_eq!(html.matches("color:#f00").count(), 2);
    assert_eq!(html.matches("color:#008000").count(), 1);
}

#[test]
fn a_list_within_a_list_stands_behind_its_item() {
    let theme = "ul, ol { margin: 0 0 8px; padding-left: 20px }";
    assert_eq!(
        written(theme, "section[ol[li[section[\"a\" ul[li[section[\"b\"]]]]] li[section[\"c\"]]]]"),
        "<section><ol style=\"margin:0;padding-left:20px\"><li><section>a</section></li></ol>\
         <ul style=\"margin:0 0 8px 20px;padding-left:20px\"><li><section>b</section></li></ul>\
         <ol start=\"2\" style=\"margin:0 0 8px;padding-left:20px\"><li><section>c</section></li></ol></section>"
    );
}

#[test]
fn what_nobody_sees_is_not_written() {
    let theme = ".gone { display: none } .box { padding: 5px; background: red; display: inline-block }";
    assert_eq!(
        written(theme, "section[p[span.gone[\"x\"] span[\"a\"] span] h3 section[p[\"b\"]] span.box]"),
        "<section><p>a</p><p>b</p>\
         <span style=\"display:inline-block;padding:5px;background-color:#f00\"></span></section>"
    );
}

#[test]
fn borders_are_said_as_short_as_they_go() {
    let border = |theme: &str| {
        let html = written(&format!("p {{ {theme} }}"), "section[p[\"a\"]]");
        html.split("<p style=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned()).unwrap_or_default()
    };
    assert_eq!(border("border: 1px solid #ddd"), "border:1px solid #ddd");
    assert_eq!(
        border("border: 1px solid #ddd; border-top: 4px solid red"),
        "border:1px solid #ddd;border-top:4px solid #f00"
    );
    assert_eq!(border("border-left: 3px solid"), "border-left:3px solid");
    assert_eq!(border("border: none"), "");
    assert_eq!(border("border: 1px solid red; border-width: 0 0 2px"), "border-bottom:2px solid #f00");
}

#[test]
fn no_sheet_of_ours_says_what_articles_cannot_have() {
    for text in [READER, BASE, FURNITURE, OWN, DOOCS, PLATFORM] {
        let mut sheet = StyleSheet::default();
        sheet.read(Layer::Base, BASE, &[]);
        sheet.read(Layer::Base, DOOCS, &[]);
        sheet.read(Layer::Theme, text, &[]);
        let (root, _) = crate::output::wechat::emit::root(Dialect::Doocs);
        sheet.index(|sheet| cascade::root_variables(sheet, &root));
        assert!(sheet.dropped.is_empty(), "{:?}", sheet.dropped);
    }
}

#[test]
fn the_themes_of_the_program_say_nothing_that_articles_cannot_have() {
    let (theme, told) = crate::theme::Theme::new(&[]);
    assert!(told.is_empty(), "{told:?}");
    let (articles, told) = Themes::of(&(&theme, &ArticleLook::default()));
    assert!(told.is_empty(), "{told:?}");
    assert!(articles.all().count() >= 4);
    assert!(articles.all().all(|theme| theme.dialect == Dialect::Own));
}

#[test]
fn no_text_makes_it_panic() {
    for text in [
        "{",
        "}",
        "p{",
        "p{color",
        "p{color:}",
        "@",
        "@media",
        "p{}}}",
        ":is(",
        "p{a:b!",
        "p{content:\"",
        "\u{0}",
        "p::before::after{}",
        "*|*{}",
        "p{--a:var(--a)}",
        "p{margin:1px 2px 3px 4px 5px}",
        "::before{content:\"x\"}",
        "p{width:calc(1px/0)}",
    ] {
        written(text, "section[p[\"a\"]]");
    }
    written(&"p{".repeat(1000), "section[p]");
    written(&format!("p{{width:{}1px{}}}", "calc(".repeat(1000), ")".repeat(1000)), "section[p]");
}

#[test]
fn every_class_of_the_furniture_can_be_named_by_a_theme() {
    let classes = [FURNITURE, OWN].into_iter().flat_map(|text| text.split('.').skip(1)).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
        rest.get(..end).filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
    });
    for class in classes {
        assert!(FURNITURE_CLASSES.contains(&class), "{class}");
    }
}
