//! Warm equals cold: after any sequence of edits, building again gives what building from nothing gives,
//! the bytes and what is said of them.
#![allow(clippy::disallowed_methods, reason = "tests read and write")]

mod support;

use gongsheng::memory::Memory;
use gongsheng::publish::RealDisk;
use gongsheng::source::Touched;
use gongsheng::{Prepared, Request};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use support::{Project, said, tree};

/// One edit of somebody's.
#[derive(Clone, Debug)]
enum Edit {
    Create(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Field(usize, &'static str, &'static str),
    Body(usize, &'static str),
    Template(&'static str, bool),
    Config(&'static str, &'static str),
    Row(usize),
    Static(&'static str, bool),
    Beside(usize, &'static str, &'static str),
    Now(&'static str),
}

const FOLDERS: [&str; 3] = ["posts", "events", "tickets"];

/// The fields of a header and values for them; some are mistakes.
const FIELDS: &[(&str, &[&str])] = &[
    ("标题", &["一", "二二", "“三”：#三", ""]),
    ("编号", &["100", "200", "300"]),
    ("日期", &["2017-3-1", "2017年3月8日 9:00", "2017-3-10 12:00", "2017-13-1"]),
    ("更新", &["2017-3-9 8:00", "2017-3-10"]),
    ("栏目", &["学吧", "法吧", "没有"]),
    ("标签", &["甲、乙", "乙", "；）", "丙"]),
    ("摘要", &["摘要一", "摘要二"]),
    ("作者", &["宣传部"]),
    ("来源", &["《县报》"]),
    ("封面", &["p.svg", "none.svg", "z.png"]),
    ("焦点", &["左上"]),
    ("网页名", &["one", "two", "../x"]),
    ("旧网页名", &["old", "/2016/x.html"]),
    ("草稿", &["是", "否"]),
    ("下线", &["2017-3-9 13:00", "2017-3-20"]),
    ("附件", &["\n  - 名称: 表\n    文件: t.csv"]),
    ("更正", &["\n  - 时间: 2017-3-9 10:00\n    内容: 改了"]),
    ("审核", &["\n  初审: 甲"]),
    ("打印", &["公文", "海报"]),
    ("微信", &["\n  标题: 另一个\n  摘要: 另一段"]),
    ("开始", &["2017-3-22 13:50", "2017-3-9 13:00", "2017-3-22 13:50—16:00"]),
    ("结束", &["2017-3-22 18:00"]),
    ("放票", &["2017-3-9 12:30", "2017-3-8 10:00"]),
    ("截止", &["2017-3-9 13:00", "2017-3-12"]),
    ("数量", &["1000", "500套"]),
    ("地点", &["职工之家"]),
];

/// Links to what lies beside other entries only while they hold something.
const BESIDE_OTHERS: &str = "[日历](/events/1/calendar.ics)、[榜的数据](/rankings/r/data.csv)";

const BODIES: &[&str] = &[
    "正文。",
    "**改过**的正文，有[一个链接](../posts/0.md)。",
    "![照片](z.png)\n\n[原图](z.png)",
    "## 标题\n\n- 一\n- 二\n\n> [!提示]\n> 看。",
    BESIDE_OTHERS,
    "![图](p.svg)\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
];

const CONFIGS: &[(&str, &[&str])] = &[
    ("名称", &["甲县总工会", "乙县总工会"]),
    ("每页条数", &["1", "2", "20"]),
    ("热线", &["12351", "010-12351"]),
    ("横幅", &["演示"]),
    ("订阅", &["\n  标签: [甲]\n  条数: 2"]),
    ("标签", &["\n  甲: jia"]),
    ("微信", &["\n  主色: \"#0f4c81\"", "\n  字号: 16\n  首行缩进: 是", "\n  样式: 素净"]),
];

const TEMPLATES: &[(&str, &str)] = &[
    ("web/404.html", "<title>没有</title>{{ site.title }}"),
    ("web/card.html", "<p>{{ card.title }}</p>"),
    ("feeds/rss.xml", "<rss>{% for item in items %}{{ item.meta.title }}{% endfor %}</rss>"),
    ("strings/zh-CN.yaml", "home: 首頁\n"),
    ("assets/site.css", "body{color:red}"),
    ("wechat/themes/warm.css", ".article p{color:#b3261e;position:absolute}"),
    ("web/404.html", "{% if %}"),
];

/// Pictures and attachments that lie beside entries, and what they may come to be: samples, or none any more.
const BESIDE: &[(&str, &[&str])] = &[
    ("z.png", &["png 60x40", "png 500x30", "jpeg 60x40 turned", "png 300x200 torn", "png 60x40 cut", ""]),
    ("p.svg", &["svg 9", "svg 10", ""]),
    ("t.csv", &["csv 3", "pdf open", ""]),
];

const NOWS: &[&str] = &[
    "2017-3-7 12:00",
    "2017-3-8 9:59",
    "2017-3-8 10:00",
    "2017-3-9 12:00",
    "2017-3-9 12:30",
    "2017-3-9 13:00",
    "2017-3-10 12:00",
    "2017-3-22 14:00",
    "2017-4-1",
];

fn edit() -> impl Strategy<Value = Edit> {
    let value = |table: &'static [(&'static str, &'static [&'static str])]| {
        select(table).prop_flat_map(|(key, values)| select(values).prop_map(move |value| (key, value)))
    };
    prop_oneof![
        2 => (0..3usize, 0..5usize).prop_map(|(folder, name)| Edit::Create(folder, name)),
        1 => any::<usize>().prop_map(Edit::Delete),
        1 => (any::<usize>(), 0..9usize).prop_map(|(which, name)| Edit::Rename(which, name)),
        6 => (any::<usize>(), value(FIELDS)).prop_map(|(which, (key, value))| Edit::Field(which, key, value)),
        2 => (any::<usize>(), select(BODIES)).prop_map(|(which, body)| Edit::Body(which, body)),
        1 => (select(TEMPLATES), any::<bool>()).prop_map(|((name, text), there)| Edit::Template(name, there && !text.is_empty())),
        1 => value(CONFIGS).prop_map(|(key, value)| Edit::Config(key, value)),
        1 => (0..7usize).prop_map(Edit::Row),
        1 => (select(&["a.txt", "b/c.txt", "CNAME"][..]), any::<bool>()).prop_map(|(name, there)| Edit::Static(name, there)),
        2 => (0..3usize, value(BESIDE)).prop_map(|(folder, (name, spec))| Edit::Beside(folder, name, spec)),
        2 => select(NOWS).prop_map(Edit::Now),
    ]
}

/// What lies beside an entry, as its specification says.
fn sample(spec: &str) -> Vec<u8> {
    match spec.split_once(' ') {
        Some(("svg", size)) => {
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\"/>").into_bytes()
        }
        Some(("csv", cell)) => format!("1,{cell}\n").into_bytes(),
        _ => support::sample::make(spec),
    }
}

/// The project as its editor has it in mind.
struct Desk {
    project: Project,
    entries: BTreeMap<String, (BTreeMap<&'static str, String>, &'static str)>,
    config: BTreeMap<&'static str, &'static str>,
    now: &'static str,
}

impl Desk {
    fn new() -> Desk {
        let project = Project::with(&[]);
        for folder in FOLDERS {
            for (name, spec) in [("p.svg", "svg 9"), ("t.csv", "csv 2"), ("z.png", "png 60x40")] {
                project.write_bytes(&format!("content/{folder}/{name}"), &sample(spec));
            }
        }
        let mut desk = Desk { project, entries: BTreeMap::new(), config: BTreeMap::new(), now: "2017-3-9 12:00" };
        desk.save_config();
        for (folder, name) in [(0, 0), (1, 1), (2, 2)] {
            desk.apply(&Edit::Create(folder, name));
        }
        desk.apply(&Edit::Row(4));
        desk
    }

