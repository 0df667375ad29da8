//! Pictures as other tools have them: with a size in their brackets, embedded, side by side.

use super::{Foreign, between};
use crate::both;
use crate::markdown::lines;

/// Whether an address ends with the size of a picture: `a.png =300x200`.
pub(in crate::markdown) fn ends_with_size(address: &str) -> bool {
    address.rsplit_once(" =").is_some_and(|(_, size)| is_size(size))
}

fn is_size(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'x' | b'*' | b'%'))
}

/// `![](a.png =300x200)`, `![](a.png =300x "一张图")`
pub(super) fn sized(_: &str, rest: &str) -> Option<Foreign> {
    let line = lines::first(rest.strip_prefix("![")?);
    let (shown, inside) = line.split_once("](")?;
    let (inside, _) = inside.split_once(')')?;
    let (address, said) = inside.rsplit_once(" =")?;
    let (size, title) = said.split_at(said.find(' ').unwrap_or(said.len()));
    let address = address.trim_end();
    (is_size(size) && !address.is_empty()).then(|| Foreign {
        length: "![](".len() + shown.len() + inside.len() + 1,
        message: both!(
            "图片的大小不能写在括号里，这张图没有显示",
            "with a size in its brackets this is no image and is not shown"
        ),
        help: both!(
            "删去“ ={size}”，图片有多宽就显示多宽，不超出屏幕",
            "delete ` ={size}`: an image is as wide as there is room"
        ),
        mend: Some(format!("![{shown}]({address}{title})")),
    })
}

/// `![[a.png]]` of Obsidian.
pub(super) fn embedded(_: &str, rest: &str) -> Option<Foreign> {
    let name = between(rest, "![[", "]]")?;
    Some(Foreign {
        length: name.len() + 5,
        message: both!("“![[…]]”在这里不是图片，会照原样显示", "`![[…]]` is no image here and is shown as it stands"),
        help: both!("图片写成 ![图里是什么](文件名)", "write ![what it shows](file)"),
        mend: None,
    })
}

/// `<![](a.png),![](b.png)>` of mdnice and doocs/md.
pub(super) fn slider(_: &str, rest: &str) -> Option<Foreign> {
    let line = rest.strip_prefix('<').map(lines::first).filter(|line| line.starts_with("!["))?.trim_end();
    let pictures = line.strip_suffix('>').filter(|pictures| pictures.ends_with(')'))?;
    Some(Foreign {
        length: pictures.len() + 2,
        message: both!(
            "左右滑动的图片在这里没有，“<”“,”“>”会照原样显示",
            "there are no sliding pictures here; `<`, `,` and `>` are shown as they stand"
        ),
        help: both!(
            "去掉“<”和“>”，一行写一张图，就并排显示",
            "leave out `<` and `>` and write an image a line: they stand side by side"
        ),
        mend: Some(pictures.replace("),![", ")\n![").replace(") ![", ")\n![")),
    })
}
