//! Small files of every kind, for tests.

use super::summary::tests::set;
use super::word97;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip of these entries.
pub(super) fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An Office document of these parts, with names of people in its properties.
fn office(parts: &[(&str, &str)]) -> Vec<u8> {
    let core = "<cp:coreProperties><dc:creator>张三</dc:creator><cp:lastModifiedBy>Administrator</cp:lastModifiedBy>\
                </cp:coreProperties>";
    let mut entries = vec![("[Content_Types].xml", &b"<Types/>"[..]), ("docProps/core.xml", core.as_bytes())];
    entries.extend(parts.iter().map(|(name, xml)| (*name, xml.as_bytes())));
    zipped(&entries)
}

/// A document with two changes, a comment and hidden words.
pub(super) fn docx() -> Vec<u8> {
    office(&[
        (
            "word/document.xml",
            "<w:document><w:body><w:p><w:r><w:t>关于放假的</w:t></w:r><w:ins w:author=\"李四\"><w:r><w:t>通知</w:t></w:r>\
             </w:ins><w:del w:author=\"李四\"><w:r><w:delText>请示</w:delText></w:r></w:del></w:p><w:p><w:r><w:rPr>\
             <w:vanish/></w:rPr><w:t>底稿</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>明文</w:t></w:r>\
             </w:p></w:body></w:document>",
        ),
        (
            "word/comments.xml",
            "<w:comments><w:comment w:author=\"王五\"><w:p><w:r><w:t>再改</w:t></w:r></w:p></w:comment></w:comments>",
        ),
        ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>"),
        ("word/styles.xml", "<w:styles><w:rPr><w:vanish/></w:rPr></w:styles>"),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Type=\"x/hyperlink\" Target=\"https://example.com\" TargetMode=\"External\"/>\
             <Relationship Type=\"x/attachedTemplate\" Target=\"file:///C:/Users/zs/a.dotm\" TargetMode=\"External\"/>\
             </Relationships>",
        ),
    ])
}

/// A workbook with a hidden sheet, a hidden column of numbers and an empty hidden one.
pub(super) fn xlsx() -> Vec<u8> {
    office(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"名单\" r:id=\"rId1\"/><sheet name=\"底稿\" state=\"veryHidden\" r:id=\"rId2\"/>\
             </sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>姓名</t></si><si><r><t>张</t></r><r><t>三</t></r></si></sst>"),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\">\
             <v>0</v></c><c r=\"B1\"><v>1.10101199001011E+17</v></c></row></sheetData></worksheet>",
        ),
        (
            "xl/worksheets/sheet2.xml",
            "<worksheet><cols><col min=\"9\" max=\"16384\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" \
             t=\"inlineStr\"><is><t>行内</t></is></c><c><v>13800138000</v></c></row></sheetData></worksheet>",
        ),
        (
            "xl/comments1.xml",
            "<comments><authors><author>王五</author></authors><commentList><comment ref=\"A1\"><text><t>查</t></text></comment></commentList></comments>",
        ),
    ])
}

/// Two slides, one of them hidden, one with notes.
pub(super) fn pptx() -> Vec<u8> {
    office(&[
        ("ppt/slides/slide1.xml", "<p:sld><a:p><a:r><a:t>首页</a:t></a:r></a:p></p:sld>"),
        ("ppt/slides/slide2.xml", "<p:sld show=\"0\"><a:p><a:r><a:t>备用</a:t></a:r></a:p></p:sld>"),
        ("ppt/notesSlides/notesSlide1.xml", "<p:notes><a:p><a:r><a:t>别念</a:t></a:r></a:p></p:notes>"),
        ("ppt/notesSlides/notesSlide2.xml", "<p:notes><a:p><a:fld><a:t>2</a:t></a:fld></a:p></p:notes>"),
        ("ppt/comments/comment1.xml", "<p:cmLst><p:cm><p:text>换图</p:text></p:cm></p:cmLst>"),
        ("ppt/commentAuthors.xml", "<p:cmAuthorLst><p:cmAuthor name=\"王五\"/></p:cmAuthorLst>"),
    ])
}

/// A sheet of LibreOffice with a hidden sheet and a hidden column.
pub(super) fn ods() -> Vec<u8> {
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            "<office:document-content><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/>\
             </style:style><table:table table:name=\"名单\" table:style-name=\"ta1\"><table:table-column/>\
             <table:table-column table:visibility=\"collapse\"/><table:table-row><table:table-cell><text:p>姓名</text:p>\
             </table:table-cell><table:table-cell office:value=\"13800138000\"><text:p>1.38E+10</text:p>\
             </table:table-cell></table:table-row></table:table><table:table table:name=\"底稿\" \
             table:style-name=\"ta2\"><table:table-column table:visibility=\"collapse\"/></table:table>\
             </office:document-content>"
                .as_bytes(),
        ),
        ("meta.xml", "<office:meta><dc:creator>张三</dc:creator></office:meta>".as_bytes()),
    ])
}

/// A compound file of these streams, with storages before the last slash made.
pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        if let Some((storage, _)) = name.rsplit_once('/').filter(|(storage, _)| !storage.is_empty()) {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// An old document with a change, a comment, hidden words, an author and macros.
pub(super) fn doc() -> Vec<u8> {
    let (mut stream, table) = word97::tests::streams();
    stream.extend("联系电话 13800138000".encode_utf16().flat_map(u16::to_le_bytes));
    let author = set("张三");
    compound(&[
        ("WordDocument", &stream),
        ("1Table", &table),
        ("\u{5}SummaryInformation", &author),
        ("Macros/VBA", b"x"),
    ])
}

/// A PDF with an author, an attached file, a note and a script.
pub(super) fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj<</Author <FEFF5F204E09>/Producer (x)>>endobj\n2 0 obj<</Type/Annot/Subtype /Highlight>>endobj\n\
      3 0 obj<</S/JavaScript/JS(app.alert)>>endobj\n4 0 obj<</Type /EmbeddedFile>>endobj\ntrailer<<>>\n%%EOF\n"
        .to_vec()
}

/// A Windows program.
pub(super) fn exe() -> Vec<u8> {
    let mut bytes = b"MZ".to_vec();
    bytes.resize(0x80, 0);
    bytes.extend(b"PE\0\0");
    bytes
}

/// All of them, with a name that fits.
pub(super) fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.docx", docx()),
        ("a.xlsx", xlsx()),
        ("a.pptx", pptx()),
        ("a.ods", ods()),
        ("a.doc", doc()),
        ("a.pdf", pdf()),
        ("a.exe", exe()),
        ("a.rtf", b"{\\rtf1\\ansi \\'d5\\'c5\\u19977?\\par}".to_vec()),
        ("a.txt", encoding_rs::GBK.encode("姓名，电话").0.into_owned()),
        ("a.zip", zipped(&[("名单.xlsx", &xlsx()), ("a.doc", &doc()), ("b.zip", &zipped(&[("c.docx", &docx())]))])),
    ]
}
