//! The fields of a ranking.

use super::codes::*;
use super::figures::{Signs, metrics};
use super::order::{Key, arrange};
use super::rules::{self, Rules, SCORING};
use super::worked;
use super::{Account, Group, GroupBy, Mode, Only, Ranking, Row, Ties};
use crate::both;
use crate::diagnostic::{Diagnostic, Place};
use crate::fields::{BAD_NUMBER, Decimal, Field, Form, Reader, Synonyms, offered};
use crate::header::{TITLE, fields};
use std::collections::{HashMap, HashSet};

fields! {
    /// issuer
    ISSUER = "issuer" / "发布单位", Form::Text, "谁发布的", "who published it";
    /// period
    PERIOD = "period" / "期", Form::Text, "哪一期，如 2017年3月", "the period, 2017年3月";
    /// list
    LIST = "list" / "榜单", Form::Text, "同一份榜单的各期写同一个名字", "the key that joins its periods";
    /// mode
    MODE = "mode" / "方式", Form::Choice(const { &offered(&MODES) }), "名单（发布单位定的顺序），或评分", "名单 (an order given by the issuer) or 评分 (scored)";
    /// only
    ONLY = "only" / "只列", Form::Map(&[&ONLY_REGION, &ONLY_LEVEL, &ONLY_TYPE, &ONLY_HOST]), "只列一部分：地区、层级、类型、主办单位", "only some: by region, level, type, host";
    /// only: region
    ONLY_REGION = "region" / "地区", Form::Words, "只列这些地区的", "of these regions";
    /// only: level
    ONLY_LEVEL = "level" / "层级", Form::Words, "只列这些层级的，如 县级", "of these levels";
    /// only: type
    ONLY_TYPE = "type" / "类型", Form::Words, "只列这些类型的，如 微博", "of these types";
    /// only: host
    ONLY_HOST = "host" / "主办单位", Form::Words, "只列主办单位里有这些字的", "whose host has these words";
    /// group_by
    GROUP_BY = "group_by" / "分组依据", Form::Choice(const { &offered(&DIVISIONS) }), "按层级、地区或类型分组，各组自己排名次", "groups by 层级 (level), 地区 (region) or 类型 (type), each with its own ranks";
    /// as_of
    AS_OF = "as_of" / "数据截至", Form::Time, "数据统计到哪一天，如 2017-3-31", "up to when the figures were counted";
    /// groups
    GROUPS = "groups" / "分组", Form::Maps(&[&GROUP_TITLE, &GROUP_NOTE, &ENTRIES]), "每组写标题、说明、条目", "title, note and entries of each";
    /// groups: title
    GROUP_TITLE = required "title" / "标题", Form::Sentence, "这一组的标题", "its title";
    /// groups: note
    GROUP_NOTE = "note" / "说明", Form::Sentence, "这一组的说明", "a note";
    /// entries
    ENTRIES = "entries" / "条目", Form::Maps(ENTRY), "每个条目写账号、主办单位等", "account, host … of each";
    /// entries: id
    ENTRY_ID = "id" / "编号", Form::Text, "各期之间靠它对上；不写就用账号和类型", "what joins it to other periods; else account and type";
    /// entries: account
    ENTRY_ACCOUNT = required "account" / "账号", Form::Text, "账号名称", "the account";
    /// entries: type
    ENTRY_TYPE = "type" / "类型", Form::Text, "服务号、订阅号、微博、视频号……", "服务号, 订阅号, 微博, 视频号 …";
    /// entries: host
    ENTRY_HOST = "host" / "主办单位", Form::Text, "主办单位", "whose account it is";
    /// entries: region
    ENTRY_REGION = "region" / "地区", Form::Text, "地区", "where it is";
    /// entries: level
    ENTRY_LEVEL = "level" / "层级", Form::Text, "省级、市级、县级……", "省级, 市级, 县级 …";
    /// entries: url
    ENTRY_URL = "url" / "链接", Form::Text, "网址", "its address";
    /// entries: score
    ENTRY_SCORE = "score" / "得分", Form::Number, "得分；没有数据就空着", "its score; empty where there is none";
    /// entries: previous
    ENTRY_PREVIOUS = "previous" / "上期", Form::Count, "上期的名次", "its number in the last period";
    /// entries: metrics
    ENTRY_METRICS = "metrics" / "数据", Form::Free, "各项数据，如 阅读数: 1200", "what was counted, 阅读数: 1200";
    /// ties
    TIES = "ties" / "并列", Form::Choice(const { &offered(&NUMBERINGS) }), "并列名次：1,1,3 或 1,1,2", "equal scores: 1,1,3 or 1,1,2";
    /// tie_break
    TIE_BREAK = "tie_break" / "同分先比", Form::Words, "得分相同时先后比哪几项数据；扣分项和越少越好的，少的在前", "the figures that decide between equal scores, in their order; of penalties the smaller is better";
    /// note
    NOTE = "note" / "说明", Form::Sentence, "榜单的说明", "a note of the issuer";
}

