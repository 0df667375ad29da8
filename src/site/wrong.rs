//! What is said of links that lead nowhere, and of files that are not published.

use super::codes::*;
use super::target::Target;
use crate::both;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::fields::only_the;
use crate::lang::Both;
use crate::markdown::whole_address;

/// What is wrong with a link, before its place is known.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) code: &'static Code,
    pub(super) message: Both,
    pub(super) help: Both,
}

impl Wrong {
    /// The diagnostic at its place.
    pub(super) fn at(self, place: Place) -> Diagnostic {
        Diagnostic::at(self.code, place, self.message).help(self.help)
    }
}

pub(super) fn outside(href: &str) -> Wrong {
    Wrong {
        code: &OUTSIDE,
        message: both!("“{href}”出了 content 文件夹", "“{href}” leads out of the folder content"),
        help: both!("把文件放到这篇旁边，只写文件名", "put the file beside the entry and write its name only"),
    }
}

/// An address of the web without its host, or without the two slashes in front of it: browsers take it for one of this
/// site.
pub(super) fn not_whole(href: &str) -> Wrong {
    Wrong {
        code: &BROKEN_LINK,
        message: both!("网址“{href}”不完整", "the address “{href}” is not complete"),
        help: both!(
            "写完整的网址，以 https:// 开头，后面是域名",
            "write it in full, beginning with https:// and the name of the host"
        ),
    }
}

pub(super) fn missing(href: &str, wanted: Target) -> Wrong {
    match wanted {
        Target::Image => Wrong {
            code: &MISSING_FILE,
            message: both!("找不到图片“{href}”", "there is no picture “{href}”"),
            help: both!(
                "把图片放到这篇旁边，或放到 content/images 里",
                "put it beside the entry, or into content/images"
            ),
        },
        Target::Attachment => Wrong {
            code: &MISSING_FILE,
            message: both!("找不到附件“{href}”", "there is no attachment “{href}”"),
            help: both!("把文件放到这篇旁边，只写文件名", "put the file beside the entry and write its name only"),
        },
        Target::Link if href.to_lowercase().contains(".md") => Wrong {
            code: &BROKEN_LINK,
            message: both!("链接“{href}”指向的文章不存在", "the link “{href}” leads to no entry"),
            help: both!(
                "写从这篇到那篇文件的路径，如 ../events/某活动.md",
                "write the path from this file to the other: ../events/x.md"
            ),
        },
        Target::Link => Wrong {
            code: &MISSING_FILE,
            message: both!("找不到“{href}”", "there is no “{href}”"),
            help: both!(
                "把文件放到这篇旁边；外面的网址要以 https:// 开头",
                "put the file beside the entry; an address elsewhere begins with https://"
            ),
        },
    }
}

pub(super) fn missing_from_config(href: &str) -> Wrong {
    Wrong {
        code: &MISSING_FILE,
        message: both!("找不到“{href}”", "there is no “{href}”"),
        help: both!(
            "写 content 里的路径，如 images/logo.svg 或 pages/about.md；外面的网址要以 https:// 开头",
            "write a path in content: images/logo.svg or pages/about.md; an address elsewhere begins with https://"
        ),
    }
}

pub(super) fn no_picture(href: &str) -> Wrong {
    Wrong {
        code: &NOT_A_PICTURE,
        message: both!("“{href}”不是网页能显示的图片", "“{href}” is no picture that a page can show"),
        help: both!(
            "用 JPG、PNG、GIF、WebP 或 SVG；文件就用链接 [名称](文件)",
            "use JPG, PNG, GIF, WebP or SVG; link to a file with [title](file)"
        ),
    }
}

pub(super) fn no_anchor(href: &str, fragment: &str) -> Wrong {
    Wrong {
        code: &BROKEN_LINK,
        message: both!(
            "链接“{href}”要去的标题“{fragment}”不存在",
            "the link “{href}” leads to a heading “{fragment}” that does not exist"
        ),
        help: both!(
            "核对那篇里的标题，# 后面写标题的文字",
            "check the headings there; behind # stands the text of one"
        ),
    }
}

pub(super) fn unsafe_link(href: &str) -> Wrong {
    Wrong {
        code: &UNSAFE_LINK,
        message: both!("链接“{href}”不安全，已去掉", "the link “{href}” is not safe and was taken out"),
        help: both!(
            "链接只能是 https://、http://、mailto:、tel: 或站内文件",
            "a link is https://, http://, mailto:, tel: or a file of the site"
        ),
    }
}

pub(super) fn foreign_picture(href: &str) -> Wrong {
    Wrong {
        code: &MISSING_FILE,
        message: both!("图片“{href}”在别的网站上", "the picture “{href}” is on another site"),
        help: both!(
            "别的网站会删图、会记录读者：先把图片存下来，放到这篇旁边",
            "other sites remove pictures and record readers: save it and put it beside the entry"
        ),
    }
}

pub(super) fn foreign_attachment(href: &str) -> Wrong {
    Wrong {
        code: &MISSING_FILE,
        message: both!("附件“{href}”在别的网站上", "the attachment “{href}” is on another site"),
        help: both!(
            "先存下来，放到这篇旁边；或者删去这个附件，在正文里写成链接：[报名表]({href})",
            "save it and put it beside the entry; or leave it out here and write a link into the text: [form]({href})"
        ),
    }
}

/// An address with something behind it that is not its own.
pub(super) fn more_than_an_address(href: &str) -> Wrong {
    Wrong {
        code: &BROKEN_LINK,
        message: both!("链接“{href}”里除了网址还有别的", "the link “{href}” holds more than an address"),
        help: only_the(whole_address(href)),
    }
}

/// The message about a link that is none to an article on the platform.
pub(super) fn not_an_article(link: &str, place: Place) -> Diagnostic {
    Diagnostic::at(
        &NOT_AN_ARTICLE,
        place,
        both!("“{link}”不是公众号文章的网址", "“{link}” is not the address of an article"),
    )
    .help(both!(
        "推文发布后，复制它的网址，以 https://mp.weixin.qq.com/ 开头",
        "copy the address of the published article: it begins with https://mp.weixin.qq.com/"
    ))
}

pub(super) fn unsafe_file(href: &str, drawing: bool) -> Wrong {
    if drawing {
        return Wrong {
            code: &UNSAFE_FILE,
            message: both!(
                "“{href}”里除了图形还有别的东西（脚本、链接、外部文件等）",
                "“{href}” holds more than a drawing (a script, a link, another file …)"
            ),
            help: both!(
                "在画图软件里另存为“普通 SVG”，或导出成 PNG",
                "save it as plain SVG in the drawing program, or export a PNG"
            ),
        };
    }
    Wrong {
        code: &UNSAFE_FILE,
        message: both!(
            "“{href}”这种文件里可能有会运行的程序，不能公开",
            "“{href}” is a kind of file that may run, and is not published"
        ),
        help: both!(
            "换成 PDF、Office 文件、图片或压缩包；整站要用的网页文件放到 content/static",
            "make it a PDF, an Office file, a picture or an archive; pages of your own belong into content/static"
        ),
    }
}
