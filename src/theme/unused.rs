//! Files in `templates/` that nothing uses: they lie in the wrong place, or have a name that nothing asks for.

use super::{DEFAULTS, TEMPLATES};
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::path;
use crate::source::{STRAY, ThemeFile};
use memchr::memmem;
use std::collections::BTreeMap;

/// Folders whose files are used whatever they are called: the looks of articles, which site.yaml names, and strings.
const BY_THEMSELVES: &[&str] = &["wechat/themes/", "strings/"];

/// Tells the files of the author that nothing uses; `all` are those of the program too. Notes to oneself are none.
pub(super) fn told(files: &[ThemeFile], all: &BTreeMap<String, Vec<u8>>) -> Vec<Diagnostic> {
    let unused = files.iter().filter(|file| !file.name.to_lowercase().ends_with(".md") && !is_used(&file.name, all));
    unused.map(|file| tell(&file.name)).collect()
}

fn is_used(name: &str, all: &BTreeMap<String, Vec<u8>>) -> bool {
    let asset = name.strip_prefix("assets/");
    let is_in = |folders: &[&str]| folders.iter().any(|folder| name.starts_with(folder));
    if is_in(BY_THEMSELVES) || DEFAULTS.get_file(name).is_some() {
        return true;
    }
    let asked_for = asset.unwrap_or(name);
    let names =
        |(other, text): (&String, &Vec<u8>)| other != name && memmem::find(text, asked_for.as_bytes()).is_some();
    // A component is used by its tag.
    let is_component = || all.get(name).is_some_and(|text| memmem::find(text, b"component").is_some());
    (asset.is_some() || is_in(TEMPLATES)) && (all.iter().any(names) || is_component())
}

fn tell(name: &str) -> Diagnostic {
    let place = Place::file(&format!("templates/{name}"));
    let message = both!("“templates/{name}”放在这里，没有谁用它", "nothing uses “templates/{name}” where it lies");
    let help = match right_place(name) {
        Some(right) => both!("移到 templates/{right}", "move it to templates/{right}"),
        None => both!(
            "要换掉程序自己的，文件夹和名字要和它的一样；自己加的，放在 web、feeds、embed、wechat 或 assets 里，在别的模板里写上它的名字",
            "to replace one of the program, give it the same folder and name; one of your own lies in web, feeds, embed, wechat or assets, and another template names it"
        ),
    };
    Diagnostic::at(&STRAY, place, message).help(help)
}

/// The one place where a file of this name is used.
fn right_place(name: &str) -> Option<String> {
    let name = path::name(name);
    let folders = DEFAULTS.dirs().map(|folder| folder.path().join(name));
    let mut found = folders.filter(|path| DEFAULTS.get_file(path).is_some());
    let first = found.next()?;
    found.next().is_none().then(|| first.to_string_lossy().replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::super::Theme;
    use super::*;

    /// What is told of files of these names and texts.
    fn said(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let file =
            |(name, text): &(&str, &str)| ThemeFile { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
        let (_, told) = Theme::new(&files.iter().map(file).collect::<Vec<_>>());
        let told = told.into_iter().map(|told| (told.place.map(|place| place.file.to_string()), told.help));
        told.map(|(file, help)| (file.unwrap_or_default(), help.map(|help| help.zh).unwrap_or_default())).collect()
    }

    #[test]
    fn a_file_in_the_wrong_place_is_told_with_the_right_one() {
        for wrong in ["site.css", "assest/site.css", "web/site.css"] {
            let told = said(&[(wrong, "a{}")]);
            assert_eq!(told, [(format!("templates/{wrong}"), "移到 templates/assets/site.css".to_owned())]);
        }
        assert_eq!(said(&[("web.html", "x")]).len(), 1);
        assert_eq!(said(&[("web/nobody.html", "x")]).len(), 1);
        assert_eq!(said(&[("assets/nobody.css", "a{}")]).len(), 1);
        // Two have this name.
        assert!(said(&[("index.html", "x")])[0].1.starts_with("要换掉"));
    }

    #[test]
    fn what_is_used_is_not_told() {
        let foot = ("web/foot.html", "{% include \"web/own.html\" %}");
        for files in [
            &[("web/foot.html", "x"), ("assets/site.css", "a{}"), ("README.md", "x")][..],
            &[foot, ("web/own.html", "x")],
            &[("assets/site.css", "a{background:url(own.png)}"), ("assets/own.png", "x")],
            &[("wechat/themes/own.css", "p{color:red}"), ("strings/zh-CN.yaml", "home: 首页")],
        ] {
            assert_eq!(said(files), [], "{files:?}");
        }
    }
}
