//! `/mine/declarations`: what an organisation says about itself, checked or not (S-112, C-07.d).

mod ask;
mod list;

pub(crate) use ask::{ask, declare};
pub(crate) use list::{evidence, list, take_back};
