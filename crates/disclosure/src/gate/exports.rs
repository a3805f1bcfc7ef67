//! Taking data out: one asks, another decides, and it is taken once under its number (H-70, C-34.d).

use ledger::Scribe;
use policy::model::matter::Purpose;
use serde_json::{Value, json};
use vocabulary::{Actor, Draft, FactKind, Position, SubjectId};

use super::{
    Gate, Inner,
    file::Asked,
    question::worded,
    refusals::{alone, done_before, minor, no_matter_number, not_allowed, unknown},
    refuse::Look,
};
use crate::{
    AgencyView, AsOf, Disclosed, ExportAnswer, ExportOf, ExportRequest, ExportState, ExportVerdict,
    ExportView, GateError, Items, LookFilter, PageRequest, Paged,
    queries::{
        exports::{self, Export},
        quotas,
    },
    view::Reach,
};

/// Lines of the register that one export holds at most.
const LINES: u32 = 10_000;

fn refused<T>(refusal: crate::Refusal) -> Result<T, GateError> {
    Err(GateError::Refused(refusal))
}

fn number_of(position: Position) -> String {
    format!("E-{position}")
}

fn position_of(number: &str) -> Result<Position, GateError> {
    let position = number.trim().strip_prefix("E-").and_then(|digits| digits.parse().ok());
    let missing = || GateError::Refused(unknown("H-70", "导出申请", number));
    position.map(Position).ok_or_else(missing)
}

impl Gate {
    /// Asks to take data out. Gives the number under which it is decided and taken.
    pub fn ask_export(
        &self,
        actor: &Actor,
        request: &ExportRequest,
    ) -> Result<ExportView, GateError> {
        let inner = &*self.0;
        let reason = worded("H-70", &request.reason)?;
        if Purpose::parse(&request.purpose).is_none() {
            return refused(not_allowed("导出的用途不在用途清单之内"));
        }
        if request.matter_number.trim().is_empty() {
            return refused(no_matter_number());
        }
        let subject = match &request.what {
            ExportOf::File { subject } => Some(*subject),
            ExportOf::Register { .. } | ExportOf::Other { .. } => None,
        };
        let export = Export {
            position: Position(0),
            at: inner.clock.now(),
            actor: quotas::actor(actor),
            organisation: inner.code_of(&actor.agency),
            what: serde_json::to_string(&request.what).unwrap_or_default(),
            reason,
            purpose: request.purpose.clone(),
            matter_number: request.matter_number.trim().to_owned(),
            unmasked: request.unmasked,
            verdict: None,
            decider: None,
            decided_at: None,
            note: None,
            taken: None,
            taken_at: None,
        };
        let body = json!({
            "organisation": export.organisation, "what": request.what, "reason": export.reason,
            "purpose": export.purpose, "matter_number": export.matter_number,
            "unmasked": export.unmasked,
        });
        let draft = inner.export_draft(FactKind::ExportAsked, actor, subject, &body);
        let asked = inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let at = scribe.now();
            let export = Export { position: scribe.append(draft), at, ..export };
            exports::insert(scribe.tx(), &export)?;
            Ok::<_, GateError>(export)
        })?;
        Ok(inner.export_view(asked))
    }

    /// A second person decides; never the one who asked. Without masks only what was asked so.
    pub fn decide_export(
        &self,
        actor: &Actor,
        number: &str,
        verdict: ExportVerdict,
        note: &str,
    ) -> Result<ExportView, GateError> {
        let inner = &*self.0;
        let note = worded("H-70", note)?;
        let (position, missing) = (position_of(number)?, unknown("H-70", "导出申请", number));
        let (gate, actor) = (self.clone(), actor.clone());
        let decided = inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let export = exports::one(scribe.tx(), position)?;
            let export = export.ok_or(GateError::Refused(missing))?;
            let decider = quotas::actor(&actor);
            if export.actor == decider {
                return refused(alone("H-70"));
            }
            if export.verdict.is_some() {
                return refused(done_before("H-70", "这项申请已经决定"));
            }
            if verdict == ExportVerdict::Unmasked && !export.unmasked {
                return refused(not_allowed("申请的是脱敏导出，不能批准为不脱敏"));
            }
            let said = serde_json::to_value(verdict).unwrap_or_default();
            let body = json!({ "number": number_of(position), "verdict": said, "note": note });
            let kind = FactKind::ExportDecided;
            scribe.append(gate.0.export_draft(kind, &actor, whose(&export), &body));
            let (at, text) = (scribe.now(), said.as_str().unwrap_or_default().to_owned());
            exports::decide(scribe.tx(), position, (&text, &note), (&decider, at))?;
            Ok::<_, GateError>(Export {
                verdict: Some(text),
                decider: Some(decider),
                decided_at: Some(at),
                note: Some(note),
                ..export
            })
        })?;
        Ok(inner.export_view(decided))
    }

    /// Takes out what was allowed, once, by whoever asked for it. The taking is registered, as a
    /// look at the subject, before anything is read.
    pub fn take_export(
        &self,
        actor: &Actor,
        number: &str,
    ) -> Result<Disclosed<ExportAnswer>, GateError> {
        let inner = &*self.0;
        let (position, missing) = (position_of(number)?, unknown("H-70", "导出申请", number));
        let found = inner.db.read(|tx| {
            let export = exports::one(tx, position)?.ok_or(GateError::Refused(missing))?;
            let whose = whose(&export);
            let minor = match whose {
                Some(subject) => self.known(tx, subject)?.minor,
                None => false,
            };
            Ok::<_, GateError>((whose, minor))
        })?;
        if let (subject, true) = found {
            return Err(self.refuse(actor, subject, minor(), &Look::default()));
        }
        let (gate, taker) = (self.clone(), actor.clone());
        let taken =
            inner.pen.transact(move |scribe: &mut Scribe<'_>| gate.taken(scribe, position, &taker));
        let (export, at) = match taken {
            Err(GateError::Refused(refusal)) => {
                return Err(self.refuse(actor, found.0, refusal, &Look::default()));
            }
            taken => taken?,
        };
        let masked = export.verdict.as_deref() != Some("unmasked");
        let mut answer = ExportAnswer {
            number: number_of(position),
            position: at.0,
            masked,
            file: None,
            register: Vec::new(),
        };
        match what(&export) {
            Some(ExportOf::File { subject }) => {
                let reach = match masked {
                    true => Reach::Department(Items::All),
                    false => Reach::Unmasked(Items::All),
                };
                let asked = Asked { subject, as_of: AsOf::default(), lookup: Some(at) };
                answer.file = inner.db.read(|tx| inner.read_file(tx, &reach, &asked))?;
            }
            Some(ExportOf::Register { from, until }) => {
                let filter =
                    LookFilter { from: Some(from), until: Some(until), ..LookFilter::default() };
                answer.register = inner.db.read(|tx| {
                    let first = (i64::MAX, Position(u64::MAX));
                    let looks = inner.search(tx, &filter, first, LINES)?;
                    inner.rows(tx, looks)
                })?;
            }
            Some(ExportOf::Other { .. }) | None => {}
        }
        Ok(Disclosed::new(answer))
    }

    /// Requests, newest first: those who ask and those who decide see what waits.
    pub fn exports(&self, page: &PageRequest) -> Result<Disclosed<Paged<ExportView>>, GateError> {
        let (inner, size) = (&*self.0, self.page_size(page.size));
        let before = super::lookups::before(page)?;
        let found = inner.db.glance(|tx| Ok::<_, GateError>(exports::list(tx, before, size)?))?;
        let next = found.last().filter(|_| found.len() == size as usize);
        let next = next.map(|last| last.position.to_string());
        let entries = found.into_iter().map(|one| inner.export_view(one)).collect();
        Ok(Disclosed::new(Paged { entries, next }))
    }

    /// Marks an allowed request as taken, and registers it.
    fn taken(
        &self,
        scribe: &mut Scribe<'_>,
        position: Position,
        actor: &Actor,
    ) -> Result<(Export, Position), GateError> {
        let found = exports::one(scribe.tx(), position)?;
        let theirs = |export: &Export| export.actor == quotas::actor(actor);
        let Some(export) = found.filter(theirs) else {
            return refused(not_allowed("这项导出不是由本账号申请的"));
        };
        match export.verdict.as_deref() {
            None => return refused(not_allowed("这项导出还没有批准")),
            Some("refuse") => return refused(not_allowed("这项导出没有获得批准")),
            Some(_) if export.taken.is_some() => {
                return refused(not_allowed("这项导出已经领取"));
            }
            Some(_) => {}
        }
        let look = Look {
            organisation: export.organisation.clone(),
            purpose: export.purpose.clone(),
            matter_number: export.matter_number.clone(),
            basis: format!("导出批准 {}", number_of(position)),
            what: vec!["all".to_owned()],
            ..Look::default()
        };
        let look = look.through(self.whence());
        let mut body = serde_json::to_value(&look).unwrap_or_default();
        if let Value::Object(body) = &mut body {
            let unmasked = export.verdict.as_deref() == Some("unmasked");
            body.insert("number".to_owned(), number_of(position).into());
            body.insert("unmasked".to_owned(), unmasked.into());
        }
        let draft = self.0.export_draft(FactKind::ExportTaken, actor, whose(&export), &body);
        let (by, at) = (scribe.append(draft), scribe.now());
        exports::take(scribe.tx(), position, by, at)?;
        Ok((export, by))
    }
}

