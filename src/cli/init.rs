//! `init FOLDER`: a small site that builds at once.

use super::Options;
use super::voice::{complain, say};
use gongsheng::both;
use gongsheng::edit;
use gongsheng::lang::{Both, Lang};
use gongsheng::refusal::why;
use gongsheng::when::{self, DateTime};
use include_dir::{Dir, include_dir};
use std::io::ErrorKind;
use std::path::Path;

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// What a folder under version control has already.
const GIT_IGNORE: &str = ".gitignore";

/// Makes the site. Returns whether it did: nothing that is there is ever written over.
pub fn init(options: &Options, folder: &Path, now: DateTime) -> bool {
    let mut files = Vec::new();
    collect(&STARTER, &mut files);
    let shown = folder.to_string_lossy();
    // No two sites that are read by one person are likely to begin in the same minute.
    let id = format!("gh-{}", now.strftime("%Y%m%d-%H%M"));
    for (_, text) in &mut files {
        // The starter speaks of today.
        *text = text.replace("{{今天}}", &when::iso_date(now.date())).replace("{{编号}}", &id);
    }
    let made = edit::create_all(folder, &files, &[GIT_IGNORE]);
    if let Err((name, error)) = &made {
        let told = if error.kind() == ErrorKind::AlreadyExists {
            both!(
                "{shown} 里已经有 {name}，什么都没有动。换一个空文件夹",
                "{shown} already has {name}; nothing was made. Choose an empty folder"
            )
        } else {
            let Both { zh, en } = why(error);
            both!("写不了 {shown}/{name}：{zh}", "{shown}/{name} cannot be written: {en}")
        };
        complain!("{}", told.get(options.lang));
        return false;
    }
    match options.lang {
        Lang::Zh if shown == "." => say!("网站建在这个文件夹里\n接着：改 content/site.yaml，运行 gongsheng build"),
        Lang::En if shown == "." => {
            say!("The site is in this folder\nNext: edit content/site.yaml, run gongsheng build")
        }
        Lang::Zh => say!("网站建在 {shown}\n接着：cd {shown}，改 content/site.yaml，运行 gongsheng build"),
        Lang::En => say!("The site is in {shown}\nNext: cd {shown}, edit content/site.yaml, run gongsheng build"),
    }
    if made.is_ok_and(|was_there| was_there) {
        let lines = files.iter().find(|(name, _)| name == GIT_IGNORE).map_or("", |(_, text)| text.trim_end());
        match options.lang {
            Lang::Zh => say!("原来的 .gitignore 没有动，里面加上这几行：\n{lines}"),
            Lang::En => say!("The .gitignore that was there stays as it is; add these lines to it:\n{lines}"),
        }
    }
    true
}

fn collect(dir: &Dir<'_>, files: &mut Vec<(String, String)>) {
    for file in dir.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        files.push((name, file.contents_utf8().unwrap_or_default().to_owned()));
    }
    dir.dirs().for_each(|inner| collect(inner, files));
}
