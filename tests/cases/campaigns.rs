//! Campaigns against dishonesty (C-25) and new industries (H-58).

use vocabulary::{Actor, Date};
use workflow::case::{By, CaseView, Page, StaffBy};

use crate::{
    desk::{PENALTY, REGISTRATION},
    harness::Town,
    plays::{Run, Stage},
    rows::{COMPANY, MARKET, penalty, registration},
    sight::text,
    story,
};

/// A member of staff as the engine knows one.
pub fn staff(agency: &str, role: &str) -> By {
    By::Staff(StaffBy {
        actor: Actor::new(agency, role),
        agency: agency.to_owned(),
        role: role.to_owned(),
    })
}

/// Somebody of a play, as the engine knows him.
pub fn by_of(run: &mut Run<'_, impl Stage>, who: &str) -> By {
    let number = run.number().to_owned();
    run.cast.by(run.town, who, &number)
}

/// The case of a play as somebody of it sees it.
pub fn seen(run: &mut Run<'_, impl Stage>, who: &str) -> CaseView {
    let by = by_of(run, who);
    run.town.platform.cases.view(&by, run.number()).unwrap()
}

/// A campaign of the labour bureau.
const CAMPAIGN: &str = "
    2026-11-20 development-reform/supervision-officer start:campaign plan=campaigns-jinan/wage-arrears unit=jinan-human-resources
        what=拖欠工资问题专项治理 clause=专栏5 due_on=2026-12-31 -> planning
    2026-11-23 human-resources/department-officer begin source_analysis=工程款拨付滞后 measures=保障农民工工资支付条例 +scheme -> running";

const REPORT: &str =
    "found=12 treated=9 repaired=4 open=3 source_analysis=工程款拨付滞后 report=治理报告摘要";

story! {
    fn c_25_a_the_twenty_campaigns_of_jinan_and_the_four_of_the_province_open_with_owner_and_day(town) {
        let by = staff("jinan-development-reform", "supervision-officer");
        let cases = &town.platform.cases;
        let jinan = cases.import(&by, "campaigns-jinan").unwrap();
        let province = cases.import(&by, "campaigns-shandong").unwrap();
        assert_eq!((jinan.opened, province.opened), (20, 4));
        assert_eq!(cases.import(&by, "campaigns-jinan").unwrap().opened, 0, "no campaign twice");
        let open = cases.openly("campaign", &Page { after: None, size: 100 }).unwrap();
        assert_eq!(open.entries.len(), 24);
        for case in &open.entries {
            let told = text(case);
            assert!(case.line.unit.is_some() && told.contains("2026-12-31"), "{told}");
        }
        assert!(text(&open.entries).contains("假球黑哨"));
    }
}

story! {
    fn c_25_a_the_eight_campaigns_of_rushan_open_in_its_own_layer(town) {
        town.place.layer = "rushan".to_owned();
        probity::adoption::adopt(&town.inspect(), "keeper-1", "乳山市启用").unwrap();
        town.reopen();
        let by = staff("rushan-development-reform", "supervision-officer");
        let imported = town.platform.cases.import(&by, "campaigns-rushan").unwrap();
        assert_eq!(imported.opened, 8);
    }
}

