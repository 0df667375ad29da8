//! What states and facts are called. A table of them names them all, so that the compiler shows where a new one is
//! wanted.

use serde::{Serialize, Serializer};

/// Which state it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StateKey {
    /// 即将放票
    Pending,
    /// 放票中
    Open,
    /// 等待领取
    Waiting,
    /// 已领完
    Gone,
    /// 领取中
    PickingUp,
    /// 报名未开始
    SignupPending,
    /// 报名中
    SignupOpen,
    /// 报名已截止
    SignupClosed,
    /// 名额已满
    Full,
    /// 未开始
    Coming,
    /// 进行中
    On,
    /// 已取消
    Cancelled,
    /// 已延期
    Postponed,
    /// 已结束
    Over,
}

impl StateKey {
    /// Its name for programs and style sheets: `open`, `picking-up`.
    pub const fn name(self) -> &'static str {
        match self {
            StateKey::Pending => "pending",
            StateKey::Open => "open",
            StateKey::Waiting => "waiting",
            StateKey::Gone => "gone",
            StateKey::PickingUp => "picking-up",
            StateKey::SignupPending => "signup-pending",
            StateKey::SignupOpen => "signup-open",
            StateKey::SignupClosed => "signup-closed",
            StateKey::Full => "full",
            StateKey::Coming => "coming",
            StateKey::On => "on",
            StateKey::Cancelled => "cancelled",
            StateKey::Postponed => "postponed",
            StateKey::Over => "over",
        }
    }
}

impl Serialize for StateKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Which fact it is, in the order in which a reader asks: the card of a WeChat article is sorted by it. A page has an
/// order of its own, by what is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKey {
    /// 时间
    Starts,
    /// 地点
    Place,
    /// 票种
    Item,
    /// 放票时间
    Release,
    /// 领取地点
    PickupPlace,
    /// 对象
    Audience,
    /// 领取资格
    Eligibility,
    /// 名额
    Capacity,
    /// 数量
    Quantity,
    /// 每人限领
    PerPerson,
    /// 每票可用
    Admits,
    /// 费用
    Fee,
    /// 渠道
    Channels,
    /// 报名方式
    SignupHow,
    /// 报名电话
    SignupPhone,
    /// 报名网址
    SignupUrl,
    /// 领取时间
    PickupWindows,
    /// 携带
    Bring,
    /// 领取携带
    PickupBring,
    /// 报名时间
    SignupWindow,
    /// 截止时间
    Closes,
    /// 使用期
    Use,
    /// 主办
    Organizer,
    /// 咨询、联系
    Contact,
    /// 系列
    Series,
    /// 发布单位
    Issuer,
    /// 期次
    Period,
    /// 计分方式
    Formula,
    /// 数据截至
    AsOf,
    /// 范围
    Only,
    /// 说明
    Note,
    /// 提醒
    Caution,
}

impl FactKey {
    /// Its name for programs: the English key of its field, `signup.phone` for a field within a field.
    pub const fn name(self) -> &'static str {
        match self {
            FactKey::Starts => "starts",
            FactKey::Place => "place",
            FactKey::Item => "item",
            FactKey::Release => "release",
            FactKey::PickupPlace => "pickup.place",
            FactKey::Audience => "audience",
            FactKey::Eligibility => "eligibility",
            FactKey::Capacity => "capacity",
            FactKey::Quantity => "quantity",
            FactKey::PerPerson => "per_person",
            FactKey::Admits => "admits",
            FactKey::Fee => "fee",
            FactKey::Channels => "channels",
            FactKey::SignupHow => "signup.how",
            FactKey::SignupPhone => "signup.phone",
            FactKey::SignupUrl => "signup.url",
            FactKey::PickupWindows => "pickup.windows",
            FactKey::Bring => "bring",
            FactKey::PickupBring => "pickup.bring",
            FactKey::SignupWindow => "signup.window",
            FactKey::Closes => "closes",
            FactKey::Use => "use",
            FactKey::Organizer => "organizer",
            FactKey::Contact => "contact",
            FactKey::Series => "series",
            FactKey::Issuer => "issuer",
            FactKey::Period => "period",
            FactKey::Formula => "formula",
            FactKey::AsOf => "as_of",
            FactKey::Only => "only",
            FactKey::Note => "note",
            FactKey::Caution => "caution",
        }
    }
}

impl Serialize for FactKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
