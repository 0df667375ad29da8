//! What the platform's dark mode makes of one element, and what it hands on to those within.

use super::shade::{self, UNSEEN};
use crate::output::wechat::colour::{Colours, Rgba};
use crate::output::wechat::tree::Element;
use std::ops::Range;

/// What an element hands on to those within.
#[derive(Clone, Copy)]
pub(super) struct Handed {
    /// The nearest background in the dark.
    behind: Option<Rgba>,
    /// All backgrounds in the light, laid on each other.
    under: Rgba,
    /// The nearest colour of text, as the author wrote it.
    written: Option<Rgba>,
    /// Is there a picture behind?
    on_picture: bool,
    /// The colour that is laid below that picture so that text on it stays legible.
    patch: Option<Rgba>,
}

impl Default for Handed {
    fn default() -> Handed {
        let under = shade::LIGHT_PAGE.into();
        Handed { behind: None, under, written: None, on_picture: false, patch: None }
    }
}

/// A change of an element.
pub(super) enum Edit {
    /// A colour in the value of a declaration.
    Colour { declaration: usize, range: Range<usize>, colour: Rgba },
    /// A colour that is laid below the picture of a declaration.
    Patch { declaration: usize, colour: Rgba },
    /// A declaration more.
    Set { property: &'static str, colour: Rgba },
}

/// What is seen of an element, before (light) and after (dark).
#[derive(Default)]
pub(super) struct Seen {
    /// The colour of its text, where it has one of its own.
    pub light_text: Option<Rgba>,
    pub dark_text: Option<Rgba>,
    /// Its background colour.
    pub light_back: Option<Rgba>,
    pub dark_back: Option<Rgba>,
    /// Both ends of a gradient on that background.
    pub light_image: Option<[Rgba; 2]>,
    /// What a gradient becomes, or what is laid below a picture.
    pub dark_image: Option<Rgba>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Back,
    Text,
    /// A line of a text: no colour that is handed on.
    Line,
    Border,
    Shadow,
}

fn kind(property: &str) -> Option<Kind> {
    Some(match property {
        "background" | "background-color" | "background-image" => Kind::Back,
        "color" | "-webkit-text-fill-color" => Kind::Text,
        "text-decoration" | "text-decoration-color" | "text-emphasis-color" => Kind::Line,
        "-webkit-text-stroke" | "-webkit-text-stroke-color" => Kind::Line,
        "text-shadow" => Kind::Shadow,
        "outline" | "outline-color" | "box-shadow" | "column-rule" | "column-rule-color" => Kind::Border,
        "border-image" | "-webkit-border-image" | "border" | "border-color" => Kind::Border,
        _ => match property.strip_prefix("border-")? {
            "top" | "right" | "bottom" | "left" | "top-color" | "right-color" | "bottom-color" | "left-color" => {
                Kind::Border
            }
            "block-color" | "block-start-color" | "block-end-color" => Kind::Border,
            "inline-color" | "inline-start-color" | "inline-end-color" => Kind::Border,
            _ => return None,
        },
    })
}

fn has_address(value: &str) -> bool {
    value.contains("url(")
}

/// Elements that may have a background as an attribute.
const TABLE: [&str; 4] = ["table", "tr", "td", "th"];

/// What the declarations of an element are about.
#[derive(Default)]
struct There {
    color: bool,
    background: bool,
    picture: bool,
    turns: [bool; 3],
}

impl There {
    fn of(element: &Element) -> There {
        let mut there = There::default();
        for (property, value) in element.style.iter() {
            let kind = kind(property);
            match kind {
                Some(Kind::Text) => there.color = true,
                Some(Kind::Back) => {
                    there.background = true;
                    there.picture |= has_address(value);
                }
                Some(_) => there.picture |= property.contains("border-image") && has_address(value),
                None => there.background |= property.starts_with("background"),
            }
            if let Some(turn) = kind.and_then(|kind| turn(kind, property)) {
                there.turns[turn] = true;
            }
        }
        there
    }
}

/// When a declaration has its turn: backgrounds come first, and pictures after colours, for what text becomes depends
/// on them. Text comes last of all.
fn turn(kind: Kind, property: &str) -> Option<usize> {
    match kind {
        Kind::Text => None,
        Kind::Back => Some(usize::from(property == IMAGE)),
        Kind::Line | Kind::Border | Kind::Shadow => Some(2),
    }
}

/// The colour of an element's text, and where it stands.
struct Text {
    fill: bool,
    declaration: usize,
    range: Range<usize>,
    colour: Rgba,
}

impl Text {
    /// Of several declarations the last counts, and that of the filling before that of the colour.
    fn of(element: &Element) -> Option<Text> {
        let all = element.style.iter().enumerate().filter(|(_, (name, _))| *name == "color" || *name == FILL);
        let all = all.filter_map(|(declaration, (property, value))| {
            let (range, colour) = Colours::of(value).next()?;
            Some(Text { fill: property == FILL, declaration, range, colour })
        });
        all.max_by_key(|text| (text.fill, text.declaration))
    }

