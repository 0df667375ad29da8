//! 文章: an article. It has a header and a body.

use super::{Details, Kind, KindInfo};

pub(super) const INFO: KindInfo = KindInfo {
    kind: Kind::Post,
    folder: "posts",
    name: "post",
    label: ("文章", "post"),
    extension: "md",
    dated: true,
    fields: &[],
    read: |_| Details::Post,
};
