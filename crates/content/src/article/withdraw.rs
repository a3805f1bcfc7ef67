//! Taking an article down for good.

use serde_json::json;
use vocabulary::{Actor, FactKind};

use super::known;
use crate::{ContentError, Contents, State, queries::articles};

impl Contents {
    /// Takes an article down, with the reason; its address answers "no longer public" from then on.
    pub fn withdraw(&self, by: &Actor, number: u64, reason: &str) -> Result<(), ContentError> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(ContentError::refused("H-25", "撤下文章没有写理由", "请写明理由。"));
        }
        let (inner, by) = (self.0.clone(), by.clone());
        self.0.pen.transact(move |scribe| {
            let article = known(articles::find(scribe.tx(), number)?, number)?;
            if article.state == State::Withdrawn {
                return Ok(());
            }
            let body = json!({
                "article": number, "step": "withdrawn", "revision": article.revision,
                "note": reason,
            });
            scribe.append(inner.draft(FactKind::ArticleWithdrawn, &by, &body));
            Ok(())
        })
    }
}