const MODES: [(Synonyms, Mode); 2] = [(&["名单", "list"], Mode::List), (&["评分", "scored"], Mode::Scored)];

const NUMBERINGS: [(Synonyms, Ties); 2] =
    [(&["1,1,3", "1，1，3", "1、1、3", "113"], Ties::Skip), (&["1,1,2", "1，1，2", "1、1、2", "112"], Ties::Dense)];

const DIVISIONS: [(Synonyms, GroupBy); 3] =
    [(&["层级", "level"], GroupBy::Level), (&["地区", "region"], GroupBy::Region), (&["类型", "type"], GroupBy::Kind)];

const ENTRY: &[&Field] = &[
    &ENTRY_ID,
    &ENTRY_ACCOUNT,
    &ENTRY_TYPE,
    &ENTRY_HOST,
    &ENTRY_REGION,
    &ENTRY_LEVEL,
    &ENTRY_URL,
    &ENTRY_SCORE,
    &ENTRY_PREVIOUS,
    &ENTRY_METRICS,
];

/// The fields of a ranking, beside those of every kind.
pub const FIELDS: &[&Field] =
    &[&ISSUER, &PERIOD, &LIST, &MODE, &GROUPS, &ENTRIES, &SCORING, &AS_OF, &TIES, &TIE_BREAK, &ONLY, &GROUP_BY, &NOTE];

/// A row as read, and where its account stands.
/// What a score is called among figures.
pub const SCORE: &str = ENTRY_SCORE.zh;

pub(super) type Read = (Row, Place);

/// Takes the fields of a ranking.
pub(super) fn read(reader: &mut Reader<'_>) -> Ranking {
    let typed = mode(reader);
    let mode = typed.unwrap_or_default();
    let ties = reader.choice(&TIES, &NUMBERINGS).unwrap_or_default();
    let group_by = reader.choice(&GROUP_BY, &DIVISIONS);
    let only = reader.map(&ONLY, only).unwrap_or_default();
    let Rules { scoring, named } = reader.map(&SCORING, rules::read).unwrap_or_default();
    let mut signs = Signs::default();
    let mut read = groups(reader, &mut signs);
    let mut rates = signs.rates(reader);
    if scoring.formula != super::Formula::Given {
        rates.remove(SCORE);
    }
    empty(reader, read.is_empty());
    let (keys, unknown) = keys(reader, &scoring, &read, named);
    keep(reader, &only, &mut read);
    match typed {
        Some(Mode::Scored) => worked::scores(reader, &scoring, &unknown, &mut read),
        Some(Mode::List) => unseen(reader, &read),
        None => {}
    }
    let groups =
        read.into_iter().map(|(group, rows)| Group { rows: rows.into_iter().map(|(row, _)| row).collect(), ..group });
    let mut groups = divided(reader, group_by, groups.collect());
    for group in &mut groups {
        arrange(&mut group.rows, mode, ties, &keys);
    }
    Ranking {
        title: title(reader),
        issuer: reader.text(&ISSUER),
        period: reader.text(&PERIOD),
        list: reader.located(&LIST),
        mode,
        groups,
        rates,
        scoring,
        ties,
        keys,
        only,
        group_by,
        as_of: reader.time(&AS_OF),
        note: reader.text(&NOTE),
    }
}

/// What kind of ranking it is: with a formula, where it does not say so, a scored one. None where what it says means
/// nothing.
fn mode(reader: &mut Reader<'_>) -> Option<Mode> {
    if reader.has(&MODE) {
        return reader.choice(&MODE, &MODES);
    }
    Some(if reader.has(&SCORING) { Mode::Scored } else { Mode::default() })
}

