//! What anyone can ask for without an account: what the forms refuse, what the receipt opens, what
//! stays sealed; and the guide of every process.

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
/// The form of an objection.
const FORM: &str = "/processes/objection/new";

fn digest(town: &Town) -> String {
    town.own_record(PENALTY).digest
}

/// Sends an objection of somebody without an account.
fn object(portal: &Portal, digest: &str, statement: &str) -> Answer {
    let fields = [
        ("subject", COMPANY),
        ("digest", digest),
        ("field.statement", statement),
        ("field.wish", "correct"),
        ("name", NAME),
        ("contact", CONTACT),
    ];
    portal.upload(FORM, &fields)
}

/// What stands in the receipt under a label.
fn told(receipt: &Answer, label: &str) -> String {
    let (_, rest) = receipt.text.split_once(&format!("<dt>{label}</dt><dd>")).unwrap();
    rest.split('<').next().unwrap().to_owned()
}

story! {
    fn c_08_e_h_39_anyone_objects_to_what_is_public_and_follows_it_with_number_and_code(town) {
        town.settle();
        let (portal, digest) = (Portal::of(town), digest(town));
        let page = portal.get(&format!("/subjects/{COMPANY}/records/{digest}"));
        assert!(page.text.contains(&format!("{FORM}?subject={COMPANY}&amp;digest={digest}")), "{}", page.text);
        let form = portal.get(&format!("{FORM}?subject={COMPANY}&digest={digest}"));
        assert_eq!(form.status, 200, "{}", form.text);
        let short = object(&portal, &digest, "");
        assert_eq!(short.status, 422);
        assert!(short.text.contains("请填写“哪里不对”") && short.text.contains(NAME), "typed words stay");
        assert_eq!(object(&portal, &digest, &"错".repeat(2_001)).status, 422);
        assert!(town.facts(FactKind::CaseOpened).is_empty());

        let receipt = object(&portal, &digest, "处罚决定书写的是另一家店");
        assert_eq!(receipt.status, 201, "{}", receipt.text);
        assert_eq!(receipt.header("cache-control"), "no-store");
        let (number, code) = (told(&receipt, "编号"), told(&receipt, "查询码"));
        assert_eq!((number.len(), code.len()), (20, 10));
        assert!(receipt.text.contains("2026-11-25"), "3 working days from a Friday");
        // Name and contact are sealed: neither the ledger nor any page has them.
        let body = &town.facts(FactKind::CaseOpened)[0].draft.body;
        assert!(!body.contains(NAME) && !body.contains(CONTACT), "{body}");
        let status = |number: &str, code: &str| portal.post("/cases", &[("number", number), ("code", code)]);
        let shown = status(&number, &code.to_lowercase());
        assert!(shown.status == 200 && shown.text.contains("待受理"), "{}", shown.text);
        assert_eq!(shown.header("cache-control"), "no-store");
        assert!(!shown.text.contains(NAME) && !shown.text.contains(CONTACT));
        // Whichever is wrong, the answer is the same.
        for (number, code) in [(number.as_str(), "AAAAAAAAAA"), ("37010020261120999999", code.as_str()), ("", "")] {
            let refused = status(number, code);
            assert_eq!(refused.status, 404);
            assert!(refused.text.contains("编号与查询码不相符"));
        }
        assert!(portal.get(&format!("/cases?number={number}")).text.contains(&number));
    }
}

story! {
    fn h_40_who_asked_sees_who_has_it_until_when_and_why_and_can_add_and_take_back(town) {
        town.settle();
        let (portal, digest) = (Portal::of(town), digest(town));
        let receipt = object(&portal, &digest, "处罚决定书写的是另一家店");
        let (number, code) = (told(&receipt, "编号"), told(&receipt, "查询码"));
        let own = [("number", number.as_str()), ("code", code.as_str())];
        let shown = portal.post("/cases", &own);
        // Who has it, until when, why, by which rule.
        for said in ["济南市公共信用信息中心", "2026-11-25", "3 个工作日", "正在等待受理", "处罚决定书写的是另一家店", "异议受理回执"] {
            assert!(shown.text.contains(said), "{said}: {}", shown.text);
        }
        // Nothing added is an error beside the field; a note and a paper are taken.
        let nothing = portal.upload("/cases/notes", &own);
        assert!(nothing.status == 422 && nothing.text.contains("请写下要补充的内容"), "{}", nothing.text);
        let added = portal.upload("/cases/notes", &[own[0], own[1], ("note", "门牌号也不对")]);
        assert!(added.status == 200 && added.text.contains("已补充") && added.text.contains("门牌号也不对"), "{}", added.text);
        // A move first shows what it does, then does it; a wrong code leads nowhere.
        let wrong = portal.upload("/cases/moves/withdraw", &[own[0], ("code", "AAAAAAAAAA"), ("sent", "yes")]);
        assert_eq!(wrong.status, 404);
        let asked = portal.post("/cases/moves/withdraw", &own);
        assert!(asked.status == 200 && asked.text.contains("确认要这样做吗"), "{}", asked.text);
        assert!(portal.post("/cases", &own).text.contains("待受理"), "nothing has moved yet");
        let done = portal.upload("/cases/moves/withdraw", &[own[0], own[1], ("sent", "yes")]);
        assert!(done.status == 200 && done.text.contains("您撤回了异议"), "{}", done.text);
        assert_eq!(portal.upload("/cases/moves/accept", &[own[0], own[1], ("sent", "yes")]).status, 404, "that is staff's");
    }
}

