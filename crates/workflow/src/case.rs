//! Cases as they begin, move, are seen and are counted: the public face of the engine.

pub mod act;
pub mod by;
pub mod queue;
pub mod view;

pub use act::{Acted, Given, Imported, Input, NewCase, Paper, Receipt, Ticked};
pub use by::{By, StaffBy};
pub use queue::{
    CaseLine, Colour, Count, FigureFilter, Page, Paged, ProcessFigures, QueueFilter, Why,
};
pub use view::{
    CaseOrNew, CaseView, Choice, Due, FieldView, Letter, LetterLine, MoveView, PaperLine, StepView,
};
