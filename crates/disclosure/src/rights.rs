//! What the gate answers about rights: consents, news, the register, alerts, exports, erasures,
//! and how often was asked.

mod alert;
mod consent;
mod count;
mod erasure;
mod export;
mod news;
mod register;
mod whence;

pub use alert::{AlertFilter, AlertKind, AlertView};
pub use consent::{ConsentState, ConsentView, ItemView, NewConsent};
pub use count::QueryFigures;
pub use erasure::{Certificate, Cleared};
pub use export::{ExportAnswer, ExportOf, ExportRequest, ExportState, ExportVerdict, ExportView};
pub use news::{NewsKind, NewsView};
pub use register::{DelayView, LookFilter, RegisterRow, ReviewView, Sample};
pub use whence::{Channel, Whence};
