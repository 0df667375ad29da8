//! Keys that people expect, and the fields that they mean.
//!
//! A row holds for every kind and for every group of fields: of its fields the first that stands there, and is
//! not given yet, is meant. `signup.closes` is the field of a group. Where none of them stands, nothing is
//! proposed: no proposal is better than a wrong one, and a row without fields says that there is none.

/// Keys as [`super::likely`] compares them (no capitals, no spaces, no _ and -), and the English keys of fields.
pub(super) type Row = (&'static [&'static str], &'static [&'static str]);

/// What an event's keys may begin with: 会议地点 is 地点.
#[rustfmt::skip]
pub(super) const EVENT_WORDS: &[&str] =
    &["活动", "会议", "讲座", "培训", "比赛", "竞赛", "课程", "演出", "展览", "本次", "本场"];

/// The rows, in the order of the fields.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    // What it is called.
    (&["标题", "题目", "题名", "名称", "名字", "标题名", "大标题", "主标题", "文章标题", "新闻标题", "通知标题", "文章名",
       "活动名", "活动名称", "活动主题", "网站名称", "网站名", "网站标题", "站点名称", "title", "name", "subject",
       "headline", "heading", "sitename", "sitetitle"], &["title", "name", "account"]),
    (&["主题"], &["theme", "title"]),
    (&["微信标题", "公众号标题", "wechattitle"], &["wechat.title"]),
    (&["微信摘要", "公众号摘要", "wechatdigest"], &["wechat.digest"]),
    (&["微信封面", "公众号封面", "wechatcover"], &["wechat.cover"]),
    (&["uid", "guid", "uuid", "唯一编号", "内部编号", "文章编号"], &["id"]),
    // When it was published, changed, taken off.
    (&["发布时间", "发布日期", "发布日", "发布", "发表时间", "发表日期", "发文时间", "发文日期", "发稿时间", "公布时间",
       "公布日期", "刊发时间", "刊登时间", "成文日期", "落款日期", "创建时间", "创建日期", "上线", "上线时间", "上线日期",
       "published", "publish", "publishedat", "publishedon", "publisheddate", "publishdate", "publishtime", "pubdate",
       "pubtime", "created", "createdat", "createtime", "posted", "postedat", "postdate", "posttime"], &["date"]),
    (&["更新时间", "更新日期", "更新日", "修改", "修改时间", "修改日期", "最后更新", "最近更新", "最后修改", "变更时间",
       "update", "updatedat", "updatetime", "updatedate", "modified", "modifiedat", "lastmod", "lastmodified",
       "lastupdated", "revised"], &["updated"]),
    (&["过期", "过期时间", "过期日期", "到期", "到期时间", "到期日期", "失效", "失效时间", "失效日期", "下线时间",
       "下线日期", "下架", "下架时间", "撤下", "撤下时间", "expire", "expired", "expiry", "expiration", "expirydate",
       "expiredate", "expiresat", "expirationdate", "unpublish"], &["expires"]),
    (&["置顶到", "置顶至", "置顶时间", "置顶日期", "置顶期限", "首页置顶", "top", "pin", "pinneduntil", "sticky", "stick"],
     &["pinned"]),
    (&["有效期", "有效期至", "有效期限", "有效时间", "validuntil"], &["use", "expires"]),
    // Where it stands, and what it is about.
    (&["分类", "类别", "频道", "版块", "板块", "专栏", "专题", "目录", "栏目名称", "栏目名", "所属栏目", "所属分类",
       "category", "categories", "section", "cat"], &["type", "column", "columns"]),
    (&["类型", "种类", "type", "kind"], &["type", "column"]),
    (&["关键词", "关键字", "标记", "话题", "主题词", "tag", "keyword", "keywords", "topic", "topics", "label", "labels"],
     &["tags"]),
    (&["摘要", "简介", "概要", "导语", "导读", "提要", "内容摘要", "内容提要", "内容简介", "文章摘要", "活动简介", "简述",
       "概述", "描述", "引言", "前言", "概况", "summary", "digest", "description", "desc", "excerpt", "abstract", "intro",
       "introduction", "lead", "lede", "teaser", "synopsis"], &["summary", "digest", "purpose"]),
    // Who wrote it, whom it was taken from, who read it.
    (&["撰稿", "撰稿人", "撰稿单位", "供稿", "供稿人", "供稿单位", "撰文", "作者姓名", "作者单位", "作者名", "文章作者", "记者",
       "通讯员", "投稿", "投稿人", "编辑", "责任编辑", "责编", "编者", "署名", "执笔", "执笔人", "writer", "writers", "editor",
       "by", "byline", "authors", "creator", "postedby"], &["author"]),
    (&["发布单位", "发布机构", "发布部门", "发布方", "发布者", "发布人", "公布单位", "发文单位", "issuer", "publisher",
       "issuedby"], &["issuer", "author"]),
    (&["出处", "转载", "转载自", "转自", "转载来源", "文章来源", "新闻来源", "稿源", "稿件来源", "信息来源", "消息来源",
       "内容来源", "来源单位", "原文出处", "原出处", "出自", "来自", "摘自", "origin", "original", "via", "sourcename",
       "contentsource", "credit", "copyright"], &["source"]),
    (&["审核人", "审核者", "审批", "审批人", "审稿", "审稿人", "审校", "校对", "校对人", "审签", "三审三校", "审核信息",
       "review", "reviewer", "reviewers", "reviewedby", "approved", "approvedby"], &["reviewed"]),
    (&["一审", "一审人", "初审人"], &["first", "reviewed.first"]),
    (&["二审", "二审人", "复审人"], &["second", "reviewed.second"]),
    (&["三审", "三审人", "终审人", "签发", "签发人"], &["final", "reviewed.final"]),
    (&["更正说明", "更正记录", "勘误", "勘误表", "修订", "修正", "correction", "errata", "erratum"], &["corrections"]),
    (&["内容", "正文", "文本", "正文内容", "更正内容", "详情", "号码", "content", "contents", "body", "text"], &["text"]),
    (&["说明", "备注", "注释", "附注", "note", "notes", "remark", "remarks"], &["note", "text"]),
    // Pictures, files, addresses.
    (&["封面图", "封面图片", "封面照片", "封图", "头图", "题图", "首图", "配图", "主图", "图片", "缩略图", "宣传图", "海报",
       "照片", "image", "images", "img", "picture", "pictures", "pic", "photo", "thumbnail", "thumb", "banner",
       "coverimage", "featuredimage", "featureimage", "heroimage", "ogimage", "poster"], &["cover"]),
    (&["附件", "附件列表", "附件下载", "附录", "文件", "下载", "相关附件", "相关文件", "相关下载", "attachment", "file",
       "files", "download", "downloads", "enclosure"], &["file", "attachments"]),
    (&["文件名", "文件名称", "filename", "path", "路径"], &["file"]),
    (&["网址", "链接", "url", "link", "href", "website"], &["url", "link", "file", "base_url", "signup.url", "channels.url"]),
    (&["网站地址", "网站网址", "站点地址", "域名", "siteurl", "domain"], &["base_url"]),
    (&["短网址", "短链接", "网页地址", "网址名", "链接名", "英文名", "固定链接", "永久链接", "permalink", "urlname", "urlslug",
       "pathname"], &["slug"]),
    (&["别名", "旧网址", "旧地址", "旧链接", "原网址", "曾用网址", "alias", "redirect", "redirects", "redirectfrom", "oldurl",
       "oldurls"], &["aliases"]),
    // How it is shown.
    (&["未发布", "是否草稿", "是否发布", "暂不发布", "隐藏", "hidden", "private", "unpublished", "drafts"], &["draft"]),
    (&["打印格式", "打印样式", "打印版式", "版式", "printing"], &["print"]),
    (&["公众号", "微信公众号", "微信设置", "weixin", "wx"], &["account", "wechat"]),
    // When it begins and ends.
    (&["时间", "日期时间", "time", "when", "datetime"], &["starts", "release", "windows", "opens", "from", "at", "date"]),
    (&["日期", "date", "day"], &["at", "from", "opens", "windows"]),
    (&["活动时间", "活动日期", "举办时间", "举办日期", "举行时间", "举行日期", "开幕时间"], &["starts", "use"]),
    (&["开始", "开始时间", "开始日期", "开始日", "起始", "起始时间", "起始日期", "起始日", "开场", "开场时间", "起", "自",
       "start", "starts", "starttime", "startdate", "startat", "startsat", "begin", "begins", "begintime", "begindate",
       "since"], &["starts", "opens", "from", "release", "windows.from"]),
    (&["from", "从"], &["starts", "opens", "release", "windows.from", "source"]),
    (&["结束", "结束时间", "结束日期", "结束日", "终止", "终止时间", "止", "到", "至", "end", "ends", "endtime", "enddate",
       "endat", "endsat", "finish", "until", "till", "to"], &["ends", "to", "closes", "windows.to"]),
    (&["截止", "截止时间", "截止日期", "截止日", "截至", "截至时间", "截至日期", "close", "closing", "closingdate", "deadline",
       "due", "duedate", "cutoff"], &["closes", "to", "signup.closes"]),
    // Where, who, whom to ask.
    (&["地点", "位置", "地方", "place", "where", "location", "venue"], &["place", "pickup.place", "address"]),
    (&["活动地点", "举办地点", "举行地点", "集合地点", "具体地点", "场地", "场馆", "会场"], &["place"]),
    (&["地址", "详细地址", "具体地址", "活动地址", "会场地址", "导航地址", "单位地址", "办公地址", "联系地址", "address",
       "addr"], &["address", "place", "pickup.place"]),
    (&["联系人", "联络人", "contactperson"], &["contact"]),
    (&["电话", "联系", "联系电话", "联系方式", "联系人电话", "联系人及电话", "联络", "联络电话", "联络方式", "咨询", "咨询电话",
       "咨询方式", "服务电话", "手机", "手机号", "contact", "contacts", "phone", "tel", "telephone", "mobile", "enquiries"],
     &["phone", "contact"]),
    (&["热线", "热线电话", "服务热线", "咨询热线", "hotline"], &["hotline", "phone", "contact"]),
    (&["主办", "主办方", "主办单位", "主办机构", "主办者", "主办部门", "组织", "组织者", "组织单位", "组织方", "举办",
       "举办单位", "举办方", "发起单位", "organizer", "organiser", "organizers", "organisers", "organizedby",
       "organisedby", "host", "hosts", "hostedby", "sponsor"],
     &["organizer", "host", "org", "issuer"]),
    (&["对象", "面向", "面向对象", "参加对象", "参与对象", "参加人员", "参与人员", "适用对象", "服务对象", "受众", "人群",
       "适合人群", "audience", "target", "targets", "participants", "attendees", "for", "who"], &["audience", "eligibility"]),
    (&["资格", "条件", "要求", "参加条件", "参与条件", "报名条件", "领取条件", "领取资格", "领票资格", "申领条件", "申领资格",
       "领取对象", "领票对象", "发放对象", "发放范围", "eligible", "eligibility", "requirements", "conditions",
       "qualification"], &["eligibility", "audience"]),
    // How many, for how much, with what.
    (&["名额", "名额数", "名额限制", "人数", "人数限制", "人数上限", "限制人数", "限额", "限报人数", "参加人数", "参与人数",
       "活动人数", "报名人数", "招募人数", "招生人数", "总人数", "容量", "capacity", "quota", "limit", "max", "maximum",
       "seats", "places"], &["capacity", "quota", "quantity"]),
    (&["数量", "数目", "总数", "总量", "总票数", "票数", "票量", "张数", "套数", "份数", "放票数", "放票数量", "放票量",
       "发放数量", "库存", "quantity", "count", "total", "amount", "number", "num", "stock"],
     &["quantity", "quota", "capacity"]),
    (&["费", "费用", "票价", "价格", "收费", "收费标准", "费用标准", "报名费", "资费", "金额", "fees", "cost", "price", "charge"],
     &["fee"]),
    (&["带什么", "携带", "携带物品", "携带材料", "携带证件", "携带凭证", "需要携带", "需携带", "所需材料", "所需证件",
       "需带材料", "需带物品", "自带", "自备", "凭证", "证件", "材料", "领取凭证", "bring", "documents"],
     &["bring", "pickup.bring"]),
    // Sign-up.
    (&["报名时间", "报名日期", "报名开始", "报名开始时间", "报名起", "报名起始时间", "开始报名", "开放报名", "signupopens",
       "signupstart", "signuptime", "registrationopens"], &["opens", "signup.opens", "release"]),
    (&["报名截止", "报名截止时间", "报名截止日期", "报名截至", "截止报名", "报名结束", "报名结束时间", "报名止", "报名期限",
       "signupcloses", "signupdeadline", "signupends", "registrationdeadline"], &["closes", "signup.closes"]),
    (&["报名方式", "报名方法", "报名办法", "报名途径", "报名渠道", "如何报名", "怎么报名", "报名流程", "报名说明", "报名须知"],
     &["how", "signup.how", "channels"]),
    (&["报名电话", "报名热线", "报名联系电话"], &["phone", "signup.phone", "contact"]),
    (&["报名链接", "报名网址", "报名地址", "报名入口", "报名表单", "报名二维码", "signupurl", "registrationlink"],
     &["url", "signup.url", "channels.url"]),
    (&["报名信息", "报名事项", "registration", "register", "enrol", "enroll", "enrollment", "rsvp", "apply"], &["signup"]),
    (&["系列活动", "系列讲座"], &["series"]),
    (&["系列名称", "系列名"], &["name", "series.name"]),
    (&["期数", "期次", "第几期", "届次", "讲次"], &["number", "period", "series.number"]),
    (&["总期数", "共几期", "总讲数"], &["of", "series.of"]),
    (&["状态", "活动状态", "当前状态", "放票状态", "status", "state"], &["status", "draft"]),
    // Tickets.
    (&["票", "票名", "票种名称", "票种名", "票类", "套票", "套票名称", "ticket", "tickets"], &["item"]),
    (&["放票时间", "放票日期", "放票开始", "开票时间", "开抢", "开抢时间", "抢票", "抢票时间", "抢票开始", "抢票开始时间",
       "开始抢票", "发票时间", "发放", "发放时间", "发放日期", "投放", "投放时间", "申领时间", "releasetime", "releasedat"],
     &["release"]),
    (&["releasedate", "released"], &["release", "date"]),
    (&["放票截止", "放票截止时间", "放票结束", "放票结束时间", "抢票截止", "抢票截止时间", "抢票结束", "申领截止",
       "申领截止时间"], &["closes"]),
    (&["每人", "限领", "限购", "限领数量", "每人限购", "每人限额", "每人限量", "每人数量", "每人张数", "每人可领", "每人最多",
       "每人限领数量", "limitperperson", "maxperperson", "perhead"], &["per_person"]),
    (&["每票", "每票人数", "每张票可用", "可用人数", "适用人数", "admit"], &["admits"]),
    (&["放票渠道", "领票渠道", "领取渠道", "发放渠道", "抢票渠道", "抢票方式", "放票方式", "申领渠道", "申领方式", "发放方式",
       "参与方式", "途径"], &["channels"]),
    (&["channel"], &["channels", "column"]),
    (&["渠道名称", "渠道名", "渠道"], &["name", "channels.name"]),
    (&["领票", "取票", "兑换", "领取方式", "领票方式", "取票方式", "领取办法", "领取说明", "领取信息", "兑换方式",
       "collect", "collection"], &["pickup"]),
    (&["领取时间", "领取日期", "领取时段", "领票时间", "领票日期", "领票时段", "取票时间", "取票日期", "兑换时间",
       "pickuptime", "pickupwindows"], &["windows", "from", "pickup.windows"]),
    (&["领取地点", "领取地址", "领取处", "领取窗口", "领票地点", "领票地址", "领票处", "取票地点", "取票处", "兑换地点",
       "pickupplace", "pickuplocation"], &["pickup.place", "place"]),
    (&["使用时间", "使用日期", "使用期限", "使用有效期", "可用时间", "usage", "valid", "validity"], &["use"]),
    // Rankings.
    (&["期间", "周期", "统计周期", "统计时间", "统计期"], &["period"]),
    (&["榜单名称", "榜名"], &["list", "title"]),
    (&["账户", "帐号", "账号名称", "公众号名称", "微信号"], &["account"]),
    (&["账号类型", "平台"], &["type"]),
    (&["运营单位", "所属单位"], &["host"]),
    (&["地区", "地域", "区域", "所在地", "城市"], &["region"]),
    (&["级别", "等级"], &["level"]),
    (&["分数", "总分", "分值", "成绩", "指数"], &["score"]),
    (&["上期名次", "上期排名", "上月排名"], &["previous"]),
    (&["指标", "数据项"], &["metrics"]),
    (&["列表", "榜单列表", "rows", "accounts"], &["entries"]),
    (&["评分标准", "计分方式", "计分办法"], &["scoring"]),
    // site.yaml
    (&["单位名称", "机构", "机构名称"], &["org"]),
    (&["备案", "icp备案", "icp备案号"], &["icp"]),
    (&["公安备案", "公安网备"], &["police"]),
    (&["网站标识码"], &["site_code"]),
    (&["语种", "lang"], &["language"]),
    (&["timezone", "tz"], &["offset"]),
    (&["图标", "徽标", "icon"], &["logo"]),
    (&["主题色", "配色", "color", "colors", "colour"], &["colours"]),
    (&["导航", "导航栏", "nav", "navigation"], &["menu"]),
    (&["rss", "feed"], &["feeds"]),
    (&["分页", "perpage", "paginate"], &["page_size"]),
    (&["错别字"], &["words"]),
    (&["允许脚本来源", "脚本来源", "允许脚本", "脚本", "统计", "百度统计", "csp", "script", "scriptsrc"], &["scripts"]),
    // What no field is for, though one looks like it.
    (&["副标题", "副题", "引题", "肩题", "subtitle", "排序", "排名", "名次", "序号", "推荐", "热门", "头条",
       "featured", "weight", "order", "priority", "layout", "template", "模板", "comments", "浏览量",
       "点击量", "阅读量", "views", "文号", "发文字号", "原文链接", "原文网址", "原文地址", "项目", "资料", "微博", "地图", "视频",
       "音频"], &[]),
    (OF_THE_BODY, &[]),
];

