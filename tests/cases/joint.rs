//! Joint action (C-11): initiate, respond, report; warnings; other regions.

use std::collections::BTreeSet;

use vocabulary::Date;
use workflow::case::{Colour, Page, QueueFilter, Why};

use crate::{
    desk::PENALTY,
    rows::{MARKET, penalty},
    story,
};

/// A launch with one task: limits of honours, at the personnel bureau.
const LAUNCHED: &str = "
    2026-11-16 market-regulation/department-officer start:joint-action@serious-market-violation -> to-launch
    2026-11-17 market-regulation/department-officer launch measure=limit-honours unit=jinan-human-resources -> responding
    2026-11-17 market-regulation/department-officer child:joint-task -> open";

story! {
    fn c_11_a_h_55_launched_within_five_working_days_with_an_alarm_on_the_fourth(town) {
        town.fined_in_june_on(Date::constant(2026, 9, 28));
        // The day before the National Day: the fourth working day is 12 October, the fifth the 13th.
        let mut run = town.over_http("
            2026-09-30 market-regulation/department-officer start:joint-action@administrative-penalty -> to-launch
            2026-09-30 market-regulation/department-officer sees -> 2026-10-13
            2026-10-10 clock pass -> to-launch");
        let queue = |run: &mut crate::plays::Run<'_, _>, who| {
            let who = run.seat(who);
            run.town.platform.cases.queue(&who, &QueueFilter::default(), &Page::default()).unwrap().entries
        };
        let lead = "market-regulation/department-officer";
        assert_eq!(queue(&mut run, lead)[0].colour, Colour::Green);
        run.play("2026-10-12 clock pass -> to-launch");
        assert_eq!(queue(&mut run, lead)[0].colour, Colour::Amber, "the alarm of day four");
        run.play("2026-10-15 clock pass -> to-launch");
        let told = queue(&mut run, "credit-centre/supervision-officer");
        assert_eq!((told[0].why, told[0].colour), (Why::Escalated, Colour::Red), "late launches are reported");
    }
}

