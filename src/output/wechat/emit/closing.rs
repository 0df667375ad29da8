//! What stands around a body: corrections above it; attachments, notes and the closing below.

use super::Emitter;
use crate::markdown::Block;
use crate::output::wechat::dialect::Dialect;
use crate::output::wechat::qr;
use crate::site::Image;

/// What an article ends with.
#[derive(Hash)]
pub(in crate::output::wechat) struct Closing {
    /// Where it comes from.
    pub(in crate::output::wechat) source: Option<String>,
    /// The number that workers call.
    pub(in crate::output::wechat) hotline: String,
    /// What the account says of itself.
    pub(in crate::output::wechat) signature: Option<String>,
    /// The picture of the account's QR code.
    pub(in crate::output::wechat) qr: Option<Image>,
    /// Where the QR code of the page's own address lies, where one is asked for.
    pub(in crate::output::wechat) page_qr: Option<String>,
}

impl Emitter<'_> {
    /// What was corrected stands above all.
    pub(in crate::output::wechat) fn corrections(&mut self, corrections: &[(String, String)]) {
        for (at, text) in corrections {
            self.within(("p", &["correction"]), |emitter| {
                emitter.line(("strong", &[]), "更正");
                emitter.text(&format!("（{at}）：{text}"));
            });
        }
    }

    /// Attachments cannot be opened there: they are named, and the page has them.
    pub(in crate::output::wechat) fn attachments(&mut self, attachments: &[(String, String)]) {
        if attachments.is_empty() {
            return;
        }
        self.within(("section", &["attachments"]), |emitter| {
            emitter.within(("p", &["attachments-title"]), |emitter| {
                emitter.line(("strong", &[]), "附件");
                emitter.text("（点“阅读原文”下载）");
            });
            for (title, about) in attachments {
                emitter.line(("p", &["attachment"]), &format!("{title}（{about}）"));
            }
        });
    }

    /// Footnotes, and the addresses of links: outside its own articles the platform opens none.
    pub(in crate::output::wechat) fn notes(&mut self) {
        let body = self.body;
        let footnotes = &body.document().footnotes;
        // A footnote may hold the first link of all: they are written before the addresses are listed.
        if footnotes.is_empty() && self.links.is_empty() {
            return;
        }
        match self.dialect {
            Dialect::Own => {}
            Dialect::Mdnice => self.empty(("h3", &["footnotes-sep"])),
            Dialect::Wenyan => self.heading(3, |emitter| emitter.text("引用链接")),
            Dialect::Doocs => self.heading(4, |emitter| emitter.text("引用链接")),
        }
        let before = self.open(match self.dialect {
            Dialect::Doocs => ("p", &["notes", "footnotes"]),
            _ => ("section", &["notes", "footnotes"]),
        });
        if self.dialect == Dialect::Wenyan
            && let crate::output::wechat::tree::Data::Element(element) = &mut self.tree.get_mut(self.open).data
        {
            element.id = Some("footnotes".into());
        }
        for (number, note) in (1..).zip(footnotes) {
            self.numbered(&format!("〔{number}〕"), number == 1, |emitter| emitter.plain_notes(note));
        }
        for (number, (title, url)) in (1..).zip(std::mem::take(&mut self.links)) {
            self.numbered(&format!("[{number}]"), number == 1 && footnotes.is_empty(), |emitter| {
                if title != url {
                    emitter.text(&format!("{title} "));
                }
                match emitter.dialect {
                    Dialect::Own => emitter.text(&url),
                    Dialect::Mdnice => emitter.line(("em", &[]), &url),
                    Dialect::Doocs | Dialect::Wenyan => emitter.line(("i", &[]), &url),
                }
            });
        }
        self.close(before);
    }

    fn plain_notes(&mut self, note: &[Block]) {
        self.plain_lines(note);
    }

    /// A note behind its number.
    fn numbered(&mut self, number: &str, first: bool, text: impl FnOnce(&mut Self)) {
        match self.dialect {
            Dialect::Own => self.within(("p", &["note"]), |emitter| {
                emitter.text(&format!("{number} "));
                text(emitter);
            }),
            Dialect::Doocs => {
                if !first {
                    self.line_break();
                }
                self.line(("code", &[]), number);
                self.text(" ");
                text(self);
            }
            Dialect::Wenyan => self.within(("p", &["note"]), |emitter| {
                emitter.line(("span", &["footnote-num"]), &format!("{number} "));
                emitter.within(("span", &["footnote-txt"]), text);
            }),
            Dialect::Mdnice => self.within(("section", &["note", "footnote-item"]), |emitter| {
                emitter.line(("span", &["footnote-num"]), &format!("{number} "));
                emitter.within(("p", &[]), text);
            }),
        }
    }

    /// Where it comes from, the account's signature, the hotline and QR code; the page's QR code where asked. Each
    /// stands on a line of its own.
    pub(in crate::output::wechat) fn closing(&mut self, closing: &Closing) {
        let source = closing.source.as_ref().map(|source| ("source", format!("来源：{source}")));
        let signature = closing.signature.as_ref().map(|signature| ("signature", signature.clone()));
        let hotline = closing.hotline().map(|hotline| ("hotline", format!("职工服务热线 {hotline}")));
        // The platform takes no SVG as a picture.
        let account = closing.qr.as_ref().and_then(Image::picture);
        let before = self.open(("section", &["closing"]));
        let mut first = true;
        let mut next = |emitter: &mut Self| {
            if !std::mem::take(&mut first) {
                emitter.line_break();
            }
        };
        for (class, text) in [source, signature, hotline].into_iter().flatten() {
            next(self);
            let before = self.open(("span", &[]));
            self.class(class);
            self.text(&text);
            self.close(before);
        }
        if let Some(account) = account {
            next(self);
            self.picture(account, "公众号二维码", &["qr"], None);
            self.line_break();
            self.text("长按识别，关注公众号");
        }
        if let Some(path) = &closing.page_qr {
            next(self);
            let url = self.urls.public(path);
            self.picture_at(&["qr"], None, url, "网页二维码", (qr::SIDE, qr::SIDE));
            self.line_break();
            self.text("长按识别，看网页");
        }
        self.close(before);
    }
}

impl Closing {
    /// The hotline, where the signature has not said it already.
    fn hotline(&self) -> Option<&str> {
        let said = self.signature.as_ref().is_some_and(|signature| signature.contains(&self.hotline));
        (!self.hotline.is_empty() && !said).then_some(&*self.hotline)
    }
}
