//! Reports, complaints, decisions, appeals, cases and corrections (C-26, H-59, H-62, H-63).

use policy::model::{catalog::CatalogClass, process::Move};
use vocabulary::FactKind;
use workflow::case::{By, Page, QueueFilter};

use super::campaigns::{by_of, seen};
use crate::{
    desk::{PENALTY, REGISTRATION},
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, penalty, registration},
    sight::text,
    story,
};

const NAME: &str = "孙晓梅";
const CONTACT: &str = "站前路七号信箱";

/// Somebody reports the company by name.
const REPORTED: &str = "
    2026-11-20 anyone start:report unit=jinan-market-regulation matter=fraud what=销售过期食品 reporter_name=孙晓梅 reporter_contact=站前路七号信箱 -> received
    2026-11-23 market-regulation/department-officer accept -> checking";

/// It proves true, and a reward is ordered.
const REWARDED: &str = "
    2026-11-30 market-regulation/department-officer verify findings=属实 decision_number=济市监罚〔2026〕31号 verified_text=查实一批过期食品 +check-record -> rewarding
    2026-12-02 credit-centre/reward-officer propose-reward reward_amount=5000.00 reward_basis=举报奖励办法 -> approving
    2026-12-03 credit-centre/credit-reviewer order-reward reward_order=济信奖〔2026〕1号 +reward-order -> claimable";

story! {
    fn c_26_a_the_reporter_is_sealed_and_every_look_is_logged(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.over_http(REPORTED);
        let number = run.number().to_owned();
        let cases = &town.platform.cases;
        for who in ["market-regulation/department-officer", "credit-centre/reward-officer", "credit-centre/credit-reviewer"] {
            let by = by_of(&mut run, who);
            let told = text(&cases.view(&by, &number).unwrap());
            assert!(!told.contains(NAME) && !told.contains(CONTACT), "{who}: {told}");
        }
        let checker = by_of(&mut run, "market-regulation/department-officer");
        assert!(cases.reveal(&checker, &number, "reporter_name").is_err());
        let rewarder = by_of(&mut run, "credit-centre/reward-officer");
        let looks = || town.bodies(FactKind::CaseNoted).iter().filter(|body| body["step"] == "revealed").count();
        assert_eq!(looks(), 0);
        assert_eq!(cases.reveal(&rewarder, &number, "reporter_name").unwrap(), NAME);
        assert_eq!(looks(), 1, "each look is a fact");
        let By::Staff(staff) = &checker else { panic!("staff") };
        let queue = cases.queue(staff, &QueueFilter::default(), &Page::default()).unwrap();
        assert!(!text(&queue.entries).contains(NAME));
        let facts = town.platform.reader.facts_from(vocabulary::Position(0), 100_000).unwrap();
        assert!(facts.iter().all(|fact| !fact.draft.body.contains(NAME)), "never in clear");
        assert!(!text(&town.page(COMPANY).unwrap()).contains("过期食品"));
    }
}

