//! What stands on a page: text, lines, filled squares; measured in points from the upper left.

/// Width of A4.
pub(crate) const WIDTH: f32 = 595.28;
/// Height of A4.
pub(crate) const HEIGHT: f32 = 841.89;

/// A colour, in parts of one.
pub(crate) type Colour = [f32; 3];

/// Ink of text.
pub(crate) const INK: Colour = [0.1, 0.1, 0.12];
/// Ink of what is beside the point.
pub(crate) const GREY: Colour = [0.42, 0.44, 0.48];
/// The red of an official head.
pub(crate) const RED: Colour = [0.75, 0.09, 0.1];
/// Lines between rows.
pub(crate) const HAIR: Colour = [0.78, 0.8, 0.83];
/// Ground of the head of a table.
pub(crate) const GROUND: Colour = [0.945, 0.95, 0.96];

/// Regular or bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Text.
    Regular,
    /// Headings.
    Bold,
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    /// Size in points.
    pub size: f32,
    /// Distance of lines.
    pub leading: f32,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub colour: Colour,
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// A run of text on a baseline.
    Text {
        /// Left edge.
        x: f32,
        /// Baseline.
        y: f32,
        /// Added after each character, so that a line fills its width.
        spread: f32,
        /// Look.
        style: Style,
        /// The text.
        text: String,
    },
    /// A filled rectangle: lines, grounds, squares of a code.
    Box {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Colour.
        colour: Colour,
    },
}

/// The marks of one page.
pub(crate) type Page = Vec<Mark>;
