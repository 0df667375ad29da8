//! The lists and mappings that are open at a line, and which of them the line belongs to.

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Fields.
    Map,
    /// List items.
    List,
}

/// A list or a mapping whose end has not been seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub kind: Kind,
    /// The column of its lines.
    pub indent: usize,
    /// A second column that was told to be wrong: what follows there is not told again.
    pub also: Option<usize>,
    /// Whether its column was measured over spaces or marks that are not what they should be, so that no
    /// one can be blamed for missing it.
    pub vague: bool,
}

impl Frame {
    pub(super) fn new(kind: Kind, indent: usize, vague: bool) -> Frame {
        Frame { kind, indent, also: None, vague }
    }

    fn stands_at(&self, column: usize) -> bool {
        self.indent == column || self.also == Some(column)
    }
}

/// Where a line belongs by its column alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// To this frame, which is of the right kind.
    At(usize),
    /// At the column of this frame, which is of the other kind.
    Other(usize),
    /// Further right than the innermost frame, or nothing is open yet.
    Inside,
    /// Further left than this frame and further right than the one around it.
    Left(usize),
}

/// The open frames, outermost first.
#[derive(Debug, Default)]
pub(super) struct Frames(pub Vec<Frame>);

impl Frames {
    /// Where something of a kind belongs that stands at a column.
    pub(super) fn find(&self, column: usize, kind: Kind) -> Spot {
        let mut other = None;
        let mut left = None;
        for (index, frame) in self.0.iter().enumerate().rev() {
            if frame.stands_at(column) {
                if frame.kind == kind {
                    return Spot::At(index);
                }
                other.get_or_insert(index);
            } else if frame.indent < column {
                break;
            } else if other.is_none() {
                left = Some(index);
            }
        }
        match (other, left) {
            (Some(index), _) => Spot::Other(index),
            (None, Some(index)) => Spot::Left(index),
            (None, None) => Spot::Inside,
        }
    }

    /// The kind of a frame.
    pub(super) fn kind(&self, index: usize) -> Option<Kind> {
        self.0.get(index).map(|frame| frame.kind)
    }

    /// The innermost frame.
    pub(super) fn top(&self) -> Option<&Frame> {
        self.0.last()
    }

    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    /// The column that lines below a value must pass to belong to it. None at the root: there all do.
    pub(super) fn base(&self) -> Option<usize> {
        self.top().map(|frame| frame.indent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_finds_its_frame() {
        let frame = |kind, indent| Frame::new(kind, indent, false);
        // tags:
        // - title: a
        let frames = Frames(vec![frame(Kind::Map, 0), frame(Kind::List, 0), frame(Kind::Map, 2)]);
        assert_eq!(frames.find(0, Kind::Map), Spot::At(0));
        assert_eq!(frames.find(0, Kind::List), Spot::At(1));
        assert_eq!(frames.find(2, Kind::Map), Spot::At(2));
        assert_eq!(frames.find(2, Kind::List), Spot::Other(2));
        assert_eq!(frames.find(1, Kind::Map), Spot::Left(2));
        assert_eq!(frames.find(3, Kind::Map), Spot::Inside);
        assert_eq!(Frames::default().find(3, Kind::Map), Spot::Inside);
        let indented = Frames(vec![frame(Kind::Map, 2)]);
        assert_eq!(indented.find(0, Kind::Map), Spot::Left(0));
    }
}
