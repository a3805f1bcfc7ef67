//! Consents: given and taken back by the subject, told to the subject and to whom they were given.

use archive::read;
use ledger::Scribe;
use policy::model::{
    basis::{Length, LengthUnit},
    consent::{ConsentKind, ConsentTo},
};
use serde_json::json;
use vocabulary::{
    Actor, Date, Draft, FactKind, Position, SubjectId, UnifiedCode,
    period::{add_days, add_months, add_years},
};

use super::{
    Gate, Inner,
    refusals::{cannot_consent, done_before, minor, not_yours, unknown},
    refuse::Look,
};
use crate::{
    AgencyView, ConsentState, ConsentView, Disclosed, GateError, ItemView, NewConsent, PageRequest,
    Paged, Refusal, Viewer,
    queries::consents::{self, Consent},
};

/// The number of the consent given by a fact.
pub(super) fn number_of(position: Position) -> String {
    format!("A-{position}")
}

/// The fact that gave the consent of a number.
pub(super) fn position_of(number: &str) -> Option<Position> {
    number.trim().strip_prefix("A-")?.parse().ok().map(Position)
}

impl Gate {
    /// A subject lets somebody see some of its items until a day. The door has proved that `holder`
    /// acts for the subject.
    ///
    /// Errors: a refusal, if the law knows no such consent today, or not so far, so long, to such a
    /// one; of a minor nobody consents (H-14).
    pub fn grant(
        &self,
        holder: &Actor,
        subject: SubjectId,
        new: &NewConsent,
    ) -> Result<ConsentView, GateError> {
        let inner = &*self.0;
        let (known, kind_of) = inner.db.read(|tx| {
            let kind = read::whole(tx, subject)?.map(|whole| whole.subject.kind);
            Ok::<_, GateError>((self.known(tx, subject)?, kind))
        })?;
        if known.minor {
            return Err(GateError::Refused(minor()));
        }
        let today = self.today();
        let kind = inner.law.consent_kind(&new.kind, today);
        let kind = kind.ok_or_else(|| refused(no_kind(&new.kind)))?;
        if kind_of.is_some_and(|kind_of| !kind.subjects.contains(&kind_of)) {
            return Err(refused(cannot_consent(
                format!("“{}”不由这类主体作出", kind.title.zh),
                "请选择适用于本人（本单位）的授权种类。",
            )));
        }
        let consent = Consent {
            subject,
            position: Position(0),
            kind: kind.id.clone(),
            edition: kind.effective_from,
            recipient: inner.recipient(kind, &new.to).map_err(refused)?,
            purpose: kind.purpose.as_str().to_owned(),
            items: inner.opened(kind, &new.items, today).map_err(refused)?,
            given_at: inner.clock.now(),
            until_on: until(kind, new.until, today).map_err(refused)?,
            withdrawn_at: None,
        };
        let draft = given(&consent, holder, inner.law.version());
        let given = inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let given_at = scribe.now();
            let consent = Consent { position: scribe.append(draft), given_at, ..consent };
            consents::insert(scribe.tx(), &consent)?;
            Ok::<_, GateError>(consent)
        })?;
        Ok(inner.consent_view(given))
    }

    /// A subject takes a consent back; the very next look on it is refused (S-34).
    pub fn withdraw(
        &self,
        holder: &Actor,
        subject: SubjectId,
        number: &str,
    ) -> Result<ConsentView, GateError> {
        let inner = &*self.0;
        let no_such = || refused(unknown("S-34", "授权", number));
        let position = position_of(number).ok_or_else(no_such)?;
        let ids = inner.db.read(|tx| self.known(tx, subject))?.ids;
        let (holder, policy) = (holder.clone(), inner.law.version().to_owned());
        let text = number.to_owned();
        let withdrawn = inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let no_such = || refused(unknown("S-34", "授权", &text));
            let consent = consents::one(scribe.tx(), &ids, position)?.ok_or_else(no_such)?;
            if consent.withdrawn_at.is_some() {
                return Err(refused(done_before("S-34", "这项授权已经撤回")));
            }
            let body = json!({ "consent": position.0, "recipient": consent.recipient });
            let draft = Draft {
                kind: FactKind::ConsentWithdrawn,
                subject: Some(consent.subject),
                actor: holder,
                item: None,
                policy,
                body: body.to_string(),
            };
            let (by, at) = (scribe.append(draft), scribe.now());
            consents::withdraw(scribe.tx(), (consent.subject, position), by, at)?;
            Ok::<_, GateError>(Consent { withdrawn_at: Some(at), ..consent })
        })?;
        Ok(inner.consent_view(withdrawn))
    }

    /// Every consent of a subject, the newest first. Only the subject itself and auditors are told.
    pub fn consents(
        &self,
        viewer: &Viewer,
        subject: SubjectId,
    ) -> Result<Disclosed<Vec<ConsentView>>, GateError> {
        let inner = &*self.0;
        match viewer {
            Viewer::Subject { subject: own } if *own == subject => {}
            Viewer::Auditor { .. } => {
                self.trace(viewer, Some(subject), "consents")?;
            }
            other => {
                let actor = other.actor();
                return Err(self.refuse(&actor, Some(subject), not_yours(), &Look::default()));
            }
        }
        let found = inner.db.read(|tx| {
            let mut found = Vec::new();
            for id in self.known(tx, subject)?.ids {
                found.append(&mut consents::of_subject(tx, id)?);
            }
            found.sort_by_key(|consent| std::cmp::Reverse(consent.position));
            Ok::<_, GateError>(found)
        })?;
        Ok(Disclosed::new(found.into_iter().map(|one| inner.consent_view(one)).collect()))
    }

    /// The consents given to the organisation of an actor, the newest first: what it may look at,
    /// and until when. Whose they are is told by the pseudonymous id only.
    pub fn consents_to(
        &self,
        actor: &Actor,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<ConsentView>>, GateError> {
        let (inner, size) = (&*self.0, self.page_size(page.size));
        let before = super::lookups::before(page)?;
        let code = inner.code_of(&actor.agency);
        let found =
            inner.db.glance(|tx| Ok::<_, GateError>(consents::to(tx, &code, before, size)?))?;
        let next = found.last().filter(|_| found.len() == size as usize);
        let next = next.map(|last| last.position.to_string());
        let entries = found.into_iter().map(|one| inner.consent_view(one)).collect();
        Ok(Disclosed::new(Paged { entries, next }))
    }
}

