//! The fields of a ranking.

use super::order::arrange;
use super::{Account, Group, Mode, Ranking, Row, Ties};
use crate::both;
use crate::diagnostic::{Code, Diagnostic};
use crate::fields::{BAD_NUMBER, Decimal, Field, Form, Located, Reader, Synonyms, offered};
use crate::header::fields;
use std::collections::HashMap;

/// Neither groups nor entries.
pub static NO_ENTRIES: Code = Code::warning("ranking-empty", "榜单里没有条目", "a ranking without entries");
/// One account stands in a group twice.
pub static SAME_ENTRY: Code = Code::error("ranking-same-entry", "同一个账号出现两次", "an account stands in it twice");
/// A formula that this version does not work out.
pub static NO_FORMULA: Code =
    Code::error("ranking-no-formula", "不会按这个公式计分", "a formula that is not worked out here");

fields! {
    /// issuer
    ISSUER = "issuer" / "发布单位", Form::Text, "谁发布的", "who published it";
    /// period
    PERIOD = "period" / "期", Form::Text, "哪一期，如 2017年3月", "the period, 2017年3月";
    /// list
    LIST = "list" / "榜单", Form::Text, "同一份榜单的各期写同一个名字", "the key that joins its periods";
    /// mode
    MODE = "mode" / "方式", Form::Choice(const { &offered(&MODES) }), "名单（发布单位定的顺序），或评分", "名单 (an order given by the issuer) or 评分 (scored)";
    /// groups
    GROUPS = "groups" / "分组", Form::Maps(&[&GROUP_TITLE, &GROUP_NOTE, &ENTRIES]), "每组写标题、说明、条目", "title, note and entries of each";
    /// groups: title
    GROUP_TITLE = required "title" / "标题", Form::Text, "这一组的标题", "its title";
    /// groups: note
    GROUP_NOTE = "note" / "说明", Form::Text, "这一组的说明", "a note";
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
    /// scoring
    SCORING = "scoring" / "计分", Form::Map(&[&FORMULA, &VERSION, &WEIGHTS, &BONUS, &PENALTY, &NORMALISE]), "计分：公式、版本等", "formula, version …";
    /// scoring: formula
    FORMULA = "formula" / "公式", Form::Text, "给定（得分由发布单位算好）", "给定: the scores are the issuer's";
    /// scoring: version
    VERSION = "version" / "版本", Form::Text, "公式的版本", "its version";
    /// scoring: weights
    WEIGHTS = "weights" / "权重", Form::Free, "各项数据的权重", "the weight of each figure";
    /// scoring: bonus
    BONUS = "bonus" / "加分", Form::Free, "加分项", "what is added";
    /// scoring: penalty
    PENALTY = "penalty" / "扣分", Form::Free, "扣分项", "what is taken off";
    /// scoring: normalise
    NORMALISE = "normalise" / "归一", Form::Text, "归一的办法", "how figures are made comparable";
    /// ties
    TIES = "ties" / "并列", Form::Choice(const { &offered(&NUMBERINGS) }), "并列名次：1,1,3 或 1,1,2", "equal scores: 1,1,3 or 1,1,2";
    /// note
    NOTE = "note" / "说明", Form::Text, "榜单的说明", "a note of the issuer";
}

const MODES: [(Synonyms, Mode); 2] = [(&["名单", "list"], Mode::List), (&["评分", "scored"], Mode::Scored)];

const NUMBERINGS: [(Synonyms, Ties); 2] =
    [(&["1,1,3", "1，1，3", "1、1、3", "113"], Ties::Skip), (&["1,1,2", "1，1，2", "1、1、2", "112"], Ties::Dense)];

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
pub const FIELDS: &[&Field] = &[&ISSUER, &PERIOD, &LIST, &MODE, &GROUPS, &ENTRIES, &SCORING, &TIES, &NOTE];

/// Takes the fields of a ranking.
pub(super) fn read(reader: &mut Reader<'_>) -> Ranking {
    let mode = reader.choice(&MODE, &MODES).unwrap_or_default();
    let ties = reader.choice(&TIES, &NUMBERINGS).unwrap_or_default();
    let (formula, version) = reader.map(&SCORING, scoring).unwrap_or_default();
    let mut groups: Vec<Group> = reader
        .maps(&GROUPS, |reader| Group {
            title: reader.text(&GROUP_TITLE).unwrap_or_default(),
            note: reader.text(&GROUP_NOTE),
            rows: rows(reader, mode, ties),
        })
        .into_iter()
        .map(|located| located.value)
        .collect();
    let loose = rows(reader, mode, ties);
    if !loose.is_empty() {
        groups.insert(0, Group { rows: loose, ..Group::default() });
    }
    if groups.is_empty() && !reader.has(&ENTRIES) && !reader.has(&GROUPS) {
        let place = reader.place(&ENTRIES);
        reader.tell(
            Diagnostic::at(&NO_ENTRIES, place, both!("榜单里还没有条目", "the ranking has no entries yet")).help(
                both!(
                    "在“条目”下面写账号和主办单位；只有组名时写在“分组”下面",
                    "write accounts and hosts below “entries”, or groups below “groups”"
                ),
            ),
        );
    }
    Ranking {
        issuer: reader.text(&ISSUER),
        period: reader.text(&PERIOD),
        list: reader.text(&LIST),
        mode,
        groups,
        formula,
        version,
        ties,
        note: reader.text(&NOTE),
    }
}

