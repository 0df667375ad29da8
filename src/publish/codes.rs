//! Mistakes in publishing.

use crate::diagnostic::Code;

/// The disk, or whoever keeps it, did not take a file.
pub static CANNOT_WRITE: Code = Code::error("cannot-write", "写不了文件", "a file cannot be written");
pub(super) static LOCKED: Code = Code::error("locked", "另一个程序正在发布", "another build is running");
pub(super) static CHANGED_MEANWHILE: Code =
    Code::error("changed-meanwhile", "文件在发布过程中被改动", "a file changed during the build");
pub(super) static REFUSED_OUTPUT: Code =
    Code::error("refused-output", "不能往这个文件夹发布", "a folder that is not published into");
pub(super) static BROKEN_WHEN_DECODED: Code =
    Code::warning("picture-undecodable", "图片里面坏了", "a picture cannot be decoded");

/// What the place of the site is to blame for, and not what is published.
pub(crate) const OF_THE_PLACE: &[&Code] = &[&CANNOT_WRITE, &LOCKED, &REFUSED_OUTPUT];
/// All of them.
pub const ALL: &[&Code] = &[&CANNOT_WRITE, &LOCKED, &CHANGED_MEANWHILE, &REFUSED_OUTPUT, &BROKEN_WHEN_DECODED];
