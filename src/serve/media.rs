//! What kind of file it is, by its ending, as browsers want to be told: they are asked not to guess.

/// The media type of a path.
pub(super) fn of(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" | "map" => "application/json; charset=utf-8",
        // A browser shows it; as application/rss+xml it would ask where to put it.
        "xml" | "opml" | "xsl" => "text/xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "md" | "conf" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "ppt" => "application/vnd.ms-powerpoint",
        _ => "application/octet-stream",
    }
}

/// Whether a type is text in which the site's own address may stand.
pub(super) fn is_text(media: &str) -> bool {
    media.ends_with("charset=utf-8")
}

/// Whether it is a page.
pub(super) fn is_page(media: &str) -> bool {
    media.starts_with("text/html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_says_what_it_is() {
        assert!(is_page(of("posts/a/index.html")) && is_text(of("feed.xml")));
        assert_eq!(of("files/0123.JPG"), "image/jpeg");
        assert_eq!(of("a.html/x"), "application/octet-stream");
    }
}
