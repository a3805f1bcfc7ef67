//! Reports of other regions: accepted for a matter, or refused with the reason (C-08.f, S-136).

use jiff::{civil::DateTime, tz::Offset};
use ledger::{Scribe, Verifiers};
use policy::model::{matter::Matter, report::Partner};
use vocabulary::{Actor, Date, Draft, FactKind, Timestamp};

use crate::{
    Recognised, ReportError, Reports, VerifiedHead,
    facts::RecognisedBody,
    seal::{self, SealFault, SealedFile},
    verify,
};

/// The rule under which reports of other regions are accepted or refused.
const RULE: &str = "C-08.f";

/// What looking at a file came to.
struct Judged {
    partner: Option<String>,
    sealed: Option<SealedFile>,
    /// Why it is refused; none if it is accepted.
    reason: Option<String>,
}

impl Judged {
    fn refused(reason: &str) -> Self {
        Self { partner: None, sealed: None, reason: Some(reason.to_owned()) }
    }
}

impl Reports {
    /// Accepts another region's sealed report for a matter, or refuses it with the reason (C-08.f);
    /// either is a fact.
    ///
    /// Errors: a matter that the packs do not have or that the agency does not handle (H-77), no
    /// number of the business (H-78); no fact then.
    pub fn recognise(
        &self,
        actor: &Actor,
        file: &[u8],
        matter: &str,
        matter_number: &str,
    ) -> Result<Recognised, ReportError> {
        let matter_number = matter_number.trim();
        if matter_number.is_empty() {
            return Err(ReportError::Refused(disclosure::Refusal::without_matter_number()));
        }
        let today = self.inner.clock.today();
        let matter = self.handled(actor, matter, today)?;
        let judged = self.judge(file, matter, today);
        let head = judged.sealed.as_ref().map(|sealed| self.head_of(sealed, today));
        let accepted = judged.reason.is_none();
        let rule = (!accepted).then(|| RULE.to_owned());
        let body = RecognisedBody {
            organisation: self.code_of(&actor.agency),
            matter: matter.id.clone(),
            matter_number: matter_number.to_owned(),
            accepted,
            partner: judged.partner.clone(),
            number: judged.sealed.as_ref().map(|sealed| sealed.seal.number.clone()),
            digest: judged.sealed.as_ref().map(|sealed| sealed.seal.digest.clone()),
            rule: rule.clone(),
        };
        let body = serde_json::to_string(&body)
            .map_err(|_| ReportError::Damaged { what: "a recognised report" })?;
        let draft = Draft {
            kind: FactKind::ReportRecognised,
            subject: None,
            actor: actor.clone(),
            item: None,
            policy: self.inner.law.version().to_owned(),
            body,
        };
        let position = self.inner.pen.transact(move |scribe: &mut Scribe<'_>| {
            Ok::<_, ReportError>(scribe.append(draft).0)
        })?;
        let (partner, reason) = (judged.partner, judged.reason);
        Ok(Recognised { accepted, partner, rule, reason, head, position })
    }

    /// The matter, if the agency of the actor handles it.
    fn handled(&self, actor: &Actor, id: &str, today: Date) -> Result<&Matter, ReportError> {
        let law = &self.inner.law;
        let matter = law.matter(id, today);
        let agency = law.agency(&actor.agency);
        let handles = |matter: &&Matter| {
            agency.is_some_and(|agency| {
                let ours = |unit: &String| *unit == agency.id || agency.groups.contains(unit);
                matter.units.iter().any(ours)
            })
        };
        matter.filter(handles).ok_or_else(|| {
            ReportError::refused(
                "H-77",
                format!("没有编号为“{id}”、由本单位办理的事项"),
                "公共信用信息应用清单",
                "请核对事项编号；确由本单位办理的，请信用中心修订应用清单。",
            )
        })
    }

    fn judge(&self, file: &[u8], matter: &Matter, today: Date) -> Judged {
        let sealed = match seal::read(file) {
            Ok(sealed) => sealed,
            Err(SealFault::None) => {
                return Judged::refused(
                    "文件上没有电子签章，不予采用。请让当事人提交出具地平台下载的原文件，不要另存、打印或扫描",
                );
            }
            Err(_) => {
                return Judged::refused(
                    "文件内容与电子签章不符，已被改动，不予采用。请让当事人重新下载原文件提交",
                );
            }
        };
        let law = &self.inner.law;
        let signed = |partner: &&Partner| {
            Verifiers::parse(&partner.keys).is_ok_and(|keys| verify::signed(&sealed, &keys).is_ok())
        };
        let in_force = law.partners(today).into_iter().find(signed);
        let Some(partner) = in_force.or_else(|| law.partners_ever().find(signed)) else {
            return Judged::refused(
                "签章不是互认地区公布的公钥签出的，不予采用。请核对报告的出具地区；互认地区名单见门户“信用报告”页面",
            );
        };
        let reason = unfit(partner, &sealed, matter, today, in_force.is_some());
        Judged { partner: Some(partner.id.clone()), sealed: Some(sealed), reason }
    }

    /// What a sealed file says of itself.
    fn head_of(&self, sealed: &SealedFile, today: Date) -> VerifiedHead {
        let seal = &sealed.seal;
        let issued_at = issued_at(&seal.number);
        let head = VerifiedHead {
            number: seal.number.clone(),
            title: seal.template.clone(),
            version: String::new(),
            issued_at,
            cut_off: issued_at,
            valid_until: seal.valid_until,
            is_over: seal.valid_until < today,
            subject: String::new(),
            digest: seal.digest.clone(),
        };
        match &sealed.report {
            None => match self.inner.law.report(&seal.template, today) {
                Some(template) => VerifiedHead { title: template.title.zh.clone(), ..head },
                None => head,
            },
            Some(report) => VerifiedHead {
                title: report.template.title.clone(),
                version: report.template.version.clone(),
                issued_at: report.issued_at,
                cut_off: report.cut_off.at,
                subject: report.subject.told.clone(),
                ..head
            },
        }
    }
}

