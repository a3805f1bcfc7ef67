//! The register of restraint measures (C-12, H-48, H-50): answers, review, correction, repeal.

use workflow::case::{Colour, Page, QueueFilter, Why};

use crate::{packs::Packs, story};

/// The answers of the unit.
macro_rules! answered {
    ($day:literal) => {
        concat!("\n", $day, " human-resources/department-officer answer legal_basis=山东省社会信用条例第28条 term=名单期内 body=行政机关 lawful_why=第28条 relevant_why=荣誉以守信为前提 proportionate_why=不影响权利 -> reviewing\n")
    };
}

const REGISTERED: &str = "
    2026-11-20 credit-centre/credit-officer start:measure-review unit=jinan-human-resources name=限制参加评先评优 content=名单期内不得参评 measure=limit-honours -> registered";

story! {
    fn c_12_a_c_12_c_h_50_a_measure_is_answered_reviewed_corrected_and_kept(town) {
        let mut run = town.over_http(REGISTERED);
        run.play("
            2026-11-20 human-resources/department-officer answer legal_basis=第28条 -/>");
        run.play(answered!("2026-11-20")).play("
            2026-11-23 credit-centre/legality-reviewer require opinion=期限不明确 due_on=2026-12-10 -> to-correct
            2026-11-23 human-resources/department-officer sees -> 2026-12-10
            2026-12-15 clock pass -> to-correct");
        // Listed by state with its due day; what is overdue is reported (C-12.c).
        let head = run.seat("human-resources/office-head");
        let only = QueueFilter { state: Some("to-correct".to_owned()), ..QueueFilter::default() };
        let found = town.platform.cases.queue(&head, &only, &Page::default()).unwrap().entries;
        assert_eq!((found[0].why, found[0].colour), (Why::Escalated, Colour::Red), "{found:#?}");
        run.play("
            2026-12-16 human-resources/department-officer report corrected=已写明期限 legal_basis=第28条 term=名单期内 body=行政机关 lawful_why=第28条 relevant_why=荣誉 proportionate_why=不影响权利 +proof -> reviewing
            2026-12-17 credit-centre/legality-reviewer keep lawful=1 relevant=1 -/>
            2026-12-17 credit-centre/legality-reviewer keep lawful=1 relevant=1 proportionate=1 -> kept");
    }
}

story! {
    fn c_12_b_h_48_what_fails_is_used_no_more(town) {
        town.enlisted();
        town.over_http(REGISTERED).play(answered!("2026-11-20")).play("
            2026-11-23 credit-centre/legality-reviewer repeal opinion=没有上位法依据 -> repealed");
        town.over_http("
            2026-11-24 market-regulation/department-officer start:joint-action@serious-market-violation -> to-launch
            2026-11-24 market-regulation/department-officer launch measure=limit-honours unit=jinan-human-resources -/>");
    }
}

story! {
    fn h_50_the_register_is_imported_once_for_each_unit_and_a_wrong_row_is_struck(town) {
        let mut run = town.over_http(REGISTERED);
        run.play("2026-11-20 credit-centre/credit-officer strike opinion=重复登记 -> struck");
        let keeper = workflow::case::By::Staff(run.seat("credit-centre/credit-officer"));
        let first = town.platform.cases.import(&keeper, "measure-register").unwrap();
        let again = town.platform.cases.import(&keeper, "measure-register").unwrap();
        let entries = town.platform.law.plan("measure-register").unwrap().entry.len();
        assert_eq!((first.opened, first.known), (entries as u64, 0));
        assert_eq!((again.opened, again.known), (0, entries as u64));
    }
}

#[test]
fn c_12_a_a_measure_without_basis_term_or_unit_is_refused() {
    for fixture in ["P-50-measure-off-the-national-list", "P-50-measure-without-list-or-law"] {
        assert!(!Packs::findings_of(fixture).is_empty(), "{fixture}");
    }
}
