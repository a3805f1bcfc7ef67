//! Government integrity (C-16.e, C-21): promises, court cases, arrears, persons responsible.

use policy::model::process::Outcome;
use workflow::case::{FigureFilter, Page};

use super::campaigns::{by_of, seen};
use crate::{sight::text, story};

/// A promise of the tourism bureau, due at the end of the year.
const PROMISED: &str = "
    2026-11-20 culture-tourism/department-officer start:promise unit=jinan-culture-tourism field_of=investment
        what=兑现文旅项目奖励 source=招商协议第八条 due_on=2026-12-10 counterparty=某文旅公司 -> performing";

/// The court pushes a case of the housing bureau.
const PUSHED: &str = "
    2026-11-20 court/court-officer start:court-case unit=jinan-housing kind=government case_number=（2026）鲁01执88号 what=支付工程款 due_on=2026-12-18 amount=1200000.00 -> performing";

story! {
    fn c_16_e_a_promise_shows_unit_day_and_state_and_a_change_of_head_does_not_close_it(town) {
        let mut run = town.over_http(PROMISED);
        run.play("
            2026-11-23 culture-tourism/office-head change-of-head new_head=局长 handed_over_on=2026-11-23 -/> handover
            2026-11-23 culture-tourism/office-head change-of-head new_head=局长 handed_over_on=2026-11-23 +handover -> performing");
        let open = town.platform.cases.openly("promise", &Page::default()).unwrap();
        let told = text(&open.entries);
        for word in ["济南市文化和旅游局", "2026-12-10", "兑现文旅项目奖励"] {
            assert!(told.contains(word), "{word} in {told}");
        }
        assert_eq!(open.entries[0].line.outcome, None);
    }
}

story! {
    fn c_21_a_a_promise_closes_by_performance_that_is_confirmed(town) {
        town.over_http(PROMISED).play("
            2026-11-24 culture-tourism/department-officer report-progress progress=正在审核 -> performing
            2026-12-01 culture-tourism/department-officer claim-performed performed_on=2026-12-01 performance=已经拨付 +proof -> confirming
            2026-12-02 credit-centre/credit-officer send-back send_back_reason=没有银行回单 -> performing
            2026-12-03 culture-tourism/department-officer claim-performed performed_on=2026-12-02 performance=已经拨付 +proof -> confirming
            2026-12-04 credit-centre/credit-officer confirm -> performed");
    }
}

story! {
    fn c_21_a_a_promise_closes_by_lawful_change_only_once_compensation_is_recorded(town) {
        town.on_engine(PROMISED).play("
            2026-11-23 culture-tourism/department-officer ask-change change_power=省政府令 change_reason=规划调整 -> changing
            2026-11-24 justice/legality-reviewer refuse-change legality_opinion=程序不符 +legality -> performing
            2026-11-25 culture-tourism/department-officer ask-change change_power=省政府令 change_reason=规划调整 -> changing
            2026-11-26 justice/legality-reviewer allow-change legality_opinion=合法 compensation_due=2026-12-15 +legality -> compensating
            2026-12-10 culture-tourism/department-officer record-compensation compensated_on=2026-12-10 +compensation -/> compensation_amount
            2026-12-10 culture-tourism/department-officer record-compensation compensation_amount=350000.00 compensated_on=2026-12-10 +compensation -> changed");
    }
}

story! {
    fn c_21_a_an_overdue_promise_is_found_broken_and_still_must_be_kept_or_settled(town) {
        town.on_engine(PROMISED).play("
            2026-12-08 credit-centre/credit-officer propose-breach facts=未兑现 legal_basis=优化营商环境条例 -/>
            2026-12-14 credit-centre/credit-officer propose-breach facts=未兑现 legal_basis=优化营商环境条例 -> noticed
            2026-12-15 culture-tourism/department-officer explain defence=资金紧张 -> deciding
            2026-12-16 credit-centre/credit-reviewer find-breach decision_number=济信政〔2026〕1号 decision_reason=理由不成立 +decision -> broken
            2026-12-17 credit-centre/credit-officer settle settlement_number=（2026）鲁01民调9号 settlement=分期支付 +settlement -> settled");
    }
}

story! {
    fn c_21_b_a_court_push_is_a_task_of_the_unit_and_only_the_court_closes_it(town) {
        let mut run = town.over_http(PUSHED);
        run.play("
            2026-11-23 housing/department-officer confirm court_opinion=自己确认 -/>
            2026-11-23 housing/department-officer plan plan=十二月支付 -> performing
            2026-12-10 housing/department-officer claim-performed performed=已经支付 +proof -> confirming
            2026-12-11 court/court-officer reject court_opinion=尚缺利息 -> performing
            2026-12-14 housing/department-officer claim-performed performed=利息已付 +proof -> confirming
            2026-12-15 court/court-officer confirm court_opinion=履行完毕 -> cleared");
    }
}

story! {
    fn c_21_b_a_late_case_goes_up_step_by_step_and_the_clearing_rate_stands_against_all_of_them(town) {
        let mut run = town.on_engine(PUSHED);
        run.play("
            2026-12-01 housing/department-officer claim-performed performed=已经支付 +proof -> confirming
            2026-12-02 court/court-officer confirm court_opinion=履行完毕 -> cleared
            2026-12-03 court/court-officer start:court-case unit=jinan-housing kind=village case_number=（2026）鲁01执89号 what=返还土地款 due_on=2026-12-04 -> performing
            2026-12-21 clock pass -> performing");
        let case = seen(&mut run, "development-reform/supervision-officer");
        let steps = case.steps.iter().filter(|step| step.step == "escalated").count();
        assert_eq!(steps, 3, "reminder, escalation, notice: {:#?}", case.steps);
        let filter = FigureFilter { process: Some("court-case".to_owned()), ..FigureFilter::default() };
        let figures = town.platform.cases.figures(&filter).unwrap();
        let opened: u64 = figures.iter().map(|one| one.opened).sum();
        let cleared: u64 = figures.iter().filter_map(|one| one.closed.get(&Outcome::Done)).sum();
        assert_eq!((opened, cleared), (2, 1), "half of the hundred per cent: {figures:#?}");
    }
}

/// A duty in a project, handed over in the autumn.
const DUTY: &str = "
    2026-11-20 finance/department-officer start:ppp-duty unit=jinan-finance project=污水处理项目 stage=procurement duty=依约支付运营补贴
        due_on=2026-12-31 responsible=张三 responsible_from=2026-03-02 -> performing
    2026-11-20 finance/department-officer hand-over responsible=李四 responsible_from=2026-09-01 +handover -> performing";

const FINDING: &str = "event_on=2026-05-06 facts=挪用补贴资金 legal_basis=政府和社会资本合作条例";

story! {
    fn c_21_d_a_failure_goes_to_whoever_was_responsible_then_even_after_the_transfer(town) {
        let mut run = town.on_engine(DUTY);
        run.play(&format!("
            2026-11-20 development-reform/supervision-officer propose-finding found_person=李四 {FINDING} -/> C-21.d
            2026-11-20 development-reform/supervision-officer propose-finding found_person=张三 {FINDING} -> noticed
            2026-11-23 finance/department-officer explain defence=已经归还 -> deciding
            2026-11-24 development-reform/office-head find decision_number=济督认〔2026〕2号 decision_reason=事实清楚 +decision -> found"));
        let case = seen(&mut run, "finance/department-officer");
        let told = text(&case);
        assert!(!told.contains("张三") && !told.contains("李四"), "names are for named officers: {told}");
        let by = by_of(&mut run, "development-reform/supervision-officer");
        let cases = &town.platform.cases;
        assert_eq!(cases.reveal(&by, run.number(), "found_person").unwrap(), "张三");
    }
}

story! {
    fn c_21_d_after_performance_a_failure_can_still_be_traced(town) {
        town.on_engine(DUTY).play(&format!("
            2026-11-20 finance/department-officer claim-performed performance=已经支付 +proof -> confirming
            2026-11-23 development-reform/supervision-officer confirm opinion=履职 -> traceable
            2026-12-01 development-reform/supervision-officer propose-finding found_person=张三 {FINDING} -> noticed
            2026-12-16 clock pass -> deciding
            2026-12-17 development-reform/office-head do-not-find decision_reason=证据不足 -> traceable"));
    }
}

story! {
    fn c_21_a_debts_of_authorities_are_confirmed_paid_and_checked_by_the_creditor(town) {
        town.over_http("
            2026-11-20 anyone start:arrears unit=jinan-housing what=道路工程款 contract=JN-2024-7 amount=860000.00 owed_since=2025-12-31 creditor_name=某建筑公司 contact=建筑公司财务部 -> claimed
            2026-11-23 housing/department-officer confirm pay_on=2026-11-20 -/>
            2026-11-23 housing/department-officer confirm pay_on=2026-12-10 -> owed
            2026-12-07 housing/department-officer pay paid_amount=860000.00 paid_on=2026-12-07 +payment -> checking
            2026-12-08 code object objection=只到账一半 -> owed
            2026-12-09 housing/department-officer pay paid_amount=430000.00 paid_on=2026-12-09 +payment -> checking
            2026-12-24 clock pass -> cleared");
    }
}
