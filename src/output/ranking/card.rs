//! The card to share: an SVG of title and first names. Chinese type is not bundled, so the letters are those of
//! whoever looks; the page saves it as a picture on their machine.

use super::view::number;
use crate::diagnostic::Diagnostic;
use crate::escape::escape;
use crate::fact::FactKey;
use crate::kind::ranking::{Mode, Ranking};
use crate::output::View;
use crate::site::{Placed, Site};
use crate::theme::Theme;
use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// So many names stand on it.
const NAMES: usize = 10;

const WIDTH: u32 = 900;
const FONT: &str =
    "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',sans-serif";

/// All that a card shows.
#[derive(Hash)]
pub struct ShareCard {
    title: String,
    /// Period and issuer.
    line: String,
    list: bool,
    /// The first of each group: its title, and of each row number, name, host, score.
    groups: Vec<(String, Vec<[String; 4]>)>,
    /// How many names it has in all.
    count: usize,
    /// Formula, date of the figures, the caution on likes.
    foot: Vec<String>,
    site: String,
    url: String,
    colour: String,
}

impl ShareCard {
    /// The card of a ranking that has names.
    pub fn of(site: &Site, placed: &Placed, ranking: &Ranking) -> ShareCard {
        let filled = || ranking.groups.iter().filter(|group| !group.rows.is_empty());
        let each = (NAMES / filled().count().max(1)).max(3);
        let list = ranking.mode == Mode::List;
        let row = |row: &crate::kind::ranking::Row| {
            let score = row.score.filter(|_| !list).map(|score| ranking.shown(score)).unwrap_or_default();
            [number(row.place), row.account.full(), row.host.clone().unwrap_or_default(), score]
        };
        let facts = ranking.facts();
        let fact = |key: FactKey, label: &str| {
            let fact = facts.iter().find(|fact| fact.key == key)?;
            Some(format!("{label}{}", fact.value.show(placed.entry.card.year())))
        };
        let line: Vec<String> = ranking.period.iter().chain(&ranking.issuer).cloned().collect();
        let caution = ranking.caution().map(|_| "用到阅读、点赞等数据，不作为考核依据".to_owned());
        let formula = if list { None } else { fact(FactKey::Formula, "计分方式：") };
        ShareCard {
            title: placed.entry.card.header.title.clone(),
            line: line.join(" · "),
            list,
            groups: filled()
                .take(NAMES / 3)
                .map(|group| (group.title.clone(), group.rows.iter().take(each).map(row).collect()))
                .collect(),
            count: ranking.len(),
            foot: formula.into_iter().chain(fact(FactKey::AsOf, "数据截至")).chain(caution).collect(),
            site: site.config.title.clone(),
            url: site.urls.absolute(&placed.address),
            colour: site.config.primary().unwrap_or("#b3261e").to_owned(),
        }
    }
}

impl View for ShareCard {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        Ok(self.svg().into_bytes())
    }
}

impl ShareCard {
    fn svg(&self) -> String {
        let mut sheet = Sheet { out: String::new(), y: 72 };
        for line in wrapped(&self.title, 15, 3) {
            sheet.y += 62;
            sheet.text(TITLE, &line);
        }
        if !self.line.is_empty() {
            sheet.y += 54;
            sheet.text(LINE, &cut(&self.line, 28));
        }
        let band = sheet.y + 44;
        sheet.y = band + 10;
        for (group, rows) in &self.groups {
            if !group.is_empty() {
                sheet.y += 58;
                sheet.text(Set { colour: &self.colour, ..GROUP }, &cut(group, 26));
                sheet.y += 4;
            }
            rows.iter().for_each(|row| self.row(row, &mut sheet));
        }
        let there: usize = self.groups.iter().map(|(_, rows)| rows.len()).sum();
        let count = self.count;
        sheet.y += 62;
        if count > there {
            let more = match self.list {
                true if self.groups.len() == 1 => format!("共{count}家，这里是前{there}家"),
                _ => format!("共{count}家，全部见网页"),
            };
            sheet.text(PLAIN, &more);
            sheet.y += 40;
        }
        for line in self.foot.iter().flat_map(|line| wrapped(line, 34, 2)) {
            sheet.text(FOOT, &line);
            sheet.y += 34;
        }
        self.finish(band, sheet)
    }

