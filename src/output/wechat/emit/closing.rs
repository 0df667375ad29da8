//! What stands around a body: corrections above it; attachments, notes and the closing below.

use super::Emitter;
use super::qr;
use crate::markdown::Block;
use crate::output::wechat::dialect::Dialect;
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
    /// Whether the page's own address stands there as a QR code.
    pub(in crate::output::wechat) page_qr: bool,
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

    /// Where it comes from, the account's signature and QR code, the hotline; the page's address where asked.
    pub(in crate::output::wechat) fn closing(&mut self, closing: &Closing, page: &str) {
        self.within(("section", &["closing"]), |emitter| {
            if let Some(source) = &closing.source {
                emitter.line(("p", &["source"]), &format!("来源：{source}"));
            }
            if let Some(signature) = &closing.signature {
                emitter.line(("p", &["signature"]), signature);
            }
            // The platform takes no SVG as a picture.
            if let Some(qr) = closing.qr.as_ref().and_then(Image::picture) {
                emitter.picture(qr, "公众号二维码", &["qr"], None);
            }
            if !closing.hotline.is_empty() {
                emitter.line(("p", &["hotline"]), &format!("职工服务热线 {}", closing.hotline));
            }
            if closing.page_qr
                && let Some(drawing) = qr::Drawing::of(page)
            {
                emitter.within(("section", &["page-qr"]), |emitter| {
                    let before = emitter.open(("svg", &[]));
                    emitter.attribute("viewBox", format!("0 0 {0} {0}", drawing.size));
                    emitter.attribute("width", "120".to_owned());
                    emitter.within(("path", &[]), |emitter| {
                        emitter.attribute("fill", "currentColor".to_owned());
                        emitter.attribute("d", drawing.path);
                    });
                    emitter.close(before);
                    emitter.line(("p", &["caption"]), "扫码看网页");
                });
            }
        });
    }
}
