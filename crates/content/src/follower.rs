//! Keeps the tables of this room: a pure function of the facts `article.*`.

use ledger::{Follower, LedgerError};
use serde::Deserialize;
use store::{StoreError, Tx};
use vocabulary::{Date, Fact, FactKind, clock::date_in_china};

use crate::{
    model::{Language, State, Text},
    queries::articles::{self, Public, Step},
};

/// Follows the ledger: what is written, reviewed, held and withdrawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContentFollower;

/// A body of any of the kinds; each uses some of the keys.
#[derive(Deserialize)]
struct Body {
    /// The article; none in the fact that first writes it, whose position is its number.
    article: Option<u64>,
    step: String,
    #[serde(default)]
    revision: u64,
    site: Option<String>,
    column: Option<String>,
    language: Option<Language>,
    text: Option<Text>,
    #[serde(default)]
    note: String,
    from: Option<Date>,
    until: Option<Date>,
}

impl Follower for ContentFollower {
    fn name(&self) -> &'static str {
        "content"
    }

    fn apply(&self, tx: &mut Tx, facts: &[Fact]) -> Result<(), LedgerError> {
        use FactKind::{ArticleHeld, ArticleReviewed, ArticleWithdrawn, ArticleWritten};
        for fact in facts {
            let kind = fact.draft.kind;
            if matches!(kind, ArticleWritten | ArticleReviewed | ArticleHeld | ArticleWithdrawn) {
                let body = serde_json::from_str(&fact.draft.body).map_err(|error| {
                    let reason =
                        format!("the body of fact {} does not read: {error}", fact.position);
                    LedgerError::Follower { name: "content", reason }
                })?;
                follow(tx, fact, body)?;
            }
        }
        Ok(())
    }
}

/// Applies one fact. A step that no longer fits changes the list of steps and nothing else: two
/// people may have acted at once.
fn follow(tx: &mut Tx, fact: &Fact, body: Body) -> Result<(), StoreError> {
    let number = body.article.unwrap_or(fact.position.0);
    if body.article.is_none() {
        let (site, column) = (body.site.unwrap_or_default(), body.column.unwrap_or_default());
        let language = body.language.unwrap_or_default().as_str();
        articles::insert(tx, number, (&site, &column, language), fact.at)?;
    }
    let Some(article) = articles::find(tx, number)? else { return Ok(()) };
    let mut revision = body.revision;
    match fact.draft.kind {
        FactKind::ArticleWritten => match body.text {
            Some(text) => {
                revision = article.revision + 1;
                articles::revise(tx, (number, revision), &text, &fact.draft.actor, fact.at)?;
            }
            None if revision == article.revision => {
                articles::set_state(tx, number, State::Submitted)?;
            }
            None => {}
        },
        FactKind::ArticleReviewed if body.step == State::Published.as_str() => {
            let latest = revision == article.revision;
            let state = if latest { State::Published } else { article.state };
            let public = Public {
                revision,
                from: body.from.unwrap_or_else(|| date_in_china(fact.at)),
                until: body.until,
                position: fact.position.0,
            };
            articles::publish(tx, number, state, &public)?;
        }
        FactKind::ArticleReviewed if revision == article.revision => {
            articles::set_state(tx, number, State::SentBack)?;
        }
        FactKind::ArticleHeld => articles::close(tx, number, State::Held)?,
        FactKind::ArticleWithdrawn => articles::close(tx, number, State::Withdrawn)?,
        _ => {}
    }
    let (step, note) = (body.step.as_str(), body.note.as_str());
    let step = Step { number, revision, step, by: &fact.draft.actor, note };
    articles::step(tx, &step, (fact.position, fact.at))
}
