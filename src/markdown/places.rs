//! Where blocks stand in the file. A document does not keep it: who has something to tell of one asks here.

use super::each_event;
use crate::diagnostic::Text;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Where the table of most columns begins, the first of several.
pub fn widest_table(text: &Text, body: Range<usize>) -> Option<usize> {
    let mut widest = Most::default();
    each_event(text, body, |event, at| {
        if let Event::Start(Tag::Table(columns)) = event {
            widest.see(columns.len(), at);
        }
    });
    widest.at
}

/// Where the deepest quotation begins, the first of several.
pub fn deepest_quote(text: &Text, body: Range<usize>) -> Option<usize> {
    let (mut deepest, mut depth) = (Most::default(), 0);
    each_event(text, body, |event, at| match event {
        Event::Start(Tag::BlockQuote(_)) => {
            depth += 1;
            deepest.see(depth, at);
        }
        Event::End(TagEnd::BlockQuote(_)) => depth -= 1,
        _ => {}
    });
    deepest.at
}

/// Where the most of something was seen first.
#[derive(Default)]
struct Most {
    most: usize,
    at: Option<usize>,
}

impl Most {
    fn see(&mut self, count: usize, at: usize) {
        if count > self.most {
            (self.most, self.at) = (count, Some(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, find: fn(&Text, Range<usize>) -> Option<usize>) -> Option<u32> {
        let text = Text::new("a.md", text);
        find(&text, 0..text.text.len()).map(|at| text.place(at..at).line)
    }

    #[test]
    fn a_table_is_found_at_its_head_in_a_box_too_and_never_in_code() {
        let boxed = "字\n\n```\n|a|b|c|\n|-|-|-|\n```\n\n> |一|二|\n> |--|--|\n";
        assert_eq!(line(boxed, widest_table), Some(8));
        assert_eq!(line("|a|\n|-|\n\n| a | b |\n| :- | -: |\n", widest_table), Some(4));
        assert_eq!(line("字\n- 一\n---\n", widest_table), None);
    }

    #[test]
    fn quotations_are_found_where_they_are_deepest() {
        assert_eq!(line("> 一\n> > 二\n> > > 三\n> > > 四\n", deepest_quote), Some(3));
        assert_eq!(line("> 一\n\n```\n> > 二\n```\n\n> 三\n", deepest_quote), Some(1));
        assert_eq!(line("字\n- 一\n---\n", deepest_quote), None);
    }
}
