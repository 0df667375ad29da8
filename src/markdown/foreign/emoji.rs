//! Emoji by their names.

use super::{Foreign, between};
use crate::both;

/// What people most often type between colons.
const EMOJI: &[(&str, &str)] = &[
    ("+1", "👍"),
    ("bell", "🔔"),
    ("book", "📖"),
    ("bulb", "💡"),
    ("calendar", "📅"),
    ("clap", "👏"),
    ("exclamation", "❗"),
    ("fire", "🔥"),
    ("gift", "🎁"),
    ("grin", "😁"),
    ("heart", "❤️"),
    ("heart_eyes", "😍"),
    ("joy", "😂"),
    ("laughing", "😆"),
    ("loudspeaker", "📢"),
    ("memo", "📝"),
    ("muscle", "💪"),
    ("ok_hand", "👌"),
    ("phone", "☎️"),
    ("point_right", "👉"),
    ("pray", "🙏"),
    ("pushpin", "📌"),
    ("question", "❓"),
    ("rocket", "🚀"),
    ("rose", "🌹"),
    ("smile", "😄"),
    ("smiley", "😃"),
    ("sparkles", "✨"),
    ("star", "⭐"),
    ("sunny", "☀️"),
    ("tada", "🎉"),
    ("thumbsup", "👍"),
    ("trophy", "🏆"),
    ("warning", "⚠️"),
    ("white_check_mark", "✅"),
    ("x", "❌"),
];

/// `:smile:`
pub(super) fn named(before: &str, rest: &str) -> Option<Foreign> {
    let name = between(rest, ":", ":")?;
    let (_, emoji) = EMOJI.iter().find(|(known, _)| *known == name)?;
    (!before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ':')).then(|| Foreign {
        length: name.len() + 2,
        message: both!(
            "“:{name}:”在这里不会变成表情，会照原样显示",
            "`:{name}:` is no emoji here and is shown as it stands"
        ),
        help: both!("直接写 {emoji}", "type {emoji} itself"),
        mend: Some((*emoji).to_owned()),
    })
}
