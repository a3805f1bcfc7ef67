//! What can be done with an article, one verb a file.

mod hold;
mod publish;
mod queue;
mod review;
mod scan;
mod withdraw;
mod write;

use vocabulary::{Actor, Draft, FactKind};

use crate::{ContentError, contents::Inner, queries::articles::Article};

impl Inner {
    /// A fact about an article.
    fn draft(&self, kind: FactKind, by: &Actor, body: &serde_json::Value) -> Draft {
        Draft {
            kind,
            subject: None,
            actor: by.clone(),
            item: None,
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        }
    }
}

/// An article that must be there.
fn known(article: Option<Article>, number: u64) -> Result<Article, ContentError> {
    article.ok_or(ContentError::NoSuchArticle { number })
}
