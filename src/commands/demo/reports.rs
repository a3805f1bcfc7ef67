//! Reports of the demo: a company's own, one for a tender, one at a window, a person's own.

use anyhow::{Context, Result};
use demo::{City, Resident};
use disclosure::{Channel, Whence};
use policy::model::matter::Purpose;
use probity::Platform;
use report::{Ask, Asker, RegisterFilter, Reports};
use vocabulary::{Actor, Identifier, IdentifierKind, SubjectId, SubjectKind, UnifiedCode};

/// Who keeps the window.
const CENTRE: &str = "jinan-credit-centre";
/// Who asks for a tender.
const BUYER: &str = "jinan-finance";

/// Issues a handful at the first start; gives how many.
pub(super) fn issue(platform: &Platform, reports: &Reports, city: City) -> Result<usize> {
    if !reports.register(&RegisterFilter::default(), 1)?.is_empty() {
        return Ok(0);
    }
    let residents = || (0..city.subjects).map(|n| Resident::nth(city.seed, n, city.today));
    let companies: Vec<Resident> = residents()
        .filter(|one| one.kind == SubjectKind::Enterprise && !one.ended)
        .take(3)
        .collect();
    let mut issued = 0;
    for (company, wanted) in companies.iter().zip(["own", "counter", "agency"]) {
        let code = UnifiedCode::parse(&company.code).ok().context("a company without a code")?;
        let subject = platform.site_key.subject_id(&code.identifier());
        issued += one(reports, wanted, (subject, &company.name), "organisation")?;
    }
    let person = residents().find(|one| one.kind == SubjectKind::Person);
    if let Some(person) = person {
        let identity =
            Identifier { kind: IdentifierKind::IdentityCard, number: person.identity_card };
        let subject = platform.site_key.subject_id(&identity);
        issued += one(reports, "own", (subject, &person.name), "person")?;
    }
    Ok(issued)
}

fn one(
    reports: &Reports,
    wanted: &str,
    (subject, name): (SubjectId, &str),
    template: &str,
) -> Result<usize> {
    let officer = |agency: &str| Actor::new(agency, "account demo-window");
    let (asker, channel) = match wanted {
        "counter" => (
            Asker::Counter {
                actor: officer(CENTRE),
                organisation: CENTRE.to_owned(),
                document: "营业执照".to_owned(),
                matter_number: "YS-2026-0001".to_owned(),
                purpose: "银行贷款".to_owned(),
            },
            Channel::Hall,
        ),
        "agency" => (
            Asker::Agency {
                actor: officer(BUYER),
                organisation: BUYER.to_owned(),
                purpose: Purpose::Procurement,
                matter_number: "ZC-2026-0001".to_owned(),
            },
            Channel::Desk,
        ),
        _ => {
            let (name, purpose) = (name.to_owned(), String::new());
            (Asker::Own { subject, name, purpose }, Channel::Mine)
        }
    };
    let ask = Ask { template: template.to_owned(), language: "zh".to_owned(), ..Ask::default() };
    let whence = Whence { channel, ..Whence::default() };
    match reports.through(whence).issue(&asker, subject, &ask) {
        Ok(issued) => {
            println!("  {}  {} of {name}", issued.report.number, issued.report.template.title);
            Ok(1)
        }
        Err(fault) => {
            tracing::warn!(%fault, template, "a report of the demo was not issued");
            Ok(0)
        }
    }
}
