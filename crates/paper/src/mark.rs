//! What stands on a page: text, lines, filled squares; measured in points from the upper left.

use crate::tree::Tag;

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
/// The ink of what speaks for somebody.
pub(crate) const GREEN: Colour = [0.06, 0.38, 0.25];
/// The ink of what must be borne in mind.
pub(crate) const AMBER: Colour = [0.55, 0.32, 0.0];
/// The ground of marks behind the text: light enough to read over, dark enough to be copied.
pub(crate) const FAINT: Colour = [0.915, 0.92, 0.93];
/// Behind codes.
pub(crate) const WHITE: Colour = [1.0, 1.0, 1.0];
/// Lines between rows.
pub(crate) const HAIR: Colour = [0.78, 0.8, 0.83];
/// Ground of the head of a table.
pub(crate) const GROUND: Colour = [0.945, 0.95, 0.96];

/// Regular or bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
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
    /// Filled rectangles: lines, grounds, squares of a code.
    Boxes {
        /// Where.
        areas: Vec<Area>,
        /// Colour.
        colour: Colour,
    },
    /// A line from point to point.
    Stroke {
        /// The points.
        points: Vec<(f32, f32)>,
        /// How thick.
        width: f32,
        /// Lengths of dashes and gaps; none: without gaps.
        dashes: Vec<f32>,
        /// Whether it ends where it began.
        closed: bool,
        /// Colour.
        colour: Colour,
    },
}

/// The marks of one page, each with the part of the structure to which it belongs; none: it is there
/// for the eye only.
pub(crate) type Page = Vec<(Option<Tag>, Mark)>;

impl Mark {
    /// A filled rectangle.
    pub(crate) fn area(x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Self {
        Self::Boxes { areas: vec![Area { x, y, width, height }], colour }
    }
}
