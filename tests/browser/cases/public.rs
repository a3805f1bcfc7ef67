//! Commitments, government integrity, campaigns, reports, complaints, decisions, tasks, assessments and
//! appeals, each played by all who take part: granted, refused, silent, extended, expired, taken back.

use super::{super::Served, town, window::Window};
use crate::{
    cases::commitments,
    desk::{PENALTY, REGISTRATION},
    harness::Town,
    plays::Run,
    rows::{COMPANY, COMPANY_NAME, MARKET, Row, penalty, person_licence, registration},
};

/// A town that something has happened in.
fn after(happened: impl Fn(&Town)) -> Town {
    let town = town();
    happened(&town);
    town
}

/// Plays scripts in a served town, one after the other.
fn played(town: Town, scripts: &[&str]) {
    let served = Served::open(town, Vec::new(), None);
    let mut run = Run::new(&served.town, Window::open(&served.address));
    for script in scripts {
        run.play(script);
    }
}

/// The company is registered.
fn registered() -> Town {
    after(|town| town.file(REGISTRATION, MARKET, registration()))
}

/// The company's licence is suspended, and it was evaluated.
fn fined_and_evaluated() -> Town {
    after(|town| {
        town.file(REGISTRATION, MARKET, registration());
        let suspended = penalty().with("penalty_kind", "暂扣许可证件").with("fine", "");
        let suspended = suspended.with("content", "暂扣许可证三个月");
        town.file(PENALTY, MARKET, suspended.with("suspended_certificate", "许可证JY1"));
        let row = Row::default()
            .with("subject_name", COMPANY_NAME)
            .with("subject_code", COMPANY)
            .with("document_number", "PJ-2026-3-000128")
            .with("period", "2026年第三季度")
            .with("result", "失信惩戒")
            .with("decided_on", "2026-10-20")
            .with("authority_name", "济南市发展和改革委员会")
            .with("authority_code", "11370100MB9000138G");
        town.file("evaluation-result", "jinan-development-reform", row);
    })
}

#[test]
fn a_commitment_is_signed_verified_put_right_taken_back_and_found_broken() {
    played(registered(), &[
        "2026-11-20 company start:commitment item=food-business-licence unit=jinan-approval-service accepted=on place=泺源大街1号 -> performing
        2026-11-23 approval-service/approval-officer verify-partly verified_on=2026-11-23 findings=缺公示牌 shortfall=没有公示牌 +verification -> rectifying
        2026-11-24 approval-service/approval-officer extend:rectification reason=店面装修 -> rectifying
        2026-11-25 company send-proof rectified=已经挂牌 +rectification -> rechecking
        2026-11-26 approval-service/approval-officer verify-kept verified_on=2026-11-26 findings=一致 +verification -> fulfilled
        2026-11-26 company sees -> 已履行",
        "2026-11-27 company start:commitment item=market-entry unit=jinan-market-regulation accepted=on -> performing
        2026-11-27 company ask-withdrawal withdrawal_reason=不再经营 -> withdrawing
        2026-11-30 market-regulation/department-officer refuse-withdrawal refusal_reason=仍在经营 -> performing
        2026-11-30 company ask-withdrawal withdrawal_reason=已经注销 -> withdrawing
        2026-12-01 market-regulation/department-officer grant-withdrawal -> withdrawn",
        "2026-12-02 company start:commitment item=voluntary-integrity unit=jinan-credit-centre accepted=on -> performing",
        "2026-12-03 company start:commitment item=deficiency-tolerant unit=jinan-approval-service accepted=on missing=消防安全检查合格证明 -> performing
        2026-12-03 company send-fulfilment fulfilled_text=已经补交 +rectification -> performing
        2026-12-04 approval-service/approval-officer propose-breach verified_on=2026-12-04 findings=材料系伪造 facts=伪造证明 legal_basis=条例第三十二条 +verification -> noticed
        2026-12-14 clock pass -> deciding
        2026-12-15 approval-service/office-head find-no-breach decision_reason=系经办人误交 -> rechecking
        2026-12-16 approval-service/approval-officer propose-breach verified_on=2026-12-16 findings=仍未补交 facts=逾期未补 legal_basis=条例第三十二条 +verification -> noticed
        2026-12-17 company defend defence=正在补办 -> deciding
        2026-12-18 approval-service/office-head find-breach decision_number=济审服诺认〔2026〕9号 decision_reason=理由不成立 +decision -> broken
        2026-12-18 company sees -> 违背承诺",
    ]);
}

