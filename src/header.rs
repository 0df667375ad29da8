//! What every entry has, whatever its kind.

mod focus;
mod opening;

use crate::both;
use crate::checks::Allowed;
use crate::diagnostic::Diagnostic;
use crate::fields::{BAD_TIME, CONTRADICTION, Count, Field, Form, Located, Reader, Synonyms, offered};
use crate::picture::Focus;
use crate::when::{self, Mistake, When};
use jiff::Span;
use opening::Opening;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The fields that every kind has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The title. Empty only where it is missing and told.
    pub title: String,
    /// What feeds and calendars know the entry by, for ever.
    pub id: Option<Located<String>>,
    /// The time of publication.
    pub date: Option<When>,
    /// The time of the last change that readers should hear of.
    pub updated: Option<Located<When>>,
    /// The column it stands in.
    pub column: Option<Located<String>>,
    /// Its tags, in the order typed, none twice.
    pub tags: Vec<Located<String>>,
    /// The summary that the author wrote.
    pub summary: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Whom it was taken from.
    pub source: Option<String>,
    /// A picture of the entry.
    pub cover: Option<Located<String>>,
    /// The point of its cover that crops keep.
    pub focus: Focus,
    /// The last part of its address.
    pub slug: Option<Located<String>>,
    /// Older addresses that lead here.
    pub aliases: Vec<Located<String>>,
    /// Not to be published yet.
    pub draft: bool,
    /// From this second it is nowhere.
    pub expires: Option<When>,
    /// Until this is over it stands first on the home page.
    pub pinned: Option<When>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// What was corrected after publication, newest first.
    pub corrections: Vec<Correction>,
    /// Who reviewed it.
    pub reviewed: Option<Reviewed>,
    /// How it is printed.
    pub print: Print,
    /// Personal information that is published on purpose, each with its reason.
    pub exceptions: Vec<Allowed>,
    /// What is said differently on the platform.
    pub wechat: Wechat,
}

/// A file that belongs to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is called for readers; the file's name where no title is given.
    pub title: Option<String>,
    /// The path of the file as typed, relative to the entry.
    pub file: Located<String>,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made.
    pub at: Located<When>,
    /// What was wrong and is right now.
    pub text: String,
}

impl Correction {
    /// 更正（3月9日（周四）10:20）：…
    pub fn said(&self) -> String {
        format!("更正（{}）：{}", when::said_at(self.at.value), self.text)
    }
}

/// The three reviews before publication (三审三校): names and dates as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// 初审
    pub first: Option<String>,
    /// 复审
    pub second: Option<String>,
    /// 终审
    pub last: Option<String>,
}

/// How a notice is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Print {
    /// 海报: big when and where, for the board.
    #[default]
    Poster,
    /// 公文: the official layout of GB/T 9704.
    Official,
}

