//! Mistakes between entries.

use crate::diagnostic::Code;

pub(crate) static SAME_ADDRESS: Code = Code::error("same-address", "两篇用了同一个网址", "two pages at one address");
pub(super) static SAME_ID: Code = Code::error("same-id", "两篇用了同一个编号", "two entries with one id");
pub(super) static TWIN: Code =
    Code::warning("entry-twice", "两篇的标题、日期都一样", "two entries with one title and date");
pub(super) static BAD_ALIAS: Code = Code::error("bad-alias", "旧网页名有误", "an alias that cannot be an address");
pub(super) static BROKEN_LINK: Code = Code::error("broken-link", "链接指向不存在的内容", "a link leads to nothing");
pub(super) static MISSING_FILE: Code =
    Code::error("missing-file", "图片或附件不存在", "a picture or a file is missing");
pub(super) static WRONG_CASE: Code = Code::error("wrong-case", "链接的大小写不对", "a link in the wrong case");
pub(super) static OUTSIDE: Code =
    Code::error("path-outside", "路径出了 content 文件夹", "a path leads out of content/");
pub(super) static UNSAFE_LINK: Code =
    Code::warning("unsafe-link", "不安全的链接已去掉", "an unsafe link was taken out");
pub(super) static UNSAFE_FILE: Code = Code::error("unsafe-file", "不能公开的文件", "a file that must not be published");
pub(super) static NOT_A_PICTURE: Code = Code::error("not-a-picture", "不是图片", "not a picture");
pub(super) static BROKEN_PICTURE: Code =
    Code::warning("picture-broken", "图片坏了或不完整", "a picture is damaged or cut off");
pub(super) static LARGE_PICTURE: Code =
    Code::warning("picture-too-large", "图片的像素太多", "a picture has too many pixels");
pub(super) static SCREENSHOT: Code =
    Code::warning("picture-screenshot", "像是手机截图", "a picture looks like a screenshot");
pub(super) static STILLED: Code =
    Code::warning("picture-stilled", "动图只留第一帧", "only the first frame of a picture is kept");
pub(super) static MISNAMED: Code =
    Code::warning("file-misnamed", "文件名的结尾与内容不符", "the ending of a name is not what the file is");
pub(super) static BROKEN_FILE: Code = Code::warning("attachment-broken", "附件不完整", "an attachment is not whole");
pub(super) static LOCKED_FILE: Code =
    Code::warning("attachment-locked", "附件设了密码", "an attachment has a password");
pub(super) static HIDDEN_IN_FILE: Code =
    Code::warning("attachment-hidden", "附件里有读者不该看到的内容", "an attachment holds what readers should not see");
pub(super) static FILE_AUTHOR: Code =
    Code::warning("attachment-author", "附件的属性里有人名", "the properties of an attachment name a person");
pub(super) static PERSONAL_FILE: Code =
    Code::error("attachment-personal-data", "附件里有个人信息", "an attachment holds numbers of persons");
pub(super) static UNSEEN_FILE: Code =
    Code::notice("attachment-unseen", "附件没能全部检查", "an attachment could not be looked through");
pub(super) static NOT_PUBLISHED: Code =
    Code::warning("link-to-unpublished", "链接指向没有发布的内容", "a link to an entry that is not published");
pub(super) static UNKNOWN_COLUMN: Code = Code::error("unknown-column", "没有这个栏目", "there is no such column");
pub(super) static BAD_TAXONOMY: Code =
    Code::error("bad-taxonomy-slug", "栏目或标签的网页名有误", "the slug of a column or a tag is wrong");
pub(super) static UNUSED_TAG: Code =
    Code::warning("feed-tag-unused", "要订阅的标签没有用到", "a tag with a feed that no entry has");
pub(super) static EARLY_CHANGE: Code =
    Code::warning("change-in-future", "改动的时间还没到", "a change is dated in the future");
pub(super) static NOT_AN_ARTICLE: Code =
    Code::error("not-an-article", "不是公众号文章的网址", "not the address of an article on the platform");

/// All of them.
pub const ALL: &[&Code] = &[
    &SAME_ADDRESS,
    &SAME_ID,
    &TWIN,
    &BAD_ALIAS,
    &BROKEN_LINK,
    &MISSING_FILE,
    &WRONG_CASE,
    &OUTSIDE,
    &UNSAFE_LINK,
    &UNSAFE_FILE,
    &NOT_A_PICTURE,
    &BROKEN_PICTURE,
    &LARGE_PICTURE,
    &SCREENSHOT,
    &STILLED,
    &MISNAMED,
    &BROKEN_FILE,
    &LOCKED_FILE,
    &HIDDEN_IN_FILE,
    &FILE_AUTHOR,
    &PERSONAL_FILE,
    &UNSEEN_FILE,
    &NOT_PUBLISHED,
    &UNKNOWN_COLUMN,
    &BAD_TAXONOMY,
    &UNUSED_TAG,
    &EARLY_CHANGE,
    &NOT_AN_ARTICLE,
];