    /// A name with its number, its host and its score.
    fn row(&self, [number, name, host, score]: &[String; 4], sheet: &mut Sheet) {
        sheet.y += 64;
        let first = matches!(number.as_str(), "1" | "2" | "3") && !self.list;
        let set = if first { Set { colour: &self.colour, weight: "bold", ..NUMBER } } else { NUMBER };
        let size = if number.chars().count() > 2 { 24 } else { set.size };
        sheet.text(Set { size, ..set }, number);
        let room = (WIDTH - MARGIN - NAMED) as usize;
        let taken = if score.is_empty() { 0 } else { width(score) * LETTERS / CHARACTER + 20 };
        sheet.text(NAME, &cut_to(name, room.saturating_sub(taken) * CHARACTER / LETTERS));
        if !score.is_empty() {
            sheet.text(Set { colour: &self.colour, ..SCORE }, score);
        }
        if !host.is_empty() {
            sheet.y += 36;
            sheet.text(HOST, &cut(host, 30));
        }
    }

    /// Whose it is, and the whole as a picture.
    fn finish(&self, band: u32, mut sheet: Sheet) -> String {
        sheet.y += 14;
        sheet.text(SITE, &cut(&self.site, 30));
        sheet.y += 34;
        sheet.text(URL, &cut(&self.url, 39));
        let height = sheet.y + 48;
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"{FONT}\"><title>"
        );
        escape(&self.title, &mut out);
        let _ = write!(
            out,
            "</title><rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fffdfa\"/><rect width=\"{WIDTH}\" height=\"{band}\" fill=\""
        );
        escape(&self.colour, &mut out);
        out.push_str("\"/>");
        out.push_str(&sheet.out);
        out.push_str("</svg>\n");
        out
    }
}

struct Sheet {
    out: String,
    y: u32,
}

/// How a text is set.
#[derive(Clone, Copy)]
struct Set<'a> {
    /// Where it begins, or where it ends.
    x: u32,
    size: u32,
    weight: &'static str,
    colour: &'a str,
    anchor: &'static str,
}

const INK: &str = "#2b2622";
const GREY: &str = "#6b625a";
const WHITE: &str = "#fff";
/// How far in texts begin, and names.
const MARGIN: u32 = 60;
const NAMED: u32 = 146;

const PLAIN: Set<'static> = Set { x: MARGIN, size: 25, weight: "normal", colour: INK, anchor: "start" };
const TITLE: Set<'static> = Set { size: 50, weight: "bold", colour: WHITE, ..PLAIN };
const LINE: Set<'static> = Set { size: 28, colour: WHITE, ..PLAIN };
const GROUP: Set<'static> = Set { size: 30, weight: "bold", ..PLAIN };
const NUMBER: Set<'static> = Set { x: 120, size: 34, colour: GREY, anchor: "end", ..PLAIN };
const NAME: Set<'static> = Set { x: NAMED, size: LETTERS as u32, weight: "bold", ..PLAIN };
const SCORE: Set<'static> = Set { x: WIDTH - MARGIN, size: LETTERS as u32, anchor: "end", ..PLAIN };
const HOST: Set<'static> = Set { x: NAMED, size: 23, colour: GREY, ..PLAIN };
const FOOT: Set<'static> = Set { size: 22, colour: GREY, ..PLAIN };
const SITE: Set<'static> = Set { weight: "bold", ..PLAIN };
const URL: Set<'static> = Set { size: 20, colour: GREY, ..PLAIN };

impl Sheet {
    fn text(&mut self, set: Set<'_>, text: &str) {
        let Set { x, size, weight, colour, anchor } = set;
        let _ = write!(
            self.out,
            "<text x=\"{x}\" y=\"{}\" font-size=\"{size}\" font-weight=\"{weight}\" text-anchor=\"{anchor}\" fill=\"",
            self.y
        );
        escape(colour, &mut self.out);
        self.out.push_str("\">");
        escape(text, &mut self.out);
        self.out.push_str("</text>");
    }
}

