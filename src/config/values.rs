//! Values of site.yaml of which not every text is one: colours, codes, hosts, the id, the language, the zone. One that is
//! none is told and not used.

use super::dyes::{is_one, is_too_dark};
use super::table::*;
use super::{BAD_COLOUR, BAD_SILENCE, BAD_ZONE, Host};
use crate::both;
use crate::colour::of_hex;
use crate::diagnostic::{Diagnostic, Named, Severity};
use crate::entry::BAD_ID;
use crate::fields::{BAD_CHOICE, DUPLICATE_KEY, Located, Reader, Synonyms};
use crate::hash::Key;
use crate::when::Zone;

/// The site's own id; else one that is made of its name, which no domain and no path is in.
pub(super) fn id(reader: &mut Reader<'_>, title: &str) -> String {
    let fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let made = || Key::of(title).to_string()[..ID_MADE].to_owned();
    let Some(id) = reader.text(&ID) else { return made() };
    if id.is_empty() || id.len() > ID_MAX || !id.bytes().all(fine) {
        reader.tell_of(
            &ID,
            &BAD_ID,
            both!(
                "网站的编号“{id}”里有不能用的字，或者太长",
                "the site's id “{id}” holds what an id cannot hold, or is too long"
            ),
            both!(
                "用小写字母、数字和短横线，最多{ID_MAX}个，如 shili-gh",
                "up to {ID_MAX} of a-z, 0-9 and -: shili-gh"
            ),
        );
        return made();
    }
    id
}

/// So many characters has an id at most, and one that is made.
const ID_MAX: usize = 32;
const ID_MADE: usize = 8;

/// What each host is called.
const HOST_NAMES: &[(Synonyms, Host)] =
    &[(&["_headers", "netlify", "cloudflare"], Host::Headers), (&["nginx"], Host::Nginx)];

/// For which servers the headers are written.
pub(super) fn hosts(reader: &mut Reader<'_>) -> Vec<Host> {
    let mut hosts = Vec::new();
    for word in reader.words(&HOSTS) {
        let name = word.value.to_ascii_lowercase();
        if let Some((_, host)) = HOST_NAMES.iter().find(|(names, _)| names.contains(&name.as_str())) {
            hosts.push(*host);
            continue;
        }
        let typed = &word.value;
        let place = reader.place_at(word.span.clone());
        reader.tell(
            Diagnostic::at(
                &BAD_CHOICE,
                place,
                both!("没有“{typed}”这种服务器配置", "there is no file of headers for “{typed}”"),
            )
            .help(both!("可以写 _headers、nginx", "write _headers or nginx")),
        );
    }
    hosts.sort();
    hosts.dedup();
    hosts
}

/// A colour goes into a style sheet: only what can be nothing else is taken.
pub(super) fn colours(reader: &mut Reader<'_>) -> Vec<(String, String)> {
    let mut colours = Vec::new();
    let mut given: Vec<Located<String>> = Vec::new();
    for (name, typed) in reader.pairs(&COLOURS) {
        if let Some(first) = given.iter().find(|first| is_one(&first.value, &name.value)) {
            tell_twice(reader, first, &name);
            continue;
        }
        given.push(name.clone());
        let place = reader.place_at(typed.span.clone());
        let Some(colour) = colour(reader, typed) else { continue };
        if is_too_dark(&name.value, &colour) {
            let name = &name.value;
            let message = both!(
                "{name}“{colour}”太深，上面的字看不清，没有用",
                "text cannot be read on “{colour}” as {name}: it is too dark and not used"
            );
            let help = both!(
                "换成很浅的颜色，如 \"#f6f1e8\"；夜里的颜色是另一套，不用写",
                "choose a very light one: \"#f6f1e8\"; the colours of the night are others, and not given here"
            );
            reader.tell(Diagnostic::at(&BAD_COLOUR, place, message).help(help));
            continue;
        }
        colours.push((name.value, colour));
    }
    colours
}

/// Tells a colour that is given under both its names.
fn tell_twice(reader: &mut Reader<'_>, first: &Located<String>, again: &Located<String>) {
    let (place, first_place) = (reader.place_at(again.span.clone()), reader.place_at(first.span.clone()));
    let (name, first) = (&again.value, &first.value);
    let message = both!("“{name}”和“{first}”是同一个颜色，写了两次", "{name} and {first} are one colour, given twice");
    reader.tell(
        Diagnostic::at(&DUPLICATE_KEY, place, message)
            .also(first_place, both!("第一次在这里", "the first one is here"))
            .help(both!("两处只留一处", "keep one of them")),
    );
}

/// A colour that is one; else it is told.
pub(super) fn colour(reader: &mut Reader<'_>, Located { value: typed, span }: Located<String>) -> Option<String> {
    if of_hex(&typed).is_some() {
        return Some(typed);
    }
    let place = reader.place_at(span);
    let message = both!("颜色“{typed}”看不懂，没有用", "the colour “{typed}” is not understood and not used");
    let help = both!("写成 # 加六位，如 \"#b3261e\"", "write # and six digits: \"#b3261e\"");
    reader.tell(Diagnostic::at(&BAD_COLOUR, place, message).help(help));
    None
}

/// Codes to be silent about, of which only those of warnings can be; and whether all is strict.
pub(super) fn silence(reader: &mut Reader<'_>, named: Named) -> (Vec<String>, bool) {
    let mut silence = Vec::new();
    for word in reader.words(&CHECKS_SILENCE) {
        let code = named(&word.value);
        if code.is_some_and(|code| code.severity == Severity::Warning) {
            silence.push(word.value);
            continue;
        }
        let typed = &word.value;
        let message = match code {
            Some(code) if code.severity == Severity::Notice => {
                both!("“{typed}”每次都要说明，不能不提示", "“{typed}” is told in every build and cannot be silenced")
            }
            Some(_) => both!("“{typed}”是错误，不能不提示", "“{typed}” is an error and cannot be silenced"),
            None => both!("没有“{typed}”这个代号", "there is no code “{typed}”"),
        };
        let place = reader.place_at(word.span.clone());
        reader.tell(
            Diagnostic::at(&BAD_SILENCE, place, message)
                .help(both!("写警告后面方括号里的代号", "write the code that stands in brackets behind a warning")),
        );
    }
    (silence, reader.flag(&CHECKS_STRICT).unwrap_or(false))
}

/// The language of the pages: it is for browsers and screen readers, which know codes only.
pub(super) fn language(reader: &mut Reader<'_>) -> Option<String> {
    let typed = reader.text(&LANGUAGE)?;
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = typed.split('-').next().unwrap_or_default();
    let is_code = matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_alphabetic());
    if is_code && typed.split('-').all(is_part) {
        return Some(typed);
    }
    let message = both!("“{typed}”不是语言的代号", "“{typed}” is no code of a language");
    reader.tell_of(&LANGUAGE, &BAD_CHOICE, message, both!("写 zh-CN", "write zh-CN"));
    None
}

/// The site's clock.
pub(super) fn zone(reader: &mut Reader<'_>) -> Zone {
    let Some(typed) = reader.text(&OFFSET) else { return Zone::default() };
    Zone::parse(&typed).unwrap_or_else(|mistake| {
        reader.tell_of(&OFFSET, &BAD_ZONE, mistake.message(), mistake.help());
        Zone::default()
    })
}
