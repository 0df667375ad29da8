//! A ranking as a table that fits a phone.

use super::Emitter;
use crate::output::ranking::{Brief, BriefGroup, RowView};
use crate::output::wechat::css::BARE;
use crate::output::wechat::dialect::Dialect;

/// How much a ranking must save: the platform counts the markup, and a theme may dress each of 300 cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::output::wechat) enum Thrift {
    /// As the theme says.
    None,
    /// The cells look like their rows.
    Cells,
    /// The rows look like their table.
    Rows,
}

/// Where cells begin to be many.
const MANY_CELLS: usize = 150;

impl Thrift {
    /// What a ranking must save, as far as its length tells. Themes from elsewhere know tables, not rankings.
    pub(in crate::output::wechat) fn of(ranking: &Brief, dialect: Dialect) -> Thrift {
        let many = ranking.shown() * columns(ranking).len() > MANY_CELLS;
        if many || dialect.is_foreign() { Thrift::Cells } else { Thrift::None }
    }
}

/// The heads of the columns and how wide they are. What nobody has is no column.
fn columns(ranking: &Brief) -> &'static [(&'static str, &'static str, &'static str)] {
    match (ranking.list, ranking.has_host) {
        (true, true) => &[("number", "序号", "14%"), ("name", "账号", "46%"), ("host", "主办单位", "40%")],
        (true, false) => &[("number", "序号", "14%"), ("name", "账号", "86%")],
        (false, true) => {
            &[("number", "名次", "16%"), ("name", "账号", "36%"), ("host", "主办单位", "30%"), ("score", "得分", "18%")]
        }
        (false, false) => &[("number", "名次", "16%"), ("name", "账号", "60%"), ("score", "得分", "24%")],
    }
}

impl Emitter<'_> {
    /// A ranking.
    pub(in crate::output::wechat) fn ranking(&mut self, ranking: &Brief, thrift: Thrift) {
        for group in &ranking.groups {
            if !group.title.is_empty() {
                self.heading(2, |emitter| emitter.text(&group.title));
            }
            if let Some(note) = &group.note {
                self.line(("p", &["p"]), note);
            }
            if group.count == 0 {
                self.line(("p", &["p"]), "名单待公布");
                continue;
            }
            self.group(ranking, group, thrift);
        }
        if let Some(more) = ranking.more() {
            // A link to another site is dead there; what leads to the page is below the article.
            self.line(("p", &["p"]), &format!("{more}点“阅读原文”看全部。"));
        }
    }

    fn group(&mut self, ranking: &Brief, group: &BriefGroup, thrift: Thrift) {
        self.within(("table", &["ranking"]), |emitter| {
            emitter.within(("thead", &[]), |emitter| {
                emitter.within(("tr", &[]), |emitter| {
                    for (class, head, width) in columns(ranking) {
                        let before = emitter.open(("th", &[]));
                        emitter.class(*class);
                        emitter.attribute("width", (*width).to_owned());
                        emitter.text(head);
                        emitter.close(before);
                    }
                });
            });
            emitter.within(("tbody", &[]), |emitter| {
                for row in &group.rows {
                    // By its number: of equal scores all are shown off or none, and 无数据 never.
                    emitter.ranked(ranking, row, matches!(row.number.as_str(), "1" | "2" | "3"), thrift);
                }
            });
        });
    }

    fn ranked(&mut self, ranking: &Brief, row: &RowView, top: bool, thrift: Thrift) {
        let name = match &row.kind {
            Some(kind) => format!("{}{}（{kind}）", row.name, row.suffix),
            None => format!("{}{}", row.name, row.suffix),
        };
        let before = self.open(("tr", &[]));
        if top {
            self.class("top");
        }
        if thrift >= Thrift::Rows {
            self.class(BARE);
        }
        for (class, _, _) in columns(ranking) {
            let text = match *class {
                "number" => &row.number,
                "name" => &name,
                "host" => &row.host,
                _ => &row.score,
            };
            let before = self.open(("td", &[]));
            self.class(*class);
            // The first three are shown off all the same, where the theme knows how.
            // A name keeps its distance from what stands beside it.
            let spaced = *class == "name" && !self.dialect.is_foreign();
            if thrift >= Thrift::Rows || (thrift >= Thrift::Cells && !spaced && (!top || self.dialect.is_foreign())) {
                self.class(BARE);
            }
            self.text(text);
            self.close(before);
        }
        self.close(before);
    }
}
