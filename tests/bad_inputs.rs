//! The table of bad inputs: each row, and the tests that hold it.
//!
//! `TABLE` has a line a row: its number, what it is about, and after `|` the tests, files of `tests/errors/`
//! without their ending and functions as `file::function`. A row of another issue says which.
//! `cargo test --test bad_inputs -- --nocapture` prints it.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests read, write and print")]

mod support;

use gongsheng::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, Instant};
use support::{Project, repository, said};

#[rustfmt::skip]
const TABLE: &[&str] = &[
    "1 full-width colon | 01-full-width-colon 01-colon-twice",
    "2 no space, odd spaces, tabs | 02-odd-spaces",
    "3 text that YAML would refuse | 03-text-that-yaml-would-refuse",
    "4 # in a title | 04-hash-in-a-title",
    "5 yes, 是, 否 | 05-yes-and-no 05-neither-yes-nor-no",
    "6 a misspelt key | 06-unknown-key 06-unknown-key-in-a-group 06-keys-people-type 06-what-an-item-must-have 06-brackets-within-brackets 06-keys-that-are-not-indented 06-items-that-are-not-indented 06-keys-below-a-list 06-states-that-nobody-writes 06-two-fields-in-one-line 06-site-yaml 06-site-yaml-that-leads-nowhere 06-site-yaml-scripts 06-site-yaml-script-from-elsewhere 06-unknown-column-without-columns 06-columns-under-a-wrong-key 06-a-column-that-is-not-read 06-unknown-column-beside-another-mistake 06-grounds-too-dark 06-site-yaml-wrong-word 06-site-yaml-silence",
    "7 a key twice | 07-key-twice 07-key-three-times 07-colour-twice",
    "8 numbers that are none | 08-no-number 08-no-count",
    "9 empty, long, control characters | 09-empty-title 09-long-title 09-control-characters 09-marks-of-direction",
    "10 alias bomb, deep nesting | disk::a_bomb_of_aliases_is_told_at_once disk::nesting_ten_thousand_deep_is_told_at_once",
    "11 fences | 11-no-front-matter 11-unclosed 11-rule-in-the-body 11-em-dash-fence 11-fields-without-colons-more 11-fields-without-fences 11-a-field-after-a-stray-line 11-a-field-further-down-without-fences 11-a-field-far-down 11-a-body-like-fields-without-fences 11-a-head-of-hugo 11-stray-files 11-files-nobody-leads-to 11-settings-by-another-name",
    "12 encodings, line ends | 12-line-ends disk::every_encoding_is_read_and_told_but_utf_8",
    "13 dates that do not exist | 13-dates-that-do-not-exist 13-dates-as-people-write-them",
    "14 time zones | 14-just-after-midnight cli::the_same_bytes_wherever_and_however",
    "15 windows, weekdays | 15-event-ends-before-it-starts 15-sign-up-contradicts 15-ticket-contradicts 15-release-without-end 15-no-offline-channel 15-ticket-spans 15-turn-of-the-year 15-weekday 15-what-follows-a-time 15-until-and-since 15-periods-with-one-end 15-a-copy-of-last-year 15-tickets-that-expire 15-lunar-dates 15-spans-that-are-not-read 15-times-without-a-day 15-ends-without-afternoon",
    "16 future and expired | 16-future-and-expired 16-pinned 16-pinned-first 16-link-to-unpublished 16-changes-in-the-future cli::the_clock_is_given",
    "17 one address twice | 17-same-slug 17-copies 17-the-same-twice 17-headers-of-ones-own 17-alias-that-is-a-page 17-difference-of-case 17-difference-of-case-of-folders 17-page-path-below-a-file 17-pages-beside-a-ranking disk::names_that_differ_in_composition_only_are_told disk::no_two_pages_need_one_place_on_the_disk",
    "18 titles and tags of signs | 18-titles-of-signs 18-tags-that-differ-in-signs 18-columns-twice cli::new_takes_any_title",
    "19 paths that lead out | 19-slug-leads-out 19-alias-leads-out 19-cover-leads-out 19-taxonomy-slug-leads-out",
    "20 names that not every system can have | disk::names_that_not_every_system_can_have_are_told disk::a_reserved_name_gives_an_address_that_every_system_can_have disk::a_composed_link_finds_a_name_in_pieces disk::a_long_name_is_a_short_address disk::a_name_that_is_no_text_is_told",
    "21 symbolic links | disk::symbolic_links_are_refused_with_their_paths disk::linked_content_static_and_templates_are_refused disk::links_in_the_output_are_not_followed",
    "22 what is no file | disk::what_is_no_file_is_told_and_nothing_waits disk::what_cannot_be_read_is_told disk::a_picture_named_md_is_told disk::a_site_yaml_that_cannot_be_read_is_there_all_the_same disk::what_is_there_and_not_read_is_not_told_again_where_it_is_shown",
    "23 HTML that runs | 23-html-that-runs 23-svg-that-runs 23-svg-behind-a-doctype 23-svg-that-fetches 23-scripts-in-boxes-tables-and-notes-more",
    "24 schemes | 24-schemes 24-disguised-schemes-more",
    "25 escaped everywhere | 25-escaped-everywhere 25-escaped-in-feed-and-wechat-more",
    "26 feeds and JSON-LD stay valid | 26-feed-stays-valid 26-ends-of-scripts-and-sections-more bad_inputs::every_feed_is_xml_whatever_is_typed feeds::whatever_is_typed_every_feed_stays_what_it_is demo::feeds_and_the_sitemap_are_well_formed_and_dated told::json_ld_and_meta_tags_hold_whatever_is_typed",
    "27 template signs | 27-template-signs 27-template-signs-in-all-fields-more",
    "28 deep and huge bodies | disk::deep_and_huge_bodies_take_bounded_time bad_inputs::past_the_limit_is_an_error",
    "29 pictures | 29-pictures-from-phones 29-files-that-say-too-much 29-files-named-as-pictures pictures::one_that_cannot_be_decoded_is_told_in_every_build_and_the_rest_is_intact pictures::one_that_changes_during_the_build_is_told_and_the_old_site_stands 30-missing-picture 29-missing-pictures-more bad_inputs::a_picture_that_cannot_be_read_is_told bad_inputs::a_picture_of_which_nothing_came_is_cut_off 29-photographs-that-are-tiff",
    "30 broken links | 30-broken-link 30-broken-fragment 30-several-on-one-line 30-attachment-elsewhere 30-boxes-and-footnotes 30-links-to-pages-beside-an-entry 30-addresses-with-a-sentence-behind 30-addresses-without-a-host",
    "31 relative links elsewhere | 31-relative-links-in-feed",
    "32 calendar fields | 32-calendar-fields calendar::every_calendar_of_the_demo_keeps_the_rules calendar::any_text_in_a_field_comes_back_from_the_calendar",
    "33 rankings | 33-ties 33-dense-ties 33-missing-host 33-no-rows 33-one-name-twice 33-types-in-names 33-wrong-choices 33-wrong-shapes 33-formulas 33-no-data 33-periods 33-periods-without-a-year 33-one-period-in-two-ways 33-a-figure-twice 33-nobody-is-new 33-caution-by-name 33-caution-on-all-periods 33-percentages 33-percentages-are-shown 33-rows-as-they-were-pasted rankings::what_staff_paste_is_understood",
    "34 disk full, read-only, killed | disk::a_full_disk_is_told_once_and_mended_by_the_next_run disk::an_output_that_cannot_be_written_is_told_and_mended_by_the_next_run killed::the_first_publish_can_be_cut_off_anywhere killed::a_changed_site_can_be_cut_off_anywhere killed::what_a_killed_run_wrote_is_not_forgotten_by_one_that_stops",
    "35 outputs that are refused | disk::folders_that_are_never_published_into disk::a_folder_with_foreign_files_is_refused_and_left_as_it_is disk::a_foreign_file_that_comes_later_is_refused_too cli::home_is_not_published_into",
    "36 two builds, changes meanwhile | disk::of_two_builds_at_once_the_second_is_told disk::a_lock_that_a_killed_build_left_behind_stops_nobody disk::a_file_that_changes_during_the_build_is_told",
    "37 preview server: paths | issue 9",
    "38 preview server: origins | issue 9",
    "39 preview server: error page | issue 9",
    "40 watching | issue 9",
    "41 base address | 41-base-url-without-scheme 41-base-url-without-host 41-base-url-ftp 41-base-url-full-width 41-base-url-with-query 41-base-url-with-punctuation 41-base-url-with-a-bad-port 41-no-base-url 41-below-a-path",
    "42 templates | 42-template-syntax 42-template-tag 42-template-missing-include 42-template-missing-parent 42-template-includes-itself 42-template-includes-in-a-circle 42-template-not-a-theme-file 42-template-unknown-filter 42-template-unknown-variable 42-template-used-by-many 42-template-strings 42-template-strings-twice 42-template-byte-order-marks 42-template-home-only 42-template-style-sheets disk::a_template_that_is_no_text_is_told",
    "43 WeChat's limits | 43-wechat-titles-and-digests 43-wechat-account 43-wechat-body 43-wechat-too-long 43-wechat-theme 43-wechat-look 43-wechat-look-asked-for 43-wechat-not-public 43-wechat-pictures-without-https cli::what_wechat_does_not_take_is_an_error_for_whoever_asks cli::html_from_anywhere_is_checked",
];