/// What is said differently on the platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wechat {
    /// A title of its own.
    pub title: Option<String>,
    /// A digest of its own.
    pub digest: Option<String>,
    /// An author of its own.
    pub author: Option<String>,
    /// The theme by name.
    pub theme: Option<Located<String>>,
    /// A cover of its own.
    pub cover: Option<Located<String>>,
    /// The address of the published article.
    pub link: Option<Located<String>>,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $($required:ident)? $en:literal / $zh:literal, $form:expr, $note_zh:literal, $note_en:literal;)*) => {
        $($(#[$doc])* pub static $name: Field = Field::new($en, $zh, $form, $note_zh, $note_en)$(.$required())?;)*
    };
}
pub(crate) use fields;

fields! {
    /// title
    TITLE = required "title" / "标题", Form::Sentence, "标题，必填", "the title, required";
    /// id
    ID = "id" / "编号", Form::Text, "订阅和日历靠它认这一条，发布后不要改", "feeds and calendars know the entry by it: never change it after publication";
    /// date
    DATE = "date" / "日期", Form::Time, "发布时间，如 2026-3-8 9:00；时间未到不发布", "time of publication, 2026-3-8 9:00; not published before";
    /// updated
    UPDATED = "updated" / "更新", Form::Time, "内容有实质改动的时间，订阅和日历以它为准", "time of the last change that readers should hear of";
    /// column
    COLUMN = "column" / "栏目", Form::Text, "site.yaml 里的一个栏目", "one of the columns of site.yaml";
    /// tags
    TAGS = "tags" / "标签", Form::Words, "几个词，用顿号分开", "some words, divided by 、";
    /// summary
    SUMMARY = "summary" / "摘要", Form::Sentence, "一两句话；不写就用正文第一段", "a sentence or two; else the first paragraph";
    /// author
    AUTHOR = "author" / "作者", Form::Text, "作者", "who wrote it";
    /// source
    SOURCE = "source" / "来源", Form::Text, "转载时写原出处", "whom it was taken from";
    /// cover
    COVER = "cover" / "封面", Form::Text, "封面图片的文件名", "file name of its picture";
    /// focus
    FOCUS = "focus" / "焦点", Form::Text, "封面裁成横幅、方图时要保住的地方：上、左、右下……，或从左、从上的百分比 30% 20%", "the point of the cover that crops keep: top, left, bottom right, or 30% 20% from the left and the top";
    /// slug
    SLUG = "slug" / "网页名", Form::Text, "网址的最后一段，只用小写字母、数字和短横线", "last part of the address: a-z, 0-9 and -";
    /// aliases
    ALIASES = "aliases" / "旧网页名", Form::Words, "以前用过的网页名，旧地址会转到这里", "older slugs or paths that lead here";
    /// draft
    DRAFT = "draft" / "草稿", Form::Flag, "写“是”就先不发布", "是 (yes): not published yet";
    /// expires
    EXPIRES = "expires" / "下线", Form::Time, "从这一刻起网站、订阅、日历里都不再出现", "from this second it is nowhere";
    /// pinned
    PINNED = "pinned" / "置顶", Form::Time, "在首页排在最前面，到哪一天为止，如 到3月15日", "first on the home page, until which day: 到3月15日";
    /// attachments
    ATTACHMENTS = "attachments" / "附件", Form::Maps(&[&ATTACHMENT_TITLE, &ATTACHMENT_FILE]), "每个附件写名称和文件", "title and file of each";
    /// attachments: title
    ATTACHMENT_TITLE = "title" / "名称", Form::Sentence, "附件的名称", "what the attachment is called";
    /// attachments: file
    ATTACHMENT_FILE = required "file" / "文件", Form::Text, "附件的文件名，放在这篇文章旁边", "its file name, beside the entry";
    /// corrections
    CORRECTIONS = "corrections" / "更正", Form::Maps(&[&CORRECTION_AT, &CORRECTION_TEXT]), "每次更正写时间和内容，显示在最上面", "time and text of each, shown at the top";
    /// corrections: at
    CORRECTION_AT = required "at" / "时间", Form::Time, "更正的时间", "when it was corrected";
    /// corrections: text
    CORRECTION_TEXT = required "text" / "内容", Form::Sentence, "更正了什么", "what was corrected";
    /// reviewed
    REVIEWED = "reviewed" / "审核", Form::Map(&[&REVIEW_FIRST, &REVIEW_SECOND, &REVIEW_FINAL]), "三审三校：初审、复审、终审", "the three reviews";
    /// reviewed: first
    REVIEW_FIRST = "first" / "初审", Form::Text, "姓名和日期", "name and date";
    /// reviewed: second
    REVIEW_SECOND = "second" / "复审", Form::Text, "姓名和日期", "name and date";
    /// reviewed: final
    REVIEW_FINAL = "final" / "终审", Form::Text, "姓名和日期", "name and date";
    /// exceptions
    EXCEPTIONS = "exceptions" / "例外", Form::Maps(&[&EXCEPTION_TEXT, &EXCEPTION_REASON]), "确需公开的个人信息：每条写内容、理由", "personal information that must be published: text and reason of each";
    /// exceptions: text
    EXCEPTION_TEXT = required "text" / "内容", Form::Text, "正文里那个号码，原样写", "the number as it stands in the text";
    /// exceptions: reason
    EXCEPTION_REASON = "reason" / "理由", Form::Text, "为什么可以公开", "why it may be published";
    /// print
    PRINT = "print" / "打印", Form::Choice(const { &offered(&PRINTS) }), "公文，或海报", "公文 (official layout) or 海报 (poster)";
    /// wechat
    WECHAT = "wechat" / "微信", Form::Map(&[&WECHAT_TITLE, &WECHAT_DIGEST, &WECHAT_AUTHOR, &WECHAT_THEME, &WECHAT_COVER, &WECHAT_LINK]), "公众号里另用的标题、摘要等", "what is said differently on the platform";
    /// wechat: title
    WECHAT_TITLE = "title" / "标题", Form::Sentence, "公众号标题，最多32字", "its title there, at most 32 characters";
    /// wechat: digest
    WECHAT_DIGEST = "digest" / "摘要", Form::Sentence, "公众号摘要，最多128字", "its digest there, at most 128 characters";
    /// wechat: author
    WECHAT_AUTHOR = "author" / "作者", Form::Text, "公众号作者，最多16字", "its author there, at most 16 characters";
    /// wechat: theme
    WECHAT_THEME = "theme" / "样式", Form::Text, "公众号样式的名称", "the name of a theme";
    /// wechat: cover
    WECHAT_COVER = "cover" / "封面", Form::Text, "公众号封面图片", "its cover there";
    /// wechat: link
    WECHAT_LINK = "link" / "链接", Form::Text, "推文发布后的网址，https://mp.weixin.qq.com/…", "the address of the published article";
}

const PRINTS: [(Synonyms, Print); 2] = [(&["海报", "poster"], Print::Poster), (&["公文", "official"], Print::Official)];

/// The fields of every kind, in the order in which they are documented.
pub const FIELDS: &[&Field] = &[
    &TITLE,
    &ID,
    &DATE,
    &UPDATED,
    &COLUMN,
    &TAGS,
    &SUMMARY,
    &AUTHOR,
    &SOURCE,
    &COVER,
    &FOCUS,
    &SLUG,
    &ALIASES,
    &DRAFT,
    &EXPIRES,
    &PINNED,
    &ATTACHMENTS,
    &CORRECTIONS,
    &REVIEWED,
    &EXCEPTIONS,
    &PRINT,
    &WECHAT,
];

/// As long as most notices are news.
const PINNED_DAYS: i64 = 14;

impl Header {
    /// Takes the fields of every kind, and leaves the reader to those of its own. `name_date` is the date in the file's
    /// name; `dated` says whether the kind needs a date.
    pub fn read<'a>(
        mut reader: Reader<'a>,
        name_date: Option<Result<When, Mistake>>,
        dated: bool,
    ) -> (Header, Reader<'a>) {
        let opening = Opening::read(&mut reader, name_date, dated);
        let mut reader = reader.go_on(opening.date.map(When::day), opening.draft);
        let header = Header::below(&mut reader, opening, dated);
        (header, reader)
    }

    /// What follows the opening.
    fn below(reader: &mut Reader<'_>, Opening { draft, title, date }: Opening, dated: bool) -> Header {
        let expires = reader.gone(&EXPIRES);
        if let (Some(date), Some(expires)) = (date, expires)
            && expires.at() <= date.at()
        {
            reader.contradiction(
                &EXPIRES,
                both!("还没发布就下线了", "it expires before it is published"),
                both!("核对日期和下线的时间", "check both times"),
            );
        }
        // A page stands in no list that it could be first in.
        let pinned = if dated { pinned(reader, date) } else { None };
        let updated = reader.located_time(&UPDATED);
        if let (Some(date), Some(updated)) = (date, &updated)
            && updated.value.end() < date.at()
        {
            reader.contradiction(
                &UPDATED,
                both!("还没发布就更新了", "it is updated before it is published"),
                both!("核对日期和更新的时间", "check both times"),
            );
        }
        let mut corrections: Vec<Correction> =
            reader.maps(&CORRECTIONS, correction).into_iter().filter_map(|located| located.value).collect();
        corrections.sort_by_key(|correction| std::cmp::Reverse(correction.at.value));
        for correction in &corrections {
            early_correction(reader, date, &correction.at);
        }
        Header {
            title,
            id: reader.located(&ID),
            date,
            updated,
            column: reader.located(&COLUMN),
            tags: distinct(reader.words(&TAGS)),
            summary: reader.text(&SUMMARY),
            author: reader.text(&AUTHOR),
            source: reader.text(&SOURCE),
            cover: reader.located(&COVER),
            focus: focus::read(reader),
            slug: reader.located(&SLUG),
            aliases: reader.words(&ALIASES),
            draft,
            expires,
            pinned,
            attachments: reader.maps(&ATTACHMENTS, attachment).into_iter().filter_map(|a| a.value).collect(),
            corrections,
            reviewed: reader.map(&REVIEWED, |reader| Reviewed {
                first: reader.text(&REVIEW_FIRST),
                second: reader.text(&REVIEW_SECOND),
                last: reader.text(&REVIEW_FINAL),
            }),
            exceptions: reader.maps(&EXCEPTIONS, exception).into_iter().filter_map(|located| located.value).collect(),
            print: reader.choice(&PRINT, &PRINTS).unwrap_or_default(),
            wechat: reader.map(&WECHAT, wechat).unwrap_or_default(),
        }
    }

    /// The times of the changes that readers hear of.
    pub fn changes(&self) -> impl Iterator<Item = &Located<When>> {
        self.updated.iter().chain(self.corrections.iter().map(|correction| &correction.at))
    }
}

