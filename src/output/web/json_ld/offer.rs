//! What can be had: whether right now, and for how much.

use super::word;
use crate::fact::{State, StateKey};
use serde::{Serialize, Serializer};

/// Whether something can be had: `ItemAvailability` of schema.org.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Availability {
    PreOrder,
    InStock,
    SoldOut,
    OutOfStock,
    Discontinued,
}

impl Availability {
    /// From where it stands on the clock; `gone` where none are left.
    pub(super) fn of(state: Option<State>, gone: bool) -> Availability {
        match state.map(|state| state.key) {
            Some(StateKey::Cancelled) => Availability::Discontinued,
            Some(StateKey::Over) => Availability::OutOfStock,
            _ if gone => Availability::SoldOut,
            Some(StateKey::Pending | StateKey::SignupPending | StateKey::Postponed) => Availability::PreOrder,
            Some(StateKey::Open | StateKey::SignupOpen | StateKey::Coming) => Availability::InStock,
            Some(StateKey::Waiting | StateKey::Gone | StateKey::PickingUp) => Availability::OutOfStock,
            Some(StateKey::Full | StateKey::SignupClosed | StateKey::On) | None => Availability::OutOfStock,
        }
    }
}

impl Serialize for Availability {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&word(match self {
            Availability::PreOrder => "PreOrder",
            Availability::InStock => "InStock",
            Availability::SoldOut => "SoldOut",
            Availability::OutOfStock => "OutOfStock",
            Availability::Discontinued => "Discontinued",
        }))
    }
}

/// What an event costs, where its 费用 is nothing or one plain amount: in yuan.
pub(super) fn price(fee: &str) -> Option<String> {
    let fee = fee.trim();
    // 免费停车，票价30元 is not free, and 免费，材料费5元 not altogether.
    let is_nothing = |rest: &str| !rest.starts_with(char::is_alphanumeric) && !rest.contains(['元', '块', '¥', '￥']);
    if fee.strip_prefix("免费").is_some_and(is_nothing) || ["无", "不收费", "不收取费用"].contains(&fee) {
        return Some("0".to_owned());
    }
    let amount = ["每人", "每位", "人均"].iter().find_map(|each| fee.strip_prefix(each)).unwrap_or(fee);
    let amount = ["/人", "每人", "一人", "一位"].iter().find_map(|each| amount.strip_suffix(each)).unwrap_or(amount);
    let amount = amount.strip_suffix('元')?.trim();
    let plain = amount.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (plain && amount.parse::<f64>().is_ok()).then(|| amount.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Phase;

    #[test]
    fn a_state_says_whether_something_can_be_had() {
        let of = |key, gone| Availability::of(Some(State::new(key, "", Phase::Now)), gone);
        assert_eq!(of(StateKey::Pending, false), Availability::PreOrder);
        assert_eq!(of(StateKey::Open, false), Availability::InStock);
        assert_eq!(of(StateKey::SignupOpen, false), Availability::InStock);
        assert_eq!(of(StateKey::Gone, true), Availability::SoldOut);
        assert_eq!(of(StateKey::Waiting, true), Availability::SoldOut);
        assert_eq!(of(StateKey::Waiting, false), Availability::OutOfStock);
        assert_eq!(of(StateKey::Over, true), Availability::OutOfStock);
        assert_eq!(of(StateKey::Cancelled, true), Availability::Discontinued);
        let written = serde_json::to_string(&of(StateKey::Open, false)).unwrap();
        assert_eq!(written, "\"https://schema.org/InStock\"");
    }

    #[test]
    fn a_fee_is_an_amount_or_nothing() {
        let free = ["免费", "免费，含一份简餐", "不收费", "0元"].map(price);
        assert!(free.iter().all(|price| price.as_deref() == Some("0")));
        assert_eq!(price("每人30元"), Some("30".to_owned()));
        assert_eq!(price("12.5元/人"), Some("12.5".to_owned()));
        for unclear in [
            "意外保险5元，其余免费",
            "免费停车，票价30元",
            "免费（会员），非会员50元",
            "AA制",
            "元",
            "1.2.3元",
            "三十元",
            "",
        ] {
            assert_eq!(price(unclear), None, "{unclear}");
        }
    }
}
