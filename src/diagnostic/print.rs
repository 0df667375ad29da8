//! Diagnostics as a person reads them, and as a machine does.

use super::{Diagnostic, Place, Severity};
use crate::lang::{Both, Lang};
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The reader's language.
    pub lang: Lang,
    /// Whether the terminal shows colours.
    pub colour: bool,
    /// Whether warnings are errors (`--strict`).
    pub strict: bool,
}

impl Style {
    fn paint(self, colour: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{colour}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn say(self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(zh, en)
    }
}

const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const BLUE: &str = "1;34";
const GREEN: &str = "32";

/// One diagnostic in full: what is wrong, where, the line with its caret, and the mend.
///
/// ```text
/// 错误[unknown-key] 不认识的字段“titel”
///   → content/posts/a.md:2:1
///   2 | titel: 五一
///     | ^^^^^
///   改法：是不是想写 title（标题）？
/// ```
pub fn print(diagnostic: &Diagnostic, style: Style) -> String {
    let mut out = String::new();
    let level = diagnostic.level(style.strict);
    let colour = match level {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Notice => BLUE,
    };
    let head = format!("{}[{}]", level.word(style.lang), diagnostic.code.id);
    let _ = writeln!(out, "{} {}", style.paint(colour, &head), visible(diagnostic.message.get(style.lang)));
    let places = diagnostic.place.iter().chain(diagnostic.also.iter().map(|(place, _)| place));
    let gutter = places.map(|place| place.line.to_string().len()).max().unwrap_or(1);
    if let Some(place) = &diagnostic.place {
        print_place(&mut out, place, None, gutter, colour, style);
    }
    for (place, what) in &diagnostic.also {
        print_place(&mut out, place, Some(what), gutter, BLUE, style);
    }
    if let Some(help) = &diagnostic.help {
        let label = style.paint(GREEN, style.say("改法：", "help: "));
        let _ = writeln!(out, "  {label}{}", visible(help.get(style.lang)));
    }
    out
}

impl Severity {
    /// What people call it.
    pub fn word(self, lang: Lang) -> &'static str {
        let zh = match self {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Notice => "说明",
        };
        lang.pick(zh, self.name())
    }

    /// What programs call it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        }
    }
}

fn print_place(out: &mut String, place: &Place, what: Option<&Both>, gutter: usize, colour: &str, style: Style) {
    let arrow = style.paint(BLUE, "→");
    let what = what.map(|what| format!("  {}", visible(what.get(style.lang)))).unwrap_or_default();
    let _ = writeln!(out, "  {arrow} {}:{}:{}{what}", visible(&place.file), place.line, place.column);
    let (shown, before, under) = window(place);
    if shown.is_empty() {
        return;
    }
    let bar = style.paint(BLUE, "|");
    let _ = writeln!(out, "  {:gutter$} {bar} {shown}", place.line);
    let caret = style.paint(colour, &"^".repeat(under.max(1)));
    let _ = writeln!(out, "  {:gutter$} {bar} {}{caret}", "", " ".repeat(before));
}

/// How many columns of a terminal a line may take.
const WIDTH: usize = 96;

/// The part of the line around a place: what stands before it, the place itself, and what follows.
pub(crate) fn parts(place: &Place) -> [String; 3] {
    let (chars, from, at, end, to) = cut(place);
    let shown = |chars: &[char]| chars.iter().map(|&c| shown_char(c)).collect::<String>();
    let head = if from > 0 || place.skipped > 0 { "…" } else { "" };
    let tail = if to < chars.len() { "…" } else { "" };
    [head.to_owned() + &shown(&chars[from..at]), shown(&chars[at..end]), shown(&chars[end..to]) + tail]
}

/// The part of the line around the place, with the columns before the caret and under it.
fn window(place: &Place) -> (String, usize, usize) {
    let [before, marked, after] = parts(place);
    let width = |text: &str| text.chars().map(shown_width).sum::<usize>();
    let columns = (width(&before), width(&marked));
    (before + &marked + &after, columns.0, columns.1)
}

