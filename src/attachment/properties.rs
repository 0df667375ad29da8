//! Names in the properties of documents, and which of them say something.

use super::meter::Work;
use super::package::Package;
use super::{Concern, Found};
use crate::xml::{Step, walk};

/// Adds the name of an author, if it may be a person's.
pub(super) fn author(found: &mut Found, name: &str) {
    if let Some(name) = telling(name) {
        found.add(Concern::Author(name));
    }
}

/// Adds the name of a company or office.
pub(super) fn company(found: &mut Found, name: &str) {
    if let Some(name) = telling(name) {
        found.add(Concern::Company(name));
    }
}

/// The names in `docProps/` of an Office document.
pub(super) fn office(package: &mut Package<'_, '_>, found: &mut Found, work: &mut Work<'_>) {
    let mut of = |key: &str, found: &mut Found| {
        let mut inside = String::new();
        walk(&package.text(key, work), |step| match step {
            Step::Open(name, _) => name.clone_into(&mut inside),
            Step::Close(_) => inside.clear(),
            Step::Text(text) => match inside.as_str() {
                "creator" | "lastModifiedBy" | "Manager" => author(found, text),
                "Company" => company(found, text),
                _ => {}
            },
        });
    };
    of("docprops/core.xml", found);
    of("docprops/app.xml", found);
}

/// A name that says something of somebody: not empty, at least one letter, and not what a computer or a program
/// writes there by itself.
fn telling(name: &str) -> Option<String> {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(100).collect();
    let plain = name.to_lowercase();
    let is_generic = GENERIC.contains(&plain.as_str()) || GENERIC_STARTS.iter().any(|start| plain.starts_with(start));
    (!is_generic && name.chars().any(char::is_alphabetic)).then_some(name)
}

/// What computers and programs write for an author or a company, in lower case.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "admin", "administrator", "administrators", "user", "users", "guest", "owner", "default", "pc", "computer",
    "root", "test", "unknown", "author", "anonymous", "none", "null", "win10", "win7", "windows", "office",
    "home", "work", "china", "organization", "company", "un-named", "lenovo", "thinkpad", "dell", "hp", "asus",
    "acer", "huawei", "honor", "xiaomi", "founder", "apple", "microsoft", "ms user", "msoffice", "kingsoft", "wps",
    "管理员", "系统管理员", "用户", "默认", "匿名", "未知", "作者", "个人", "本机", "联想", "惠普", "戴尔", "华为",
];

/// How such names begin.
const GENERIC_STARTS: &[&str] = &[
    "wps_",
    "wps office",
    "microsoft",
    "windows ",
    "微软",
    "desktop-",
    "laptop-",
    "pc-",
    "win-",
    "apache poi",
    "openpyxl",
    "python-docx",
    "libreoffice",
    "openoffice",
    "adobe ",
    "foxit",
    "aspose",
    "itext",
    "lenovo ",
    "user-",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_person_is_told() {
        for name in ["张三", " 李四 ", "zhangsan", "Zhang San", "县总工会办公室"] {
            assert_eq!(telling(name), Some(name.trim().to_owned()));
        }
    }

    #[test]
    fn what_a_computer_writes_is_not() {
        for name in [
            "",
            "  ",
            "Administrator",
            "USER",
            "Microsoft Office User",
            "WPS_1520391234",
            "DESKTOP-A1B2",
            "1234",
            "Windows 用户",
            "微软用户",
            "openpyxl",
        ] {
            assert_eq!(telling(name), None, "{name}");
        }
    }
}
