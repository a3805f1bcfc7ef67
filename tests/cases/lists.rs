//! Lists (C-10, H-41 to H-46): notice, defence, decision, delivery; the way out; the quarterly release.

use disclosure::RecordState;
use vocabulary::Date;

use crate::{
    desk::REGISTRATION,
    harness::Town,
    packs::Packs,
    rows::{COMPANY, MARKET, registration},
    story,
};

/// The list that the market regulator keeps.
pub const SERIOUS: &str = "serious-market-violation";

/// A proposal of the market regulator.
pub const PROPOSED: &str = "
    2026-11-02 market-regulation/department-officer start:designation list=serious-market-violation criterion=fair-competition
        facts=串通投标被处较重处罚 legal_basis=市场监督管理严重违法失信名单管理办法第八条 +evidence -> drafted
    2026-11-03 market-regulation/legality-reviewer approve opinion=符合 -> notified";

/// From the defence to the delivery.
pub const LISTED: &str = "
    2026-11-05 company defend defence=已主动退出投标 +defence-papers -> weighing
    2026-11-09 market-regulation/department-officer propose answer=不影响认定 -> deciding
    2026-11-10 market-regulation/office-head decide decision_number=济市监列〔2026〕1号 decided_on=2026-11-10
        measures=限制享受便利措施 way_out=满一年可以申请修复；六十日内可以申请复议 +decision -> delivering
    2026-11-12 market-regulation/department-officer deliver decision_number=济市监列〔2026〕1号 delivered_on=2026-11-12 delivered_how=direct +delivery -> listed";

impl Town {
    /// The company is registered on a day before stories of lists begin.
    pub fn registered_on(&self, day: Date) {
        self.move_to(day);
        self.file(REGISTRATION, MARKET, registration());
    }

    /// The company stands on the serious list from 12 November 2026 on.
    pub fn enlisted(&self) {
        self.registered_on(Date::constant(2026, 11, 2));
        self.on_engine(PROPOSED).play(LISTED);
    }
}