#[test]
fn a_promise_changes_hands_is_performed_changed_by_law_or_settled() {
    played(after(|_| ()), &[
        "2026-11-20 culture-tourism/department-officer start:promise unit=jinan-culture-tourism field_of=investment
            what=兑现奖励 source=招商协议第八条 due_on=2026-12-04 -> performing
        2026-11-20 culture-tourism/office-head change-of-head new_head=局长 handed_over_on=2026-11-20 +handover -> performing
        2026-11-23 culture-tourism/department-officer claim-performed performed_on=2026-11-23 performance=已拨付 +proof -> confirming
        2026-11-24 credit-centre/credit-officer send-back send_back_reason=没有回单 -> performing
        2026-11-25 culture-tourism/department-officer claim-performed performed_on=2026-11-25 performance=附回单 +proof -> confirming
        2026-11-26 credit-centre/credit-officer confirm -> performed",
        "2026-11-27 culture-tourism/department-officer start:promise unit=jinan-culture-tourism field_of=project
            what=修建停车场 source=会议纪要 due_on=2026-12-04 -> performing
        2026-11-30 culture-tourism/department-officer ask-change change_power=市政府令 change_reason=规划调整 -> changing
        2026-12-01 justice/legality-reviewer refuse-change legality_opinion=程序不符 +legality -> performing
        2026-12-07 credit-centre/credit-officer propose-breach facts=未修建 legal_basis=优化营商环境条例 -> noticed
        2026-12-22 clock pass -> deciding
        2026-12-23 credit-centre/credit-reviewer find-breach decision_number=济信政〔2026〕3号 decision_reason=逾期 +decision -> broken
        2026-12-24 culture-tourism/department-officer ask-change change_power=市政府令 change_reason=规划调整 -> changing
        2026-12-25 justice/legality-reviewer allow-change legality_opinion=合法 compensation_due=2026-12-30 +legality -> compensating
        2026-12-28 culture-tourism/department-officer record-compensation compensation_amount=20000.00 compensated_on=2026-12-28 +compensation -> changed",
    ]);
}

#[test]
fn contracts_debts_and_court_cases_are_followed_to_their_end() {
    played(after(|_| ()), &[
        "2026-11-20 court/court-officer start:court-case unit=jinan-housing kind=government case_number=（2026）鲁01执88号 what=支付工程款 due_on=2026-12-18 -> performing
        2026-11-20 court/court-officer extend:performance reason=达成分期 -> performing
        2026-11-23 housing/department-officer claim-performed performed=已经支付 +proof -> confirming
        2026-11-24 court/court-officer reject court_opinion=尚缺利息 -> performing
        2026-11-25 housing/department-officer claim-performed performed=利息已付 +proof -> confirming
        2026-11-26 court/court-officer confirm court_opinion=履行完毕 -> cleared",
        "2026-11-26 court/court-officer start:court-case unit=jinan-housing kind=village case_number=（2026）鲁01执90号 what=返还款项 due_on=2026-12-18 -> performing
        2026-11-27 court/court-officer take-back withdrawal_reason=推送有误 -> withdrawn",
        "2026-11-27 housing/department-officer start:contract unit=jinan-housing kind=procurement number_of_contract=JN-7 what=道路工程 counterparty=某建筑公司 due_on=2026-12-25 -> performing
        2026-11-30 housing/department-officer reach-milestone milestone=路基完成 +proof -> performing
        2026-12-01 housing/department-officer claim-performed performed_on=2026-12-01 +proof -> confirming
        2026-12-02 credit-centre/credit-officer send-back send_back_reason=未验收 -> performing
        2026-12-03 housing/department-officer claim-performed performed_on=2026-12-03 +proof -> confirming
        2026-12-04 credit-centre/credit-officer confirm -> performed",
        "2026-12-04 anyone start:arrears unit=jinan-housing what=道路工程款 contract=JN-7 amount=860000.00 owed_since=2025-12-31 creditor_name=某建筑公司 contact=财务部 -> claimed
        2026-12-07 housing/department-officer dispute dispute=金额不符 -> disputed
        2026-12-08 credit-centre/credit-officer uphold opinion=结算单已确认 pay_on=2026-12-11 -> owed
        2026-12-09 housing/department-officer pay paid_amount=860000.00 paid_on=2026-12-09 +payment -> checking
        2026-12-10 code object objection=未到账 -> owed
        2026-12-11 housing/department-officer pay paid_amount=860000.00 paid_on=2026-12-11 +payment -> checking
        2026-12-28 clock pass -> cleared
        2026-12-28 code sees -> 已经清偿",
    ]);
}

