//! The stable names of what is wrong with articles and their themes.

use crate::diagnostic::Code;

/// Something in a theme that no article can have.
pub static THEME_DROPPED: Code = Code::warning(
    "wechat-theme-dropped",
    "推文样式里有公众号不认的",
    "something in a theme that the platform does not keep",
);
/// A theme that does not exist.
pub static UNKNOWN_THEME: Code = Code::warning("wechat-theme-unknown", "没有这个推文样式", "there is no such theme");

/// The codes of this room.
pub const ALL: &[&Code] = &[&THEME_DROPPED, &UNKNOWN_THEME];