/// Words for a status, and the value that they mean.
#[rustfmt::skip]
const STATUSES: &[(&[&str], &str)] = &[
    (&["名额已满", "报名已满", "人数已满", "已报满", "报满", "额满", "满额", "爆满", "约满", "名额已报满"], "已满"),
    (&["推迟", "已推迟", "改期", "已改期", "延后", "顺延", "延迟", "另行通知", "待定", "暂停", "暂缓"], "延期"),
    (&["抢完", "已抢完", "抢光", "已抢光", "售罄", "已售罄", "领光", "已领光", "发完", "已发完", "放完", "已放完", "全部领完", "抢空",
       "已满", "名额已满"], "领完"),
    (&["停办", "不办", "作废", "中止", "终止", "已终止", "撤销"], "取消"),
];

/// Words for a status that nobody writes: it follows from the clock.
#[rustfmt::skip]
const OF_THE_CLOCK: &[&str] =
    &["正常", "报名中", "放票中", "领取中", "进行中", "使用中", "未开始", "即将开始", "即将报名", "即将放票", "待放票", "未放票", "待开始", "已开始",
      "报名截止", "已截止", "已结束", "结束", "开放", "有效", "可报名", "接受报名", "正在报名", "正在进行", "正在放票", "发布", "已发布",
      "open", "ongoing", "active", "normal", "confirmed", "scheduled", "ended", "closed", "published"];

