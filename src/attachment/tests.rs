use super::fixtures::*;
use super::*;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use std::time::Duration;

fn seen(bytes: &[u8], name: &str) -> Facts {
    look(Cursor::new(bytes), name).unwrap()
}

fn people(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_document_tells_its_changes_comments_and_authors() {
    let facts = seen(&docx(), "通知.docx");
    assert_eq!((facts.kind, facts.whole), (FileKind::Word, true));
    assert_eq!(
        facts.concerns,
        [
            Concern::TrackedChanges { count: 2, authors: people(&["李四"]) },
            Concern::Comments { count: 1, authors: people(&["王五"]) },
            Concern::HiddenText { count: 1 },
            Concern::Author("张三".to_owned()),
            Concern::ExternalLinks { targets: people(&["file:///C:/Users/zs/a.dotm"]) },
        ]
    );
    assert_eq!(facts.text, "关于放假的通知请示\n底稿明文\n再改\n页眉\n");
}

#[test]
fn a_workbook_tells_what_it_hides() {
    let facts = seen(&xlsx(), "获奖名单.xlsx");
    assert_eq!((facts.kind, facts.whole), (FileKind::Excel, true));
    assert_eq!(
        facts.concerns,
        [
            Concern::HiddenSheets { names: people(&["底稿"]) },
            Concern::HiddenCells { sheets: people(&["名单"]) },
            Concern::Comments { count: 1, authors: people(&["王五"]) },
            Concern::Author("张三".to_owned()),
        ]
    );
    assert_eq!(facts.text, "姓名\n张三\n110101199001011000\t\n行内\t13800138000\t\n查\n");
}

#[test]
fn slides_tell_their_notes_and_hidden_ones() {
    let facts = seen(&pptx(), "a.pptx");
    assert_eq!(facts.kind, FileKind::Slides);
    assert_eq!(
        facts.concerns,
        [
            Concern::HiddenSlides { count: 1 },
            Concern::Notes { count: 1 },
            Concern::Comments { count: 1, authors: people(&["王五"]) },
            Concern::Author("张三".to_owned()),
        ]
    );
    assert_eq!(facts.text, "首页\n备用\n别念\n2\n换图\n");
}

#[test]
fn an_open_document_tells_what_it_hides() {
    let facts = seen(&ods(), "a.ods");
    assert_eq!(facts.kind, FileKind::OpenDocument);
    assert_eq!(
        facts.concerns,
        [
            Concern::HiddenSheets { names: people(&["底稿"]) },
            Concern::HiddenCells { sheets: people(&["名单"]) },
            Concern::Author("张三".to_owned()),
        ]
    );
    assert_eq!(facts.text, "姓名\n13800138000\n1.38E+10\n");
}

#[test]
fn an_old_document_tells_the_same_and_its_macros() {
    let facts = seen(&doc(), "a.wps");
    assert_eq!((facts.kind, facts.whole), (FileKind::OldWord, true));
    assert_eq!(
        facts.concerns,
        [
            Concern::Macros,
            Concern::TrackedChanges { count: 1, authors: people(&["李四"]) },
            Concern::Comments { count: 1, authors: people(&["王五"]) },
            Concern::HiddenText { count: 1 },
            Concern::Author("张三".to_owned()),
        ]
    );
    assert!(facts.text.contains("联系电话 13800138000\n"), "{}", facts.text);
}

#[test]
fn a_pdf_tells_what_is_not_compressed() {
    let facts = seen(&pdf(), "a.pdf");
    assert_eq!((facts.kind, facts.whole), (FileKind::Pdf, true));
    assert_eq!(
        facts.concerns,
        [
            Concern::PdfScript,
            Concern::PdfFiles,
            Concern::Comments { count: 1, authors: vec![] },
            Concern::Author("张三".to_owned()),
        ]
    );
}

#[test]
fn a_pdf_is_searched_across_the_windows() {
    for before in [(1 << 18) - 5, (1 << 18) - 2053, (1 << 19) + 7] {
        let mut bytes = b"%PDF-1.4\n".to_vec();
        bytes.resize(before, b'x');
        bytes.extend(b"/Author (Zhang San)/Encrypted 1");
        bytes.resize(before + (1 << 18), b'x');
        bytes.extend(b"%%EOF");
        assert_eq!(seen(&bytes, "a.pdf").concerns, [Concern::Author("Zhang San".to_owned())], "{before}");
    }
}

#[test]
fn a_note_in_a_pdf_is_counted_once_where_windows_overlap() {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    bytes.resize((1 << 18) - 100, b'x');
    bytes.extend(b"/Subtype /Highlight ");
    bytes.resize(1 << 19, b'x');
    assert_eq!(seen(&bytes, "a.pdf").concerns, [Concern::Comments { count: 1, authors: vec![] }]);
}

#[test]
fn a_locked_pdf_gives_no_author() {
    let facts = seen(b"%PDF-1.4 /Author (\x01\x02) trailer<</Encrypt 5 0 R>> %%EOF", "a.pdf");
    assert_eq!(facts.concerns, [Concern::Encrypted]);
}

#[test]
fn what_was_cut_in_copying_is_not_whole() {
    let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let cut = seen(&half(docx()), "a.docx");
    assert_eq!((cut.kind, cut.whole, cut.concerns), (FileKind::Word, false, vec![Concern::Unseen]));
    let mut bytes = pdf();
    bytes.truncate(bytes.len() - 8);
    assert!(!seen(&bytes, "a.pdf").whole);
    assert_eq!((seen(b"", "a.pdf").kind, seen(b"", "a.pdf").whole), (FileKind::Unknown, false));
    assert!(!seen(&half(doc()), "a.doc").whole);
}

#[test]
fn a_program_is_one_whatever_its_name() {
    let facts = seen(&exe(), "附件1.pdf");
    assert_eq!((facts.kind, facts.concerns), (FileKind::Program, vec![Concern::Program, Concern::NameDisagrees]));
    assert_eq!(seen(b"@echo off", "a.bat").concerns, [Concern::Program]);
    let phone = zipped(&[("AndroidManifest.xml", b"x"), ("classes.dex", b"x")]);
    assert_eq!(
        (seen(&phone, "a.apk").kind, seen(&phone, "a.apk").concerns),
        (FileKind::Program, vec![Concern::Program])
    );
    let pdf_that_runs = seen(&pdf(), "通知.pdf.js");
    assert_eq!(pdf_that_runs.concerns.first(), Some(&Concern::Program));
}

#[test]
fn an_installer_is_told_by_its_class() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.set_storage_clsid("/", "000c1084-0000-0000-c000-000000000046".parse().unwrap()).unwrap();
    file.flush().unwrap();
    assert_eq!(seen(file.into_inner().get_ref(), "a.msi").kind, FileKind::Program);
}

