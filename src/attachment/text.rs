//! Plain text, and text that is more: web pages, scripts, drawings.

use super::meter::{Meter, Work};
use super::{FileKind, Found, TEXT, kind};
use crate::cut;
use encoding_rs::{CoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Looks at a file whose first bytes are no mark. What text is for, its ending says: Windows runs it by that.
pub(super) fn look(meter: &mut Meter<'_>, ending: &str, work: &mut Work<'_>) -> Found {
    let size = meter.size();
    let empty = Found { whole: size > 0, ..Found::new(FileKind::Unknown) };
    if !may_be(&meter.head(super::magic::HEAD)) {
        return empty;
    }
    let bytes = meter.head(TEXT);
    let is_cut = (bytes.len() as u64) < size;
    let Some(text) = decoded(&bytes, is_cut).filter(|text| !text.is_empty()) else { return empty };
    work.text.push(&unfolded(&text));
    Found { unseen: is_cut, ..Found::new(kind(&text, ending)) }
}

/// A calendar or a card without the folds of its long lines, which may divide a number (RFC 5545, 3.1; RFC 6350, 3.2).
fn unfolded(text: &str) -> Cow<'_, str> {
    let is_folded = ["BEGIN:VCALENDAR", "BEGIN:VCARD"]
        .iter()
        .any(|begin| text.trim_start().get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin)));
    if !is_folded {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        match line.strip_prefix([' ', '\t']) {
            Some(rest) => whole.push_str(rest),
            None => {
                whole.push('\n');
                whole.push_str(line);
            }
        }
    }
    Cow::Owned(whole)
}

/// Whether a file that begins so may be text: it has no zero, or a mark of UTF-16.
pub(super) fn may_be(head: &[u8]) -> bool {
    memchr::memchr(0, head).is_none() || head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff])
}

/// The text of bytes in UTF-8, UTF-16 with its mark, or GBK; nothing where they are none of these.
fn decoded(bytes: &[u8], is_cut: bool) -> Option<String> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE => {
            strictly(encoding, bytes.get(mark..)?, is_cut)
        }
        _ => strictly(UTF_8, bytes, is_cut).or_else(|| strictly(GB18030, bytes, is_cut)),
    }
}

/// Decodes without one error. The end may be amid a character where the bytes were cut.
fn strictly(encoding: &'static Encoding, bytes: &[u8], is_cut: bool) -> Option<String> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len())?);
    let (result, _, wrong) = decoder.decode_to_string(bytes, &mut text, !is_cut);
    let fine = result == CoderResult::InputEmpty && !wrong;
    let controls =
        |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}' | '\u{1b}' | '\u{85}');
    (fine && !text.contains(controls)).then_some(text)
}

/// What a text is: a page or a drawing by how it begins, a script by its first line or its ending.
fn kind(text: &str, ending: &str) -> FileKind {
    let start = cut::head(text, 1024).trim_start().to_ascii_lowercase();
    let has = |mark: &str| start.contains(mark);
    let page = ["<!doctype html", "<html", "<head", "<body", "<script"].iter().any(|mark| start.starts_with(mark));
    let mail = start.starts_with("mime-version:") && has("multipart/related");
    let xml = start.starts_with("<?xml") || start.starts_with("<!--");
    if page || mail || (xml && has("<html")) || kind::endings(FileKind::Html).contains(&ending) {
        FileKind::Html
    } else if start.starts_with("<svg") || start.starts_with("<!doctype svg") || (xml && has("<svg")) {
        FileKind::Picture
    } else if kind::is_script(ending) || start.starts_with("#!") || start.starts_with("windows registry editor") {
        FileKind::Script
    } else {
        FileKind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_utf_8_in_gbk_and_in_utf_16() {
        let gbk = encoding_rs::GBK.encode("姓名,电话\n张三,1").0.into_owned();
        assert_eq!(decoded(&gbk, false), Some("姓名,电话\n张三,1".to_owned()));
        assert_eq!(decoded("\u{feff}张三".as_bytes(), false), Some("张三".to_owned()));
        let wide: Vec<u8> = "\u{feff}张三".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&wide, false), Some("张三".to_owned()));
        assert_eq!(decoded(&[0xff, 0xff, 0x80], false), None);
    }

    #[test]
    fn a_text_that_was_cut_amid_a_character_is_text() {
        let bytes = "张三".as_bytes();
        assert_eq!(decoded(&bytes[..5], true), Some("张".to_owned()));
    }

    #[test]
    fn a_line_that_is_folded_is_one() {
        assert_eq!(
            unfolded("BEGIN:VCARD\r\nTEL:1380013\r\n 8000\r\nEND:VCARD"),
            "\nBEGIN:VCARD\nTEL:13800138000\nEND:VCARD"
        );
        assert_eq!(unfolded("表\n 1380013\n 8000"), "表\n 1380013\n 8000");
    }

    #[test]
    fn a_text_is_what_it_begins_with_or_what_its_ending_says() {
        assert_eq!(kind("\n<!DOCTYPE html>", "xls"), FileKind::Html);
        assert_eq!(kind("MIME-Version: 1.0\nContent-Type: multipart/related;", "doc"), FileKind::Html);
        assert_eq!(kind("<?xml version=\"1.0\"?>\n<svg/>", "svg"), FileKind::Picture);
        assert_eq!(kind("@echo off", "bat"), FileKind::Script);
        assert_eq!(kind("#!/bin/sh", "txt"), FileKind::Script);
        assert_eq!(kind("姓名,电话", "csv"), FileKind::Text);
    }
}
