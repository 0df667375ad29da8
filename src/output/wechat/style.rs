//! The declarations of an article: only what survives on the platform, only what differs from what is
//! inherited. No pure black, no background behind text but very light ones, so that the platform's own dark
//! mode keeps it legible.

pub(super) const ROOT: &str = "font-size:16px;line-height:1.8;color:#333";
pub(super) const PARAGRAPH: &str = "margin:0 0 16px";
pub(super) const HEADING: &str =
    "margin:28px 0 14px;padding-left:10px;border-left:4px solid #b3261e;font-size:18px;line-height:1.5;color:#b3261e";
pub(super) const SUBHEADING: &str = "margin:22px 0 12px;font-size:17px;line-height:1.5;color:#b3261e";
pub(super) const QUOTE: &str =
    "margin:0 0 16px;padding:12px 14px;border-left:3px solid #d9d2c5;background-color:#f8f6f2;color:#5c5650";
pub(super) const BOX: &str = "margin:0 0 16px;padding:12px 14px;border:1px solid #e4c9c6;background-color:#fdf6f5";
pub(super) const BOX_TITLE: &str = "margin:0 0 6px;color:#b3261e";
pub(super) const LIST: &str = "margin:0 0 16px;padding-left:24px";
pub(super) const PARTED: &str = "margin:0 0 6px;padding-left:24px";
pub(super) const ITEM: &str = "margin:0 0 6px";
pub(super) const CODE: &str =
    "margin:0 0 16px;padding:10px 12px;background-color:#f6f4f0;font-size:14px;line-height:1.6;word-break:break-all";
pub(super) const INLINE_CODE: &str = "padding:1px 4px;background-color:#f6f4f0;font-size:15px";
pub(super) const TABLE: &str = "margin:0 0 16px;width:100%;table-layout:fixed;word-break:break-all;border-collapse:collapse;font-size:14px;line-height:1.5";
/// A ranking has hundreds of cells, and the platform counts the markup: its lines are those of its rows.
pub(super) const RANKING: &str = "margin:0 0 16px;width:100%;table-layout:fixed;word-break:break-all;border-collapse:collapse;font-size:14px;line-height:1.9;text-align:left";
pub(super) const ROW: &str = "border-bottom:1px solid #ddd5ca";
pub(super) const HEAD_CELL: &str = "padding:6px 4px;border:1px solid #ddd5ca;background-color:#f8f1ef;text-align:left";
pub(super) const CELL: &str = "padding:6px 4px;border:1px solid #ddd5ca;text-align:left;vertical-align:top";
pub(super) const RULE: &str = "margin:24px 0;border:0;border-top:1px solid #ddd5ca";
pub(super) const FIGURE: &str = "margin:0 0 16px;text-align:center";
pub(super) const IMAGE: &str = "max-width:100%";
pub(super) const CAPTION: &str = "margin:6px 0 0;font-size:14px;color:#736c64";
pub(super) const STRONG: &str = "color:#b3261e";
pub(super) const EMPHASIS: &str = "font-style:normal;border-bottom:1px dashed #b3261e";
pub(super) const LINKED: &str = "color:#33557f";
pub(super) const CARD: &str = "margin:0 0 20px;padding:14px 14px 4px;border:1px solid #e4c9c6;border-top:4px solid #b3261e;background-color:#fdf9f8";
pub(super) const STATE: &str = "margin:0 0 10px;font-size:17px;color:#b3261e";
pub(super) const FACT: &str = "margin:0 0 8px;line-height:1.6";
pub(super) const FACT_LABEL: &str = "font-size:14px;color:#736c64";
pub(super) const CORRECTION: &str =
    "margin:0 0 16px;padding:10px 12px;border:1px solid #d9b36c;background-color:#fdf8ec";
pub(super) const NOTES: &str = "margin:24px 0 0;font-size:14px;line-height:1.7;color:#736c64;word-break:break-all";
pub(super) const NOTE: &str = "margin:0 0 6px";
pub(super) const CLOSING: &str =
    "margin:24px 0 0;padding-top:12px;border-top:1px solid #ddd5ca;font-size:14px;color:#736c64;text-align:center";

/// A list within a list: further to the right by its depth, as far as a phone is wide.
pub(super) fn sublist(depth: usize) -> String {
    format!("margin:0 0 6px;padding-left:{}px", 4 + 20 * depth.clamp(2, 5))
}
