//! Why a disk or the system refuses, in the words of those who do not program.

use crate::both;
use crate::lang::Both;
use std::io::{self, ErrorKind};

/// Why something cannot be written.
pub fn why(error: &io::Error) -> Both {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => both!("磁盘满了", "the disk is full"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            both!("没有写入的权限", "there is no right to write")
        }
        ErrorKind::NotFound => both!("文件夹不见了", "the folder is gone"),
        ErrorKind::NotADirectory => {
            both!("那里有一个文件，和要用的文件夹同名", "a file is there that has the name of a folder that is needed")
        }
        ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => {
            both!(
                "那里有一个文件夹，里面有不是本程序写的东西",
                "a folder is there, with something in it that is not ours"
            )
        }
        ErrorKind::InvalidFilename => both!("名字太长或有不能用的字", "the name is too long or not allowed"),
        _ => both!("磁盘报错", "the disk reports an error"),
    }
}

/// What cannot even begin, since the system has no more threads, files or timers to give.
pub fn denied(error: &io::Error) -> Both {
    both!(
        "开不了，系统不给它要的东西：{error}。关掉几个程序再试",
        "it cannot begin, the system denies what it needs: {error}. Close some programs and try again"
    )
}
