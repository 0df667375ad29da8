//! A build: what nobody changed is looked at, what was changed is prepared and published, and what there is to know of
//! it is remembered for the next one.

use crate::diagnostic::{Diagnostic, Severity};
use crate::hash::Key;
use crate::memo::Memo;
use crate::memory::{Cache, Last, Memory};
use crate::output::is_of_a_change;
use crate::output::{self, Artifact, Recall};
use crate::preparing::{Prepared, from_look};
use crate::publish::{self, Changes, Disk, Made, Opened, Progress, Published, Rest};
use crate::source::{self, Look};
use crate::{Built, Request};
use std::any::Any;
use std::path::Path;
use std::sync::Arc;

/// Builds the site into a folder. Where anything stops it, the site that was there is untouched.
pub fn build(request: &Request<'_>, output: &Path, disk: &dyn Disk, progress: Progress<'_>) -> Built {
    building(request, Destination { output, disk, progress }).0
}

/// Builds the site, for a process that ends with it. What the site was put together from is left to the system, which
/// takes it back at once: to take a million texts apart costs a twentieth of the build.
pub fn build_and_end(request: &Request<'_>, output: &Path, disk: &dyn Disk, progress: Progress<'_>) -> Built {
    let (built, leftovers) = building(request, Destination { output, disk, progress });
    std::mem::forget(leftovers);
    built
}

/// What a site was put together from, and what lay in the output.
type Leftovers = Box<dyn Any>;

fn building(request: &Request<'_>, to: Destination<'_>) -> (Built, Leftovers) {
    let Destination { output, disk, .. } = to;
    let cache = Cache::new(request.cache);
    let begin = || {
        let look = source::look(request.root);
        let looked = look.key();
        let begun = match cache.last(request, output, looked) {
            Some((built, published)) => Begun::Same(Box::new(built), published, look),
            None => Begun::New(Box::new(Ready::of(request, look, cache.memory()))),
        };
        (begun, looked)
    };
    let open = || publish::open(output, disk);
    // What lies in the output is looked at meanwhile.
    let ((begun, mut looked), mut opened) = rayon::join(begin, || publish::is_ours(output).then(open));
    let ready = match begun {
        Begun::New(ready) => *ready,
        Begun::Same(built, published, look) => match opened {
            Some(Ok(intact)) if intact.is_intact(published) => return (*built, Box::new((look, intact.close()))),
            other => {
                opened = other;
                Ready::of(request, look, cache.memory())
            }
        },
    };
    let mut done = ready.publish(request, opened, to);
    // Where a file is not the one that its date says it is, all are read.
    if done.prepared.lost.is_some() {
        let look = source::look(request.root);
        looked = look.key();
        let ready = Ready::of(request, look, cache.memory().without_files());
        done = ready.publish(request, None, to).after(done);
    }
    let Done { mut prepared, memory, changes, published, stored, rest } = done;
    let built = prepared.built(changes);
    // What was made while somebody changed it is not worth knowing.
    if !prepared.lost.is_some() {
        stored.iter().for_each(|stored| cache.keep(stored, disk));
        // A look that saw another file than was read says nothing of the next one.
        let looked = looked.filter(|_| prepared.is_steady);
        let last = published.and_then(|published| Last::of(request, output, looked, &built, published));
        last.iter().for_each(|last| cache.keep_last(last, disk));
    }
    (built, Box::new((prepared, memory, rest)))
}

/// How a build begins.
enum Begun {
    /// Nothing that the last one went by has changed: what it said, and the key of what it published, if that is there
    /// still.
    Same(Box<Built>, Key, Look),
    New(Box<Ready>),
}

/// A build up to its publishing.
struct Ready {
    prepared: Prepared,
    memory: Memory,
    recall: Recall,
}

/// Where a site is published.
#[derive(Clone, Copy)]
struct Destination<'a> {
    output: &'a Path,
    /// By what operations.
    disk: &'a dyn Disk,
    /// Who is told how far it is.
    progress: Progress<'a>,
}

