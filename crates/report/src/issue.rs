//! Issuing a report: looked at, compiled, numbered, printed once, durable.

use disclosure::{Reported, ReportedView};
use ledger::Scribe;
use policy::model::report::{ReportAsker, ReportTemplate};
use vocabulary::{Date, Draft, FactKind, SubjectId, Timestamp};

use crate::{
    Ask, Asker, Issued, Report, ReportError, Reports,
    compile::{self, Making, Stamp},
    facts::{IssuedBody, Known, Paper},
    kept::{holds_text, stands_in},
    model::Cite,
    number,
    queries::issues,
    seal,
};

/// A file that changes while its report is compiled is compiled again, this often at most.
const ROUNDS: usize = 4;

/// What a report is issued of.
struct Wanted<'w> {
    asker: &'w Asker,
    subject: SubjectId,
    ask: &'w Ask,
    template: &'w ReportTemplate,
}

/// A report with all that is made from it, before it has its place.
struct Made {
    report: Report,
    cites: Vec<Cite>,
    model: String,
    digest: String,
}

impl Reports {
    /// Issues a report: compiled, numbered, durable, and at the instant of its return resting on
    /// nothing that has changed or gone.
    ///
    /// A fact may land while a report is compiled. So what it cites is asked about twice: in the
    /// transaction of the pen that appends it, after every fact before it, and when it is durable,
    /// after those of the same transaction. A report that one of these overtook is superseded from
    /// its first instant; nobody ever gets it, and another is made.
    pub fn issue(
        &self,
        asker: &Asker,
        subject: SubjectId,
        ask: &Ask,
    ) -> Result<Issued, ReportError> {
        let today = self.inner.clock.today();
        let template = self.fit(asker, ask, today)?;
        let wanted = Wanted { asker, subject, ask, template };
        for _ in 0..ROUNDS {
            let file = self.look(&wanted)?;
            let made = self.make(&wanted, &file)?;
            let Some((issued, cites)) = self.append(&wanted, made)? else { continue };
            if self.stands(template.holds, &cites)? {
                if let Asker::Consented { .. } = asker {
                    // Withdrawn meanwhile: it is handed out to nobody.
                    self.gate.still_consents(&asker.viewer(subject), subject)?;
                }
                return Ok(issued);
            }
        }
        Err(ReportError::Overtaken)
    }

    /// The layout in force, if whoever asks may ask for it.
    fn fit(&self, asker: &Asker, ask: &Ask, today: Date) -> Result<&ReportTemplate, ReportError> {
        let template = self.inner.law.report(&ask.template, today);
        let template =
            template.ok_or_else(|| ReportError::NoSuchTemplate { id: ask.template.clone() })?;
        if template.asked_by.contains(&asker.kind()) {
            return Ok(template);
        }
        let who = match asker.kind() {
            ReportAsker::Own => "主体自行申请",
            ReportAsker::Counter => "窗口申请",
            ReportAsker::Consented => "凭授权申请",
            ReportAsker::Agency => "机关因公申请",
        };
        Err(ReportError::refused(
            "C-08.c",
            format!("“{}”不接受{who}", template.title.zh),
            "《山东省社会信用条例》第21条、第22条",
            "没有当事人的授权或者法定用途的，只能查看公示页面上的公开信息；请当事人本人申请，或者由当事人授权后再办理。",
        ))
    }

    /// What the gate discloses for it; the look is registered where it must be.
    fn look(&self, wanted: &Wanted<'_>) -> Result<ReportedView, ReportError> {
        let reported = Reported { holds: wanted.template.holds, known_on: wanted.ask.known_on };
        let viewer = wanted.asker.viewer(wanted.subject);
        let file = self.gate.reported(&viewer, wanted.subject, &reported)?;
        file.map(disclosure::Disclosed::into_inner).ok_or(ReportError::NoSuchSubject)
    }

