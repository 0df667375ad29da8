//! The properties that an article can have: one row each, in the order in which they are written.

use super::value::Value;

/// How the value of a property is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A length, a percentage, or a keyword.
    Length,
    /// The width of a line: a length or a keyword for one.
    Line,
    /// A colour.
    Colour,
    /// One keyword.
    Word,
    /// The size of letters.
    Size,
    /// How bold letters are.
    Weight,
    /// A factor or a length.
    Height,
    /// Whatever stands there.
    Raw,
}

/// What is known of a property.
pub(crate) struct Info {
    /// Its name.
    pub(crate) name: &'static str,
    /// How its value is read.
    pub(crate) form: Form,
    /// Whether what an element holds has it too.
    pub(crate) inherited: bool,
    /// What it is where nothing is said.
    pub(crate) initial: Value,
}

macro_rules! properties {
    ($($name:ident = $css:literal $form:ident $inherited:ident $initial:expr;)*) => {
        /// A property that an article can have: a longhand.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Property { $($name,)* }

        static TABLE: &[(Property, Info)] = &[$((
            Property::$name,
            Info { name: $css, form: Form::$form, inherited: $inherited, initial: $initial },
        ),)*];
    };
}

const NO: bool = false;
const YES: bool = true;
const AUTO: Value = Value::Word("auto");
const NONE: Value = Value::Word("none");
const NORMAL: Value = Value::Word("normal");
const CURRENT: Value = Value::Word("currentcolor");

properties! {
    Display = "display" Word NO Value::Word("inline");
    BoxSizing = "box-sizing" Word NO Value::Word("content-box");
    Float = "float" Word NO NONE;
    Clear = "clear" Word NO NONE;
    VerticalAlign = "vertical-align" Length NO Value::Word("baseline");
    Width = "width" Length NO AUTO;
    MinWidth = "min-width" Length NO AUTO;
    MaxWidth = "max-width" Length NO NONE;
    Height = "height" Length NO AUTO;
    MinHeight = "min-height" Length NO AUTO;
    MaxHeight = "max-height" Length NO NONE;
    FlexDirection = "flex-direction" Word NO Value::Word("row");
    FlexWrap = "flex-wrap" Word NO Value::Word("nowrap");
    FlexGrow = "flex-grow" Raw NO Value::ZERO;
    FlexShrink = "flex-shrink" Raw NO Value::Number(1.0);
    FlexBasis = "flex-basis" Length NO AUTO;
    Order = "order" Raw NO Value::ZERO;
    JustifyContent = "justify-content" Raw NO NORMAL;
    AlignContent = "align-content" Raw NO NORMAL;
    AlignItems = "align-items" Raw NO NORMAL;
    AlignSelf = "align-self" Raw NO AUTO;
    TableLayout = "table-layout" Word NO AUTO;
    OverflowX = "overflow-x" Word NO Value::Word("visible");
    OverflowY = "overflow-y" Word NO Value::Word("visible");
    ObjectFit = "object-fit" Word NO Value::Word("fill");
    Opacity = "opacity" Raw NO Value::Number(1.0);
    Transform = "transform" Raw NO NONE;
    TransformOrigin = "transform-origin" Raw NO NORMAL;
    MarginTop = "margin-top" Length NO Value::NOTHING;
    MarginRight = "margin-right" Length NO Value::NOTHING;
    MarginBottom = "margin-bottom" Length NO Value::NOTHING;
    MarginLeft = "margin-left" Length NO Value::NOTHING;
    PaddingTop = "padding-top" Length NO Value::NOTHING;
    PaddingRight = "padding-right" Length NO Value::NOTHING;
    PaddingBottom = "padding-bottom" Length NO Value::NOTHING;
    PaddingLeft = "padding-left" Length NO Value::NOTHING;
    BorderTopWidth = "border-top-width" Line NO Value::MEDIUM;
    BorderRightWidth = "border-right-width" Line NO Value::MEDIUM;
    BorderBottomWidth = "border-bottom-width" Line NO Value::MEDIUM;
    BorderLeftWidth = "border-left-width" Line NO Value::MEDIUM;
    BorderTopStyle = "border-top-style" Word NO NONE;
    BorderRightStyle = "border-right-style" Word NO NONE;
    BorderBottomStyle = "border-bottom-style" Word NO NONE;
    BorderLeftStyle = "border-left-style" Word NO NONE;
    BorderTopColour = "border-top-color" Colour NO CURRENT;
    BorderRightColour = "border-right-color" Colour NO CURRENT;
    BorderBottomColour = "border-bottom-color" Colour NO CURRENT;
    BorderLeftColour = "border-left-color" Colour NO CURRENT;
    RadiusTopLeft = "border-top-left-radius" Raw NO Value::ZERO;
    RadiusTopRight = "border-top-right-radius" Raw NO Value::ZERO;
    RadiusBottomRight = "border-bottom-right-radius" Raw NO Value::ZERO;
    RadiusBottomLeft = "border-bottom-left-radius" Raw NO Value::ZERO;
    BorderCollapse = "border-collapse" Word YES Value::Word("separate");
    BorderSpacing = "border-spacing" Raw YES Value::ZERO;
    BackgroundColour = "background-color" Colour NO Value::CLEAR;
    BackgroundImage = "background-image" Raw NO NONE;
    BackgroundPosition = "background-position" Raw NO AUTO;
    BackgroundSize = "background-size" Raw NO AUTO;
    BackgroundRepeat = "background-repeat" Raw NO Value::Word("repeat");
    BoxShadow = "box-shadow" Raw NO NONE;
    FontStyle = "font-style" Word YES NORMAL;
    FontWeight = "font-weight" Weight YES Value::Number(400.0);
    FontSize = "font-size" Size YES Value::LETTERS;
    LineHeight = "line-height" Height YES NORMAL;
    Colour = "color" Colour YES Value::INK;
    TextAlign = "text-align" Word YES Value::Word("left");
    TextIndent = "text-indent" Length YES Value::NOTHING;
    LetterSpacing = "letter-spacing" Length YES NORMAL;
    WordSpacing = "word-spacing" Length YES Value::NOTHING;
    WordBreak = "word-break" Word YES NORMAL;
    OverflowWrap = "overflow-wrap" Word YES NORMAL;
    TextTransform = "text-transform" Word YES NONE;
    TextShadow = "text-shadow" Raw YES NONE;
    TextDecorationLine = "text-decoration-line" Word NO NONE;
    TextDecorationStyle = "text-decoration-style" Word NO Value::Word("solid");
    TextDecorationColour = "text-decoration-color" Colour NO CURRENT;
    TextDecorationThickness = "text-decoration-thickness" Length NO AUTO;
    UnderlineOffset = "text-underline-offset" Length YES AUTO;
    ListStyleType = "list-style-type" Raw YES Value::Word("disc");
    ListStylePosition = "list-style-position" Word YES Value::Word("outside");
    Visibility = "visibility" Word YES Value::Word("visible");
}

