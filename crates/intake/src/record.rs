//! The record made from a row that passed: its key, its content digest and its body.

mod body;
mod key;

#[cfg(test)]
pub(crate) use body::context;
pub(crate) use body::{Origin, Sealer, open_body};
pub(crate) use key::{content_digest, key_digest, name_mark, pseudonyms};