impl Inner {
    /// The unified code of whom a consent of a kind may be given to.
    fn recipient(&self, kind: &ConsentKind, to: &str) -> Result<String, Refusal> {
        let to = to.trim();
        let agency = self.law.agency(to);
        match (kind.to, agency) {
            (ConsentTo::Agency, Some(agency)) => Ok(agency.code.clone()),
            (ConsentTo::Agency, None) => {
                Err(cannot_consent(format!("平台没有登记机关“{to}”"), "请从机关名单中选择。"))
            }
            (ConsentTo::Organisation, Some(agency)) => Err(cannot_consent(
                format!("“{}”是机关，这种授权只给其他单位", agency.title.zh),
                "机关办理本人事项的，请选择给机关的授权种类。",
            )),
            (ConsentTo::Organisation, None) => {
                let parsed = UnifiedCode::parse(to).map(|code| code.as_str().to_owned());
                parsed.map_err(|_| {
                    cannot_consent(
                        format!("“{to}”不是统一社会信用代码"),
                        "请填写被授权单位的18位统一社会信用代码。",
                    )
                })
            }
        }
    }

    /// The items that a consent opens: those chosen, of those the kind can open; all of them if
    /// none was chosen.
    fn opened(
        &self,
        kind: &ConsentKind,
        chosen: &[String],
        today: Date,
    ) -> Result<Vec<String>, Refusal> {
        let items = self.law.items(today).into_iter().filter(|item| kind.covers(item));
        let all: Vec<String> = items.map(|item| item.id.clone()).collect();
        if let Some(extra) = chosen.iter().find(|item| !all.contains(item)) {
            return Err(cannot_consent(
                format!("“{extra}”不在“{}”可以授权的范围之内", kind.title.zh),
                "请去掉这一项。",
            ));
        }
        let opened: Vec<String> = match chosen {
            [] => all,
            some => all.into_iter().filter(|item| some.contains(item)).collect(),
        };
        if opened.is_empty() {
            return Err(cannot_consent("没有可以授权的信息".to_owned(), "请至少选择一项。"));
        }
        Ok(opened)
    }

