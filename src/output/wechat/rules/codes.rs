//! The stable names of the rules.

/// An element that the platform takes out or changes.
pub const TAG: &str = "wechat-tag";
/// An attribute that it takes out.
pub const ATTRIBUTE: &str = "wechat-attribute";
/// An id, which it takes out.
pub const ID: &str = "wechat-id";
/// A class, which means nothing there.
pub const CLASS: &str = "wechat-class";
/// A declaration that it takes out, or that phones show differently.
pub const CSS: &str = "wechat-css";
/// `!important`.
pub const IMPORTANT: &str = "wechat-important";
/// A typeface.
pub const FONT_FAMILY: &str = "wechat-font-family";
/// `text-align: start` and `end`.
pub const TEXT_ALIGN: &str = "wechat-text-align";
/// Wider than a phone.
pub const WIDTH: &str = "wechat-width";
/// Lines that touch.
pub const LINE_HEIGHT: &str = "wechat-line-height";
/// A height that its text does not fit in.
pub const HEIGHT: &str = "wechat-height";
/// A line that cannot be broken and is wider than a phone.
pub const OVERFLOW: &str = "wechat-overflow";
/// Ends of lines and spaces that are lost.
pub const WHITE_SPACE: &str = "wechat-white-space";
/// A picture behind text that is not the platform's.
pub const BACKGROUND_IMAGE: &str = "wechat-background-image";
/// A gradient behind text.
pub const GRADIENT: &str = "wechat-gradient";
/// Pure black.
pub const BLACK: &str = "wechat-black";
/// Text that is not legible in the dark.
pub const CONTRAST: &str = "wechat-contrast";
/// Lists too deep.
pub const LIST_DEPTH: &str = "wechat-list-depth";
/// A list in an item that has text beside it.
pub const SUBLIST: &str = "wechat-sublist";
/// An item that is torn apart.
pub const LIST_ITEM: &str = "wechat-list-item";
/// Layers that do nothing.
pub const NESTING: &str = "wechat-nesting";
/// A table wider than a phone.
pub const TABLE_WIDE: &str = "wechat-table-wide";
/// A table of too many columns.
pub const TABLE_COLUMNS: &str = "wechat-table-columns";
/// A link that opens nothing.
pub const LINK: &str = "wechat-link";
/// A picture that the platform cannot get.
pub const IMAGE_SOURCE: &str = "wechat-image-source";
/// A picture of a kind that it does not take.
pub const IMAGE_KIND: &str = "wechat-image-kind";
/// A picture without words for those who do not see it.
pub const IMAGE_ALT: &str = "wechat-image-alt";
/// What a drawing may not have.
pub const SVG: &str = "wechat-svg";
/// An article of nothing.
pub const EMPTY: &str = "wechat-empty";
/// An article too long.
pub const TOO_LONG: &str = "wechat-too-long";
/// A title that is missing.
pub const NO_TITLE: &str = "wechat-no-title";
/// A title too long.
pub const TITLE_TOO_LONG: &str = "wechat-title-too-long";
/// An author too long.
pub const AUTHOR_TOO_LONG: &str = "wechat-author-too-long";
/// A digest too long.
pub const DIGEST_TOO_LONG: &str = "wechat-digest-too-long";
/// The address of the original too long.
pub const SOURCE_TOO_LONG: &str = "wechat-source-too-long";

/// All of them.
pub const ALL: &[&str] = &[
    TAG,
    ATTRIBUTE,
    ID,
    CLASS,
    CSS,
    IMPORTANT,
    FONT_FAMILY,
    TEXT_ALIGN,
    WIDTH,
    LINE_HEIGHT,
    HEIGHT,
    OVERFLOW,
    WHITE_SPACE,
    BACKGROUND_IMAGE,
    GRADIENT,
    BLACK,
    CONTRAST,
    LIST_DEPTH,
    SUBLIST,
    LIST_ITEM,
    NESTING,
    TABLE_WIDE,
    TABLE_COLUMNS,
    LINK,
    IMAGE_SOURCE,
    IMAGE_KIND,
    IMAGE_ALT,
    SVG,
    EMPTY,
    TOO_LONG,
    NO_TITLE,
    TITLE_TOO_LONG,
    AUTHOR_TOO_LONG,
    DIGEST_TOO_LONG,
    SOURCE_TOO_LONG,
];
