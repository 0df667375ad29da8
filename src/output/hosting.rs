//! What a static host must be told: who else may read feeds, the API and embeds (CORS), how long a browser may keep
//! each file, and what may run in a page (CSP). Written as the hosts' own files where site.yaml asks for them.

use super::format::FORMATS;
use super::{Artifact, Rank, Scene, View};
use crate::config::Host;
use crate::diagnostic::Diagnostic;
use crate::kind::KINDS;
use crate::own::{self, APIS, ARTICLES, ASSETS, CALENDAR, EMBED, FILES};
use crate::theme::Theme;
use std::fmt::Write;
use std::sync::Arc;

/// A configuration for a host.
#[derive(Hash)]
struct HostFile {
    host: Host,
    /// The path of the site on its host, without a slash at its end.
    root: String,
    /// What a page may load and run.
    policy: String,
}

/// The files that site.yaml asks for.
pub(super) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, .. } = scene;
    let root = site.urls.local("").trim_end_matches('/').to_owned();
    let policy = letting_in(POLICY, &site.config.scripts);
    let file = |&host: &Host| {
        let view = HostFile { host, root: root.clone(), policy: policy.clone() };
        Artifact::made(host.file().to_owned(), Rank::Door, theme, view)
    };
    site.config.hosts.iter().map(file).collect()
}

impl View for HostFile {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        Ok(match self.host {
            Host::Headers => headers(&self.root, &self.policy),
            Host::Nginx => nginx(&self.root, &self.policy),
        }
        .into_bytes())
    }
}

/// A file whose name holds the hash of its bytes never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Everything else does, and nobody may be told of a release half an hour late.
const SHORT: &str = "public, max-age=300";

/// What a page may load and run: its own files and nothing else, no script and no style within the page. Whatever an
/// author could smuggle in would not run.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'self'";
/// The same policy, where scripts of these origins may run as well, and may tell their origins what they count, by a
/// picture or by a request.
pub(crate) fn letting_in(policy: &str, origins: &[String]) -> String {
    if origins.is_empty() {
        return policy.to_owned();
    }
    let all = origins.join(" ");
    let scripts = format!("default-src 'self'; script-src 'self' {all}; connect-src 'self' {all};");
    policy.replacen("default-src 'self';", &scripts, 1).replacen("img-src 'self'", &format!("img-src 'self' {all}"), 1)
}

/// The pages around articles for WeChat hold articles as the platform wants them: every style in its element.
const OF_ARTICLES: &str = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; \
                           object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
/// What authors put beside their entries is read for what may run in it; if it were misread, nothing would run all the same.
pub(crate) const OF_FILES: &str = "script-src 'none'";
/// Below which pages lie beside those of the kinds. Embeds stand in other people's pages: no policy of ours is theirs.
const PAGES: [&str; 3] = [own::COLUMNS, own::TAGS, own::SUBSCRIBE];

