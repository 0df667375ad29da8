//! The kinds of files, what they are called, and the endings of their names.

/// What a file is, by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// Word since 2007 (.docx and its kin).
    Word,
    /// Excel since 2007 (.xlsx and its kin).
    Excel,
    /// PowerPoint since 2007 (.pptx and its kin).
    Slides,
    /// Word before 2007 (.doc), and WPS Writer (.wps).
    OldWord,
    /// Excel before 2007 (.xls), and WPS Spreadsheets (.et).
    OldExcel,
    /// PowerPoint before 2007 (.ppt), and WPS Presentation (.dps).
    OldSlides,
    /// OpenDocument: .odt, .ods, .odp.
    OpenDocument,
    /// OFD, the fixed-layout format of Chinese offices (GB/T 33190).
    Ofd,
    /// Rich text.
    Rtf,
    /// Plain text of any ending: .txt, .csv, .ics …
    Text,
    /// A zip that is none of the others.
    Zip,
    /// RAR.
    Rar,
    /// 7z.
    SevenZip,
    /// gzip, also of a tar.
    Gzip,
    /// tar.
    Tar,
    /// A picture.
    Picture,
    /// Sound.
    Audio,
    /// Film.
    Video,
    /// EPUB.
    Epub,
    /// A web page.
    Html,
    /// Text that a computer runs: .bat, .vbs, .js, .sh …
    Script,
    /// A program or an installer of any system, or a shortcut to one.
    Program,
    /// None of these.
    Unknown,
}

/// What readers call the kind, in Chinese and in English.
pub fn label(kind: FileKind) -> (&'static str, &'static str) {
    match kind {
        FileKind::Pdf => ("PDF 文件", "PDF"),
        FileKind::Word => ("Word 文档", "Word document"),
        FileKind::Excel => ("Excel 表格", "Excel workbook"),
        FileKind::Slides => ("PPT 演示文稿", "PowerPoint slides"),
        FileKind::OldWord => ("Word 97-2003 文档", "Word 97-2003 document"),
        FileKind::OldExcel => ("Excel 97-2003 表格", "Excel 97-2003 workbook"),
        FileKind::OldSlides => ("PPT 97-2003 演示文稿", "PowerPoint 97-2003 slides"),
        FileKind::OpenDocument => ("OpenDocument 文档", "OpenDocument file"),
        FileKind::Ofd => ("OFD 文件", "OFD"),
        FileKind::Rtf => ("RTF 文档", "RTF document"),
        FileKind::Text => ("文本文件", "text file"),
        FileKind::Zip => ("ZIP 压缩包", "ZIP archive"),
        FileKind::Rar => ("RAR 压缩包", "RAR archive"),
        FileKind::SevenZip => ("7z 压缩包", "7z archive"),
        FileKind::Gzip => ("GZ 压缩包", "gzip archive"),
        FileKind::Tar => ("TAR 归档包", "tar archive"),
        FileKind::Picture => ("图片", "picture"),
        FileKind::Audio => ("音频", "sound"),
        FileKind::Video => ("视频", "video"),
        FileKind::Epub => ("EPUB 电子书", "EPUB book"),
        FileKind::Html => ("网页文件", "web page"),
        FileKind::Script => ("脚本", "script"),
        FileKind::Program => ("程序", "program"),
        FileKind::Unknown => ("认不出的文件", "unknown file"),
    }
}

/// The endings that names of the kind have, in lower case, the usual one first. WPS gives its own endings to
/// files of either format, and an .rtf named .doc is opened by Word without a word.
pub fn endings(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Pdf => &["pdf"],
        FileKind::Word => &["docx", "docm", "dotx", "dotm", "wps", "wpt"],
        FileKind::Excel => &["xlsx", "xlsm", "xlsb", "xltx", "xltm", "et", "ett"],
        FileKind::Slides => &["pptx", "pptm", "ppsx", "ppsm", "potx", "potm", "dps", "dpt"],
        FileKind::OldWord => &["doc", "dot", "wps", "wpt"],
        FileKind::OldExcel => &["xls", "xlt", "et", "ett"],
        FileKind::OldSlides => &["ppt", "pps", "pot", "dps", "dpt"],
        FileKind::OpenDocument => &["odt", "ods", "odp", "odg", "ott", "ots", "otp"],
        FileKind::Ofd => &["ofd"],
        FileKind::Rtf => &["rtf", "doc"],
        FileKind::Text => {
            &["txt", "csv", "tsv", "md", "markdown", "ics", "vcf", "log", "json", "xml", "yaml", "yml", "srt", "text"]
        }
        FileKind::Zip => &["zip"],
        FileKind::Rar => &["rar"],
        FileKind::SevenZip => &["7z"],
        FileKind::Gzip => &["gz", "tgz"],
        FileKind::Tar => &["tar"],
        FileKind::Picture => &[
            "jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "bmp", "tif", "tiff", "heic", "heif", "jfif", "ico",
            "psd",
        ],
        FileKind::Audio => &["mp3", "m4a", "wav", "ogg", "oga", "opus", "flac", "aac", "amr"],
        FileKind::Video => {
            &["mp4", "m4v", "mov", "webm", "mkv", "avi", "wmv", "wma", "flv", "mpg", "mpeg", "3gp", "ogv", "m4a"]
        }
        FileKind::Epub => &["epub"],
        FileKind::Html => &["html", "htm", "xhtml", "mht", "mhtml"],
        FileKind::Script => SCRIPTS,
        FileKind::Program => PROGRAMS,
        FileKind::Unknown => &[],
    }
}