/// Tells of scores and figures on a list: its pages show none, and whoever takes the table away has them.
fn unseen(reader: &mut Reader<'_>, read: &[(Group, Vec<Read>)]) {
    let mut rows = read.iter().flat_map(|(_, rows)| rows);
    let Some((_, place)) = rows.find(|(row, _)| row.score.is_some() || !row.metrics.is_empty()) else { return };
    let message = both!(
        "这是名单，网页上看不到得分和数据，下载的表里却有",
        "this is a list: its pages show no scores and no figures, but the tables to take away do"
    );
    let help = both!(
        "要给读者看，把“方式”写成“评分”，没有得分的再写“计分”；不公开的，从条目里删去",
        "to show them, write 评分 as “方式”, and “计分” where there are no scores; else take them out of the entries"
    );
    reader.tell(Diagnostic::at(&UNUSED, place.clone(), message).help(help));
}

/// The groups with their rows. Rows of no group are one by themselves, and the first.
fn groups(reader: &mut Reader<'_>, signs: &mut Signs) -> Vec<(Group, Vec<Read>)> {
    let mut read: Vec<(Group, Vec<Read>)> = reader
        .maps(&GROUPS, |reader| {
            let title = reader.text(&GROUP_TITLE).unwrap_or_default();
            (Group { title, note: reader.text(&GROUP_NOTE), rows: Vec::new() }, rows(reader, signs))
        })
        .into_iter()
        .map(|located| located.value)
        .collect();
    let loose = rows(reader, signs);
    if !loose.is_empty() {
        read.insert(0, (Group::default(), loose));
    }
    read
}

/// Leaves those rows that are to be listed.
fn keep(reader: &mut Reader<'_>, only: &Only, read: &mut [(Group, Vec<Read>)]) {
    let is_empty = |read: &[(Group, Vec<Read>)]| read.iter().all(|(_, rows)| rows.is_empty());
    let was_empty = is_empty(read);
    for (_, rows) in read.iter_mut() {
        rows.retain(|(row, _)| only.takes(row));
    }
    if !was_empty && is_empty(read) {
        reader.tell_of(
            &ONLY,
            &NO_ENTRIES,
            both!("“只列”的话，一个账号也不剩", "“only” leaves no account"),
            both!(
                "和条目里的地区、层级、类型、主办单位核对一遍，字要一样",
                "compare it with region, level, type and host of the entries: the words must be the same"
            ),
        );
    }
}

/// What it is called. What is wrong with that is told where the fields of every kind are read.
fn title(reader: &mut Reader<'_>) -> Option<String> {
    let there = reader.has(&TITLE);
    let any = || reader.located_within(&TITLE, usize::MAX, both!("写短些", "make it shorter"));
    there.then(any).flatten().map(|title| title.value)
}

/// Tells a ranking that has nothing in it, and not even groups that wait for their names. A draft may wait for all.
fn empty(reader: &mut Reader<'_>, none: bool) {
    if none && !reader.is_draft() && !reader.has(&ENTRIES) && !reader.has(&GROUPS) {
        reader.tell_of(
            &ENTRIES,
            &NO_ENTRIES,
            both!("榜单里还没有条目", "the ranking has no entries yet"),
            both!(
                "在“条目”下面写账号和主办单位；只有组名时写在“分组”下面",
                "write accounts and hosts below “entries”, or groups below “groups”"
            ),
        );
    }
}

fn only(reader: &mut Reader<'_>) -> Only {
    let mut words = |field| reader.words(field).into_iter().map(|word| word.value).collect();
    Only {
        regions: words(&ONLY_REGION),
        levels: words(&ONLY_LEVEL),
        kinds: words(&ONLY_TYPE),
        hosts: words(&ONLY_HOST),
    }
}

/// The groups of a file that has none of its own, by what they have in common.
fn divided(reader: &mut Reader<'_>, by: Option<GroupBy>, mut groups: Vec<Group>) -> Vec<Group> {
    let Some(by) = by else { return groups };
    if groups.iter().any(|group| !group.title.is_empty()) {
        reader.contradiction(
            &GROUP_BY,
            both!("既写了“分组”，又写了“分组依据”", "both groups and what groups are made by are given"),
            both!(
                "两样留一样：要程序分组，就把账号都写在“条目”下面",
                "keep one; to have groups made, write all accounts below “entries”"
            ),
        );
        return groups;
    }
    groups.pop().map(|only| by.divide(only.rows)).unwrap_or_default()
}

