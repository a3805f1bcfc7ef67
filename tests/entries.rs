//! Single records entered at the desk: ten kinds, the review by a second person, publication in the moment of
//! filing (C-06.a, C-06.b, C-06.d, H-06, H-24).

use axum::http::StatusCode;
use policy::model::catalog::{AdministrativeAct, CatalogItem, Publicity};
use serde_json::{Map, Value};
use vocabulary::{Date, FactKind};

use crate::{
    desk::{PENALTY, POLICE, person_penalty},
    harness::{TODAY, Town},
    publicity::worked,
    rows::{COMPANY, MARKET, Row, licence, penalty},
    sight::Door,
    staff::{Inside, Told},
    story,
};

const LICENCE: &str = "administrative-licence";

/// The fields of a form out of a row: several values of one field stand each by itself.
fn form(row: &Map<String, Value>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, value) in row {
        for part in value.as_str().unwrap_or_default().split(';') {
            fields.push((format!("field.{name}"), part.to_owned()));
        }
    }
    fields
}

fn of(row: &Row) -> Map<String, Value> {
    row.0.iter().map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str()))).collect()
}

fn enter(clerk: &Inside, door: &Door, item: &str, fields: &[(String, String)]) -> Told {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    clerk.post(door, &format!("/desk/records/new/{item}"), &fields)
}

/// All four points looked for, and passed.
const PASSED: [(&str, &str); 5] = [
    ("point", "state-secret"),
    ("point", "trade-secret"),
    ("point", "privacy"),
    ("point", "security"),
    ("verdict", "pass"),
];

/// Two clerks of an agency.
fn clerks(town: &Town, agency: &str) -> (Inside, Inside) {
    let short: String = agency.trim_start_matches("jinan-").chars().take(18).collect();
    let clerk = |name: &str| town.staff_as(agency, "department-clerk", &format!("{name}.{short}"));
    (clerk("one"), clerk("two"))
}

/// The agency that sends an item, preferably the one that its row names.
fn sender(town: &Town, item: &CatalogItem, row: &Map<String, Value>) -> String {
    let law = &town.platform.law;
    let named = row.get("authority_code").and_then(Value::as_str);
    let named = named.and_then(|code| law.agency(code)).filter(|a| law.may_provide(a, item));
    let any = || law.agencies().iter().find(|agency| law.may_provide(agency, item)).unwrap();
    named.unwrap_or_else(any).id.clone()
}

story! {
    fn c_06_b_c_06_a_all_ten_kinds_are_entered_checked_reviewed_and_public_in_that_moment(town) {
        town.move_to(Date::constant(2026, 11, 21));
        let law = std::sync::Arc::clone(&town.platform.law);
        let mut teams: Vec<(String, Inside, Inside)> = Vec::new();
        for act in AdministrativeAct::ALL {
            let items = law.items(TODAY);
            let of_act = |item: &&&CatalogItem| {
                item.act == Some(act) && item.publicity == Publicity::Public
            };
            let item = items.iter().find(of_act).unwrap_or_else(|| panic!("{act:?}"));
            let row = worked(item).unwrap();
            let agency = sender(town, item, &row);
            if !teams.iter().any(|(known, ..)| *known == agency) {
                let (one, two) = clerks(town, &agency);
                teams.push((agency.clone(), one, two));
            }
            let (_, one, two) = teams.iter().find(|(known, ..)| *known == agency).unwrap();
            let door = town.door();
            // The form has every field of the item, and what the unit itself is stands in it.
            let blank = one.get(&door, &format!("/desk/records/new/{}", item.id));
            assert_eq!(blank.status, StatusCode::OK, "{act:?} {agency}: {}", blank.text);
            for field in &item.field {
                assert!(blank.text.contains(&format!("field.{}\"", field.name)), "{act:?} {}", field.name);
            }
            // Checked: the fault stands beside its field, and nothing is lost.
            let mut faulty = row.clone();
            faulty.insert("document_number".to_owned(), Value::from(""));
            let told = enter(one, &door, &item.id, &form(&faulty));
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{act:?}");
            assert!(told.text.contains("R-201") && told.text.contains("#field.document_number"), "{act:?}");
            // Entered: nobody sees it yet.
            let told = enter(one, &door, &item.id, &form(&row));
            assert_eq!(told.status, StatusCode::SEE_OTHER, "{act:?} {}", told.text);
            let path = told.location().to_owned();
            let kind = serde_json::to_value(act).unwrap();
            let list = format!("/publicity/{}", kind.as_str().unwrap());
            let document = row["document_number"].as_str().unwrap();
            assert!(!door.get(&list).1.contains(document), "{act:?}");
            // Reviewed by a second person: public with the answer.
            let page = two.get(&door, &path).text;
            assert!(page.contains("向社会公开") && page.contains(document), "{act:?} {page}");
            let passed = two.post(&door, &format!("{path}/review"), &PASSED);
            assert_eq!(passed.status, StatusCode::SEE_OTHER, "{act:?} {}", passed.text);
            let (status, public) = door.get(&list);
            let code = row["subject_code"].as_str().unwrap();
            let subject = town.subject(code);
            let digests: Vec<String> = town.platform.gate.page(subject).unwrap().unwrap().into_inner()
                .records.into_iter().filter(|record| record.item == item.id).map(|record| record.digest).collect();
            assert!(status == StatusCode::OK && public.contains(&digests[0]), "{act:?} {public}");
        }
        assert_eq!(town.facts(FactKind::RecordFiled).len(), AdministrativeAct::ALL.len());
        assert_eq!(town.facts(FactKind::EntryReviewed).len(), AdministrativeAct::ALL.len());
    }
}