story! {
    fn c_26_b_a_report_that_proves_true_is_rewarded_and_paid_within_the_term(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.over_http(REPORTED);
        run.play(REWARDED).play("
            2026-12-07 code claim -> paying
            2026-12-08 credit-centre/reward-officer pay paid_on=2026-12-08 payment_reference=回单77 -/>
            2026-12-08 credit-centre/reward-officer pay paid_on=2026-12-08 payment_reference=回单77 +payment-proof -> rewarded
            2026-12-08 code sees -> 奖励已经发放");
        let rewarder = by_of(&mut run, "credit-centre/reward-officer");
        let amount = town.platform.cases.reveal(&rewarder, run.number(), "reward_amount").unwrap();
        assert_eq!(amount, "5000.00");
    }
}

story! {
    fn c_26_b_a_reward_nobody_orders_in_time_is_reported_and_one_nobody_claims_lapses(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.on_engine("
            2026-11-20 anyone start:report unit=jinan-market-regulation matter=wages what=拖欠工资 -> received
            2026-11-23 market-regulation/department-officer accept -> checking
            2026-11-24 market-regulation/department-officer verify findings=属实 decision_number=济人社令〔2026〕9号 verified_text=属实 +check-record -> rewarding
            2026-12-16 clock pass -> rewarding");
        let case = seen(&mut run, "credit-centre/credit-reviewer");
        assert!(case.steps.iter().any(|step| step.step == "escalated"), "{:#?}", case.steps);
        run.play("
            2026-12-17 credit-centre/reward-officer propose-reward reward_amount=800.00 reward_basis=举报奖励办法 -> approving
            2026-12-18 credit-centre/credit-reviewer send-reward-back send_back_reason=按千元计 -> rewarding
            2026-12-18 credit-centre/reward-officer propose-reward reward_amount=1000.00 reward_basis=举报奖励办法 -> approving
            2026-12-21 credit-centre/credit-reviewer order-reward reward_order=济信奖〔2026〕2号 +reward-order -> claimable
            2027-02-22 clock pass -> unclaimed");
    }
}

story! {
    fn c_26_a_reports_are_about_organisations_and_only_inventing_on_purpose_has_consequences(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.on_engine(REPORTED);
        run.play("
            2026-11-24 code add addition=另有仓库 -> checking
            2026-11-25 market-regulation/department-officer not-proven findings=未发现 verified_text=未发现所述情况 +check-record -> unfounded");
        run.play(&REPORTED.replace("2026-11-20", "2026-11-26").replace("2026-11-23", "2026-11-26"));
        run.play("
            2026-11-30 market-regulation/department-officer suspect-malice findings=伪造照片 malice_facts=照片系合成 verified_text=不属实 +check-record -> weighing
            2026-12-01 market-regulation/office-head malice malice_handling=移交公安机关 -> malicious");
        run.play("
            2026-12-02 anyone start:report unit=jinan-market-regulation matter=other what=线索不明 -> received
            2026-12-03 market-regulation/department-officer refuse refusal_reason=线索不具体 -> not-taken-up
            2026-12-03 code sees -> 未予受理");
        run.play("
            2026-12-04 anyone start:report unit=jinan-market-regulation matter=other what=再想想 -> received
            2026-12-04 code withdraw -> withdrawn");
    }
}

/// A guest complains about the company.
const COMPLAINED: &str = "
    2026-11-20 anyone start:complaint unit=jinan-market-regulation what=预付卡不退款 wish=退还余额 complainant_name=孙晓梅 contact=站前路七号信箱 -> received";

story! {
    fn c_26_c_a_complaint_has_steps_days_and_a_result_and_is_published_without_names(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.over_http(COMPLAINED);
        run.play("
            2026-11-23 market-regulation/department-officer ask-supplement supplement=请提供小票 -> supplementing
            2026-11-24 code supply addition=见照片 -> received
            2026-11-24 market-regulation/department-officer ask-supplement supplement=再补一次 -/>
            2026-11-25 market-regulation/department-officer accept -> answering
            2026-11-26 company answer answer=愿意退还 -> mediating
            2026-11-27 market-regulation/department-officer resolve mediation=达成协议 result=agreed result_text=三日内退还余额 -> resolved
            2026-11-27 code sees -> 三日内退还余额
            2026-11-30 credit-centre/credit-reviewer publish case_text=某商贸企业预付卡退款，经调解全额退还。 -> published");
        let shown = town.platform.cases.announced("complaint", &Page::default()).unwrap();
        let told = text(&shown.entries);
        assert!(told.contains("经调解全额退还"), "{told}");
        for name in [NAME, CONTACT, COMPANY, COMPANY_NAME] {
            assert!(!told.contains(name), "{name} in {told}");
        }
        run.play("2026-12-01 credit-centre/credit-reviewer take-down -> closed");
        assert!(town.platform.cases.announced("complaint", &Page::default()).unwrap().entries.is_empty());
    }
}

story! {
    fn c_26_c_silence_on_either_side_ends_in_time_and_a_refusal_is_explained(town) {
        town.file(REGISTRATION, MARKET, registration());
        let mut run = town.on_engine(COMPLAINED);
        run.play("
            2026-11-23 market-regulation/department-officer accept -> answering
            2026-12-01 clock pass -> mediating");
        run.play(&COMPLAINED.replace("2026-11-20", "2026-12-02"));
        run.play("
            2026-12-03 market-regulation/department-officer ask-supplement supplement=请提供小票 -> supplementing
            2026-12-18 clock pass -> lapsed");
        run.play(&COMPLAINED.replace("2026-11-20", "2026-12-18"));
        run.play("
            2026-12-21 market-regulation/department-officer refuse -/> refusal_reason
            2026-12-21 market-regulation/department-officer refuse refusal_reason=不属于本机关职责 -> not-taken-up");
        run.play(&COMPLAINED.replace("2026-11-20", "2026-12-21"));
        run.play("
            2026-12-21 code withdraw -> withdrawn");
    }
}

story! {
    fn c_26_d_a_major_decision_cannot_close_without_its_five_steps(town) {
        town.on_engine("
            2026-11-20 transport/department-officer start:decision unit=jinan-transport what=公交线网调整 major=on -> drafting
            2026-11-20 transport/department-officer examine-ordinary draft=要点 -/>
            2026-11-20 transport/department-officer open-comments draft=要点 comments_from=2026-11-20 comments_until=2026-12-21 -> commenting
            2026-12-01 transport/department-officer close-comments comments=采纳三条 -/>
            2026-12-01 transport/office-head decide meeting=局务会 decision_number=济交〔2026〕5号 decision_text=同意 +minutes -/>
            2026-12-22 transport/department-officer close-comments comments=采纳三条 -> arguing
            2026-12-23 transport/department-officer argue experts=可行 -/> experts
            2026-12-23 transport/department-officer argue experts=可行 +experts -> assessing
            2026-12-24 transport/department-officer assess risk=low risk_text=风险可控 +risk -> examining
            2026-12-25 justice/legality-reviewer lawful legality_opinion=合法 +legality -> deciding
            2026-12-28 transport/office-head decide meeting=局务会十二月二十八日 decision_number=济交〔2026〕5号 decision_text=同意调整 +minutes -> decided");
        let shown = town.platform.cases.announced("decision", &Page::default()).unwrap();
        assert!(text(&shown.entries).contains("采纳三条"));
    }
}

fn evaluated() -> Row {
    Row::default()
        .with("subject_name", COMPANY_NAME)
        .with("subject_code", COMPANY)
        .with("document_number", "PJ-2026-3-000128")
        .with("period", "2026年第三季度")
        .with("result", "失信惩戒")
        .with("decided_on", "2026-10-20")
        .with("authority_name", "济南市发展和改革委员会")
        .with("authority_code", "11370100MB9000138G")
}

story! {
    fn h_62_each_evaluation_can_be_appealed_and_is_reviewed_by_another(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.file("evaluation-result", "jinan-development-reform", evaluated());
        town.over_http("
            2026-11-20 company start:evaluation-appeal@evaluation-result field=result value=诚信守法 reason=数据有误 -> appealed
            2026-11-23 development-reform/department-officer keep indicators=合同履约得分为零 opinion=数据属实 -> answered
            2026-11-24 company ask-review review_reason=合同已经履行 -> reviewing
            2026-11-25 credit-centre/credit-reviewer review-corrects review_opinion=合同确已履行 -> corrected");
        let record = town.own_record("evaluation-result");
        assert!(text(&record).contains("诚信守法"), "{record:#?}");
    }
}

story! {
    fn h_62_no_kind_of_evaluation_is_without_an_appeal_and_a_second_reviewer(town) {
        let law = &town.platform.law;
        let items = law.items(town.today()).into_iter();
        let evaluations = items.filter(|item| item.class == CatalogClass::EvaluationResults);
        for item in evaluations {
            let appeal = law.processes(town.today()).into_iter().find(|process| {
                let another = |step: &Move| step.not.iter().any(|not| not.starts_with("mover:"));
                process.items.contains(&item.id) && process.moves.iter().any(another)
            });
            assert!(appeal.is_some(), "{} has no appeal", item.id);
        }
    }
}

story! {
    fn h_62_who_asks_for_no_review_has_the_answer_and_an_appeal_can_be_taken_back(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.file("evaluation-result", "jinan-development-reform", evaluated());
        town.on_engine("
            2026-11-20 company start:evaluation-appeal@evaluation-result field=result value=诚信守法 reason=数据有误 -> appealed
            2026-11-23 development-reform/department-officer keep indicators=合同履约得分为零 opinion=数据属实 -> answered
            2026-12-08 clock pass -> accepted
            2026-12-08 company start:evaluation-appeal@evaluation-result field=result value=诚信守法 reason=新的证据 -> appealed
            2026-12-09 company withdraw -> withdrawn");
    }
}

story! {
    fn h_63_what_is_published_names_its_source_and_can_be_corrected(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.file(PENALTY, MARKET, penalty());
        let mut run = town.on_engine("
            2026-11-20 credit-centre/credit-officer start:typical-case@administrative-penalty field_of=价格 heading=不明码标价受处罚 -> drafting
            2026-11-20 credit-centre/credit-officer submit case_text=某商店未明码标价被罚 anonymised=on -/> source_document
            2026-11-20 credit-centre/credit-officer submit case_text=某商店未明码标价被罚 anonymised=on source_document=济南市市场监管局2026年行政处罚决定书 -> reviewing
            2026-11-20 credit-centre/credit-reviewer publish -> shown");
        let told = text(&town.platform.cases.announced("typical-case", &Page::default()).unwrap().entries);
        assert!(told.contains("2026年行政处罚决定书"), "{told}");
        for name in [COMPANY, COMPANY_NAME] {
            assert!(!told.contains(name), "{name} in {told}");
        }
        run.play("
            2026-11-23 anyone start:publication-correction page=/announcements/typical-case wrong=处罚种类写错 right=是警告 contact=站前路七号信箱 -> asked
            2026-11-24 credit-centre/credit-officer check source_document=处罚决定书 finding=确有错误 -> checked
            2026-11-25 credit-centre/credit-reviewer correct corrected_text=处罚种类更正为警告 answer=已经更正 -> corrected
            2026-11-25 code sees -> 已经更正");
        let told = text(&town.platform.cases.announced("publication-correction", &Page::default()).unwrap().entries);
        assert!(told.contains("更正为警告") && told.contains("/announcements/typical-case"), "{told}");
        assert!(!told.contains(CONTACT));
    }
}

story! {
    fn h_59_collection_in_special_times_is_closed_until_a_law_and_a_decision_open_it_and_ends_by_itself(town) {
        let mut run = town.on_engine("
            2026-11-20 health/department-officer start:special-period unit=jinan-health category=隐瞒病史 decision_body=市人大常委会 legal_basis=传染病防治法第十二条 ends_on=2026-12-18 -/> decision_number
            2026-11-20 health/department-officer start:special-period unit=jinan-health category=隐瞒病史 decision_number=济人常发〔2026〕1号 decision_body=市人大常委会 legal_basis=传染病防治法第十二条 ends_on=2026-11-19 -/>
            2026-11-20 health/department-officer start:special-period unit=jinan-health category=隐瞒病史 decision_number=济人常发〔2026〕1号 decision_body=市人大常委会 legal_basis=传染病防治法第十二条 ends_on=2026-12-18 -> asked");
        let shown = || town.platform.cases.announced("special-period", &Page::default()).unwrap().entries;
        assert!(shown().is_empty(), "closed by default");
        run.play("
            2026-11-23 justice/legality-reviewer lawful opinion=有法律依据 -> examined
            2026-11-24 development-reform/office-head approve -> open");
        assert!(text(&shown()).contains("济人常发〔2026〕1号"));
        run.play("2026-12-19 clock pass -> closed");
        assert!(shown().is_empty(), "closed by itself");
    }
}
