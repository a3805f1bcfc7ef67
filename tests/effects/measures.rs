//! Measures: only of the list, lawful, on the right object, to the right person; whoever was ever
//! reached by one is found.

use vocabulary::Date;
use workflow::{
    AppliedFilter,
    case::{By, Input, NewCase, Page, StaffBy},
};

use super::{APPLIED, BARRED, REPAIRED};
use crate::{
    desk::{POLICE, REGISTRATION, person_penalty},
    harness::Town,
    mine::NUMBER,
    packs::Packs,
    rows::{COMPANY, MARKET, registration},
    story,
};

const LAUNCH: &str = "
    2026-11-16 market-regulation/department-officer start:joint-action@administrative-penalty -> to-launch";

story! {
    fn h_47_h_48_a_measure_off_the_list_or_on_the_wrong_record_is_refused(town) {
        town.fined_in_june_on(Date::constant(2026, 11, 16));
        town.on_engine(LAUNCH).play("
            2026-11-16 market-regulation/department-officer launch measure=our-own-idea unit=jinan-approval-service -/> 措施
            2026-11-16 market-regulation/department-officer launch measure=registration-ban unit=jinan-approval-service -/> H-48");
    }
}

story! {
    fn h_47_a_unit_that_does_not_carry_a_measure_out_cannot_apply_it(town) {
        town.barred();
        town.on_engine(LAUNCH).play("
            2026-11-16 market-regulation/department-officer launch measure=registration-ban unit=jinan-finance -> responding
            2026-11-16 market-regulation/department-officer child:joint-task -> open
            2026-11-17 finance/department-officer apply matter=登记 told=1 -/> H-47");
    }
}

story! {
    fn c_12_b_a_measure_that_the_register_blocks_is_matched_nowhere_until_it_is_cleared(town) {
        town.barred();
        assert_eq!(intercepting(town), ["registration-ban"]);
        let mut run = town.on_engine("
            2026-11-16 credit-centre/credit-officer start:measure-review unit=jinan-approval-service name=三年内不得登记 content=三年内不得登记 measure=registration-ban -> registered
            2026-11-16 credit-centre/legality-reviewer require opinion=期限待明确 due_on=2026-12-10 -> to-correct");
        assert!(intercepting(town).is_empty());
        assert_eq!(town.platform.cases.blocked().unwrap(), ["registration-ban"]);
        town.on_engine(LAUNCH).play("
            2026-11-16 market-regulation/department-officer launch measure=registration-ban unit=jinan-approval-service -/> C-12.b");
        run.play("
            2026-11-16 approval-service/department-officer report corrected=已明确 legal_basis=第40条 term=三年 body=登记机关 lawful_why=第40条 relevant_why=登记 proportionate_why=法定 +proof -> reviewing
            2026-11-16 credit-centre/legality-reviewer keep lawful=1 relevant=1 proportionate=1 -> kept");
        assert_eq!(intercepting(town), ["registration-ban"]);
    }
}

/// Bans that a check of any matter finds.
fn intercepting(town: &Town) -> Vec<String> {
    let mut found = Vec::new();
    for matter in town.platform.law.matters(town.platform.gate.today()) {
        if matter.measures.iter().any(|id| id == "registration-ban") {
            let answer = town.check(&matter.id, COMPANY);
            found
                .extend(answer.measures.into_iter().filter(|due| due.intercepts).map(|due| due.id));
        }
    }
    found.dedup();
    found
}

story! {
    fn h_60_a_banned_subject_is_stopped_with_measure_and_basis_and_passes_once_the_ban_has_ended(town) {
        town.barred();
        assert_eq!(intercepting(town), ["registration-ban"]);
        town.on_engine(REPAIRED);
        assert!(intercepting(town).is_empty(), "no longer banned, no longer stopped");
    }
}

story! {
    fn c_12_d_h_61_a_withdrawn_national_entry_stops_its_local_measures_the_next_day(town) {
        let packs = Packs::of_the_platform();
        let file = "national/base-measures.toml";
        let text = packs.read(file);
        let from = text.find("id = \"market-access\"").unwrap();
        let (before, after) = text.split_at(from);
        let dated = after.replacen("effective_from = 2022-01-01", "effective_from = 2022-01-01\nuntil = 2026-11-16", 1);
        packs.write(file, &format!("{before}{dated}"));
        town.move_to(Date::constant(2026, 11, 16));
        packs.adopt(town, "credit-centre", "全国清单调整");
        town.barred();
        assert_eq!(intercepting(town), ["registration-ban"]);
        let mut run = town.on_engine(LAUNCH);
        town.move_to(Date::constant(2026, 11, 17));
        assert!(intercepting(town).is_empty());
        run.play("
            2026-11-17 market-regulation/department-officer launch measure=registration-ban unit=jinan-approval-service -/> C-12.d");
    }
}

story! {
    fn c_12_e_every_subject_to_whom_a_measure_was_ever_applied_is_found(town) {
        town.barred();
        town.on_engine(APPLIED).play("
            2026-11-18 approval-service/approval-officer lift reason=已履行 -> lifted");
        let find = |filter: &AppliedFilter| town.platform.cases.applied(filter, &Page::default()).unwrap().entries;
        let of = |measure: &str| AppliedFilter { measure: Some(measure.to_owned()), ..AppliedFilter::default() };
        let found = find(&of("registration-ban"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code.as_deref(), Some(COMPANY));
        assert_eq!(found[0].agency, "jinan-approval-service");
        assert_eq!((found[0].lifted_on, found[0].lasts), (Some(Date::constant(2026, 11, 18)), false));
        assert!(found[0].digest.is_none(), "it is no longer said on what it rested");
        assert_eq!(find(&of("exit-restriction")), []);
        assert_eq!(find(&AppliedFilter { lasting: true, ..AppliedFilter::default() }), []);
        // That it was applied stays countable; once the record is repaired, nobody is named (H-28).
        town.on_engine(REPAIRED);
        let found = find(&of("registration-ban"));
        assert_eq!(found.len(), 1);
        assert!(found[0].gone && found[0].code.is_none() && found[0].name.is_none());
        let officer = town.staff("jinan-credit-centre", "credit-officer");
        let page = officer.get(&town.door(), "/desk/cases/applied?measure=registration-ban").text;
        assert!(page.contains("不再显示主体") && !page.contains(COMPANY), "{page}");
        // Deleted tables come back from the facts alone.
        assert_eq!(town.facts(vocabulary::FactKind::MeasureStarted).len(), 1);
    }
}

story! {
    fn h_57_a_person_is_reached_only_where_the_decision_names_it(town) {
        let row = person_penalty().with("content", BARRED);
        town.file("administrative-penalty-person", POLICE, row);
        let subject = town.person(NUMBER);
        let file = town.own_file(subject).unwrap();
        let record = file.records.iter().find(|one| one.item == "administrative-penalty-person").unwrap();
        let named = record.fields.iter().find(|field| field.name == "document_number").unwrap();
        let decision = named.value.clone();
        let staff = |agency: &str, role: &str| {
            let actor = vocabulary::Actor::new(agency, format!("account {role}"));
            By::Staff(StaffBy { actor, agency: agency.to_owned(), role: role.to_owned() })
        };
        let lead = staff(POLICE, "department-officer");
        let cases = &town.platform.cases;
        let fields = |pairs: &[(&str, &str)]| Input {
            fields: pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect(),
            papers: Vec::new(),
        };
        let begun = cases.open(&lead, NewCase {
            process: "joint-action".to_owned(),
            subject: Some(subject),
            digest: Some(record.digest.clone()),
            input: Input::default(),
        });
        let action = begun.unwrap().number;
        let wanted = [("measure", "registration-ban"), ("unit", "jinan-approval-service")];
        let task = cases.act(&lead, &action, "launch", fields(&wanted)).unwrap().made.remove(0);
        let responder = staff("jinan-approval-service", "approval-officer");
        let apply = |pairs: &[(&str, &str)]| {
            let mut all = vec![("matter", "个体登记"), ("told", "1")];
            all.extend(pairs);
            cases.act(&responder, &task, "apply", fields(&all)).map_err(|error| error.to_string())
        };
        assert!(apply(&[]).unwrap_err().contains("H-57"));
        let other = [("decision", "济市监罚〔2026〕999号"), ("capacity", "直接责任人")];
        assert!(apply(&other).unwrap_err().contains("H-57"), "the decision must be the one that names it");
        assert!(apply(&[("decision", &decision)]).unwrap_err().contains("H-57"), "in a capacity");
        // The office that registration knows began on the day after the decision (C-02.e).
        let led = registration().with("representative_name", "王小明").with("representative_number", NUMBER);
        town.file(REGISTRATION, MARKET, led.with("registered_on", "2026-11-17"));
        let in_office = [("decision", decision.as_str()), ("capacity", "法定代表人")];
        assert!(apply(&in_office).unwrap_err().contains("C-02.e"));
        apply(&[("decision", &decision), ("capacity", "直接责任人")]).unwrap();
        let found = cases.applied(&AppliedFilter::default(), &Page::default()).unwrap().entries;
        assert_eq!((found[0].name.as_deref(), found[0].code.as_deref()), (None, None), "no name of a person");
    }
}