#[test]
fn a_duty_in_a_partnership_is_handed_over_performed_and_traced() {
    played(after(|_| ()), &[
        "2026-11-20 finance/department-officer start:ppp-duty unit=jinan-finance project=污水处理 stage=procurement duty=支付补贴
            due_on=2026-12-31 responsible=张三 responsible_from=2026-03-02 -> performing
        2026-11-20 finance/department-officer hand-over responsible=李四 responsible_from=2026-09-01 +handover -> performing
        2026-11-23 finance/department-officer claim-performed performance=已经支付 +proof -> confirming
        2026-11-24 development-reform/supervision-officer send-back opinion=缺凭证 -> performing
        2026-11-25 finance/department-officer claim-performed performance=附凭证 +proof -> confirming
        2026-11-26 development-reform/supervision-officer confirm opinion=履职 -> traceable
        2026-11-27 development-reform/supervision-officer propose-finding event_on=2026-05-06 found_person=李四 facts=挪用补贴 legal_basis=规定 -/> 交接
        2026-11-27 development-reform/supervision-officer propose-finding event_on=2026-05-06 found_person=张三 facts=挪用补贴 legal_basis=规定 -> noticed
        2026-12-14 clock pass -> deciding
        2026-12-15 development-reform/office-head find decision_number=济督认〔2026〕2号 decision_reason=事实清楚 +decision -> found",
    ]);
}

#[test]
fn a_campaign_runs_with_its_subjects_to_its_report() {
    played(registered(), &[
        "2026-11-20 development-reform/supervision-officer start:campaign plan=campaigns-jinan/wage-arrears unit=jinan-human-resources
            what=拖欠工资问题专项治理 clause=专栏5 due_on=2026-12-18 -> planning
        2026-11-23 human-resources/department-officer begin source_analysis=工程款滞后 measures=保障农民工工资支付条例 +scheme -> running
        2026-11-23 development-reform/supervision-officer extend:campaign reason=范围扩大 -> running",
        "2026-11-24 human-resources/department-officer start:campaign-subject campaign=campaigns-jinan/wage-arrears unit=jinan-human-resources problem=拖欠工资
            basis_document=保障农民工工资支付条例 basis_article=第六十三条 evidence_number=济人社令〔2026〕3号 -> entered
        2026-11-24 human-resources/department-officer talk talked_on=2026-11-24 treatment=约谈负责人 -> entered
        2026-11-25 company state statement=已经付清 -> stated
        2026-11-26 human-resources/department-officer keep check_result=仍差两人 -> entered
        2026-11-27 human-resources/department-officer treat treatment=全部付清 +treatment -> treated
        2026-11-30 human-resources/department-officer repair repaired_on=2026-11-30 -> repaired",
        "2026-11-30 human-resources/department-officer start:campaign-subject campaign=campaigns-jinan/wage-arrears unit=jinan-human-resources problem=拖欠工资
            basis_document=保障农民工工资支付条例 basis_article=第六十三条 evidence_number=济人社令〔2026〕4号 -> entered
        2026-12-01 company state statement=同名公司 -> stated
        2026-12-02 human-resources/department-officer remove check_result=认错了主体 -> removed",
        "2026-12-03 development-reform/supervision-officer start:campaign plan=campaigns-jinan/cheap-tours unit=jinan-culture-tourism
            what=不合理低价游专项治理 clause=专栏5 due_on=2026-12-31 -> planning
        2026-12-04 culture-tourism/department-officer begin source_analysis=零团费 measures=旅游法 +scheme -> running
        2026-12-07 culture-tourism/department-officer report-without found=3 treated=3 repaired=0 open=0 source_analysis=零团费 report=摘要 no_long_term=已有法律规定 +report -> reported
        2026-12-08 development-reform/supervision-officer send-back send_back_reason=缺案例 -> running
        2026-12-09 culture-tourism/department-officer report found=3 treated=3 repaired=0 open=0 source_analysis=零团费 report=摘要 long_term=合同备案 +report -> reported
        2026-12-10 development-reform/supervision-officer close -> closed",
    ]);
}

