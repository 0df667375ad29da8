//! XLSX: the few small parts that a spreadsheet needs (ECMA-376), a sheet of the rows and one of what is known of the
//! whole (formula, date of the figures, the caution on likes), in a ZIP whose files have no time of their own, so that
//! the same table is the same bytes. Numbers are numbers, text is text and is never run.

use super::table::{Cell, Table};
use super::view::NO_DATA;
use crate::escape::escape;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="榜单" sheetId="1" r:id="rId1"/><sheet name="说明" sheetId="2" r:id="rId3"/></sheets></workbook>"#;

const PARTS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;

/// Three styles: plain, bold for the heads, percentages with two places.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;

/// The bytes of a table. Writing to memory does not fail; if it did, the file would be empty and no reader would
/// take it for a table.
pub(super) fn write(table: &Table) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet(table)),
        ("xl/worksheets/sheet2.xml", &about(table)),
    ])
    .unwrap_or_default()
}

fn zipped(files: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, text) in files {
        archive.start_file(*name, options)?;
        archive.write_all(HEAD.as_bytes())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn sheet(table: &Table) -> String {
    let mut out = String::from(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>",
    );
    for (at, (key, _)) in table.heads.iter().enumerate() {
        let width = match *key {
            "account" | "host" | "url" => 30,
            "group" | "region" => 18,
            _ => 10,
        };
        let _ = write!(out, "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", at + 1);
    }
    out.push_str("</cols><sheetData><row r=\"1\">");
    for (at, (_, head)) in table.heads.iter().enumerate() {
        text(at, 1, " s=\"1\"", head, &mut out);
    }
    out.push_str("</row>");
    for (row, number) in table.rows.iter().zip(2..) {
        let _ = write!(out, "<row r=\"{number}\">");
        for (at, cell) in row.iter().enumerate() {
            match cell {
                Cell::Empty => {}
                Cell::NoData => text(at, number, "", NO_DATA, &mut out),
                Cell::Number(value) => {
                    let _ = write!(out, "<c r=\"{}{number}\"><v>{value}</v></c>", letters(at));
                }
                Cell::Rate(value) => {
                    let _ = write!(out, "<c r=\"{}{number}\" s=\"2\"><v>{value}E-2</v></c>", letters(at));
                }
                Cell::Text(words) => text(at, number, "", words, &mut out),
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

/// What is known of the whole: what it is called, what it says.
fn about(table: &Table) -> String {
    let mut out = String::from(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols><col min=\"1\" max=\"1\" width=\"12\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"90\" customWidth=\"1\"/></cols><sheetData>",
    );
    for ((_, name, said), row) in table.about.iter().zip(1..) {
        let _ = write!(out, "<row r=\"{row}\">");
        text(0, row, " s=\"1\"", name, &mut out);
        text(1, row, "", said, &mut out);
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

fn text(column: usize, row: u32, style: &str, words: &str, out: &mut String) {
    let _ = write!(out, "<c r=\"{}{row}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">", letters(column));
    escape(words, out);
    out.push_str("</t></is></c>");
}

/// A, B … Z, AA, AB …
fn letters(mut column: usize) -> String {
    let mut letters = String::new();
    loop {
        let letter = u8::try_from(column % 26).map_or('A', |at| char::from(b'A' + at));
        letters.insert(0, letter);
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => return letters,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Decimal;
    use crate::kind::ranking::import;
    use calamine::{Data, Reader, Xlsx};
    use proptest::prelude::*;

    #[test]
    fn a_spreadsheet_reads_what_was_written() -> Result<(), calamine::XlsxError> {
        let table = Table {
            about: vec![("formula", "计分方式", "WCI <V14.2b>".to_owned())],
            pages: Vec::new(),
            heads: vec![("number", "名次".to_owned()), ("account", "账号".to_owned())],
            rows: vec![
                vec![Cell::Number(Decimal::parse("94.25").unwrap_or_default()), Cell::Text("<甲> & =1+1".to_owned())],
                vec![Cell::Empty, Cell::Text(" 乙 ".to_owned())],
            ],
        };
        let bytes = write(&table);
        assert_eq!(bytes, write(&table));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
        let sheet = book.worksheet_range("榜单")?;
        let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
        let text = |text: &str| Data::String(text.to_owned());
        assert_eq!(
            rows,
            [
                vec![text("名次"), text("账号")],
                vec![Data::Float(94.25), text("<甲> & =1+1")],
                vec![Data::Empty, text(" 乙 ")],
            ]
        );
        let about = book.worksheet_range("说明")?;
        assert_eq!(about.rows().collect::<Vec<_>>(), [[text("计分方式"), text("WCI <V14.2b>")]]);
        Ok(())
    }

    /// What is read of a list of eight accounts whose sheet was changed.
    fn read(change: impl FnOnce(String) -> String) -> (Vec<u8>, Result<usize, crate::lang::Both>) {
        let bytes = book(change, &[]);
        let read = import::read(bytes.clone(), None, "").map(|import| import.entries().count());
        (bytes, read)
    }

    /// A list of eight accounts whose sheet was changed, with other parts beside it or in the place of its own.
    fn book(change: impl FnOnce(String) -> String, other: &[(&str, &str)]) -> Vec<u8> {
        let cells = |row: i32| {
            let (name, host) = (format!("账号{row}"), "总工会".to_owned());
            vec![Cell::Number(Decimal::whole(row)), Cell::Text(name), Cell::Text(host)]
        };
        let heads = ["序号", "账号", "主办单位"].map(|head| ("", head.to_owned())).to_vec();
        let table = Table { about: Vec::new(), pages: Vec::new(), heads, rows: (1..9).map(cells).collect() };
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", PARTS),
            ("xl/worksheets/sheet1.xml", &change(sheet(&table))),
        ];
        let own = parts.iter().filter(|(name, _)| !other.iter().any(|(other, _)| other == name));
        let parts: Vec<(&str, &str)> = own.chain(other).copied().collect();
        zipped(&parts).unwrap_or_default()
    }

    /// What is told of a book, and the first account with its figures.
    fn told(book: Vec<u8>) -> (Vec<String>, String) {
        let import = import::read(book, None, "").unwrap_or_default();
        let told = import.told.iter().map(|told| match told {
            import::Told::Fact(both) | import::Told::Doubt(both) => both.zh.clone(),
        });
        let first = import.entries().next().map(|entry| format!("{} {:?}", entry.account, entry.metrics));
        (told.collect(), first.unwrap_or_default())
    }

    #[test]
    fn rows_that_are_hidden_and_formulas_without_results_are_told() {
        let hidden = |sheet: String| sheet.replace("<row r=\"4\"", "<row r=\"4\" hidden=\"1\"");
        let (said, _) = told(book(hidden, &[]));
        let wanted =
            "有1个账号在 Excel 里是隐藏的（筛选掉了，或藏起来了），也写进去了：第4行；不要的，从新建的文件里删掉";
        assert!(said.contains(&wanted.to_owned()), "{said:?}");
        let formula = |sheet: String| {
            let cell = "<c r=\"D5\"><f>A5*2</f></c><c r=\"E5\"><f>A5</f><v>5</v></c></row><row r=\"6\"";
            sheet.replace("</row><row r=\"6\"", cell).replace("</row>\n<row r=\"6\"", cell)
        };
        let (said, _) = told(book(formula, &[]));
        let wanted = "有的格子是公式，文件里没有算好的数，读不出来：第5行；用 Excel 打开，保存一次，再导入";
        assert!(said.contains(&wanted.to_owned()), "{said:?}");
        assert!(!told(book(|sheet| sheet, &[])).0.iter().any(|told| told.contains("隐藏") || told.contains("公式")));
    }

    #[test]
    fn percentages_and_dates_are_what_they_show() {
        let styles = concat!(
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
            "<cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        );
        let cells = |sheet: String| {
            let head = "<c r=\"D1\" t=\"inlineStr\"><is><t>办结率</t></is></c><c r=\"E1\" t=\"inlineStr\"><is><t>日期</t></is></c></row>";
            let row = "<c r=\"D2\" s=\"1\"><v>0.985</v></c><c r=\"E2\" s=\"2\"><v>42800</v></c></row>";
            sheet.replacen("</row>", "<!1>", 1).replacen("</row>", row, 1).replacen("<!1>", head, 1)
        };
        let (said, first) = told(book(cells, &[("xl/styles.xml", styles)]));
        assert_eq!(first, "账号1 [(\"办结率\", \"98.5%\")]");
        assert!(said.contains(&"这几列不是数，没有读：日期".to_owned()), "{said:?}");
    }

    #[test]
    fn a_percentage_comes_back_as_it_went() {
        let rates = ["98.5", "100", "0.33", "0"].map(|text| Decimal::parse(text).unwrap_or_default());
        let heads = ["账号", "办结率"].map(|head| ("", head.to_owned())).to_vec();
        let row = |(at, rate)| vec![Cell::Text(format!("账号{at}")), Cell::Rate(rate)];
        let rows = (1..).zip(rates).map(row).collect();
        let import = import::read(write(&Table { about: Vec::new(), pages: Vec::new(), heads, rows }), None, "");
        let said: Vec<String> = import
            .unwrap_or_default()
            .entries()
            .flat_map(|entry| entry.metrics.clone())
            .map(|(_, said)| said)
            .collect();
        assert_eq!(said, ["98.5%", "100%", "0.33%", "0%"]);
    }

    #[test]
    fn the_sheet_that_is_seen_goes_first() {
        let sheets = |first: &str| {
            let own = "<sheet name=\"榜单\" sheetId=\"1\" r:id=\"rId1\"";
            assert!(BOOK.contains(own));
            BOOK.replace(own, &format!("<sheet name=\"旧\" sheetId=\"7\" state=\"hidden\" r:id=\"rId7\"/>{own}{first}"))
        };
        let parts = PARTS.replace(
            "</Relationships>",
            "<Relationship Id=\"rId7\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet7.xml\"/></Relationships>",
        );
        let old = book(|sheet| sheet, &[]);
        let mut old = zip::ZipArchive::new(Cursor::new(old)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut old.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut text).unwrap();
        let text = text.replace("账号1", "旧账号1");
        for (state, first, wanted) in [
            ("", "账号1 []", "读的是工作表“榜单”，别的没有读"),
            (" state=\"hidden\"", "旧账号1 []", "读的是隐藏的工作表“旧”：看得见的工作表里没有榜单"),
        ] {
            let names = sheets(state);
            let other = [
                ("xl/workbook.xml", names.as_str()),
                ("xl/_rels/workbook.xml.rels", parts.as_str()),
                ("xl/worksheets/sheet7.xml", text.as_str()),
            ];
            let (said, account) = told(book(|sheet| sheet, &other));
            assert_eq!(account, first);
            assert!(said.contains(&wanted.to_owned()), "{said:?}");
        }
    }

    #[test]
    fn a_cell_whose_name_no_sheet_has_is_refused() {
        let named = |name: &str| read(|sheet| sheet.replace("r=\"C9\"", &format!("r=\"{name}\""))).1;
        assert_eq!(named("C9"), Ok(8));
        assert_eq!(named("XFD1048576"), Ok(8));
        // Counted without a bound, these are A1 and A9.
        for name in ["MWLQKWW1", "A4294967305"] {
            assert!(named(name).is_err_and(|told| told.zh.starts_with("打不开这个 Excel 文件")), "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_broken_spreadsheet_is_read_or_refused(at in 0usize..2000, byte in proptest::char::range(' ', '~'), cut in 0usize..4000) {
            let (mut bytes, _) = read(|sheet| sheet.chars().enumerate().map(|(place, c)| if place == at { byte } else { c }).collect());
            bytes.truncate(cut);
            let _ = import::read(bytes, None, "");
        }
    }

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
