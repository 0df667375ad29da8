//! What Tera says of a template that is wrong, in our own words and at its line.

use super::TEMPLATE;
use crate::both;
use crate::diagnostic::{Diagnostic, Place, Text};
use std::ops::Range;
use tera::ErrorKind;

/// A mistake in a template, at its line, in words of our own; Tera's own follow for whoever wrote it. `text_of` knows
/// the templates by their names.
pub(super) fn explain<'t>(error: &tera::Error, text_of: &dyn Fn(&str) -> Option<&'t str>) -> Diagnostic {
    let named = |name: &str, span: Option<Range<usize>>| {
        let shown = format!("templates/{name}");
        match (text_of(name), span) {
            (Some(text), Some(span)) => Text::new(shown, text).place(span),
            _ => Place::file(&shown),
        }
    };
    // Where a template names another, in its text.
    let naming = |name: &str, other: &str| {
        let text = text_of(name)?;
        let at = ['"', '\'', '`'].iter().find_map(|quote| text.find(&format!("{quote}{other}{quote}")))?;
        Some(at..at + other.len() + 2)
    };
    let missing = |name: &str, other: &str| {
        Diagnostic::at(
            &TEMPLATE,
            named(name, naming(name, other)),
            both!("模板“{name}”要用的“{other}”不存在", "the template “{name}” uses “{other}”, which does not exist"),
        )
    };
    let told = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (name, reason) = (report.filename(), report.message());
            wrong(name, reason, named(name, Some(report.span().range.clone())))
        }
        ErrorKind::TemplateNotFound(name) => {
            Diagnostic::at(&TEMPLATE, named(name, None), both!("没有模板“{name}”", "there is no template “{name}”"))
        }
        ErrorKind::MissingParent { current, parent } => missing(current, parent),
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let next = chain.iter().find(|name| *name != tpl).unwrap_or(tpl);
            Diagnostic::at(
                &TEMPLATE,
                named(tpl, naming(tpl, next)),
                both!("模板“{tpl}”绕了一圈又用到自己", "the template “{tpl}” leads back to itself"),
            )
        }
        other => {
            let text = other.to_string();
            let report = Report::read(&text);
            let unknown = report.reason.strip_prefix("Unknown template `").and_then(|rest| rest.strip_suffix('`'));
            match (report.name, unknown) {
                (Some(name), Some(other)) => missing(name, other),
                (Some(name), None) => {
                    let span = text_of(name).map(|text| report.span(text));
                    wrong(name, report.reason, named(name, span))
                }
                (None, _) => {
                    let reason = report.reason;
                    Diagnostic::nowhere(&TEMPLATE, both!("模板有误：{reason}", "a template is wrong: {reason}"))
                }
            }
        }
    };
    told.help(both!("改好这个模板；删掉它就用回默认的", "mend the template; without the file the default is used"))
}

fn wrong(name: &str, reason: &str, place: Place) -> Diagnostic {
    Diagnostic::at(&TEMPLATE, place, both!("模板“{name}”有误：{reason}", "the template “{name}” is wrong: {reason}"))
}

/// Some of Tera's mistakes come as a text only: `error: what is wrong`, then ` --> name:line:column`.
struct Report<'a> {
    reason: &'a str,
    name: Option<&'a str>,
    line: usize,
    column: usize,
}

impl Report<'_> {
    fn read(text: &str) -> Report<'_> {
        let reason = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let at = text.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default();
        let mut parts = at.rsplitn(3, ':');
        let mut number = || parts.next().and_then(|text| text.parse().ok()).unwrap_or(1);
        let (column, line) = (number(), number());
        Report { reason, name: parts.next(), line, column }
    }

    /// The bytes of the word that is wrong.
    fn span(&self, text: &str) -> Range<usize> {
        let begin: usize = text.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum();
        let column: usize = text[begin..].chars().take(self.column.saturating_sub(1)).map(char::len_utf8).sum();
        let word = self.reason.split('`').nth(1).unwrap_or_default();
        begin + column..begin + column + word.len()
    }
}
