//! The dialects of themes: which elements and classes a theme speaks of. An article says the same in each;
//! only what its parts are called, and what is wrapped around them, follows the theme at hand.

use super::tree::Name;

/// Whose elements and classes a theme speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// The program's own.
    #[default]
    Own,
    /// doocs/md: bare elements, `pre.code__pre`, `.codespan`, `--md-primary-color`.
    Doocs,
    /// wenyan: everything under `#wenyan`.
    Wenyan,
    /// mdnice: everything under `#nice`.
    Mdnice,
}

impl Dialect {
    /// The dialect of a theme, by what its own selectors name.
    pub fn of(theme: &str) -> Dialect {
        const MARKS: [(Dialect, &[&str]); 3] = [
            (Dialect::Mdnice, &["#nice"]),
            (Dialect::Wenyan, &["#wenyan"]),
            (Dialect::Doocs, &["--md-", ".code__pre", ".codespan", ".markdown-alert", ".markup-", ".md-"]),
        ];
        let found = MARKS.iter().find(|(_, marks)| marks.iter().any(|mark| theme.contains(mark)));
        found.map_or(Dialect::Own, |(dialect, _)| *dialect)
    }

    /// The id of the root.
    pub(super) fn root_id(self) -> Option<Name> {
        match self {
            Dialect::Own => None,
            Dialect::Doocs => Some("output".into()),
            Dialect::Wenyan => Some("wenyan".into()),
            Dialect::Mdnice => Some("nice".into()),
        }
    }

    /// The classes of the root.
    pub(super) fn root_classes(self) -> &'static [&'static str] {
        match self {
            Dialect::Doocs => &["article", "container"],
            _ => &["article"],
        }
    }

    /// Whether it is not the program's own.
    pub fn is_foreign(self) -> bool {
        self != Dialect::Own
    }

    /// Struck text.
    pub(super) fn strike(self) -> &'static str {
        if self.is_foreign() { "del" } else { "s" }
    }

    /// Code in a line.
    pub(super) fn code(self) -> &'static [&'static str] {
        if self == Dialect::Doocs { &["codespan"] } else { &[] }
    }

    /// What holds code in lines of its own, and what holds its text in that.
    pub(super) fn block_code(self) -> (Part, Option<Part>) {
        match self {
            Dialect::Own => (("section", &["code"]), None),
            Dialect::Doocs => (("pre", &["hljs", "code__pre"]), Some(("code", &[]))),
            Dialect::Wenyan => (("pre", &[]), Some(("code", &["hljs"]))),
            Dialect::Mdnice => (("pre", &["custom"]), Some(("code", &["hljs"]))),
        }
    }

    /// What holds a picture with its caption, and the caption.
    pub(super) fn figure(self) -> (Part, Part) {
        match self {
            Dialect::Own | Dialect::Wenyan => (("section", &["figure"]), ("p", &["caption"])),
            Dialect::Doocs => (("figure", &["figure"]), ("figcaption", &["md-figcaption", "caption"])),
            Dialect::Mdnice => (("figure", &["figure"]), ("figcaption", &["caption"])),
        }
    }

    /// The text of a link that leads out of the platform, and its number.
    pub(super) fn link(self) -> (Part, Part) {
        match self {
            Dialect::Own => (("span", &["link"]), ("sup", &["ref"])),
            Dialect::Doocs => (("a", &["link"]), ("sup", &["ref"])),
            Dialect::Wenyan => (("a", &["link"]), ("sup", &["footnote", "ref"])),
            Dialect::Mdnice => (("span", &["footnote-word", "link"]), ("sup", &["footnote-ref", "ref"])),
        }
    }

    /// An address that is its own text: in our own themes it is broken wherever a line ends, for lines are justified and
    /// one before a long word would be stretched. Themes of others are as they are.
    pub(super) fn address(self) -> Part {
        if self == Dialect::Own { ("span", &["link", "address"]) } else { self.link().0 }
    }

    /// A box of a kind: what holds it, and its title.
    pub(super) fn boxed(self, kind: &'static str) -> (Part, Part) {
        if self != Dialect::Doocs {
            return match kind {
                "tip" => (("section", &["box", "box-tip"]), ("p", &["box-title"])),
                "important" => (("section", &["box", "box-important"]), ("p", &["box-title"])),
                _ => (("section", &["box", "box-question"]), ("p", &["box-title"])),
            };
        }
        match kind {
            "tip" => (
                ("blockquote", &["markdown-alert", "markdown-alert-tip"]),
                ("p", &["markdown-alert-title", "alert-title-tip"]),
            ),
            "important" => (
                ("blockquote", &["markdown-alert", "markdown-alert-important"]),
                ("p", &["markdown-alert-title", "alert-title-important"]),
            ),
            _ => (
                ("blockquote", &["markdown-alert", "markdown-alert-question"]),
                ("p", &["markdown-alert-title", "alert-title-question"]),
            ),
        }
    }
}

/// A tag with its classes.
pub(super) type Part = (&'static str, &'static [&'static str]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_known_by_what_it_names() {
        assert_eq!(Dialect::of("#nice h1 .prefix {}"), Dialect::Mdnice);
        assert_eq!(Dialect::of("#wenyan h1::before {}"), Dialect::Wenyan);
        assert_eq!(Dialect::of("h1 { color: var(--md-primary-color) }"), Dialect::Doocs);
        assert_eq!(Dialect::of("pre.code__pre > code {}"), Dialect::Doocs);
        assert_eq!(Dialect::of(".article { color: #333 }"), Dialect::Own);
    }
}
