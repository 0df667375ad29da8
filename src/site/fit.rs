//! What a file may be for the world: shown as a picture, offered for download, or neither. Judged by its bytes;
//! a name only says what somebody believed it to be.

mod concern;

use super::codes::*;
use super::image::{Image, Picture};
use super::media::Media;
use super::target::{Resolved, Target};
use super::wrong::{Wrong, no_picture, unsafe_file};
use crate::attachment::{self, Concern, FileKind};
use crate::both;
use crate::checks::{self, Rules};
use crate::diagnostic::Severity;
use crate::path;
use crate::picture::{Facts, Format, PIXELS_MAX, Trouble};
use crate::source::{FileSource, Nature};

/// What is published of a file, and what is to be told of it.
pub(super) fn publishable(file: &FileSource, href: &str, wanted: Target, rules: &Rules) -> (Resolved, Vec<Wrong>) {
    let refused = |wrong: Wrong| (Resolved::Nowhere, vec![wrong]);
    match &file.nature {
        Nature::Picture(Ok(facts)) => picture(file, *facts, href, wanted),
        Nature::Picture(Err(trouble)) => match unusable(*trouble, href, wanted) {
            Some(wrong) => refused(wrong),
            None => (Resolved::File(Media::of(file)), kept(*trouble, href).into_iter().collect()),
        },
        Nature::Drawing(drawing) if drawing.active => refused(unsafe_file(href, true)),
        Nature::Drawing(_) => match wanted {
            Target::Image => (Resolved::Image(Image::Drawing(Media::of(file))), Vec::new()),
            Target::Link | Target::Attachment => (Resolved::File(Media::of(file)), Vec::new()),
        },
        Nature::File(_) if wanted == Target::Image => refused(no_picture(href)),
        Nature::File(facts) => document(file, facts, href, rules),
    }
}

/// A picture that can be read.
fn picture(file: &FileSource, facts: Facts, href: &str, wanted: Target) -> (Resolved, Vec<Wrong>) {
    let mut told: Vec<Wrong> = misnamed(file, facts.format, href).into_iter().collect();
    let picture = Picture::of(file, facts);
    if wanted != Target::Image {
        return (Resolved::File(Media::of_picture(file, &picture)), told);
    }
    if facts.screenshot {
        told.push(Wrong {
            code: &SCREENSHOT,
            message: both!("“{href}”像是手机截图", "“{href}” looks like a screenshot of a phone"),
            help: both!(
                "截图里的字放不大、搜不到、读屏软件念不出：把要紧的话写进正文，截图可以留作附图",
                "its text cannot be enlarged, found or read aloud: write what matters into the text, and keep the picture beside it"
            ),
        });
    }
    if facts.stilled {
        told.push(Wrong {
            code: &STILLED,
            message: both!("“{href}”是会动的图，这里只留下第一帧", "“{href}” moves; only its first frame is kept"),
            help: both!("要让它动，另存为 GIF", "save it as a GIF to let it move"),
        });
    }
    (Resolved::Image(Image::Picture(picture)), told)
}

