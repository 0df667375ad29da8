//! What stands around the body of an article: corrections and the card of facts above it, a ranking's table,
//! attachments, notes and the closing below.

use super::emit::Emitter;
use super::style;
use crate::fact::{Fact, Value};
use crate::markdown::Block;
use crate::output::parts::RankingView;
use std::fmt::Write;

impl Emitter<'_> {
    /// What was corrected stands above all.
    pub(super) fn corrections(&mut self, corrections: &[(String, String)]) {
        for (at, text) in corrections {
            self.open("p", style::CORRECTION);
            self.out.push_str("<strong>更正</strong>（");
            self.text(at);
            self.out.push_str("）：");
            self.text(text);
            self.close("p");
        }
    }

    /// The facts of a notice, at a glance.
    pub(super) fn card(&mut self, state: Option<&str>, facts: &[Fact], year: i16) {
        if facts.is_empty() {
            return;
        }
        self.open("section", style::CARD);
        if let Some(state) = state {
            self.open("p", style::STATE);
            let _ = write!(self.out, "<strong>{state}</strong>");
            self.close("p");
        }
        for fact in facts {
            self.open("p", style::FACT);
            self.open("span", style::FACT_LABEL);
            self.text(fact.label);
            self.close("span");
            // One line for one value; several begin on a line of their own.
            self.out.push_str(if matches!(fact.value, Value::List(_)) { "<br>" } else { "　" });
            self.value(&fact.value, year);
            self.close("p");
        }
        self.close("section");
    }

    fn value(&mut self, value: &Value, year: i16) {
        match value {
            Value::Link { text, url } => {
                self.text(text);
                // An address that is its own text needs no note.
                if text != url {
                    self.note(text, url);
                }
            }
            Value::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    self.out.push_str(if at > 0 { "<br>" } else { "" });
                    self.value(value, year);
                }
            }
            value => self.text(&value.show(year)),
        }
    }

    /// A ranking as a table that fits a phone.
    pub(super) fn ranking(&mut self, ranking: &RankingView) {
        for group in &ranking.groups {
            if !group.title.is_empty() {
                self.open("h2", style::HEADING);
                self.text(&group.title);
                self.close("h2");
            }
            if let Some(note) = &group.note {
                self.paragraph_of_text(note);
            }
            if group.count == 0 {
                self.paragraph_of_text("名单待公布");
                continue;
            }
            self.open("table", style::RANKING);
            self.out.push_str("<thead>");
            self.open("tr", style::ROW);
            let mut heads =
                vec![(if ranking.list { "序号" } else { "名次" }, "14%"), ("账号", "46%"), ("主办单位", "40%")];
            if !ranking.list {
                heads = vec![("名次", "16%"), ("账号", "36%"), ("主办单位", "30%"), ("得分", "18%")];
            }
            for (head, width) in heads {
                let _ = write!(self.out, "<th style=\"width:{width}\">{head}</th>");
            }
            self.out.push_str("</tr></thead><tbody>");
            for row in group.columns.iter().flatten() {
                let name = match &row.kind {
                    Some(kind) => format!("{}{}（{kind}）", row.name, row.suffix),
                    None => format!("{}{}", row.name, row.suffix),
                };
                let mut cells = vec![&row.number, &name, &row.host];
                if !ranking.list {
                    cells.push(&row.score);
                }
                self.open("tr", style::ROW);
                for cell in cells {
                    self.out.push_str("<td>");
                    self.text(cell);
                    self.close("td");
                }
                self.out.push_str("</tr>");
            }
            self.out.push_str("</tbody></table>");
        }
    }

    fn paragraph_of_text(&mut self, text: &str) {
        self.open("p", style::PARAGRAPH);
        self.text(text);
        self.close("p");
    }

    /// Attachments cannot be opened there: they are named, and the page has them.
    pub(super) fn attachments(&mut self, attachments: &[(String, String)]) {
        if attachments.is_empty() {
            return;
        }
        self.open("p", style::PARAGRAPH);
        self.out.push_str("<strong>附件</strong>（点“阅读原文”下载）");
        for (title, about) in attachments {
            self.out.push_str("<br>");
            self.text(title);
            let _ = write!(self.out, "（{about}）");
        }
        self.close("p");
    }

    /// Footnotes, and the addresses of links: outside its own articles the platform opens none.
    pub(super) fn notes(&mut self) {
        let body = self.body;
        let footnotes = &body.document().footnotes;
        if footnotes.is_empty() && self.links.is_empty() {
            return;
        }
        self.open("section", style::NOTES);
        for (number, note) in (1..).zip(footnotes) {
            self.open("p", style::NOTE);
            let _ = write!(self.out, "〔{number}〕 ");
            for block in note {
                match block {
                    Block::Paragraph(content) => self.inlines(content),
                    block => self.plain(block),
                }
            }
            self.close("p");
        }
        for (number, (title, url)) in (1..).zip(std::mem::take(&mut self.links)) {
            self.open("p", style::NOTE);
            let _ = write!(self.out, "[{number}] ");
            if title != url {
                self.text(&title);
                self.out.push(' ');
            }
            self.text(&url);
            self.close("p");
        }
        self.close("section");
    }

    /// Where it comes from, the hotline and the account's signature.
    pub(super) fn closing(&mut self, source: Option<&str>, hotline: &str, signature: Option<&str>) {
        self.open("section", style::CLOSING);
        if let Some(source) = source {
            self.open("p", style::NOTE);
            self.out.push_str("来源：");
            self.text(source);
            self.close("p");
        }
        if let Some(signature) = signature {
            self.open("p", style::NOTE);
            self.text(signature);
            self.close("p");
        }
        if !hotline.is_empty() {
            self.open("p", style::NOTE);
            self.out.push_str("职工服务热线 ");
            self.text(hotline);
            self.close("p");
        }
        self.close("section");
    }
}
