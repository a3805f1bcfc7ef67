//! Credit checks at the moment of a decision (C-09, H-01, H-02, H-52 … H-54, H-60).

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use check::{CheckError, Decision, Outcome, Question};
use serde_json::{Value, json};
use vocabulary::{Actor, Clock, Date, FactKind, IdentifierKind};

use crate::{
    archives::{commitment, listing},
    desk::{PENALTY, POLICE, REGISTRATION, code, person_penalty},
    harness::Town,
    packs::Packs,
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, penalty, registration},
    sight::text,
    story,
};

const FINANCE: &str = "jinan-finance";
const PROCUREMENT: &str = "government-procurement";
const FOOD: &str = "food-business-licence";

fn of_company(document: &str, decided_on: &str) -> Row {
    Row::default()
        .with("subject_name", COMPANY_NAME)
        .with("subject_code", COMPANY)
        .with("document_number", document)
        .with("decided_on", decided_on)
}

/// A supplier's ban by the finance department until 2028-02-08 (政府采购法 art. 77).
pub fn ban() -> Row {
    of_company("济财采罚〔2026〕9号", "2026-02-09")
        .with("criterion", "提供虚假材料谋取中标、成交")
        .with("content", "提供虚假业绩证明谋取中标，二年内禁止参加政府采购活动")
        .with("valid_until", "2028-02-08")
        .with("authority_name", "济南市财政局")
        .with("authority_code", "11370100MB90001546")
}

fn honour() -> Row {
    of_company("济发改信〔2026〕21号", "2026-05-20")
        .with("honour_name", "守信示范企业")
        .with("honour_level", "市级")
        .with("authority_name", "济南市发展和改革委员会")
        .with("authority_code", "11370100MB9000138G")
}

impl Town {
    fn praised_and_listed(&self) {
        self.file(REGISTRATION, MARKET, registration());
        self.file(PENALTY, MARKET, penalty());
        self.file("serious-market-violation", MARKET, listing());
        self.file("honour", "jinan-development-reform", honour());
        self.file("credit-commitment", MARKET, commitment("违背承诺"));
    }
}

/// The places of keys in a JSON object, in its order.
fn order(answer: &Value, keys: &[&str]) -> Vec<usize> {
    let object = answer.as_object().unwrap();
    keys.iter().map(|key| object.keys().position(|found| found == key).unwrap()).collect()
}

story! {
    fn c_09_a_an_answer_has_state_red_prompt_list_hits_measures_and_broken_commitments(town) {
        town.praised_and_listed();
        let answer = town.check(FOOD, COMPANY);
        let state = answer.subject.as_ref().unwrap();
        assert_eq!((state.name.as_deref(), state.state.as_deref()), (Some(COMPANY_NAME), Some("存续")));
        let items = |hits: &[check::Hit]| hits.iter().map(|hit| hit.item.clone()).collect::<Vec<_>>();
        assert_eq!(items(&answer.incentives), ["honour"]);
        assert_eq!(items(&answer.lists), ["serious-market-violation"]);
        assert_eq!(items(&answer.records), [PENALTY]);
        assert_eq!(items(&answer.commitments_broken), ["credit-commitment"]);
        assert_eq!(answer.lists[0].list.as_deref(), Some("serious-market-violation"));
        assert_eq!(answer.records[0].document_number.as_deref(), Some("济市监罚〔2026〕11号"));
        assert_eq!(answer.records[0].authority.as_deref(), Some("济南市市场监督管理局"));
        // Measures of this matter only, each with its basis.
        let law = &town.platform.law;
        let allowed = &law.matter(FOOD, town.platform.gate.today()).unwrap().measures;
        assert!(!answer.measures.is_empty());
        for due in &answer.measures {
            assert!(allowed.contains(&due.id) && !due.basis.is_empty(), "{due:?}");
        }
        // Within two seconds for 95 of 100, and by far.
        let mut times: Vec<Duration> = (0..100)
            .map(|_| {
                let begun = Instant::now();
                town.check(FOOD, COMPANY);
                begun.elapsed()
            })
            .collect();
        times.sort_unstable();
        assert!(times[94] < Duration::from_secs(2), "{:?}", times[94]);
    }
}

