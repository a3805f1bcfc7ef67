//! Successions and relations as the registration offices send them, and who sees them.

use disclosure::{Because, Items, PageRequest, Query, Role, Viewer};
use policy::model::matter::Purpose;
use vocabulary::{Actor, Date, FactKind, Identifier, IdentifierKind};

use super::{OTHER_NAME, keeper, other};
use crate::{
    desk::{PENALTY, REGISTRATION},
    harness::Town,
    mine::NUMBER,
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, penalty, registration},
    story,
};

const CHANGE: &str = "subject-succession";
/// A number of before the unified codes.
const OLD_NUMBER: &str = "370100200012346";

impl Town {
    fn changed(&self, kind: &str, field: &'static str, value: &str) {
        let row = Row::default().with("subject_name", COMPANY_NAME).with("subject_code", COMPANY);
        let row = row.with("change_kind", kind).with("changed_on", "2020-06-01");
        self.file(CHANGE, MARKET, row.with(field, value));
    }

    fn found(&self, text: &str) -> Vec<Option<String>> {
        let query = Query::Name(text.to_owned());
        let found = self.platform.gate.search(&query, &PageRequest::default()).unwrap();
        found.into_inner().entries.into_iter().map(|found| found.head.code).collect()
    }
}

fn regulator() -> Viewer {
    Viewer::Department {
        actor: Actor::new(MARKET, "account regulator-1"),
        organisation: MARKET.to_owned(),
        purpose: Purpose::Supervision,
        matter_number: "监2026-7".to_owned(),
        items: Items::All,
    }
}

story! {
    fn c_02_b_an_old_number_leads_to_the_new_code_since_registration_says_so(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.changed("代码变更", "related_code", OLD_NUMBER);
        let identifier =
            Identifier { kind: IdentifierKind::RegistrationNumber, number: OLD_NUMBER.to_owned() };
        let old = town.platform.site_key.subject_id(&identifier);
        let page = town.platform.gate.page(old).unwrap().unwrap().into_inner();
        assert_eq!(page.head.code.as_deref(), Some(COMPANY));
        let told = town.platform.gate.merges(&PageRequest::default()).unwrap().into_inner().entries;
        assert!(told[0].by_registration && told[0].parted.is_none());
        assert_eq!(told[0].merged.reason, "主体承继与代码变更信息");
        // An officer may find otherwise, and say why.
        let because = Because { reason: "查明是另一户", evidence: "登记档案第12卷" };
        town.platform.gate.part(&keeper(), old, because).unwrap();
        assert_eq!(town.facts(FactKind::SubjectParted).len(), 1);
        let told = town.platform.gate.merges(&PageRequest::default()).unwrap().into_inner().entries;
        assert_eq!(told[0].parted.as_ref().unwrap().evidence, "登记档案第12卷");
    }
}

story! {
    fn s_44_a_former_name_has_its_days_and_is_found(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.changed("名称变更", "former_name", "济南老泉商贸有限公司");
        let head = town.page(COMPANY).unwrap().head;
        let [former] = head.former.as_slice() else { panic!("{head:?}") };
        assert_eq!(former.name, "济南老泉商贸有限公司");
        assert_eq!(former.until_on, Some(Date::constant(2020, 6, 1)));
        assert_eq!(town.found("济南老泉商贸有限公司"), [Some(COMPANY.to_owned())]);
    }
}

story! {
    fn s_44_who_was_absorbed_keeps_its_own_page_and_its_own_records(town) {
        town.settle_companies();
        let fine = penalty().with("subject_name", OTHER_NAME).with("subject_code", other().as_str());
        town.file(PENALTY, MARKET, fine);
        town.changed("吸收合并", "related_code", other().as_str());
        let roles = |code: &str| -> Vec<String> {
            let page = town.page(code).unwrap();
            page.relations.into_iter().map(|one| one.role).filter(|role| role != "representative").collect()
        };
        assert_eq!((roles(COMPANY), roles(other().as_str())), (vec!["predecessor".to_owned()], vec!["successor".to_owned()]));
        assert_eq!((town.fines(COMPANY), town.fines(other().as_str())), (0, 1), "nobody inherits a fine");
        assert!(town.platform.gate.merges(&PageRequest::default()).unwrap().entries.is_empty());
    }
}

story! {
    fn c_02_e_associations_join_by_numbers_hide_persons_and_are_registered(town) {
        let led = |row: Row| row.with("representative_name", "王小明").with("representative_number", NUMBER);
        town.file(REGISTRATION, MARKET, led(registration()));
        let second = registration().with("subject_name", OTHER_NAME).with("subject_code", other().as_str());
        town.file(REGISTRATION, MARKET, led(second).with("address", "济南市市中区经七路9号"));
        let tie = |subject: (&str, &str), other: (&str, &str), document: &str| {
            let row = Row::default().with("subject_name", subject.0).with("subject_code", subject.1);
            let row = row.with("related_name", other.0).with("related_code", other.1);
            town.file("guarantee", MARKET, row.with("document_number", document).with("from_on", "2024-01-01"));
        };
        let (one, two) = ((COMPANY_NAME, COMPANY), (OTHER_NAME, other()));
        tie(one, (two.0, two.1.as_str()), "保字1号");
        tie((two.0, two.1.as_str()), one, "保字2号");
        let share = Row::default().with("subject_name", COMPANY_NAME).with("subject_code", COMPANY);
        let share = share.with("related_name", "李四海").with("from_on", "2016-03-21");
        town.file("shareholding", MARKET, share);

        let (gate, subject) = (&town.platform.gate, town.subject(COMPANY));
        let net = gate.associations(&regulator(), subject, 2, None).unwrap().unwrap().into_inner();
        let look = &town.facts(FactKind::LookupMade)[0];
        assert_eq!(Some(look.position.0), net.lookup);
        let mutual = net.links.iter().filter(|link| link.role == Role::Guarantor && link.mutual);
        assert_eq!(mutual.count(), 2);
        let led: Vec<_> = net.links.iter().filter(|link| link.role == Role::Representative).collect();
        assert_eq!((led.len(), led[0].to == led[1].to), (2, true), "one person, by the number");
        let text = serde_json::to_string(&net).unwrap();
        for hidden in ["李四海", NUMBER, &town.person(NUMBER).to_hex()] {
            assert!(!text.contains(hidden), "{hidden} {text}");
        }
        // The public learns nothing of guarantees and shares.
        let page = serde_json::to_string(&town.page(COMPANY).unwrap()).unwrap();
        for hidden in ["保字1号", "李四海", "guarantor", "shareholder", NUMBER] {
            assert!(!page.contains(hidden), "{hidden}");
        }
        // The person sees whom it represents; no number stands in any fact in the clear.
        let own = Viewer::Subject { subject: town.person(NUMBER) };
        let before = town.facts(FactKind::LookupMade).len();
        let mine = gate.associations(&own, town.person(NUMBER), 1, None).unwrap().unwrap();
        assert_eq!((mine.associates.len(), mine.links.len(), mine.lookup), (3, 2, None), "without a file");
        assert_eq!(town.facts(FactKind::LookupMade).len(), before);
        let filed = town.bodies(FactKind::RecordFiled);
        assert!(filed.iter().all(|body| !body.to_string().contains(NUMBER)));
        let link = &filed[0]["links"]["representative_number"];
        assert_eq!(link.as_str(), Some(town.person(NUMBER).to_hex().as_str()));
    }
}
