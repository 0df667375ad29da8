//! What elements look like: a style, the styles of all articles in a theme, and which of them each node of a tree has.

use super::property::{Property, Set};
use super::selector::Pseudo;
use super::sheet::StyleSheet;
use super::shorthand::Parts;
use super::value::{LETTERS, Value};
use super::variables::Variables;
use crate::output::wechat::tree::NodeId;
use std::collections::{BTreeSet, HashMap};

/// What an element looks like.
#[derive(Clone, Debug, Default)]
pub(crate) struct Style {
    /// What is not as it is where nothing is said, and all that was said, in the order of [`Property`].
    pub(super) values: Vec<(Property, Value)>,
    /// What a sheet of ours or of the theme speaks of, here and not further out.
    pub(crate) declared: Set,
    /// The size of its letters in pixels.
    pub(super) letters: f32,
    /// Its custom properties: an index into the variables of the article.
    pub(super) variables: usize,
}

impl Style {
    /// The value of a property.
    pub(crate) fn get(&self, property: Property) -> &Value {
        match self.values.binary_search_by_key(&property, |(known, _)| *known) {
            Ok(at) => self.values.get(at).map_or(&property.info().initial, |(_, value)| value),
            Err(_) => &property.info().initial,
        }
    }

    /// What may have to be written: all that is not as it is where nothing is said, and all that was said.
    pub(crate) fn values(&self) -> &[(Property, Value)] {
        &self.values
    }

    /// Says something else of a property.
    pub(crate) fn set(&mut self, property: Property, value: Value) {
        self.declared.add(property);
        match self.values.binary_search_by_key(&property, |(known, _)| *known) {
            Ok(at) => self.values[at].1 = value,
            Err(at) => self.values.insert(at, (property, value)),
        }
    }
}

/// What a theme puts before or behind what an element holds.
#[derive(Debug)]
pub(crate) struct Generated {
    /// The element.
    pub(crate) of: NodeId,
    /// Before or behind.
    pub(crate) pseudo: Pseudo,
    /// What it looks like: its number among the [`Styles`].
    pub(crate) style: usize,
    /// Its text; may be empty.
    pub(crate) text: Box<str>,
}

/// A tree's looks.
#[derive(Debug, Default)]
pub(crate) struct Styled {
    /// Which of the [`Styles`] each node looks like; a text like the first.
    pub(super) of: Vec<u32>,
    /// What stands before and behind, in the order of the elements.
    pub(super) generated: Vec<Generated>,
    /// The bytes of the theme's declarations that came to hold anywhere.
    pub(crate) held: BTreeSet<(usize, usize)>,
}

impl Styled {
    /// What an element looks like: its number among the [`Styles`].
    pub(crate) fn of(&self, id: NodeId) -> usize {
        self.of.get(id.index()).copied().unwrap_or_default() as usize
    }

    /// What stands before or behind what an element holds.
    pub(crate) fn generated(&self, id: NodeId, pseudo: Pseudo) -> Option<&Generated> {
        let from = self.generated.partition_point(|generated| generated.of < id);
        self.generated.get(from..)?.iter().take_while(|one| one.of == id).find(|one| one.pseudo == pseudo)
    }
}

/// All that elements look like in a sheet. Elements within the same that match the same rules look the same, in
/// every article: what was found for one holds for the next.
#[derive(Debug)]
pub(crate) struct Styles {
    pub(super) all: Vec<Style>,
    /// All sets of custom properties; none at all is the first, those of the root the second.
    pub(super) variables: Vec<Variables>,
    /// The number of the style within a style, by the rules.
    pub(super) shared: HashMap<usize, HashMap<Vec<u32>, usize>>,
    /// What declarations with variables say where those are not the root's.
    pub(super) resolved: HashMap<(u32, usize, usize), Parts>,
}

impl Styles {
    /// What elements look like in a sheet, before any was seen.
    pub(crate) fn new(sheet: &StyleSheet) -> Styles {
        Styles {
            all: vec![Style { letters: LETTERS, ..Style::default() }],
            variables: vec![Variables::default(), sheet.root.clone()],
            shared: HashMap::new(),
            resolved: HashMap::new(),
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The one with a number.
    pub(crate) fn get(&self, at: usize) -> &Style {
        self.all.get(at).unwrap_or(&self.all[0])
    }
}
