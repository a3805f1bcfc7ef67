//! Cases at one's own page: what waits for me, signing a commitment in one flow, repair refused with
//! its day, and what came of a repair.

use axum::http::StatusCode;
use vocabulary::{Date, FactKind};

use crate::{
    cases::lists::PROPOSED,
    desk::PENALTY,
    harness::Town,
    plays::{number_in, plain},
    rows::COMPANY,
    story,
};

/// The form of a commitment.
const SIGN: &str = "/mine/cases/new/commitment";

story! {
    fn c_16_a_check_signature_and_publication_are_one_flow(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let chosen = home.get(&door, SIGN);
        let item = format!("{SIGN}?item=food-business-licence");
        assert!(chosen.text.contains(&item) && !chosen.text.contains("teacher-integrity"), "{}", chosen.text);
        let page = home.get(&door, &item);
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        // Each sentence, what follows, who verifies, and what the check shows, before the signature.
        for said in ["已经知晓食品经营许可的条件", "不经营特殊食品", "先告知并听取申辩", "三十日内现场核查", "核查完毕：可以签署",
            "机关办“食品经营许可”时会看到什么", "签署后立即公示", "accept.4"] {
            assert!(plain(&page.text).contains(said), "{said}: {}", page.text);
        }
        let base = [("item", "food-business-licence"), ("field.item", "food-business-licence"), ("field.unit", "jinan-approval-service"),
            ("accept.1", "yes"), ("accept.2", "yes"), ("accept.3", "yes"), ("field.accepted", "yes")];
        let unread = home.upload(&door, SIGN, &base);
        assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unread.text.contains("第 4 句还没有勾选") && unread.text.contains("href=\"#accept.4\""), "{}", unread.text);
        assert!(town.facts(FactKind::CaseOpened).is_empty());
        // Another authority than the one to which it is promised is no choice.
        let other: Vec<_> = base.iter().map(|(name, value)| (*name, if *name == "field.unit" { "jinan-finance" } else { value })).collect();
        let elsewhere = home.upload(&door, SIGN, &[other.as_slice(), &[("accept.4", "yes")]].concat());
        assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", elsewhere.text);
        let signed = home.upload(&door, SIGN, &[base.as_slice(), &[("accept.4", "yes")]].concat());
        assert_eq!(signed.status, StatusCode::OK, "{}", signed.text);
        let number = number_in(&signed.text).unwrap();
        assert!(signed.text.contains("已签署") && signed.text.contains("2026-12-21"), "verified within 30 days, on a working day: {}", signed.text);
        // Published at the same moment, for everybody: the notice, the record, the file.
        let (_, notices) = door.get("/announcements/commitment");
        assert!(notices.contains(&number) && notices.contains("食品经营许可告知承诺") && notices.contains(&format!("/subjects/{COMPANY}")), "{notices}");
        assert!(door.get(&format!("/subjects/{COMPANY}")).1.contains("食品经营许可告知承诺"));
        let (_, table) = door.get("/announcements/commitment/notices.csv");
        assert!(table.contains(&number) && table.starts_with("\u{feff}编号"), "{table}");
        assert!(door.get("/announcements/commitment?q=%E7%83%A7%E7%83%A4").1.contains("没有包含“烧烤”的公示"));
        assert!(door.get("/announcements/commitment?q=%E9%A3%9F%E5%93%81").1.contains(&number));
        assert!(door.get("/announcements/arrears").1.contains("还没有公示") || door.get("/announcements/arrears").0 == StatusCode::NOT_FOUND);
        assert!(home.get(&door, "/mine/cases").text.contains(&number));
    }
}

story! {
    fn c_16_f_a_person_who_acts_for_itself_is_told_to_switch_where_only_organisations_promise(town) {
        town.settle();
        let (home, door) = (town.person_at_home(), town.door());
        let page = home.get(&door, SIGN);
        assert!(page.status == StatusCode::OK && page.text.contains("这件事由单位办理"), "{}", page.text);
        assert!(home.get(&door, "/mine/cases").text.contains("/mine/cases/new/commitment-person"));
        assert_eq!(home.get(&door, "/mine/cases/new/designation").status, StatusCode::NOT_FOUND, "that is for staff");
        assert_eq!(home.get(&door, "/mine/cases/37010020261120999999").status, StatusCode::NOT_FOUND);
    }
}

