//! Holding an article back at once, until it was mended and reviewed again.

use serde_json::json;
use vocabulary::{Actor, FactKind};

use super::known;
use crate::{ContentError, Contents, State, queries::articles};

impl Contents {
    /// Takes an article from the public at once; after mending it goes through review again.
    pub fn hold(&self, by: &Actor, number: u64, reason: &str) -> Result<(), ContentError> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(ContentError::refused("C-07.f", "暂停公开没有写理由", "请写明理由。"));
        }
        let (inner, by) = (self.0.clone(), by.clone());
        self.0.pen.transact(move |scribe| {
            let article = known(articles::find(scribe.tx(), number)?, number)?;
            if matches!(article.state, State::Withdrawn | State::Held) && article.public.is_none() {
                return Ok(());
            }
            let body = json!({
                "article": number, "step": "held", "revision": article.revision, "note": reason,
            });
            scribe.append(inner.draft(FactKind::ArticleHeld, &by, &body));
            Ok(())
        })
    }
}