/// Whether a public site may offer files of the kind: what its readers can open, and what runs nowhere.
pub fn is_fit(kind: FileKind) -> bool {
    !matches!(
        kind,
        FileKind::Html | FileKind::Script | FileKind::Program | FileKind::Gzip | FileKind::Tar | FileKind::Unknown
    )
}

/// Whether an ending, in small letters, is one that files have which a public site may offer.
pub fn is_offered(ending: &str) -> bool {
    promised(ending).is_some_and(is_fit)
}

/// Endings of text that Windows, macOS or Linux runs at a double click.
const SCRIPTS: &[&str] = &[
    "bat", "cmd", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "wsc", "hta", "ps1", "psm1", "reg", "inf", "url",
    "sh", "command", "py", "pyw", "pl", "rb", "php", "jsp", "asp", "aspx", "scf", "sct", "iqy", "slk", "desktop",
];

/// Endings of programs, installers and shortcuts.
const PROGRAMS: &[&str] = &[
    "exe", "com", "scr", "pif", "dll", "sys", "ocx", "cpl", "msi", "msp", "msix", "appx", "lnk", "apk", "ipa", "jar",
    "class", "dex", "dmg", "pkg", "deb", "rpm", "app", "elf", "so", "dylib", "bin", "run", "chm", "xll", "hap",
];

/// Whether a name with this ending is run at a double click, whatever its bytes are.
pub(super) fn is_run(ending: &str) -> bool {
    SCRIPTS.contains(&ending) || (PROGRAMS.contains(&ending) && ending != "bin")
}

/// Whether text with this ending is a script.
pub(super) fn is_script(ending: &str) -> bool {
    SCRIPTS.contains(&ending)
}

/// The ending of a name in lower case, without blanks; empty where there is none.
pub(super) fn ending(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.trim().to_lowercase())
}

/// The kind that an ending promises.
pub(super) fn promised(ending: &str) -> Option<FileKind> {
    ALL.iter().copied().find(|kind| endings(*kind).contains(&ending))
}

/// Whether an ending is of another kind than the bytes. Of text, and of bytes that nobody knows, an ending that
/// nobody knows either is not wrong.
pub(super) fn disagrees(kind: FileKind, ending: &str) -> bool {
    let is_one = endings(kind).contains(&ending);
    match kind {
        FileKind::Unknown | FileKind::Text => !is_one && promised(ending).is_some(),
        _ => !is_one,
    }
}

const ALL: &[FileKind] = &[
    FileKind::Pdf,
    FileKind::Word,
    FileKind::Excel,
    FileKind::Slides,
    FileKind::OldWord,
    FileKind::OldExcel,
    FileKind::OldSlides,
    FileKind::OpenDocument,
    FileKind::Ofd,
    FileKind::Rtf,
    FileKind::Text,
    FileKind::Zip,
    FileKind::Rar,
    FileKind::SevenZip,
    FileKind::Gzip,
    FileKind::Tar,
    FileKind::Picture,
    FileKind::Audio,
    FileKind::Video,
    FileKind::Epub,
    FileKind::Html,
    FileKind::Script,
    FileKind::Program,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_is_what_stands_after_the_last_dot_of_the_name() {
        assert_eq!(ending("附件1（定稿）最终版.PDF "), "pdf");
        assert_eq!(ending("a.b/名单"), "");
        assert_eq!(ending("通知.pdf.exe"), "exe");
    }

    #[test]
    fn an_ending_of_another_kind_disagrees() {
        assert!(disagrees(FileKind::Pdf, "docx"));
        assert!(disagrees(FileKind::Pdf, ""));
        assert!(disagrees(FileKind::Unknown, "pdf"));
        assert!(!disagrees(FileKind::Unknown, "cad"));
        assert!(!disagrees(FileKind::OldWord, "wps"));
    }

    #[test]
    fn every_kind_has_a_name_and_an_ending() {
        for kind in ALL {
            assert!(!endings(*kind).is_empty() && !label(*kind).0.is_empty(), "{kind:?}");
        }
    }

    #[test]
    fn what_runs_is_not_fit() {
        assert!(is_fit(FileKind::Pdf) && is_fit(FileKind::OldWord) && is_fit(FileKind::Rar));
        assert!(!is_fit(FileKind::Program) && !is_fit(FileKind::Html) && !is_fit(FileKind::Unknown));
    }
}