/// What decides between equal scores, and the figures named in the rules that no row has, which are told.
fn keys(
    reader: &mut Reader<'_>,
    scoring: &super::Scoring,
    read: &[(Group, Vec<Read>)],
    mut named: Vec<(String, Place)>,
) -> (Vec<Key>, HashSet<String>) {
    let words = reader.words(&TIE_BREAK);
    named.extend(words.iter().map(|word| (word.value.clone(), reader.place_at(word.span.clone()))));
    let rows = || read.iter().flat_map(|(_, rows)| rows);
    let figures: HashSet<&str> = rows().flat_map(|(row, _)| &row.metrics).map(|(name, _)| name.as_str()).collect();
    let mut unknown = HashSet::new();
    // What nobody reported adds nothing and takes nothing off.
    let extra = |name: &str| scoring.bonus.iter().chain(&scoring.penalty).any(|(extra, _)| extra == name);
    for (name, place) in named.into_iter().filter(|(name, _)| !figures.contains(name.as_str())) {
        if rows().next().is_none() {
            break;
        }
        let told =
            Diagnostic::at(&NO_FIGURE, place, both!("条目里没有“{name}”这一项数据", "no entry has a figure “{name}”"));
        let near = figures
            .iter()
            .map(|known| (strsim::damerau_levenshtein(known, &name), *known))
            .min()
            .filter(|(distance, known)| distance * 2 <= known.chars().count());
        if near.is_none() && extra(&name) {
            continue;
        }
        reader.tell(match near {
            Some((_, near)) => told.help(both!("是不是想写“{near}”？", "did you mean “{near}”?")),
            None => told.help(both!(
                "在每个条目的“数据”里写上它，名字要一样",
                "write it among the metrics of each entry, by the same name"
            )),
        });
        unknown.insert(name);
    }
    let less = |name: &str| {
        scoring.penalty.iter().any(|(known, _)| known == name)
            || scoring.weights.iter().any(|(known, share)| known == name && share.less)
    };
    let keys = words.into_iter().map(|word| Key { less: less(&word.value), figure: word.value }).collect();
    (keys, unknown)
}

fn rows(reader: &mut Reader<'_>, signs: &mut Signs) -> Vec<Read> {
    let mut seen: HashMap<String, Place> = HashMap::new();
    let read = reader.maps(&ENTRIES, |reader| {
        let row = row(reader, signs)?;
        let place = reader.place(&ENTRY_ACCOUNT);
        if let Some(first) = seen.get(&row.identity()) {
            let name = &row.account.printed;
            reader.tell(
                Diagnostic::at(&SAME_ENTRY, place.clone(), both!("“{name}”出现了两次", "“{name}” stands here twice"))
                    .also(first.clone(), both!("第一次在这里", "the first one is here"))
                    .help(both!(
                        "去掉重复的；若是同名的两个账号，分别写上类型（服务号、订阅号……）或编号",
                        "remove one; where two accounts share a name, give each its type or an id"
                    )),
            );
        } else {
            seen.insert(row.identity(), place.clone());
        }
        Some((row, place))
    });
    read.into_iter().filter_map(|located| located.value).collect()
}

fn row(reader: &mut Reader<'_>, signs: &mut Signs) -> Option<Row> {
    let id = reader.text(&ENTRY_ID);
    let account = reader.text(&ENTRY_ACCOUNT);
    let kind = reader.text(&ENTRY_TYPE);
    let score = reader.number(&ENTRY_SCORE);
    if let Some(score) = score {
        let place = || reader.place(&ENTRY_SCORE);
        signs.note(SCORE, reader.typed(&ENTRY_SCORE), place, score);
    }
    if score.is_some_and(Decimal::is_negative) {
        let help = both!("核对得分；没有数据就空着", "check the score; leave it empty where there is none");
        reader.tell_of(&ENTRY_SCORE, &BAD_NUMBER, both!("得分不能是负数", "a score is not below 0"), help);
    }
    let row = Row {
        id,
        host: reader.text(&ENTRY_HOST),
        region: reader.text(&ENTRY_REGION),
        level: reader.text(&ENTRY_LEVEL),
        url: reader.url(&ENTRY_URL),
        score,
        previous: reader.ordinal(&ENTRY_PREVIOUS),
        metrics: metrics(reader, signs),
        ..Row::default()
    };
    account.map(|printed| Row { account: Account::new(&printed, kind), ..row })
}