/// Until when it stands first. That it does, and not until when, would hold for ever.
fn pinned(reader: &mut Reader<'_>, date: Option<When>) -> Option<When> {
    let until = match reader.switched(&PINNED) {
        None => reader.end(&PINNED, &DATE, date),
        Some(false) => None,
        Some(true) => {
            let day = date.and_then(|date| date.day().checked_add(Span::new().days(PINNED_DAYS)).ok());
            let (month, day) = day.map_or((3, 15), |day| (day.month(), day.day()));
            let message = both!("没有写置顶到哪一天", "until which day it stands first is not said");
            let help =
                both!("写到哪一天为止，如“置顶: 到{month}月{day}日”", "say until when: “pinned: {month}月{day}日”");
            let place = reader.place(&PINNED);
            reader.tell(Diagnostic::at(&BAD_TIME, place, message).help(help));
            None
        }
    };
    if let (Some(date), Some(until)) = (date, until)
        && until.end() <= date.at()
    {
        reader.contradiction(
            &PINNED,
            both!("还没发布，置顶的日子就过了", "it stands first until a day before it is published"),
            both!("核对日期和置顶到哪一天", "check both days"),
        );
    }
    until
}

fn attachment(reader: &mut Reader<'_>) -> Option<Attachment> {
    let title = reader.text(&ATTACHMENT_TITLE);
    let file = reader.located(&ATTACHMENT_FILE);
    file.map(|file| Attachment { title, file })
}

