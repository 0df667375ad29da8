//! What is read before all other fields: whether it is a draft, and the date that gives their times a year.

use super::{DATE, DRAFT, TITLE};
use crate::both;
use crate::diagnostic::Diagnostic;
use crate::fields::{BAD_TIME, Reader};
use crate::when::{Mistake, When};

/// The first fields.
pub(super) struct Opening {
    pub draft: bool,
    /// Empty only where it is missing and told.
    pub title: String,
    pub date: Option<When>,
}

/// The longest title, in characters: longer ones are text pasted into the wrong line.
const TITLE_MAX: usize = 120;

impl Opening {
    pub(super) fn read(reader: &mut Reader<'_>, name_date: Option<Result<When, Mistake>>, dated: bool) -> Opening {
        let draft = reader.flag(&DRAFT).unwrap_or(false);
        Opening { draft, title: title(reader), date: date(reader, name_date, dated) }
    }
}

fn title(reader: &mut Reader<'_>) -> String {
    let help = both!("标题只写一句话，其余的写到正文里", "make the title one sentence, and write the rest in the body");
    let title = reader.located_within(&TITLE, TITLE_MAX, help);
    title.map(|title| title.value).unwrap_or_default()
}

/// The time of publication: what the fields say, else the file's name.
fn date(reader: &mut Reader<'_>, name_date: Option<Result<When, Mistake>>, dated: bool) -> Option<When> {
    match (reader.has(&DATE), name_date) {
        (true, _) => reader.time(&DATE),
        (false, Some(Ok(date))) => Some(date),
        (false, Some(Err(mistake))) => {
            name_mistake(reader, &mistake);
            None
        }
        (false, None) => {
            if dated {
                reader.missing(&DATE);
            }
            None
        }
    }
}

/// The date in a file's name does not exist.
fn name_mistake(reader: &mut Reader<'_>, mistake: &Mistake) {
    let message = mistake.message();
    let (zh, en) = (message.zh, message.en);
    let place = reader.place_at(0..0);
    reader.tell(
        Diagnostic::at(&BAD_TIME, place, both!("文件名里的{zh}", "in the file's name: {en}")).help(both!(
            "改文件名里的日期，或加一行“日期: …”",
            "correct the date in the name, or add a line “date: …”"
        )),
    );
}
