//! Characters as people type them: of either width, Chinese or not, seen or not; and the numbers and days that they
//! name.

mod han;
mod numbers;
mod unseen;
mod week;
mod width;

pub(crate) use han::{is_common_han, is_han};
pub(crate) use numbers::{is_digit, is_line_numeral, is_numeral, is_of_articles, number};
pub(crate) use unseen::{is_direction, is_unseen, takes_no_room};
pub(crate) use week::{WEEK_WORDS, is_weekday, weekday};
pub(crate) use width::{digit, drawn_digit, half_width, is_dash};
