//! Numbers from before the unified code.

use serde_json::json;
use vocabulary::FactKind;

use super::{OTHER_NAME, unnamed};
use crate::{
    desk::PENALTY,
    rows::{COMPANY, MARKET, penalty},
    story,
};

const OLD: &str = "370102200012348";

story! {
    fn s_44_a_registration_number_that_once_came_with_a_code_leads_to_it(town) {
        town.settle_companies();
        let taught = penalty().with("registration_number", OLD);
        town.file(PENALTY, MARKET, taught.with("document_number", "济〔2026〕31号"));
        let slip = unnamed("济南明全商贸有限公司", "济〔2026〕32号").with("registration_number", OLD);
        town.file(PENALTY, MARKET, slip);
        assert_eq!(town.fines(COMPANY), 2);
        let body = town.bodies(FactKind::RecordFiled).pop().unwrap();
        assert_eq!((&body["resolved"]["rule"], &body["code"]), (&json!("M-6"), &json!(COMPANY)));
        // A number under which another name stands is left to a person.
        let other = unnamed(OTHER_NAME, "济〔2026〕33号").with("registration_number", OLD);
        assert_eq!(town.waits(other).rule.as_deref(), Some("M-7"));
        // Nine digits in place of the code: they stand inside the whole one.
        let inner = penalty().with("subject_code", &COMPANY[8..17]);
        town.file(PENALTY, MARKET, inner.with("document_number", "济〔2026〕34号"));
        assert_eq!(town.fines(COMPANY), 3);
    }
}
