//! The review by a second person, without which nothing is public (C-07.a, H-25).

use serde_json::{Value, json};
use vocabulary::{Actor, Date, FactKind};

use super::known;
use crate::{ContentError, Contents, State, Text, Verdict, monitor, queries::articles};

impl Contents {
    /// Decides on the revision that waits for review. Whoever wrote on it since the last review may
    /// not; the secrecy and privacy of the text are part of the review (H-06, H-24).
    pub fn review(&self, by: &Actor, number: u64, verdict: Verdict) -> Result<(), ContentError> {
        let (inner, by) = (self.0.clone(), by.clone());
        self.0.pen.transact(move |scribe| {
            let article = known(articles::find(scribe.tx(), number)?, number)?;
            if article.state != State::Submitted {
                let remedy = "请等编辑提交之后再审核。";
                return Err(ContentError::refused("H-25", "文章没有待审核的内容", remedy));
            }
            let reviewed = article.public.as_ref().map_or(0, |public| public.revision);
            if articles::writers(scribe.tx(), number, reviewed)?.contains(&by.by) {
                let reason = "作者不能审核自己写的内容";
                return Err(ContentError::refused("H-25", reason, "请由另一位审核人员审核。"));
            }
            let revision = articles::revision(scribe.tx(), number, article.revision)?;
            let (text, _) = revision.ok_or(ContentError::Damaged { what: "an article" })?;
            if matches!(verdict, Verdict::Publish { .. }) {
                inner.unnamed((&article.site, &article.column), &text)?;
            }
            let body = decision(&verdict, (number, article.revision), &text, inner.clock.today())?;
            scribe.append(inner.draft(FactKind::ArticleReviewed, &by, &body));
            Ok(())
        })
    }
}

/// The body of the fact, if the verdict is whole and lawful.
fn decision(
    verdict: &Verdict,
    (number, revision): (u64, u64),
    text: &Text,
    today: Date,
) -> Result<Value, ContentError> {
    match verdict {
        Verdict::SendBack { note } => {
            let note = note.trim();
            if note.is_empty() {
                let remedy = "请写明要改什么。";
                return Err(ContentError::refused("H-25", "退回没有写理由", remedy));
            }
            Ok(
                json!({ "article": number, "step": "sent-back", "revision": revision, "note": note }),
            )
        }
        Verdict::Publish { from, until } => {
            let places = monitor::places(text);
            if !places.is_empty() {
                return Err(ContentError::numbers(places));
            }
            let from = from.unwrap_or(today);
            if until.is_some_and(|until| until < from) {
                let remedy = "请核对公开的起止日期。";
                return Err(ContentError::refused("C-07", "截止日期早于开始日期", remedy));
            }
            Ok(json!({
                "article": number, "step": "published", "revision": revision, "from": from,
                "until": until,
            }))
        }
    }
}