#[test]
fn a_suggested_measure_waits_for_a_named_official_and_guidance_comes_first() {
    played(fined_and_evaluated(), &[
        "2026-11-20 credit-centre/credit-officer start:measure-suggestion@administrative-penalty unit=jinan-finance measure=limit-honours reason=处罚在公示期内 -> suggested
        2026-11-23 finance/office-head confirm opinion=依法限制 -> applied
        2026-11-24 company sees -> 措施已经依法采取
        2026-11-25 finance/office-head lift lift_reason=已经改正 -> lifted",
        "2026-11-25 credit-centre/credit-officer start:measure-suggestion@administrative-penalty unit=jinan-finance measure=limit-honours reason=新业态 new_industry=on -> suggested
        2026-11-26 finance/office-head confirm opinion=依法限制 -/> 先指导
        2026-11-26 finance/office-head guide guidance=请补公示 guided_on=2026-11-26 guided_until=2026-12-11 -> guiding
        2026-12-01 finance/office-head accept-correction opinion=已经改正 -> put-right",
        "2026-12-01 credit-centre/credit-officer start:measure-suggestion@administrative-penalty unit=jinan-finance measure=limit-honours reason=无人理会 -> suggested
        2026-12-16 clock pass -> lapsed",
    ]);
}

#[test]
fn an_evaluation_is_appealed_answered_reviewed_and_a_case_is_published_and_taken_down() {
    played(fined_and_evaluated(), &[
        "2026-11-20 company start:evaluation-appeal@evaluation-result field=result value=诚信守法 reason=数据有误 -> appealed
        2026-11-20 company withdraw -> withdrawn",
        "2026-11-23 company start:evaluation-appeal@evaluation-result field=result value=诚信守法 reason=数据有误 -> appealed
        2026-11-24 development-reform/department-officer keep indicators=得分为零 opinion=属实 -> answered
        2026-11-25 company ask-review review_reason=合同已经履行 -> reviewing
        2026-11-26 credit-centre/credit-reviewer extend:review reason=需要核对合同 -> reviewing
        2026-11-27 credit-centre/credit-reviewer review-upholds review_opinion=与合同不符 -> upheld
        2026-11-27 company sees -> 复核",
        "2026-11-30 credit-centre/credit-officer start:typical-case@administrative-penalty field_of=许可 heading=暂扣许可证一案 -> drafting
        2026-11-30 credit-centre/credit-officer submit case_text=某商店被暂扣许可证 anonymised=on source_document=2026年行政处罚决定书 -> reviewing
        2026-12-01 credit-centre/credit-reviewer send-back send_back_reason=标题太长 -> drafting
        2026-12-01 credit-centre/credit-officer submit case_text=某商店被暂扣许可证 anonymised=on source_document=2026年行政处罚决定书 -> reviewing
        2026-12-02 credit-centre/credit-reviewer publish -> shown
        2026-12-03 credit-centre/credit-officer take-down -> retired",
        "2026-12-03 anyone start:publication-correction page=/announcements/typical-case wrong=种类写错 right=是警告 contact=站前路七号信箱 -> asked
        2026-12-04 credit-centre/credit-officer check source_document=处罚决定书 finding=无误 -> checked
        2026-12-07 credit-centre/credit-reviewer refuse answer=与决定书一致 -> unchanged
        2026-12-07 code sees -> 不需要更正",
    ]);
}

