//! An account's name as it was printed, and the type that often stands in it.

/// An account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Account {
    /// The name as printed: 厦门市总工会(服务号).
    pub printed: String,
    /// The name alone: 厦门市总工会.
    pub name: String,
    /// The type: 服务号, 微博. None where it is not known.
    pub kind: Option<String>,
}

/// The types that stand in names. A bracket may hold other things (筹, 北京), so only these are types.
const TYPES: &[&str] = &[
    "服务号",
    "订阅号",
    "公众号",
    "企业号",
    "视频号",
    "抖音号",
    "头条号",
    "快手号",
    "百家号",
    "小程序",
    "微博",
    "微信",
    "抖音",
    "快手",
    "网站",
    "客户端",
    "APP",
    "app",
];

impl Account {
    /// Tells the type apart from the name, whether it stands in half- or full-width brackets or at the end
    /// without any. A type given on its own goes before one found in the name.
    pub fn new(printed: &str, given: Option<String>) -> Account {
        let printed = printed.trim();
        let (name, found) = apart(printed).unwrap_or((printed, None));
        Account { printed: printed.to_owned(), name: name.to_owned(), kind: given.or(found.map(str::to_owned)) }
    }

    /// The name with its type, whether that is printed in it or not: 东屏工会（订阅号）.
    pub fn full(&self) -> String {
        match &self.kind {
            Some(kind) if self.suffix().is_empty() => format!("{}（{kind}）", self.printed),
            _ => self.printed.clone(),
        }
    }

    /// What follows the name in the printed form: `(服务号)`, or nothing.
    pub fn suffix(&self) -> &str {
        self.printed.strip_prefix(&self.name).unwrap_or_default()
    }
}

fn apart(printed: &str) -> Option<(&str, Option<&str>)> {
    let kind_of = |text: &str| TYPES.iter().find(|kind| **kind == text).copied();
    if let Some(open) = printed.rfind(['(', '（', '[', '［', '【', '〔']) {
        let inner = printed[open..].trim_start_matches(['(', '（', '[', '［', '【', '〔']);
        let inner = inner.strip_suffix([')', '）', ']', '］', '】', '〕'])?.trim();
        let kind = kind_of(inner)?;
        return Some((printed[..open].trim_end(), Some(kind))).filter(|(name, _)| !name.is_empty());
    }
    let kind = TYPES.iter().find(|kind| printed.ends_with(**kind))?;
    let name = printed.strip_suffix(kind)?.trim_end();
    // A name that is a type and nothing else, or that would end in a joint, is a name.
    (!name.is_empty() && !name.ends_with(['的', '官', '方', '-', '·'])).then_some((name, Some(*kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(printed: &str) -> (String, Option<String>, String) {
        let account = Account::new(printed, None);
        (account.name.clone(), account.kind.clone(), account.suffix().to_owned())
    }

    #[test]
    fn a_type_is_told_apart_in_any_brackets_or_none() {
        let is = |name: &str, kind: &str, suffix: &str| (name.to_owned(), Some(kind.to_owned()), suffix.to_owned());
        assert_eq!(apart("厦门市总工会(服务号)"), is("厦门市总工会", "服务号", "(服务号)"));
        assert_eq!(apart("厦门市总工会（订阅号）"), is("厦门市总工会", "订阅号", "（订阅号）"));
        assert_eq!(apart("阜新总工会订阅号"), is("阜新总工会", "订阅号", "订阅号"));
        assert_eq!(apart("工人日报【微博】"), is("工人日报", "微博", "【微博】"));
    }

    #[test]
    fn what_is_no_type_stays_in_the_name() {
        for name in ["劳动报", "某县总工会（筹）", "微博", "申工社(", "81号工馆"] {
            assert_eq!(apart(name), (name.to_owned(), None, String::new()), "{name}");
        }
    }
}
