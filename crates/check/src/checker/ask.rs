//! One question, one answer: one point read and one fact.

use disclosure::{GateError, Items, Look, Refusal, Viewer, Weighed, is_minor};
use serde::Serialize;
use vocabulary::{
    Actor, Date, Draft, FactKind, Identifier, Position, SubjectId, SubjectKind, Timestamp,
};

use super::{Checker, Inner};
use crate::{
    Answer, CheckError, Question,
    judge::{Judgement, judge},
    model::Outcome,
    plan::PlannedMatter,
    queries::blocked,
};

/// Body of `check.made`.
#[derive(Serialize)]
struct Made<'a> {
    organisation: &'a str,
    matter: &'a str,
    purpose: &'a str,
    matter_number: &'a str,
    outcome: &'static str,
    hits: Vec<MadeHit<'a>>,
}

/// What was shown: the record, and the measures that follow from it.
#[derive(Serialize)]
struct MadeHit<'a> {
    item: &'a str,
    digest: &'a str,
    position: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    measures: Vec<&'a str>,
}

/// Who asks what, checked.
pub(super) struct Asked<'a> {
    pub(super) actor: &'a Actor,
    pub(super) code: String,
    pub(super) organisation: &'a str,
    pub(super) matter: &'a PlannedMatter,
    pub(super) matter_number: &'a str,
    pub(super) today: Date,
}

impl Checker {
    /// Answers a question. The answer is returned when the fact that records it is durable; the
    /// fact is also the entry in the subject's own access register.
    ///
    /// Errors: an unknown matter; a refusal (H-14 minors, H-19 a subject the matter does not
    /// concern, H-77 a unit that does not handle it, H-78 no matter number), which is registered.
    pub fn check(&self, question: &Question) -> Result<Answer, CheckError> {
        let inner = &*self.0;
        let today = inner.clock.today();
        let plan = inner.plan(today);
        let matter = plan
            .matters
            .get(&question.matter)
            .ok_or_else(|| CheckError::UnknownMatter { matter: question.matter.clone() })?;
        let asked = inner.asked(question, matter, today)?;
        let subject = inner.key.subject_id(&question.subject);
        if let Some(refusal) = unfit(&question.subject, matter, today) {
            return Err(inner.refuse(&asked, Some(subject), refusal));
        }
        let mut answers = inner.ask(&asked, &[subject])?;
        answers.pop().ok_or_else(|| CheckError::UnknownMatter { matter: question.matter.clone() })
    }
}

impl Inner {
    /// Whether the unit handles the matter and says for which business it asks.
    pub(super) fn asked<'a>(
        &self,
        question: &'a Question,
        matter: &'a PlannedMatter,
        today: Date,
    ) -> Result<Asked<'a>, CheckError> {
        let agency = self.law.agency(&question.organisation);
        let asked = Asked {
            actor: &question.actor,
            code: agency.map_or_else(|| question.organisation.clone(), |a| a.code.clone()),
            organisation: &question.organisation,
            matter,
            matter_number: &question.matter_number,
            today,
        };
        if !agency.is_some_and(|agency| matter.units.contains(&agency.id)) {
            let refusal = Refusal {
                rule: "H-77",
                reason: format!("“{}”不由该单位办理", matter.view.title.zh),
                basis: "公共信用信息应用清单".to_owned(),
                remedy: "请核对事项编号；确由本单位办理的，请信用中心修订应用清单。".to_owned(),
            };
            let subject = self.key.subject_id(&question.subject);
            return Err(self.refuse(&asked, Some(subject), refusal));
        }
        Ok(asked)
    }

    pub(super) fn refuse(
        &self,
        asked: &Asked<'_>,
        subject: Option<SubjectId>,
        refusal: Refusal,
    ) -> CheckError {
        let look = Look {
            organisation: asked.code.clone(),
            purpose: asked.matter.purpose.as_str().to_owned(),
            matter_number: asked.matter_number.to_owned(),
            what: asked.matter.item_ids.clone(),
            ..Look::default()
        };
        self.gate.refuse(asked.actor, subject, refusal, &look).into()
    }

    /// Asks about several subjects; their facts are appended in one durable step.
    pub(super) fn ask(
        &self,
        asked: &Asked<'_>,
        subjects: &[SubjectId],
    ) -> Result<Vec<Answer>, CheckError> {
        let viewer = Viewer::Department {
            actor: asked.actor.clone(),
            organisation: asked.organisation.to_owned(),
            purpose: asked.matter.purpose,
            matter_number: asked.matter_number.to_owned(),
            items: Items::Only(asked.matter.item_ids.clone()),
        };
        let at = self.clock.now();
        let blocked = self.db.glance(blocked::all)?;
        let weighed = self.gate.weigh(&viewer, subjects, |index, standing| {
            let judgement = judge(asked.matter, &blocked, standing, asked.today);
            let subject = subjects.get(index).copied();
            let body = body(asked, &judgement)?;
            let draft = Draft {
                kind: FactKind::CheckMade,
                subject,
                actor: asked.actor.clone(),
                item: None,
                policy: self.law.version().to_owned(),
                body,
            };
            Ok(Weighed { draft, answer: judgement })
        })?;
        let answers = weighed
            .into_iter()
            .map(|(position, judgement)| answer(asked, judgement.into_inner(), position, at));
        Ok(answers.collect())
    }
}

