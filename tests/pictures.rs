//! Pictures as they come from a phone, through the whole line: what readers, feeds and WeChat get of them, what
//! it costs to build again, and what becomes of those that are broken.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::diagnostic::Diagnostic;
use gongsheng::picture;
use image::{GenericImageView, Rgb};
use std::fs;
use std::path::Path;
use support::{Before, NOW, Project, Step, Tree, sample, tree};

const POST: &str = "---\n标题: 活动照片\n日期: 2017-3-8\n封面: 合影 (1).jpg\n焦点: 左上\n---\n\n![合影](<合影 (1).jpg>)\n\n![标志](a.png)\n![横幅](b.webp)\n\n![旧图](c.gif)\n\n[原图](<合影 (1).jpg>)\n";

/// A post with a small photograph, a drawing and others.
fn project() -> Project {
    of("jpeg 600x400 turned")
}

fn of(photograph: &str) -> Project {
    let project = Project::with(&[("content/posts/a.md", POST)]);
    project.write_bytes("content/posts/合影 (1).jpg", &sample::make(photograph));
    project.write_bytes("content/posts/a.png", &sample::make("png 300x200"));
    project.write_bytes("content/posts/b.webp", &sample::make("webp 700x300"));
    project.write_bytes("content/posts/c.gif", &sample::make("gif 80x60"));
    project
}

fn build(project: &Project) -> gongsheng::Built {
    project.build_keeping(NOW, &project.root().join(".gongsheng"))
}

/// The files of a site whose name ends so.
fn ending<'a>(tree: &'a Tree, ending: &str) -> Vec<(&'a str, &'a [u8])> {
    let all = tree.iter().filter(|(path, _)| path.starts_with("files/") && path.ends_with(ending));
    all.map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect()
}

fn codes(told: &[Diagnostic]) -> Vec<&str> {
    told.iter().map(|told| told.code.id).collect()
}

#[test]
fn a_photograph_comes_out_upright_small_and_without_what_the_phone_wrote() {
    let project = of("jpeg 1700x1620 turned");
    assert!(build(&project).changes.is_some());
    let site = tree(&project.site());
    for (path, bytes) in site.iter().filter(|(path, _)| path.starts_with("files/")) {
        let facts = picture::look(bytes).unwrap_or_else(|trouble| panic!("{path}: {trouble:?}"));
        assert!(!facts.metadata && !facts.position, "{path} says where it was taken");
        for word in ["Exif", "xmpmeta", "Pho\0", "ICC_PROFILE"] {
            let holds = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!holds, "{path} holds {word}");
        }
    }
    let photographs: Vec<_> = ending(&site, ".jpg").into_iter().map(|(path, bytes)| (path, image(bytes))).collect();
    let sizes: Vec<(u32, u32)> = photographs.iter().map(|(_, picture)| picture.dimensions()).collect();
    // The plain one, the whole one, and the crops for sharing and for WeChat.
    for size in [(1080, 1133), (1620, 1700), (1200, 628), (900, 383), (500, 500)] {
        assert!(sizes.contains(&size), "there is no {size:?} among {sizes:?}");
    }
    // Held upright, the corner at the top left is the blue one.
    let (_, upright) = photographs.iter().find(|(_, picture)| picture.dimensions() == (1620, 1700)).unwrap();
    near(upright.get_pixel(100, 100).0, Rgb([40, 60, 200]));
    near(upright.get_pixel(1600, 100).0, Rgb([220, 30, 30]));
    // The crops keep the corner that the entry names.
    let (_, square) = photographs.iter().find(|(_, picture)| picture.dimensions() == (500, 500)).unwrap();
    near(square.get_pixel(20, 20).0, Rgb([40, 60, 200]));
    let mut widths: Vec<u32> = ending(&site, ".webp").into_iter().map(|(_, bytes)| image(bytes).width()).collect();
    widths.sort_unstable();
    // Of the photograph, and of the three drawings.
    assert_eq!(widths, [80, 300, 480, 480, 700, 1080, 1600]);
}