/// Why a picture cannot be used, if that stands against what is wanted of it.
fn unusable(trouble: Trouble, href: &str, wanted: Target) -> Option<Wrong> {
    let wrong = match trouble {
        Trouble::NotAPicture => return Some(no_picture(href)),
        Trouble::CannotRead(Format::Bmp | Format::Tiff) if wanted != Target::Image => return None,
        Trouble::CannotRead(Format::Heic) => Wrong {
            code: &NOT_A_PICTURE,
            message: both!(
                "“{href}”是苹果手机的 HEIC 照片，网页显示不了",
                "“{href}” is a HEIC photograph, which no page can show"
            ),
            help: both!(
                "在电脑上用“照片”或“画图”打开，另存为 JPG；以后在手机“设置→相机→格式”里选“兼容性最佳”",
                "open it in Photos or Paint and save it as JPG; on the phone, Settings → Camera → Formats → Most Compatible"
            ),
        },
        Trouble::CannotRead(format) => {
            let name = format!("{format:?}").to_uppercase();
            Wrong {
                code: &NOT_A_PICTURE,
                message: both!(
                    "“{href}”是 {name} 图片，这里读不了这一种",
                    "“{href}” is a picture of the kind {name}, which is not read here"
                ),
                help: both!("用“画图”打开，另存为 JPG 或 PNG", "open it in Paint and save it as JPG or PNG"),
            }
        }
        Trouble::Truncated => Wrong {
            code: &BROKEN_PICTURE,
            message: both!(
                "图片“{href}”不完整，后面的一截没有了，先用说明文字代替",
                "the picture “{href}” is cut off; its description stands in its place"
            ),
            help: both!("多半是没传完：从手机或相机里重新拷一次", "copy it again from the phone or the camera"),
        },
        Trouble::TooLarge { width, height } => {
            let most = PIXELS_MAX / 10_000;
            Wrong {
                code: &LARGE_PICTURE,
                message: both!(
                    "图片“{href}”自称有 {width}×{height} 像素，超过{most}万像素不处理，先用说明文字代替",
                    "the picture “{href}” says it has {width}×{height} pixels; more than {most}0,000 are not read, and its description stands in its place"
                ),
                help: both!(
                    "用“画图”打开，调整大小到宽4000像素以内再存",
                    "make it smaller in Paint: 4000 pixels wide or less"
                ),
            }
        }
        Trouble::Broken => Wrong {
            code: &BROKEN_PICTURE,
            message: both!(
                "图片“{href}”坏了，打不开，先用说明文字代替",
                "the picture “{href}” is damaged; its description stands in its place"
            ),
            help: both!("从手机或相机里重新拷一次，或另存为 JPG", "copy it again, or save it anew as JPG"),
        },
    };
    Some(wrong)
}

/// What a picture that is given to readers as it is may tell of who took it: a BMP has no room for that.
fn kept(trouble: Trouble, href: &str) -> Option<Wrong> {
    (trouble == Trouble::CannotRead(Format::Tiff)).then(|| Wrong {
        code: &HIDDEN_IN_FILE,
        message: both!(
            "“{href}”是 TIFF 图片，照原样给读者下载：相机写在里面的（拍摄地点、时间、机型）去不掉",
            "“{href}” is a TIFF, which readers get as it is: what a camera wrote in it (place, time, model) cannot be taken out"
        ),
        help: both!("用“画图”打开，另存为 JPG，换上这一份", "open it in Paint, save it as JPG, and put that in its place"),
    })
}

/// A picture whose name says another kind.
fn misnamed(file: &FileSource, format: Format, href: &str) -> Option<Wrong> {
    let name = match format {
        Format::Jpeg => "JPG",
        Format::Png => "PNG",
        Format::Gif => "GIF",
        Format::Webp => "WebP",
        _ => return None,
    };
    let ending = path::ending(&file.path).to_ascii_lowercase();
    let right = format.endings().first()?;
    if format.endings().contains(&ending.as_str()) {
        return None;
    }
    Some(Wrong {
        code: &MISNAMED,
        message: both!(
            "“{href}”其实是 {name} 图片，已按 {name} 处理",
            "“{href}” is in fact a {name}, and was read as such"
        ),
        help: both!("把文件名的结尾改成 .{right}", "let its name end in .{right}"),
    })
}

/// Endings of files that are published: what is not known to be harmless is not. (A browser runs more endings
/// than anybody can list, and so does Windows.)
const FILES: &[&str] = &[
    "pdf", "ofd", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "odt", "ods", "odp", "rtf", "txt",
    "csv", "tsv", "md", "ics", "vcf", "zip", "rar", "7z", "mp3", "m4a", "wav", "mp4", "mov", "webm", "bmp", "tif",
    "tiff",
];

