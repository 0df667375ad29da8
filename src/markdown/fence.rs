//! Fences of code, as far as lines tell.

use super::cjk::has_cjk;

/// A line of a body without what may stand before its text: indentation, and the marks of quotes.
pub(crate) fn content(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '\u{3000}', '>'])
}

/// A fence of code: its character, how many of them, and whether it stands in a quote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    mark: char,
    length: usize,
    quoted: bool,
}

impl Fence {
    /// The fence that a line is.
    pub fn opened_by(line: &str) -> Option<Fence> {
        let text = content(line);
        let mark = text.chars().next().filter(|&c| c == '`' || c == '~')?;
        let info = text.trim_start_matches(mark);
        let length = text.len() - info.len();
        let is_text = if mark == '`' { info.contains('`') } else { is_divider(info) };
        let opens = length >= 3 && !is_text;
        opens.then(|| Fence { mark, length, quoted: line.trim_start().starts_with('>') })
    }

    /// Whether a line stands in what it stands in: a quote ends its code.
    pub fn holds(self, line: &str) -> bool {
        !self.quoted || line.trim_start().starts_with('>')
    }

    /// Whether the text of a line ends it.
    pub fn is_closed_by(self, text: &str) -> bool {
        let text = text.trim_end();
        text.len() >= self.length && text.chars().all(|c| c == self.mark)
    }

    /// The fence that is open below some lines, with one open above them or none.
    pub fn below(open: Option<Fence>, lines: &str) -> Option<Fence> {
        lines.lines().fold(open, |open, line| match open.filter(|open| open.holds(line)) {
            Some(open) => (!open.is_closed_by(content(line))).then_some(open),
            None => Fence::opened_by(line),
        })
    }
}

/// Whether what stands behind the tildes of a fence makes it a line across: `~~~~~~重要提醒~~~~~~`. To Markdown it is a
/// fence all the same, which shows no word of it and makes code of all that follows.
pub(super) fn is_divider(info: &str) -> bool {
    info.trim_end().ends_with('~') && has_cjk(info)
}
