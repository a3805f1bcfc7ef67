//! The engine: what is done with cases, one verb a file.

pub(crate) mod act;
pub(crate) mod add;
pub(crate) mod begin;
pub(crate) mod belong;
pub(crate) mod figures;
pub(crate) mod form;
pub(crate) mod import;
pub(crate) mod letters;
pub(crate) mod mine;
pub(crate) mod notice;
pub(crate) mod options;
pub(crate) mod promise;
pub(crate) mod queue;
pub(crate) mod sealed;
pub(crate) mod standing;
pub(crate) mod tick;
pub(crate) mod view;
pub(crate) mod who;