    fn edit(&self, colour: Rgba) -> Edit {
        Edit::Colour { declaration: self.declaration, range: self.range.clone(), colour }
    }
}

/// Goes through one element: tells each change, hands on what is to be handed on, and says what is seen.
/// `holds_text`: is there text in it, however deep?
pub(super) fn convert(
    element: &Element,
    handed: &mut Handed,
    holds_text: impl Fn() -> bool,
    tell: &mut impl FnMut(Edit),
) -> Seen {
    let attribute = |name: &str| {
        let found = element.attributes.iter().find(|(other, _)| other == name)?;
        Rgba::parse(&found.1)
    };
    if element.tag == "iframe" || element.attributes.iter().any(|(name, _)| name == "data-no-dark") {
        return Seen::default();
    }
    let there = There::of(element);
    if !there.color && there.turns == [false; 3] && element.attributes.is_empty() {
        return Seen::default();
    }
    let font = if element.tag == "font" && !there.color { attribute("color") } else { None };
    let table = TABLE.contains(&&*element.tag) && !there.background;
    let has_color = there.color || font.is_some();
    let mut pass = Pass { handed, has_color, has_picture: there.picture, tell, seen: Seen::default() };
    let table = if table { attribute("bgcolor") } else { None };
    if let Some(colour) = table.and_then(|colour| pass.single(Kind::Back, colour)) {
        (pass.tell)(Edit::Set { property: "background-color", colour });
    }
    let mixture = pass.boxes(element, there.turns, &holds_text);
    let text = Text::of(element);
    if let Some(written) = text.as_ref().map(|text| text.colour).or(font)
        && let Some(colour) = pass.text(written)
    {
        (pass.tell)(text.as_ref().map_or(Edit::Set { property: "color", colour }, |text| text.edit(colour)));
    }
    if let Some(mixture) = mixture.filter(|_| holds_text()) {
        pass.lay(mixture, text.as_ref());
    }
    pass.seen
}

const FILL: &str = "-webkit-text-fill-color";
const IMAGE: &str = "background-image";

struct Pass<'a, F> {
    handed: &'a mut Handed,
    has_color: bool,
    has_picture: bool,
    tell: &'a mut F,
    seen: Seen,
}