    fn save_config(&self) {
        let mut text = String::from("网址: https://a.example.cn\n栏目:\n  - 名称: 学吧\n  - 名称: 法吧\n");
        if !self.config.contains_key("名称") {
            text.push_str("名称: 示例县总工会\n");
        }
        for (key, value) in &self.config {
            text.push_str(&format!("{key}: {value}\n"));
        }
        self.project.write("content/site.yaml", &text);
    }

    fn save(&self, path: &str) {
        let (fields, body) = &self.entries[path];
        let mut text = String::from("---\n");
        for (key, value) in fields {
            text.push_str(&format!("{key}: {value}\n"));
        }
        text.push_str(&format!("---\n\n{body}\n"));
        self.project.write(path, &text);
    }

    fn pick(&self, which: usize) -> Option<String> {
        let count = self.entries.len();
        (count > 0).then(|| self.entries.keys().nth(which % count).cloned()).flatten()
    }

    fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Create(folder, name) => {
                let path = format!("content/{}/{name}.md", FOLDERS[*folder]);
                let mut fields = BTreeMap::from([("标题", format!("第{name}篇")), ("日期", "2017-3-8".to_owned())]);
                match folder {
                    0 => drop(fields.insert("封面", "z.png".to_owned())),
                    1 => drop(fields.insert("开始", "2017-3-22 13:50".to_owned())),
                    2 => {
                        fields.insert("票种", "票".to_owned());
                        fields.insert("放票", "2017-3-8 10:00".to_owned());
                    }
                    _ => {}
                }
                self.entries.insert(path.clone(), (fields, BODIES[name % BODIES.len()]));
                self.save(&path);
            }
            Edit::Delete(which) => {
                if let Some(path) = self.pick(*which) {
                    self.entries.remove(&path);
                    self.project.remove(&path);
                }
            }
            Edit::Rename(which, name) => {
                let Some(path) = self.pick(*which) else { return };
                let to = format!("{}/2017-03-0{}-n{name}.md", path.rsplit_once('/').unwrap().0, name + 1);
                if !self.entries.contains_key(&to) {
                    let entry = self.entries.remove(&path).unwrap();
                    self.project.rename(&path, &to);
                    self.entries.insert(to, entry);
                }
            }
            Edit::Field(which, key, value) => {
                let Some(path) = self.pick(*which) else { return };
                let fields = &mut self.entries.get_mut(&path).unwrap().0;
                if fields.get(key).map(String::as_str) == Some(*value) {
                    fields.remove(key);
                } else {
                    fields.insert(key, (*value).to_owned());
                }
                self.save(&path);
            }
            Edit::Body(which, body) => {
                let Some(path) = self.pick(*which) else { return };
                self.entries.get_mut(&path).unwrap().1 = body;
                self.save(&path);
            }
            Edit::Template(name, there) => {
                let path = format!("templates/{name}");
                let text = TEMPLATES.iter().find(|(known, _)| known == name).unwrap().1;
                match (there, self.project.root().join(&path).is_file()) {
                    (true, _) => self.project.write(&path, text),
                    (false, true) => self.project.remove(&path),
                    (false, false) => {}
                }
            }
            Edit::Config(key, value) => {
                self.config.insert(key, value);
                self.save_config();
            }
            Edit::Row(rows) => {
                let none = if *rows == 0 { " []" } else { "" };
                let mut text = format!("标题: 榜\n日期: 2017-3-1\n方式: 评分\n条目:{none}\n");
                for row in 0..*rows {
                    text.push_str(&format!("  - 账号: 账号{row}\n    主办单位: 某工会\n    得分: {}\n", row * 7 % 4));
                }
                self.project.write("content/rankings/r.yaml", &text);
            }
            Edit::Static(name, there) => {
                let path = format!("content/static/{name}");
                match (there, self.project.root().join(&path).is_file()) {
                    (true, _) => self.project.write(&path, name),
                    (false, true) => self.project.remove(&path),
                    (false, false) => {}
                }
            }
            Edit::Beside(folder, name, spec) => {
                let path = format!("content/{}/{name}", FOLDERS[*folder]);
                match (spec.is_empty(), self.project.root().join(&path).is_file()) {
                    (false, _) => self.project.write_bytes(&path, &sample(spec)),
                    (true, true) => self.project.remove(&path),
                    (true, false) => {}
                }
            }
            Edit::Now(now) => self.now = now,
        }
    }
}