#[test]
fn a_disk_image_is_told_by_its_end() {
    let mut bytes = vec![7; 2048];
    bytes.extend(b"koly");
    bytes.resize(2048 + 512, 0);
    assert_eq!(seen(&bytes, "a.dmg").kind, FileKind::Program);
}

#[test]
fn a_document_behind_a_password_is_locked() {
    let bytes = compound(&[("EncryptedPackage", b"x"), ("EncryptionInfo", b"x")]);
    let facts = seen(&bytes, "名单.xlsx");
    assert_eq!((facts.kind, facts.concerns), (FileKind::Excel, vec![Concern::Encrypted, Concern::Unseen]));
}

#[test]
fn an_archive_tells_what_is_wrong_inside() {
    let bytes = zipped(&[
        ("材料/名单.xlsx", &xlsx()),
        ("材料/setup.exe", &exe()),
        ("材料/好的.txt", "电话 13800138000".as_bytes()),
        ("__MACOSX/._x", b"\0"),
        ("材料/", b""),
    ]);
    let facts = seen(&bytes, "材料.zip");
    assert_eq!(facts.kind, FileKind::Zip);
    let [Concern::Holds(held)] = facts.concerns.as_slice() else { panic!("{:?}", facts.concerns) };
    let told: Vec<_> = held.iter().map(|inside| (inside.name.as_str(), inside.kind, inside.concerns.len())).collect();
    assert_eq!(told, [("材料/名单.xlsx", FileKind::Excel, 4), ("材料/setup.exe", FileKind::Program, 1)]);
    assert!(
        facts.text.contains("材料/名单.xlsx\n姓名\n") && facts.text.ends_with("电话 13800138000\n"),
        "{}",
        facts.text
    );
}