story! {
    fn c_09_b_h_54_a_hit_without_measure_is_a_reference_and_refuses_nothing(town) {
        town.file(REGISTRATION, MARKET, registration());
        assert_eq!(town.check(PROCUREMENT, COMPANY).outcome, Outcome::Clear);
        town.file(PENALTY, MARKET, penalty());
        let answer = town.check(FOOD, COMPANY);
        assert_eq!((answer.outcome, answer.records.len()), (Outcome::Reference, 1));
        assert!(answer.measures.iter().all(|due| !due.intercepts), "{:?}", answer.measures);
        assert!(!answer.decision_due && answer.note.contains("不得仅凭"), "{}", answer.note);
        // A ban that belongs to another matter stops nothing here.
        town.file("government-procurement-violation", FINANCE, ban());
        for matter in town.platform.law.matters(town.platform.gate.today()) {
            if !matter.subjects.contains(&vocabulary::SubjectKind::Enterprise) {
                continue;
            }
            let answer = town.check(&matter.id, COMPANY);
            let stops = answer.outcome == Outcome::Intercept;
            let banned = matter.measures.iter().any(|measure| measure == "procurement-ban");
            assert_eq!(stops, banned, "{}", matter.id);
            assert!(["clear", "reference", "intercept"].contains(&answer.outcome.as_str()));
        }
    }
}

story! {
    fn c_09_c_h_53_h_60_a_statutory_ban_intercepts_while_it_runs_and_wants_its_outcome_recorded(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.file("government-procurement-violation", FINANCE, ban());
        let answer = town.check(PROCUREMENT, COMPANY);
        assert_eq!((answer.outcome, answer.decision_due), (Outcome::Intercept, true));
        let due = answer.measures.iter().find(|due| due.intercepts).unwrap();
        assert_eq!((due.id.as_str(), due.until_on), ("procurement-ban", Some(Date::constant(2028, 2, 8))));
        assert_eq!(due.basis[0].document, "中华人民共和国政府采购法");
        assert_eq!(due.basis[0].article.as_deref(), Some("第77条"));
        assert!(answer.note.contains("政府采购法") && answer.note.contains("2028-02-08"), "{}", answer.note);

        // The outcome stands open until the clerk records it, and not without a reason.
        let checker = &town.platform.checker;
        let unit = town.question(PROCUREMENT, COMPANY).organisation;
        let clerk = Actor::new(unit.clone(), "clerk-1");
        let open = || checker.undecided(&unit, 10).unwrap().len();
        assert_eq!(open(), 1);
        let decide = |why: &str| checker.decide(&clerk, &unit, &answer.number, Decision::Refused, (why, None));
        assert!(matches!(decide(" "), Err(CheckError::ReasonMissing)));
        decide("禁止期内").unwrap();
        assert_eq!(open(), 0);

        town.move_to(Date::constant(2028, 2, 8));
        assert_eq!(town.check(PROCUREMENT, COMPANY).outcome, Outcome::Intercept);
        town.move_to(Date::constant(2028, 2, 9));
        let after = town.check(PROCUREMENT, COMPANY);
        assert!(after.outcome != Outcome::Intercept && after.measures.is_empty(), "{after:?}");
    }
}

story! {
    fn c_09_d_the_number_of_an_answer_is_stored_and_the_decision_is_fed_back_once(town) {
        town.settle();
        let (door, key) = (town.door(), town.key(FINANCE, "approval-system"));
        let asked = json!({ "matter": PROCUREMENT, "matter_number": "采2026-17", "code": COMPANY });
        let (status, answer) = door.post("/api/v1/checks", &key, &asked);
        assert_eq!((status, &answer["matter_number"]), (StatusCode::CREATED, &json!("采2026-17")));
        let number = answer["number"].as_str().unwrap().to_owned();
        let made = &town.facts(FactKind::CheckMade)[0];
        assert_eq!(number, format!("C-{}", made.position));
        assert!(made.draft.body.contains("采2026-17"), "{}", made.draft.body);

        let path = format!("/api/v1/checks/{number}");
        let receipt = town.get(&path, Some(&key)).1;
        assert_eq!((&receipt["matter"], &receipt["decision"]), (&json!(PROCUREMENT), &Value::Null));
        let granted = json!({ "decision": "granted" });
        let decide = |key: &str, body: &Value| door.post(&format!("{path}/decision"), key, body).0;
        assert_eq!(decide(&key, &json!({ "decision": "refused" })), StatusCode::UNPROCESSABLE_ENTITY);
        let other = town.key("jinan-tax", "department-system");
        assert_eq!(decide(&other, &granted), StatusCode::NOT_FOUND, "not another unit's");
        assert_eq!(decide(&key, &granted), StatusCode::CREATED);
        assert_eq!(decide(&key, &granted), StatusCode::CONFLICT);
        assert_eq!(town.get(&path, Some(&key)).1["decision"], "granted");
        assert_eq!(town.facts(FactKind::CheckDecided).len(), 1);
        // The number proves that it was asked: offline, under a signed checkpoint.
        town.platform.sequencer.fold().unwrap();
        let proof = town.platform.reader.inclusion(made.position).unwrap();
        proof.check(&town.platform.verifiers).unwrap();
    }
}

