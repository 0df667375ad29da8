//! What is said of a file to be downloaded that holds more than its readers should get.

use super::super::codes::*;
use super::super::wrong::Wrong;
use crate::attachment::{Concern, FileKind, Inside, label};
use crate::both;
use crate::lang::Both;

/// What is to be told of one concern about the file `name`, which is of a kind; nothing of those that are nobody's
/// harm.
pub(super) fn tell(name: &str, kind: FileKind, concern: &Concern) -> Vec<Wrong> {
    let wrong = match concern {
        Concern::Program => program(name),
        Concern::Macros => macros(name),
        Concern::PdfScript => script(name),
        Concern::Encrypted => encrypted(name),
        Concern::TrackedChanges { count, authors } => tracked_changes(name, *count, authors),
        Concern::Comments { count, authors } => comments(name, *count, authors),
        Concern::HiddenText { count } => hidden_text(name, *count),
        Concern::HiddenSheets { names } => hidden_sheets(name, names),
        Concern::HiddenCells { sheets } => hidden_cells(name, sheets),
        Concern::HiddenSlides { count } => hidden_slides(name, *count),
        Concern::Notes { count } => notes(name, *count),
        Concern::ExternalLinks { targets } => external_links(name, targets),
        Concern::PdfFiles => carried(name),
        Concern::Author(person) if !person.contains("工会") => author(name, person),
        Concern::Unseen => unseen(name),
        Concern::Holds(inside) => return inside.iter().flat_map(|inside| within(name, kind, inside)).collect(),
        // Whose office it is, is no secret.
        Concern::Author(_) | Concern::Company(_) | Concern::NameDisagrees => return Vec::new(),
    };
    vec![wrong]
}

fn program(name: &str) -> Wrong {
    let message =
        both!("“{name}”是程序或脚本，不能放到网站上", "“{name}” is a program or a script and is not published");
    let help = both!("去掉这个附件；如果放错了，换成要发的文件", "take it out, or put the file that was meant");
    Wrong { code: &UNSAFE_FILE, message, help }
}

fn macros(name: &str) -> Wrong {
    let message = both!(
        "“{name}”里有宏，读者打开时会看到安全警告",
        "“{name}” holds macros: readers are warned when they open it"
    );
    let help = both!("另存为不带宏的 .docx 或 .xlsx", "save it as .docx or .xlsx without macros");
    Wrong { code: &UNSAFE_FILE, message, help }
}

fn script(name: &str) -> Wrong {
    let message = both!("“{name}”会运行脚本或启动程序", "“{name}” runs a script or starts a program");
    let help = both!("用“打印”→“另存为 PDF”重新生成", "print it to PDF anew");
    Wrong { code: &UNSAFE_FILE, message, help }
}

fn encrypted(name: &str) -> Wrong {
    let message = both!(
        "“{name}”设了密码或限制，读者可能打不开，也没法检查",
        "“{name}” has a password or restrictions: readers may not be able to open it, and it cannot be checked"
    );
    let help = both!("去掉密码再另存；压缩包重新压缩，不设密码", "take the password off and save it anew");
    Wrong { code: &LOCKED_FILE, message, help }
}

fn tracked_changes(name: &str, count: usize, authors: &[String]) -> Wrong {
    let (zh, en) = by(authors);
    let message = both!(
        "“{name}”里还留着{count}处修订{zh}，读者下载后看得见",
        "“{name}” still holds {count} tracked changes{en}, which readers see"
    );
    let help = both!(
        "在 Word 里“审阅”→“接受所有修订”后另存，或导出 PDF",
        "accept all changes (Review) and save it, or export a PDF"
    );
    hidden(message, help)
}

fn comments(name: &str, count: usize, authors: &[String]) -> Wrong {
    let (zh, en) = by(authors);
    let message = both!(
        "“{name}”里还留着{count}条批注{zh}，读者下载后看得见",
        "“{name}” still holds {count} comments{en}, which readers see"
    );
    let help = both!("“审阅”→“删除”→“删除文档中的所有批注”后另存", "delete all comments (Review) and save it");
    hidden(message, help)
}

fn hidden_text(name: &str, count: usize) -> Wrong {
    let message = both!(
        "“{name}”里有{count}处隐藏文字，读者一点“显示”就看得见",
        "“{name}” holds hidden text in {count} places, which readers can show"
    );
    let help = both!(
        "全选，在“字体”里去掉“隐藏”的勾，删掉不该公开的",
        "select all, untick Hidden (Font), and delete what is not for the public"
    );
    hidden(message, help)
}

fn hidden_sheets(name: &str, names: &[String]) -> Wrong {
    let names = listed(names);
    let message = both!(
        "“{name}”里有隐藏的工作表{names}，读者可以取消隐藏",
        "“{name}” holds hidden sheets ({names}), which readers can show"
    );
    let help = both!(
        "右键工作表标签→“取消隐藏”，删掉不公开的表再另存",
        "unhide them, delete what is not for the public, and save it"
    );
    hidden(message, help)
}