fn what(export: &Export) -> Option<ExportOf> {
    serde_json::from_str(&export.what).ok()
}

fn whose(export: &Export) -> Option<SubjectId> {
    match what(export)? {
        ExportOf::File { subject } => Some(subject),
        ExportOf::Register { .. } | ExportOf::Other { .. } => None,
    }
}

impl Inner {
    fn export_draft(
        &self,
        kind: FactKind,
        actor: &Actor,
        subject: Option<SubjectId>,
        body: &Value,
    ) -> Draft {
        Draft {
            kind,
            subject,
            actor: actor.clone(),
            item: None,
            policy: self.law.version().to_owned(),
            body: body.to_string(),
        }
    }

    fn export_view(&self, export: Export) -> ExportView {
        let title = self.law.agency(&export.organisation).map(|agency| agency.title.clone());
        let verdict: Option<ExportVerdict> =
            export.verdict.as_deref().and_then(|text| serde_json::from_value(text.into()).ok());
        ExportView {
            number: number_of(export.position),
            at: export.at,
            state: match (verdict, export.taken) {
                (_, Some(_)) => ExportState::Taken,
                (None, None) => ExportState::Asked,
                (Some(ExportVerdict::Refuse), None) => ExportState::Refused,
                (Some(_), None) => ExportState::Allowed,
            },
            what: what(&export).unwrap_or(ExportOf::Other { words: String::new() }),
            organisation: AgencyView { code: export.organisation, title },
            actor: quotas::by(&export.actor).to_owned(),
            reason: export.reason,
            purpose: export.purpose,
            matter_number: export.matter_number,
            unmasked: export.unmasked,
            verdict,
            decided_by: export.decider.as_deref().map(|decider| quotas::by(decider).to_owned()),
            decided_at: export.decided_at,
            note: export.note,
            taken_at: export.taken_at,
        }
    }
}
