//! Boards of supervision and reports of joint action (C-32.d, C-21.c, C-11.e, H-56).

use policy::model::process::ProcessGroup;
use vocabulary::Date;
use workflow::case::Colour;

use crate::{
    effects::{APPLIED, REPAIRED},
    harness::TODAY,
    papers::reading,
    story,
};

/// A court case that the housing bureau must perform within two weeks, and one that is cleared.
const COURT: &str = "
    2026-11-20 court/court-officer start:court-case unit=jinan-housing kind=government case_number=（2026）鲁01执88号 what=支付工程款 due_on=2026-12-04 amount=1200000.00 -> performing";
const CLEARED: &str = "
    2026-11-20 court/court-officer start:court-case unit=jinan-finance kind=government case_number=（2026）鲁01执90号 what=支付货款 due_on=2026-12-04 amount=8000.00 -> performing
    2026-11-23 finance/department-officer claim-performed performed=已经支付 +proof -> confirming
    2026-11-24 court/court-officer confirm court_opinion=履行完毕 -> cleared";

story! {
    fn c_21_c_c_21_b_the_board_shows_each_body_at_once_red_when_late_and_the_clearing_rate(town) {
        town.on_engine(COURT);
        let board = |town: &crate::harness::Town| town.platform.cases.board(&[ProcessGroup::Government]).unwrap();
        let row = |board: &workflow::Board, unit: &str| board.rows.iter().find(|row| row.unit == unit).cloned();
        let first = board(town);
        assert_eq!(row(&first, "jinan-housing").unwrap().colour, Colour::Green, "the same day");
        town.on_engine(CLEARED);
        town.move_to(Date::constant(2026, 12, 7));
        let late = board(town);
        assert_eq!(late.rows[0].unit, "jinan-housing", "the worst first");
        assert_eq!(late.rows[0].colour, Colour::Red);
        assert_eq!(row(&late, "jinan-finance").unwrap().colour, Colour::Green);
        let column = late.processes.iter().position(|(id, _)| id == "court-case").unwrap();
        assert_eq!(late.total[column].clearing(), Some(50), "of one hundred");
        // The page and the file say the same.
        let door = town.door();
        let officer = town.staff_as("jinan-credit-centre", "credit-officer", "board.reader");
        let page = officer.get(&door, "/desk/cases/boards/government").text;
        for part in ["济南市住房和城乡建设局", "50 %", "tag bad", "涉政案件清理"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        let csv = officer.get(&door, "/desk/cases/boards/government/csv").text;
        assert!(csv.lines().count() >= 3 && csv.contains("\"红\""), "{csv}");
    }
}

/// An assessment of the housing bureau: scored, objected to, reviewed by another, final.
const SCORED: &str = "
    2026-11-20 development-reform/supervision-officer start:assessment unit=jinan-housing year=2026 model=2026-1 -> reporting
    2026-11-23 housing/department-officer send-report self_report=自评九十分 +self-report -> scoring
    2026-11-24 development-reform/supervision-officer score rules=10 rules_data=出台两件 collection=18 collection_data=归集率九十八 publicity=19 publicity_data=合规率九十九
        use=12 use_data=应用五项 joint=8 joint_data=案例三件 campaigns=9 campaigns_data=治理一项 education=8 education_data=活动四场 deduction=0 deduction_data=无 total=84 -> objecting
    2026-11-25 housing/department-officer object objection=漏计两件案例 +objection -> reviewing
    2026-11-26 development-reform/office-head adjust review_opinion=属实 adjusted_total=86 -> final";

story! {
    fn c_21_e_what_a_body_was_scored_can_be_objected_to_and_goes_to_the_yearly_assessment(town) {
        town.on_engine(SCORED);
        let board = town.platform.cases.scores().unwrap();
        let line = &board.lines[0];
        assert_eq!((line.unit.as_str(), line.ended), ("jinan-housing", true));
        let of = |title: &str| {
            let at = board.figures.iter().position(|one| one.zh == title).unwrap();
            line.values[at].as_deref()
        };
        assert_eq!((of("总分"), of("调整后总分"), of("考核年度")), (Some("84"), Some("86"), Some("2026")));
        // What goes out for the yearly assessment says the same.
        let door = town.door();
        let officer = town.staff_as("jinan-credit-centre", "credit-officer", "board.reader");
        let csv = officer.get(&door, "/desk/cases/boards/scores/csv").text;
        for part in ["济南市住房和城乡建设局", "最终结果", "\"84\"", "\"86\""] {
            assert!(csv.contains(part), "{part} in {csv}");
        }
    }
}

story! {
    fn c_32_d_dual_publication_campaigns_monitoring_and_lists_have_boards_of_their_own(town) {
        let door = town.door();
        let officer = town.staff_as("jinan-credit-centre", "credit-officer", "board.reader");
        let index = officer.get(&door, "/desk/cases/boards").text;
        let names = [
            "government", "publicity", "campaigns", "entries", "monitoring", "scores", "lists",
            "collection", "quarterly", "effects",
        ];
        for name in names {
            let path = format!("/desk/cases/boards/{name}");
            assert!(index.contains(&format!("href=\"{path}\"")), "{name}");
            for path in [path.clone(), format!("/en{path}"), format!("{path}/csv")] {
                assert_eq!(officer.get(&door, &path).status.as_u16(), 200, "{path}");
            }
        }
        assert_eq!(officer.get(&door, "/desk/cases/boards/nothing").status.as_u16(), 404);
        assert_eq!(officer.get(&door, "/desk/cases/boards/lists/pdf").status.as_u16(), 404);
        // Who supplies what is due stands on the board of dual publication.
        let publicity = officer.get(&door, "/desk/cases/boards/publicity").text;
        assert!(publicity.contains("济南市市场监督管理局"), "{publicity}");
    }
}

story! {
    fn c_11_e_h_56_cases_of_a_month_units_of_a_quarter_and_the_effect_of_each_measure_come_from_the_cases(town) {
        town.barred();
        town.move_to(Date::constant(2026, 11, 16));
        town.on_engine(APPLIED);
        let cases = &town.platform.cases;
        let month = (Date::constant(2026, 11, 1), Date::constant(2026, 11, 30));
        let collected = cases.collected(month).unwrap();
        assert_eq!(collected.len(), 1, "{collected:#?}");
        assert_eq!(collected[0].unit, "jinan-approval-service");
        assert!(collected[0].measure.is_some());
        assert!(cases.collected((Date::constant(2026, 10, 1), Date::constant(2026, 10, 31))).unwrap().is_empty());

        town.move_to(TODAY);
        town.on_engine(REPAIRED);
        let effects = cases.effects().unwrap();
        let ban = effects.iter().find(|line| line.measure == "registration-ban").unwrap();
        assert_eq!((ban.reached, ban.applied, ban.subjects, ban.lasting, ban.repaired), (1, 1, 1, 0, 1), "{ban:#?}");

        let quarter = (Date::constant(2026, 10, 1), Date::constant(2026, 12, 31));
        let lines = cases.quarterly(quarter).unwrap();
        assert!(lines.iter().any(|line| line.unit == "jinan-approval-service" && line.given == 1 && line.declined == 1), "{lines:#?}");

        let door = town.door();
        let officer = town.staff_as("jinan-credit-centre", "credit-officer", "board.reader");
        let page = officer.get(&door, "/desk/cases/boards/collection?period=2026-11").text;
        assert!(page.contains(&collected[0].number));
        let empty = officer.get(&door, "/desk/cases/boards/collection?period=2026-09").text;
        assert!(empty.contains("还没有数据"));
        let (status, bytes) = door.fetch("/desk/cases/boards/quarterly/pdf?period=2026-Q4", &officer.secret);
        assert_eq!(status.as_u16(), 200);
        let read = reading::whole(&bytes);
        for part in ["2026-Q4", "2026年10月1日", "受领", "第 1 页"] {
            assert!(read.contains(part), "{part} in {read}");
        }
    }
}
