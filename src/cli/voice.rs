//! What is said on the terminal, or into a pipe: `say!` what was asked for, `complain!` what is in the way. A disk that
//! is full takes no line and stops no verb: `main` asks in the end whether all was written.

use gongsheng::checks::{self, Rules};
use gongsheng::diagnostic::visible;
use std::fmt::Arguments;
use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a line of what was asked for was lost. There is one standard output, and so one of this.
static LOST: AtomicBool = AtomicBool::new(false);

/// Says a line.
pub fn write_out(line: Arguments<'_>) {
    match writeln!(anstream::stdout().lock(), "{line}") {
        // Whoever reads as far as it wants to, and no further, lacks nothing.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => LOST.store(true, Ordering::Relaxed),
        _ => {}
    }
}

/// Says a line about what is in the way. There is nowhere to say that it cannot be said.
pub fn write_err(line: Arguments<'_>) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Whether all that was asked for was written.
pub fn is_heard() -> bool {
    !LOST.load(Ordering::Relaxed)
}

/// What somebody typed, as it may be printed: nothing in it that a terminal would obey, and no personal number, for what
/// is printed ends up in somebody's log.
pub fn printed(text: &str, rules: &Rules) -> String {
    visible(checks::veiled(text, rules).as_deref().unwrap_or(text))
}

/// Says a line of what was asked for.
macro_rules! say {
    ($($line:tt)*) => { $crate::cli::voice::write_out(format_args!($($line)*)) };
}

/// Says a line of what is in the way.
macro_rules! complain {
    ($($line:tt)*) => { $crate::cli::voice::write_err(format_args!($($line)*)) };
}

pub(crate) use {complain, say};
