//! Accounts: proposed by the system administrator, approved by the security officer (三权分立).

mod act;
mod index;
mod open;
mod show;

use policy::model::role::Action::{ApproveAccounts, Audit, KeepAccounts};

use crate::table::{Line, get, post};

pub(crate) use act::{Handed, handed};
pub(crate) use index::proposed;

/// The routes of these pages.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/desk/accounts", &[KeepAccounts, ApproveAccounts, Audit], index::show),
        post("/desk/accounts", &[KeepAccounts], open::propose),
        get("/desk/accounts/new", &[KeepAccounts], open::blank),
        get("/desk/accounts/{id}", &[KeepAccounts, ApproveAccounts, Audit], show::show),
        post("/desk/accounts/{id}", &[KeepAccounts], open::change),
        get("/desk/accounts/{id}/edit", &[KeepAccounts], open::edit),
        post("/desk/accounts/{id}/approval", &[ApproveAccounts], act::approve),
        post("/desk/accounts/{id}/link", &[KeepAccounts], act::link),
        post("/desk/accounts/{id}/lock", &[KeepAccounts, ApproveAccounts], act::lock),
        post("/desk/accounts/{id}/unlock", &[KeepAccounts, ApproveAccounts], act::unlock),
        post("/desk/accounts/{id}/end", &[KeepAccounts], act::end),
    ]
}

/// Colour of a state.
fn tone(state: account::State) -> &'static str {
    match state {
        account::State::Active => "good",
        account::State::Proposed | account::State::Invited => "wait",
        account::State::Held | account::State::Locked => "bad",
        account::State::Ended => "quiet",
    }
}