#[test]
fn a_file_deeper_than_one_archive_is_not_seen_but_a_program_is() {
    let bytes = zipped(&[("b.zip", &zipped(&[("c.exe", &exe()), ("d.docx", &docx())]))]);
    let facts = seen(&bytes, "a.zip");
    let [Concern::Holds(held), Concern::Unseen] = facts.concerns.as_slice() else { panic!("{:?}", facts.concerns) };
    let [Concern::Holds(deeper), Concern::Unseen] = held[0].concerns.as_slice() else { panic!("{held:?}") };
    assert_eq!((deeper[0].name.as_str(), &deeper[0].concerns), ("c.exe", &vec![Concern::Program]));
    assert_eq!((deeper[1].name.as_str(), &deeper[1].concerns), ("d.docx", &vec![Concern::Unseen]));
}

#[test]
fn an_archive_behind_a_password_tells_what_its_names_say() {
    let mut bytes = zipped(&[("名单.xlsx", &xlsx()), ("a.exe", &exe())]);
    for (mark, flag) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = memchr::memmem::find_iter(&bytes, mark).collect();
        places.into_iter().for_each(|at| bytes[at + flag] |= 1);
    }
    let facts = seen(&bytes, "a.zip");
    let inside =
        |name: &str, kind, concerns: &[Concern]| Inside { name: name.to_owned(), kind, concerns: concerns.to_vec() };
    assert_eq!(
        facts.concerns,
        [
            Concern::Holds(vec![
                inside("名单.xlsx", FileKind::Excel, &[Concern::Encrypted]),
                inside("a.exe", FileKind::Program, &[Concern::Program, Concern::Encrypted]),
            ]),
            Concern::Encrypted,
        ]
    );
}

#[test]
fn a_file_too_large_for_the_bounds_is_named_as_unseen() {
    let list = "张三 13800138000\n".repeat(600_000);
    let deeper = zipped(&[("b.txt", "张三\n".repeat(1000).as_bytes())]);
    let facts = seen(&zipped(&[("a.txt", list.as_bytes()), ("b.zip", &deeper)]), "a.zip");
    let [Concern::Holds(held), Concern::Unseen] = facts.concerns.as_slice() else { panic!("{:?}", facts.concerns) };
    assert_eq!((held[0].name.as_str(), &held[0].concerns), ("a.txt", &vec![Concern::Unseen]));
    let [Concern::Holds(deeper), Concern::Unseen] = held[1].concerns.as_slice() else { panic!("{held:?}") };
    assert_eq!((deeper[0].name.as_str(), &deeper[0].concerns), ("b.txt", &vec![Concern::Unseen]));
}

#[test]
fn an_empty_file_has_no_wrong_name() {
    assert_eq!(seen(b"", "a.docx").concerns, []);
}

#[test]
fn an_official_document_is_read() {
    let page =
        "<ofd:TextObject><ofd:TextCode>电话</ofd:TextCode><ofd:TextCode>13800138000</ofd:TextCode></ofd:TextObject>";
    let bytes = zipped(&[
        ("OFD.xml", "<ofd:OFD><ofd:Author>张三</ofd:Author></ofd:OFD>".as_bytes()),
        ("Doc_0/Pages/Page_0/Content.xml", page.as_bytes()),
    ]);
    let facts = seen(&bytes, "公文.ofd");
    assert_eq!((facts.kind, facts.concerns), (FileKind::Ofd, vec![Concern::Author("张三".to_owned())]));
    assert_eq!(facts.text, "电话13800138000\n");
}

