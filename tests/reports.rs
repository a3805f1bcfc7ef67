//! Credit reports: issued, handed out again, verified, superseded, recognised, destroyed (C-08).

mod again;
mod agree;
mod command;
mod erased;
mod genuine;
mod held;
mod killed;
pub mod partners;
mod races;
mod rebuilt;
mod sheets;
mod superseded;

use std::sync::Arc;

use disclosure::{ConsentView, NewConsent};
use ledger::Signer;
use policy::model::matter::Purpose;
use report::{Ask, Asker, Issued, Issuer, ReportError, Reports, Verdict};
use store::Vault;
use vocabulary::{Actor, Clock, SeededEntropy, SubjectId};

use crate::{
    consents::holder,
    desk::{POLICE, person_penalty},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, person_licence},
};

/// The person of these stories.
pub const PERSON: &str = "370102198506150021";
/// The agency that buys.
const FINANCE: &str = "jinan-finance";
/// The unit that keeps the window.
const CENTRE: &str = "jinan-credit-centre";

/// A report by the id of its layout.
pub fn ask(template: &str) -> Ask {
    Ask { template: template.to_owned(), language: "zh".to_owned(), ..Ask::default() }
}

/// The subject itself.
pub fn own(subject: SubjectId) -> Asker {
    Asker::Own { subject, name: "张三明".to_owned(), purpose: "银行贷款".to_owned() }
}

/// An agency for a tender.
pub fn agency(organisation: &str) -> Asker {
    Asker::Agency {
        actor: Actor::new(organisation, "account 21"),
        organisation: organisation.to_owned(),
        purpose: Purpose::Procurement,
        matter_number: "采2026-7".to_owned(),
    }
}

/// The subject at a window.
pub fn counter() -> Asker {
    Asker::Counter {
        actor: Actor::new(CENTRE, "account 5"),
        organisation: CENTRE.to_owned(),
        document: "居民身份证".to_owned(),
        matter_number: "窗2026-1".to_owned(),
        purpose: String::new(),
    }
}

/// Somebody with a consent.
pub fn consented(organisation: &str, consent: &str) -> Asker {
    Asker::Consented {
        actor: Actor::new(organisation, "account 12"),
        organisation: organisation.to_owned(),
        consent: consent.to_owned(),
        matter_number: "贷2026-3".to_owned(),
    }
}

/// The rule of a refusal.
pub fn refused<T: std::fmt::Debug>(answer: Result<T, ReportError>) -> &'static str {
    match answer {
        Err(ReportError::Refused(refusal)) => refusal.rule,
        other => panic!("{other:?}"),
    }
}

impl Town {
    /// Reports of this town.
    pub fn reports(&self) -> &Reports {
        &self.platform.reports
    }

    /// The company's own report.
    pub fn own_report(&self) -> Issued {
        let subject = self.subject(COMPANY);
        self.reports().issue(&own(subject), subject, &ask("organisation")).unwrap()
    }

    /// What anyone is told of a number.
    pub fn verdict(&self, number: &str) -> Verdict {
        self.reports().verify(number).unwrap().verdict
    }

    /// A person with a licence, which is open on request, and a penalty, which is shared.
    pub fn settle_person(&self) -> SubjectId {
        self.file("administrative-licence-person", MARKET, person_licence());
        self.file("administrative-penalty-person", POLICE, person_penalty());
        self.person(PERSON)
    }

    /// A consent of a subject.
    pub fn grant(&self, subject: SubjectId, kind: &str, to: &str) -> ConsentView {
        let new = NewConsent { kind: kind.to_owned(), to: to.to_owned(), ..NewConsent::default() };
        self.platform.gate.grant(&holder(), subject, &new).unwrap()
    }

    /// Reports of this town under other keys and by another clock: as another site would issue them,
    /// or one whose second hand does something.
    pub fn reports_by(&self, signer: Signer, clock: Arc<dyn Clock>) -> Reports {
        let platform = &self.platform;
        let vault = Arc::new(Vault::new(&[9; 32]));
        Reports::new(
            platform.gate.clone(),
            (platform.db.clone(), platform.pen.clone()),
            (Arc::clone(&platform.law), vault),
            signer,
            paper::Press::default(),
            (clock, Arc::new(SeededEntropy::new(99))),
            Issuer {
                name: "外地信用中心".to_owned(),
                address: "https://credit.example".to_owned(),
            },
        )
        .unwrap()
    }
}

/// Whether the model says a text anywhere.
pub fn says(issued: &Issued, text: &str) -> bool {
    serde_json::to_string(&issued.report).unwrap().contains(text)
}

/// The name of the company, which stands in every report of it.
pub const NAME: &str = COMPANY_NAME;
