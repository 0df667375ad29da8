//! What a build remembers for the next one: of each entry all that was found out by reading it, and which articles
//! nothing stands against.
//!
//! Nothing is believed that could be otherwise now: an entry is known by the hash of all that it was made of, its
//! text, its name, the rules of site.yaml; an article likewise; and a memory that another program wrote is none. That
//! a text is the same is believed of a file of the same name, size and date, until somebody reads it.

mod cache;
mod file;
mod last;
mod round;
mod store;

pub use cache::Cache;
pub use last::Last;

use crate::GRAIN;
use crate::checks::Rules;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::entry::{self, Entry, Kept};
use crate::hash::{Key, KeySet, TextMap};
use crate::memo::Memo;
use crate::output::{Plans, Recall};
use crate::source::{EntrySource, Shelf, Stamp};
use crate::when::DateTime;
use rayon::prelude::*;
use round::Round;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// What a build remembers.
#[derive(Default)]
pub struct Memory {
    /// The entries, by path.
    entries: TextMap<Arc<str>, Known>,
    /// The entries of the last round, in their order.
    round: Round,
    /// The key of the rules by which they were read.
    rules: Key,
    /// The articles that nothing stands against.
    clean: KeySet<Key>,
    /// What the last build that was published planned.
    plans: Plans,
    /// The file's bytes: an entry is read out of its own part of them when it is first asked for.
    stored: Vec<u8>,
    /// Whether there is something that `stored` does not say.
    news: bool,
    /// What was read, where the program goes on running.
    shelf: Option<Shelf>,
    /// What was worked out, likewise.
    memo: Memo,
    /// The instant as of which it was found out how entries stand, likewise.
    since: Option<DateTime>,
}

/// An entry that was read before.
struct Known {
    key: Key,
    /// Its file as it lay there when it was read, where that says anything.
    stamp: Option<Stamp>,
    live: Option<Parsed>,
    stored: Option<Range<usize>>,
}

impl Known {
    /// What the memory's file says of it.
    fn in_the_file(&self) -> (Key, Option<Stamp>, Option<Range<usize>>) {
        (self.key, self.stamp, self.stored.clone())
    }
}

/// An entry and what is told of it.
#[derive(Clone)]
pub struct Parsed {
    /// The entry.
    pub entry: Arc<Entry>,
    /// What is wrong in it.
    pub told: Arc<[Diagnostic]>,
}

/// An entry as this build has it, to be remembered.
pub struct Recalled {
    read: Parsed,
    /// As it is known from now on; None where it is here as it was.
    known: Option<Known>,
}

impl Memory {
    /// A memory for many builds in one run: what was read is kept too.
    pub fn lasting(mut self) -> Memory {
        self.shelf = Some(Shelf::default());
        self.memo = Memo::lasting();
        self
    }

    /// The same, in which nothing is hidden by its neighbours: [`Memo::without_runs`].
    pub fn without_runs(mut self) -> Memory {
        self.memo = self.memo.without_runs();
        self
    }

    /// Where what was read is kept, if it is.
    pub fn shelf(&mut self) -> Option<&mut Shelf> {
        self.shelf.as_mut()
    }

    /// What the last build that was published planned.
    pub fn take_plans(&mut self) -> Plans {
        std::mem::take(&mut self.plans)
    }

    /// Remembers what was planned, for the next build.
    pub fn keep_plans(&mut self, recall: Recall, published: bool) {
        let (plans, has_news) = recall.into_plans(published);
        self.plans = plans;
        self.news |= has_news;
    }

    /// Begins a round of building: what the last one did not ask for is forgotten.
    pub fn begin(&mut self) {
        self.memo.begin();
    }

    /// Ends it, where somebody has the time: then the next begins sooner.
    pub fn end(&mut self) {
        self.memo.end();
    }

    /// What earlier rounds worked out.
    pub fn memo(&self) -> &Memo {
        &self.memo
    }

    /// The same without what it knows of files: all are read.
    pub fn without_files(mut self) -> Memory {
        self.entries.values_mut().for_each(|known| known.stamp = None);
        self
    }

