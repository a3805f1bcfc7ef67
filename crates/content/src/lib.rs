//! Articles and notices: written by one, reviewed by another, watched, withdrawn.
//!
#![doc = include_str!("../README.md")]

pub mod contents;
pub mod error;
pub mod follower;
pub mod markup;
pub mod model;
pub mod monitor;

mod article;
mod queries;
#[cfg(test)]
mod tests;

pub use contents::Contents;
pub use error::{ContentError, Refusal};
pub use follower::ContentFollower;
pub use model::{
    ArticleAnswer, ArticleDraft, ArticleLine, ArticleView, Language, NewArticle, Page, Paged,
    QueueFilter, State, StepView, Text, Verdict,
};
pub use monitor::{FoundKind, Place};
