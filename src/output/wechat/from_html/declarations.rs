//! The declarations of a `style` attribute.

/// Its declarations in order: property, value, in small letters where case means nothing. A semicolon within
/// brackets or quotes parts none; comments are left out; what has no colon, no name or no value is no declaration.
pub fn declarations(style: &str) -> Vec<(String, String)> {
    let without_comments;
    let style = if style.contains("/*") {
        without_comments = uncommented(style);
        &without_comments
    } else {
        style
    };
    parts(style).filter_map(declaration).collect()
}

fn declaration(part: &str) -> Option<(String, String)> {
    let (property, value) = part.split_once(':')?;
    let (property, value) = (property.trim(), value.trim());
    if property.is_empty() || value.is_empty() || property.contains(char::is_whitespace) {
        return None;
    }
    // Names that an author makes keep their case.
    let property = if property.starts_with("--") { property.to_owned() } else { property.to_ascii_lowercase() };
    Some((property, lowered(value)))
}

/// A value in small letters, but for what stands in quotes and for addresses.
fn lowered(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let (mut kept_to, mut is_escaped) = (None, false);
    for c in value.chars() {
        out.push(if kept_to.is_some() { c } else { c.to_ascii_lowercase() });
        kept_to = match (kept_to, c) {
            _ if is_escaped => kept_to,
            (Some(end), c) if c == end => None,
            (None, '"' | '\'') => Some(c),
            (None, '(') if out.ends_with("url(") => Some(')'),
            _ => kept_to,
        };
        is_escaped = c == '\\' && !is_escaped;
    }
    out
}

/// What stands between the semicolons.
fn parts(style: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(style);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = end_of_part(text);
        rest = text.get(end + 1..);
        text.get(..end)
    })
}

fn end_of_part(text: &str) -> usize {
    let (mut brackets, mut quote, mut is_escaped) = (0_usize, None, false);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            _ if is_escaped => is_escaped = false,
            (b'\\', _) => is_escaped = true,
            (_, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'(', None) => brackets += 1,
            (b')', None) => brackets = brackets.saturating_sub(1),
            (b';', None) if brackets == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

fn uncommented(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, behind)) = rest.split_once("/*") {
        out.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(style: &str) -> String {
        declarations(style).iter().map(|(property, value)| format!("{property}={value}|")).collect()
    }

    #[test]
    fn declarations_are_parted_at_semicolons() {
        assert_eq!(shown("COLOR : Red; margin:0 0 16px ;"), "color=red|margin=0 0 16px|");
    }

    #[test]
    fn what_stands_in_quotes_or_is_an_address_keeps_its_case() {
        assert_eq!(shown("width:Calc(50% - 1PX)"), "width=calc(50% - 1px)|");
        assert_eq!(shown("background:URL(A.png) No-Repeat"), "background=url(A.png) no-repeat|");
        assert_eq!(shown("content:\"A\\\"B\" Attr(X)"), "content=\"A\\\"B\" attr(x)|");
    }

    #[test]
    fn a_semicolon_in_an_address_or_in_quotes_parts_nothing() {
        let style = "background:url(data:image/png;base64,AA==);font-family:\"a;b\",'c;d';color:red";
        assert_eq!(shown(style), "background=url(data:image/png;base64,AA==)|font-family=\"a;b\",'c;d'|color=red|");
    }

    #[test]
    fn a_quote_that_is_escaped_ends_nothing() {
        assert_eq!(shown(r#"content:"a\";b";color:red"#), r#"content="a\";b"|color=red|"#);
    }

    #[test]
    fn a_comment_is_no_part_of_a_declaration() {
        assert_eq!(shown("/* a;b */color:/* c */red;/* open color:blue"), "color=red|");
    }

    #[test]
    fn what_is_no_declaration_is_left_out() {
        assert_eq!(shown("color;:red;color:;a b:c;;--Red:#f00"), "--Red=#f00|");
    }
}
