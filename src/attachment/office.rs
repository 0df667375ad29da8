//! Office documents since 2007: what Word, Excel and PowerPoint have alike.

use super::meter::Work;
use super::package::Package;
use super::prose::note;
use super::{Concern, FileKind, Found, aside, bundle, properties, sheets, slides, word};
use crate::xml::{Step, walk};

/// Looks at a document of the kind.
pub(super) fn look(package: &mut Package<'_, '_>, kind: FileKind, work: &mut Work<'_>, depth: u8) -> Found {
    let mut found = Found::new(kind);
    if package.parts().iter().any(|part| part.key.ends_with("vbaproject.bin") || part.key.contains("/macrosheets/")) {
        found.add(Concern::Macros);
    }
    // The words first: they matter most where the bounds end the look.
    match kind {
        FileKind::Word => word::look(package, &mut found, work),
        FileKind::Excel => sheets::look(package, &mut found, work),
        _ => slides::look(package, &mut found, work),
    }
    properties::office(package, &mut found, work);
    external(package, &mut found, work);
    aside::look(package, work);
    let embedded = package.parts().iter().enumerate();
    let embedded = embedded.filter(|(_, part)| part.key.contains("/embeddings/")).map(|(place, _)| place).collect();
    bundle::embedded(package, embedded, &mut found, work, depth);
    found
}

/// Files that the document draws on. A link that a reader follows by clicking is none.
fn external(package: &mut Package<'_, '_>, found: &mut Found, work: &mut Work<'_>) {
    let mut targets = Vec::new();
    for key in package.keys(|key| key.ends_with(".rels")) {
        walk(&package.text(&key, work), |step| {
            if let Step::Open("Relationship", link) = step
                && link.get("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"))
                && !link.get("Type").is_some_and(|kind| kind.ends_with("/hyperlink"))
            {
                note(&mut targets, link.get("Target"));
            }
        });
    }
    if !targets.is_empty() {
        found.add(Concern::ExternalLinks { targets });
    }
}
