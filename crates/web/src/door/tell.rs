//! From what the gate discloses to words on a page, the same at every door.

pub use crate::{
    pages::group,
    portal::{
        found::hit as found,
        law::{cite, id, kind, tone},
        line::{
            agency, authority, class_title, division, field, label, period, state_tone, term, title,
        },
        subject::between,
    },
    site::instant,
    view::{Labelled, Pager, Tag, record::Period},
};
