//! The field that a wrong key means.

use super::Field;
use super::synonyms::{EVENT_WORDS, FOR_READERS, OF_THE_BODY, ROWS};
use crate::letters::half_width;

/// A field that a key may mean.
#[derive(Clone, Copy, Debug)]
pub struct Likely {
    /// The field.
    pub field: &'static Field,
    /// The field that it stands within, where it is not one of those that were asked about.
    pub group: Option<&'static Field>,
}

/// The field that is meant by a key, if one is: `all` are the fields that can stand there, `open` those of
/// them that are not given yet.
pub fn likely(typed: &str, open: &[&'static Field], all: &[&'static Field]) -> Option<Likely> {
    if let Ok(known) = synonym(typed, open, all) {
        return known;
    }
    let typed = plain(typed);
    let here = |field| Likely { field, group: None };
    let same = |field: &&&'static Field| is_plainly(field, &typed);
    let mut within = all.iter().flat_map(|group| group.inner().iter().filter(same).map(|field| (*group, *field)));
    let alone = match (within.next(), within.next()) {
        (Some((group, field)), None) => Some(Likely { field, group: Some(group) }),
        _ => None,
    };
    alone.or_else(|| nearest(&typed, open).or_else(|| nearest(&typed, all)).map(here)).or_else(|| {
        let near = |group: &&'static Field| Some((*group, nearest(&typed, group.inner())?));
        let mut near = all.iter().filter_map(near);
        match (near.next(), near.next()) {
            (Some((group, field)), None) => Some(Likely { field, group: Some(group) }),
            _ => None,
        }
    })
}

/// The field that people mean by a key, if there is one for it here. Err where it is no key that people expect.
fn synonym(typed: &str, open: &[&'static Field], all: &[&'static Field]) -> Result<Option<Likely>, ()> {
    let typed = plain(typed);
    if let Some(field) = all.iter().find(|field| is_plainly(field, &typed)) {
        return Ok(Some(Likely { field, group: None }));
    }
    row(&typed, all).map(|fields| named(fields, open, all)).ok_or(())
}

