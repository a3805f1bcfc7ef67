//! What editors and reviewers see: the list, one article with its history.

use std::collections::BTreeMap;

use super::known;
use crate::{
    ArticleDraft, ArticleLine, ContentError, Contents, Page, Paged, QueueFilter, StepView, markup,
    monitor,
    queries::{articles, lists},
};

impl Contents {
    /// Articles by filter, latest change first.
    pub fn queue(
        &self,
        filter: &QueueFilter,
        page: Page,
    ) -> Result<Paged<ArticleLine>, ContentError> {
        let rows = page.rows();
        let mut found = self.0.db.read(|tx| lists::queue(tx, filter, (page.after, rows + 1)))?;
        let more = found.len() > rows;
        found.truncate(rows);
        let next = found.last().filter(|_| more).map(|(_, position)| *position);
        Ok(Paged { entries: found.into_iter().map(|(line, _)| line).collect(), next })
    }

    /// How many articles stand in each state (`draft` …), of one site or of all.
    pub fn counts(&self, site: Option<&str>) -> Result<BTreeMap<String, u64>, ContentError> {
        let counts = self.0.db.read(|tx| lists::counts(tx, site.unwrap_or_default()))?;
        Ok(counts.into_iter().collect())
    }

    /// An article as its editors and reviewers see it.
    pub fn draft(&self, number: u64) -> Result<ArticleDraft, ContentError> {
        self.0.db.read(|tx| {
            let article = known(articles::find(tx, number)?, number)?;
            let damaged = || ContentError::Damaged { what: "an article" };
            let (text, _) =
                articles::revision(tx, number, article.revision)?.ok_or_else(damaged)?;
            let other =
                article.public.as_ref().filter(|public| public.revision != article.revision);
            let public = match other {
                Some(public) => articles::revision(tx, number, public.revision)?,
                None => None,
            };
            let reviewed = article.public.as_ref().map_or(0, |public| public.revision);
            Ok(ArticleDraft {
                html: markup::html(&text.body),
                hints: monitor::traces(&text),
                text,
                public: public.map(|(text, _)| text),
                writers: articles::writers(tx, number, reviewed)?,
                steps: articles::steps(tx, number)?,
                line: ArticleLine {
                    number,
                    site: article.site,
                    column: article.column,
                    language: article.language,
                    title: article.title,
                    state: article.state,
                    writer: article.writer,
                    revision: article.revision,
                    is_public: article.public.is_some(),
                    changed_at: article.changed_at,
                },
            })
        })
    }

    /// Every step of an article, the first first.
    pub fn history(&self, number: u64) -> Result<Vec<StepView>, ContentError> {
        Ok(self.0.db.read(|tx| articles::steps(tx, number))?)
    }
}
