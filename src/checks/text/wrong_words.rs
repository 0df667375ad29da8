//! The program's list of wrong words: only such as are wrong wherever they stand. A word whose characters also
//! meet by chance (发布 署名) says beside what they do.

/// A wrong word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wrong<'a> {
    /// As it is typed.
    pub wrong: &'a str,
    /// As it is written.
    pub right: &'a str,
    /// Characters that make it right when one of them is before it.
    pub not_after: &'a str,
    /// Characters that make it right when one of them is behind it.
    pub not_before: &'a str,
}

const fn always(wrong: &'static str, right: &'static str) -> Wrong<'static> {
    Wrong { wrong, right, not_after: "", not_before: "" }
}

const fn but(
    wrong: &'static str,
    right: &'static str,
    not_after: &'static str,
    not_before: &'static str,
) -> Wrong<'static> {
    Wrong { wrong, right, not_after, not_before }
}

/// The list.
pub(super) const WRONG: &[Wrong<'static>] = &[
    // Money and accounts: 账, since 2001 (第一批异形词整理表).
    but("帐号", "账号", "蚊营", ""),
    but("帐户", "账户", "蚊营", ""),
    always("台帐", "台账"),
    always("结帐", "结账"),
    always("转帐", "转账"),
    always("记帐", "记账"),
    // Of offices.
    always("截止目前", "截至目前"),
    but("布署", "部署", "发公颁宣分", "名"),
    but("按装", "安装", "", "修备载置机配卸箱车饰潢订帧瓶船袋束"),
    but("座落于", "坐落于", "一二两三四五六七八九十几这那每某整半百千多数首", ""),
    always("签定合同", "签订合同"),
    always("签定协议", "签订协议"),
    always("签定集体", "签订集体"),
    always("招聘启示", "招聘启事"),
    always("征文启示", "征文启事"),
    always("寻物启示", "寻物启事"),
    always("招领启示", "招领启事"),
    always("优惠卷", "优惠券"),
    always("代金卷", "代金券"),
    always("入场卷", "入场券"),
    but("消费卷", "消费券", "", "入"),
    always("登陆网站", "登录网站"),
    always("登陆官网", "登录官网"),
    always("通迅", "通讯"),
    always("圆满成攻", "圆满成功"),
    always("园满完成", "圆满完成"),
    always("园满成功", "圆满成功"),
    always("园满结束", "圆满结束"),
    but("竟争", "竞争", "", "先相着"),
    but("竟赛", "竞赛", "", "过"),
    always("舆清", "舆情"),
    but("的的", "的", "目标有打之众为", "确"),
    // Of the year's round.
    but("渡假", "度假", "过", ""),
    always("欢渡", "欢度"),
    always("幸苦", "辛苦"),
    always("锻练", "锻炼"),
    always("训炼", "训练"),
    always("寒喧", "寒暄"),
    but("幅射", "辐射", "", "门击箭"),
    always("震憾", "震撼"),
    always("气慨", "气概"),
    always("粗旷", "粗犷"),
    always("亲睐", "青睐"),
    always("编篡", "编纂"),
    always("另人感动", "令人感动"),
    always("另人难忘", "令人难忘"),
    // Of four characters.
    always("迫不急待", "迫不及待"),
    always("再接再励", "再接再厉"),
    always("一如继往", "一如既往"),
    always("既往开来", "继往开来"),
    always("穿流不息", "川流不息"),
    always("甘败下风", "甘拜下风"),
    always("默守成规", "墨守成规"),
    always("谈笑风声", "谈笑风生"),
    always("名列前矛", "名列前茅"),
    always("走头无路", "走投无路"),
    always("鼎立相助", "鼎力相助"),
    always("一股作气", "一鼓作气"),
    always("出奇不意", "出其不意"),
    always("脍灸人口", "脍炙人口"),
    always("滥芋充数", "滥竽充数"),
    always("美仑美奂", "美轮美奂"),
    always("趋之若骛", "趋之若鹜"),
    always("好高鹜远", "好高骛远"),
    always("全神灌注", "全神贯注"),
    always("融汇贯通", "融会贯通"),
    always("相形见拙", "相形见绌"),
    always("按步就班", "按部就班"),
    always("一愁莫展", "一筹莫展"),
    always("变本加利", "变本加厉"),
    always("人才倍出", "人才辈出"),
    always("举旗不定", "举棋不定"),
    always("一诺千斤", "一诺千金"),
    always("食不裹腹", "食不果腹"),
    always("声名雀起", "声名鹊起"),
    always("风毛麟角", "凤毛麟角"),
    always("防患未燃", "防患未然"),
    always("防患于未燃", "防患于未然"),
    always("兴高彩烈", "兴高采烈"),
    always("气势磅薄", "气势磅礴"),
];