#[test]
fn a_report_is_checked_rewarded_and_claimed_and_the_reporter_stays_sealed() {
    played(registered(), &[
        "2026-11-20 anyone start:report unit=jinan-market-regulation matter=fraud what=销售过期食品 reporter_name=孙晓梅 reporter_contact=站前路七号信箱 -> received
        2026-11-20 code add addition=还有一处仓库 -> received
        2026-11-23 market-regulation/department-officer accept -> checking
        2026-11-24 market-regulation/office-head extend:check reason=需要检验 -> checking
        2026-11-25 market-regulation/department-officer verify findings=属实 decision_number=济市监罚〔2026〕31号 verified_text=查实一批过期食品 +check-record -> rewarding
        2026-11-26 credit-centre/reward-officer propose-reward reward_amount=5000.00 reward_basis=举报奖励办法 -> approving
        2026-11-27 credit-centre/credit-reviewer send-reward-back send_back_reason=金额不符 -> rewarding
        2026-11-27 credit-centre/reward-officer propose-reward reward_amount=3000.00 reward_basis=举报奖励办法 -> approving
        2026-11-30 credit-centre/credit-reviewer order-reward reward_order=济信奖〔2026〕1号 +reward-order -> claimable
        2026-12-01 code claim -> paying
        2026-12-02 credit-centre/reward-officer pay paid_on=2026-12-02 payment_reference=回单77 +payment-proof -> rewarded
        2026-12-02 code sees -> 奖励已经发放",
        "2026-12-03 anyone start:report unit=jinan-market-regulation matter=other what=线索不明 -> received
        2026-12-04 market-regulation/department-officer refuse refusal_reason=线索不具体 -> not-taken-up
        2026-12-04 code sees -> 未予受理",
        "2026-12-07 anyone start:report unit=jinan-market-regulation matter=other what=再想想 -> received
        2026-12-07 code withdraw -> withdrawn",
        "2026-12-08 anyone start:report unit=jinan-market-regulation matter=fraud what=假照片 -> received
        2026-12-09 market-regulation/department-officer accept -> checking
        2026-12-10 market-regulation/department-officer suspect-malice findings=照片系合成 malice_facts=合成照片 verified_text=不属实 +check-record -> weighing
        2026-12-11 market-regulation/office-head no-malice -> unfounded",
    ]);
}

#[test]
fn a_complaint_is_supplemented_answered_resolved_published_or_lapses() {
    played(registered(), &[
        "2026-11-20 anyone start:complaint unit=jinan-market-regulation what=预付卡不退款 wish=退还余额 complainant_name=孙晓梅 contact=站前路七号信箱 -> received
        2026-11-20 market-regulation/department-officer ask-supplement supplement=请提供小票 -> supplementing
        2026-11-23 code supply addition=见照片 -> received
        2026-11-24 market-regulation/department-officer accept -> answering
        2026-11-25 company answer answer=愿意退还 -> mediating
        2026-11-26 market-regulation/department-officer resolve mediation=达成协议 result=agreed result_text=三日内退还余额 -> resolved
        2026-11-26 code sees -> 三日内退还余额
        2026-11-27 credit-centre/credit-reviewer publish case_text=某企业预付卡退款，经调解全额退还。 -> published
        2026-11-30 credit-centre/credit-reviewer take-down -> closed",
        "2026-12-01 anyone start:complaint unit=jinan-market-regulation what=不发货 wish=发货 complainant_name=孙晓梅 contact=站前路七号信箱 -> received
        2026-12-01 market-regulation/department-officer ask-supplement supplement=请提供订单 -> supplementing
        2026-12-16 clock pass -> lapsed
        2026-12-16 code sees -> 可以重新提出",
        "2026-12-17 anyone start:complaint unit=jinan-market-regulation what=不发货 wish=发货 complainant_name=孙晓梅 contact=站前路七号信箱 -> received
        2026-12-17 code withdraw -> withdrawn",
    ]);
}

