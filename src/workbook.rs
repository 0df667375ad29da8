//! The sheets of an Excel workbook, and the parts that hold them (ECMA-376 part 1, 18.2.19).

use crate::xml::{Step, walk};
use std::collections::HashMap;

/// The part that lists the sheets, and the one that says where they are.
pub(crate) const LIST: &str = "xl/workbook.xml";
pub(crate) const PLACES: &str = "xl/_rels/workbook.xml.rels";

/// A workbook with more sheets is none that people made.
const SHEETS: usize = 1000;

/// A sheet as the workbook lists it.
pub(crate) struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// The part that holds it; empty where none is named.
    pub part: String,
}

/// The sheets of a workbook in their order, from its two parts.
pub(crate) fn sheets(list: &str, places: &str) -> Vec<Sheet> {
    let mut parts = HashMap::new();
    walk(places, |step| {
        if let Step::Open("Relationship", link) = step
            && let (Some(id), Some(target)) = (link.get("Id"), link.get("Target"))
        {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            parts.insert(id, part);
        }
    });
    let mut sheets = Vec::new();
    walk(list, |step| {
        if let Step::Open("sheet", sheet) = step
            && sheets.len() < SHEETS
        {
            sheets.push(Sheet {
                name: sheet.get("name").unwrap_or_default(),
                hidden: sheet.get("state").is_some_and(|state| state != "visible"),
                part: sheet.get("id").and_then(|id| parts.remove(&id)).unwrap_or_default(),
            });
        }
    });
    sheets
}
