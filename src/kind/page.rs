//! 页面: 关于, 联系, 隐私. It has no date and stands in the menu, not in the news.

use super::{Details, Kind, KindInfo, Syntax};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Page,
    folder: "pages",
    name: "page",
    label: ("页面", "page"),
    syntax: Syntax::Markdown,
    dated: false,
    fields: &[],
    read: |_| Details::Page,
};