    /// The file of an entry as it lay there, and the key of what was read of it.
    pub fn file(&self, path: &str) -> Option<(Stamp, Key)> {
        let known = self.entries.get(path)?;
        Some((known.stamp?, known.key))
    }

    /// The entries that are not in their turn what they were in the last round; None for those that are. `rules` come
    /// with their key.
    pub fn recall(&self, sources: &[Arc<EntrySource>], rules: (&Rules, Key)) -> Vec<Option<Recalled>> {
        let is_same = |number, source| self.rules == rules.1 && self.round.is_of(number, source);
        let recalled = |(number, source)| (!is_same(number, source)).then(|| self.entry(source, rules));
        sources.par_iter().with_max_len(GRAIN).enumerate().map(recalled).collect()
    }

    /// An entry: from memory where it is the same as before, else parsed.
    fn entry(&self, source: &EntrySource, rules: (&Rules, Key)) -> Recalled {
        let (key, stamp) = (source.key, source.stamp);
        let same = self.entries.get(&source.path).filter(|known| known.key == key && self.rules == rules.1);
        let recalled = same.and_then(|same| same.live.clone().or_else(|| self.restore(same, source)));
        let is_as_it_was = same.is_some_and(|same| same.live.is_some() && same.stamp == stamp);
        let stored = same.filter(|_| recalled.is_some()).and_then(|same| same.stored.clone());
        let read = recalled.unwrap_or_else(|| {
            let (entry, told) = entry::parse(source, rules.0);
            Parsed { entry: Arc::new(entry), told: told.into() }
        });
        let known = (!is_as_it_was).then(|| Known { key, stamp, live: Some(read.clone()), stored });
        Recalled { read, known }
    }

    fn restore(&self, known: &Known, source: &EntrySource) -> Option<Parsed> {
        let bytes = self.stored.get(known.stored.clone()?)?;
        let kept: Kept<'_> = postcard::from_bytes(bytes).ok()?;
        let (entry, told) = kept.restore(source, codes::named)?;
        Some(Parsed { entry: Arc::new(entry), told: told.into() })
    }

    /// Remembers the entries of this build, and no others, with the key of the rules by which they were read.
    pub fn keep(&mut self, sources: &[Arc<EntrySource>], recalled: Vec<Option<Recalled>>, rules: Key) {
        self.news |= self.rules != rules || sources.len() != self.entries.len();
        self.rules = rules;
        self.round.truncate(sources.len());
        for (number, (source, recalled)) in sources.iter().zip(recalled).enumerate() {
            let Some(Recalled { read, known }) = recalled else { continue };
            if let Some(known) = known {
                let now = known.in_the_file();
                let was = self.entries.insert(source.path.clone(), known);
                self.news |= was.is_none_or(|was| was.in_the_file() != now);
            }
            self.round.put(number, source, read);
        }
        // Where there are no more than these, all others are forgotten already.
        if self.entries.len() != sources.len() {
            let all: HashSet<&str> = sources.iter().map(|source| &*source.path).collect();
            self.entries.retain(|path, _| all.contains(&**path));
        }
    }

    /// The entries of this build, in their order.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.round.entries
    }

    /// What is wrong in them.
    pub fn told(&self) -> impl Iterator<Item = &Diagnostic> {
        self.round.told.iter().flat_map(|told| told.iter())
    }

    /// The instant as of which the last round of this run found out how entries stand.
    pub fn since(&self) -> Option<DateTime> {
        self.since
    }

    /// Remembers that instant.
    pub fn keep_since(&mut self, since: DateTime) {
        self.since = Some(since);
    }

    /// The articles that nothing stands against.
    pub fn clean(&self) -> &KeySet<Key> {
        &self.clean
    }

    /// Remembers the articles that nothing stands against, and no others. Where the program goes on running, it knows
    /// of each what was found.
    pub fn keep_clean(&mut self, articles: Vec<Key>) {
        if self.memo.is_lasting() {
            return;
        }
        let articles: KeySet<Key> = articles.into_iter().collect();
        self.news |= articles != self.clean;
        self.clean = articles;
    }
}
