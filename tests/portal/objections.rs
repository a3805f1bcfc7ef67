//! "This is wrong" from anyone: what the form refuses, what the receipt opens, what stays sealed.

use vocabulary::FactKind;

use super::{Answer, Portal};
use crate::{
    desk::{PENALTY, POLICE, person_penalty},
    harness::Town,
    rows::COMPANY,
    story,
};

const NAME: &str = "赵无名";
const CONTACT: &str = "济南市历下区泺源大街2号";

fn form(town: &Town) -> String {
    format!("/subjects/{COMPANY}/records/{}/objection", town.own_record(PENALTY).digest)
}

fn filled(portal: &Portal, path: &str, statement: &str) -> Answer {
    let fields = [("statement", statement), ("wish", ""), ("name", NAME), ("contact", CONTACT)];
    portal.post(path, &fields)
}

/// What stands in the receipt under a label.
fn told(receipt: &Answer, label: &str) -> String {
    let (_, rest) = receipt.text.split_once(&format!("<dt>{label}</dt><dd>")).unwrap();
    rest.split('<').next().unwrap().to_owned()
}

story! {
    fn c_08_e_anyone_objects_to_what_is_public_and_follows_it_with_number_and_code(town) {
        town.settle();
        let (portal, path) = (Portal::of(town), form(town));
        assert_eq!(portal.get(&path).status, 200);
        let short = filled(&portal, &path, "错");
        assert_eq!(short.status, 422);
        assert!(short.text.contains("请写明哪里不对") && short.text.contains(NAME), "typed words stay");
        assert_eq!(filled(&portal, &path, &"错".repeat(2_001)).status, 422);
        assert!(town.facts(FactKind::ObjectionFiled).is_empty());

        let receipt = filled(&portal, &path, "处罚决定书写的是另一家店");
        assert_eq!(receipt.status, 201, "{}", receipt.text);
        assert_eq!(receipt.header("cache-control"), "no-store");
        let (number, code) = (told(&receipt, "编号"), told(&receipt, "查询码"));
        assert!(receipt.text.contains("2026-11-25"), "3 working days from a Friday");
        // Name and contact are sealed: neither the ledger nor any page has them.
        let body = &town.facts(FactKind::ObjectionFiled)[0].draft.body;
        assert!(!body.contains(NAME) && !body.contains(CONTACT), "{body}");
        let status = |number: &str, code: &str| {
            portal.post("/objections", &[("number", number), ("code", code)])
        };
        let shown = status(&number, &code);
        assert!(shown.status == 200 && shown.text.contains("待受理"), "{}", shown.text);
        assert!(!shown.text.contains(NAME) && !shown.text.contains(CONTACT));
        // Whichever is wrong, the answer is the same.
        for (number, code) in [(number.as_str(), "AAAAAAAAAA"), ("YY370100261120999999", code.as_str()), ("", "")] {
            let refused = status(number, code);
            assert_eq!(refused.status, 404);
            assert!(refused.text.contains("编号与查询码不相符"));
        }
        assert_eq!(portal.get(&format!("/objections/{number}")).status, 200);
    }
}

story! {
    fn h_18_nobody_objects_to_what_is_not_public(town) {
        town.settle();
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let (portal, path) = (Portal::of(town), form(town));
        let person = town.person("370102198506150021");
        let hidden = &town.own_file(person).unwrap().records[0];
        for owner in [hidden.subject.as_str(), COMPANY] {
            let path = format!("/subjects/{owner}/records/{}/objection", hidden.digest);
            assert_eq!(portal.get(&path).status, 404);
            assert_eq!(filled(&portal, &path, "处罚决定书写的是另一家店").status, 404);
        }
        town.repair(PENALTY);
        assert_eq!(portal.get(&path).status, 410);
        assert_eq!(filled(&portal, &path, "处罚决定书写的是另一家店").status, 410);
        assert!(town.facts(FactKind::ObjectionFiled).is_empty());
    }
}