story! {
    fn h_44_what_waits_for_a_defence_stands_on_the_start_page_with_its_last_day(town) {
        town.registered_on(Date::constant(2026, 11, 2));
        town.on_engine(PROPOSED);
        let (home, door) = (town.company_at_home(), town.door());
        let start = home.get(&door, "/mine").text;
        assert!(start.contains("请您办理：列入名单") && start.contains("2026-11-10"), "{start}");
        let list = home.get(&door, "/mine/cases").text;
        assert!(list.contains("等您办的") && list.contains("已告知，待申辩"), "{list}");
        let number = number_in(&list).unwrap();
        let case = home.get(&door, &format!("/mine/cases/{number}")).text;
        for said in ["机关拟将您列入名单", "等您办", "2026-11-10", &format!("/mine/cases/{number}/moves/defend")] {
            assert!(case.contains(said), "{said}: {case}");
        }
        let messages = home.get(&door, "/mine/messages").text;
        assert!(messages.contains(&format!("/mine/cases/{number}")), "the notice is told of: {messages}");
        // The defence: what is missing is said beside the field; what is sent is done.
        let path = format!("/mine/cases/{number}/moves/defend");
        let empty = home.upload(&door, &path, &[("field.defence", "")]);
        assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.text.contains("请填写“陈述、申辩意见”"), "{}", empty.text);
        let done = home.upload(&door, &path, &[("field.defence", "已主动退出投标")]);
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, format!("/mine/cases/{number}").as_str()), "{}", done.text);
        assert!(!home.get(&door, "/mine").text.contains("请您办理"), "it waits no more");
        // Nobody else sees it.
        let other = account::NewHolder { name: "赵青".to_owned(), number: "370102199003070032".to_owned() };
        town.enrol(&other);
        let neighbour = town.come_home(&other.number, None);
        for path in [format!("/mine/cases/{number}"), path] {
            assert_eq!(neighbour.get(&door, &path).status, StatusCode::NOT_FOUND);
        }
    }
}

impl Town {
    /// The penalty of the company can be repaired from this day on.
    fn repairable(&self) -> Date {
        let record = self.own_record(PENALTY);
        record.lineage.and_then(|lineage| lineage.repairable_from).unwrap()
    }
}

story! {
    fn c_17_repair_is_guided_from_the_record_and_refused_with_its_day_before(town) {
        town.settle();
        let (home, door) = (town.company_at_home(), town.door());
        let (digest, day) = (town.own_record(PENALTY).digest, town.repairable());
        for page in [home.get(&door, &format!("/mine/records/{digest}")).text, door.get(&format!("/subjects/{COMPANY}/records/{digest}")).1] {
            for said in ["修复指引", &day.to_string(), "不收费", "一并送达", "/processes/repair"] {
                assert!(page.contains(said), "{said}: {page}");
            }
        }
        let early = home.get(&door, &format!("/mine/cases/new/repair?digest={digest}"));
        assert!(early.status == StatusCode::OK && early.text.contains(&day.to_string()) && early.text.contains("C-17"), "{}", early.text);
        // On the day the button is there.
        town.move_to(day);
        let home = town.come_home(crate::mine::NUMBER, Some(COMPANY));
        let page = home.get(&door, &format!("/mine/records/{digest}")).text;
        assert!(page.contains(&format!("/mine/cases/new/repair?digest={digest}")), "{page}");
        let form = home.get(&door, &format!("/mine/cases/new/repair?digest={digest}")).text;
        assert!(!form.contains("起可以申请") && form.contains("name=\"paper.correction-proof\""), "{form}");
        let sent = home.upload(&door, "/mine/cases/new/repair", &[("digest", digest.as_str()), ("field.corrected", "已缴清")]);
        assert!(sent.status == StatusCode::UNPROCESSABLE_ENTITY && sent.text.contains("请附上"), "one complete list: {}", sent.text);
    }
}
