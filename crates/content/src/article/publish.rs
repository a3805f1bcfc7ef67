//! What everyone reads: columns, and one article at its address.

use store::Tx;

use crate::{
    ArticleAnswer, ArticleView, ContentError, Contents, Language, Page, Paged, markup,
    queries::{articles, lists},
};

impl Contents {
    /// What is public today in a column of a site, newest first; in one language, or in both.
    pub fn published(
        &self,
        site: &str,
        column: &str,
        language: Option<Language>,
        page: Page,
    ) -> Result<Paged<ArticleView>, ContentError> {
        let (rows, today) = (page.rows(), self.0.clock.today());
        let shelf = (site, column, language);
        let mut found =
            self.0.db.read(|tx| lists::shelf(tx, shelf, today, (page.after, rows + 1)))?;
        let more = found.len() > rows;
        found.truncate(rows);
        let next = found.last().filter(|_| more).map(|line| line.position);
        let view = |line: lists::Shelved| ArticleView {
            number: line.number,
            site: site.to_owned(),
            column: column.to_owned(),
            language: line.language,
            html: markup::html(&line.text.body),
            title: line.text.title,
            summary: line.text.summary,
            source: line.text.source,
            agency: line.agency,
            published_on: line.from,
            until_on: line.until,
            position: line.position,
        };
        Ok(Paged { entries: found.into_iter().map(view).collect(), next })
    }

    /// The article at an address of a site: public, gone, or nothing. Of what was public and is no
    /// longer it tells only that.
    pub fn article(&self, site: &str, number: u64) -> Result<ArticleAnswer, ContentError> {
        self.0.db.read(|tx| self.answer(tx, site, number))
    }

    fn answer(&self, tx: &mut Tx, site: &str, number: u64) -> Result<ArticleAnswer, ContentError> {
        let Some(article) = articles::find(tx, number)?.filter(|article| article.site == site)
        else {
            return Ok(ArticleAnswer::NotFound);
        };
        let today = self.0.clock.today();
        let Some(public) = article.public else {
            let gone = article.was_public;
            return Ok(if gone { ArticleAnswer::Gone } else { ArticleAnswer::NotFound });
        };
        if today < public.from {
            return Ok(ArticleAnswer::NotFound);
        }
        if public.until.is_some_and(|until| until < today) {
            return Ok(ArticleAnswer::Gone);
        }
        let revision = articles::revision(tx, number, public.revision)?;
        let (text, agency) = revision.ok_or(ContentError::Damaged { what: "an article" })?;
        Ok(ArticleAnswer::Public {
            article: Box::new(ArticleView {
                number,
                site: article.site,
                column: article.column,
                language: article.language,
                html: markup::html(&text.body),
                title: text.title,
                summary: text.summary,
                source: text.source,
                agency,
                published_on: public.from,
                until_on: public.until,
                position: public.position,
            }),
        })
    }
}
