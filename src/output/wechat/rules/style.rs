//! Declarations: what the platform takes out, and what makes text illegible on a phone.

use super::frame::{Frame, Leading, px};
use super::{Checker, codes, short};
use crate::both;
use crate::output::wechat::colour::{Colours, number};

/// What a value has that none may have.
enum Mark<'v> {
    Function(&'v str),
    Unit(&'v str),
    Own,
}

impl Checker<'_> {
    pub(super) fn style(&mut self, frame: &mut Frame) {
        let element = frame.element;
        let (mut leading, mut font) = (None, None);
        for (property, value) in element.style.iter() {
            let (property, value) = (&**property, &**value);
            self.declaration(frame, property, value);
            match property {
                "width" | "min-width" => self.width(frame, property, value),
                "height" => self.height(frame, value),
                "max-height" if clips(frame) => self.height(frame, value),
                "line-height" => leading = Some(value),
                "font-size" => font = Some(value),
                "white-space" => match value {
                    "pre" => (frame.keeps, frame.unbroken) = (Some(frame.node), Some(frame.node)),
                    "pre-wrap" | "pre-line" | "break-spaces" => {
                        (frame.keeps, frame.unbroken) = (Some(frame.node), None)
                    }
                    "nowrap" => (frame.keeps, frame.unbroken) = (None, Some(frame.node)),
                    "normal" => (frame.keeps, frame.unbroken) = (None, None),
                    _ => {}
                },
                "word-break" => frame.breaks_words = matches!(value, "break-all" | "break-word"),
                "overflow-wrap" | "word-wrap" => frame.breaks_words |= matches!(value, "anywhere" | "break-word"),
                "overflow" | "overflow-x" => frame.slides |= value.contains("auto") || value.contains("scroll"),
                "table-layout" => frame.fixed = value == "fixed",
                "background" | "background-image" => {
                    frame.has_gradient |= value.contains("gradient(");
                    self.background_image(frame, value);
                }
                "border-image" | "border-image-source" | "list-style-image" | "list-style" => {
                    self.background_image(frame, value);
                }
                _ => {}
            }
        }
        if let Some(size) = font.and_then(|value| font_size(value, frame.font)) {
            frame.font = size;
        }
        if let Some(value) = leading.and_then(|value| line_height(value, frame.font)) {
            frame.leading = value;
        }
        // Letters of another size take over a height in px, not one that goes by their size.
        if leading.is_some() || (font.is_some() && matches!(frame.leading, Leading::Px(_))) {
            self.leading(frame);
        }
    }

    /// What holds for every declaration.
    fn declaration(&mut self, frame: &Frame, property: &str, value: &str) {
        let node = frame.node;
        let plain = if property.starts_with('-') { unprefixed(property) } else { property };
        let family = plain.bytes().position(|byte| byte == b'-').map_or(plain, |end| &plain[..end]);
        let rules = self.rules;
        let denied =
            [plain, family].into_iter().find(|name| rules.css_deny.contains(name) || rules.css_avoid.contains(name));
        if plain == "font-family" || plain == "font" && !matches!(value, "inherit" | "initial" | "unset") {
            let shown = short(property);
            self.tell(
                codes::FONT_FAMILY,
                true,
                node,
                both!("公众号不让指定字体（{shown}）", "A typeface ({shown}) is not allowed"),
                both!(
                    "删去字体的设置，手机用自己的字体；字号用 font-size",
                    "Leave it out, phones have a typeface of their own; for the size write font-size"
                ),
            );
        } else if property.starts_with("--") && rules.own_properties {
            self.own(node);
        } else if let Some(name) = denied {
            let is_avoided = rules.css_avoid.contains(name);
            self.css(node, &short(property), !is_avoided);
        }
        if rules.pairs.contains(&(plain, value)) {
            match plain {
                "text-align" => self.tell(
                    codes::TEXT_ALIGN,
                    true,
                    node,
                    both!("公众号不认识对齐方式“{value}”", "The platform does not know text-align: {value}"),
                    both!("start 写成 left，end 写成 right", "Write left for start, right for end"),
                ),
                _ => self.css(node, &format!("{plain}: {value}"), false),
            }
        }
        if rules.important && value.contains('!') {
            self.tell(
                codes::IMPORTANT,
                true,
                node,
                both!("不能写 !important，深色模式会因此出错", "No !important: dark mode goes wrong with it"),
                both!("删去 !important", "Leave !important out"),
            );
        }
        match self.mark(value) {
            Some(Mark::Own | Mark::Function("var")) => self.own(node),
            Some(Mark::Function(name)) => self.css(node, &format!("{name}()"), !rules.value_avoid.contains(name)),
            Some(Mark::Unit(name)) => self.css(node, name, !rules.value_avoid.contains(name)),
            None => {}
        }
        if is_black(property, value) {
            self.tell(
                codes::BLACK,
                false,
                node,
                both!("用了纯黑色，深色模式下不好看", "Pure black does not suit dark mode"),
                both!("改成 #333 这样的深灰", "Write a dark grey such as #333"),
            );
        }
    }

    fn own(&mut self, node: crate::output::wechat::tree::NodeId) {
        self.tell(
            codes::CSS,
            true,
            node,
            both!(
                "颜色或尺寸用了变量（var 或 --名称），公众号不认，会变成默认的样子",
                "A variable (var or --name): the platform does not know it and shows what it would without"
            ),
            both!("在原来的排版工具里换成具体的颜色和数字", "Write the colour or the number itself"),
        );
    }

    /// `grave`: it is taken out for certain. Otherwise phones differ.
    fn css(&mut self, node: crate::output::wechat::tree::NodeId, name: &str, grave: bool) {
        let (what, mend) = if grave {
            (
                both!(
                    "公众号会删掉样式“{name}”，排版会跟着变",
                    "“{name}” is taken out, and the layout changes with it"
                ),
                both!(
                    "不用“{name}”，改用外边距、内边距和表格来排",
                    "Do without “{name}”: margins, paddings and tables stay"
                ),
            )
        } else {
            (
                both!("样式“{name}”在一些手机上不起作用", "“{name}” does nothing on some phones"),
                both!("不用“{name}”，换成固定的写法", "Do without “{name}”"),
            )
        };
        self.tell(codes::CSS, grave, node, what, mend);
    }

    /// The first mark of a value. Addresses are passed over, and strings.
    fn mark<'v>(&self, value: &'v str) -> Option<Mark<'v>> {
        let bytes = value.as_bytes();
        let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let is_word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(in_word);
        let word_before = |end: usize| {
            let length = bytes[..end].iter().rev().take_while(|byte| in_word(byte)).count();
            &value[end - length..end]
        };
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'(' => {
                    let name = unprefixed(word_before(at));
                    if self.rules.functions.contains(name) {
                        return Some(Mark::Function(name));
                    }
                    if name == "url" {
                        at += bytes[at..].iter().position(|&byte| byte == b')').unwrap_or(bytes.len());
                    }
                }
                b'"' | b'\'' => {
                    at += 1 + bytes[at + 1..].iter().position(|&other| other == byte).unwrap_or(bytes.len());
                }
                b'-' if self.rules.own_properties
                    && bytes.get(at + 1) == Some(&b'-')
                    && !is_word(at.checked_sub(1)) =>
                {
                    return Some(Mark::Own);
                }
                b'0'..=b'9' => {
                    let length = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                    let unit = &value[at + 1..at + 1 + length];
                    if self.rules.units.contains(unit) {
                        return Some(Mark::Unit(unit));
                    }
                    at += length;
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn width(&mut self, frame: &mut Frame, property: &str, value: &str) {
        if property == "width" {
            frame.fills = value.ends_with('%');
        }
        let Some(width) = px(value, frame.font) else { return };
        self.bounded(frame, width);
        if property == "width" && width <= self.rules.width {
            frame.fills = true;
            frame.width = frame.width.min(width.max(1.0));
        }
    }

    /// A width in px against that of a phone.
    pub(super) fn bounded(&mut self, frame: &Frame, width: f64) {
        let most = self.rules.width;
        if width > most {
            self.tell(
                codes::WIDTH,
                true,
                frame.node,
                both!("宽度{width}px比手机屏幕（{most}px）还宽", "{width}px is wider than a phone ({most}px)"),
                both!("改成 width:100% 或 max-width:100%", "Write width:100% or max-width:100%"),
            );
        }
    }

    fn height(&mut self, frame: &mut Frame, value: &str) {
        let tag = &*frame.element.tag;
        let can_grow = matches!(tag, "td" | "th" | "tr" | "table" | "img" | "svg") || frame.in_drawing;
        let has_box = frame.is_block() || frame.element.style.iter().any(|(property, _)| property == "display");
        if can_grow || !has_box {
            return;
        }
        let Some(height) = px(value, frame.font) else { return };
        if height > 0.0 {
            frame.height = Some(height);
            return;
        }
        self.tell(
            codes::HEIGHT,
            true,
            frame.node,
            both!(
                "高度写成了0，里面的内容会看不见或者叠在一起",
                "A height of 0: what is in it is not seen, or lies over what follows"
            ),
            both!("删去 height", "Leave the height out"),
        );
    }

    fn leading(&mut self, frame: &Frame) {
        let (times, least) = (frame.line() / frame.font, self.rules.line_height);
        if times < least {
            self.tell(
                codes::LINE_HEIGHT,
                true,
                frame.node,
                both!(
                    "行高太小，上下两行字会叠在一起（至少是字号的{least}倍）",
                    "Lines overlap: the height of a line is at least {least} times the size of its letters"
                ),
                both!("行高写成1.6到1.8", "Write a line-height between 1.6 and 1.8"),
            );
        }
    }
}

