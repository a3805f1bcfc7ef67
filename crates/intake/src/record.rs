//! The record made from a row that passed: its key, its content digest and its body.

mod body;
mod key;
mod links;
mod resolved;

pub(crate) use body::{Origin, Sealer, context, open_body};
pub(crate) use key::{content_digest, key_digest, name_mark, pseudonyms};
pub(crate) use links::add_links;
pub(crate) use resolved::Resolved;