/// The formula as printed and its version. The weights and the like belong to formulas that are worked
/// out; here they are taken so that they are not unknown, and a formula that needs them is told.
fn scoring(reader: &mut Reader<'_>) -> (Option<String>, Option<String>) {
    let formula = reader.text(&FORMULA);
    if let Some(name) = &formula
        && !["给定", "given"].contains(&name.as_str())
    {
        let place = reader.place(&FORMULA);
        reader.tell(
            Diagnostic::at(
                &NO_FORMULA,
                place,
                both!("现在还不会按“{name}”计分", "scores by “{name}” are not worked out yet"),
            )
            .help(both!("写“给定”，并在每个条目里写好得分", "write 给定, and the score of each entry")),
        );
    }
    let version = reader.text(&VERSION);
    reader.pairs(&WEIGHTS);
    reader.pairs(&BONUS);
    reader.pairs(&PENALTY);
    reader.text(&NORMALISE);
    (formula, version)
}

fn rows(reader: &mut Reader<'_>, mode: Mode, ties: Ties) -> Vec<Row> {
    let mut seen: HashMap<String, crate::diagnostic::Place> = HashMap::new();
    let read: Vec<Located<Option<Row>>> = reader.maps(&ENTRIES, |reader| {
        let row = row(reader)?;
        let place = reader.place(&ENTRY_ACCOUNT);
        if let Some(first) = seen.get(&row.identity()) {
            let name = &row.account.printed;
            reader.tell(
                Diagnostic::at(&SAME_ENTRY, place, both!("“{name}”出现了两次", "“{name}” stands here twice"))
                    .also(first.clone(), both!("第一次在这里", "the first one is here"))
                    .help(both!(
                        "去掉重复的；若是同名的两个账号，分别写上类型（服务号、订阅号……）或编号",
                        "remove one; where two accounts share a name, give each its type or an id"
                    )),
            );
        } else {
            seen.insert(row.identity(), place);
        }
        Some(row)
    });
    let mut rows: Vec<Row> = read.into_iter().filter_map(|located| located.value).collect();
    arrange(&mut rows, mode, ties);
    rows
}

fn row(reader: &mut Reader<'_>) -> Option<Row> {
    let id = reader.text(&ENTRY_ID);
    let account = reader.text(&ENTRY_ACCOUNT);
    let kind = reader.text(&ENTRY_TYPE);
    let score = reader.number(&ENTRY_SCORE);
    if score.is_some_and(Decimal::is_negative) {
        let place = reader.place(&ENTRY_SCORE);
        reader.tell(
            Diagnostic::at(&BAD_NUMBER, place, both!("得分不能是负数", "a score is not below 0"))
                .help(both!("核对得分；没有数据就空着", "check the score; leave it empty where there is none")),
        );
    }
    let row = Row {
        id,
        host: reader.text(&ENTRY_HOST),
        region: reader.text(&ENTRY_REGION),
        level: reader.text(&ENTRY_LEVEL),
        url: reader.url(&ENTRY_URL),
        score,
        previous: reader.ordinal(&ENTRY_PREVIOUS),
        metrics: metrics(reader),
        ..Row::default()
    };
    account.map(|printed| Row { account: Account::new(&printed, kind), ..row })
}

fn metrics(reader: &mut Reader<'_>) -> Vec<(String, Decimal)> {
    let mut metrics = Vec::new();
    for (name, value) in reader.pairs(&ENTRY_METRICS) {
        match Decimal::parse(&value.value) {
            Some(number) if number.is_negative() => {
                let name = &name.value;
                let place = reader.place_at(value.span.clone());
                reader.tell(
                    Diagnostic::at(&BAD_NUMBER, place, both!("“{name}”不能是负数", "“{name}” is not below 0")).help(
                        both!("核对这个数；没有数据就去掉这一行", "check it; remove the line where there is no figure"),
                    ),
                );
            }
            Some(number) => metrics.push((name.value, number)),
            None => {
                let (name, typed) = (&name.value, &value.value);
                let place = reader.place_at(value.span.clone());
                reader.tell(
                    Diagnostic::at(
                        &BAD_NUMBER,
                        place,
                        both!("“{name}”应是一个数，这里写的是“{typed}”", "“{name}” is a number; here is “{typed}”"),
                    )
                    .help(both!(
                        "用阿拉伯数字写；没有数据就去掉这一行",
                        "write it in digits; remove the line where there is no figure"
                    )),
                );
            }
        }
    }
    metrics
}
