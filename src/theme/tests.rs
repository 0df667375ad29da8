//! A theme of files that somebody wrote.

use super::*;

/// The theme of files with these names and texts, dyed with nothing.
fn theme(files: &[(&str, &str)]) -> (Arc<Theme>, Vec<Diagnostic>) {
    let file = |(name, text): &(&str, &str)| ThemeFile { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
    Theme::dyed(&(&files.iter().map(file).collect::<Vec<_>>(), &[]))
}

/// What is published of an asset.
fn published(theme: &Theme, name: &str) -> String {
    String::from_utf8_lossy(&theme.assets[name].bytes).into_owned()
}

#[test]
fn a_mark_before_a_text_is_none_of_it() {
    let marked = "\u{feff}:root{--red:#b3261e}a{color:var(--red)}";
    let (theme, told) = theme(&[("assets/site.css", marked), ("web/foot.html", "\u{feff}x")]);
    assert_eq!(told, []);
    assert_eq!(published(&theme, "site.css"), ":root{--red:#b3261e}a{color:#b3261e;color:var(--red)}");
    assert_eq!(theme.render("web/foot.html", &Context::new()), Ok(b"x".to_vec()));
}

/// The name under which an asset is published, without its folder.
fn name<'a>(theme: &'a Theme, asset: &str) -> &'a str {
    crate::path::name(&theme.assets[asset].path)
}

#[test]
fn what_a_style_sheet_asks_for_has_its_published_name_there() {
    let own = "@import 'more.css';@IMPORT url( \"fonts/a.css\" );/* url(no.png) */
@font-face{src:url(fonts/a.woff2?v=1#iefix),url(./%E5%AD%97%20a.woff2)}
:root{--bg:url(bg.png)}a{background:var(--bg);content:'url(no.png)'}";
    let (theme, told) = theme(&[
        ("assets/own.css", own),
        ("assets/more.css", "a{cursor:URL(bg.png ),auto}"),
        ("assets/fonts/a.css", "@import \"../more.css\";a{background:url('../bg.png')}"),
        ("assets/fonts/a.woff2", "1"),
        ("assets/字 a.woff2", "2"),
        ("assets/bg.png", "3"),
        ("web/foot.html", "own.css 字 a.woff2"),
    ]);
    assert_eq!(told, []);
    let of = |asset| name(&theme, asset);
    let (more, sheet, font) = (of("more.css"), of("fonts/a.css"), of("fonts/a.woff2"));
    let (spaced, bg) = (of("字 a.woff2").replace("字 ", "%E5%AD%97%20"), of("bg.png"));
    let wanted = format!(
        "@import '{more}';@IMPORT url( \"fonts/{sheet}\" );/* url(no.png) */
@font-face{{src:url(fonts/{font}?v=1#iefix),url(./{spaced})}}
:root{{--bg:url({bg})}}a{{background:url({bg});background:var(--bg);content:'url(no.png)'}}"
    );
    assert_eq!(published(&theme, "own.css"), wanted);
    assert_eq!(published(&theme, "more.css"), format!("a{{cursor:URL({bg} ),auto}}"));
    assert_eq!(published(&theme, "fonts/a.css"), format!("@import \"../{more}\";a{{background:url('../{bg}')}}"));
    for (asset, Asset { path, bytes }) in &theme.assets {
        assert_eq!(*path, hashed(asset, bytes), "a name follows from the bytes");
    }
}

#[test]
fn a_style_sheet_that_leads_back_to_itself_comes_to_an_end() {
    let files = [
        ("assets/site.css", "@import 'a.css';"),
        ("assets/a.css", "@import 'b.css';"),
        ("assets/b.css", "@import 'a.css'"),
    ];
    let (theme, told) = theme(&files);
    let places = told.iter().filter_map(|told| told.place.as_ref()).map(|place| &*place.file);
    assert_eq!(places.collect::<Vec<_>>(), ["templates/assets/a.css", "templates/assets/b.css"]);
    assert_eq!(published(&theme, "site.css"), format!("@import '{}';", name(&theme, "a.css")));
}

#[test]
fn addresses_that_are_none_of_the_theme_stay_as_they_are() {
    for sheet in [
        "a{b:url(data:image/svg+xml;utf8,<svg fill=\"url(#x)\"/>)}",
        "a{b:url(//a.example.cn/b.png) url(/b.png) url(../b.png) url(#b) url(\"\") url()}",
        "@import url(https://a.example.cn/a.css) screen;@namespace url(http://www.w3.org/1999/xhtml);",
        "a{b:url(b\\.png)}",
        "@import",
        "@import '",
        "a{b:url(",
        "a{b:url('",
    ] {
        let (theme, told) = theme(&[("assets/site.css", sheet)]);
        assert_eq!((published(&theme, "site.css"), told), (sheet.to_owned(), Vec::new()));
    }
}