/// Why nobody may ask this matter about the holder of a number.
pub(super) fn unfit(
    identifier: &Identifier,
    matter: &PlannedMatter,
    today: Date,
) -> Option<Refusal> {
    let person = identifier.kind.is_personal();
    if person && is_minor(identifier, today) {
        return Some(Refusal::minor());
    }
    let concerned = |kind: &SubjectKind| (*kind == SubjectKind::Person) == person;
    if matter.matter.subjects.iter().any(concerned) {
        return None;
    }
    let whom = if person { "自然人" } else { "法人和其他组织" };
    Some(Refusal {
        rule: "H-19",
        reason: format!("“{}”不涉及{whom}", matter.view.title.zh),
        basis: "公共信用信息应用清单".to_owned(),
        remedy: "请核对事项编号和查询对象。".to_owned(),
    })
}

fn body(asked: &Asked<'_>, judgement: &Judgement) -> Result<String, GateError> {
    let sides = [
        &judgement.incentives,
        &judgement.lists,
        &judgement.records,
        &judgement.commitments_broken,
        &judgement.other,
    ];
    let hits = sides.into_iter().flatten().map(|hit| MadeHit {
        item: &hit.item,
        digest: &hit.digest,
        position: hit.position,
        measures: judgement
            .measures
            .iter()
            .filter(|due| due.digest == hit.digest)
            .map(|due| due.id.as_str())
            .collect(),
    });
    let made = Made {
        organisation: &asked.code,
        matter: &asked.matter.view.id,
        purpose: asked.matter.purpose.as_str(),
        matter_number: asked.matter_number,
        outcome: judgement.outcome.as_str(),
        hits: hits.collect(),
    };
    serde_json::to_string(&made).map_err(|error| {
        GateError::Ledger(ledger::LedgerError::Body {
            kind: FactKind::CheckMade,
            reason: error.to_string(),
        })
    })
}

fn answer(asked: &Asked<'_>, judgement: Judgement, position: Position, at: Timestamp) -> Answer {
    Answer {
        number: super::decide::number(position),
        position: position.0,
        at,
        today: asked.today,
        matter: asked.matter.view.clone(),
        organisation: asked.code.clone(),
        matter_number: asked.matter_number.to_owned(),
        subject: judgement.subject,
        outcome: judgement.outcome,
        incentives: judgement.incentives,
        lists: judgement.lists,
        records: judgement.records,
        commitments_broken: judgement.commitments_broken,
        other: judgement.other,
        measures: judgement.measures,
        note: judgement.note,
        decision_due: judgement.outcome == Outcome::Intercept,
    }
}
