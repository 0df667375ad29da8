//! Links and pictures: what the platform opens and what it can get.

use super::frame::Frame;
use super::{Checker, Profile, codes, short};
use crate::both;
use crate::path;

/// Whether an address is one of the platform's own articles: those links stay links.
pub(in crate::output::wechat) fn is_article(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with("mp.weixin.qq.com/"))
}

impl Checker<'_> {
    pub(super) fn link(&mut self, frame: &Frame) {
        let Some(address) = frame.attribute("href").map(str::trim) else { return };
        if is_article(address) || frame.attribute("data-miniprogram-appid").is_some() {
            return;
        }
        if address.is_empty() || address.starts_with('#') {
            return self.tell(
                codes::LINK,
                true,
                frame.node,
                both!("跳到文中某处的链接在公众号里点不动", "A link to a place in the text does nothing there"),
                both!("去掉链接，写明“见下文”", "Take the link away and say “see below”"),
            );
        }
        let address = short(address);
        self.tell(
            codes::LINK,
            true,
            frame.node,
            both!("公众号里打不开这个链接：{address}", "This link does not open there: {address}"),
            both!("网址写成文字放在文末，或者放一张二维码；只有公众号自己的文章（mp.weixin.qq.com）能链接", "Write the address as text at the end, or show a QR code; only articles of the platform (mp.weixin.qq.com) can be linked"),
        );
    }

    pub(super) fn image(&mut self, frame: &Frame) {
        if frame.attribute("alt").is_none() {
            self.tell(
                codes::IMAGE_ALT,
                false,
                frame.node,
                both!(
                    "图片没有文字说明，看不见图的人不知道是什么",
                    "A picture without words: who does not see it does not know what it shows"
                ),
                both!(
                    "写上 alt，一句话说明图里是什么；只作装饰的写 alt=\"\"",
                    "Write alt with a sentence about the picture; for mere decoration alt=\"\""
                ),
            );
        }
        let source = frame.attribute("src").filter(|source| !source.trim().is_empty()).or(frame.attribute("data-src"));
        let Some(source) = source.map(str::trim).filter(|source| !source.is_empty()) else {
            return self.source(frame, both!("图片没有地址", "A picture without an address"));
        };
        let shown = short(source);
        if self.is_own(source) {
            return;
        }
        if self.profile == Profile::Api {
            return self.tell(
                codes::IMAGE_SOURCE,
                true,
                frame.node,
                both!("图片还没有传到公众号：{shown}", "A picture that has not been sent to the platform: {shown}"),
                both!(
                    "先把图片上传到公众号，用它给的地址",
                    "Upload the picture first and use the address that the platform gives"
                ),
            );
        }
        if let Some(data) = source.strip_prefix("data:") {
            let kind = data.split([';', ',']).next().unwrap_or_default();
            let kind = kind.strip_prefix("image/").unwrap_or(kind);
            if !self.rules.image_kinds.contains_any_case(kind) {
                self.kind(frame, kind);
            }
        } else if let Some(rest) = source.strip_prefix("https://") {
            let path = rest.split(['?', '#']).next().unwrap_or_default();
            let ending = path::ending(path);
            if path.contains('/') && self.rules.image_kinds_deny.contains_any_case(ending) {
                self.kind(frame, ending);
            }
        } else if source.starts_with("http://") {
            self.source(
                frame,
                both!("图片的地址不是 https，公众号取不到：{shown}", "The address of a picture is not https: {shown}"),
            );
        } else {
            self.source(
                frame,
                both!(
                    "图片在你的电脑上，公众号取不到：{shown}",
                    "A picture on your own computer, which the platform cannot get: {shown}"
                ),
            );
        }
    }

    /// Pictures that are not an `img`.
    pub(super) fn background_image(&mut self, frame: &Frame, value: &str) {
        let mut rest = value;
        while let Some((_, behind)) = rest.split_once("url(") {
            let (address, behind) = behind.split_once(')').unwrap_or((behind, ""));
            rest = behind;
            let address = address.trim_matches([' ', '"', '\'']);
            if self.is_own(address) {
                continue;
            }
            let address = short(address);
            self.tell(
                codes::BACKGROUND_IMAGE,
                true,
                frame.node,
                both!(
                    "背景图片不在公众号的图库里，会被删掉：{address}",
                    "A background picture that is not the platform's own is taken out: {address}"
                ),
                both!(
                    "去掉背景图片，用一种颜色做底；或者先把图片传到公众号",
                    "Use a colour instead; or upload the picture to the platform first"
                ),
            );
        }
    }

    fn source(&mut self, frame: &Frame, what: crate::lang::Both) {
        let mend = both!(
            "把图片传到网站上，用 https 开头的地址；或者粘贴后在公众号里手工插入这张图",
            "Put the picture on the site and use its https address; or insert it by hand after pasting"
        );
        self.tell(codes::IMAGE_SOURCE, true, frame.node, what, mend);
    }

    fn kind(&mut self, frame: &Frame, kind: &str) {
        let kind = short(kind);
        self.tell(
            codes::IMAGE_KIND,
            true,
            frame.node,
            both!("公众号不收“{kind}”格式的图片", "The platform takes no {kind} pictures"),
            both!("另存为 jpg 或 png 再插入", "Save it as jpg or png"),
        );
    }

    /// Is it one of the platform's own pictures?
    fn is_own(&self, address: &str) -> bool {
        let rest = address.trim_start_matches("https:").trim_start_matches("http:").strip_prefix("//");
        rest.is_some_and(|rest| {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            self.rules.image_hosts.contains(host)
        })
    }
}