#[test]
fn a_major_decision_goes_through_its_five_steps_and_special_collection_ends_by_itself() {
    played(after(|_| ()), &[
        "2026-11-20 transport/department-officer start:decision unit=jinan-transport what=公交线网调整 major=on -> drafting
        2026-11-20 transport/department-officer examine-ordinary draft=要点 -/> 已经勾选
        2026-11-20 transport/department-officer open-comments draft=要点 comments_from=2026-11-20 comments_until=2026-12-21 -> commenting
        2026-12-22 transport/department-officer close-comments comments=采纳三条 -> arguing
        2026-12-23 transport/department-officer argue experts=可行 +experts -> assessing
        2026-12-24 transport/department-officer assess risk=low risk_text=可控 +risk -> examining
        2026-12-25 justice/legality-reviewer lawful legality_opinion=合法 +legality -> deciding
        2026-12-28 transport/office-head decide meeting=局务会 decision_number=济交〔2026〕5号 decision_text=同意调整 +minutes -> decided",
    ]);
    played(after(|_| ()), &[
        "2026-11-20 health/department-officer start:special-period unit=jinan-health category=隐瞒病史 decision_number=济人常发〔2026〕1号 decision_body=市人大常委会 legal_basis=传染病防治法第十二条 ends_on=2026-12-11 -> asked
        2026-11-23 justice/legality-reviewer lawful opinion=有法律依据 -> examined
        2026-11-24 development-reform/office-head approve -> open
        2026-12-14 clock pass -> closed",
    ]);
}

#[test]
fn a_task_is_reported_sent_back_late_and_finished_and_an_assessment_is_objected_to() {
    played(after(|_| ()), &[
        "2026-11-20 development-reform/supervision-officer start:task unit=jinan-housing what=归集信用信息 clause=四（一） due_on=2026-12-01 -> open
        2026-11-20 housing/department-clerk report-progress percent=40 progress=已对接 +evidence -> open
        2026-11-23 housing/department-officer claim result=全部对接 +result -> reviewing
        2026-11-24 development-reform/supervision-officer send-back send_back_reason=缺验收报告 -> open
        2026-12-02 development-reform/supervision-officer notify notice_text=逾期通报 -> open
        2026-12-03 development-reform/supervision-officer talk talked_on=2026-12-03 talk_record=到会 +talk -> open
        2026-12-04 development-reform/supervision-officer order order_text=月底完成 -> open
        2026-12-07 housing/department-officer claim result=附验收报告 +result -> reviewing
        2026-12-08 development-reform/supervision-officer accept -> finished",
        "2026-12-09 development-reform/supervision-officer start:assessment unit=jinan-housing year=2026 model=2026-1 -> reporting
        2026-12-10 housing/department-officer send-report self_report=自评九十分 +self-report -> scoring
        2026-12-11 development-reform/supervision-officer score rules=10 rules_data=两件 collection=18 collection_data=九十八 publicity=19 publicity_data=九十九
            use=12 use_data=五项 joint=8 joint_data=三件 campaigns=9 campaigns_data=一项 education=8 education_data=四场 deduction=0 deduction_data=无 total=84 -> objecting
        2026-12-14 housing/department-officer object objection=漏计两件 +objection -> reviewing
        2026-12-15 development-reform/office-head adjust review_opinion=属实 adjusted_total=86 -> final",
        "2026-12-16 industry/department-officer start:pilot unit=jinan-industry what=信用园区 scope=一个园区 risk_control=不采集个人信息 ends_on=2026-12-25 within_law=on -> proposed
        2026-12-17 justice/legality-reviewer allow opinion=合法 -> running
        2026-12-28 clock pass -> evaluating
        2026-12-28 development-reform/supervision-officer conclude evaluation=有效 conclusion=extend -> concluded",
    ]);
}

#[test]
fn a_person_commits_consents_withdraws_the_consent_and_takes_it_back() {
    let person = after(|town| town.file("administrative-licence-person", MARKET, person_licence()));
    played(person, &commitments::OF_A_PERSON);
}