story! {
    fn h_40_every_process_has_a_guide_that_says_who_how_long_by_which_rule_and_what_if_nothing(town) {
        let portal = Portal::of(town);
        let index = portal.get("/processes");
        assert_eq!(index.status, 200);
        let law = std::sync::Arc::clone(&town.platform.law);
        let today = crate::harness::TODAY;
        assert!(law.processes(today).len() >= 20);
        for process in law.processes(today) {
            let path = format!("/processes/{}", process.id);
            for (prefix, titles) in [("", &process.title.zh), ("/en", &process.title.en)] {
                let page = portal.get(&format!("{prefix}{path}"));
                assert_eq!(page.status, 200, "{prefix}{path}: {}", page.text);
                let text = crate::plays::plain(&page.text);
                assert!(text.contains(titles), "{prefix}{path}");
                for state in &process.state {
                    let said = if prefix.is_empty() { &state.said.zh } else { &state.said.en };
                    assert!(text.contains(said), "{prefix}{path}: {}", state.id);
                }
                for basis in process.clock.iter().flat_map(|clock| &clock.basis) {
                    let used = |clock: &policy::model::process::Clock| clock.basis.contains(basis);
                    let runs = process.clock.iter().filter(|clock| used(clock)).any(|clock| {
                        process.state.iter().any(|state| state.clocks.contains(&clock.id))
                    });
                    assert!(!runs || text.contains(&basis.document), "{prefix}{path}: {}", basis.document);
                }
            }
            let zh = portal.get(&path).text;
            assert!(zh.contains("不收费") && zh.contains("到期没有答复怎么办"), "{path}");
        }
        assert_eq!(portal.get("/processes/nothing").status, 404);
    }
}

story! {
    fn h_18_nobody_objects_to_what_is_not_public(town) {
        town.settle();
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let portal = Portal::of(town);
        let person = town.person("370102198506150021");
        let hidden = &town.own_file(person).unwrap().records[0];
        let asked = |owner: &str, digest: &str| portal.get(&format!("{FORM}?subject={owner}&digest={digest}"));
        for owner in [hidden.subject.as_str(), COMPANY] {
            assert_eq!(asked(owner, &hidden.digest).status, 404);
            assert_eq!(object(&portal, &hidden.digest, "处罚决定书写的是另一家店").status, 404);
        }
        let digest = digest(town);
        town.repair(PENALTY);
        assert_eq!(asked(COMPANY, &digest).status, 410);
        assert_eq!(object(&portal, &digest, "处罚决定书写的是另一家店").status, 410);
        assert!(town.facts(FactKind::CaseOpened).is_empty());
        // Without a record the form says how to come to one.
        assert!(portal.get(FORM).text.contains("先找到那家单位"));
        // What only those who are signed in can begin is not there.
        assert_eq!(portal.get("/processes/repair/new").status, 404);
    }
}

story! {
    fn c_26_a_a_report_asks_once_who_it_is_and_lets_it_be_left_empty(town) {
        town.settle();
        let portal = Portal::of(town);
        let form = portal.get("/processes/report/new");
        assert_eq!(form.status, 200, "{}", form.text);
        assert!(!form.text.contains("name=\"name\"") && form.text.contains("name=\"field.reporter_name\""), "{}", form.text);
        assert!(form.text.contains("name=\"subject\""), "about which organisation");
        let fields = |subject: &'static str| [("subject", subject), ("field.unit", "jinan-market-regulation"), ("field.matter", "other"), ("field.what", "多次销售过期食品")];
        let unknown = portal.upload("/processes/report/new", &fields("91370100MA3X00000X"));
        assert!(unknown.status == 422 && unknown.text.contains("没有找到这家单位"), "{}", unknown.text);
        let receipt = portal.upload("/processes/report/new", &fields(COMPANY));
        assert_eq!(receipt.status, 201, "{}", receipt.text);
        let own = [("number", told(&receipt, "编号")), ("code", told(&receipt, "查询码"))];
        let own = [("number", own[0].1.as_str()), ("code", own[1].1.as_str())];
        let status = portal.post("/cases", &own);
        assert!(status.status == 200 && status.text.contains("待") && status.text.contains(own[0].1), "{}", status.text);
        // Nobody else reads of it, least of all whom it is about.
        assert!(!portal.get(&format!("/subjects/{COMPANY}")).text.contains("多次销售过期食品"));
        let home = town.company_at_home();
        for page in ["/mine", "/mine/cases", "/mine/messages", "/mine/download.json"] {
            assert!(!home.get(&town.door(), page).text.contains(own[0].1), "{page}");
        }
    }
}
