use super::*;

/// The tree as text: every element in brackets, with its attributes and declarations.
fn shown(html: &str) -> String {
    let tree = from_html(html);
    let mut out = String::new();
    let mut open = 0;
    let Some(root) = tree.root() else { return out };
    for (node, depth) in tree.walk(root) {
        while open > depth {
            out.push(')');
            open -= 1;
        }
        match &tree.get(node).data {
            Data::Text(text) => out.push_str(text),
            Data::Element(element) => {
                out.push_str(&format!("({}", element.tag));
                element.id.iter().for_each(|id| out.push_str(&format!("#{id}")));
                element.classes.iter().for_each(|class| out.push_str(&format!(".{class}")));
                element.attributes.iter().for_each(|(name, value)| out.push_str(&format!("[{name}={value}]")));
                element.style.iter().for_each(|(name, value)| out.push_str(&format!("{{{name}:{value}}}")));
                out.push(' ');
                open += 1;
            }
        }
    }
    out + &")".repeat(open)
}

#[test]
fn a_fragment_of_one_element_is_that_element() {
    let html = "\n<section id=nice class='a b' style='color:red;margin:0' data-tool=\"mdnice\"><p>一&amp;二&nbsp;&lt;</p></section>\n";
    assert_eq!(shown(html), "(section#nice.a.b[data-tool=mdnice]{color:red}{margin:0} (p 一&二\u{a0}<))");
}

#[test]
fn a_fragment_of_several_gets_a_section_around_it() {
    assert_eq!(shown("<p>一</p>\n<p>二</p>"), "(section (p 一)(p 二))");
    assert_eq!(shown("字"), "(section 字)");
    assert_eq!(shown(""), "(section )");
}

#[test]
fn of_a_document_the_body_and_the_style_sheets_are_the_article() {
    let html = "<!doctype html><html><head><title>题</title><style>p{color:red}</style><meta charset=utf-8></head>\
                <body><!--StartFragment--><p>字</p><!--EndFragment--></body></html>";
    assert_eq!(shown(html), "(section (style p{color:red})(p 字))");
}

#[test]
fn elements_are_closed_as_a_browser_closes_them() {
    assert_eq!(shown("<ul><li>一<li>二</ul>"), "(ul (li 一)(li 二))");
    assert_eq!(shown("<section><p>一<p>二<b>三</p>四</section>"), "(section (p 一)(p 二(b 三))(b 四))");
    assert_eq!(shown("<table><tr><td>一</table>"), "(table (tbody (tr (td 一))))");
    assert_eq!(shown("<section><table>字<tr><td>一</table></section>"), "(section 字(table (tbody (tr (td 一)))))");
}

#[test]
fn a_drawing_keeps_its_names() {
    assert_eq!(
        shown("<svg viewBox='0 0 9 9'><path d='M0 0'/><foreignObject/><use xlink:href='#a'/></svg>"),
        "(svg[viewBox=0 0 9 9] (path[d=M0 0] )(foreignobject )(use[xlink:href=#a] ))"
    );
}

#[test]
fn every_element_knows_where_its_tag_begins() {
    let html = "<section>\r\n<p>一</p>\n<p\nstyle='color:red'>二</p></section>";
    let tree = from_html(html);
    let places: Vec<_> = tree
        .walk(tree.root().unwrap())
        .filter_map(|(node, _)| Some((tree.element(node)?.tag.to_string(), tree.get(node).at?)))
        .collect();
    assert_eq!(places, [("section".to_owned(), 0), ("p".to_owned(), 11), ("p".to_owned(), 22)]);
    assert_eq!(&html[22..24], "<p");
}

#[test]
fn tags_within_each_other_without_end_are_read_to_a_bound() {
    let tree = from_html(&"<section>".repeat(50_000));
    assert_eq!(tree.walk(tree.root().unwrap()).map(|(_, depth)| depth).max(), Some(MOST_DEEP - 3));
    let text = format!("{}字{}", "<div><b a=1><p><table><td>".repeat(20_000), "</b>".repeat(20_000));
    let tree = from_html(&text);
    assert!(tree.len() < 2_000_000);
}

#[test]
fn attributes_without_end_are_read_to_a_bound() {
    let attributes: String = (0..200_000).map(|n| format!(" a{n}")).collect();
    let tree = from_html(&format!("<p{attributes}>字</p>"));
    let root = tree.element(tree.root().unwrap()).unwrap();
    assert_eq!((root.attributes.len(), &*root.tag), (MOST_ATTRIBUTES, "p"));
}

#[test]
fn a_file_larger_than_the_bound_is_read_to_the_bound() {
    let tree = from_html(&"字".repeat(MOST_BYTES));
    let Data::Text(text) = &tree.get(tree.get(tree.root().unwrap()).first.unwrap()).data else { panic!("no text") };
    assert_eq!(text.len(), MOST_BYTES / 3 * 3);
}
