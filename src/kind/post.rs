//! 文章: an article. It has a header and a body.

use super::{Details, Kind, KindInfo, Syntax};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Post,
    folder: "posts",
    name: "post",
    label: ("文章", "post"),
    syntax: Syntax::Markdown,
    dated: true,
    fields: &[],
    read: |_| Details::Post,
};