impl Ready {
    fn of(request: &Request<'_>, look: Look, mut memory: Memory) -> Ready {
        let recall = Recall::new(memory.take_plans());
        let mut prepared = from_look(request, look, &mut memory, Some(&recall));
        // Where it stops nothing, what stands against an article is found while its page is made.
        if prepared.strict {
            prepared.check_articles(Severity::Warning, &mut memory);
        }
        Ready { prepared, memory, recall }
    }

    /// Publishes it, unless something stops it; `opened` is the output, if somebody looked at it already. What kept it
    /// from being opened then may be over.
    fn publish(self, request: &Request<'_>, opened: Option<Result<Opened, Diagnostic>>, to: Destination<'_>) -> Done {
        let Ready { mut prepared, mut memory, recall } = self;
        let artifacts = std::mem::take(&mut prepared.artifacts);
        let cache = Cache::new(request.cache);
        let pictures = cache.pictures();
        let made = if prepared.lost.is_some() {
            // Nothing of it is worth making.
            Err(Vec::new())
        } else if prepared.is_stopped() {
            Err(prepared.render_errors(&artifacts))
        } else {
            let opened = opened.and_then(Result::ok).map_or_else(|| publish::open(to.output, to.disk), Ok);
            let make = |opened| make(&prepared, memory.memo(), pictures.as_deref(), artifacts, opened, to);
            opened.map_err(|told| vec![told]).and_then(make)
        };
        let is_made = made.is_ok();
        let known = || {
            let told = match prepared.strict {
                true => Vec::new(),
                false => prepared.told_of_articles(Severity::Warning, &mut memory),
            };
            memory.keep_plans(recall, is_made);
            (told, cache.stored(&memory))
        };
        // While it takes its place, what there is to know of it is written down.
        let (published, (of_articles, stored)) = match made {
            Ok(made) => rayon::join(|| made.put(), known),
            Err(told) => (Err(told), known()),
        };
        // What was planned and is not there is not worth knowing.
        let stored = stored.filter(|_| is_made == published.is_ok());
        let (changes, published, told, rest) = match published {
            Ok(Published { changes, told, key, rest }) => (Some(changes), key, told, Some(rest)),
            Err(told) => (None, None, told, None),
        };
        prepared.tell(told.into_iter().chain(of_articles).collect());
        Done { prepared, memory, changes, published, stored, rest }
    }
}

/// A build after its publishing.
struct Done {
    prepared: Prepared,
    memory: Memory,
    /// None where something stopped it.
    changes: Option<Changes>,
    /// The key of all that stands there now.
    published: Option<Key>,
    /// What there is to know of it, if it is more than was known.
    stored: Option<Vec<u8>>,
    rest: Option<Rest>,
}

impl Done {
    /// This one, where a first attempt may have published already.
    fn after(self, first: Done) -> Done {
        let Done { mut prepared, changes, .. } = self;
        // A change is told when it is published, and never again.
        let once = first.prepared.diagnostics.into_iter().filter(|told| is_of_a_change(told.code));
        prepared.tell(once.collect());
        let changes = changes.map(|changes| match first.changes {
            Some(first) => changes.after(first),
            None => changes,
        });
        Done { prepared, changes, ..self }
    }
}

/// Makes what was prepared.
fn make<'a>(
    prepared: &'a Prepared,
    memo: &Memo,
    cache: Option<&'a Path>,
    artifacts: Vec<Arc<Artifact>>,
    opened: Opened,
    Destination { disk, progress, .. }: Destination<'a>,
) -> Result<Made<'a>, Vec<Diagnostic>> {
    let Prepared { site, theme, pictures: sources, strict, lost, .. } = prepared;
    let stops = |told: &Diagnostic| told.stops(*strict) && !site.config.is_silent_about(told);
    let again = || output::plan(prepared.scene(memo));
    let job = publish::Job { cache, sources, disk, stops: &stops, lost, again: &again, progress };
    publish::make(&job, opened, artifacts, theme)
}
