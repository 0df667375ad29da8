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