/// What lies in `content/` and `templates/`, by path.
fn sources(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let of = |folder: &'static str| {
        tree(&root.join(folder)).into_iter().map(move |(path, bytes)| (Path::new(folder).join(path), bytes))
    };
    of("content").chain(of("templates")).collect()
}

/// Makes what was touched since `before` look as if it had been typed a while ago, each step a second later; gives
/// its paths.
fn typed_a_while_ago(desk: &Desk, before: &mut BTreeMap<PathBuf, Vec<u8>>, step: usize) -> BTreeSet<PathBuf> {
    let now = sources(desk.project.root());
    let all: BTreeSet<&PathBuf> = before.keys().chain(now.keys()).collect();
    let touched: BTreeSet<PathBuf> =
        all.into_iter().filter(|path| step == 0 || before.get(*path) != now.get(*path)).cloned().collect();
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_500_000_000 + step as u64);
    for path in touched.iter().filter(|path| now.contains_key(*path)) {
        let file = File::options().write(true).open(desk.project.root().join(path)).unwrap();
        file.set_modified(then).unwrap();
    }
    *before = now;
    touched
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 220, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn building_again_gives_what_building_from_nothing_gives(edits in vec(edit(), 1..7), by_date in any::<bool>()) {
        let mut desk = Desk::new();
        let mut last = tree(&desk.project.site());
        let mut published = 0;
        let mut before = sources(desk.project.root());
        for (step, edit) in std::iter::once(None).chain(edits.iter().map(Some)).enumerate() {
            if let Some(edit) = edit {
                desk.apply(edit);
            }
            // A text that nobody touched is known by its date, unless it was typed this moment.
            if by_date {
                typed_a_while_ago(&desk, &mut before, step);
            }
            let mut warm = desk.project.build_keeping(desk.now, &desk.project.root().join(".gongsheng"));
            // What was published before is known only where it was: nobody can tell it of a first build.
            warm.diagnostics.retain(|told| !["facts-changed", "site-id-changed"].contains(&told.code.id));
            let cold_folder = desk.project.root().join(format!("cold{step}"));
            let cold = desk.project.build_to(&cold_folder, desk.now, &RealDisk);
            prop_assert_eq!(said(&warm.diagnostics), said(&cold.diagnostics));
            prop_assert_eq!(warm.changes.is_some(), cold.changes.is_some());
            prop_assert_eq!(warm.next_moment, cold.next_moment);
            let now = tree(&desk.project.site());
            if warm.changes.is_some() {
                published += 1;
                let expected = tree(&cold_folder);
                let differ: Vec<_> = now.keys().chain(expected.keys()).filter(|path| now.get(*path) != expected.get(*path)).collect();
                prop_assert!(differ.is_empty(), "step {step} after {edit:?}: {differ:?}");
            } else {
                prop_assert!(now == last, "a build that was stopped changed the site, after {:?}", edit);
            }
            last = now;
        }
        prop_assert!(published > 0, "the first build is fine");
    }

    #[test]
    fn a_preview_that_goes_on_gives_what_one_that_begins_gives(edits in vec(edit(), 1..9), apart in any::<bool>()) {
        let memory = Memory::default().lasting();
        let mut preview = Preview::new(if apart { memory.without_runs() } else { memory });
        for edit in &edits {
            preview.goes_on_after(edit)?;
        }
    }
}

