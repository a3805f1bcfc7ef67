//! Repair (C-17, H-26 to H-36): when it is time, with a commitment, by two persons, within the days.

use policy::model::process::{FieldKind, ProcessGroup};
use vocabulary::Date;
use workflow::case::{Colour, FigureFilter, Page, QueueFilter, Why};

use crate::{
    desk::PENALTY,
    harness::{TODAY, Town},
    packs::{Packs, refused_by},
    rows::{COMPANY, MARKET, penalty},
    story,
};

/// An application with everything that is asked for.
macro_rules! applied {
    ($day:literal) => {
        concat!("\n", $day, " company start:repair@administrative-penalty corrected=罚款已缴清 corrected_on=2026-07-01 signatory=王小明 promise_true=1 promise_lawful=1 promise_watch=1 +correction-proof -> submitted\n")
    };
}

fn public_page(town: &Town) -> String {
    town.door().get(&format!("/subjects/{COMPANY}")).1
}

story! {
    fn c_17_a_h_26_h_34_h_35_an_application_goes_from_the_one_window_to_the_authority_and_the_record_is_gone(town) {
        town.fined_in_june();
        assert!(public_page(town).contains("未按规定明码标价"));
        let mut run = town.over_http(applied!("2026-11-20"));
        run.play("
            2026-11-20 company sees -> 2026-11-20
            2026-11-20 credit-centre/credit-officer forward -> forwarded
            2026-11-20 company sees -> 2026-11-25
            2026-11-23 market-regulation/department-officer accept -> examining
            2026-11-23 company sees -> 2026-12-07
            2026-11-30 market-regulation/department-officer propose proposal=grant opinion=罚款已缴清 -> deciding
            2026-11-30 market-regulation/department-officer grant -/>
            2026-11-30 market-regulation/office-head grant -> granted
            2026-11-30 company sees -> 已修复");
        assert!(!public_page(town).contains("未按规定明码标价"), "gone with the next request");
        // Its commitment is watched from now on (H-34, S-233).
        run.play("
            2026-11-30 credit-centre/credit-officer child:repair-watch -> watching
            2026-12-01 credit-centre/credit-officer ask finding=又被举报 -> asked
            2026-12-02 company state defence=举报不实 -> deciding
            2026-12-03 credit-centre/credit-reviewer find-kept reason=举报不实 -> kept");
    }
}

story! {
    fn c_17_too_early_is_refused_with_the_day_from_which_it_can_be_asked_for(town) {
        town.file(crate::desk::REGISTRATION, MARKET, crate::rows::registration());
        town.file(PENALTY, MARKET, penalty());
        town.over_http("
            2026-11-20 company start:repair@administrative-penalty corrected=罚款已缴清 corrected_on=2026-11-18 signatory=王小明 promise_true=1 promise_lawful=1 promise_watch=1 +correction-proof -/> 2027");
    }
}

story! {
    fn h_34_without_the_commitment_in_the_set_form_there_is_no_application(town) {
        town.fined_in_june();
        town.over_http("
            2026-11-20 company start:repair@administrative-penalty corrected=罚款已缴清 corrected_on=2026-07-01 signatory=王小明 promise_true=1 promise_lawful=1 +correction-proof -/>");
        town.on_engine("
            2026-11-20 company start:repair@administrative-penalty corrected=罚款已缴清 corrected_on=2026-07-01 signatory=王小明 promise_true=1 promise_lawful=1 +correction-proof -/> promise_watch
            2026-11-20 company start:repair@administrative-penalty corrected=罚款已缴清 corrected_on=2026-07-01 signatory=王小明 promise_true=1 promise_lawful=1 promise_watch=1 -/> correction-proof");
    }
}

story! {
    fn c_17_a_h_32_faults_are_told_in_one_complete_list_and_no_second_one(town) {
        town.fined_in_june();
        town.over_http(applied!("2026-11-20")).play("
            2026-11-20 credit-centre/credit-officer return-faults faults=缺少缴款书 -> supplementing
            2026-11-20 company sees -> 缺少缴款书
            2026-11-23 company supplement more=已补 +correction-proof -> submitted
            2026-11-23 credit-centre/credit-officer return-faults faults=还缺一份 -/>
            2026-11-23 credit-centre/credit-officer forward -> forwarded
            2026-11-24 market-regulation/department-officer return-faults faults=还缺一份 -/>
            2026-11-24 company withdraw -> withdrawn");
        // Silence ends it; it can be asked for again.
        town.over_http(applied!("2026-11-24")).play("
            2026-11-24 credit-centre/credit-officer return-faults faults=缺少缴款书 -> supplementing
            2026-12-09 clock pass -> lapsed");
        town.over_http(applied!("2026-12-09"));
    }
}

story! {
    fn h_32_what_comes_in_a_holiday_is_reviewed_on_the_first_working_day(town) {
        town.fined_in_june_on(Date::constant(2026, 9, 28));
        town.over_http(applied!("2026-10-03")).play("
            2026-10-03 company sees -> 2026-10-08
            2026-10-08 credit-centre/credit-officer forward -> forwarded
            2026-10-08 company sees -> 2026-10-12");
    }
}

story! {
    fn c_17_e_h_31_silence_escalates_at_the_statutory_limit_and_is_counted_by_unit(town) {
        town.fined_in_june();
        let mut run = town.over_http(applied!("2026-11-20"));
        run.play("
            2026-11-20 credit-centre/credit-officer forward -> forwarded
            2026-11-27 clock pass -> forwarded");
        let cases = &town.platform.cases;
        let queue = |who| cases.queue(&who, &QueueFilter::default(), &Page::default()).unwrap().entries;
        let head = queue(run.seat("market-regulation/office-head"));
        assert_eq!((head[0].why, head[0].colour), (Why::Escalated, Colour::Red), "{head:#?}");
        run.play("2026-12-07 clock pass -> forwarded");
        let supervisor = queue(run.seat("credit-centre/supervision-officer"));
        assert_eq!((supervisor[0].why, supervisor[0].colour), (Why::Escalated, Colour::Red));
        let only = FigureFilter { process: Some("repair".to_owned()), ..FigureFilter::default() };
        let figures = cases.figures(&only).unwrap();
        assert_eq!((figures[0].unit.as_str(), figures[0].overdue), (MARKET, 1), "{figures:#?}");
    }
}

story! {
    fn h_31_a_complex_case_is_extended_once_with_a_reason_that_the_applicant_reads(town) {
        town.fined_in_june();
        town.over_http(applied!("2026-11-20")).play("
            2026-11-20 credit-centre/credit-officer forward -> forwarded
            2026-11-20 market-regulation/department-officer accept -> examining
            2026-11-20 company sees -> 2026-12-04
            2026-12-02 market-regulation/office-head extend:decision reason=需要现场核查 -> examining
            2026-12-02 company sees -> 2026-12-18
            2026-12-02 company sees -> 需要现场核查
            2026-12-02 market-regulation/office-head extend:decision reason=再延一次 -/>");
    }
}

story! {
    fn c_17_a_refusal_says_why_and_is_reviewed_by_another_officer(town) {
        town.fined_in_june();
        town.over_http(applied!("2026-11-20")).play("
            2026-11-20 credit-centre/credit-officer forward -> forwarded
            2026-11-20 market-regulation/department-officer accept -> examining
            2026-11-23 market-regulation/department-officer propose proposal=refuse opinion=整改未完成 -> deciding
            2026-11-23 market-regulation/office-head refuse reason=整改未完成 -> refused
            2026-11-23 company sees -> 整改未完成
            2026-11-24 company request-review grounds=已于七月整改 +correction-proof -> re-examining
            2026-11-25 market-regulation/office-head review-grant -/>
            2026-11-25 market-regulation/department-officer#2 review-refuse reason=仍未整改 -> closed
            2026-11-25 company sees -> 仍未整改");
        town.over_http(applied!("2026-11-25")).play("
            2026-11-25 credit-centre/credit-officer forward -> forwarded
            2026-11-26 market-regulation/department-officer decline reason=材料不是本案的 -> refused
            2026-12-11 clock pass -> closed");
    }
}

#[test]
fn c_17_c_h_30_no_process_of_rights_has_a_field_of_money_or_asks_a_fee() {
    let law = Packs::of_the_platform().good("jinan");
    let rights: Vec<_> =
        law.processes_ever().filter(|one| one.group == ProcessGroup::Rights).collect();
    assert!(rights.iter().any(|one| one.id == "repair"));
    for process in rights {
        let money = process.field.iter().find(|field| field.kind == FieldKind::Money);
        assert!(money.is_none(), "{}: {money:?}", process.id);
    }
    for (fixture, rule) in
        [("P-114-deposit-for-an-objection", "P-114"), ("P-114-fee-by-a-word", "P-114")]
    {
        assert!(refused_by(&Packs::findings_of(fixture), rule, "H-30"), "{fixture}");
    }
}

story! {
    fn h_36_an_application_that_nobody_could_handle_cannot_exist(town) {
        town.fined_in_june();
        let packs = Packs::of_the_platform();
        packs.change("jinan/agencies.toml", "groups = [\"credit-office\"]", "groups = [\"administrative-organ\"]");
        if let Ok(law) = packs.law("jinan") {
            assert!(law.process("repair", TODAY).is_some());
            packs.adopt(town, "账户 story", "演练：信用中心撤并");
            town.on_engine(applied!("2026-11-20").replace("-> submitted", "-/> 没有承办单位").as_str());
        }
        let law = Packs::of_the_platform().good("jinan");
        for process in law.processes(TODAY) {
            for state in process.state.iter().filter(|state| !state.is_final()) {
                assert!(state.owner.is_some() && !state.clocks.is_empty(), "{}: {}", process.id, state.id);
            }
        }
        for fixture in ["P-103-state-without-owner", "P-103-owner-with-nothing-to-do"] {
            assert!(!Packs::findings_of(fixture).is_empty(), "{fixture}");
        }
    }
}