/// The four sides of margins.
pub(crate) const MARGIN: [Property; 4] =
    [Property::MarginTop, Property::MarginRight, Property::MarginBottom, Property::MarginLeft];
/// The four sides of paddings.
pub(crate) const PADDING: [Property; 4] =
    [Property::PaddingTop, Property::PaddingRight, Property::PaddingBottom, Property::PaddingLeft];
/// The four widths of borders.
pub(crate) const BORDER_WIDTH: [Property; 4] =
    [Property::BorderTopWidth, Property::BorderRightWidth, Property::BorderBottomWidth, Property::BorderLeftWidth];
/// The four styles of borders.
pub(crate) const BORDER_STYLE: [Property; 4] =
    [Property::BorderTopStyle, Property::BorderRightStyle, Property::BorderBottomStyle, Property::BorderLeftStyle];
/// The four colours of borders.
pub(crate) const BORDER_COLOUR: [Property; 4] =
    [Property::BorderTopColour, Property::BorderRightColour, Property::BorderBottomColour, Property::BorderLeftColour];
/// The four corners.
pub(crate) const RADIUS: [Property; 4] =
    [Property::RadiusTopLeft, Property::RadiusTopRight, Property::RadiusBottomRight, Property::RadiusBottomLeft];

impl Property {
    /// The property of a name; other names of the same property are known too.
    pub(crate) fn of(name: &str) -> Option<Property> {
        let name = match name {
            "word-wrap" => "overflow-wrap",
            "-webkit-transform" => "transform",
            "-webkit-transform-origin" => "transform-origin",
            "-webkit-box-shadow" => "box-shadow",
            "-webkit-box-sizing" => "box-sizing",
            name => name,
        };
        TABLE.iter().find(|(_, info)| info.name == name).map(|(property, _)| *property)
    }

    /// What is known of it.
    pub(crate) fn info(self) -> &'static Info {
        &TABLE[self as usize].1
    }

    /// Its bit in a [`Set`].
    fn bit(self) -> u128 {
        1 << (self as u8)
    }
}

/// A set of properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Set(u128);

impl Set {
    /// Adds one.
    pub(crate) fn add(&mut self, property: Property) {
        self.0 |= property.bit();
    }

    /// Whether it holds one.
    pub(crate) fn has(self, property: Property) -> bool {
        self.0 & property.bit() != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_property_finds_its_row() {
        assert!(TABLE.len() <= 128);
        for (at, (property, info)) in TABLE.iter().enumerate() {
            assert_eq!(*property as usize, at);
            assert_eq!(Property::of(info.name), Some(*property), "{}", info.name);
        }
    }
}
