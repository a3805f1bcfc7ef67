//! The security board and the register: what is unusual is told, handled, and can be proved.

use axum::http::StatusCode;
use vocabulary::FactKind;

use super::at_the_desk;
use crate::{
    desk::PENALTY,
    rows::{COMPANY, MARKET, penalty},
    story,
};

const CENTRE: &str = "jinan-credit-centre";

fn look(number: &'static str) -> [(&'static str, &'static str); 3] {
    [("purpose", "supervision"), ("matter_number", number), ("number", COMPANY)]
}

story! {
    fn h_77_h_78_a_look_out_of_hours_is_told_handled_and_found_in_the_register(town) {
        town.file(PENALTY, MARKET, penalty());
        // Saturday: nobody works.
        town.move_to(vocabulary::Date::constant(2026, 11, 21));
        let (door, officer) = at_the_desk(town, MARKET, "department-officer");
        let seen = officer.post(&door, "/desk/lookups", &look("济市监〔2026〕7"));
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.text);
        let security = town.staff(CENTRE, "security-officer");
        let board = security.get(&door, "/desk/alerts").text;
        assert!(board.contains("非工作时间查看"), "{board}");
        assert!(!board.contains(COMPANY), "whose data it was is told by its id only");
        let at = board.find("/desk/alerts/").unwrap();
        let address: String = board[at..].chars().take_while(|letter| *letter != '"').collect();
        let closing = format!("{address}/closing");
        let unsaid = security.post(&door, &closing, &[("finding", "")]);
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let finding = [("finding", "值班检查，有办件，属实")];
        assert_eq!(security.post(&door, &closing, &finding).status, StatusCode::SEE_OTHER);
        assert!(!security.get(&door, "/desk/alerts").text.contains(&address));
        // The auditor finds the look, with its place in the ledger; the search is registered too.
        let auditor = town.staff(CENTRE, "auditor");
        let found = auditor.get(&door, "/desk/audit?kind=file").text;
        assert!(found.contains("济市监〔2026〕7") && found.contains("/ledger/positions/"), "{found}");
        let again = auditor.get(&door, "/desk/audit?kind=register").text;
        assert!(again.contains("查登记簿"), "{again}");
    }
}

story! {
    fn h_79_a_sample_of_looks_is_reviewed(town) {
        town.file(PENALTY, MARKET, penalty());
        let (door, officer) = at_the_desk(town, MARKET, "department-officer");
        officer.post(&door, "/desk/lookups", &look("济市监〔2026〕8"));
        let auditor = town.staff(CENTRE, "auditor");
        let sample = auditor.get(&door, "/desk/audit/samples").text;
        let at = sample.find("name=\"look\" value=\"").expect("the look is drawn");
        let mark: String = sample[at + "name=\"look\" value=\"".len()..]
            .chars()
            .take_while(|letter| *letter != '"')
            .collect();
        let done = [("look", mark.as_str()), ("finding", "有办件，用途相符")];
        let told = auditor.post(&door, "/desk/audit/samples", &done);
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        assert_eq!(town.facts(FactKind::LookupReviewed).len(), 1);
        let empty = auditor.post(&door, "/desk/audit/samples", &[("finding", "没有勾选")]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

story! {
    fn c_34_f_h_88_a_drill_from_the_alarm_to_a_shut_interface_and_back(town) {
        let (door, security) = at_the_desk(town, CENTRE, "security-officer");
        let shut = [("door", "api"), ("reason", "演练：疑似泄露")];
        let told = security.post(&door, "/desk/doors", &shut);
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        let (status, answer) = door.get("/api/v1/measures");
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{answer}");
        assert!(answer.contains("演练：疑似泄露"), "{answer}");
        assert!(security.get(&door, "/desk/doors").text.contains("演练：疑似泄露"));
        let open = [("door", "api"), ("reason", "演练结束")];
        let told = security.post(&door, "/desk/doors/thaw", &open);
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        assert_eq!(door.get("/api/v1/measures").0, StatusCode::OK);
        let (frozen, thawed) = (town.facts(FactKind::DoorFrozen), town.facts(FactKind::DoorThawed));
        let passed = thawed[0].at.duration_since(frozen[0].at);
        let plan = i64::from(town.platform.law.security().incident.freeze_minutes);
        assert!(passed.as_mins() <= plan, "{passed:?}");
    }
}

story! {
    fn c_34_d_h_70_data_leaves_masked_by_two_persons_under_a_number_once(town) {
        town.file(PENALTY, MARKET, penalty());
        let (door, officer) = at_the_desk(town, MARKET, "department-officer");
        let reviewer = town.staff(CENTRE, "credit-reviewer");
        let ask = [
            ("number", COMPANY),
            ("purpose", "supervision"),
            ("matter_number", "济市监〔2026〕9"),
            ("reason", "移送司法机关"),
        ];
        let asked = officer.post(&door, "/desk/exports", &ask);
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        let list = reviewer.get(&door, "/desk/exports").text;
        let at = list.find("/desk/exports/E-").unwrap();
        let number: String =
            list[at + "/desk/exports/".len()..].chars().take_while(|letter| *letter != '/').collect();
        let file = format!("/desk/exports/{number}/file");
        assert_eq!(officer.post(&door, &file, &[]).status, StatusCode::FORBIDDEN, "not decided yet");
        let decision = [("verdict", "masked"), ("note", "有移送函")];
        let told = reviewer.post(&door, &format!("/desk/exports/{number}/decision"), &decision);
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        let taken = officer.post(&door, &file, &[]);
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
        assert!(taken.text.contains(&number) && taken.text.contains("行政处罚"), "{}", taken.text);
        assert_eq!(officer.post(&door, &file, &[]).status, StatusCode::FORBIDDEN, "once");
    }
}

story! {
    fn c_35_e_c_08_d_the_dashboard_shows_targets_and_live_figures(town) {
        town.settle();
        let (door, officer) = at_the_desk(town, CENTRE, "credit-officer");
        let told = officer.get(&door, "/desk/figures");
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        for word in ["规划目标", "今年查询量", "5,000,000", "<svg", "报送及时率"] {
            assert!(told.text.contains(word), "{word}: {}", told.text);
        }
        let law = officer.get(&door, "/desk/law").text;
        assert!(law.contains(town.platform.law.version()), "{law}");
        let roles = officer.get(&door, "/desk/roles").text;
        assert!(roles.contains("安全管理员") && roles.contains("您的岗位"), "{roles}");
    }
}