#[test]
fn a_page_offers_the_small_ones_and_says_how_large_they_are() {
    let project = of("jpeg 1700x1620 turned");
    build(&project);
    let page = fs::read_to_string(project.site().join("posts/2017-03-08-a/index.html"))
        .or_else(|_| fs::read_to_string(project.site().join("posts/a/index.html")))
        .unwrap();
    let page = scraper::Html::parse_document(&page);
    let select = |what: &str| page.select(&scraper::Selector::parse(what).unwrap()).collect::<Vec<_>>();
    let sources = select(".body picture source[type='image/webp']");
    assert_eq!(sources.len(), 4);
    for part in sources[0].attr("srcset").unwrap().split(", ") {
        let (url, width) = part.split_once(' ').unwrap();
        let bytes = fs::read(project.site().join(url.trim_start_matches('/'))).unwrap();
        assert_eq!(format!("{}w", image(&bytes).width()), width);
    }
    for picture in select(".body img") {
        let bytes = fs::read(project.site().join(picture.attr("src").unwrap().trim_start_matches('/'))).unwrap();
        let (width, height) = image(&bytes).dimensions();
        assert_eq!(picture.attr("width"), Some(&*width.to_string()));
        assert_eq!(picture.attr("height"), Some(&*height.to_string()));
        assert_eq!(picture.attr("loading"), Some("lazy"));
    }
    assert_eq!(select(".cover img[loading]").len(), 0, "what is seen first is not lazy");
    assert_eq!(select(".gallery img").len(), 2);
    let share = select("meta[property='og:image']")[0].attr("content").unwrap().to_owned();
    let share = fs::read(project.site().join(share.trim_start_matches("https://a.example.cn/"))).unwrap();
    assert_eq!(image(&share).dimensions(), (1200, 628));
}

#[test]
fn a_logo_is_one_small_file() {
    for (name, made, size) in [
        ("a.jpg", "jpeg 1600x1200", (176, 132)),
        ("a.png", "png 300x1200", (44, 176)),
        ("a.gif", "gif 80x60", (80, 60)),
    ] {
        let site = format!("名称: 示例县总工会\n网址: https://a.example.cn\n标志: images/{name}\n");
        let project = Project::with(&[
            ("content/site.yaml", &site),
            ("content/posts/b.md", "---\n标题: 乙\n日期: 2017-3-8\n---\n\n乙。\n"),
        ]);
        project.write_bytes(&format!("content/images/{name}"), &sample::make(made));
        let built = build(&project);
        assert_eq!(codes(&built.diagnostics), [""; 0]);
        let site = tree(&project.site());
        let files = ending(&site, "");
        assert_eq!(files.len(), 1, "{name}: {:?}", files.iter().map(|(path, _)| path).collect::<Vec<_>>());
        let (path, bytes) = files[0];
        assert_eq!(image(bytes).dimensions(), size, "{name}");
        assert_eq!(path.ends_with(".jpg"), name.ends_with(".jpg"), "what may be clear is a PNG: {path}");
        let home = project.page("index.html");
        for part in
            [format!("<img src=\"/{path}\""), format!("href=\"/{path}\""), format!("https://a.example.cn/{path}")]
        {
            assert!(home.contains(&part), "{name}: home lacks {part}");
        }
    }
}

#[test]
fn feeds_and_wechat_get_a_kind_and_a_size_that_they_take() {
    let project = project();
    build(&project);
    for path in ["feed.xml", "wechat/posts/a.html", "wechat/posts/2017-03-08-a.html"] {
        let Ok(text) = fs::read_to_string(project.site().join(path)) else { continue };
        let mut seen = 0;
        for part in text.split("https://a.example.cn/files/").skip(1) {
            let name = &part[..part.find(['"', '&', '<', '\'']).unwrap()];
            let bytes = fs::read(project.site().join("files").join(name)).unwrap();
            assert!(bytes.len() < 1_000_000, "{name} has {} bytes", bytes.len());
            assert!(name.ends_with(".jpg") || name.ends_with(".png") || name.ends_with(".gif"), "{path}: {name}");
            seen += 1;
        }
        assert!(seen >= 4, "{path} shows {seen} pictures");
    }
}

#[test]
fn a_picture_is_decoded_once_in_its_life() {
    let project = project();
    let decoded = |project: &Project| build(project).changes.unwrap().decoded;
    assert_eq!(decoded(&project), 4, "each once, for all that is made of it");
    assert_eq!(decoded(&project), 0);
    project.write("content/posts/a.md", &POST.replace("活动照片", "换了标题"));
    assert_eq!(decoded(&project), 0, "a text was edited");
    let before = tree(&project.site());
    fs::remove_dir_all(project.site()).unwrap();
    assert_eq!(decoded(&project), 0, "the site is made again of what was kept");
    assert_eq!(tree(&project.site()), before);
    fs::remove_dir_all(project.root().join(".gongsheng")).unwrap();
    assert_eq!(decoded(&project), 0, "the site is as it was");
    fs::remove_dir_all(project.site()).unwrap();
    assert_eq!(decoded(&project), 4, "nothing was kept");
    assert_eq!(tree(&project.site()), before);
}