fn exception(reader: &mut Reader<'_>) -> Option<Allowed> {
    let text = reader.located(&EXCEPTION_TEXT)?;
    let reason = reader.text(&EXCEPTION_REASON).unwrap_or_default();
    Some(Allowed { text: text.value, reason, span: text.span })
}

fn correction(reader: &mut Reader<'_>) -> Option<Correction> {
    let at = reader.located_time(&CORRECTION_AT);
    let text = reader.text(&CORRECTION_TEXT);
    at.zip(text).map(|(at, text)| Correction { at, text })
}

/// A correction of what nobody has read yet.
fn early_correction(reader: &mut Reader<'_>, date: Option<When>, at: &Located<When>) {
    if date.is_some_and(|date| at.value.end() < date.at()) {
        let message = both!("还没发布就更正了", "it is corrected before it is published");
        let place = reader.place_at(at.span.clone());
        let help = both!("核对日期和更正的时间", "check both times");
        reader.tell(Diagnostic::at(&CONTRADICTION, place, message).help(help));
    }
}

fn wechat(reader: &mut Reader<'_>) -> Wechat {
    Wechat {
        title: reader.text(&WECHAT_TITLE),
        digest: reader.text(&WECHAT_DIGEST),
        author: reader.text(&WECHAT_AUTHOR),
        theme: reader.located(&WECHAT_THEME),
        cover: reader.located(&WECHAT_COVER),
        link: reader.located(&WECHAT_LINK),
    }
}

fn distinct(words: Vec<Located<String>>) -> Vec<Located<String>> {
    let mut seen = HashSet::new();
    words.into_iter().filter(|word| seen.insert(word.value.clone())).collect()
}

/// A count with the unit that is meant where none was typed.
pub(crate) fn counted(count: &Count, unit: &str) -> crate::fact::Value {
    let unit = if count.unit.is_empty() { unit } else { &count.unit };
    crate::fact::Value::Count { number: count.number, unit: unit.to_owned() }
}