/// Files of `tests/errors/` that hold something else than a row of the table.
const OTHERS: &[&str] = &[
    "foreign-marks",
    "list-numbers-that-do-not-run-on",
    "personal-beside-other-slips",
    "personal-in-fields-and-links",
    "personal-in-names-of-entries",
    "personal-in-names-of-files",
    "personal-numbers-before-words",
    "personal-numbers-with-odd-gaps",
    "personal-split-by-markup",
    "personal-numbers-that-a-sheet-wrote",
    "placeholder-left",
    "title-twice",
    "ranking-rules-that-mean-nothing",
    "text-bullets-and-boxes",
    "text-corrections",
    "text-dates-in-the-body",
    "text-dates-that-were-moved",
    "text-days-below-something",
    "text-fences-nobody-meant",
    "text-left-by-tools",
    "text-lines-below-a-list",
    "text-lines-that-are-lines",
    "text-lines-that-join",
    "text-marks-behind-blanks",
    "text-marks-behind-odd-spaces",
    "text-pasted-from-elsewhere",
    "text-punctuation",
    "text-quotes-around-lists",
    "text-ranges-with-two-tildes",
    "text-signs-that-became-marks",
    "text-slips-in-the-body",
    "text-slips-in-the-body-more",
    "text-words-that-only-meet",
    "text-tables-with-tabs",
    "text-slips-in-fields",
    "text-wrong-words",
    "text-wrong-words-in-links",
];