#[test]
fn what_was_kept_and_torn_is_made_again() {
    let project = project();
    build(&project);
    let before = tree(&project.site());
    for file in fs::read_dir(project.root().join(".gongsheng/pictures")).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    fs::remove_dir_all(project.site()).unwrap();
    build(&project);
    assert_eq!(tree(&project.site()), before);
}

#[test]
fn what_was_made_of_pictures_that_are_gone_is_not_kept() {
    let project = project();
    build(&project);
    let kept = || fs::read_dir(project.root().join(".gongsheng/pictures")).unwrap().count();
    let all = kept();
    project.write("content/posts/a.md", "---\n标题: 无图\n日期: 2017-3-8\n---\n\n正文\n");
    build(&project);
    assert_eq!(kept(), all, "an entry may show it again");
    project.remove("content/posts/b.webp");
    project.write("content/posts/c.md", "---\n标题: 又一篇\n日期: 2017-3-8\n---\n\n正文\n");
    build(&project);
    assert!(kept() < all);
    for name in ["合影 (1).jpg", "a.png", "c.gif"] {
        project.remove(&format!("content/posts/{name}"));
    }
    project.write("content/posts/a.md", "---\n标题: 仍无图\n日期: 2017-3-8\n---\n\n正文\n");
    build(&project);
    assert_eq!(kept(), 0);
}

#[test]
fn one_that_cannot_be_decoded_is_told_in_every_build_and_the_rest_is_intact() {
    let project = Project::with(&[(
        "content/posts/a.md",
        "---\n标题: 活动照片\n日期: 2017-3-8\n---\n\n![合影](坏.png)\n\n![会场](好.png)\n",
    )]);
    project.write_bytes("content/posts/坏.png", &sample::make("png 600x400 torn"));
    project.write_bytes("content/posts/好.png", &sample::make("png 300x200"));
    for _ in 0..3 {
        let built = build(&project);
        assert_eq!(codes(&built.diagnostics), ["picture-undecodable"]);
        let site = tree(&project.site());
        assert_eq!(ending(&site, ".png").len(), 2);
        for (path, bytes) in ending(&site, ".png") {
            assert!(picture::look(bytes).is_ok(), "{path}");
        }
    }
    assert_eq!(codes(&project.check().diagnostics), ["picture-undecodable"]);
    let mut strict = project.request(NOW);
    strict.strict = true;
    let site = tree(&project.site());
    let built = gongsheng::build(&strict, &project.site(), &gongsheng::publish::RealDisk, &|_, _| ());
    assert!(built.changes.is_none());
    assert_eq!(tree(&project.site()), site, "with --strict the site that was there is untouched");
    project.write_bytes("content/posts/坏.png", &sample::make("png 600x400"));
    assert_eq!(codes(&build(&project).diagnostics), [""; 0]);
}

#[test]
fn one_that_changes_during_the_build_is_told_and_the_old_site_stands() {
    let project = project();
    build(&project);
    let before = tree(&project.site());
    let request = project.request(NOW);
    let photograph = project.root().join("content/posts/合影 (1).jpg");
    project.write_bytes("content/posts/合影 (1).jpg", &sample::make("jpeg 1200x800"));
    // Somebody saves the picture anew while the site is made.
    let with = sample::make("jpeg 900x600");
    let begins = |step, path: &Path| step == Step::Write && path.ends_with(".site.gongsheng/journal.new");
    let disk = Before(|step, path: &Path| if begins(step, path) { fs::write(&photograph, &with) } else { Ok(()) });
    let built = gongsheng::build(&request, &project.site(), &disk, &|_, _| ());
    assert_eq!(codes(&built.diagnostics), ["changed-meanwhile"]);
    assert_eq!(tree(&project.site()), before);
}

fn image(bytes: &[u8]) -> image::DynamicImage {
    if !bytes.starts_with(b"\xFF\xD8") {
        return image::load_from_memory(bytes).unwrap();
    }
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    image::RgbImage::from_raw(width, height, pixels).unwrap().into()
}

fn near(actual: [u8; 4], wanted: Rgb<u8>) {
    let far = actual.iter().zip(wanted.0).any(|(a, b)| a.abs_diff(b) > 12);
    assert!(!far, "{actual:?} is not {wanted:?}");
}
