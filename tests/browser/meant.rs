//! What the pages about who is meant have to show: a row that waits, two subjects that became one, a branch.

use disclosure::Because;
use vocabulary::Actor;

use crate::{
    desk::{PENALTY, REGISTRATION},
    desks::subjects::{OTHER, OTHER_NAME, SLIPPED},
    harness::Town,
    rows::{COMPANY, COMPANY_NAME, MARKET, penalty, registration},
};

/// A branch of the company.
const BRANCH: &str = "91370100MA3C00038A";
/// The code under which the second company was known before.
const FORMER: &str = "91370100MA3C000465";

/// Lets it happen; batch and line of the row that waits.
pub(super) fn meant(town: &Town) -> (String, String) {
    let others = [
        (OTHER, OTHER_NAME, ""),
        (FORMER, OTHER_NAME, ""),
        (BRANCH, "济南明泉商贸有限公司历下分公司", COMPANY),
    ];
    for (code, name, parent) in others {
        let row = registration().with("subject_code", code).with("subject_name", name);
        town.file(REGISTRATION, MARKET, row.with("parent_code", parent));
    }
    let because =
        Because { reason: "换发统一社会信用代码", evidence: "鲁登变〔2026〕12号" };
    let keeper = Actor::new("jinan-credit-centre", "account story");
    let merged =
        town.platform.gate.merge(&keeper, town.subject(FORMER), town.subject(OTHER), because);
    merged.unwrap();
    let unclear =
        penalty().with("document_number", "济市监罚〔2026〕77号").with("subject_code", "");
    let sent = town.send(PENALTY, MARKET, &[unclear.with("subject_name", SLIPPED)]);
    assert_eq!(sent.held, 1, "{COMPANY_NAME}: {sent:?}");
    let held = town.platform.intake.held(None, &intake::Page::default()).unwrap().entries;
    let row = held.iter().find(|row| row.batch == sent.batch).unwrap();
    (row.batch.clone(), row.line.to_string())
}