/// The characters of the line, and where in them begin: what is shown, the place, its end, the end of what is shown.
fn cut(place: &Place) -> (Vec<char>, usize, usize, usize, usize) {
    let chars: Vec<char> = place.source.chars().collect();
    let at = (place.column as usize - 1).saturating_sub(place.skipped as usize).min(chars.len());
    let length = place.span.len();
    let mut under_bytes = 0;
    let marked = chars[at..].iter().take_while(|c| {
        under_bytes += c.len_utf8();
        under_bytes <= length
    });
    let end = at + marked.count();
    let widths: Vec<usize> = chars.iter().map(|&c| shown_width(c)).collect();
    let (mut from, mut to) = (0, chars.len());
    let (mut before, mut all) = (widths[..at].iter().sum::<usize>(), widths.iter().sum::<usize>());
    while before > WIDTH / 2 && all > WIDTH {
        (before, all) = (before - widths[from], all - widths[from]);
        from += 1;
    }
    while all > WIDTH && to > at + 1 {
        to -= 1;
        all -= widths[to];
    }
    let end = end.min(to).max(at);
    (chars, from, at, end, to)
}

/// A control character would move the cursor of whoever reads the message, or worse.
fn shown_char(c: char) -> char {
    match c {
        '\t' | '\u{a0}' => ' ',
        c if c.is_control() => '\u{fffd}',
        // Marks that turn the direction of text or are not seen at all.
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        c => c,
    }
}

fn shown_width(c: char) -> usize {
    shown_char(c).width().unwrap_or(1)
}

/// A message without anything that a terminal would obey.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { ' ' } else { shown_char(c) }).collect()
}

/// One diagnostic as a line of JSON, for machines.
pub fn json(diagnostic: &Diagnostic, style: Style) -> String {
    let place = |place: &Place| {
        serde_json::json!({
            "file": &*place.file, "line": place.line, "column": place.column,
            "start": place.span.start, "end": place.span.end, "source": &*place.source,
        })
    };
    let also: Vec<_> = diagnostic
        .also
        .iter()
        .map(|(at, what)| serde_json::json!({"place": place(at), "message": what.get(style.lang)}))
        .collect();
    serde_json::json!({
        "severity": diagnostic.level(style.strict).name(),
        "code": diagnostic.code.id,
        "message": diagnostic.message.get(style.lang),
        "help": diagnostic.help.as_ref().map(|help| help.get(style.lang)),
        "place": diagnostic.place.as_ref().map(place),
        "also": also,
        "edit": diagnostic.edit.as_ref().map(|edit| serde_json::json!({
            "start": edit.span.start, "end": edit.span.end, "text": edit.text,
        })),
    })
    .to_string()
}

/// One diagnostic as a workflow command of GitHub, which shows it beside the line
/// (docs.github.com, "Workflow commands": `%`, line ends, and in properties `:` and `,` are encoded).
///
/// GitHub knows files by their paths from the top of the repository: `above` stands before those of the project.
pub fn github(diagnostic: &Diagnostic, above: &str, style: Style) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let level = diagnostic.level(style.strict).name();
    let place = diagnostic.place.as_ref().map_or(String::new(), |place| {
        format!("file={},line={},col={},", property(&format!("{above}{}", place.file)), place.line, place.column)
    });
    let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!("\n{}", help.get(style.lang)));
    let message = data(&format!("{}{help}", visible(diagnostic.message.get(style.lang))));
    format!("::{level} {place}title={}::{message}", diagnostic.code.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Text};

    static UNKNOWN: Code = Code::error("unknown-key", "", "");
    const PLAIN: Style = Style { lang: Lang::Zh, colour: false, strict: false };

    #[test]
    fn the_caret_stands_under_the_character_by_display_width() {
        let text = Text::new("content/posts/a.md", "标题: 五一\n地点: 会议室\n");
        let at = text.text.find("会议").unwrap();
        let told = Diagnostic::at(&UNKNOWN, text.place(at..at + 6), Both::from(("看这里", "here")))
            .help(Both::from(("改这里", "mend")));
        assert_eq!(
            print(&told, PLAIN),
            "错误[unknown-key] 看这里\n  → content/posts/a.md:2:5\n  2 | 地点: 会议室\n    |       ^^^^\n  改法：改这里\n"
        );
    }

    #[test]
    fn nothing_in_a_line_can_move_the_cursor() {
        let text = Text::new("a.md", "\x1b[2J\u{202e}x");
        let told = Diagnostic::at(&UNKNOWN, text.place(0..1), Both::from(("\x1b]0;x\x07", "x")));
        assert!(!print(&told, PLAIN).contains('\x1b'));
    }

    #[test]
    fn a_long_line_is_shown_around_its_mistake() {
        let text = Text::new("a.md", format!("{}错{}", "长".repeat(500), "长".repeat(500)));
        let told = Diagnostic::at(&UNKNOWN, text.place(1500..1503), Both::from(("x", "x")));
        let printed = print(&told, PLAIN);
        let line = printed.lines().nth(2).unwrap();
        assert!(line.contains('错') && line.chars().count() < 80, "{line}");
    }
}