story! {
    fn c_10_b_h_44_no_entry_before_notice_defence_decision_and_delivery(town) {
        town.registered_on(Date::constant(2026, 11, 2));
        let mut run = town.over_http(PROPOSED);
        let public = |town: &Town| town.door().get(&format!("/subjects/{COMPANY}")).1;
        run.play("
            2026-11-03 company sees -> 2026-11-10
            2026-11-04 market-regulation/office-head decide decision_number=济市监列〔2026〕1号 -/>
            2026-11-04 market-regulation/department-officer deliver delivered_on=2026-11-04 -/>");
        assert!(!public(town).contains("串通投标"));
        run.play(LISTED).play("2026-11-12 company sees -> 满一年可以申请修复");
        assert!(public(town).contains("串通投标"), "in force from the delivery");
        let entry = town.own_record(SERIOUS);
        assert_eq!(entry.state, RecordState::Valid);
        let field = |name: &str| entry.fields.iter().find(|one| one.name == name).map(|one| one.value.clone());
        // C-10.c: it has its last day, by the term of the list.
        assert_eq!(field("valid_until").as_deref(), Some("2029-11-10"));
        assert!(field("criterion").unwrap().contains("公平竞争"), "{:?}", field("criterion"));
    }
}

story! {
    fn h_44_silence_goes_on_after_the_time_and_a_defence_can_prevail(town) {
        town.registered_on(Date::constant(2026, 11, 2));
        town.over_http(PROPOSED).play("
            2026-11-10 clock pass -> notified
            2026-11-11 clock pass -> weighing
            2026-11-12 market-regulation/department-officer propose answer=期满未申辩 -> deciding
            2026-11-13 market-regulation/office-head drop reason=情节不够严重 -> dropped
            2026-11-13 company sees -> 情节不够严重");
    }
}

story! {
    fn c_10_a_h_42_h_43_only_the_lawful_authority_and_only_a_criterion_of_the_list(town) {
        town.registered_on(Date::constant(2026, 11, 2));
        town.over_http("
            2026-11-02 finance/department-officer start:designation list=serious-market-violation criterion=fair-competition facts=串通投标 legal_basis=第八条 +evidence -/> H-42
            2026-11-02 market-regulation/department-officer start:designation list=serious-market-violation facts=串通投标 legal_basis=第八条 +evidence -/>");
        town.on_engine("
            2026-11-02 market-regulation/department-officer start:designation list=serious-market-violation criterion=evasion facts=逃税 legal_basis=第八条 +evidence -/>
            2026-11-02 market-regulation/department-officer start:designation list=our-own-list criterion=evasion facts=逃税 legal_basis=第八条 +evidence -/>");
    }
}

story! {
    fn h_41_h_45_h_46_no_list_without_law_and_no_widening(town) {
        for fixture in ["P-21-serious-item-without-list", "P-41-list-without-authority"] {
            assert!(!Packs::findings_of(fixture).is_empty(), "{fixture}");
        }
        town.registered_on(Date::constant(2026, 11, 2));
        // A proposal by the authority of one list into the list of another is refused as well.
        town.on_engine("
            2026-11-02 market-regulation/department-officer start:designation list=serious-tax-violation criterion=evasion facts=逃税 legal_basis=第八条 +evidence -/> H-42");
    }
}

story! {
    fn c_10_d_removal_ends_the_entry_and_every_measure_the_same_day(town) {
        town.enlisted();
        town.over_http("
            2026-11-20 company start:removal@serious-market-violation ground=fulfilled statement=已改正 +proof -> filed
            2026-11-20 company sees -> 2026-11-25
            2026-11-23 market-regulation/department-officer accept -> examining
            2026-11-24 market-regulation/department-officer propose opinion=符合提前移出条件 -> deciding
            2026-11-24 market-regulation/office-head remove decision_number=济市监移〔2026〕1号 -> removed
            2026-11-24 company sees -> 济市监移〔2026〕1号");
        assert!(!town.door().get(&format!("/subjects/{COMPANY}")).1.contains("串通投标"));
    }
}

story! {
    fn c_10_d_a_refused_removal_says_why_and_can_be_taken_back_or_reviewed(town) {
        town.enlisted();
        town.over_http("
            2026-11-20 company start:removal@serious-market-violation ground=fulfilled statement=已改正 -> filed
            2026-11-23 company withdraw -> withdrawn
            2026-11-23 company start:removal@serious-market-violation ground=fulfilled statement=已改正 -> filed
            2026-11-23 market-regulation/department-officer accept -> examining
            2026-11-24 market-regulation/department-officer propose opinion=不符合 -> deciding
            2026-11-24 market-regulation/office-head refuse reason=罚款尚未缴清 -> refused
            2026-11-25 company request-review grounds=已缴清 +proof -> re-examining
            2026-11-26 market-regulation/office-head review-remove decision_number=济市监移〔2026〕2号 -/>
            2026-11-26 market-regulation/office-head#2 review-refuse reason=罚款尚未缴清 -> closed");
    }
}

story! {
    fn c_10_e_one_release_a_quarter_makes_the_tasks_and_a_second_needs_a_reason(town) {
        town.enlisted();
        let mut run = town.over_http("
            2026-11-13 credit-centre/credit-officer start:release heading=2026年第四季度名单发布 summary=市场监管严重违法失信名单 -> drafted
            2026-11-13 credit-centre/credit-officer release -/>
            2026-11-13 credit-centre/credit-reviewer release -> released");
        assert!(town.door().get("/announcements/release").1.contains("2026年第四季度名单发布"));
        run.play("
            2026-11-13 credit-centre/credit-reviewer child:joint-action -> to-launch
            2026-11-16 credit-centre/credit-officer start:release heading=再次发布 summary=同一季度 -/> 季度
            2026-11-16 credit-centre/credit-officer start:release heading=再次发布 summary=同一季度 reason=上级要求补充发布 -> drafted
            2026-11-17 credit-centre/credit-reviewer send-back opinion=说明不完整 -> mending
            2026-11-17 credit-centre/credit-officer stop -> stopped");
    }
}

story! {
    fn c_10_e_a_release_is_recalled_with_its_tasks_or_archived_after_the_quarter(town) {
        town.enlisted();
        town.over_http("
            2026-11-13 credit-centre/credit-officer start:release heading=误发的名单 summary=名单 -> drafted
            2026-11-13 credit-centre/credit-reviewer release -> released
            2026-11-13 credit-centre/credit-reviewer child:joint-action -> to-launch
            2026-11-16 credit-centre/credit-reviewer parent -> released
            2026-11-16 credit-centre/credit-reviewer recall recall_reason=名单有误 -> recalled");
        assert!(!town.door().get("/announcements/release").1.contains("误发的名单"));
    }
}

story! {
    fn c_10_c_on_its_last_day_an_entry_leaves_publicity_and_every_match_by_itself(town) {
        town.registered_on(Date::constant(2026, 11, 2));
        let until = "way_out=满一年可以申请修复；六十日内可以申请复议";
        let short = LISTED.replace(until, &format!("{until} valid_until=2026-12-10"));
        town.over_http(PROPOSED).play(&short);
        let mut run = town.on_engine("
            2026-11-16 market-regulation/department-officer start:joint-action@serious-market-violation -> to-launch
            2026-11-17 market-regulation/department-officer launch measure=limit-honours unit=jinan-human-resources -> responding
            2026-11-17 market-regulation/department-officer child:joint-task -> open
            2026-11-18 human-resources/department-officer apply matter=年度先进单位评选 told=1 -> applied
            2026-12-10 clock pass -> applied");
        let public = |town: &Town| town.door().get(&format!("/subjects/{COMPANY}")).1;
        let hits = |town: &Town| town.check("honours-selection", COMPANY).lists.len();
        assert!(public(town).contains("串通投标") && hits(town) > 0, "until that day");
        town.move_to(Date::constant(2026, 12, 11));
        assert!(!public(town).contains("串通投标"), "gone though nobody did anything");
        assert_eq!(hits(town), 0);
        let lasting = town.platform.cases.lasting(town.subject(COMPANY)).unwrap();
        assert!(lasting.is_empty(), "the measure ended with the entry: {lasting:#?}");
        run.play("
            2026-12-11 human-resources/department-officer report effect=名单到期 -> fed-back
            2026-12-11 market-regulation/department-officer parent -> responding
            2026-12-11 market-regulation/department-officer assign measure=limit-fiscal-funds unit=jinan-finance -/>
            2026-12-11 market-regulation/department-officer close effect=名单到期 -> closed
            2026-12-11 market-regulation/department-officer start:joint-action@serious-market-violation -/>");
    }
}