/// The values of a status that people may mean by a word.
pub(super) fn meant_values(typed: &str) -> impl Iterator<Item = &'static str> {
    STATUSES.iter().filter(move |(words, _)| words.contains(&typed)).map(|(_, value)| *value)
}

/// Whether a word is what the clock says of a status.
pub(super) fn follows_from_the_clock(typed: &str) -> bool {
    OF_THE_CLOCK.iter().any(|word| word.eq_ignore_ascii_case(typed))
}

/// The fields that say what readers want to know: where a kind has none of them, it stands in the body.
#[rustfmt::skip]
pub(super) const FOR_READERS: &[&str] =
    &["fee", "bring", "place", "address", "audience", "eligibility", "capacity", "quantity", "contact", "phone",
      "organizer", "text", "note"];

/// What readers want to know and no field is for: it stands in the body.
#[rustfmt::skip]
pub(super) const OF_THE_BODY: &[&str] =
    &["承办", "承办单位", "承办方", "承办者", "承办部门", "协办", "协办单位", "协办方", "指导", "指导单位", "支持单位", "赞助",
      "赞助单位", "主持", "主持人", "主讲", "主讲人", "嘉宾", "来宾", "讲师", "领导", "流程", "议程", "日程", "放映", "摄影",
      "场次", "注意事项", "温馨提示", "特别提示", "须知", "活动内容", "活动安排", "活动流程", "活动须知", "活动说明"];