#[test]
fn a_name_that_windows_wrote_in_gbk_is_read() {
    // The writer writes UTF-8; two bytes a character of the same length take the place of its name.
    let mut bytes = zipped(&[("ABCD.exe", &exe())]);
    let gbk = encoding_rs::GBK.encode("名单").0.into_owned();
    while let Some(at) = memchr::memmem::find(&bytes, b"ABCD") {
        bytes[at..at + 4].copy_from_slice(&gbk);
    }
    let [Concern::Holds(held)] = &seen(&bytes, "a.zip").concerns[..] else { panic!() };
    assert_eq!(held[0].name, "名单.exe");
}

#[test]
fn a_workbook_inside_a_document_is_named() {
    let bytes = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w:document/>"),
        ("word/embeddings/Microsoft_Excel.xlsx", &xlsx()),
        ("word/vbaProject.bin", b"x"),
    ]);
    let facts = seen(&bytes, "a.docm");
    let [Concern::Macros, Concern::Holds(held)] = facts.concerns.as_slice() else { panic!("{:?}", facts.concerns) };
    assert_eq!((held[0].kind, held[0].concerns.len()), (FileKind::Excel, 4));
}

#[test]
fn what_stands_beside_the_words_is_searched_too() {
    let number = "13800138000";
    for (part, xml) in [
        ("xl/pivotCache/pivotCacheRecords1.xml", "<r><s v=\"13800138000\"/></r>"),
        (
            "xl/worksheets/sheet1.xml",
            "<s><headerFooter><oddHeader>&amp;C联系人13800138000</oddHeader></headerFooter></s>",
        ),
        ("xl/worksheets/sheet1.xml", "<s><dataValidation prompt=\"张三13800138000\"/></s>"),
        ("xl/workbook.xml", "<w><sheets><sheet name=\"张三13800138000\"/></sheets></w>"),
        (
            "ppt/slideMasters/slideMaster1.xml",
            "<p:m><a:p><a:r><a:t>138</a:t></a:r><a:r><a:t>00138000</a:t></a:r></a:p></p:m>",
        ),
        ("ppt/slideLayouts/slideLayout1.xml", "<p:m><a:p><a:r><a:t>13800138000</a:t></a:r></a:p></p:m>"),
        ("word/_rels/document.xml.rels", "<R><Relationship Type=\"x/hyperlink\" Target=\"tel:13800138000\"/></R>"),
        ("word/document.xml", "<w:p><wp:docPr id=\"1\" descr=\"张三 13800138000\"/></w:p>"),
        ("docProps/core.xml", "<cp><dc:title>张三13800138000</dc:title></cp>"),
        ("word/afchunk.htm", "<p>13800138000</p>"),
    ] {
        let folder = part.split_once('/').map_or("word", |(folder, _)| folder);
        let home = format!("{}/a.bin", if folder == "docProps" { "word" } else { folder });
        let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), (&home, b"\0"), (part, xml.as_bytes())]);
        let text = seen(&bytes, "a.docx").text;
        assert_eq!(text.matches(number).count(), 1, "{part}: {text}");
    }
}

#[test]
fn what_programs_number_is_not_kept() {
    let xml = "<w:p w14:paraId=\"13800138\" w:rsidR=\"00138000\"><a:ext uri=\"{13800138-0000-1380-0138-138001380000}\" \
               cx=\"1380013800\"/><wp:docPr id=\"2147483647\"/><w:r><w:t>正文</w:t></w:r></w:p>";
    let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())]);
    assert_eq!(seen(&bytes, "a.docx").text, "正文\n");
}

#[test]
fn a_part_longer_than_its_head_loses_no_byte() {
    let text = "一二三四五六七八九十".repeat(2000);
    let xml = format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())]);
    assert_eq!(seen(&bytes, "a.docx").text, format!("{text}\n"));
}

