//! Who is meant, at the desk: held rows compared and decided, subjects merged and parted, lists of names
//! matched, records moved, associations looked at. Whatever is decided is a fact.

use axum::http::StatusCode;
use disclosure::{PageRequest, Viewer};
use vocabulary::FactKind;

use super::at_the_desk;
use crate::{
    desk::{PENALTY, POLICE, REGISTRATION, person_penalty},
    harness::Town,
    objections::identity,
    rows::{COMPANY, COMPANY_NAME, MARKET, penalty, registration},
    sight::Door,
    staff::Inside,
    story,
};

const CENTRE: &str = "jinan-credit-centre";
/// A second company: invented, the codes pass their check.
pub const OTHER: &str = "91370100MA3C0002XA";
pub const OTHER_NAME: &str = "济南清河印务有限公司";
/// A code that nobody has.
const NOBODY: &str = "91370100MA3C00038A";
/// The name of the company with a slip: 全 sounds like 泉.
pub const SLIPPED: &str = "济南明全商贸有限公司";

/// Registers the two companies.
pub fn two(town: &Town) {
    town.file(REGISTRATION, MARKET, registration());
    let other = registration().with("subject_code", OTHER).with("subject_name", OTHER_NAME);
    town.file(REGISTRATION, MARKET, other.with("address", "山东省济南市天桥区济洛路9号"));
}

/// A penalty without a code, under a name with a slip, waits: its batch.
pub fn waiting(town: &Town) -> String {
    let row = penalty().with("subject_code", "").with("subject_name", SLIPPED);
    let receipt = town.send(PENALTY, MARKET, &[row]);
    assert_eq!(
        (receipt.held, receipt.accepted),
        (1, 0),
        "{receipt:?}{}",
        town.faults(&receipt.batch)
    );
    receipt.batch
}

fn keeper(town: &Town) -> (Door, Inside) {
    at_the_desk(town, CENTRE, "registry-keeper")
}

fn penalties(town: &Town, code: &str) -> usize {
    let page = town.page(code).unwrap();
    page.records.iter().filter(|record| record.item == PENALTY).count()
}

/// The address of the only row that waits.
fn held_at(town: &Town, batch: &str) -> String {
    let held = town.platform.intake.held(None, &intake::Page::default()).unwrap().entries;
    assert_eq!((held.len(), held[0].batch.as_str()), (1, batch));
    format!("/desk/held/{batch}/{}", held[0].line)
}

story! {
    fn c_02_d_a_row_without_a_code_is_compared_side_by_side_and_released_to_the_one_meant(town) {
        two(town);
        let batch = waiting(town);
        let at = held_at(town, &batch);
        let (door, inside) = keeper(town);
        let list = inside.get(&door, "/desk/held").text;
        assert!(list.contains(SLIPPED) && list.contains(COMPANY_NAME) && list.contains(&at), "{list}");

        let page = inside.get(&door, &at);
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        for word in [SLIPPED, COMPANY_NAME, COMPANY, "读音相同", "支持", "张三明", "2016-03-21"] {
            assert!(page.text.contains(word), "{word}: {}", page.text);
        }
        let english = inside.get(&door, &format!("/en{at}")).text;
        assert!(english.contains("It sounds the same"), "{english}");

        // Nobody chosen, a wrong code, no reason: nothing is done, and the page says why.
        for (fields, key) in [
            (vec![("verdict", "release"), ("reason", "已核对")], "desk.said.nobody_meant"),
            (vec![("verdict", "release"), ("reason", "已核对"), ("meant", "other"), ("code", "91370100MA3C00011K")], "desk.said.code_wrong"),
            (vec![("verdict", "release"), ("meant", COMPANY)], "desk.said.no_reason"),
        ] {
            let told = inside.post(&door, &at, &fields);
            assert_eq!((told.status, told.location()), (StatusCode::SEE_OTHER, at.as_str()), "{key}: {}", told.text);
            assert!(format!("{:?}", told.headers).contains(key), "{key}: {:?}", told.headers);
        }
        assert_eq!(penalties(town, COMPANY), 0, "in no query until somebody decides");

        let fields = [("verdict", "release"), ("reason", "与决定书所附执照一致"), ("meant", COMPANY)];
        let told = inside.post(&door, &at, &fields);
        assert_eq!(told.location(), "/desk/held", "{}", told.text);
        assert_eq!(penalties(town, COMPANY), 1);
        let settled = town.facts(FactKind::RowSettled);
        let body: serde_json::Value = serde_json::from_str(&settled[0].draft.body).unwrap();
        assert_eq!(body["reason"], "与决定书所附执照一致");
        assert_eq!(body["meant"]["code"], COMPANY, "{body:#}");
        assert!(settled[0].draft.actor.by.contains(&inside.staff.account), "{:?}", settled[0].draft.actor);
        let empty = inside.get(&door, "/desk/held").text;
        assert!(empty.contains("没有暂存的行"), "{empty}");
        assert_eq!(inside.get(&door, &at).status, StatusCode::NOT_FOUND, "settled rows are shown no more");
    }
}

