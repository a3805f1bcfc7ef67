//! Sheets of paper and the type on them, by the form of a document.

use crate::{
    mark::{GREY, HEIGHT, INK, RED, Style, WIDTH, Weight},
    model::Form,
};

/// A sheet: how large it is, and where on it is printed; in points from the upper left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sheet {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// Left edge of what is printed.
    pub left: f32,
    /// Width of what is printed.
    pub room: f32,
    /// Upper edge.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Baseline of the small text at the head.
    pub head: f32,
    /// Baseline of the small text at the foot.
    pub foot: f32,
    /// Whether lines part head and foot from the text.
    pub ruled: bool,
}

/// The type of a form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Running text.
    pub body: Style,
    /// The title of the whole.
    pub title: Style,
    /// Headings.
    pub heading: Style,
    /// Labels beside what they say.
    pub label: Style,
    /// What is said beside labels.
    pub fact: Style,
    /// Cells of tables.
    pub cell: Style,
    /// Small grey text.
    pub small: Style,
    /// Gap between paragraphs.
    pub gap: f32,
}

const REGULAR: Style = Style { size: 12.0, leading: 22.0, weight: Weight::Regular, colour: INK };
const BOLD: Style = Style { weight: Weight::Bold, ..REGULAR };

/// The name of a unit in the head of a letter.
pub(crate) const UNIT: Style = Style { size: 26.0, leading: 40.0, colour: RED, ..BOLD };
/// The number under it.
pub(crate) const NUMBER: Style = Style { size: 11.0, leading: 20.0, ..REGULAR };
/// Whom a report is about.
pub(crate) const NAME: Style = Style { size: 16.0, leading: 24.0, ..BOLD };
/// Main parts of a report.
pub(crate) const SECTION: Style = Style { size: 13.0, leading: 19.0, ..BOLD };
/// The head of a record.
pub(crate) const RECORD: Style = Style { size: 10.5, leading: 16.0, ..BOLD };
/// The number of a record.
pub(crate) const COUNT: Style = Style { size: 9.5, leading: 16.0, colour: GREY, ..REGULAR };
/// A number that stands for itself.
pub(crate) const FIGURE: Style = Style { size: 15.0, leading: 20.0, ..BOLD };
/// Nothing, where others have a number.
pub(crate) const NOUGHT: Style = Style { weight: Weight::Regular, colour: GREY, ..FIGURE };
/// A word in a frame.
pub(crate) const BADGE: Style = Style { size: 8.5, leading: 14.0, ..BOLD };
/// What stands beside a heading, and on axes.
pub(crate) const ASIDE: Style = Style { size: 8.5, leading: 12.0, colour: GREY, ..REGULAR };

const LETTER: Look = Look {
    body: REGULAR,
    title: Style { size: 20.0, leading: 32.0, ..BOLD },
    heading: Style { size: 13.0, leading: 22.0, ..BOLD },
    label: Style { size: 11.0, leading: 19.0, colour: GREY, ..REGULAR },
    fact: Style { size: 11.0, leading: 19.0, ..REGULAR },
    cell: Style { size: 9.5, leading: 14.5, ..REGULAR },
    small: Style { size: 9.0, leading: 14.0, colour: GREY, ..REGULAR },
    gap: 0.0,
};

const REPORT: Look = Look {
    body: Style { size: 9.5, leading: 16.0, ..REGULAR },
    title: Style { size: 22.0, leading: 31.0, ..BOLD },
    heading: Style { size: 11.0, leading: 17.0, ..BOLD },
    label: Style { size: 8.5, leading: 14.0, colour: GREY, ..REGULAR },
    fact: Style { size: 9.5, leading: 14.0, ..REGULAR },
    cell: Style { size: 8.5, leading: 13.0, ..REGULAR },
    small: Style { size: 8.0, leading: 12.0, colour: GREY, ..REGULAR },
    gap: 3.0,
};

impl Sheet {
    /// The sheet of a form.
    pub(crate) fn of(form: Form) -> Self {
        match form {
            Form::Letter => Self::sized((WIDTH, HEIGHT), (76.0, 84.0, 84.0), false),
            Form::Report => Self::sized((WIDTH, HEIGHT), (54.0, 66.0, 64.0), true),
            Form::Wide => Self::sized((HEIGHT, WIDTH), (54.0, 62.0, 60.0), true),
        }
    }

    fn sized(
        (width, height): (f32, f32),
        (side, above, below): (f32, f32, f32),
        ruled: bool,
    ) -> Self {
        Self {
            width,
            height,
            left: side,
            room: width - 2.0 * side,
            top: above,
            bottom: height - below,
            head: 42.0,
            foot: height - if ruled { 36.0 } else { 46.0 },
            ruled,
        }
    }

    /// Right edge of what is printed.
    pub(crate) fn right(&self) -> f32 {
        self.left + self.room
    }
}

impl Look {
    /// The type of a form.
    pub(crate) fn of(form: Form) -> Self {
        match form {
            Form::Letter => LETTER,
            Form::Report | Form::Wide => REPORT,
        }
    }
}

impl Style {
    /// The same in another weight.
    pub(crate) fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same, smaller by a factor.
    pub(crate) fn scaled(self, by: f32) -> Self {
        Self { size: self.size * by, leading: self.leading * by, ..self }
    }
}
