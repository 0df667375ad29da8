//! No input makes the rooms of this output panic, or take long.

use super::super::*;
use crate::output::wechat::dark::darkened;
use crate::output::wechat::from_html::{declarations, from_html};
use std::borrow::Cow;

proptest::proptest! {
    #[test]
    fn no_html_is_too_odd(html in "(<(/)?(section|p|li|ul|table|tr|td|pre|svg|path|b|a|img|div|style|!--|font)( (style|src|href|class|width|colspan|bgcolor)=('(color|background|height|width|line-height|font-size|white-space|border):[#a-z0-9(),.%é字\"; !-]{0,16}'|[#a-z0-9字]{0,8}))?( )?(/)?>|[ 字a<>&;\"'\n-]{0,4}){0,40}") {
        let tree = from_html(&html);
        check(&tree, Profile::Paste);
        check(&darkened(&tree), Profile::Api);
    }

    #[test]
    fn no_style_is_too_odd(style in "\\PC{0,60}", value in "(rgba?|hsl|url|linear-gradient|#|\\(|\\)|,|/|%|[0-9.e-]{1,4}|red| |\"|'|!|字){0,20}") {
        let name = |name: &'static str| Cow::Borrowed(name);
        let mut declarations: Vec<_> = declarations(&style).into_iter().map(|(property, value)| (Cow::Owned(property), value)).collect();
        for property in ["color", "background", "background-image", "border", "width", "height", "line-height", "font-size", "text-shadow"] {
            declarations.push((name(property), value.clone()));
        }
        let mut tree = Tree::default();
        let element = Element { tag: name("section"), style: declarations.into(), ..Element::default() };
        let root = tree.push(None, Data::Element(element), None);
        tree.push(Some(root), Data::Text("字".into()), None);
        check(&tree, Profile::Paste);
        check(&darkened(&tree), Profile::Paste);
    }
}

#[test]
fn a_tree_may_be_as_deep_as_it_likes() {
    let mut tree = Tree::default();
    let mut parent = None;
    for _ in 0..50_000 {
        let style = vec![("height".into(), "20px".to_owned()), ("white-space".into(), "nowrap".to_owned())];
        let element = Element { tag: "section".into(), style: style.into(), ..Element::default() };
        parent = Some(tree.push(parent, Data::Element(element), None));
    }
    tree.push(parent, Data::Text("字".repeat(30).into()), None);
    let told = gather(check(&tree, Profile::Paste));
    assert_eq!(
        told.iter().map(|(violation, count)| (violation.rule, *count)).collect::<Vec<_>>(),
        [(codes::NESTING, 1), (codes::OVERFLOW, 1), (codes::HEIGHT, 50_000)]
    );
}
