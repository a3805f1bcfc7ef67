//! What every door is made of: the visit, the frame, who is signed in, forms and uploads.
//!
//! The doors of subjects and staff stand in crates of their own and come in as a [`Door`]. A
//! handler there takes [`Site`], a [`Visit`] and [`Holder`] or [`Staff`], asks the rooms in
//! [`page`], and answers a form with [`see_other`]. It never reads a cookie.

mod answer;
mod case_act;
mod case_form;
mod case_view;
mod form;
mod page;
mod report_view;
mod signed;
mod upload;
mod visit;

pub mod papers;
pub mod tell;

use account::Signed;
use axum::Router;

pub use crate::{
    guard::read::{Asked, Named},
    portal::{
        process::{announced, open_to_holders, parties},
        repair::{objection, repair, repairs},
    },
    site::Site,
    wording::Language,
};
pub use answer::{failed, file, file_of, said, see_other};
pub use case_act::{
    add_to_case, asked_form, asks_of_move, asks_of_start, case_input, letter_file, paper_file,
};
pub use case_form::{Asks, CaseChoice, CaseField, CaseForm, CasePaper, CaseWrong, PAPER_BYTES};
pub use case_view::{
    Around, case_due, case_line, case_trouble, case_view, process_of, urgency, waits_for,
};
pub use form::{Fields, Form, Open};
pub(crate) use page::bare;
pub use page::page;
pub(crate) use report_view::grouped;
pub use report_view::{report_number, report_paper};
pub use signed::{Holder, Present, Staff};
pub use upload::{OpenUpload, Sent, Upload};
pub use visit::Visit;

/// A door that another crate makes.
pub struct Door {
    /// Its first part of the path, and its section of the messages: `mine`, `desk`.
    pub id: &'static str,
    /// Its pages below `/id`; each is served a second time below `/en`.
    pub routes: fn() -> Router<Site>,
    /// Its menu for whoever is signed in; empty for whom it is not meant.
    pub menu: fn(&Site, &Signed) -> Vec<Entry>,
}

/// An entry of a door's menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path without language prefix.
    pub path: &'static str,
    /// Key of its title in the message catalog.
    pub key: &'static str,
}
