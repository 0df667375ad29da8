//! Paths of files within a site: with `/`, below its own folder.

/// The folders above a file, from the outermost on, that are not above `before` too. In the order of paths all that
/// lies in one folder stands together: beside the path right before it, these are the folders that begin with a file.
pub(crate) fn folders_begun<'a>(before: Option<&str>, path: &'a str) -> impl Iterator<Item = &'a str> {
    let is_above = move |at: usize| before.is_some_and(|before| before.as_bytes().starts_with(&path.as_bytes()[..=at]));
    path.match_indices('/').filter(move |(at, _)| !is_above(*at)).map(|(at, _)| &path[..at])
}