/// The one of these fields that people mean by a key, and none within it.
pub(super) fn meant_here(typed: &str, all: &[&'static Field]) -> Option<&'static Field> {
    let likely = synonym(typed, all, all).ok()??;
    likely.group.is_none().then_some(likely.field)
}

/// Whether a key as it is compared is a field's.
fn is_plainly(field: &Field, typed: &str) -> bool {
    plain(field.zh) == typed || plain(field.en) == typed
}

/// Whether a key, for which there is no field among these, names what belongs in the body.
pub(super) fn is_of_the_body(typed: &str, all: &[&'static Field]) -> bool {
    let typed = plain(typed);
    let for_readers = |fields: &[&str]| fields.iter().any(|field| FOR_READERS.contains(field));
    OF_THE_BODY.contains(&typed.as_str()) || row(&typed, all).is_some_and(for_readers)
}

/// A key as it is compared: without blanks and signs, **标题** and 【标题】 too.
fn plain(key: &str) -> String {
    let key = key.chars().map(half_width).filter(|c| c.is_alphanumeric());
    key.flat_map(char::to_lowercase).collect()
}

/// What people mean by a key.
fn row(typed: &str, all: &[&'static Field]) -> Option<&'static [&'static str]> {
    let find = |typed: &str| ROWS.iter().find(|(keys, _)| keys.contains(&typed)).map(|(_, fields)| *fields);
    find(typed).or_else(|| {
        let is_event = all.iter().any(|field| field.en == "starts");
        EVENT_WORDS.iter().filter(|_| is_event).find_map(|word| typed.strip_prefix(word).and_then(find))
    })
}

/// Of these fields the first that stands here and is not given yet, else the first that stands here.
fn named(fields: &[&str], open: &[&'static Field], all: &[&'static Field]) -> Option<Likely> {
    let of = |list: &[&'static Field], name: &str| list.iter().copied().find(|field| field.en == name);
    let here = |name: &str, list: &[&'static Field]| match name.split_once('.') {
        None => of(list, name).map(|field| Likely { field, group: None }),
        Some((group, name)) => {
            let group = of(all, group)?;
            of(group.inner(), name).map(|field| Likely { field, group: Some(group) })
        }
    };
    fields.iter().find_map(|name| here(name, open)).or_else(|| fields.iter().find_map(|name| here(name, all)))
}

/// The field whose key is nearest to what was typed, if it is near enough to be meant.
fn nearest(typed: &str, fields: &[&'static Field]) -> Option<&'static Field> {
    let length = typed.chars().count();
    fields
        .iter()
        .flat_map(|field| [(field.en, *field), (field.zh, *field)])
        .map(|(key, field)| (strsim::damerau_levenshtein(typed, key), key, field))
        .filter(|&(distance, key, _)| {
            let longest = length.max(key.chars().count());
            // One of two Chinese characters, or a third of a Latin word, may be wrong.
            distance * 3 <= longest || (distance == 1 && longest == 2)
        })
        // Of two that are as near, the one that stands first in the table: 标提 is 标题 before it is 标签.
        .min_by_key(|&(distance, _, _)| distance)
        .map(|(_, _, field)| field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::header;
    use crate::kind::Kind;
    use std::collections::BTreeSet;

    /// The fields of a level by their English keys: those of a kind, `site`, or of a group within them.
    fn fields(level: &str) -> Vec<&'static Field> {
        let mut path = level.split('.');
        let of_kind = |kind: Kind| header::FIELDS.iter().chain(kind.info().fields).copied().collect();
        let mut fields: Vec<&'static Field> = match path.next() {
            Some("post") => of_kind(Kind::Post),
            Some("event") => of_kind(Kind::Event),
            Some("ticket") => of_kind(Kind::Ticket),
            Some("ranking") => of_kind(Kind::Ranking),
            Some("page") => of_kind(Kind::Page),
            _ => config::FIELDS.to_vec(),
        };
        for name in path {
            let group = fields.iter().copied().find(|field| field.en == name);
            fields = group.map(|group| group.inner().to_vec()).unwrap_or_default();
        }
        fields
    }

    /// What is proposed for a key: `closes`, `signup.closes`, or nothing.
    fn proposed(typed: &str, level: &str) -> String {
        let all = fields(level);
        assert!(!all.is_empty(), "{level}");
        match likely(typed, &all, &all) {
            Some(Likely { field, group: Some(group) }) => format!("{}.{}", group.en, field.en),
            Some(Likely { field, group: None }) => field.en.to_owned(),
            None => String::new(),
        }
    }

    #[track_caller]
    fn propose(level: &str, keys: &[(&str, &str)]) {
        let wrong: Vec<_> = keys.iter().map(|(key, wanted)| (key, wanted, proposed(key, level))).collect();
        let wrong: Vec<_> = wrong.iter().filter(|(_, wanted, proposed)| *wanted != proposed).collect();
        assert!(wrong.is_empty(), "{level}: (key, wanted, proposed) {wrong:#?}");
    }

    #[test]
    fn a_key_that_is_nearly_right_names_the_right_one() {
        propose("post", &[("titel", "title"), ("标提", "title"), ("标 题", "title"), ("Tilte ", "title")]);
        propose(
            "post",
            &[("颜色", ""), ("x", ""), ("sumary", "summary"), ("摘耍", "summary"), ("Expires_", "expires")],
        );
        propose(
            "ticket",
            &[("per-person", "per_person"), ("每人限领：", "per_person"), ("Ｄｅａｄｌｉｎｅ", "closes")],
        );
    }

    /// Every kind: (keys, what is proposed in a post, an event, a release, a ranking and a page).
    #[test]
    fn what_people_type_names_the_field_that_they_mean_in_each_kind() {
        #[rustfmt::skip]
        const TABLE: &[(&str, [&str; 5])] = &[
            ("题目 名称 文章标题 name subject headline", ["title"; 5]),
            ("主题", ["title"; 5]),
            ("活动名称 活动主题", ["title"; 5]),
            ("发布时间 发布日期 发文日期 published pubDate publish_date created_at 上线时间", ["date"; 5]),
            ("更新时间 修改日期 lastmod updated_at last-modified", ["updated"; 5]),
            ("时间 time", ["date", "starts", "release", "date", "date"]),
            ("活动时间 举办时间", ["", "starts", "use", "", ""]),
            ("开始时间 开始日期 起始时间 start begin start_time startDate", ["", "starts", "release", "", ""]),
            ("结束时间 结束日期 end endTime end_date", ["", "ends", "closes", "", ""]),
            ("截止时间 截止日期 deadline", ["", "signup.closes", "closes", "", ""]),
            ("报名截止 报名截止时间 报名结束时间", ["", "signup.closes", "closes", "", ""]),
            ("报名时间 报名开始时间", ["", "signup.opens", "release", "", ""]),
            ("报名方式 怎么报名", ["", "signup.how", "channels", "", ""]),
            ("报名电话", ["", "signup.phone", "contact", "", ""]),
            ("报名链接", ["", "signup.url", "channels.url", "", ""]),
            ("location venue where", ["", "place", "pickup.place", "", ""]),
            ("活动地点 场地 会场", ["", "place", "", "", ""]),
            ("详细地址", ["", "address", "pickup.place", "", ""]),
            ("联系人 联系电话 电话 咨询电话 联系方式 热线 phone tel", ["", "contact", "contact", "", ""]),
            ("主办方 主办单位 organiser host", ["", "organizer", "", "issuer", ""]),
            ("人数 限额 quota limit", ["", "capacity", "quantity", "", ""]),
            ("总数 票数 total", ["", "capacity", "quantity", "", ""]),
            ("领取时间 领票时间", ["", "", "pickup.windows", "", ""]),
            ("领票地点", ["", "place", "pickup.place", "", ""]),
            ("带什么 凭证 携带材料", ["", "bring", "pickup.bring", "", ""]),
            ("票价 费 price", ["", "fee", "", "", ""]),
            ("参加对象 面向", ["", "audience", "eligibility", "", ""]),
            ("领取条件 条件", ["", "audience", "eligibility", "", ""]),
            ("status 状态", ["draft", "status", "status", "draft", "draft"]),
            ("分类 类别 频道 category categories type", ["column"; 5]),
            ("关键词 关键字 keyword keywords tag", ["tags"; 5]),
            ("简介 导语 概要 description excerpt abstract", ["summary"; 5]),
            ("撰稿 供稿 编辑 记者 writer editor", ["author"; 5]),
            ("发布单位 发布人 publisher", ["author", "author", "author", "issuer", "author"]),
            ("出处 转载自 稿源 original", ["source"; 5]),
            ("封面图 图片 头图 image thumbnail photo", ["cover"; 5]),
            ("附件下载 文件 attachment files", ["attachments"; 5]),
            ("审核人 审稿 reviewer", ["reviewed"; 5]),
            ("一审 初审", ["reviewed.first"; 5]),
            ("过期 过期时间 下架 失效日期 expiry expire_date", ["expires"; 5]),
            ("有效期", ["expires", "expires", "use", "expires", "expires"]),
            ("未发布 hidden", ["draft"; 5]),
            ("别名 旧网址 redirect_from", ["aliases"; 5]),
            ("短网址 permalink", ["slug"; 5]),
            ("公众号 weixin", ["wechat"; 5]),
            ("微信标题", ["wechat.title"; 5]),
            ("理由", ["exceptions.reason"; 5]),
            ("勘误 correction", ["corrections"; 5]),
            ("网址 link url", ["", "signup.url", "channels.url", "", ""]),
            ("置顶到 top sticky", ["pinned"; 5]),
            ("weight 副标题 排序 文号 微博 地图 项目 subtitle", [""; 5]),
            ("主持 嘉宾 承办 承办单位 协办 指导单位", [""; 5]),
            ("内容 正文 content body", [""; 5]),
            ("期数", ["", "series.number", "", "period", ""]),
            ("备注 notes", ["", "", "", "note", ""]),
        ];
        for (at, kind) in ["post", "event", "ticket", "ranking", "page"].into_iter().enumerate() {
            let keys = TABLE.iter().flat_map(|(keys, wanted)| keys.split(' ').map(move |key| (key, wanted[at])));
            let keys: Vec<(&str, &str)> =
                keys.filter(|(key, _)| !fields(kind).iter().any(|field| field.is(key))).collect();
            propose(kind, &keys);
        }
    }

    #[test]
    fn a_key_of_an_event_may_begin_with_what_the_event_is() {
        propose(
            "event",
            &[("会议地点", "place"), ("培训开始时间", "starts"), ("讲座名称", "title"), ("活动费用", "fee")],
        );
        propose("event", &[("截止", "signup.closes"), ("方式", "signup.how"), ("第几讲", "series.number")]);
    }

    #[test]
    fn a_key_of_a_release_names_its_own_fields() {
        propose(
            "ticket",
            &[
                ("票名", "item"),
                ("抢票时间", "release"),
                ("开抢时间", "release"),
                ("放票截止", "closes"),
                ("限购", "per_person"),
                ("每人限购", "per_person"),
                ("领票", "pickup"),
                ("领取方式", "pickup"),
                ("地点", "pickup.place"),
                ("携带", "pickup.bring"),
                ("携代", "pickup.bring"),
                ("时段", "pickup.windows"),
                ("线下", "channels.offline"),
                ("使用时间", "use"),
                ("放票渠道", "channels"),
                ("对象", "eligibility"),
                ("名额", "quantity"),
                ("资料", ""),
                ("放映", ""),
                ("领导", ""),
            ],
        );
    }

    #[test]
    fn within_a_group_its_own_fields_are_meant() {
        propose(
            "event.signup",
            &[("开始时间", "opens"), ("截止时间", "closes"), ("报名截止", "closes"), ("报名时间", "opens")],
        );
        propose(
            "event.signup",
            &[("联系电话", "phone"), ("网址", "url"), ("报名方式", "how"), ("结束", "closes"), ("地点", "")],
        );
        propose("event.series", &[("标题", "name"), ("期数", "number"), ("系列名称", "name")]);
        propose(
            "ticket.pickup",
            &[("领取时间", "windows"), ("时间", "windows"), ("领取地点", "place"), ("带什么", "bring")],
        );
        propose("ticket.pickup.windows", &[("开始", "from"), ("结束时间", "to"), ("截止", "to"), ("start", "from")]);
        propose(
            "ticket.channels",
            &[("渠道", "name"), ("名额", "quota"), ("票数", "quota"), ("网址", "url"), ("标题", "name")],
        );
        propose("ticket.use", &[("开始时间", "from"), ("截止日期", "to")]);
        propose("ranking.entries", &[("名称", "account"), ("主办", "host"), ("分数", "score"), ("公众号", "account")]);
        propose("post.attachments", &[("文件名", "file"), ("标题", "title"), ("网址", "file")]);
        propose("post.corrections", &[("日期", "at"), ("说明", "text"), ("content", "text")]);
        propose("post.wechat", &[("简介", "digest"), ("主题", "theme"), ("网址", "link")]);
    }

    #[test]
    fn the_keys_of_the_site_are_meant_in_site_yaml() {
        propose(
            "site",
            &[
                ("网站名称", "title"),
                ("标题", "title"),
                ("域名", "base_url"),
                ("链接", "base_url"),
                ("联系电话", "phone"),
                ("服务热线", "hotline"),
                ("备案", "icp"),
                ("导航", "menu"),
                ("公众号", "wechat"),
                ("分类", "columns"),
                ("主办方", "org"),
                ("时间", ""),
            ],
        );
        propose("site.columns", &[("标题", "name"), ("简介", "purpose"), ("分类", "type"), ("地点", "place")]);
    }

    #[test]
    fn blanks_and_signs_within_a_key_change_nothing() {
        propose("post", &[("日　期", "date"), ("标  题", "title"), ("**标题**", "title"), ("【栏目】", "column")]);
    }

    #[test]
    fn of_two_fields_the_one_that_is_not_given_yet_is_meant() {
        let all = fields("event");
        let open: Vec<&Field> = all.iter().copied().filter(|field| field.en != "starts").collect();
        assert_eq!(likely("时间", &open, &all).map(|likely| likely.field.en), Some("date"));
        assert_eq!(likely("开始时间", &open, &all).map(|likely| likely.field.en), Some("starts"));
    }

    #[test]
    fn the_rows_are_in_order() {
        let mut seen = BTreeSet::new();
        let levels = ["post", "event", "ticket", "ranking", "page", "site"].map(fields).concat();
        let names = |fields: &[&'static Field]| fields.iter().map(|field| field.en).collect::<BTreeSet<_>>();
        let inner_names = levels.iter().flat_map(|group| {
            group
                .inner()
                .iter()
                .flat_map(|field| [field.en].into_iter().chain(field.inner().iter().map(|field| field.en)))
        });
        let known: BTreeSet<&str> = names(&levels).into_iter().chain(inner_names).collect();
        for (keys, fields) in ROWS {
            for key in *keys {
                assert!(seen.insert(*key), "{key} stands there twice");
                assert_eq!(plain(key), *key);
            }
            for name in fields.iter().flat_map(|field| field.split('.')) {
                assert!(known.contains(name), "there is no field {name}");
            }
        }
    }
}