story! {
    fn c_02_d_a_row_is_released_to_a_code_that_was_not_proposed_or_returned(town) {
        two(town);
        let first = waiting(town);
        let at = held_at(town, &first);
        let (door, inside) = keeper(town);
        let fields = [("verdict", "release"), ("reason", "电话核实"), ("meant", "other"), ("code", OTHER)];
        assert_eq!(inside.post(&door, &at, &fields).location(), "/desk/held");
        assert_eq!((penalties(town, COMPANY), penalties(town, OTHER)), (0, 1));

        let row = penalty().with("subject_code", "").with("subject_name", SLIPPED);
        let receipt = town.send(PENALTY, MARKET, &[row.with("document_number", "济市监罚〔2026〕12号")]);
        let at = held_at(town, &receipt.batch);
        let told = inside.post(&door, &at, &[("verdict", "dismiss"), ("reason", "请补填代码")]);
        assert_eq!(told.location(), "/desk/held");
        let receipt = town.platform.intake.receipt(&receipt.batch).unwrap();
        assert_eq!((receipt.held, receipt.rejected), (0, 1), "{receipt:?}");
    }
}

story! {
    fn h_13_a_held_row_of_a_person_proposes_nobody_and_takes_no_organisation(town) {
        town.file("person-registration", POLICE, identity());
        let receipt = town.send("administrative-penalty-person", POLICE, &[person_penalty().with("subject_name", "王晓明")]);
        assert_eq!(receipt.held, 1, "{receipt:?}");
        let at = held_at(town, &receipt.batch);
        let (door, inside) = keeper(town);
        let list = inside.get(&door, "/desk/held").text;
        assert!(list.contains("只按号码，不按姓名") && !list.contains("王小明"), "{list}");
        let page = inside.get(&door, &at).text;
        assert!(!page.contains("name=\"meant\"") && !page.contains("王小明"), "{page}");
        let told = inside.post(&door, &at, &[("verdict", "release"), ("reason", "户口簿载明曾用名")]);
        assert_eq!(told.location(), "/desk/held", "{}", told.text);
    }
}

