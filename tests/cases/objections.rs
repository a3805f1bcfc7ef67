//! Objections (C-18, H-37 to H-40): marked at once, answered within three or seven working days,
//! decided by another person, reviewed by a third.

use disclosure::RecordState;
use vocabulary::Date;
use workflow::case::{Colour, FigureFilter, Page, QueueFilter, Why};

use crate::{desk::PENALTY, harness::Town, rows::COMPANY, story};

/// An objection of the company that is taken up.
const TAKEN_UP: &str = "
    2026-11-20 company start:objection@administrative-penalty statement=罚款已减为两万元 wish=correct +evidence -> filed
    2026-11-20 credit-centre/credit-officer accept -> verifying";

fn public_page(town: &Town) -> String {
    town.door().get(&format!("/subjects/{COMPANY}")).1
}

story! {
    fn c_18_a_c_18_c_h_37_what_is_wrong_is_marked_verified_and_corrected_everywhere(town) {
        town.fined_in_june();
        let mut run = town.over_http(TAKEN_UP);
        assert_eq!(town.own_record(PENALTY).state, RecordState::InObjection);
        assert!(public_page(town).contains("异议处理中"), "marked wherever it is shown");
        run.play("
            2026-11-20 company sees -> 2026-11-25
            2026-11-23 credit-centre/credit-officer ask-provider question=请核对缴款书 -> asking
            2026-11-23 company sees -> 2026-12-01
            2026-11-24 market-regulation/department-clerk provider-answers finding=wrong finding_note=已减为两万元 +original -> weighing
            2026-11-25 credit-centre/credit-officer propose-late proposal=correct opinion=与缴款书一致 wrong=fine right=2 reason=罚款已依法减为两万元 -> reviewing-late
            2026-11-25 credit-centre/credit-officer decide-correct wrong=fine right=2 reason=自己决定 -/>
            2026-11-25 credit-centre/credit-reviewer decide-correct wrong=fine right=2 reason=罚款已依法减为两万元 -> corrected
            2026-11-25 company sees -> 罚款已依法减为两万元");
        let record = town.own_record(PENALTY);
        assert_eq!(record.state, RecordState::Valid);
        let fine = record.fields.iter().find(|field| field.name == "fine").unwrap();
        assert_eq!(fine.value, "2", "{fine:?}");
        assert!(!public_page(town).contains("异议处理中"));
    }
}

story! {
    fn h_37_what_should_not_be_there_is_deleted_from_every_view_by_two_persons(town) {
        town.fined_in_june();
        town.over_http(TAKEN_UP).play("
            2026-11-23 credit-centre/credit-officer propose proposal=delete opinion=不属于该公司 reason=处罚对象是另一公司 -> reviewing
            2026-11-23 credit-centre/credit-reviewer decide-delete reason=处罚对象是另一公司 -> deleted
            2026-11-23 company sees -> 处罚对象是另一公司");
        assert!(!public_page(town).contains("未按规定明码标价"), "gone");
    }
}

story! {
    fn h_40_whoever_is_not_satisfied_gets_a_review_by_another_officer(town) {
        town.fined_in_june();
        let mut run = town.over_http(TAKEN_UP);
        run.play("
            2026-11-23 credit-centre/credit-officer propose proposal=dismiss opinion=与决定书一致 reason=与处罚决定书一致 -> reviewing
            2026-11-23 credit-centre/credit-reviewer dismiss reason=与处罚决定书一致 -> dismissed");
        assert_eq!(town.own_record(PENALTY).state, RecordState::Valid, "no mark while nobody disputes");
        run.play("
            2026-11-23 company sees -> 与处罚决定书一致
            2026-11-24 company request-review grounds=缴款书与决定书不一致 -> re-reviewing");
        assert_eq!(town.own_record(PENALTY).state, RecordState::InObjection);
        run.play("
            2026-11-25 credit-centre/credit-reviewer review-keep reason=维持 -/>
            2026-11-25 credit-centre/credit-reviewer#2 review-correct wrong=fine right=2 reason=以缴款书为准 -> corrected");
        assert_eq!(town.own_record(PENALTY).state, RecordState::Valid);
    }
}

story! {
    fn c_18_c_an_answer_that_is_late_is_reported_step_by_step_and_counted_by_unit(town) {
        town.fined_in_june();
        let mut run = town.over_http(TAKEN_UP);
        run.play("2026-11-24 clock pass -> verifying");
        let officer = run.seat("credit-centre/credit-officer");
        let cases = &town.platform.cases;
        let (all, page) = (QueueFilter::default(), Page::default());
        let mine = cases.queue(&officer, &all, &page).unwrap().entries;
        assert_eq!((mine[0].colour, mine[0].days_left), (Colour::Amber, Some(1)), "the alarm went");
        run.play("2026-11-30 clock pass -> verifying");
        let reviewer = run.seat("credit-centre/credit-reviewer");
        let told = cases.queue(&reviewer, &all, &page).unwrap().entries;
        assert_eq!((told[0].why, told[0].colour), (Why::Escalated, Colour::Red));
        let figures = cases.figures(&FigureFilter { process: Some("objection".to_owned()), ..FigureFilter::default() }).unwrap();
        assert_eq!((figures[0].unit.as_str(), figures[0].overdue), ("jinan-credit-centre", 1));
        run.play("2026-11-30 company sees -> 核查中");
    }
}

story! {
    fn c_18_faults_are_told_once_silence_ends_the_case_and_it_can_be_taken_back(town) {
        town.fined_in_june();
        let filed = "2026-11-20 company start:objection@administrative-penalty statement=金额有误 wish=correct -> filed";
        town.over_http(filed).play("
            2026-11-20 credit-centre/credit-officer return-faults faults=请附缴款书 -> supplementing
            2026-11-20 company sees -> 请附缴款书
            2026-11-23 company supplement more=见附件 +evidence -> filed
            2026-11-23 credit-centre/credit-officer return-faults faults=再附一份 -/>
            2026-11-23 company withdraw -> withdrawn");
        assert_eq!(town.own_record(PENALTY).state, RecordState::Valid, "taken back, unmarked");
        town.over_http("
            2026-11-23 company start:objection@administrative-penalty statement=金额有误 wish=correct -> filed
            2026-11-23 company start:objection@administrative-penalty statement=再提一次 wish=correct -/> 同一
            2026-11-23 credit-centre/credit-officer return-faults faults=请附缴款书 -> supplementing
            2026-12-01 clock pass -> lapsed
            2026-12-01 company sees -> 没有在期限内补充");
        assert_eq!(town.own_record(PENALTY).state, RecordState::Valid);
    }
}

story! {
    fn h_39_anybody_whom_it_touches_objects_and_follows_it_with_number_and_code(town) {
        town.fined_in_june();
        town.over_http("
            2026-11-20 anyone start:objection@administrative-penalty statement=与我公司同名 wish=delete relation=同名公司 -> filed
            2026-11-20 code sees -> 正在等待受理
            2026-11-20 credit-centre/window-clerk return-faults faults=请写明注册号 -> supplementing
            2026-11-23 code supplement more=注册号见附件 +evidence -> filed
            2026-11-23 credit-centre/credit-officer decline reason=与该信息没有利害关系 -> dismissed
            2026-11-23 code sees -> 与该信息没有利害关系
            2026-12-08 clock pass -> kept");
        town.over_http("
            2026-12-08 person start:objection@administrative-penalty statement=我是该公司债权人，金额有误 wish=correct relation=债权人 -> filed
            2026-12-08 person withdraw -> withdrawn");
    }
}

story! {
    fn c_18_c_the_days_of_an_answer_leap_over_the_national_day(town) {
        town.fined_in_june_on(Date::constant(2026, 9, 28));
        town.over_http("
            2026-09-30 company start:objection@administrative-penalty statement=金额有误 wish=correct -> filed
            2026-09-30 company sees -> 2026-10-10
            2026-10-09 credit-centre/credit-officer ask-provider question=请核对 -> asking
            2026-10-09 company sees -> 2026-10-15");
    }
}
