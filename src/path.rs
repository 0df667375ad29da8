//! Paths as texts, with `/`: of files below content/, and of what lies in a site.

/// The last part: `通知.md` of `posts/通知.md`.
pub(crate) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// All above the last part: `posts` of `posts/通知.md`, nothing of `site.yaml`.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The name without its ending: `通知` of `posts/通知.md`, the whole of a name that has none.
pub(crate) fn stem(path: &str) -> &str {
    let name = name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// What stands behind the last dot of the name, as it is typed: `md` of `posts/通知.md`, nothing where there is none.
pub(crate) fn ending(path: &str) -> &str {
    name(path).rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The folders above a file, from the outermost on, that are not above `before` too. In the order of paths all that
/// lies in one folder stands together: beside the path right before it, these are the folders that begin with a file.
pub(crate) fn folders_begun<'a>(before: Option<&str>, path: &'a str) -> impl Iterator<Item = &'a str> {
    let is_above = move |at: usize| before.is_some_and(|before| before.as_bytes().starts_with(&path.as_bytes()[..=at]));
    path.match_indices('/').filter(move |(at, _)| !is_above(*at)).map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_apart_at_its_last_slash_and_its_last_dot() {
        let parts = |path| (folder(path), name(path), stem(path), ending(path));
        assert_eq!(parts("posts/2017/通知.md"), ("posts/2017", "通知.md", "通知", "md"));
        assert_eq!(parts("site.yaml"), ("", "site.yaml", "site", "yaml"));
        assert_eq!(parts("files/名单.tar.GZ"), ("files", "名单.tar.GZ", "名单.tar", "GZ"));
        assert_eq!(parts("v1.2/名单"), ("v1.2", "名单", "名单", ""));
        assert_eq!(parts("static/.htaccess"), ("static", ".htaccess", "", "htaccess"));
        assert_eq!(parts("a."), ("", "a.", "a", ""));
        assert_eq!(parts("a/"), ("a", "", "", ""));
    }
}
