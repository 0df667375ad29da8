//! How it is used.

use gongsheng::lang::Lang;

const ZH: &str = "\
工声：把一个文件夹的 Markdown 和 YAML 变成工会网站、订阅和公众号推文

用法：gongsheng 命令 [选项]

命令：
  build   构建   检查并生成网站，放进 site/
  serve   预览   在浏览器里看网站，一边写一边变；草稿也看得到
  check   检查   说出内容里的一切毛病，网站不动
  wechat check 公众号 检查
                 公众号会删掉或改掉什么；后面可以写 HTML 文件
  fix     改正   把能确定改法的地方列出来，加 --yes 就写进文件
  new     新建   新建一篇：gongsheng new 文章|活动|放票|榜单|页面 标题；加 --照 文件，照着以前的一篇
  init    建站   新建一个能直接构建的小网站：gongsheng init 文件夹名
  ranking 榜单   把表格变成榜单：gongsheng ranking import 文件 [标题]，表格是 .xlsx、.csv 或粘贴成的 .txt
  explain 解释   一个代号是什么意思、怎么改：gongsheng explain 代号
  help    帮助   显示这些

选项：
  --root 文件夹       网站的文件夹（里面有 content），默认是当前文件夹
  -o, --output 文件夹 生成到哪里，默认 site
  --base-url 网址     代替 site.yaml 里的网址
  --now 时间          当作此刻来构建，如 \"2026-3-8 10:00\"
  --watch             build 完了接着看，改了什么就再构建
  --list              build 完了列出这次写的（+）和删的（-）文件，照着上传
  --port 端口         serve 用哪个端口，默认 8080；被占用就用后面空着的
  --open, --打开      serve 时打开浏览器
  --lan               serve 时让同一个网络里的手机也能看：扫出来的二维码
  --poll              看不到改动时（网络共享、虚拟机），隔一会儿自己找一遍
  --strict            警告也算错误
  --format json       结果写成 JSON，给别的程序用；github 是 GitHub 的批注
  --like, --照 文件   new 时照着以前的一篇：字段、正文都带过来，时间空着等填
  --yes               fix 真的写进文件
  --utf8              fix 时把不是 UTF-8 的文件改成 UTF-8
  --lang zh|en        用中文或英文
  -q, --quiet         不显示进度和总结
  -h, --help          显示这些
  -V, --version       显示版本

退出码：0 成功；1 内容有错误，原来的网站没有动；2 命令用错
";

const EN: &str = "\
gongsheng: a folder of Markdown and YAML becomes a union's site, feeds and WeChat articles

Usage: gongsheng VERB [OPTIONS]

Verbs:
  build   构建   check and build the site into site/
  serve   预览   show the site in a browser while it is written, drafts too
  check   检查   say what a build would say of the content, and publish nothing
  wechat check 公众号 检查
                 say what WeChat takes out of the articles, or of files of HTML
  fix     改正   show what can be mended with certainty; with --yes, mend it
  new     新建   make an entry: gongsheng new post|event|ticket|ranking|page TITLE; --like FILE: like an older one
  init    建站   make a small site that builds at once: gongsheng init FOLDER
  ranking 榜单   make a ranking of a table (.xlsx, .csv, pasted text): gongsheng ranking import FILE [TITLE]
  explain 解释   what a code means and how it is mended: gongsheng explain CODE
  help    帮助   show this

Options:
  --root FOLDER        the folder that holds content/, the current one by default
  -o, --output FOLDER  where the site goes, site by default
  --base-url URL       instead of the one in site.yaml
  --now TIME           build as of then: \"2026-3-8 10:00\"
  --watch              build again whenever something changes
  --list               build lists the files that it wrote (+) and removed (-), for an upload by hand
  --port PORT          that of serve, 8080 by default; where it is taken, the next
  --open, --打开       serve opens the browser
  --lan                serve lets in a phone of the local network, by a QR code
  --poll               look for changes again and again: network shares, virtual machines
  --strict             warnings are errors
  --format json        the result as JSON, for programs; github: annotations
  --like, --照 FILE    new takes the fields and the body of an older entry, and leaves its times to fill in
  --yes                fix writes what it shows
  --utf8               fix makes UTF-8 of files in other encodings
  --lang zh|en         speak Chinese or English
  -q, --quiet          no progress, no summary
  -h, --help           show this
  -V, --version        show the version

Exit status: 0 built; 1 mistakes in the content, the old site untouched; 2 wrong use
";

/// The help.
pub fn help(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => ZH,
        Lang::En => EN,
    }
}

/// The version.
pub fn version() -> &'static str {
    concat!("gongsheng ", env!("CARGO_PKG_VERSION"))
}