impl<F: FnMut(Edit)> Pass<'_, F> {
    /// All but text, turn by turn. Gives the colour that a gradient behind the text is a mixture of.
    fn boxes(&mut self, element: &Element, turns: [bool; 3], on: &impl Fn() -> bool) -> Option<Rgba> {
        let mut gradients = None;
        for now in (0..turns.len()).filter(|&now| turns[now]) {
            for (declaration, (property, value)) in element.style.iter().enumerate() {
                let Some(kind) = kind(property).filter(|&kind| turn(kind, property) == Some(now)) else { continue };
                if value.contains("gradient") {
                    let mixture = self.gradient(kind, declaration, value, on);
                    gradients =
                        if kind == Kind::Back && !has_address(value) { mixture.or(gradients) } else { gradients };
                } else {
                    self.colours(kind, declaration, value);
                }
                if kind == Kind::Back && has_address(value) {
                    self.picture(declaration, property, value, on);
                }
            }
        }
        gradients
    }

    /// The colour of text: what it becomes, if another.
    fn text(&mut self, colour: Rgba) -> Option<Rgba> {
        self.seen.light_text = Some(colour);
        self.seen.dark_text = Some(colour);
        self.single(Kind::Text, colour)
    }

    /// Lays a gradient behind what is within.
    fn lay(&mut self, mixture: Rgba, text: Option<&Text>) {
        self.handed.behind = Some(shade::laid_on(self.handed.behind.unwrap_or(shade::PAGE.into()), mixture));
        self.handed.under = shade::laid_on(self.handed.under, mixture);
        // The platform goes by the gradient's light colour here, though a darkened one is shown.
        if let Some(text) = text.filter(|text| !text.fill)
            && let Some(colour) = self.changed(Kind::Text, text.colour)
        {
            self.seen.dark_text = Some(colour);
            (self.tell)(text.edit(colour));
        }
    }

    /// The colours of a declaration without gradients.
    fn colours(&mut self, kind: Kind, declaration: usize, value: &str) {
        let mut is_first = true;
        for (range, colour) in Colours::of(value) {
            if colour.a < UNSEEN {
                continue;
            }
            let changed = if is_first { self.single(kind, colour) } else { self.kept(self.changed(kind, colour)) };
            is_first = false;
            if let Some(colour) = changed {
                (self.tell)(Edit::Colour { declaration, range, colour });
            }
        }
    }

    /// One colour, which is handed on: what it becomes, if another.
    fn single(&mut self, kind: Kind, colour: Rgba) -> Option<Rgba> {
        if colour.a < UNSEEN {
            return None;
        }
        let changed = if kind == Kind::Back { self.background(colour) } else { self.changed(kind, colour) };
        let changed = self.kept(changed);
        let shown = changed.unwrap_or(colour).rounded();
        match kind {
            Kind::Back => {
                self.seen.light_back = Some(colour);
                self.seen.dark_back = Some(shown);
                self.hand_on_background(colour, shown);
            }
            Kind::Text => {
                self.seen.dark_text = Some(shown);
                self.handed.written = Some(colour);
            }
            Kind::Line | Kind::Border | Kind::Shadow => {}
        }
        changed
    }

    fn hand_on_background(&mut self, colour: Rgba, shown: Rgba) {
        self.handed.behind = Some(shown);
        self.handed.under = shade::laid_on(self.handed.under, colour);
        self.handed.on_picture &= shown.a < UNSEEN;
    }

    /// An element with a picture keeps its colours.
    fn kept(&self, changed: Option<Rgba>) -> Option<Rgba> {
        changed.filter(|_| !self.has_picture)
    }

    /// What a colour becomes, if another.
    fn changed(&self, kind: Kind, colour: Rgba) -> Option<Rgba> {
        if self.handed.on_picture && kind != Kind::Back {
            return None;
        }
        let behind = match kind {
            Kind::Text | Kind::Line => self.handed.behind.unwrap_or(shade::PAGE.into()),
            _ => shade::PAGE.into(),
        };
        let new = match kind {
            Kind::Back | Kind::Shadow => shade::background(colour),
            _ => shade::text(colour, behind),
        };
        (new.solid() != colour.solid()).then_some(new.with_alpha(colour.a))
    }

    /// What a background becomes. With it, text that says no colour of its own gets one.
    fn background(&mut self, colour: Rgba) -> Option<Rgba> {
        self.handed.on_picture = false;
        if let Some(patch) = self.handed.patch {
            // As good as what has been laid below the picture: nothing is to be done.
            if patch.solid().contrast(colour.solid()) < 1.1 {
                return None;
            }
            self.handed.patch = None;
        }
        let changed = self.changed(Kind::Back, colour);
        if !self.has_color {
            let written = self.handed.written.unwrap_or(shade::LIGHT_TEXT.into());
            self.give_text(shade::text(written, changed.unwrap_or(colour)).rounded());
        }
        changed
    }

    fn give_text(&mut self, colour: Rgba) {
        self.seen.dark_text = Some(colour);
        (self.tell)(Edit::Set { property: "color", colour });
    }

    /// A gradient: one colour in the dark, where there is text on it. Gives the colour that it is a mixture of.
    fn gradient(&mut self, kind: Kind, declaration: usize, value: &str, on: &impl Fn() -> bool) -> Option<Rgba> {
        let mixture = shade::mixture(Colours::of(value).map(|(_, colour)| colour))?;
        let mut shown = mixture;
        if mixture.a >= UNSEEN {
            let changed = if kind == Kind::Back { self.background(mixture) } else { self.changed(kind, mixture) };
            shown = self.kept(changed).unwrap_or(mixture).rounded();
            if kind == Kind::Back {
                self.hand_on_background(mixture.rounded(), shown);
            }
        }
        let mut ends: Option<[Rgba; 2]> = None;
        let is_shown = on();
        for (range, colour) in Colours::of(value) {
            ends = Some([ends.map_or(colour, |[first, _]| first), colour]);
            if is_shown {
                (self.tell)(Edit::Colour { declaration, range, colour: shown });
            }
        }
        if kind == Kind::Back {
            self.seen.light_image = ends;
            self.seen.dark_image = Some(shown);
        }
        Some(mixture)
    }

    /// A picture as background keeps what is on it as it is; where that is text, the background of the light
    /// is laid below the picture.
    fn picture(&mut self, declaration: usize, property: &str, value: &str, on: &impl Fn() -> bool) {
        self.handed.on_picture = true;
        if !self.has_color {
            let written = self.handed.written.unwrap_or(shade::LIGHT_TEXT.into());
            self.give_text(written);
        }
        if on() {
            let colour = self.handed.under.rounded();
            self.handed.patch = Some(colour);
            self.seen.dark_image = Some(colour);
            // In the short form a colour stands in the last layer: none can be laid below it.
            if property == IMAGE || Colours::of(value).next().is_none() {
                (self.tell)(Edit::Patch { declaration, colour });
            }
        }
    }
}