story! {
    fn c_25_b_a_subject_enters_only_with_a_named_basis_is_told_and_can_state_its_case(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.over_http("
            2026-11-20 human-resources/department-officer start:campaign-subject campaign=campaigns-jinan/wage-arrears unit=jinan-human-resources problem=拖欠工资 evidence_number=济人社令〔2026〕3号 basis_article=第六十三条 -/> 依据
            2026-11-20 human-resources/department-officer start:campaign-subject campaign=campaigns-jinan/wage-arrears unit=jinan-human-resources problem=拖欠工资
                basis_document=保障农民工工资支付条例 basis_article=第六十三条 evidence_number=济人社令〔2026〕3号 -> entered
            2026-11-20 company sees -> 不是失信记录
            2026-11-23 company state statement=工资已于上月付清 -> stated
            2026-11-24 human-resources/department-officer keep check_result=仍差两人 -> entered
            2026-11-25 human-resources/department-officer treat treatment=全部付清 +treatment -> treated
            2026-11-26 human-resources/department-officer repair repaired_on=2026-11-26 -> repaired");
        assert!(!text(&town.page(COMPANY).unwrap()).contains("拖欠工资"), "no record of it");
    }
}

story! {
    fn c_25_b_who_should_not_be_listed_is_removed_without_a_trace(town) {
        town.file(REGISTRATION, MARKET, registration());
        town.on_engine("
            2026-11-20 human-resources/department-officer start:campaign-subject campaign=campaigns-jinan/wage-arrears unit=jinan-human-resources problem=拖欠工资
                basis_document=保障农民工工资支付条例 basis_article=第六十三条 evidence_number=济人社令〔2026〕4号 -> entered
            2026-11-23 company state statement=同名公司 -> stated
            2026-11-24 human-resources/department-officer remove check_result=认错了主体 -> removed");
    }
}

story! {
    fn c_25_c_the_report_gives_found_treated_repaired_open_and_the_source(town) {
        let mut run = town.over_http(CAMPAIGN);
        run.play("2026-12-21 human-resources/department-officer report found=12 treated=9 source_analysis=工程款拨付滞后 report=摘要 long_term=保证金 +report -/>");
        run.play(&format!("
            2026-12-21 human-resources/department-officer report {REPORT} long_term=工资保证金和专用账户制度 +report -> reported
            2026-12-22 development-reform/supervision-officer send-back send_back_reason=缺典型案例 -> running
            2026-12-23 human-resources/department-officer report {REPORT} long_term=工资保证金和专用账户制度 +report -> reported
            2026-12-24 development-reform/supervision-officer close -> closed"));
        let open = town.platform.cases.openly("campaign", &Page::default()).unwrap();
        let told = text(&open.entries);
        for word in ["\"12\"", "\"9\"", "\"4\"", "\"3\"", "工程款拨付滞后", "工资保证金"] {
            assert!(told.contains(word), "{word} in {told}");
        }
    }
}

story! {
    fn c_25_c_found_treated_repaired_and_open_are_counted_case_by_case(town) {
        town.file(REGISTRATION, MARKET, registration());
        let entered = |number: &str| format!("
            2026-11-20 human-resources/department-officer start:campaign-subject campaign=campaigns-jinan/wage-arrears unit=jinan-human-resources problem=拖欠工资
                basis_document=保障农民工工资支付条例 basis_article=第六十三条 evidence_number=济人社令〔2026〕{number}号 -> entered");
        town.on_engine(&entered("3"));
        let treated = "
            2026-11-25 human-resources/department-officer treat treatment=全部付清 +treatment -> treated";
        town.on_engine(&(entered("4") + treated));
        let repaired = "
            2026-11-26 human-resources/department-officer repair repaired_on=2026-11-26 -> repaired";
        town.on_engine(&(entered("5") + treated + repaired));
        let board = town.platform.cases.entries().unwrap();
        let line = &board.lines[0];
        assert_eq!((line.entry.as_str(), line.found, line.open), ("campaigns-jinan/wage-arrears", 3, 2));
        for (state, count) in [("治理中", 1), ("已治理，待修复", 1), ("已修复", 1), ("已治理", 0)] {
            let at = board.states.iter().position(|one| one.zh == state).unwrap();
            assert_eq!(line.counts[at], count, "{state}");
        }
        let door = town.door();
        let officer = town.staff_as("jinan-credit-centre", "credit-officer", "board.reader");
        let page = officer.get(&door, "/desk/cases/boards/entries").text;
        assert!(page.contains("济南市人力资源和社会保障局") && page.contains("已治理，待修复"), "{page}");
    }
}

story! {
    fn c_25_d_closing_asks_for_the_long_term_measure_or_the_reason_for_none(town) {
        let mut run = town.on_engine(CAMPAIGN);
        run.play(&format!("
            2026-12-01 human-resources/department-officer report {REPORT} +report -/> long_term
            2026-12-01 human-resources/department-officer report-without {REPORT} +report -/> no_long_term
            2026-12-01 human-resources/department-officer report-without {REPORT} no_long_term=已有行政法规完整规定 +report -> reported
            2026-12-02 development-reform/supervision-officer close -> closed"));
    }
}

story! {
    fn c_25_a_a_campaign_is_extended_once_and_lateness_goes_up(town) {
        let mut run = town.on_engine(CAMPAIGN);
        run.play("2026-12-21 human-resources/department-officer extend:campaign reason=来不及 -/>");
        run.play("2026-12-21 development-reform/supervision-officer extend:campaign reason=范围扩大 -> running");
        let case = seen(&mut run, "development-reform/supervision-officer");
        assert_eq!(case.due[0].on, Some(Date::constant(2027, 3, 31)));
    }
}

/// A measure on the fine, suggested for a new kind of business or an old one.
fn suggested(new: bool) -> String {
    let flag = if new { "new_industry=on" } else { "" };
    format!("
        2026-11-20 credit-centre/credit-officer start:measure-suggestion@{PENALTY} unit=jinan-finance measure=limit-honours reason=处罚信息在公示期内 {flag} -> suggested")
}

/// Suspended its licence: a penalty to which limits attach.
fn grave(town: &Town) {
    town.file(REGISTRATION, MARKET, registration());
    town.file(
        PENALTY,
        MARKET,
        penalty()
            .with("penalty_kind", "暂扣许可证件")
            .with("fine", "")
            .with("content", "暂扣许可证三个月")
            .with("suspended_certificate", "食品经营许可证JY1"),
    );
}

story! {
    fn c_12_suggestions_of_measures_take_effect_only_when_a_named_official_confirms(town) {
        grave(town);
        let mut run = town.on_engine(&suggested(false));
        assert!(town.platform.cases.applied(&Default::default(), &Page::default()).unwrap().entries.is_empty());
        run.play("2026-11-23 finance/office-head confirm opinion=依法限制 -> applied");
        let applied = town.platform.cases.applied(&Default::default(), &Page::default()).unwrap();
        assert_eq!(applied.entries.len(), 1);
        run.play("2026-11-24 finance/office-head lift lift_reason=已经改正 -> lifted");
        run.play(&suggested(false).replace("2026-11-20", "2026-11-24"));
        run.play("2026-12-09 clock pass -> lapsed");
    }
}

story! {
    fn h_58_a_new_industry_is_guided_and_warned_before_any_measure(town) {
        grave(town);
        let mut run = town.on_engine(&suggested(true));
        run.play("
            2026-11-23 finance/office-head confirm opinion=依法限制 -/> H-58
            2026-11-23 finance/office-head guide guidance=请补办公示 guided_on=2026-11-23 guided_until=2026-12-11 -> guiding
            2026-12-01 finance/office-head confirm-after-guidance opinion=依法限制 -/>
            2026-12-10 finance/office-head accept-correction opinion=已经改正 -> put-right");
        run.play(&suggested(true).replace("2026-11-20", "2026-12-10"));
        run.play("
            2026-12-11 finance/office-head guide guidance=请补办公示 guided_on=2026-12-11 guided_until=2026-12-18 -> guiding
            2026-12-21 finance/office-head confirm-after-guidance opinion=期满未改 -> applied");
    }
}
