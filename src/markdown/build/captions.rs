//! Captions, the titles of images: they take no markup, so that asterisks in them are shown.

use super::Builder;
use super::text::is_escaped;
use crate::both;
use crate::markdown::codes;
use crate::markdown::stray;
use std::ops::Range;

impl Builder<'_, '_> {
    /// Tells of asterisks in a caption that were meant to make it bold; `image` is where the image stands.
    pub(super) fn check_caption(&mut self, caption: &str, image: &Range<usize>) {
        if !caption.contains("**") {
            return;
        }
        let span = self.source.span(image);
        let image = self.teller.typed(span.clone());
        let typed = title(image).map_or(caption, |title| &image[title]);
        let mut runs = stray::runs(typed).filter(|(run, mark)| *mark == '*' && run.len() > 1);
        if runs.all(|(run, _)| is_escaped(typed, run.start)) {
            return;
        }
        self.teller.tell(
            &codes::EMPHASIS_LEFT,
            span,
            both!(
                "图注里的“**”不会变成粗体，会照原样显示",
                "`**` makes nothing bold in a caption and is shown as it is"
            ),
            |told| {
                told.help(both!(
                    "删去图注里的“**”；要显示星号本身，写作 \\*\\*",
                    "delete the `**` of the caption; to show asterisks, write \\*\\*"
                ))
            },
        );
    }
}

/// What stands between the quotes of a link or an image. One that refers to a definition has none of its own.
pub(super) fn title(link: &str) -> Option<Range<usize>> {
    let inside = link.strip_suffix(')')?.trim_end();
    let (open, inside) = match inside.chars().next_back()? {
        quote @ ('"' | '\'') => (quote, inside.strip_suffix(quote)?),
        ')' => ('(', inside.strip_suffix(')')?),
        _ => return None,
    };
    let (at, _) = inside.rmatch_indices(open).find(|(at, _)| !is_escaped(inside, *at))?;
    inside[..at].ends_with(char::is_whitespace).then_some(at + 1..inside.len())
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_caption_is_found_between_its_quotes() {
        let typed = |link: &'static str| title(link).map(|title| &link[title]);
        assert_eq!(typed("![a \"b\"](c.png \"d \\\" e\")"), Some("d \\\" e"));
        assert_eq!(typed("![a](c.png 'd' )"), Some("d"));
        assert_eq!(typed("![a](c.png (d))"), Some("d"));
        for link in ["![a][b]", "[a](b(c))", "[a](b\"c\")"] {
            assert_eq!(typed(link), None, "{link}");
        }
    }
}