/// Does it hide what does not fit?
fn clips(frame: &Frame) -> bool {
    frame.element.style.iter().any(|(property, value)| property.starts_with("overflow") && value != "visible")
}

fn font_size(value: &str, parent: f64) -> Option<f64> {
    let size = match number(value)? {
        (number, "%") => number / 100.0 * parent,
        _ => px(value, parent)?,
    };
    // Letters of no size are a way to remove gaps, not to write.
    (size > 0.0).then_some(size)
}

fn line_height(value: &str, font: f64) -> Option<Leading> {
    match number(value)? {
        (times, "") => Some(Leading::Times(times)),
        (times, "%") => Some(Leading::Px(times / 100.0 * font)),
        _ => px(value, font).map(Leading::Px),
    }
}

/// Without the name of a browser's maker before it.
fn unprefixed(name: &str) -> &str {
    ["-webkit-", "-moz-", "-ms-"].into_iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

fn is_black(property: &str, value: &str) -> bool {
    let has_colour = property == "color" || property.starts_with("background") || property.starts_with("border");
    let may_be = has_colour
        && (value.bytes().any(|byte| byte == b'0') || value.split(' ').any(|word| word.eq_ignore_ascii_case("black")));
    may_be && Colours::of(value).any(|(_, colour)| (colour.r, colour.g, colour.b, colour.a) == (0.0, 0.0, 0.0, 1.0))
}
