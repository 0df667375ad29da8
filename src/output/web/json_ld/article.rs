//! A post and a ranking: an article.

use super::site::{organization, own, publisher};
use super::{Ground, Subject, Thing, time};
use crate::kind::{Details, Kind};

/// What an entry says of itself as an article.
pub(super) fn of(ground: &Ground, subject: &Subject) -> Thing {
    let card = &subject.entry.card;
    let header = &card.header;
    let url = subject.url(ground);
    let corrections = header.corrections.iter().map(|correction| {
        let at = time(ground, Some(correction.at.value));
        Thing::new("CorrectionComment").with("text", &correction.text).with("datePublished", at)
    });
    Thing::new(if card.kind == Kind::Post { "NewsArticle" } else { "Article" })
        .with("headline", &header.title)
        .with("description", &card.summary)
        .with("url", &url)
        .with("mainEntityOfPage", &url)
        .with("datePublished", time(ground, header.date))
        .with("dateModified", time(ground, card.changed()))
        .with("author", authors(ground, subject))
        .with("publisher", publisher(ground))
        .with("image", subject.image(ground))
        .with("articleSection", &subject.section)
        .with("keywords", &subject.tags)
        .with("creditText", &header.source)
        .with("correction", corrections.collect::<Vec<_>>())
        .with("inLanguage", &ground.language)
}

/// Who wrote it; of a ranking who issued it; else whoever runs the site.
fn authors(ground: &Ground, subject: &Subject) -> Vec<Thing> {
    let card = &subject.entry.card;
    let issuer = match &card.details {
        Details::Ranking(ranking) => ranking.issuer.as_ref(),
        _ => None,
    };
    let Some(names) = card.header.author.as_ref().or(issuer) else { return vec![own(ground)] };
    let author = |name: &str| match is_person(name) {
        true => Thing::new("Person").with("name", name),
        false => organization(ground, name),
    };
    names.split(['、', '，', ',', ' ', '\u{3000}']).filter(|name| !name.is_empty()).map(author).collect()
}

/// The surnames of most people in China, and those of two characters that are not rare.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程\
    魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常\
    汤康易乔施洪俞章鲁葛柳齐梅庄";
const DOUBLE: [&str; 6] = ["欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟"];
/// What the name of an office ends with.
const OFFICES: &str = "部室会组委局办社台报站处科队吧校院厂店网端司区县市镇乡村";

/// Whether a name is a person's: it begins with a common surname, is as long as names are, and does not end as
/// offices do. Schema.org wants to know which, and the field does not say.
fn is_person(name: &str) -> bool {
    let (count, first, last) = (name.chars().count(), name.chars().next(), name.chars().next_back());
    let given = match DOUBLE.iter().any(|surname| name.starts_with(surname)) {
        true => count.saturating_sub(2),
        false if first.is_some_and(|c| SURNAMES.contains(c)) => count.saturating_sub(1),
        false => 0,
    };
    (1..=2).contains(&given) && !last.is_some_and(|c| OFFICES.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_persons_or_an_offices() {
        let persons = ["王芳", "李建国", "欧阳小红", "石磊"];
        assert!(persons.iter().all(|name| is_person(name)));
        let offices = ["示例县总工会", "淘吧", "女职工部", "本报通讯员", "方志办", "石化工会", "高校", "王", ""];
        assert!(!offices.iter().any(|name| is_person(name)));
    }
}
