//! The register of tasks and the yearly assessment (C-32).

use std::collections::BTreeSet;

use workflow::case::Page;

use super::campaigns::{seen, staff};
use crate::{sight::text, story};

/// A task of the housing bureau.
const GIVEN: &str = "
    2026-11-20 development-reform/supervision-officer start:task unit=jinan-housing what=归集工程建设领域信用信息 clause=四（一） due_on=2026-12-01 -> open";

story! {
    fn c_32_a_the_whole_plan_is_imported_with_owner_day_and_clause_once(town) {
        let by = staff("jinan-development-reform", "supervision-officer");
        let cases = &town.platform.cases;
        let plan = town.platform.law.plan("division-of-tasks-2021").unwrap();
        let imported = cases.import(&by, &plan.id).unwrap();
        assert_eq!((imported.opened, plan.entry.len()), (80, 80));
        let again = cases.import(&by, &plan.id).unwrap();
        assert_eq!((again.opened, again.known), (0, 80));
        let units: BTreeSet<_> = plan.entry.iter().map(|entry| entry.unit.as_str()).collect();
        let mut found = 0;
        for unit in units {
            let workflow::case::By::Staff(owner) = staff(unit, "department-officer") else { panic!("staff") };
            let mut page = Page { after: None, size: 100 };
            loop {
                let queue = cases.queue(&owner, &Default::default(), &page).unwrap();
                for line in &queue.entries {
                    assert_eq!(line.unit.as_deref(), Some(unit));
                    assert_eq!(line.due_on.map(|day| day.to_string()).as_deref(), Some("2025-12-31"));
                    let case = text(&cases.view(&staff(unit, "department-officer"), &line.number).unwrap());
                    assert!(case.contains("一（") || case.contains("二（"), "{case}");
                    found += 1;
                }
                let Some(next) = queue.next else { break };
                page.after = Some(next);
            }
        }
        assert_eq!(found, 80);
    }
}

story! {
    fn c_32_a_a_late_task_goes_from_reminder_to_notice_talk_and_order(town) {
        let mut run = town.on_engine(GIVEN);
        let steps = |run: &mut crate::plays::Run<'_, crate::plays::engine::Engine>| -> usize {
            let case = seen(run, "development-reform/supervision-officer");
            case.steps.iter().filter(|step| step.step == "escalated").count()
        };
        run.play("2026-11-30 development-reform/supervision-officer notify notice_text=尽快 -/>");
        assert_eq!(steps(&mut run), 0);
        for (day, taken) in [("2026-12-02", 1), ("2026-12-15", 2), ("2026-12-29", 3)] {
            run.play(&format!("{day} clock pass -> open"));
            assert_eq!(steps(&mut run), taken, "{day}");
        }
        run.play("
            2026-12-29 development-reform/supervision-officer notify notice_text=逾期二十个工作日，予以通报 -> open
            2026-12-30 development-reform/supervision-officer talk talked_on=2026-12-30 talk_record=主要负责人到会 -/> talk
            2026-12-30 development-reform/supervision-officer talk talked_on=2026-12-30 talk_record=主要负责人到会 +talk -> open
            2026-12-31 development-reform/supervision-officer order order_text=一月十五日前完成 -> open
            2026-12-31 housing/department-officer answer answer=已倒排工期 -> open");
    }
}

story! {
    fn c_32_b_progress_needs_evidence_and_a_reviewer_sends_back(town) {
        let mut run = town.over_http(GIVEN);
        run.play("
            2026-11-23 housing/department-clerk report-progress percent=40 progress=已对接两个系统 -/> evidence
            2026-11-23 housing/department-clerk report-progress percent=40 progress=已对接两个系统 delay_reason=接口调整 +evidence -> open
            2026-11-24 development-reform/supervision-officer extend:task reason=接口调整 -> open
            2026-11-25 housing/department-officer claim result=全部对接 -/> result
            2026-11-25 housing/department-officer claim result=全部对接 +result -> reviewing
            2026-11-26 housing/department-officer accept -/>
            2026-11-26 development-reform/supervision-officer send-back send_back_reason=缺验收报告 -> open
            2026-11-27 housing/department-officer claim result=附验收报告 +result -> reviewing
            2026-11-30 development-reform/supervision-officer accept -> finished");
        run.play("
            2026-12-01 development-reform/supervision-officer start:task unit=jinan-housing what=重复任务 clause=四（一） due_on=2026-12-31 -> open
            2026-12-02 development-reform/supervision-officer end end_reason=与他项合并 -> ended");
    }
}

/// An assessment up to its preliminary result.
const SCORED: &str = "
    2026-11-20 development-reform/supervision-officer start:assessment unit=jinan-housing year=2026 model=2026-1 -> reporting
    2026-11-23 housing/department-officer send-report self_report=自评九十分 +self-report -> scoring
    2026-11-24 development-reform/supervision-officer score rules=10 rules_data=出台两件 collection=18 collection_data=归集率九十八 publicity=19 publicity_data=合规率九十九
        use=12 use_data=应用五项 joint=8 joint_data=案例三件 campaigns=9 campaigns_data=治理一项 education=8 education_data=活动四场 deduction=0 deduction_data=无 total=84 -> objecting";

story! {
    fn c_32_c_a_yearly_assessment_shows_score_and_data_and_leaves_time_to_object(town) {
        let mut run = town.over_http(SCORED);
        let case = text(&seen(&mut run, "housing/department-officer"));
        for word in ["归集率九十八", "合规率九十九", "\"84\""] {
            assert!(case.contains(word), "{word} in {case}");
        }
        run.play("
            2026-11-25 housing/department-officer object objection=漏计两件案例 +objection -> reviewing
            2026-11-26 development-reform/supervision-officer adjust review_opinion=属实 adjusted_total=86 -/>
            2026-11-26 development-reform/office-head adjust review_opinion=属实 adjusted_total=86 -> final");
    }
}

story! {
    fn c_32_c_without_objection_it_is_final_and_without_a_report_it_is_scored_all_the_same(town) {
        let mut run = town.on_engine(SCORED);
        run.play("
            2026-12-01 clock pass -> objecting
            2026-12-02 clock pass -> final");
        run.play("
            2026-12-02 development-reform/supervision-officer start:assessment unit=jinan-water year=2026 model=2026-1 -> reporting
            2026-12-17 clock pass -> scoring");
    }
}

story! {
    fn c_32_pilots_are_examined_first_and_end_by_themselves(town) {
        town.on_engine("
            2026-11-20 industry/department-officer start:pilot unit=jinan-industry what=信用园区 scope=一个园区 risk_control=不采集个人信息 ends_on=2026-12-18 -/> within_law
            2026-11-20 industry/department-officer start:pilot unit=jinan-industry what=信用园区 scope=一个园区 risk_control=不采集个人信息 ends_on=2026-12-18 within_law=on -> proposed
            2026-11-23 justice/legality-reviewer allow opinion=合法 -> running
            2026-12-19 clock pass -> evaluating
            2026-12-21 development-reform/supervision-officer conclude evaluation=有效 conclusion=extend -> concluded");
    }
}
