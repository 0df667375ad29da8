use super::*;
use crate::output::wechat::from_html::from_html;

mod odd;

/// What is told of an article: rule, gravity, and the element.
fn told_of(html: &str, profile: Profile) -> String {
    let tree = from_html(html);
    let lines = check(&tree, profile).into_iter().map(|violation| {
        assert!(codes::ALL.contains(&violation.rule), "{}", violation.rule);
        assert!(!violation.mend.zh.is_empty() && !violation.what.en.is_empty());
        let grave = if violation.grave { "E" } else { "W" };
        let tag = violation.node.and_then(|node| tree.element(node)).map_or("-", |element| &*element.tag);
        format!("{grave} {} {tag}: {}", violation.rule, violation.what.zh)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The same, copied by hand, in a section with some text.
#[track_caller]
fn tells(html: &str, expected: &str) {
    assert_eq!(told_of(&format!("<section><p>字</p>{html}</section>"), Profile::Paste), expected, "{html}");
}

#[test]
fn a_clean_article_has_no_violations() {
    let html = include_str!("clean.html");
    assert_eq!(told_of(html, Profile::Paste), "");
    assert_eq!(told_of(html, Profile::Api), "");
    assert!(check_size(html).is_empty());
}

#[test]
fn what_the_platform_takes_out_is_grave() {
    tells("<script>a()</script>", "E wechat-tag script: 公众号会删掉“script”");
    tells("<style>p{color:red}</style>", "E wechat-tag style: 样式表（style）会被公众号删掉，靠它的样子全都没有了");
    tells("<video></video>", "E wechat-tag video: 嵌入的视频或音频（video）会被公众号删掉");
    tells(
        "<iframe src='https://v.youku.com/a'></iframe>",
        "E wechat-tag iframe: 嵌入的视频或音频（iframe）会被公众号删掉",
    );
    tells("<iframe src='https://v.qq.com/a'></iframe>", "");
    tells("<form></form>", "E wechat-tag form: 公众号会删掉“form”");
}

#[test]
fn an_element_that_is_not_known_is_told() {
    tells("<div>字</div>", "W wechat-tag div: 公众号正文不用 div");
    tells("<article>字</article>", "W wechat-tag article: 公众号不认识“article”，可能变样");
}

#[test]
fn attributes_that_are_taken_out_are_told() {
    tells("<p onclick='a()'>字</p>", "E wechat-attribute p: 点按、悬停的动作（onclick）会被公众号删掉");
    tells("<p data-tool='mdnice'>字</p>", "W wechat-attribute p: 公众号会删掉属性“data-tool”");
    tells(
        "<table style='width:100%;table-layout:fixed;word-break:break-all'><tbody><tr><td colspan=2 align=left>字</td></tr></tbody></table>",
        "",
    );
    tells("<p colspan=2>字</p>", "W wechat-attribute p: 公众号会删掉属性“colspan”");
}

#[test]
fn ids_and_classes_are_told_once() {
    tells("<p id=a>字</p><p id=b>字</p>", "W wechat-id p: 公众号会删掉编号（id）");
    tells("<p class=a>字</p><p class=b>字</p>", "W wechat-class p: 类名（class）在公众号里不起作用");
}

#[test]
fn the_platforms_own_elements_are_left_alone() {
    tells("<mp-common-profile class='js_uneditable' data-id='x'></mp-common-profile>", "");
    tells("<a data-miniprogram-appid='wx1' data-miniprogram-path='a' href=''>字</a>", "");
}

#[test]
fn declarations_that_are_taken_out_are_told() {
    tells("<p style='position:absolute'>字</p>", "E wechat-css p: 公众号会删掉样式“position”，排版会跟着变");
    tells("<p style='-webkit-filter:blur(1px)'>字</p>", "W wechat-css p: 样式“-webkit-filter”在一些手机上不起作用");
    tells(
        "<p style='grid-template-columns:1fr'>字</p>",
        "W wechat-css p: 样式“grid-template-columns”在一些手机上不起作用",
    );
    tells("<p style='display:flex;column-gap:12px'>字</p>", "W wechat-css p: 样式“column-gap”在一些手机上不起作用");
    tells("<p style='display:grid'>字</p>", "W wechat-css p: 样式“display: grid”在一些手机上不起作用");
    tells("<p style='display:flex;transform:rotate(3deg);float:left;box-shadow:0 0 4px #ddd'>字</p>", "");
}

#[test]
fn values_that_are_not_known_are_told() {
    let own = "E wechat-css p: 颜色或尺寸用了变量（var 或 --名称），公众号不认，会变成默认的样子";
    tells("<p style='color:var(--red)'>字</p>", own);
    tells("<p style='--red:#f00'>字</p>", own);
    tells(
        "<p style='color:color-mix(in srgb, red, blue)'>字</p>",
        "E wechat-css p: 公众号会删掉样式“color-mix()”，排版会跟着变",
    );
    tells("<p style='margin:calc(1px + 1px)'>字</p>", "W wechat-css p: 样式“calc()”在一些手机上不起作用");
    tells("<p style='margin:0 1.5rem'>字</p>", "W wechat-css p: 样式“rem”在一些手机上不起作用");
    tells("<p style='margin:1em 0 1px;content:\"1rem var(\"'>字</p>", "");
}

#[test]
fn values_are_known_in_capitals_and_under_a_makers_name() {
    tells("<p style='text-align:End'>字</p>", "E wechat-text-align p: 公众号不认识对齐方式“end”");
    tells("<p style='display:Grid'>字</p>", "W wechat-css p: 样式“display: grid”在一些手机上不起作用");
    tells("<p style='margin:1Vw'>字</p>", "W wechat-css p: 样式“vw”在一些手机上不起作用");
    for value in ["Calc(50% - 1px)", "-webkit-calc(50% - 1px)", "-MOZ-CALC(50% - 1px)"] {
        tells(&format!("<p style='width:{value}'>字</p>"), "W wechat-css p: 样式“calc()”在一些手机上不起作用");
    }
    tells(
        "<p style='color:VAR(--Red)'>字</p>",
        "E wechat-css p: 颜色或尺寸用了变量（var 或 --名称），公众号不认，会变成默认的样子",
    );
}

#[test]
fn important_is_told() {
    tells("<p style='color:#333!important'>字</p>", "E wechat-important p: 不能写 !important，深色模式会因此出错");
}

#[test]
fn a_typeface_is_told() {
    tells("<p style='font-family:Arial'>字</p>", "E wechat-font-family p: 公众号不让指定字体（font-family）");
    tells("<p style='font:14px Arial'>字</p>", "E wechat-font-family p: 公众号不让指定字体（font）");
    tells("<p style='font:inherit;font-size:14px'>字</p>", "");
}

#[test]
fn an_alignment_by_the_direction_of_writing_is_told() {
    tells("<p style='text-align:start'>字</p>", "E wechat-text-align p: 公众号不认识对齐方式“start”");
    tells("<p style='text-align:end'>字</p>", "E wechat-text-align p: 公众号不认识对齐方式“end”");
    tells("<p style='text-align:justify'>字</p>", "");
}

#[test]
fn what_is_wider_than_a_phone_is_told() {
    tells("<section style='width:376px'>字</section>", "E wechat-width section: 宽度376px比手机屏幕（375px）还宽");
    tells("<section style='min-width:300pt'>字</section>", "E wechat-width section: 宽度400px比手机屏幕（375px）还宽");
    tells("<section style='width:375px;max-width:600px'>字</section>", "");
}

#[test]
fn lines_that_overlap_are_told() {
    let overlap = "E wechat-line-height p: 行高太小，上下两行字会叠在一起（至少是字号的0.95倍）";
    tells("<p style='line-height:.9'>字</p>", overlap);
    tells("<p style='font-size:20px;line-height:16px'>字</p>", overlap);
    tells("<section style='line-height:20px'><p style='font-size:24px'>字</p></section>", overlap);
    tells("<p style='line-height:90%'>字</p>", overlap);
    tells("<p style='line-height:1em'>字</p><p style='line-height:0.95'>字</p><p style='line-height:20px'>字</p>", "");
}

#[test]
fn a_height_that_its_text_does_not_fit_in_is_told() {
    tells(
        "<section style='height:0'>字</section>",
        "E wechat-height section: 高度写成了0，里面的内容会看不见或者叠在一起",
    );
    let text = "字".repeat(60);
    tells(
        &format!("<section style='height:40px;overflow:hidden'><p>{text}</p></section>"),
        "E wechat-height section: 高度定死为40px，里面的字放不下，会被截掉或者叠到下面",
    );
    tells("<section style='height:40px;line-height:40px'>字</section><section style='height:2px'></section>", "");
    tells(&format!("<section style='min-height:40px'>{text}</section>"), "");
}

#[test]
fn a_line_that_is_not_broken_is_told() {
    let line = "a".repeat(60);
    let overflow = "E wechat-overflow pre: 这一行不能折行，比手机屏幕还宽，右边的看不到";
    tells(&format!("<pre><code>{line}</code></pre>"), overflow);
    tells(&format!("<pre><code>{line}<span>{line}</span></code></pre>"), overflow);
    tells(&format!("<pre style='white-space:pre-wrap'>{line}</pre>"), "");
    tells(&format!("<pre style='word-break:break-all'>{line}</pre>"), "");
    tells("<pre><code>一<br>二</code></pre>", "");
    tells(
        &format!("<p style='white-space:nowrap'>{}</p>", "字".repeat(23)),
        "E wechat-overflow p: 这一行不能折行，比手机屏幕还宽，右边的看不到",
    );
}

#[test]
fn lines_and_spaces_that_are_lost_are_told() {
    tells("<pre>一\n二</pre>", "W wechat-white-space pre: 这里靠换行和空格排版，到公众号里会丢，几行并成一行");
    tells(
        "<p style='white-space:pre-wrap'>一  二</p>",
        "W wechat-white-space p: 这里靠换行和空格排版，到公众号里会丢，几行并成一行",
    );
    tells("<p>一\n二</p>", "");
}

#[test]
fn a_picture_behind_text_that_is_not_the_platforms_is_told() {
    tells(
        "<section style='background-image:url(\"https://a.cn/a.png\")'>字</section>",
        "E wechat-background-image section: 背景图片不在公众号的图库里，会被删掉：https://a.cn/a.png",
    );
    tells("<section style='background:url(https://mmbiz.qpic.cn/a/640) no-repeat'>字</section>", "");
}

#[test]
fn a_gradient_behind_text_is_told() {
    tells(
        "<section style='background:linear-gradient(#fff,#fafafa)'><p style='color:#fff'>字</p></section>",
        "W wechat-gradient section: 字的后面是渐变色，深色模式下会变成一块单色，字可能看不清",
    );
    tells("<section style='background:linear-gradient(#fff,#fafafa)'></section>", "");
}

#[test]
fn pure_black_is_told() {
    tells("<p style='color:#000'>字</p>", "W wechat-black p: 用了纯黑色，深色模式下不好看");
    tells("<p style='border:1px solid black'>字</p>", "W wechat-black p: 用了纯黑色，深色模式下不好看");
    tells("<p style='box-shadow:0 0 4px #000;color:rgb(0 0 0 / .9)'>字</p>", "");
}

#[test]
fn text_that_is_not_legible_in_the_dark_is_told() {
    tells(
        "<p style='color:#736c64'>字</p>",
        "E wechat-contrast p: 字的颜色#736c64在深色模式下看不清：底色变成#191919，对比度只有3.3，至少要4.5",
    );
    tells("<p style='color:#333'>字</p><p style='color:#fff;background:#b3261e'>字</p>", "");
}

#[test]
fn lists_too_deep_are_told() {
    let lists = "<ul><li><ul><li><ul><li>字</li></ul></li></ul></li></ul>";
    tells(lists, "W wechat-list-depth ul: 列表套了2层以上，公众号里会排乱");
    tells("<ul><li><section>字</section><ol><li><section>字</section></li></ol></li></ul>", "");
}

#[test]
fn a_list_beside_text_is_told() {
    tells(
        "<ul><li>字<ul><li>字</li></ul></li></ul>",
        "W wechat-sublist li: 小列表和文字放在同一项里，公众号会把它们拆散",
    );
}

#[test]
fn an_item_of_several_pieces_is_told() {
    let pieces = "W wechat-list-item li: 列表的一项里有好几段，公众号会拆成好几行（如“**标签**：正文”会断开）";
    tells("<ul><li><strong>标签</strong>：字</li></ul>", pieces);
    tells("<ul><li><section>一</section><section>二</section></li></ul>", pieces);
    tells("<ul>\n<li>\n<section><strong>标签</strong>：字</section>\n</li>\n<li>字</li></ul>", "");
}

#[test]
fn layers_that_do_nothing_are_told_once() {
    let layers =
        |count: usize| format!("{}字{}", "<section style='margin:0'>\n".repeat(count), "</section>".repeat(count));
    tells(&layers(9), "");
    tells(&layers(14), "E wechat-nesting section: 同样的“section”一层套一层超过了9层，都是多余的");
}

#[test]
fn a_table_wider_than_a_phone_is_told() {
    let cells = |count: usize| format!("<tbody><tr>{}</tr></tbody></table>", "<td>字</td>".repeat(count));
    let table = "<table style='width:100%;table-layout:fixed;word-break:break-all'>";
    tells(&format!("{table}{}", cells(6)), "");
    tells(
        &format!("<section style='overflow-x:auto'>{table}{}</section>", cells(2)),
        "E wechat-table-wide table: 表格放在可以左右滑动的框里，公众号里滑不动，右边的看不到",
    );
    tells(
        &format!("<table style='display:block;overflow:auto'>{}", cells(2)),
        "E wechat-table-wide table: 表格放在可以左右滑动的框里，公众号里滑不动，右边的看不到",
    );
    tells(&format!("<table>{}", cells(2)), "W wechat-table-wide table: 表格没有限定宽度，内容一长就会超出手机屏幕");
    tells(
        &format!("{table}{}", cells(7)),
        "W wechat-table-columns table: 表格有7列，手机上每列只放得下一两个字（最好不超过6列）",
    );
    tells(
        &format!("{table}<tbody><tr><td colspan=9>字</td></tr></tbody></table>"),
        "W wechat-table-columns table: 表格有9列，手机上每列只放得下一两个字（最好不超过6列）",
    );
}

#[test]
fn a_link_that_opens_nothing_is_told() {
    tells("<a href='https://a.cn/'>字</a>", "E wechat-link a: 公众号里打不开这个链接：https://a.cn/");
    tells(
        "<a href='https://mp.weixin.qq.com.a.cn/s/x'>字</a>",
        "E wechat-link a: 公众号里打不开这个链接：https://mp.weixin.qq.com.a.cn/s/x",
    );
    tells("<a href='#top'>字</a>", "E wechat-link a: 跳到文中某处的链接在公众号里点不动");
    tells("<a href='https://mp.weixin.qq.com/s/x'>字</a><a href='http://mp.weixin.qq.com/s?x'>字</a>", "");
}

#[test]
fn a_picture_that_cannot_be_got_is_told() {
    tells(
        "<img src='http://a.cn/a.png' alt=''>",
        "E wechat-image-source img: 图片的地址不是 https，公众号取不到：http://a.cn/a.png",
    );
    tells(
        "<img src='file:///C:/a.png' alt=''>",
        "E wechat-image-source img: 图片在你的电脑上，公众号取不到：file:///C:/a.png",
    );
    tells("<img alt=''>", "E wechat-image-source img: 图片没有地址");
    tells("<img src='https://a.cn/a.png?x=.svg' alt=''><img data-src='https://mmbiz.qpic.cn/a/640' alt=''>", "");
    tells("<img src='data:image/png;base64,AA==' alt=''>", "");
    let html = "<section><img src='https://a.cn/a.png' alt=''><img src='http://mmbiz.qpic.cn/a/640' alt=''></section>";
    assert_eq!(told_of(html, Profile::Api), "E wechat-image-source img: 图片还没有传到公众号：https://a.cn/a.png");
}

#[test]
fn a_picture_of_a_kind_that_is_not_taken_is_told() {
    tells("<img src='https://a.cn/a.SVG' alt=''>", "E wechat-image-kind img: 公众号不收“SVG”格式的图片");
    tells("<img src='https://a.cn/a.webp?v=1' alt=''>", "E wechat-image-kind img: 公众号不收“webp”格式的图片");
    tells("<img src='data:image/svg+xml,<svg/>' alt=''>", "E wechat-image-kind img: 公众号不收“svg+xml”格式的图片");
}

#[test]
fn a_picture_without_words_is_told() {
    tells("<img src='https://a.cn/a.png'>", "W wechat-image-alt img: 图片没有文字说明，看不见图的人不知道是什么");
}

#[test]
fn a_drawing_keeps_to_its_own_rules() {
    tells("<svg viewBox='0 0 9 9' width='9'><g fill='currentColor'><path d='M0 0'/></g></svg>", "");
    tells("<svg><defs></defs></svg>", "E wechat-svg defs: 图形（svg）里的“defs”会被公众号删掉");
    tells("<svg><animate/></svg>", "W wechat-svg animate: 图形（svg）里的“animate”可能被公众号删掉");
    tells("<svg id=a></svg>", "E wechat-svg svg: 图形（svg）里的 id 和 class 会被公众号删掉");
    tells("<svg><path fill='url(#a)'/></svg>", "E wechat-svg path: 图形（svg）里引用了别处的图样，公众号里显示不出来");
    tells("<svg><path data-a='b'/></svg>", "W wechat-svg path: 公众号会删掉属性“data-a”");
}

#[test]
fn an_article_of_nothing_is_told() {
    let empty = "文章是空的，没有文字也没有图片";
    assert_eq!(told_of("<section><p> </p></section>", Profile::Paste), format!("E wechat-empty section: {empty}"));
    assert_eq!(check(&Tree::default(), Profile::Paste)[0].what.zh, empty);
}

#[test]
fn an_article_too_long_is_told() {
    let told = |html: &str| check_size(html).into_iter().map(|violation| violation.what.zh).collect::<String>();
    assert_eq!(told(&"字".repeat(19_999)), "");
    assert_eq!(told(&"字".repeat(20_000)), "文章连同排版有20000个字符，公众号不收满20000个的");
}

#[test]
fn what_stands_around_an_article_has_its_bounds() {
    let told = |meta: Meta| {
        let told = check_meta(&meta).into_iter();
        told.map(|v| format!("{} {} {}", v.grave, v.rule, v.what.zh)).collect::<Vec<_>>().join("\n")
    };
    let long = "字".repeat(200);
    let of = |count: usize| &long[..3 * count];
    let good = Meta { title: of(32), author: of(8), digest: of(120), source_url: "https://a.cn/" };
    assert_eq!(told(good), "");
    assert_eq!(told(Meta { title: " ", ..good }), "true wechat-no-title 没有标题");
    assert_eq!(told(Meta { title: of(33), ..good }), "true wechat-title-too-long 标题有33个字，公众号最多收32个");
    assert_eq!(
        told(Meta { author: of(9), ..good }),
        "false wechat-author-too-long 作者有9个字，公众号最多收16个，超过8个会显示不全"
    );
    assert!(told(Meta { author: of(17), ..good }).starts_with("true wechat-author-too-long"));
    assert_eq!(
        told(Meta { digest: of(121), ..good }),
        "false wechat-digest-too-long 摘要有121个字，公众号最多收128个（最好在120个以内）"
    );
    assert!(told(Meta { digest: of(129), ..good }).starts_with("true wechat-digest-too-long"));
    let address = "a".repeat(1025);
    assert_eq!(
        told(Meta { source_url: &address, ..good }),
        "true wechat-source-too-long “阅读原文”的网址太长，公众号最多收1024个字节"
    );
}

#[test]
fn attributes_of_other_editors_are_told_of_together() {
    let tools = "W wechat-attribute p: 公众号会删掉这些属性：data-a、data-b";
    tells("<p data-a=1 data-b=2>字</p><p data-b=3>字</p>", tools);
    let many: String = (0..20).map(|n| format!(" data-{n}=1")).collect();
    let tree = from_html(&format!("<section><p{many}>字</p></section>"));
    let told = check(&tree, Profile::Paste);
    let names = "data-0、data-1、data-2、data-3、data-4、data-5、data-6、data-7";
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].what.zh, format!("公众号会删掉这些属性：{names}等，共20种"));
}

#[test]
fn what_is_said_of_many_places_is_said_once() {
    let tree = from_html(
        "<section><p style='position:fixed'>一</p><p style='top:0'>二</p><p style='position:fixed'>三</p></section>",
    );
    let gathered = gather(check(&tree, Profile::Paste));
    let counts: Vec<_> = gathered.iter().map(|(violation, count)| (&*violation.what.en, *count)).collect();
    assert_eq!(
        counts,
        [
            ("“position” is taken out, and the layout changes with it", 2),
            ("“top” is taken out, and the layout changes with it", 1)
        ]
    );
}

#[test]
fn a_violation_knows_where_it_is() {
    let tree = from_html("<section>\n<p>字</p>\n<p style='top:0'>字</p></section>");
    assert_eq!(check(&tree, Profile::Paste)[0].at, Some(21));
}
