//! Pictures as phones make them, made here: small, but with all that goes with them.
#![allow(dead_code, reason = "each test uses its part")]

use image::codecs::gif::GifEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::{Cursor, Write};

/// A picture as its specification says: `jpeg 600x400 turned cut`, `png 100x80`, `screenshot`, `heic` …
pub fn make(spec: &str) -> Vec<u8> {
    let words: Vec<&str> = spec.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    let size = words.iter().find_map(|word| {
        let (width, height) = word.split_once('x')?;
        Some((width.parse().ok()?, height.parse().ok()?))
    });
    let (width, height) = size.unwrap_or((60, 40));
    let mut bytes = match words[0] {
        "jpeg" => photograph(width, height, if has("turned") { 6 } else { 1 }),
        "png" => written(&scene(width, height), ImageFormat::Png),
        "gif" if has("moving") => moving_gif(width, height),
        "webp" if has("moving") => moving_webp(width, height),
        "gif" => written(&scene(width, height), ImageFormat::Gif),
        "webp" => written(&scene(width, height), ImageFormat::WebP),
        "bomb" => bomb(width, height),
        "docx" | "docm" | "xlsx" => office(&words),
        "pdf" => pdf(has("locked")),
        "rar" => b"Rar!\x1a\x07\x01\0 some packed bytes".to_vec(),
        "exe" => program(),
        "zip" => zipped(&[("名单/安装.exe", program())]),
        "tiff" => b"II*\0\x08\0\0\0".to_vec(),
        "heic" => b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0".to_vec(),
        other => panic!("no sample {other}"),
    };
    if has("cut") {
        bytes.truncate(bytes.len() * 2 / 3);
    }
    if has("torn") {
        // The frame is whole, what is in it is not.
        let middle = bytes.len() / 2;
        bytes[middle..middle + 200].fill(0xA5);
    }
    bytes
}

/// A scene in which every corner has a colour of its own: red, green, blue and yellow.
pub fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x * 2 < width, y * 2 < height) {
        (true, true) => Rgb([220, 30, 30]),
        (false, true) => Rgb([30, 180, 60]),
        (true, false) => Rgb([40, 60, 200]),
        (false, false) => Rgb([230, 200, 40]),
    })
}

fn moving_gif(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = GifEncoder::new(&mut out);
    for turned in [scene(width, height), image::imageops::rotate180(&scene(width, height))] {
        encoder.encode(&turned, width, height, image::ExtendedColorType::Rgb8).unwrap();
    }
    drop(encoder);
    out
}

fn moving_webp(width: u32, height: u32) -> Vec<u8> {
    let config = webp::WebPConfig::new().unwrap();
    let (first, second) = (scene(width, height), image::imageops::rotate180(&scene(width, height)));
    let mut encoder = webp::AnimEncoder::new(width, height, &config);
    encoder.add_frame(webp::AnimFrame::from_rgb(&first, width, height, 0));
    encoder.add_frame(webp::AnimFrame::from_rgb(&second, width, height, 200));
    encoder.encode().to_vec()
}

fn written(scene: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(scene.clone()).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A JPEG with what a phone writes beside it: orientation, camera, position, XMP.
pub fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let scene = scene(width, height);
    let mut plain = Vec::new();
    let size = |side: u32| u16::try_from(side).unwrap();
    let encoder = jpeg_encoder::Encoder::new(&mut plain, 90);
    encoder.encode(&scene, size(width), size(height), jpeg_encoder::ColorType::Rgb).unwrap();
    let mut out = plain[..2].to_vec();
    let mut segment = |bytes: &[u8]| {
        out.extend([0xFF, 0xE1]);
        out.extend(u16::try_from(bytes.len() + 2).unwrap().to_be_bytes());
        out.extend(bytes);
    };
    segment(&exif(orientation));
    segment(b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>");
    out.extend(&plain[2..]);
    out
}

/// EXIF with three entries: camera, orientation, and a position with a latitude.
fn exif(orientation: u8) -> Vec<u8> {
    let mut out = b"Exif\0\0MM\0*\0\0\0\x08\0\x03".to_vec();
    out.extend(b"\x01\x0f\0\x02\0\0\0\x04Pho\0");
    out.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    out.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x32\0\0\0\0");
    out.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    out
}

/// A PNG that says it is huge and holds next to nothing.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = written(&scene(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What Word or Excel would write, as far as anybody looks: `docx author changes`, `xlsx hidden people`, `docm`.
fn office(words: &[&str]) -> Vec<u8> {
    let has = |word: &str| words.contains(&word);
    let mut files: Vec<(&str, Vec<u8>)> = vec![("[Content_Types].xml", b"<Types/>".to_vec())];
    if has("author") {
        let core = "<cp:coreProperties><dc:creator>张三</dc:creator></cp:coreProperties>";
        files.push(("docProps/core.xml", core.into()));
    }
    if words[0] == "xlsx" {
        let state = if has("hidden") { " state=\"hidden\"" } else { "" };
        let book = format!(
            "<workbook><sheets><sheet name=\"名单\" r:id=\"rId1\"/><sheet name=\"底稿\"{state} r:id=\"rId2\"/></sheets></workbook>"
        );
        // The test value of the national standard for identity numbers.
        let cell = if has("people") { "11010519491231002X" } else { "一等奖" };
        let sheet = format!(
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>{cell}</t></is></c></row></sheetData></worksheet>"
        );
        files.push(("xl/workbook.xml", book.into()));
        files.push(("xl/worksheets/sheet1.xml", sheet.into()));
    } else {
        let change = "<w:ins w:author=\"李四\"><w:r><w:t>再议</w:t></w:r></w:ins>";
        let change = if has("changes") { change } else { "" };
        files.push((
            "word/document.xml",
            format!("<w:document><w:body><w:p><w:r><w:t>报名表</w:t></w:r>{change}</w:p></w:body></w:document>").into(),
        ));
    }
    if words[0] == "docm" {
        files.push(("word/vbaProject.bin", vec![0; 8]));
    }
    zipped(&files)
}

fn pdf(locked: bool) -> Vec<u8> {
    let lock = if locked { "/Encrypt 2 0 R " } else { "" };
    format!("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<<{lock}/Root 1 0 R>>\n%%EOF\n").into_bytes()
}

fn program() -> Vec<u8> {
    let mut bytes = vec![0; 256];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[60] = 128;
    bytes[128..132].copy_from_slice(b"PE\0\0");
    bytes
}
