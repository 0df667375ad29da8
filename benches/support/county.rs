//! A county of any size, made up from a seed: the same number gives the same bytes on every machine.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Columns, and their slugs.
pub const COLUMNS: [(&str, &str); 8] = [
    ("工会动态", "news"),
    ("法吧", "faba"),
    ("帮吧", "bangba"),
    ("学吧", "xueba"),
    ("说吧", "shuoba"),
    ("约吧", "yueba"),
    ("淘吧", "taoba"),
    ("劳模风采", "models"),
];

/// Tags: `标签00` to `标签59`.
pub const TAGS: usize = 60;

const OPENINGS: [&str; 12] = [
    "县总工会的工作人员一早就到了车间",
    "这次活动由职工服务中心承办",
    "报名从周一上午开始",
    "几位老劳模坐在第一排",
    "开发区的三家企业都派了代表",
    "律师把劳动合同一条一条念给大家听",
    "爱心超市的货架上摆满了米和油",
    "讲师从杭州坐早班车赶来",
    "食堂的师傅把菜单贴在公告栏上",
    "纺织厂的女工下了夜班就来了",
    "合唱队已经练了两个月",
    "安全员带着大家走了一遍逃生路线",
];

const MIDDLES: [&str; 12] = [
    "把这一个月收到的来信逐件作了答复",
    "一共发出五百份材料，当天就领完了",
    "有人问加班费怎么算，有人问工伤怎么认定",
    "现场登记了三十七个微心愿，认领了三十五个",
    "从开网店的第一步讲起，一直讲到怎么发货",
    "比去年同期多了一百二十人",
    "大家最关心的还是孩子暑假没有人看管",
    "每个班组选两个人参加，轮流上台",
    "讲完之后又留下来答了一个小时的问题",
    "把旧工装改成了布袋，送给新来的工友",
    "住得远的职工可以坐厂里的班车来",
    "评分由职工自己打，当场公布",
];

const ENDINGS: [&str; 10] = [
    "没有赶上的职工，月底还有一场",
    "材料放在服务中心一楼，可以自己取",
    "有不清楚的地方可以拨打12351",
    "工会干部说，件件都要有回音",
    "大家约好秋天再来",
    "照片会在公告栏上贴一个星期",
    "下一站是河口镇",
    "负责人表示，账目每个季度公布一次",
    "这是今年的第六场",
    "报名的人太多，又加了一个班",
];

/// A generator of numbers: SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, faces: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % faces as u64) as usize
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

/// What the county's site.yaml switches off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Channels {
    /// Everything on.
    All,
    /// No articles for WeChat, and no event that a calendar could hold.
    SiteAlone,
}

/// An entry: where it lies, its fields, its text.
pub struct Entry {
    /// Below `content/`, without its ending.
    pub path: String,
    /// The title.
    pub title: String,
    /// `2017-03-08 09:00:00`
    pub date: String,
    /// The number of its column.
    pub column: usize,
    /// The numbers of its tags.
    pub tags: [usize; 2],
    /// Fields of its kind, in YAML.
    pub more: String,
    /// Markdown, about 2.5 KB.
    pub body: String,
}

/// The entries of a county, in no special order.
pub fn entries(count: usize, channels: Channels) -> impl Iterator<Item = Entry> {
    (0..count).map(move |n| entry(n, channels))
}

fn entry(n: usize, channels: Channels) -> Entry {
    let mut dice = Dice(n as u64);
    let date = day(n);
    // An event for every sixteenth entry, a release for another.
    let (folder, more) = match (channels, n % 16) {
        (Channels::All, 3) => {
            ("events", format!("开始: {date} 14:00\n结束: {date} 16:30\n地点: 职工活动中心三楼\n名额: 60\n"))
        }
        (Channels::All, 11) => (
            "tickets",
            format!(
                "票种: 温泉票\n放票: {date} 10:00\n截止: {date} 18:00\n数量: 1000\n领取:\n  地点: 职工服务中心一楼\n渠道:\n  - 名称: 服务大厅\n    线下: 是\n"
            ),
        ),
        _ => ("posts", String::new()),
    };
    let first = dice.pick(&MIDDLES);
    let second = dice.roll(TAGS);
    Entry {
        path: format!("{folder}/{}/{n:06}", &date[..4]),
        title: format!("第{n}期：{first}"),
        date: format!("{date} 09:00:00"),
        column: dice.roll(COLUMNS.len()),
        tags: [second, (second + 1 + dice.roll(TAGS - 1)) % TAGS],
        more,
        body: body(&mut dice),
    }
}

/// Days from 2001 on, 28 a month, so that every one of them is a day.
fn day(n: usize) -> String {
    let n = n % (25 * 12 * 28);
    format!("{}-{:02}-{:02}", 2001 + n / 336, n / 28 % 12 + 1, n % 28 + 1)
}

fn body(dice: &mut Dice) -> String {
    let mut body = String::with_capacity(2600);
    let mut sentence = |body: &mut String| {
        let _ = write!(body, "{}，{}。{}。", dice.pick(&OPENINGS), dice.pick(&MIDDLES), dice.pick(&ENDINGS));
    };
    for part in 0..3 {
        if part > 0 {
            let _ = write!(body, "## 第{part}部分\n\n");
        }
        for _ in 0..2 {
            sentence(&mut body);
            sentence(&mut body);
            body.push_str("\n\n");
        }
        match part {
            0 => body.push_str("**这件事要办好**，详情见[国家法律法规数据库](https://flk.npc.gov.cn/)。\n\n"),
            1 => body.push_str("- 时间早一点\n- 材料齐一点\n- 话说得明白一点\n\n"),
            _ => body.push_str("> 有事找工会。\n"),
        }
    }
    body
}

/// Writes the county as a project of ours.
pub fn write(root: &Path, count: usize, channels: Channels) -> io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    let mut yaml =
        String::from("名称: 大县总工会\n主办单位: 大县总工会\n网址: https://gonghui.example.cn\n每页条数: 20\n栏目:\n");
    for (name, slug) in COLUMNS {
        let _ = writeln!(yaml, "  - 名称: {name}\n    slug: {slug}\n    宗旨: 替职工办事");
    }
    yaml.push_str("tags:\n");
    for tag in 0..TAGS {
        let _ = writeln!(yaml, "  标签{tag:02}: tag-{tag:02}");
    }
    yaml.push_str("订阅:\n  条数: 20\n");
    if channels == Channels::SiteAlone {
        yaml.push_str("wechat:\n  public: 否\n");
    }
    fs::write(content.join("site.yaml"), yaml)?;
    for entry in entries(count, channels) {
        let path = content.join(&entry.path).with_extension("md");
        fs::create_dir_all(path.parent().unwrap_or(&content))?;
        fs::write(path, text(&entry))?;
    }
    Ok(())
}

/// An entry as its author typed it.
pub fn text(entry: &Entry) -> String {
    let Entry { path, title, date, column, tags: [a, b], more, body } = entry;
    let column = COLUMNS[*column].0;
    let id = path.rsplit('/').next().unwrap_or_default();
    format!(
        "---\n标题: {title}\n编号: \"{id}\"\n日期: {date}\n栏目: {column}\n标签: [标签{a:02}, 标签{b:02}]\n{more}---\n\n{body}"
    )
}