fn hidden_cells(name: &str, sheets: &[String]) -> Wrong {
    let sheets = listed(sheets);
    let message = both!(
        "“{name}”的工作表{sheets}里有隐藏的行或列，里面有内容，读者可以取消隐藏",
        "“{name}” holds hidden rows or columns with something in them (sheet {sheets}), which readers can show"
    );
    let help = both!(
        "取消隐藏（或取消筛选），删掉不公开的；或把看得见的部分复制到新表、只粘贴值",
        "unhide them and delete what is not for the public, or copy what is seen into a new sheet, values only"
    );
    hidden(message, help)
}

fn hidden_slides(name: &str, count: usize) -> Wrong {
    let message = both!(
        "“{name}”里有{count}张隐藏的幻灯片，读者看得见",
        "“{name}” holds {count} hidden slides, which readers see"
    );
    let help = both!("删掉这几张，或导出 PDF（不含隐藏幻灯片）", "delete them, or export a PDF without hidden slides");
    hidden(message, help)
}

fn notes(name: &str, count: usize) -> Wrong {
    let message = both!(
        "“{name}”里有{count}页带演讲者备注，读者看得见",
        "“{name}” holds speaker notes on {count} slides, which readers see"
    );
    let help = both!(
        "“文件”→“信息”→“检查文档”，删掉备注；或导出 PDF",
        "delete them (File → Info → Inspect Document), or export a PDF"
    );
    hidden(message, help)
}

fn external_links(name: &str, targets: &[String]) -> Wrong {
    let targets = listed(targets);
    let message = both!(
        "“{name}”连着别的文件（{targets}），读者会看到你电脑上的路径",
        "“{name}” draws on other files ({targets}): readers see the paths of your computer"
    );
    let help = both!("“数据”→“编辑链接”→“断开链接”后另存", "break the links (Data → Edit Links) and save it");
    hidden(message, help)
}

fn carried(name: &str) -> Wrong {
    let message = both!("“{name}”里还带着附件", "“{name}” carries files within it");
    let help = both!("从原稿重新导出，不带附件", "export it anew without them");
    hidden(message, help)
}

fn author(name: &str, author: &str) -> Wrong {
    let message = both!("“{name}”的属性里写着作者“{author}”", "the properties of “{name}” name its author: {author}");
    let help = both!(
        "“文件”→“信息”→“检查问题”→“检查文档”，删除“文档属性和个人信息”",
        "File → Info → Inspect Document: remove properties and personal information"
    );
    Wrong { code: &FILE_AUTHOR, message, help }
}

fn unseen(name: &str) -> Wrong {
    let message = both!("“{name}”有一部分没能检查", "a part of “{name}” could not be looked through");
    let help = both!(
        "自己打开看一遍，确认没有身份证号、手机号；压缩包改用 ZIP",
        "look yourself for numbers of persons; make an archive a ZIP"
    );
    Wrong { code: &UNSEEN_FILE, message, help }
}

/// What is told of a file within another.
fn within(name: &str, kind: FileKind, inside: &Inside) -> Vec<Wrong> {
    let full = format!("{name} → {}", inside.name);
    let is_minor = |concern: &&Concern| matches!(concern, Concern::Author(_) | Concern::NameDisagrees);
    // What lies in an archive is there to be opened.
    let is_packed = matches!(kind, FileKind::Zip | FileKind::Rar | FileKind::SevenZip | FileKind::Gzip);
    let grave = inside.concerns.iter().filter(|concern| is_packed || !is_minor(concern));
    let told: Vec<Wrong> = grave.flat_map(|concern| tell(&full, inside.kind, concern)).collect();
    if is_packed || !told.is_empty() || matches!(inside.kind, FileKind::Picture) {
        return told;
    }
    vec![held(name, inside)]
}

fn held(name: &str, Inside { name: inner, kind, .. }: &Inside) -> Wrong {
    let (zh, en) = label(*kind);
    let message = both!(
        "“{name}”里嵌着一个完整的{zh}“{inner}”，读者打开就能看到全部",
        "“{name}” holds a whole {en}, “{inner}”, which readers can open"
    );
    let help = both!("改成图片粘贴（“选择性粘贴”→“图片”），或导出 PDF", "paste it as a picture, or export a PDF");
    hidden(message, help)
}

fn hidden(message: Both, help: Both) -> Wrong {
    Wrong { code: &HIDDEN_IN_FILE, message, help }
}

/// （张某、李某）, as a message adds it; nothing without names.
fn by(authors: &[String]) -> (String, String) {
    if authors.is_empty() {
        return Default::default();
    }
    let names = authors.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("、");
    (format!("（{names}）"), format!(" by {names}"))
}

fn listed(names: &[String]) -> String {
    names.iter().take(3).map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(concerns: Vec<Concern>) -> Concern {
        Concern::Holds(vec![Inside { name: "报名表.docx".into(), kind: FileKind::Word, concerns }])
    }

    #[test]
    fn a_form_in_an_archive_is_there_to_be_opened_and_one_in_a_document_is_not() {
        let with_author = form(vec![Concern::Author("李四".into())]);
        let told = tell("a.zip", FileKind::Zip, &with_author);
        let [told] = &told[..] else { panic!("{} told", told.len()) };
        assert!(told.message.zh.contains("李四"), "{}", told.message.zh);
        assert!(tell("a.zip", FileKind::Zip, &form(Vec::new())).is_empty());
        let told = tell("a.docx", FileKind::Word, &with_author);
        assert!(told.iter().any(|told| told.message.zh.contains("嵌着")));
    }
}
