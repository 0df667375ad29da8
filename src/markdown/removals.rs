//! What was taken out of a body, each thing told once.

use super::codes;
use super::html;
use super::tell::Teller;
use crate::both;
use std::collections::HashMap;
use std::ops::Range;

/// What was taken out, and the tags that were opened there, so that the tag that closes one is not told again.
#[derive(Debug, Default)]
pub(super) struct Removals {
    /// How many of each name, in lower case.
    open: HashMap<String, usize>,
    /// What was cut out of blocks of HTML: bytes of the file.
    pub cuts: Vec<Range<usize>>,
}

impl Removals {
    /// Tells of a tag that is taken out, with what it holds or without, and remembers that it may be closed.
    pub fn opened(&mut self, name: &str, whole: bool, span: Range<usize>, teller: &mut Teller<'_>) {
        let shown = shown(name);
        let message = if whole {
            both!(
                "<{shown}> 和它里面的内容不能用，已经去掉",
                "<{shown}> is not allowed: it was taken out, with what it holds"
            )
        } else if html::is_void(name) {
            both!("<{shown}> 不能用，已经去掉", "<{shown}> is not allowed and was taken out")
        } else {
            both!(
                "<{shown}> 不能用，已经去掉；里面的文字留下了",
                "<{shown}> is not allowed: it was taken out, its text was kept"
            )
        };
        teller.tell(&codes::HTML_REMOVED, span, message, |told| told.help(html::advice(name)));
        if !whole {
            self.passed(name);
        }
    }

    /// A tag that is taken out for a reason that was told already.
    pub fn passed(&mut self, name: &str) {
        if html::is_void(name) {
            return;
        }
        *self.open.entry(name.to_ascii_lowercase()).or_default() += 1;
    }

    /// A closing tag that is taken out: told only where nothing was opened that it closes.
    pub fn closed(&mut self, name: &str, span: Range<usize>, teller: &mut Teller<'_>) {
        match self.open.get_mut(&name.to_ascii_lowercase()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                let shown = shown(name);
                teller.tell(
                    &codes::HTML_REMOVED,
                    span,
                    both!("</{shown}> 前面没有 <{shown}>，已经去掉", "</{shown}> closes nothing and was taken out"),
                    |told| told.help(both!("删去它，或补上前面的一半", "delete it, or add the tag that opens it")),
                );
            }
        }
    }

    /// `<!…>`, `<?…?>`
    pub fn declaration(span: Range<usize>, teller: &mut Teller<'_>) {
        teller.tell(
            &codes::HTML_REMOVED,
            span,
            both!(
                "“<!…>”或“<?…>”这样的代码不能用，已经去掉",
                "code like <!…> or <?…> is not allowed and was taken out"
            ),
            |told| told.help(both!("删去它", "delete it")),
        );
    }
}

/// A name as it is shown in a message.
pub(super) fn shown(name: &str) -> String {
    name.chars().take(20).collect()
}
