//! Cases of the company itself: a commitment that is signed, a penalty that was repaired.

use std::collections::BTreeMap;

use vocabulary::Actor;
use workflow::{By, Input, NewCase, Paper, StaffBy};

use crate::{
    desk::PENALTY,
    harness::Town,
    rows::{COMPANY, MARKET, penalty},
};

/// Fields by name.
fn input(fields: &[(&str, &str)], papers: &[&str]) -> Input {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let paper = |document: &&str| Paper {
        document: (*document).to_owned(),
        name: format!("{document}.pdf"),
        media_type: "application/pdf".to_owned(),
        bytes: b"%PDF-1.7\n%%EOF".to_vec(),
    };
    let fields: BTreeMap<_, _> = fields.iter().map(owned).collect();
    Input { fields, papers: papers.iter().map(paper).collect() }
}

fn staff(agency: &str, role: &str) -> By {
    let actor = Actor::new(agency, format!("account {role}"));
    By::Staff(StaffBy { actor, agency: agency.to_owned(), role: role.to_owned() })
}

/// Names of pages, and the numbers that they stand for.
pub(super) fn cases(town: &Town) -> Vec<(&'static str, String)> {
    let company = town.subject(COMPANY);
    let actor = Actor::new("subject", "account representative-1");
    let by = By::Holder { actor, person: town.person(super::furnish::PERSON), acting: company };
    vec![("promise", promise(town, &by)), ("repaired", repaired(town, &by))]
}

fn promise(town: &Town, by: &By) -> String {
    let fields = [
        ("item", "food-business-licence"),
        ("unit", "jinan-approval-service"),
        ("accepted", "yes"),
        ("place", "济南市历下区泺源大街1号一层"),
    ];
    let new = NewCase {
        process: "commitment".to_owned(),
        subject: Some(town.subject(COMPANY)),
        digest: None,
        input: input(&fields, &[]),
    };
    town.platform.cases.open(by, new).unwrap().number
}

/// A penalty of June, repaired in one day, with its receipt.
fn repaired(town: &Town, by: &By) -> String {
    let old =
        penalty().with("document_number", "济市监罚〔2026〕3号").with("decided_on", "2026-06-01");
    town.send(PENALTY, MARKET, &[old]);
    let file = town.own_file(town.subject(COMPANY)).unwrap();
    let dated = |record: &&disclosure::RecordView| record.decided_on.to_string() == "2026-06-01";
    let record = file.records.iter().filter(|record| record.item == PENALTY).find(dated).unwrap();
    let fields = [
        ("corrected", "罚款已缴清"),
        ("corrected_on", "2026-07-01"),
        ("signatory", "王小明"),
        ("promise_true", "yes"),
        ("promise_lawful", "yes"),
        ("promise_watch", "yes"),
    ];
    let new = NewCase {
        process: "repair".to_owned(),
        subject: Some(town.subject(COMPANY)),
        digest: Some(record.digest.clone()),
        input: input(&fields, &["correction-proof"]),
    };
    let cases = &town.platform.cases;
    let number = cases.open(by, new).unwrap().number;
    let proposal = [("proposal", "grant"), ("opinion", "罚款已缴清")];
    for (who, step, fields) in [
        (staff("jinan-credit-centre", "credit-officer"), "forward", &[][..]),
        (staff("jinan-market-regulation", "department-officer"), "accept", &[]),
        (staff("jinan-market-regulation", "department-officer"), "propose", &proposal),
        (staff("jinan-market-regulation", "office-head"), "grant", &[]),
    ] {
        cases.act(&who, &number, step, input(fields, &[])).unwrap();
    }
    number
}
