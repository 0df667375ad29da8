//! What a link asks for, and where it leads.

use super::image::Image;
use super::media::Media;

/// Where a link or an image leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Resolved {
    /// A page of the site.
    Page {
        /// Its path.
        path: String,
        /// The fragment, without `#`; may be empty.
        fragment: String,
        /// The address of its article on the platform, where it has one.
        article: Option<String>,
    },
    /// A fragment of the same page.
    Here(String),
    /// A file of the site.
    File(Media),
    /// A picture that is shown.
    Image(Image),
    /// An address elsewhere: `http:`, `https:`, `mailto:` or `tel:`.
    Outside(String),
    /// Nowhere: it was told, and is shown as plain text.
    Nowhere,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A link: to a page, a file or an address elsewhere.
    Link,
    /// A picture.
    Image,
    /// A file to be downloaded.
    Attachment,
}