    fn make(&self, wanted: &Wanted<'_>, file: &ReportedView) -> Result<Made, ReportError> {
        let inner = &*self.inner;
        // Printed to the second, and so it stands in the model.
        let at = inner.clock.now().as_second();
        let issued_at = Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH);
        let number = number::new(issued_at, &*inner.entropy);
        let verify = format!("{}/verify/{number}", self.issuer.address);
        let stamp = Stamp { number, issuer: self.issuer.name.clone(), issued_at, verify };
        let request = compile::request(&inner.law, &wanted.ask.language, wanted.asker, file);
        let making = Making {
            law: &inner.law,
            template: wanted.template,
            ask: wanted.ask,
            file,
            request: &request,
            stamp: &stamp,
        };
        let (report, cites) = compile::compile(making).map_err(ReportError::Refused)?;
        let model = seal::canonical(&report).ok_or(ReportError::Damaged { what: "a report" })?;
        let digest = seal::sm3(model.as_bytes());
        Ok(Made { report, cites, model, digest })
    }

    /// Appends the fact; gives the report when it is durable, or nothing if something that it cites
    /// has changed since it was looked at.
    fn append(
        &self,
        wanted: &Wanted<'_>,
        made: Made,
    ) -> Result<Option<(Issued, Vec<Cite>)>, ReportError> {
        let body = self.body(wanted, &made)?;
        let text =
            serde_json::to_string(&body).map_err(|_| ReportError::Damaged { what: "a report" })?;
        let draft = Draft {
            kind: FactKind::ReportIssued,
            subject: Some(wanted.subject),
            actor: self.actor(wanted.asker),
            item: None,
            policy: self.inner.law.version().to_owned(),
            body: text,
        };
        let Made { report, cites, digest, .. } = made;
        let (number, holds, gate) =
            (report.number.clone(), wanted.template.holds, self.gate.clone());
        let place = self.inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            let tx = scribe.tx();
            // Two reports of one second with the same eight characters: the later one is made anew.
            let taken = issues::by_number(tx, &number)?.is_some();
            if taken || !stands_in(&gate, tx, holds, &cites)? {
                return Ok(None);
            }
            Ok::<_, ReportError>(Some((scribe.append(draft), cites)))
        })?;
        Ok(place.map(|(position, cites)| (Issued { report, digest, position: position.0 }, cites)))
    }

    fn body(&self, wanted: &Wanted<'_>, made: &Made) -> Result<IssuedBody, ReportError> {
        let Made { report, cites, model, digest } = made;
        let asker = wanted.asker;
        let organisation = asker.organisation().map(|id| self.code_of(id)).unwrap_or_default();
        let known = Known {
            number: report.number.clone(),
            template: report.template.id.clone(),
            holds: holds_text(wanted.template.holds).to_owned(),
            asker: asker.text().to_owned(),
            organisation,
            actor: self.actor(asker).by,
            channel: self.channel(asker).as_str().to_owned(),
            purpose: asker.purpose().to_owned(),
            matter_number: asker.matter_number().map(str::to_owned),
            consent: asker.consent().map(str::to_owned),
            lookup: report.request.lookup,
            issued_at: report.issued_at,
            valid_until: report.valid_until,
            digest: digest.clone(),
        };
        Ok(IssuedBody {
            known,
            edition: report.template.effective_from,
            language: report.language.clone(),
            cut_off: report.cut_off.position,
            paper: self.first_print(report, digest),
            sealed: self.inner.keep(&report.number, model, cites)?,
        })
    }

    /// The first print, so that later ones can be held against it. A machine without a font issues
    /// reports too; they have no paper yet.
    fn first_print(&self, report: &Report, digest: &str) -> Option<Paper> {
        let printed = self.print(report, digest).inspect_err(|error| {
            tracing::warn!(%error, "a report was issued without paper");
        });
        let font = self.press.font().ok().and_then(|path| path.file_name());
        let font = font.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let printed = printed.ok()?;
        self.fresh.keep(digest, &printed);
        Some(Paper { bytes: seal::sha256(&printed), font })
    }
}