    /// A consent as those concerned may see it.
    pub(super) fn consent_view(&self, consent: Consent) -> ConsentView {
        let today = self.clock.today();
        let kind = self.law.consent_kind(&consent.kind, consent.edition);
        let empty = || policy::model::basis::Title { zh: String::new(), en: String::new() };
        let title = self.law.agency(&consent.recipient).map(|agency| agency.title.clone());
        let item = |id: &String| {
            let item = self.law.item(id, today).or_else(|| self.last.get(id));
            let title = item.map_or_else(empty, |item| item.title.clone());
            ItemView { id: id.clone(), title }
        };
        ConsentView {
            number: number_of(consent.position),
            subject: consent.subject.to_hex(),
            title: kind.map_or_else(empty, |kind| kind.title.clone()),
            text: kind.map_or_else(empty, |kind| kind.text.clone()),
            basis: kind.map_or_else(Vec::new, |kind| kind.basis.clone()),
            kind: consent.kind,
            edition: consent.edition,
            to: AgencyView { code: consent.recipient, title },
            purpose: consent.purpose,
            items: consent.items.iter().map(item).collect(),
            given_at: consent.given_at,
            until_on: consent.until_on,
            state: match consent.withdrawn_at {
                Some(_) => ConsentState::Withdrawn,
                None if consent.until_on < today => ConsentState::Ended,
                None => ConsentState::InForce,
            },
            withdrawn_at: consent.withdrawn_at,
        }
    }
}

fn refused(refusal: Refusal) -> GateError {
    GateError::Refused(refusal)
}

fn no_kind(kind: &str) -> Refusal {
    let why = format!("没有“{kind}”这种授权，或者今天还不能作出");
    cannot_consent(why, "请从授权种类中选择。")
}

/// The last day of a period that begins on a day.
pub(super) fn after(day: Date, Length { count, unit }: Length) -> Option<Date> {
    let count = i32::from(count);
    match unit {
        LengthUnit::Year => add_years(day, count),
        LengthUnit::Month => add_months(day, count),
        LengthUnit::Day | LengthUnit::WorkingDay => add_days(day, count),
    }
}

/// The last day of a consent: what was asked for, within what the kind allows.
fn until(kind: &ConsentKind, asked: Option<Date>, today: Date) -> Result<Date, Refusal> {
    let longest = after(today, kind.longest).unwrap_or(today);
    let until = asked.unwrap_or(longest);
    if until < today || until > longest {
        return Err(cannot_consent(
            format!("授权只能从今天（{today}）到 {longest}"),
            "请把截止日期改到这个范围之内；到期后可以重新授权。",
        ));
    }
    Ok(until)
}

fn given(consent: &Consent, holder: &Actor, policy: &str) -> Draft {
    let body = json!({
        "kind": consent.kind, "edition": consent.edition, "recipient": consent.recipient,
        "purpose": consent.purpose, "items": consent.items, "until_on": consent.until_on,
    });
    Draft {
        kind: FactKind::ConsentGiven,
        subject: Some(consent.subject),
        actor: holder.clone(),
        item: None,
        policy: policy.to_owned(),
        body: body.to_string(),
    }
}