story! {
    fn c_02_b_two_codes_become_one_file_at_the_desk_and_are_parted_again(town) {
        two(town);
        town.file(PENALTY, MARKET, penalty());
        let (door, inside) = keeper(town);
        let path = format!("/desk/subjects/merges?member={COMPANY}&into={OTHER}");
        let pair = inside.get(&door, &path);
        assert_eq!(pair.status, StatusCode::OK, "{}", pair.text);
        for word in [COMPANY_NAME, OTHER_NAME, "不是同一主体", "字不同，不像笔误"] {
            assert!(pair.text.contains(word), "{word}: {}", pair.text);
        }
        // A code that nobody has, and a wrong one.
        let path = format!("/desk/subjects/merges?member={NOBODY}&into=91370100MA3C00011K");
        let told = inside.get(&door, &path).text;
        assert!(told.contains("平台没有这个代码的主体") && told.contains("代码的校验位不对"), "{told}");
        // Without reason or evidence nothing happens.
        let told = inside.post(&door, "/desk/subjects/merges", &[("member", COMPANY), ("into", OTHER), ("reason", "换码")]);
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text);
        assert!(told.text.contains("请写明凭据") && town.facts(FactKind::SubjectMerged).is_empty(), "{}", told.text);

        let fields = [("member", COMPANY), ("into", OTHER), ("reason", "换发代码"), ("evidence", "鲁登变〔2026〕12号")];
        let told = inside.post(&door, "/desk/subjects/merges", &fields);
        assert_eq!(told.location(), "/desk/subjects/merges", "{}", told.text);
        assert_eq!((penalties(town, OTHER), penalties(town, COMPANY)), (1, 1), "one file under both codes");
        let list = inside.get(&door, "/desk/subjects/merges").text;
        for word in ["换发代码", "鲁登变〔2026〕12号", "合并中", COMPANY_NAME, OTHER] {
            assert!(list.contains(word), "{word}: {list}");
        }
        // An auditor reads it, and has nothing to press.
        let auditor = town.staff(CENTRE, "auditor");
        let read = auditor.get(&town.door(), "/desk/subjects/merges").text;
        assert!(read.contains("鲁登变〔2026〕12号") && !read.contains("/merges/part"), "{read}");
        // Not twice; what it is told is a refusal and no error.
        let again = inside.post(&door, "/desk/subjects/merges", &fields);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text);

        let member = town.subject(COMPANY).to_hex();
        let fields = [("member", member.as_str()), ("reason", "合并有误"), ("evidence", "登记机关复函")];
        let told = inside.post(&door, "/desk/subjects/merges/part", &fields);
        assert_eq!(told.location(), "/desk/subjects/merges", "{}", told.text);
        assert_eq!((penalties(town, OTHER), penalties(town, COMPANY)), (0, 1), "each has its own again");
        let list = inside.get(&door, "/desk/subjects/merges").text;
        assert!(list.contains("已拆分") && list.contains("登记机关复函") && list.contains("换发代码"), "{list}");
        let facts = [FactKind::SubjectMerged, FactKind::SubjectParted].map(|kind| town.facts(kind));
        for fact in facts.iter().flatten() {
            assert!(fact.draft.actor.by.contains(&inside.staff.account), "{:?}", fact.draft.actor);
        }
    }
}

story! {
    fn c_02_a_keeper_finds_a_subject_and_sees_doubtful_codes(town) {
        two(town);
        let twin = registration().with("subject_code", NOBODY).with("registered_on", "2020-01-06");
        town.file(REGISTRATION, MARKET, twin);
        let (door, inside) = keeper(town);
        let found = inside.get(&door, "/desk/subjects?q=%E6%98%8E%E6%B3%89%E5%95%86%E8%B4%B8").text;
        assert!(found.contains(COMPANY) && found.contains(&format!("member={COMPANY}")), "{found}");
        let by_code = inside.get(&door, &format!("/desk/subjects?q={OTHER}")).text;
        assert!(by_code.contains(OTHER_NAME), "{by_code}");
        let nobody = inside.get(&door, "/desk/subjects?q=%E7%8E%8B%E5%B0%8F%E6%98%8E").text;
        assert!(nobody.contains("没有查到"), "{nobody}");

        let page = inside.get(&door, "/desk/subjects/duplicates").text;
        assert!(page.contains(COMPANY_NAME) && page.contains(NOBODY) && page.contains("对照"), "{page}");
        let csv = inside.get(&door, "/desk/subjects/duplicates/csv");
        assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
        assert!(csv.text.contains(NOBODY) && csv.text.contains(COMPANY) && !csv.text.contains(OTHER), "{}", csv.text);
        for kind in ["code-names", "wrong-codes"] {
            let page = inside.get(&door, &format!("/desk/subjects/duplicates?kind={kind}"));
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        }
    }
}