/// The width of a Chinese character, in the parts that others are counted in; and the size of names and scores.
const CHARACTER: usize = 10;
const LETTERS: usize = 32;

/// How wide a character is: what is set bold needs no less.
fn wide(c: char) -> usize {
    match c {
        'M' | 'W' | 'm' | 'w' | '@' | '%' => 9,
        'A'..='Z' => 7,
        '.' | ',' | ':' | ' ' => 3,
        _ => (c.width().unwrap_or(0) * 6).min(CHARACTER),
    }
}

fn width(text: &str) -> usize {
    text.chars().map(wide).sum()
}

/// A text of at most so many Chinese characters' width, with … where it was cut.
fn cut(text: &str, most: usize) -> String {
    cut_to(text, most * CHARACTER)
}

/// A text of at most such a width, with … where it was cut.
fn cut_to(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(CHARACTER);
    let kept = text.chars().take_while(|c| {
        let fits = wide(*c) <= room;
        room = room.saturating_sub(wide(*c));
        fits
    });
    kept.collect::<String>().trim_end().to_owned() + "…"
}

/// A text in lines of so many Chinese characters' width; the last is cut.
fn wrapped(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut room = width * CHARACTER;
    for c in text.chars() {
        // A mark that closes does not begin a line.
        let hangs = matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '”' | '》' | '！' | '？');
        if wide(c) > room && !hangs {
            lines.push(String::new());
            room = width * CHARACTER;
        }
        room = room.saturating_sub(wide(c));
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most - 1).concat();
        lines.push(cut(&rest, width));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_by_its_width() {
        assert_eq!(cut("工声", 2), "工声");
        assert_eq!(cut("县总工会工声", 4), "县总工…");
        assert_eq!(cut("abcdefghij", 4), "abcde…");
        assert_eq!(cut("GONGHUI", 4), "GONG…");
    }

    #[test]
    fn lines_are_full_and_no_mark_begins_one() {
        assert_eq!(wrapped("一二三四，五六", 4, 3), ["一二三四，", "五六"]);
        assert_eq!(wrapped("一二三四五六七八九", 3, 2), ["一二三", "四五…"]);
    }

    #[test]
    fn a_name_ends_before_its_score() {
        let row = |name: &str, score: &str| {
            let mut sheet = Sheet { out: String::new(), y: 0 };
            card().row(&["1", name, "", score].map(str::to_owned), &mut sheet);
            let texts: Vec<String> =
                sheet.out.split("</text>").filter_map(|text| Some(text.rsplit_once('>')?.1.to_owned())).collect();
            texts[1].clone()
        };
        assert_eq!(row("示例县总工会", "1234.56"), "示例县总工会");
        assert_eq!(row("GUANGDONG WORKERS DAILY ONLINE（微博）", "1234.56"), "GUANGDONG WORKERS DAILY…");
        let name = "中华全国总工会机关服务中心职工之家（服务号）";
        for score in ["9", "1234.56", "1234.567891", "12345678901234567890.123456789"] {
            let shown = row(name, score);
            let ends = 146 + (width(&shown) + width(score)) * LETTERS / CHARACTER;
            assert!(ends <= 840, "{shown} {score}: {ends}");
        }
        assert_eq!(row(name, ""), "中华全国总工会机关服务中心职工之家（服务…");
    }

    #[test]
    fn whatever_is_typed_is_a_picture_and_nothing_else() {
        let svg = card().svg();
        assert!(!svg.contains("<script"), "{svg}");
        assert!(roxmltree::Document::parse(&svg).is_ok());
        assert!(svg.contains("共12家") && svg.contains("无数据"));
    }

    /// A card whose words would all like to be something else.
    fn card() -> ShareCard {
        ShareCard {
            title: "<script>“榜”&".to_owned(),
            line: String::new(),
            list: false,
            groups: vec![(
                "<甲>".to_owned(),
                vec![["无数据".to_owned(), "\"甲\"".to_owned(), "'乙'".to_owned(), String::new()]],
            )],
            count: 12,
            foot: vec!["</svg>".to_owned()],
            site: "示例县总工会".to_owned(),
            url: "https://a.example.cn/".to_owned(),
            colour: "\"/><script>".to_owned(),
        }
    }
}