/// `_headers`, as Netlify and Cloudflare Pages read it.
fn headers(root: &str, policy: &str) -> String {
    let mut out = String::new();
    let mut rule = |path: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(out, "{root}/{path}");
        for (name, value) in headers {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    let below = |folder: &str| format!("{folder}*");
    rule(&below(ASSETS), &[("Cache-Control", FOR_EVER)]);
    rule(&below(FILES), &[("Cache-Control", FOR_EVER), ("Content-Security-Policy", OF_FILES)]);
    let pages =
        ["", own::NOT_FOUND].map(str::to_owned).into_iter().chain(folders_of_pages().map(|folder| below(&folder)));
    for path in pages {
        rule(&path, &[("Content-Security-Policy", policy)]);
    }
    rule(&below(ARTICLES), &[("Content-Security-Policy", OF_ARTICLES)]);
    let open = [("Access-Control-Allow-Origin", "*"), ("Cache-Control", SHORT)];
    for path in [&*below(APIS), &*below(EMBED), own::EMBED_SCRIPT] {
        rule(path, &open);
    }
    // A feed lies beside each list, a calendar beside each kind, each column and each entry with times.
    for folder in ["", ":kind/", ":kind/:name/"] {
        for file in FORMATS.iter().map(|format| format.file()).chain([CALENDAR]) {
            rule(&format!("{folder}{file}"), &open);
        }
    }
    out
}

/// The folders in which the site's own pages lie.
fn folders_of_pages() -> impl Iterator<Item = String> {
    PAGES.iter().map(|&folder| folder.to_owned()).chain(KINDS.iter().map(|info| info.address()))
}

/// Locations for nginx, to be included in its `server { … }`.
fn nginx(root: &str, policy: &str) -> String {
    let mut out = String::from("# server { … include nginx.conf; … }\n");
    if !root.is_empty() {
        // A location by a pattern does not know the folder of an `alias` around another.
        let _ = writeln!(out, "# alias: location ^~ {root}/ {{ alias …/site/; include nginx.conf; }}");
    }
    let root = pattern(root);
    let folders: Vec<String> = folders_of_pages().map(|folder| pattern(&folder)).collect();
    let pages = format!("(index\\.html|{}|({}).*)?", pattern(own::NOT_FOUND), folders.join("|"));
    // A header that is empty is not sent: what else somebody publishes here has its own policy, or none.
    let _ = writeln!(out, "set $gongsheng \"\";");
    let _ = writeln!(out, "if ($uri ~ \"^{root}/{pages}$\") {{\n    set $gongsheng \"{policy}\";\n}}");
    // A location that adds headers of its own does not take over this one: embeds are free of it.
    let _ = writeln!(out, "add_header Content-Security-Policy $gongsheng always;");
    let _ = writeln!(out, "location ~ \"^{root}/{ARTICLES}\" {{");
    let _ = writeln!(out, "    add_header Content-Security-Policy \"{OF_ARTICLES}\";\n}}");
    let _ = writeln!(out, "location ~ \"^{root}/{FILES}\" {{");
    let _ = writeln!(out, "    add_header Cache-Control \"{FOR_EVER}\";");
    let _ = writeln!(out, "    add_header Content-Security-Policy \"{OF_FILES}\";\n}}");
    let mut location = |path: &str, media: Option<&str>, cors: bool, cache: &str| {
        let _ = writeln!(out, "location ~ \"^{root}/{path}\" {{");
        if let Some(media) = media {
            let _ = writeln!(out, "    types {{ }}\n    default_type \"{media}; charset=utf-8\";");
        }
        if cors {
            out.push_str("    add_header Access-Control-Allow-Origin \"*\";\n");
        }
        let _ = writeln!(out, "    add_header Cache-Control \"{cache}\";\n}}");
    };
    location(ASSETS, None, false, FOR_EVER);
    let script = own::EMBED_SCRIPT.replace('.', "\\.");
    location(&format!("({APIS}.*\\.json$|{EMBED}|{script}$)"), None, true, SHORT);
    for (file, media) in
        FORMATS.iter().map(|format| (format.file(), format.media())).chain([(CALENDAR, "text/calendar")])
    {
        location(&format!("(.*/)?{}$", pattern(file)), Some(media), true, SHORT);
    }
    out
}

/// A path as a regular expression that nothing can break out of: what is not plain is any one byte.
fn pattern(path: &str) -> String {
    let decoded: Vec<u8> = percent_encoding::percent_decode_str(path).collect();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte);
    decoded.into_iter().map(|byte| if plain(byte) { char::from(byte) } else { '.' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_named_by_its_hash_is_kept_for_ever_and_read_by_nobody_else() {
        let text = headers("", POLICY);
        assert!(text.starts_with("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n/files/*\n"));
        assert!(
            text.contains(
                "\n/api/*\n  Access-Control-Allow-Origin: *\n  Cache-Control: public, max-age=300\n/embed/*\n"
            )
        );
        assert!(text.contains("\n/:kind/:name/calendar.ics\n  Access-Control-Allow-Origin: *\n"));
    }

    #[test]
    fn no_style_and_no_script_runs_in_a_page_and_embeds_are_free() {
        let text = headers("/gh", POLICY);
        let files = format!("  Cache-Control: {FOR_EVER}\n  Content-Security-Policy: {OF_FILES}\n");
        assert!(text.contains(&format!("\n/gh/files/*\n{files}")));
        assert!(nginx("/gh", POLICY).contains(&format!("add_header Content-Security-Policy \"{OF_FILES}\";\n")));
        assert!(text.contains(&format!("\n/gh/tickets/*\n  Content-Security-Policy: {POLICY}\n")));
        assert!(text.contains(&format!("\n/gh/wechat/*\n  Content-Security-Policy: {OF_ARTICLES}\n")));
        assert!(!POLICY.contains("unsafe"));
        let after = text.split("/gh/embed/*\n").nth(1).unwrap_or_default();
        assert!(after.starts_with("  Access-Control-Allow-Origin: *\n"), "{after}");
        let nginx = nginx("/gh", POLICY);
        assert!(nginx.contains(&format!("    set $gongsheng \"{POLICY}\";\n")));
        assert!(nginx.contains("\"^/gh/(index\\.html|404.html|("), "{nginx}");
    }

    #[test]
    fn a_script_from_elsewhere_runs_counts_and_calls_home_and_nothing_else_does() {
        let origins = ["https://a.example.cn".to_owned(), "https://hm.baidu.com".to_owned()];
        assert_eq!(
            letting_in(POLICY, &origins),
            "default-src 'self'; script-src 'self' https://a.example.cn https://hm.baidu.com; connect-src 'self' \
             https://a.example.cn https://hm.baidu.com; img-src 'self' https://a.example.cn https://hm.baidu.com \
             data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
        );
        assert_eq!(letting_in(POLICY, &[]), POLICY);
    }

    #[test]
    fn paths_begin_where_the_site_does() {
        assert!(headers("/gh", POLICY).starts_with("/gh/assets/*\n"));
        assert!(nginx("/gh", POLICY).contains("location ~ \"^/gh/assets/\" {\n"));
    }

    #[test]
    fn nothing_breaks_out_of_a_pattern() {
        assert_eq!(pattern("/工会"), "/......");
        assert_eq!(pattern("/%E5%B7%A5"), "/...");
        assert_eq!(pattern("/a%22%20{%0A;"), "/a.....");
        assert_eq!(pattern("/a.b*"), "/a.b.");
    }
}
