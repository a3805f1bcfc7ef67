//! Processes played end to end in Chromium, by all who take part, with the clock moved: the stories of
//! `tests/cases`, with a window instead of requests.

mod public;
mod window;

use window::Window;

use super::{Served, desk::town};
use crate::harness::Town;

/// Plays a story in a window.
fn play(story: fn(&mut Town)) {
    let mut served = Served::open(town(), Vec::new(), None);
    let address = served.address.clone();
    served.town.window = Some(Box::new(move || Box::new(Window::open(&address))));
    story(&mut served.town);
}

/// A test for each story of a module of `tests/cases`.
macro_rules! in_chromium {
    ($($module:ident: $($story:ident)*;)*) => { $(mod $module { $(
        #[test]
        fn $story() {
            super::play(crate::cases::$module::$story::story);
        }
    )* })* };
}

in_chromium! {
    objections:
        c_18_a_c_18_c_h_37_what_is_wrong_is_marked_verified_and_corrected_everywhere
        h_37_what_should_not_be_there_is_deleted_from_every_view_by_two_persons
        h_40_whoever_is_not_satisfied_gets_a_review_by_another_officer
        c_18_faults_are_told_once_silence_ends_the_case_and_it_can_be_taken_back
        h_39_anybody_whom_it_touches_objects_and_follows_it_with_number_and_code;
    repairs:
        c_17_a_h_26_h_34_h_35_an_application_goes_from_the_one_window_to_the_authority_and_the_record_is_gone
        c_17_too_early_is_refused_with_the_day_from_which_it_can_be_asked_for
        c_17_a_h_32_faults_are_told_in_one_complete_list_and_no_second_one
        c_17_e_h_31_silence_escalates_at_the_statutory_limit_and_is_counted_by_unit
        h_31_a_complex_case_is_extended_once_with_a_reason_that_the_applicant_reads
        c_17_a_refusal_says_why_and_is_reviewed_by_another_officer;
    lists:
        c_10_b_h_44_no_entry_before_notice_defence_decision_and_delivery
        h_44_silence_goes_on_after_the_time_and_a_defence_can_prevail
        c_10_d_removal_ends_the_entry_and_every_measure_the_same_day
        c_10_d_a_refused_removal_says_why_and_can_be_taken_back_or_reviewed
        c_10_e_one_release_a_quarter_makes_the_tasks_and_a_second_needs_a_reason
        c_10_e_a_release_is_recalled_with_its_tasks_or_archived_after_the_quarter;
    joint:
        c_11_b_h_56_a_responder_says_applied_or_not_and_why_and_reports_the_effect
        c_11_d_h_51_a_measure_that_needs_a_warning_waits_for_it_and_for_its_term
        s_167_a_warning_is_put_right_in_time_or_lapses
        c_11_f_a_request_to_another_region_is_signed_and_its_answer_checked
        c_11_f_a_request_of_another_region_is_followed_only_for_an_entry_and_a_measure_of_ours;
    culture:
        c_33_a_a_selection_looks_at_serious_lists_hears_objections_and_ends_on_a_serious_entry
        c_33_a_persons_are_models_with_their_consent_only_and_may_withdraw_it
        c_33_c_whoever_passes_gets_a_certificate_that_anybody_verifies
        c_33_d_works_of_minors_show_with_a_guardians_consent_and_neither_full_name_nor_class
        c_33_events_take_as_many_as_they_have_places_until_the_last_day_and_are_reviewed_twice
        h_63_a_typical_case_that_names_anybody_is_not_handed_in;
    measures:
        c_12_a_c_12_c_h_50_a_measure_is_answered_reviewed_corrected_and_kept;
    revocations:
        c_18_a_revoked_penalty_leaves_publicity_within_three_working_days
        c_18_a_changed_penalty_is_changed_and_an_unfit_document_refused
        c_18_e_an_order_to_put_right_has_owner_day_and_proof_before_it_closes
        c_17_in_a_reorganisation_limits_are_lifted_for_its_time_and_the_record_is_repaired_after_it;
    commitments:
        c_16_a_check_signature_and_publication_are_one_flow_within_a_minute
        c_16_b_a_commitment_can_be_taken_back_with_the_authority_agreeing
        c_16_b_each_commitment_has_its_verification_with_a_day_and_the_result_is_on_record
        c_16_c_a_breach_needs_basis_notice_defence_and_a_decision_by_another;
    campaigns:
        c_25_b_a_subject_enters_only_with_a_named_basis_is_told_and_can_state_its_case
        c_25_c_the_report_gives_found_treated_repaired_open_and_the_source;
    government:
        c_16_e_a_promise_shows_unit_day_and_state_and_a_change_of_head_does_not_close_it
        c_21_a_a_promise_closes_by_performance_that_is_confirmed
        c_21_a_debts_of_authorities_are_confirmed_paid_and_checked_by_the_creditor
        c_21_b_a_court_push_is_a_task_of_the_unit_and_only_the_court_closes_it;
    supervision:
        c_26_a_the_reporter_is_sealed_and_every_look_is_logged
        c_26_b_a_report_that_proves_true_is_rewarded_and_paid_within_the_term
        c_26_c_a_complaint_has_steps_days_and_a_result_and_is_published_without_names
        h_62_each_evaluation_can_be_appealed_and_is_reviewed_by_another;
    tasks:
        c_32_b_progress_needs_evidence_and_a_reviewer_sends_back
        c_32_c_a_yearly_assessment_shows_score_and_data_and_leaves_time_to_object;
}