/// Why a partner's report is not accepted for a matter; none if it is.
fn unfit(
    partner: &Partner,
    sealed: &SealedFile,
    matter: &Matter,
    today: Date,
    in_force: bool,
) -> Option<String> {
    let (title, seal) = (&partner.title.zh, &sealed.seal);
    if !in_force {
        return Some(match partner.until {
            Some(until) if until < today => {
                format!("与{title}的互认协议已于 {until} 到期，不予采用")
            }
            _ => format!("与{title}的互认协议自 {} 起施行，现在不予采用", partner.effective_from),
        });
    }
    if !partner.reports.contains(&seal.template) {
        return Some(format!("与{title}互认的报告种类中没有“{}”，不予采用", seal.template));
    }
    if !partner.matters.contains(&matter.id) {
        return Some(format!(
            "与{title}互认的事项中没有“{}”，不予采用。请办事人按本地要求办理",
            matter.title.zh
        ));
    }
    if seal.valid_until < today {
        let until = seal.valid_until;
        return Some(format!("报告已于 {until} 过期，不予采用。请办事人在出具地重新申请一份"));
    }
    if vocabulary::clock::date_in_china(issued_at(&seal.number)) > today {
        return Some("报告的出具日期在今天之后，不予采用。请核对文件来源".to_owned());
    }
    None
}

/// When a report was issued, by its number.
fn issued_at(number: &str) -> Timestamp {
    let second = number.get(..14).unwrap_or_default();
    DateTime::strptime("%Y%m%d%H%M%S", second)
        .ok()
        .and_then(|at| Offset::constant(8).to_timestamp(at).ok())
        .unwrap_or(Timestamp::UNIX_EPOCH)
}
