//! How elements stand in each other: lists, tables, layers; and text in what is too small for it.

use super::frame::{Frame, is_inline};
use super::{Checker, codes};
use crate::both;
use crate::output::wechat::tree::{Data, NodeId};

impl Checker<'_> {
    pub(super) fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let Some((font, keeps, unbroken, most, breaks, in_drawing)) = self
            .frames
            .last()
            .map(|frame| (frame.font, frame.keeps, frame.unbroken, frame.width, frame.breaks_words, frame.in_drawing))
        else {
            return;
        };
        self.has_content = true;
        if in_drawing {
            return;
        }
        self.written += wide(text.trim()) * font;
        if let Some(node) = keeps.filter(|&node| self.unspaced != Some(node)) {
            let inner = text.trim_matches('\n');
            if inner.contains('\n') || inner.contains("  ") || inner.contains('\t') {
                self.unspaced = Some(node);
                self.tell(
                    codes::WHITE_SPACE,
                    false,
                    node,
                    both!(
                        "这里靠换行和空格排版，到公众号里会丢，几行并成一行",
                        "Ends of lines and spaces are lost here: several lines become one"
                    ),
                    both!(
                        "换行写成 <br>，连续的空格写成不断行空格（&nbsp;）",
                        "Write <br> for ends of lines and &nbsp; for spaces in a row"
                    ),
                );
            }
        }
        let Some(node) = unbroken.filter(|_| !breaks) else { return };
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 && keeps.is_some() {
                self.line = 0.0;
            }
            self.line += wide(line) * font;
            if self.line > most && self.overflowing != Some(node) {
                self.overflowing = Some(node);
                self.tell(
                    codes::OVERFLOW,
                    true,
                    node,
                    both!(
                        "这一行不能折行，比手机屏幕还宽，右边的看不到",
                        "A line that is not broken and is wider than a phone: its end is not seen"
                    ),
                    both!(
                        "加上 white-space:normal;word-break:break-all，让长行折下来",
                        "Add white-space:normal;word-break:break-all so that the line is broken"
                    ),
                );
            }
        }
    }

    pub(super) fn shape(&mut self, frame: &mut Frame) {
        self.chain(frame);
        match &*frame.element.tag {
            "ul" | "ol" => {
                let most = self.rules.list_depth;
                if frame.lists > most {
                    self.tell(
                        codes::LIST_DEPTH,
                        false,
                        frame.node,
                        both!(
                            "列表套了{most}层以上，公众号里会排乱",
                            "Lists more than {most} deep come out in disorder"
                        ),
                        both!(
                            "把最里面的列表拆出来，或者改成普通段落",
                            "Take the innermost list out, or write it as paragraphs"
                        ),
                    );
                }
            }
            "li" => self.item(frame),
            "table" => self.table(frame),
            "tr" => {
                let columns = self.columns(frame.node);
                if let Some(table) = frame.table.and_then(|table| self.frames.get_mut(table)) {
                    table.columns = table.columns.max(columns);
                }
            }
            _ => {}
        }
    }

    /// Layers in a row that are alike, each the only thing in the one around it.
    fn chain(&mut self, frame: &mut Frame) {
        let Some(parent) = self.frames.last() else { return };
        let is_like = parent.element.tag == frame.element.tag && parent.element.style == frame.element.style;
        if !is_like || !self.is_alone(frame.node) {
            return;
        }
        frame.chain = parent.chain + 1;
        let most = self.rules.chain;
        if frame.chain == most + 1 {
            let tag = super::short(&frame.element.tag);
            self.tell(
                codes::NESTING,
                true,
                frame.node,
                both!(
                    "同样的“{tag}”一层套一层超过了{most}层，都是多余的",
                    "More than {most} layers of the same “{tag}”, none of which does anything"
                ),
                both!(
                    "只留一层；多半是反复复制粘贴带来的，可以先粘贴成纯文字再排版",
                    "Keep one; they come from copying again and again: paste as plain text first"
                ),
            );
        }
    }

    /// Is there nothing beside it but space?
    fn is_alone(&self, node: NodeId) -> bool {
        let is_space = |id: NodeId| matches!(&self.tree.get(id).data, Data::Text(text) if text.trim().is_empty());
        let node = self.tree.get(node);
        let before = node.previous.is_none_or(|id| is_space(id) && self.tree.get(id).previous.is_none());
        before && node.next.is_none_or(|id| is_space(id) && self.tree.get(id).next.is_none())
    }

    /// What an item holds: one thing, or the platform tears it apart.
    fn item(&mut self, frame: &Frame) {
        let (mut pieces, mut has_inline, mut has_list) = (0, false, false);
        for child in self.tree.children(frame.node) {
            match &self.tree.get(child).data {
                Data::Text(text) if text.trim().is_empty() => {}
                Data::Text(_) => (pieces, has_inline) = (pieces + 1, true),
                Data::Element(element) if matches!(&*element.tag, "ul" | "ol") => has_list = true,
                Data::Element(element) => (pieces, has_inline) = (pieces + 1, has_inline | is_inline(&element.tag)),
            }
        }
        if has_list && has_inline {
            self.tell(
                codes::SUBLIST,
                false,
                frame.node,
                both!(
                    "小列表和文字放在同一项里，公众号会把它们拆散",
                    "A list beside text in one item: the platform takes them apart"
                ),
                both!(
                    "把这一项的文字放进 section，小列表放在它后面",
                    "Put the text of the item into a section and the list behind it"
                ),
            );
        }
        if pieces > 1 {
            self.tell(
                codes::LIST_ITEM,
                false,
                frame.node,
                both!(
                    "列表的一项里有好几段，公众号会拆成好几行（如“**标签**：正文”会断开）",
                    "An item of several pieces comes out as several lines (“**label**: text” breaks)"
                ),
                both!("把这一项的内容整个放进一个 section", "Put all of the item into one section"),
            );
        }
    }

    fn table(&mut self, frame: &mut Frame) {
        frame.table = Some(self.frames.len());
        if frame.slides {
            self.tell(
                codes::TABLE_WIDE,
                true,
                frame.node,
                both!("表格放在可以左右滑动的框里，公众号里滑不动，右边的看不到", "A table that slides sideways does not slide there: its right side is not seen"),
                both!("去掉滑动的框，表格写上 width:100%;table-layout:fixed;word-break:break-all", "Take the sliding box away and write width:100%;table-layout:fixed;word-break:break-all on the table"),
            );
        } else if !(frame.fixed && frame.fills && frame.breaks_words) {
            self.tell(
                codes::TABLE_WIDE,
                false,
                frame.node,
                both!(
                    "表格没有限定宽度，内容一长就会超出手机屏幕",
                    "A table without a bound grows wider than a phone with its content"
                ),
                both!(
                    "表格写上 width:100%;table-layout:fixed;word-break:break-all",
                    "Write width:100%;table-layout:fixed;word-break:break-all on the table"
                ),
            );
        }
    }

    fn columns(&self, row: NodeId) -> usize {
        let spans = self.tree.children(row).filter_map(|cell| self.tree.element(cell)).map(|cell| {
            let span = cell.attributes.iter().find(|(name, _)| name == "colspan");
            span.and_then(|(_, span)| span.trim().parse().ok()).unwrap_or(1_usize).clamp(1, 100)
        });
        spans.sum()
    }

    /// Closes elements until so many are open.
    pub(super) fn leave_to(&mut self, depth: usize) {
        while self.frames.len() > depth {
            let Some(frame) = self.frames.pop() else { return };
            self.leave(&frame);
        }
    }

    fn leave(&mut self, frame: &Frame) {
        if frame.is_block() {
            self.line = 0.0;
        }
        let written = self.written - frame.before;
        if frame.has_gradient && written > 0.0 {
            self.tell(
                codes::GRADIENT,
                false,
                frame.node,
                both!(
                    "字的后面是渐变色，深色模式下会变成一块单色，字可能看不清",
                    "A gradient behind text becomes one colour in dark mode, and the text may be hard to read"
                ),
                both!("换成一种颜色做底", "Use one colour instead"),
            );
        }
        if let Some(height) = frame.height.filter(|_| written > 0.0) {
            let lines = if frame.unbroken.is_some() { 1.0 } else { (written / frame.width).ceil() };
            if lines * frame.line() > height + 1.0 {
                self.tell(
                    codes::HEIGHT,
                    true,
                    frame.node,
                    both!("高度定死为{height}px，里面的字放不下，会被截掉或者叠到下面", "A height of {height}px is too small for the text in it, which is cut off or lies over what follows"),
                    both!("删去 height，要留空就用内边距（padding）", "Leave the height out; for room write a padding"),
                );
            }
        }
        let most = self.rules.columns;
        if frame.columns > most {
            let columns = frame.columns;
            self.tell(
                codes::TABLE_COLUMNS,
                false,
                frame.node,
                both!(
                    "表格有{columns}列，手机上每列只放得下一两个字（最好不超过{most}列）",
                    "{columns} columns: on a phone each holds a letter or two ({most} are the most that can be read)"
                ),
                both!("拆成两张表，或者每行写成一段“名称：内容”", "Make two tables of it, or a paragraph of each row"),
            );
        }
    }
}

/// How wide a text is, in times its size: a Chinese letter is one, another half of one.
fn wide(text: &str) -> f64 {
    let (mut narrow, mut broad) = (0_u32, 0_u32);
    for byte in text.bytes() {
        // The bytes that go on a letter begin with the bits 10.
        narrow += u32::from(byte < 0x80);
        broad += u32::from(byte >= 0xc0);
    }
    f64::from(narrow) / 2.0 + f64::from(broad)
}