/// The names of the files of `tests/errors/`, and the functions of each file of `tests/` that are tests.
fn there() -> (BTreeSet<String>, BTreeMap<String, BTreeSet<String>>) {
    let stems = |folder: &str, ending: &str| -> Vec<String> {
        let entries = fs::read_dir(repository().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
    };
    let functions = |stem: &String| {
        let source = fs::read_to_string(repository().join(format!("tests/{stem}.rs"))).unwrap();
        let after_mark = source.split("#[test]").skip(1);
        after_mark
            .filter_map(|rest| rest.split_once("fn ").and_then(|(_, rest)| rest.split_once('(')))
            .map(|(name, _)| name.to_owned())
            .collect()
    };
    let files = stems("tests", ".rs").into_iter().map(|stem| (stem.clone(), functions(&stem))).collect();
    (stems("tests/errors", ".txt").into_iter().collect(), files)
}

#[test]
fn every_row_is_held_by_tests_that_are_there() {
    let (cases, functions) = there();
    let mut wrong = Vec::new();
    let mut named: BTreeSet<&str> = OTHERS.iter().copied().collect();
    for (index, line) in TABLE.iter().enumerate() {
        let (row, tests) = line.split_once(" | ").unwrap();
        let (number, about) = row.split_once(' ').unwrap();
        assert_eq!(number, (index + 1).to_string(), "a row is missing before “{line}”");
        if tests.starts_with("issue ") {
            println!("{number:>2}  {about:<40} {tests}");
            continue;
        }
        let tests: Vec<&str> = tests.split(' ').collect();
        println!("{number:>2}  {about:<40} {} tests: {}", tests.len(), tests.join(", "));
        for test in tests {
            let is_there = match test.split_once("::") {
                Some((file, function)) => functions.get(file).is_some_and(|all| all.contains(function)),
                None => named.insert(test) && cases.contains(test),
            };
            if !is_there {
                wrong.push(format!("row {number}: there is no {test}, or it is named twice"));
            }
        }
    }
    wrong.extend(cases.iter().filter(|case| !named.contains(case.as_str())).map(|case| format!("no row names {case}")));
    wrong.extend(OTHERS.iter().filter(|case| !cases.contains(**case)).map(|case| format!("there is no {case}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const HEAD: &str = "---\n标题: 甲\n日期: 2017-3-1\n---\n\n";

// 26

#[test]
fn every_feed_is_xml_whatever_is_typed() {
    let typed = [
        "]]>",
        "&",
        "<!--",
        "<x>",
        "&#8;",
        "&#x1f;",
        "&#xffff;",
        "\u{fffe}",
        "\u{feff}",
        "\u{2028}",
        "👨‍👩‍👧",
        "<![CDATA[x]]>",
    ];
    let fields: Vec<_> = typed.iter().map(|text| text.replace('"', "")).collect();
    for text in fields {
        let post = format!(
            "---\n标题: \"甲{text}乙\"\n日期: 2017-3-1\n摘要: \"摘{text}要\"\n作者: \"王{text}\"\n---\n\n一{text}二 `{text}`\n\n```\n{text}\n```\n\n![图{text}片](p.svg)\n"
        );
        let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>";
        let project = Project::with(&[("content/posts/a.md", &post), ("content/posts/p.svg", picture)]);
        let built = project.build();
        if built.changes.is_none() {
            println!("{text:?} is told: {}", said(&built.diagnostics).lines().next().unwrap_or_default());
            continue;
        }
        let feed = project.page("feed.xml");
        let document = roxmltree::Document::parse(&feed).unwrap_or_else(|error| panic!("{text:?}: {error}\n{feed}"));
        assert_eq!(document.descendants().filter(|node| node.has_tag_name("item")).count(), 1, "{text:?}");
        let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        assert!(feed.chars().all(is_xml), "{text:?}: {feed}");
    }
}

// 28

#[test]
fn past_the_limit_is_an_error() {
    let cases = [
        ("quotes", ">".repeat(50_000)),
        ("lists", "+ ".repeat(20_000)),
        ("10 MB", "字".repeat(10 * 1024 * 1024 / 3)),
        ("a table of 200 kB", format!("|甲|乙|\n|-|-|\n|{}|", "x|".repeat(100_000))),
    ];
    for (what, body) in cases {
        let project = Project::with(&[("content/posts/a.md", &format!("{HEAD}{body}\n"))]);
        let began = Instant::now();
        let built = project.build();
        let took = began.elapsed();
        let told: Vec<&str> = built.diagnostics.iter().map(|told| told.code.id).collect();
        println!("{what}: {took:?}, {told:?}");
        assert!(took < Duration::from_secs(20), "{what}: {took:?}");
        let is_error = built.diagnostics.iter().any(Diagnostic::is_error);
        // A long table is long, not deep: it is shown.
        assert_eq!(is_error, !what.contains("table"), "{what}: {told:?}");
    }
}

// 29

#[test]
fn a_picture_of_which_nothing_came_is_cut_off() {
    let begun: [(&str, &[u8]); 5] =
        [("a.jpg", b""), ("b.jpeg", b"\xFF\xD8"), ("c.png", b"\x89PNG"), ("d.GIF", b"GIF8"), ("e.webp", b"RIFF\0\0")];
    let mut post = HEAD.to_owned();
    begun.iter().for_each(|(name, _)| post.push_str(&format!("![大门]({name})\n\n")));
    let project =
        Project::with(&[("content/posts/a.md", &format!("{post}![大门](f.jpg)\n")), ("content/posts/f.jpg", "x")]);
    begun.iter().for_each(|(name, bytes)| project.write_bytes(&format!("content/posts/{name}"), bytes));
    let built = project.build();
    let told: Vec<&str> = built.diagnostics.iter().map(|told| told.code.id).collect();
    assert_eq!(told, [["picture-broken"; 5].as_slice(), &["not-a-picture"]].concat(), "{}", said(&built.diagnostics));
}

#[cfg(unix)]
#[test]
fn a_picture_that_cannot_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::with(&[
        ("content/posts/a.md", &format!("{HEAD}![大门](p.png)\n")),
        ("content/posts/p.png", "x"),
        ("content/posts/b.md", "---\n标题: 乙\n日期: 2017-3-1\n---\n\n![窗口](folder.png)\n"),
        ("content/posts/folder.png/x.txt", "x"),
    ]);
    let picture = project.root().join("content/posts/p.png");
    fs::set_permissions(&picture, fs::Permissions::from_mode(0o000)).unwrap();
    let built = project.build();
    let told: Vec<(&str, String)> = built
        .diagnostics
        .iter()
        .filter(|told| told.is_error())
        .map(|told| (told.code.id, told.place.as_ref().map(|place| place.file.to_string()).unwrap_or_default()))
        .collect();
    println!("{}", said(&built.diagnostics));
    assert!(told.iter().any(|(_, file)| file == "content/posts/b.md"), "a folder is no picture: {told:?}");
    // Whoever is root can read everything.
    if fs::read(&picture).is_err() {
        assert!(
            told.iter().any(|(_, file)| file.starts_with("content/posts/") && file != "content/posts/b.md"),
            "{told:?}"
        );
        assert!(built.changes.is_none());
    }
}