/// A preview that goes on while somebody edits.
struct Preview {
    desk: Desk,
    memory: Memory,
    before: BTreeMap<PathBuf, Vec<u8>>,
    step: usize,
}

impl Preview {
    fn new(memory: Memory) -> Preview {
        let desk = Desk::new();
        let before = sources(desk.project.root());
        let mut preview = Preview { desk, memory, before, step: 0 };
        preview.round();
        preview
    }

    /// What it makes of what was touched, and what a preview says that begins now.
    fn round(&mut self) -> [Prepared; 2] {
        let Preview { desk, memory, before, step } = self;
        // All that was not touched is taken from the shelf.
        let only = typed_a_while_ago(desk, before, *step);
        *step += 1;
        let request = Request { preview: Some("http://127.0.0.1:8080"), ..desk.project.request(desk.now) };
        let going_on = gongsheng::prepare_again(&request, memory, &Touched::Only(only));
        [going_on, gongsheng::prepare(&request)]
    }

    /// That both are the same; gives what is told.
    fn goes_on_after(&mut self, edit: &Edit) -> Result<String, TestCaseError> {
        self.desk.apply(edit);
        let [going_on, begun] = self.round();
        prop_assert_eq!(said(&going_on.diagnostics), said(&begun.diagnostics), "after {:?}", edit);
        prop_assert_eq!(going_on.site.next_moment, begun.site.next_moment);
        prop_assert_eq!(going_on.site.hidden, begun.site.hidden);
        let files = |prepared: &Prepared| -> Vec<_> {
            prepared.artifacts.iter().map(|artifact| (artifact.path.clone(), artifact.rank, artifact.key)).collect()
        };
        prop_assert_eq!(files(&going_on), files(&begun), "after {:?}", edit);
        Ok(said(&begun.diagnostics))
    }
}

#[test]
fn a_link_to_what_lies_beside_another_entry_is_told_as_long_as_it_is_not_there() {
    let mut preview = Preview::new(Memory::default().lasting().without_runs());
    let mut broken = |edit| preview.goes_on_after(&edit).unwrap().matches("[broken-link]").count();
    let start = Edit::Field(0, "开始", "2017-3-22 13:50");
    assert_eq!(broken(Edit::Body(2, BESIDE_OTHERS)), 0);
    assert_eq!(broken(Edit::Row(0)), 1, "an empty ranking has no numbers");
    assert_eq!(broken(start.clone()), 2, "an event without times has no calendar");
    assert_eq!(broken(Edit::Row(3)), 1);
    assert_eq!(broken(start), 0);
}