story! {
    fn c_09_e_coverage_is_counted_by_unit_over_the_application_list(town) {
        town.settle();
        let of = |unit: &str| {
            let lines = town.platform.checker.coverage(Some(unit)).unwrap();
            let used = lines.iter().filter(|line| line.checks > 0).count();
            (used, lines.len())
        };
        let law = &town.platform.law;
        let finance = law.agency(FINANCE).unwrap();
        let matters = law.matters(town.platform.gate.today());
        let due = matters.iter().filter(|matter| {
            matter.units.iter().any(|unit| *unit == finance.id || finance.groups.contains(unit))
        });
        let due = due.count();
        assert_eq!(of(FINANCE), (0, due));
        let ask = |matter: &str| Question {
            actor: Actor::new(FINANCE, "story"),
            organisation: FINANCE.to_owned(),
            ..town.question(matter, COMPANY)
        };
        for matter in [PROCUREMENT, PROCUREMENT, "fiscal-subsidy"] {
            town.platform.checker.check(&ask(matter)).unwrap();
        }
        assert_eq!(of(FINANCE), (2, due));
        assert_eq!(of("jinan-tax").0, 0);
        let key = town.key(FINANCE, "approval-system");
        let (_, lines) = town.get("/api/v1/checks/coverage", Some(&key));
        let line = |matter: &str| {
            let mut lines = lines.as_array().unwrap().iter();
            lines.find(|line| line["matter"] == matter).map(|line| line["checks"].clone())
        };
        assert_eq!((line(PROCUREMENT), line("audit-review")), (Some(json!(2)), None), "{lines}");
        assert_eq!(line("honours-selection"), Some(json!(0)), "{lines}");
    }
}

/// A matter of a department's own, as it would be added to the application list.
const MATTER: &str = r#"
title = { zh = "公共场地使用", en = "Use of public places" }
purpose = "licensing"
units = ["jinan-culture-tourism"]
subjects = ["enterprise"]
effective_from = 2026-11-01
check = "required"
items = ["enterprise-registration", "administrative-penalty", "honour"]
measures = ["green-channel"]
basic_public_service = false
basis = [{ document = "山东省社会信用条例", article = "第22条", kind = "local-regulation", certainty = "official" }]
"#;

story! {
    fn c_09_f_a_system_is_embedded_by_key_matter_and_test_run_without_code(town) {
        town.settle();
        let unit = "jinan-culture-tourism";
        let packs = Packs::of_the_platform();
        packs.write("jinan/matters/public-place.toml", MATTER);
        assert!(packs.findings().is_empty(), "{:#?}", packs.findings());
        packs.adopt(town, "keeper-1", "济信办〔2026〕7号");
        let issued = town.platform.keys().issue(unit, "approval-system", "public-place", None).unwrap();
        let (door, key) = (town.door(), issued.secret);
        let size = town.platform.reader.size().unwrap();
        let (status, run) = town.get("/api/v1/matters/public-place/rehearsal", Some(&key));
        assert_eq!((status, &run["unit_allowed"]), (StatusCode::OK, &json!(true)), "{run}");
        assert_eq!(run["measures"], json!(["green-channel"]));
        assert_eq!(town.platform.reader.size().unwrap(), size, "nothing is looked at");
        let ask = |matter: &str| {
            let asked = json!({ "matter": matter, "matter_number": "场1", "code": COMPANY });
            door.post("/api/v1/checks", &key, &asked)
        };
        let (status, answer) = ask("public-place");
        assert_eq!((status, &answer["outcome"]), (StatusCode::CREATED, &json!("reference")), "{answer}");
        assert_eq!(ask("honours-selection").0, StatusCode::FORBIDDEN, "not what the key is for");
        // Ended by whatever process, a key is dead five seconds later.
        town.platform.keys().end(&issued.id).unwrap();
        town.clock.set(town.clock.now() + jiff::SignedDuration::from_secs(5));
        assert_eq!(ask("public-place").0, StatusCode::UNAUTHORIZED);
    }
}

