//! Revoked decisions (article 40 of the Shandong regulation), bankruptcy, orders to put right (C-18.e).

use disclosure::RecordState;
use vocabulary::Date;

use crate::{desk::PENALTY, rows::COMPANY, story};

story! {
    fn c_18_a_revoked_penalty_leaves_publicity_within_three_working_days(town) {
        town.fined_in_june_on(Date::constant(2026, 9, 28));
        town.over_http("
            2026-09-30 company start:revocation@administrative-penalty kind=revoked revoking_number=鲁复决〔2026〕3号 revoked_on=2026-09-29 statement=复议撤销 +revoking -> filed
            2026-09-30 company sees -> 2026-10-10
            2026-10-08 credit-centre/credit-officer propose finding=文书属实 -> deciding
            2026-10-08 credit-centre/credit-officer withdraw -/>
            2026-10-09 credit-centre/credit-reviewer withdraw -> stopped
            2026-10-09 company sees -> 鲁复决〔2026〕3号");
        assert!(!town.door().get(&format!("/subjects/{COMPANY}")).1.contains("未按规定明码标价"));
    }
}

story! {
    fn c_18_a_changed_penalty_is_changed_and_an_unfit_document_refused(town) {
        town.fined_in_june();
        town.over_http("
            2026-11-20 market-regulation/department-officer start:revocation@administrative-penalty kind=changed revoking_number=济市监改〔2026〕1号 revoked_on=2026-11-19 statement=罚款变更为二万元 +revoking -> filed
            2026-11-20 credit-centre/credit-officer propose finding=属实 wrong=fine right=2 -> deciding
            2026-11-23 credit-centre/credit-reviewer change wrong=fine right=2 -> changed");
        town.over_http("
            2026-11-23 company start:revocation@administrative-penalty kind=void revoking_number=鲁复决〔2026〕4号 revoked_on=2026-11-20 statement=确认违法 +revoking -> filed
            2026-11-23 credit-centre/credit-officer propose finding=是另一份处罚 -> deciding
            2026-11-24 credit-centre/credit-reviewer refuse reason=文书涉及另一份处罚 -> refused
            2026-11-25 company request-review grounds=是同一份 -> reviewing
            2026-11-25 company take-back -> taken-back");
        assert_eq!(town.own_record(PENALTY).state, RecordState::Valid);
    }
}

story! {
    fn c_18_e_an_order_to_put_right_has_owner_day_and_proof_before_it_closes(town) {
        town.over_http("
            2026-11-20 credit-centre/supervision-officer start:rectification unit=jinan-ecology kind=overdue finding=三条处罚逾期未报 clause=条例第16条 due_on=2026-12-04 -> ordered
            2026-11-20 ecology/department-officer sees -> 2026-12-04
            2026-11-24 ecology/department-officer report done=已补报 -/>
            2026-11-24 ecology/department-officer report done=已补报 +proof -> checking
            2026-11-25 credit-centre/supervision-officer close result=属实 -/>
            2026-11-25 credit-centre/credit-reviewer send-back result=还有一条 due_on=2026-12-11 -> ordered
            2026-12-14 clock pass -> ordered
            2026-12-15 ecology/department-officer report done=已全部补报 +proof -> checking
            2026-12-16 credit-centre/credit-reviewer close result=已全部补报 -> closed");
        town.over_http("
            2026-12-16 credit-centre/supervision-officer start:rectification unit=jinan-ecology kind=access finding=越权查询 clause=条例第24条 due_on=2026-12-25 -> ordered
            2026-12-17 credit-centre/supervision-officer extend:due reason=需要清查日志 -> ordered
            2026-12-17 ecology/department-officer dispute dispute=已获授权 -> disputed
            2026-12-18 credit-centre/credit-reviewer cancel result=授权属实 -> cancelled");
    }
}

story! {
    fn c_17_in_a_reorganisation_limits_are_lifted_for_its_time_and_the_record_is_repaired_after_it(town) {
        town.fined_in_june_on(Date::constant(2026, 9, 1));
        town.over_http("
            2026-09-01 company start:bankruptcy-repair@administrative-penalty ruling_number=（2026）鲁01破3号 ruling_on=2026-08-20 plan_until=2026-11-30 hindrance=无法投标 +ruling -> filed
            2026-09-02 market-regulation/department-officer accept opinion=裁定属实 -> proposed
            2026-09-03 market-regulation/office-head lift -> executing
            2026-11-20 company complete completed_on=2026-11-18 promise_true=1 +completion -> examining
            2026-11-23 market-regulation/department-officer propose opinion=已执行完毕 -> deciding
            2026-11-24 market-regulation/office-head grant -> granted");
        assert!(!town.door().get(&format!("/subjects/{COMPANY}")).1.contains("未按规定明码标价"));
    }
}