story! {
    fn c_11_b_h_56_a_responder_says_applied_or_not_and_why_and_reports_the_effect(town) {
        town.enlisted();
        town.over_http(LAUNCHED).play("
            2026-11-18 human-resources/department-officer apply matter=年度先进单位评选 told=1 -> applied
            2026-11-18 company sees -> 限制参加评先评优
            2026-11-20 human-resources/department-officer report effect=主体已改正 -> fed-back
            2026-11-20 market-regulation/department-officer parent -> responding
            2026-11-20 market-regulation/department-officer assign measure=limit-fiscal-funds unit=jinan-finance -> responding
            2026-11-20 market-regulation/department-officer close effect=一家采取 -/>
            2026-11-20 market-regulation/department-officer child:joint-task -> open
            2026-11-23 finance/department-officer not-apply reason=没有申请资金 -> not-applied
            2026-11-23 market-regulation/department-officer parent -> responding
            2026-11-23 market-regulation/department-officer close effect=一家采取，一家没有相关事项 -> closed");
    }
}

story! {
    fn c_11_b_h_47_h_49_only_listed_measures_and_only_by_the_unit_that_carries_them_out(town) {
        town.enlisted();
        town.over_http("
            2026-11-16 market-regulation/department-officer start:joint-action@serious-market-violation -> to-launch
            2026-11-17 market-regulation/department-officer launch measure=our-own-measure unit=jinan-finance -/>
            2026-11-17 market-regulation/department-officer launch measure=green-channel unit=jinan-finance -/>
            2026-11-17 market-regulation/department-officer launch measure=limit-concessions unit=jinan-court -> responding
            2026-11-17 market-regulation/department-officer no-measure reason=迟了 -/>");
        // A general fine is not enough for the measures of serious lists (H-49).
        town.file(PENALTY, MARKET, penalty());
        town.over_http("
            2026-11-20 market-regulation/department-officer start:joint-action@administrative-penalty -> to-launch
            2026-11-20 market-regulation/department-officer launch measure=limit-honours unit=jinan-human-resources -/> H-4
            2026-11-20 market-regulation/department-officer no-measure reason=一般处罚没有可适用的措施 -> none");
    }
}

story! {
    fn c_11_c_h_35_what_runs_is_closed_and_what_begins_is_refused_once_the_entry_is_gone(town) {
        town.enlisted();
        let mut run = town.over_http(LAUNCHED);
        run.play("2026-11-18 human-resources/department-officer apply matter=年度先进单位评选 told=1 -> applied");
        let both = run.numbers.clone();
        run.play("
            2026-11-20 company start:removal@serious-market-violation ground=fulfilled statement=已改正 -> filed
            2026-11-20 market-regulation/department-officer accept -> examining
            2026-11-20 market-regulation/department-officer propose opinion=符合 -> deciding
            2026-11-20 market-regulation/office-head remove decision_number=济市监移〔2026〕1号 -> removed");
        run.numbers = both;
        run.play("
            2026-11-20 human-resources/department-officer pass -> ended
            2026-11-20 market-regulation/department-officer parent -> ended");
    }
}

story! {
    fn c_11_d_h_51_a_measure_that_needs_a_warning_waits_for_it_and_for_its_term(town) {
        town.enlisted();
        town.over_http("
            2026-11-16 market-regulation/department-officer start:joint-action@serious-market-violation -> to-launch
            2026-11-16 market-regulation/department-officer launch measure=limit-convenience unit=jinan-approval-service -/> C-11.d
            2026-11-16 market-regulation/department-officer warn warning=请限期改正 warned_on=2026-11-16 warned_until=2026-11-25 -> warned
            2026-11-16 company sees -> 请限期改正
            2026-11-18 company prove correction=正在改正 +correction-proof -> to-launch
            2026-11-18 market-regulation/department-officer launch measure=limit-convenience unit=jinan-approval-service -/> C-11.d
            2026-11-26 market-regulation/department-officer launch measure=limit-convenience unit=jinan-approval-service -> responding");
    }
}

story! {
    fn s_167_a_warning_is_put_right_in_time_or_lapses(town) {
        town.fined_in_june();
        town.over_http("
            2026-11-20 market-regulation/department-officer start:warning@administrative-penalty warning=请改正价签 warned_on=2026-11-20 warned_until=2026-11-30 -> warned
            2026-11-23 company prove correction=已改正 +correction-proof -> verifying
            2026-11-24 market-regulation/department-officer confirm finding=已改正 -> corrected");
        town.over_http("
            2026-11-24 market-regulation/department-officer start:warning@administrative-penalty warning=请改正价签 warned_on=2026-11-24 warned_until=2026-11-30 -> warned
            2026-12-01 clock pass -> uncorrected");
    }
}

story! {
    fn c_11_f_a_request_to_another_region_is_signed_and_its_answer_checked(town) {
        town.enlisted();
        town.over_http("
            2026-11-16 market-regulation/department-officer start:cross-region-request@serious-market-violation region=河北省 partner=石家庄市社会信用办 measure=limit-honours request=请依法限制参评 -> drafted
            2026-11-16 market-regulation/office-head sign request_number=济函〔2026〕3号 -/>
            2026-11-17 market-regulation/office-head sign request_number=济函〔2026〕3号 +signed-request -> sent
            2026-11-20 market-regulation/department-officer record answer=applied answer_note=已限制 +signed-answer -/>
            2026-11-20 market-regulation/department-officer record answer=applied answer_note=已限制 signature_checked=1 +signed-answer -> answered");
        town.over_http("
            2026-11-20 market-regulation/department-officer start:cross-region-request@serious-market-violation region=河南省 partner=郑州市社会信用办 measure=limit-honours request=请依法限制参评 -> drafted
            2026-11-20 market-regulation/office-head sign request_number=济函〔2026〕4号 +signed-request -> sent
            2026-12-21 clock pass -> unanswered");
    }
}

story! {
    fn c_11_f_a_request_of_another_region_is_followed_only_for_an_entry_and_a_measure_of_ours(town) {
        town.enlisted();
        town.over_http("
            2026-11-16 credit-centre/credit-officer start:cross-region-answer@serious-market-violation region=河北省 partner=石家庄市社会信用办 request_number=石函〔2026〕9号 measure=limit-honours unit=jinan-human-resources request=请限制参评 signature_checked=1 -/>
            2026-11-16 credit-centre/credit-officer start:cross-region-answer@serious-market-violation region=河北省 partner=石家庄市社会信用办 request_number=石函〔2026〕9号 measure=no-trains unit=jinan-human-resources request=请限制乘车 signature_checked=1 +signed-request -/>
            2026-11-16 credit-centre/credit-officer start:cross-region-answer@serious-market-violation region=河北省 partner=石家庄市社会信用办 request_number=石函〔2026〕9号 measure=limit-honours unit=jinan-human-resources request=请限制参评 signature_checked=1 +signed-request -> received
            2026-11-18 human-resources/department-officer apply matter=年度先进单位评选 -> applied
            2026-11-19 credit-centre/credit-reviewer answer +signed-answer -> running
            2026-11-23 human-resources/department-officer lift reason=请求方撤回 -> lifted");
        town.over_http("
            2026-11-23 credit-centre/credit-officer start:cross-region-answer@serious-market-violation region=河北省 partner=石家庄市社会信用办 request_number=石函〔2026〕10号 measure=limit-concessions unit=jinan-human-resources request=请限制 signature_checked=1 +signed-request -> received
            2026-11-24 human-resources/department-officer apply matter=项目 -/>
            2026-11-24 human-resources/department-officer decline reason=不是本单位实施的措施 -> declined
            2026-11-25 credit-centre/credit-reviewer answer-no +signed-answer -> refused");
    }
}

story! {
    fn c_11_b_every_unit_of_the_place_that_carries_a_measure_out_gets_its_task(town) {
        town.enlisted();
        let mut run = town.over_http("
            2026-11-16 market-regulation/department-officer start:joint-action@serious-market-violation -> to-launch
            2026-11-16 market-regulation/department-officer launch-all warned_on=2026-11-01 warned_until=2026-11-12 -> responding");
        let lead = run.by("market-regulation/department-officer");
        let tasks = town.platform.cases.view(&lead, run.number()).unwrap().children;
        let units: BTreeSet<_> = tasks.iter().filter_map(|task| task.unit.as_deref()).collect();
        assert!(units.contains("jinan-finance") && units.contains("jinan-human-resources"), "{units:?}");
        assert!(!units.iter().any(|unit| unit.starts_with("shandong-")), "the units of the place only: {units:?}");
        run.play("
            2026-11-17 market-regulation/department-officer stop reason=牵头部门变更 -> stopped");
        let tasks = town.platform.cases.view(&lead, run.number()).unwrap().children;
        assert!(tasks.iter().all(|task| task.outcome.is_some()), "no task stays open");
    }
}