/// A file to be downloaded.
fn document(file: &FileSource, facts: &attachment::Facts, href: &str, rules: &Rules) -> (Resolved, Vec<Wrong>) {
    let ending = path::ending(&file.path).to_ascii_lowercase();
    let unfit = !attachment::is_fit(facts.kind) && facts.kind != FileKind::Unknown;
    let runs = facts.concerns.contains(&Concern::Program);
    if (unfit || !FILES.contains(&ending.as_str())) && !runs {
        let is_named_a_picture = attachment::endings(FileKind::Picture).contains(&ending.as_str());
        let wrong =
            if is_named_a_picture && !unfit { not_a_picture(href, facts.kind) } else { unsafe_file(href, false) };
        return (Resolved::Nowhere, vec![wrong]);
    }
    let mut told: Vec<Wrong> =
        facts.concerns.iter().flat_map(|concern| concern::tell(href, facts.kind, concern)).collect();
    told.extend(personal(facts, href, rules));
    let (zh, en) = attachment::label(facts.kind);
    if !facts.whole {
        told.push(Wrong {
            code: &BROKEN_FILE,
            message: both!(
                "“{href}”不完整，像是没有复制完",
                "“{href}” is not whole; perhaps it was not copied to its end"
            ),
            help: both!("从原来的地方重新复制一份", "copy it again from where it came"),
        });
    } else if facts.concerns.contains(&Concern::NameDisagrees) && !runs {
        let right = attachment::endings(facts.kind).first().copied().unwrap_or("pdf");
        told.push(Wrong {
            code: &MISNAMED,
            message: both!(
                "“{href}”的名字以 .{ending} 结尾，里面其实是{zh}，读者可能打不开",
                "the name of “{href}” ends in .{ending}, but it is a {en}: readers may not be able to open it"
            ),
            help: both!(
                "用原来的软件另存为要的格式，或把结尾改成 .{right}",
                "save it in the format that is meant, or let its name end in .{right}"
            ),
        });
    }
    if told.iter().any(|wrong| wrong.code.severity == Severity::Error) {
        return (Resolved::Nowhere, told);
    }
    (Resolved::File(Media::of(file)), told)
}

/// A file that is named as a picture, and is something else.
fn not_a_picture(href: &str, kind: FileKind) -> Wrong {
    let ((zh, en), right) = (attachment::label(kind), attachment::endings(kind).first());
    let (message, (or_zh, or_en)) = match right {
        Some(right) => (
            both!("“{href}”不是图片，里面其实是{zh}", "“{href}” is no picture: it is in fact a {en}"),
            (
                format!("；要的就是里面的，把结尾改成 .{right}"),
                format!("; where this is meant, let its name end in .{right}"),
            ),
        ),
        None => (both!("“{href}”里面不是图片", "there is no picture in “{href}”"), Default::default()),
    };
    let help = both!("图片从原来的地方重新拷一份{or_zh}", "copy the picture again from where it came{or_en}");
    Wrong { code: &NOT_A_PICTURE, message, help }
}

/// Numbers of persons in what readers can read in a file.
fn personal(facts: &attachment::Facts, href: &str, rules: &Rules) -> Option<Wrong> {
    let found = checks::personal_numbers(&facts.text, rules);
    let first = found.first()?;
    let count = found.len();
    Some(Wrong {
        code: &PERSONAL_FILE,
        message: both!(
            "“{href}”里有没打码的身份证号、银行卡号或手机号，共{count}个，如 {first}",
            "“{href}” holds {count} numbers of persons that are not masked, such as {first}"
        ),
        help: both!(
            "在原文件里打码（隐藏的行、列、表也要看），另存后再放；单位公布的电话写进 site.yaml 的公开电话（phones）",
            "mask them in the file (hidden rows, columns and sheets too); an office's number belongs in phones of site.yaml"
        ),
    })
}
