//! 工声 — a county union's publishing tool. Markdown and YAML in; a site, feeds and WeChat articles out.
//!
//! ```text
//! READ          PARSE          ASSEMBLE      RENDER                    PUBLISH
//! source.rs ──▶ entry.rs … ──▶ site/ ──────▶ output/*.rs ────────────▶ publish/
//! Sources       Vec<Entry>     Site          Vec<Artifact>             Changes
//! ```
//!
//! [`prepare`] is that line up to the plan of what is rendered, [`build`] publishes it, with what the last build knew
//! beside it, and [`check`] only says what is wrong. What holds everywhere:
//!
//! - Between `source` and `publish`: no files, no clock, no printing. `clippy.toml` names each call. A text that waits
//!   until somebody asks for it ([`source::Manuscript`]) is still read by `source`.
//! - A [`site::Site`] never changes after it is assembled. A template receives finished values. Channels share
//!   through rooms that make no file (`output::parts`, `data`, `topic`, `body`, `qr`, what is shown of rankings), never
//!   through each other's plans.
//! - The same input gives the same bytes, on any machine, in any time zone, language, order of files, number
//!   of threads. The clock is given.
//! - Everything wrong is told at once, at the author's own line, with the mend.
//! - Content is untrusted: nothing typed in `content/` can run in a reader's browser, leave `site/`, or read a
//!   file outside `content/`. Templates are trusted; `content/static/` is copied as it is, by whoever puts it there.
#![warn(missing_docs)]

pub mod attachment;
mod building;
mod checking;
pub mod checks;
pub mod codes;
mod colour;
pub mod config;
mod cut;
pub mod diagnostic;
pub mod edit;
pub mod entry;
mod escape;
pub mod fact;
pub mod fields;
pub mod front_matter;
pub mod hash;
pub mod header;
pub mod kind;
pub mod lang;
mod leftover;
mod letters;
pub mod markdown;
pub mod memo;
pub mod memory;
pub mod mend;
pub mod output;
mod own;
mod path;
pub mod picture;
mod preparing;
pub mod publish;
pub mod refusal;
mod scan;
pub mod schema;
pub mod serve;
pub mod site;
pub mod source;
mod stamp;
pub mod theme;
pub mod watch;
pub mod when;
mod workbook;
mod xml;

pub use building::{build, build_and_end};
pub use checking::{check, check_articles, check_html};
use diagnostic::Diagnostic;
use jiff::civil::DateTime;
pub use preparing::{Prepared, prepare, prepare_again};
use publish::Changes;
pub use site::Hidden;
use std::path::Path;
use when::Zone;

/// What is built, and as of when.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The folder that holds `content/` and, perhaps, `templates/`.
    pub root: &'a Path,
    /// The base address, where it is not the one of site.yaml.
    pub base_url: Option<&'a str>,
    /// The instant as of which the site is built.
    pub now: Clock,
    /// Whether warnings stop the publishing.
    pub strict: bool,
    /// The folder that keeps between builds what costs most to make; None keeps nothing. It is safe to delete.
    pub cache: Option<&'a Path>,
    /// Scheme, host and port of a preview, whose site lies below the path of its own base address: drafts, and
    /// what is not published yet or any more, are shown, and so are the articles. None builds what readers get.
    pub preview: Option<&'a str>,
}

/// The clock that a build is given.
#[derive(Clone, Debug)]
pub enum Clock {
    /// Seconds since 1970 in UTC: the machine's clock.
    Seconds(i64),
    /// An instant as a person writes it, on the site's own clock.
    Said(String),
}

impl Clock {
    /// The instant on the site's clock. What cannot be read, which whoever typed it was told, is the
    /// beginning of time.
    pub fn local(&self, zone: Zone) -> DateTime {
        match self {
            Clock::Seconds(seconds) => zone.local(*seconds),
            Clock::Said(text) => when::parse_instant(text, zone).unwrap_or_else(|_| zone.local(0)),
        }
    }
}

/// What a build did.
pub struct Built {
    /// What was changed; None where something stopped it and the old site stands.
    pub changes: Option<Changes>,
    /// How many entries the site shows.
    pub entries: usize,
    /// How many it does not, and why.
    pub hidden: Hidden,
    /// The next instant at which something changes by itself, on the site's clock.
    pub next_moment: Option<DateTime>,
    /// That instant in seconds since 1970.
    pub until: Option<i64>,
    /// All that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether warnings counted as errors.
    pub strict: bool,
}

impl Built {
    /// Whether nothing but the place kept it from being published: a disk that is full, another build, a folder that
    /// is not to be written. That may be over the next time, though nobody touches the content.
    pub fn is_kept_out(&self) -> bool {
        let mut stopped_by = self.diagnostics.iter().filter(|told| told.stops(self.strict));
        self.changes.is_none() && stopped_by.all(|told| publish::OF_THE_PLACE.contains(&told.code))
    }
}

/// The most items that rayon gives a thread at once: a larger share cannot be stolen, and the others would wait for it
/// at the end.
pub(crate) const GRAIN: usize = 64;