story! {
    fn h_06_h_24_nothing_entered_is_public_without_a_recorded_review_by_another(town) {
        let (one, two) = clerks(town, MARKET);
        let door = town.door();
        let told = enter(&one, &door, LICENCE, &form(&of(&licence())));
        let path = told.location().to_owned();
        // Its writer does not find a form to review it, and cannot send one either.
        assert!(!one.get(&door, &path).text.contains(&format!("{path}/review")));
        let own = one.post(&door, &format!("{path}/review"), &PASSED);
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(own.text.contains("录入人不能审查自己录入的信息") && own.text.contains("H-24"), "{}", own.text);
        // It stands in the colleague's queue; a point that was not looked for lets nothing pass.
        assert!(two.get(&door, "/desk").text.contains(&path));
        let part = two.post(&door, &format!("{path}/review"), &PASSED[1..]);
        assert_eq!(part.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(part.text.contains("保密审查的各项没有全部确认"), "{}", part.text);
        assert!(town.page(COMPANY).is_none());
        // Sent back with the reason, mended, reviewed again.
        let back = [("verdict", "return"), ("reason", "许可内容写到了住址")];
        assert_eq!(two.post(&door, &format!("{path}/review"), &back).status, StatusCode::SEE_OTHER);
        assert!(one.get(&door, "/desk").text.contains(&path), "it came back to its writer");
        let edit = one.get(&door, &format!("{path}/edit"));
        assert!(edit.text.contains("许可内容写到了住址"), "{}", edit.text);
        let mended = form(&of(&licence().with("content", "食品销售（仅预包装）")));
        let mended: Vec<(&str, &str)> = mended.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(one.post(&door, &format!("{path}/edit"), &mended).status, StatusCode::SEE_OTHER);
        assert_eq!(two.post(&door, &format!("{path}/review"), &PASSED).status, StatusCode::SEE_OTHER);
        assert!(serde_json::to_string(&town.page(COMPANY).unwrap()).unwrap().contains("仅预包装"));
        // The ledger says who reviewed it and what was looked for; the entry keeps no second copy.
        let reviews = town.bodies(FactKind::EntryReviewed);
        assert_eq!((reviews.len(), reviews[1]["points"].as_array().unwrap().len()), (2, 4));
        assert!(!reviews[0].to_string().contains("住址"), "the reason is sealed");
        assert_eq!(town.bodies(FactKind::BatchReceived)[0]["reviewed_by"], reviews[1]["reviewer"]);
        let page = two.get(&door, &path).text;
        assert!(page.contains("已报送并公开") && !page.contains("仅预包装"), "{page}");
        // Another unit sees nothing of it.
        let (other, _) = clerks(town, "jinan-ecology");
        assert_eq!(other.get(&town.door(), &path).status, StatusCode::NOT_FOUND);
    }
}

story! {
    fn h_24_a_review_in_the_units_own_books_names_its_office_and_files_at_once(town) {
        let (one, _) = clerks(town, MARKET);
        let door = town.door();
        let mut fields = form(&of(&penalty()));
        fields.push(("review".to_owned(), "stated".to_owned()));
        let told = enter(&one, &door, PENALTY, &fields);
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("请写明审查机构和文号"), "{}", told.text);
        fields.push(("stated".to_owned(), "法规处 密审〔2026〕7号".to_owned()));
        let told = enter(&one, &door, PENALTY, &fields);
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        assert!(town.page(COMPANY).is_some(), "public with the receipt");
        assert_eq!(town.bodies(FactKind::EntryReviewed)[0]["reviewer"], "法规处 密审〔2026〕7号");
        // The same again says nothing new; what differs from a colleague's record is told by rule.
        town.repair(PENALTY);
        let mut changed = form(&of(&penalty().with("fine", "9").with("content", "罚款9万元")));
        changed.extend([("review", "stated"), ("stated", "法规处 8号")].map(|(n, v)| (n.to_owned(), v.to_owned())));
        let told = enter(&one, &door, PENALTY, &changed);
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.text.contains("R-602"), "{}", told.text);
    }
}

story! {
    fn c_06_d_a_persons_record_entered_at_the_desk_is_filed_and_never_public(town) {
        let (one, _) = clerks(town, POLICE);
        let door = town.door();
        let item = "administrative-penalty-person";
        let page = one.get(&door, &format!("/desk/records/new/{item}")).text;
        assert!(page.contains("不向社会公开"), "{page}");
        let told = enter(&one, &door, item, &form(&of(&person_penalty())));
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        assert_eq!(town.facts(FactKind::RecordFiled).len(), 1);
        assert!(!door.get("/publicity/penalty").1.contains("扰乱公共场所秩序"));
        let shown = one.get(&door, told.location()).text;
        assert!(!shown.contains("370102198506150021"), "the entry keeps no number");
    }
}
