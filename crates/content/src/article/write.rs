//! Writing, changing, and handing in for review.

use policy::model::site::ColumnKind;
use serde_json::json;
use vocabulary::{Actor, FactKind};

use super::known;
use crate::{
    ContentError, Contents, NewArticle, State, Text, contents::Inner, monitor, queries::articles,
};

/// Longest title, summary and body, in characters.
const LONGEST: [(&str, usize); 5] =
    [("标题", 120), ("摘要", 300), ("正文", 50_000), ("来源", 120), ("依据", 500)];

impl Contents {
    /// Writes the first revision of an article; gives its number.
    ///
    /// # Errors
    ///
    /// Refused if the site has no such column of articles, something is missing or too long, or the
    /// text holds personal numbers (C-07.f).
    pub fn write(&self, by: &Actor, new: NewArticle) -> Result<u64, ContentError> {
        let inner = &*self.0;
        inner.shelf(&new.site, &new.column)?;
        let text = sound(new.text)?;
        inner.unnamed((&new.site, &new.column), &text)?;
        let body = json!({
            "step": "written", "site": new.site, "column": new.column, "language": new.language,
            "text": text,
        });
        let positions = inner.pen.append(vec![inner.draft(FactKind::ArticleWritten, by, &body)])?;
        let first = positions.first().map(|position| position.0);
        first.ok_or(ContentError::Damaged { what: "the answer of the pen" })
    }

    /// Writes a further revision; a public one stays public until the new one is reviewed.
    pub fn revise(&self, by: &Actor, number: u64, text: Text) -> Result<(), ContentError> {
        let text = sound(text)?;
        let body = json!({ "article": number, "step": "written", "text": text });
        let draft = self.0.draft(FactKind::ArticleWritten, by, &body);
        let inner = self.0.clone();
        self.0.pen.transact(move |scribe| {
            let article = known(articles::find(scribe.tx(), number)?, number)?;
            inner.unnamed((&article.site, &article.column), &text)?;
            if article.state == State::Withdrawn {
                let remedy = "请另写一篇。";
                return Err(ContentError::refused("C-07", "文章已经撤下，不能再修改", remedy));
            }
            scribe.append(draft);
            Ok(())
        })
    }

    /// Hands the latest revision in for the review of a second person.
    pub fn submit(&self, by: &Actor, number: u64) -> Result<(), ContentError> {
        let (inner, by) = (self.0.clone(), by.clone());
        self.0.pen.transact(move |scribe| {
            let article = known(articles::find(scribe.tx(), number)?, number)?;
            if !matches!(article.state, State::Draft | State::SentBack | State::Held) {
                let remedy = "只有草稿和退回、暂停的文章可以提交审核。";
                return Err(ContentError::refused("H-25", "文章不在可以提交的状态", remedy));
            }
            let revision = articles::revision(scribe.tx(), number, article.revision)?;
            let (text, _) = revision.ok_or(ContentError::Damaged { what: "an article" })?;
            let text = sound(text)?;
            inner.unnamed((&article.site, &article.column), &text)?;
            let body =
                json!({ "article": number, "step": "submitted", "revision": article.revision });
            scribe.append(inner.draft(FactKind::ArticleWritten, &by, &body));
            Ok(())
        })
    }
}

impl Inner {
    /// Refuses a column that the site does not have, or that holds no articles.
    fn shelf(&self, site: &str, column: &str) -> Result<(), ContentError> {
        let of_site = self.law.site(site).and_then(|site| site.column(column));
        if of_site.is_some_and(|column| column.kind == ColumnKind::Articles) {
            return Ok(());
        }
        let reason = format!("网站“{site}”没有可以发布文章的栏目“{column}”");
        Err(ContentError::refused("C-07.b", reason, "请从该网站的栏目中选择。"))
    }
}

impl Inner {
    /// Refuses a text that gives somebody away in a column without names.
    pub(super) fn unnamed(&self, of: (&str, &str), text: &Text) -> Result<(), ContentError> {
        let places = if self.is_unnamed(of) { monitor::traces(text) } else { Vec::new() };
        if places.is_empty() { Ok(()) } else { Err(ContentError::named(places)) }
    }

    /// Whether a column names nobody.
    pub(super) fn is_unnamed(&self, (site, column): (&str, &str)) -> bool {
        let of_site = self.law.site(site).and_then(|site| site.column(column));
        of_site.is_some_and(|column| column.unnamed)
    }
}

/// The text if it is whole, not too long and free of personal numbers.
fn sound(text: Text) -> Result<Text, ContentError> {
    let text = Text {
        title: text.title.trim().to_owned(),
        summary: text.summary.trim().to_owned(),
        body: text.body.replace("\r\n", "\n").trim().to_owned(),
        source: text.source.trim().to_owned(),
        evidence: text.evidence.trim().to_owned(),
    };
    let parts = [&text.title, &text.summary, &text.body, &text.source, &text.evidence];
    for ((name, longest), part) in LONGEST.iter().zip(parts) {
        if part.chars().count() > *longest {
            let reason = format!("{name}超过 {longest} 个字");
            return Err(ContentError::refused("C-07", reason, "请压缩后再保存。"));
        }
    }
    if let Some((name, _)) =
        [("标题", &text.title), ("正文", &text.body)].iter().find(|(_, part)| part.is_empty())
    {
        let reason = format!("{name}没有填写");
        return Err(ContentError::refused("C-07", reason, "请填写后再保存。"));
    }
    let places = monitor::places(&text);
    if places.is_empty() { Ok(text) } else { Err(ContentError::numbers(places)) }
}
