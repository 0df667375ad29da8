//! What states and facts are called. Whoever asks after one asks for all, so that the compiler shows where a new one
//! is wanted.

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