story! {
    fn c_02_a_list_of_names_comes_back_with_codes_and_reasons(town) {
        two(town);
        let (door, inside) = at_the_desk(town, MARKET, "department-clerk");
        let empty = inside.upload_as(&door, "/desk/subjects/match", &[("names", "")], ("other", "", b""));
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.text);
        let names = format!("{COMPANY_NAME}\n{SLIPPED}\n青岛无此名称有限公司\n");
        let told = inside.upload_as(&door, "/desk/subjects/match", &[("names", &names)], ("other", "", b""));
        let at = told.location().to_owned();
        assert!(at.starts_with("/desk/subjects/match/"), "{at} {}", told.text);
        let page = inside.get(&door, &at).text;
        for word in [COMPANY, "确定", "需要核对", "没有找到", "读音相同", "青岛无此名称有限公司"] {
            assert!(page.contains(word), "{word}: {page}");
        }
        let csv = inside.get(&door, &format!("{at}/answers.csv")).text;
        assert!(csv.contains(COMPANY) && csv.contains("读音相同") && csv.lines().count() >= 4, "{csv}");
        let xlsx = inside.get(&door, &format!("{at}/answers.xlsx"));
        assert_eq!(xlsx.status, StatusCode::OK);
        // The same as a file; and to nobody else.
        let file = format!("名称\n{OTHER_NAME}\n");
        let told = inside.upload(&door, "/desk/subjects/match", &[], ("名单.csv", file.as_bytes()));
        let page = inside.get(&door, told.location()).text;
        assert!(page.contains(OTHER) && page.contains("名单.csv"), "{page}");
        let other = town.staff_as(MARKET, "department-clerk", "another.clerk");
        let door = town.door();
        assert_eq!(other.get(&door, &at).status, StatusCode::NOT_FOUND);
    }
}

story! {
    fn c_02_a_record_under_the_wrong_subject_is_moved_at_the_desk_and_back(town) {
        two(town);
        town.file(PENALTY, MARKET, penalty());
        let (door, inside) = keeper(town);
        for (from, to) in [(COMPANY, OTHER), (OTHER, COMPANY)] {
            let page = inside.get(&door, &format!("/desk/subjects/relink?from={from}")).text;
            let record = town.page(from).unwrap().records.into_iter().find(|record| record.item == PENALTY).unwrap();
            let id = format!("{}/{}", record.subject, record.digest);
            assert!(page.contains(&id), "{page}");
            let bare = [("from", from), ("record", id.as_str()), ("to", to)];
            let told = inside.post(&door, "/desk/subjects/relink", &bare);
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.text);
            let fields = [("from", from), ("record", id.as_str()), ("to", to), ("reason", "执照代码不同")];
            let told = inside.post(&door, "/desk/subjects/relink", &fields);
            assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
            assert_eq!((penalties(town, from), penalties(town, to)), (0, 1));
        }
    }
}

story! {
    fn c_34_b_h_78_associations_are_asked_for_a_purpose_and_leave_a_trace(town) {
        two(town);
        let branch = registration()
            .with("subject_code", NOBODY)
            .with("subject_name", "济南明泉商贸有限公司历下分公司")
            .with("parent_code", COMPANY);
        let receipt = town.send(REGISTRATION, MARKET, &[branch]);
        assert_eq!(receipt.accepted, 1, "{receipt:?}{}", town.faults(&receipt.batch));
        let (door, inside) = at_the_desk(town, MARKET, "department-officer");
        let ask = |purpose: &str, matter: &str| {
            let fields = [("purpose", purpose), ("matter_number", matter), ("number", COMPANY), ("depth", "2")];
            inside.post(&door, "/desk/associations", &fields)
        };
        for (purpose, matter, rule) in [("", "监1", "C-34.a"), ("audit", "监1", "H-19"), ("supervision", "", "H-78")] {
            let told = ask(purpose, matter);
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{}", told.text);
            assert!(told.text.contains(rule) && !told.text.contains("历下分公司"), "{}", told.text);
        }
        let told = ask("supervision", "监1");
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        for word in [COMPANY_NAME, "历下分公司", "<svg class=\"net\"", "法定代表人"] {
            assert!(told.text.contains(word), "{word}: {}", told.text);
        }
        let viewer = Viewer::Subject { subject: town.subject(COMPANY) };
        let looks = town.platform.gate.lookups(&viewer, town.subject(COMPANY), &PageRequest::default());
        let looks = looks.unwrap().into_inner().entries;
        assert_eq!(looks[0].purpose.as_deref(), Some("supervision"));
        assert!(told.text.contains(&format!("第 {} 号", looks[0].position)), "{}", told.text);
        assert_eq!(looks.len(), 4, "three refusals and one look, all seen by the subject");
    }
}