#[test]
fn what_is_too_large_is_said_to_be_unseen() {
    let long = "<w:p><w:r><w:t>工会</w:t></w:r></w:p>".repeat(300_000);
    let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", long.as_bytes())]);
    let facts = seen(&bytes, "a.docx");
    assert_eq!((facts.concerns, facts.whole), (vec![Concern::Unseen], true));
    assert!(facts.text.starts_with("工会\n工会\n") && facts.text.len() <= TEXT);
    assert_eq!(seen(&vec![b'a'; TEXT + 1], "a.txt").concerns, [Concern::Unseen]);
}

#[test]
fn an_error_of_the_reader_is_an_error() {
    struct Broken(Cursor<Vec<u8>>);
    impl Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.position() > 100 { Err(io::ErrorKind::PermissionDenied.into()) } else { self.0.read(buffer) }
        }
    }
    impl Seek for Broken {
        fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
            self.0.seek(place)
        }
    }
    let error = look(Broken(Cursor::new(docx())), "a.docx").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a bomb is harmless if it takes no time")]
fn a_bomb_is_harmless() {
    use zip::write::SimpleFileOptions;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "[Content_Types].xml"] {
        zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        for _ in 0..512 {
            zip.write_all(&[0; 1 << 20]).unwrap();
        }
    }
    let bomb = zip.finish().unwrap().into_inner();
    let nested = zipped(&[("a.docx", &bomb), ("b.docx", &bomb), ("c.zip", &bomb)]);
    for (bytes, name) in [(&bomb, "a.docx"), (&nested, "a.zip")] {
        let start = std::time::Instant::now();
        let facts = seen(bytes, name);
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        assert!(facts.concerns.contains(&Concern::Unseen));
    }
}

#[test]
fn a_zip_that_announces_a_million_entries_is_not_opened() {
    let mut bytes = zipped(&[("a.txt", b"x")]);
    let at = memchr::memmem::rfind(&bytes, b"PK\x05\x06").unwrap();
    bytes[at + 8..at + 12].copy_from_slice(&[0xfe, 0xff, 0xfe, 0xff]);
    let facts = seen(&bytes, "a.zip");
    assert_eq!((facts.kind, facts.whole, facts.concerns), (FileKind::Zip, true, vec![Concern::Unseen]));
}

#[test]
fn every_fixture_is_what_its_name_says() {
    for (name, bytes) in all() {
        let facts = seen(&bytes, name);
        assert!(!facts.concerns.contains(&Concern::NameDisagrees) && facts.whole, "{name} {facts:?}");
    }
}

#[test]
fn a_fixture_cut_anywhere_gives_an_answer() {
    for (name, bytes) in all() {
        let step = (bytes.len() / 300).max(1);
        for end in (0..bytes.len()).step_by(step) {
            seen(&bytes[..end], name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..3000), mark in 0_usize..8) {
        let marks: [&[u8]; 8] = [
            b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7 /Author(", b"{\\rtf1 \\'", b"\xff\xfe", b"7z\xbc\xaf\x27\x1c",
            b"<?xml",
        ];
        let bytes = [marks[mark], &bytes].concat();
        for name in ["a.docx", "a.bat", ""] {
            seen(&bytes, name);
        }
    }

    #[test]
    fn a_fixture_with_wrong_bytes_gives_an_answer(
        which in 0_usize..10,
        wrong in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let (name, mut bytes) = all().swap_remove(which);
        for (at, byte) in wrong {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        seen(&bytes, name);
    }

    #[test]
    fn any_xml_in_a_document_gives_an_answer(xml in "[<>/&;#=\"' a-cwptrv:!\\[\\]?-]{0,200}", part in 0_usize..5) {
        let key = ["word/document.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "ppt/slides/slide1.xml", "docProps/core.xml"][part];
        let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), (key, xml.as_bytes())]);
        seen(&bytes, "a.docx");
    }
}