story! {
    fn h_52_incentives_are_read_before_restraints(town) {
        town.praised_and_listed();
        let keys = ["incentives", "lists", "records", "commitments_broken"];
        let sorted = |answer: &Value| {
            let places = order(answer, &keys);
            assert!(places.is_sorted(), "{places:?}");
            let effects = answer["measures"].as_array().unwrap().iter();
            let effects: Vec<&str> = effects.map(|due| due["effect"].as_str().unwrap()).collect();
            assert!(effects.contains(&"incentive") && effects.contains(&"restraint"), "{effects:?}");
            assert!(effects.is_sorted_by_key(|effect| *effect != "incentive"), "{effects:?}");
        };
        sorted(&serde_json::from_str(&text(&town.check("honours-selection", COMPANY))).unwrap());
        let key = town.key(MARKET, "department-system");
        for matter in [FOOD, "honours-selection"] {
            let asked = json!({ "matter": matter, "matter_number": "1", "code": COMPANY });
            let (status, answer) = town.post("/api/v1/checks", &key, &asked);
            assert_eq!(status, StatusCode::CREATED);
            sorted(&answer);
        }
    }
}

story! {
    fn h_01_an_evaluation_however_bad_changes_no_answer(town) {
        town.settle();
        let matters: Vec<String> = town
            .platform
            .law
            .matters(town.platform.gate.today())
            .into_iter()
            .filter(|matter| matter.subjects.contains(&vocabulary::SubjectKind::Enterprise))
            .map(|matter| matter.id.clone())
            .collect();
        let answers = || -> Vec<Value> {
            let strip = |matter: &String| {
                let mut answer: Value = serde_json::from_str(&text(&town.check(matter, COMPANY))).unwrap();
                answer["number"].take();
                answer["position"].take();
                // Daily supervision may see it, as neutral.
                answer["other"].as_array_mut().unwrap().retain(|hit| hit["item"] != "evaluation-result");
                answer
            };
            matters.iter().map(strip).collect()
        };
        let before = answers();
        let worst = of_company("PJ-2026-3-000128", "2026-10-20")
            .with("period", "2026年第三季度")
            .with("result", "失信惩戒")
            .with("authority_name", "济南市发展和改革委员会")
            .with("authority_code", "11370100MB9000138G");
        town.file("evaluation-result", "jinan-development-reform", worst);
        assert_eq!(answers(), before);
    }
}

story! {
    fn h_02_in_a_basic_public_service_nothing_is_held_against_anybody(town) {
        town.file("administrative-penalty-person", POLICE, person_penalty());
        let question = Question {
            actor: Actor::new("jinan-civil-affairs", "story"),
            organisation: "jinan-civil-affairs".to_owned(),
            matter: "social-assistance".to_owned(),
            matter_number: "助1".to_owned(),
            subject: vocabulary::Identifier {
                kind: IdentifierKind::IdentityCard,
                number: "370102198506150021".to_owned(),
            },
        };
        let answer = town.platform.checker.check(&question).unwrap();
        assert_eq!((answer.outcome, answer.records.len()), (Outcome::Clear, 0), "{answer:?}");
        assert!(answer.measures.is_empty() && answer.matter.basic_public_service);
        // Tying a restraint to it is refused by the packs.
        let packs = Packs::of_the_platform();
        let file = "shandong/matters/social-assistance.toml";
        packs.change(file, "measures = []", "measures = [\"registration-ban\"]");
        packs.change(file, "\"person-registration\"", "\"administrative-penalty-person\"");
        let found = packs.findings();
        assert!(found.iter().any(|finding| finding.cites.contains("H-02")), "{found:#?}");
    }
}

story! {
    fn a_list_of_numbers_is_answered_line_by_line_and_each_line_is_registered(town) {
        town.settle();
        town.file("government-procurement-violation", FINANCE, ban());
        let key = town.key(FINANCE, "approval-system");
        let list = format!("统一社会信用代码,名称\n{COMPANY},甲\n91370100MA3C00011K,乙\n{},丙\n", code(5));
        let request = axum::http::Request::post(format!(
            "/api/v1/checks/batch?matter={PROCUREMENT}&matter_number=1"
        ));
        let request = request
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "text/csv");
        let (status, told) = town.door().ask(request.body(list.into()).unwrap());
        assert_eq!(status, StatusCode::OK, "{told}");
        let lines: Vec<Value> = serde_json::from_str(&told).unwrap();
        let outcome = |index: usize| lines[index]["answer"]["outcome"].as_str();
        assert_eq!([outcome(0), outcome(1), outcome(2)], [Some("intercept"), None, Some("clear")]);
        assert!(lines[1]["fault"].as_str().unwrap().contains("统一社会信用代码"), "{told}");
        assert_eq!(town.facts(FactKind::CheckMade).len(), 2);
    }
}
